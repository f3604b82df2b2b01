"""`yiju explain CODE`: the page of a finding's code."""

from __future__ import annotations

import re
from difflib import get_close_matches

import click

from yiju_cli.options import with_language
from yiju_grammar.finding import Lang, all_codes, code_page

PLACEHOLDER = re.compile(r"\{\w+\}")
HEADINGS: dict[Lang, tuple[tuple[str, str], ...]] = {
    "zh": (("means", "含义"), ("why", "为什么要紧"), ("example", "例"), ("instead", "应写作")),
    "en": (("means", "What it means"), ("why", "Why it matters"), ("example", "Example"), ("instead", "Write instead")),
}
SEVERITIES: dict[Lang, dict[str, str]] = {
    "zh": {"error": "错误", "warning": "警告", "note": "提示"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}


def command(lang: Lang) -> click.Command:
    """Make the verb."""

    @click.command("explain", help="说明一个代码的含义" if lang == "zh" else "Explain a finding's code.")
    @click.argument("code")
    @with_language(lang)
    def explain(code: str) -> int:
        known = all_codes()
        if code.upper() not in known:
            raise click.UsageError(_unknown(code, known, lang))
        click.echo(page_text(code.upper(), lang), nl=False)
        return 0

    return explain


def page_text(code: str, lang: Lang) -> str:
    """The page of a code as plain text."""
    page = code_page(code)
    parts = [f"{code}（{SEVERITIES[lang][page['severity']]}）" if lang == "zh" else f"{code} ({page['severity']})"]
    parts[0] += ("：" if lang == "zh" else ": ") + PLACEHOLDER.sub("…", page[lang]["message"])
    for key, heading in HEADINGS[lang]:
        body = page[lang][key].strip("\n")
        if key in ("example", "instead"):
            body = "\n".join(f"    {line}".rstrip() for line in body.splitlines())
        parts.append(f"{heading}\n{body}")
    return "\n\n".join(parts) + "\n"


def _unknown(code: str, known: tuple[str, ...], lang: Lang) -> str:
    close = get_close_matches(code.upper(), known, n=1, cutoff=0.5)
    if lang == "zh":
        return f"没有代码 `{code}`" + (f"，是不是 `{close[0]}`？" if close else "")
    return f"no code `{code}`" + (f": did you mean `{close[0]}`?" if close else "")
