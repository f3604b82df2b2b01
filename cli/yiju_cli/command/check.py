"""`yiju check`: everything that is wrong with the rules of a place, before any record is seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yiju_cli.options import with_known, with_language
from yiju_cli.place import display, selected_places
from yiju_cli.show import place_in, rebased, show_findings, summary
from yiju_grammar.finding import Finding, Lang

if TYPE_CHECKING:
    from datetime import date

    from yiju import Rules

FORMATS = ("text", "json", "sarif", "github")


def command(lang: Lang) -> click.Command:
    """Make the verb."""
    zh = lang == "zh"

    @click.command("check", help="检查规则文件" if zh else "Check rule files.")
    @click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
    @click.option(
        "--format", "form", type=click.Choice(FORMATS), default="text", help="输出形式" if zh else "form of the output"
    )
    @click.option("--assumptions", is_flag=True, help="列出所有假定" if zh else "list every assumption")
    @click.option(
        "--coverage", is_flag=True, help="列出没有写进规则的文件原句" if zh else "list the sentences no rule covers"
    )
    @with_known(lang)
    @with_language(lang)
    def check(paths: tuple[Path, ...], form: str, **listings: Any) -> int:
        return _check(paths, form, lang, **listings)

    return check


def _check(
    paths: tuple[Path, ...], form: str, lang: Lang, *, assumptions: bool, coverage: bool, known: date | None
) -> int:
    """Check each place, print what was asked for besides, then the findings of all."""
    import yiju

    found: list[Finding] = []
    sources: dict[str, str] = {}
    for place, only in selected_places(paths, lang):
        rules = yiju.load(place, known=known)
        names, texts = display(rules)
        found += rebased([f for f in rules.findings if not only or (f.span and f.span.file in only)], names)
        sources |= texts
        lines = _assumptions(rules, names, texts, lang) if assumptions else []
        lines += _uncovered(rules, names, texts, lang) if coverage else []
        for line in lines:
            click.echo(line)
    show_findings(found, sources, lang, form=form)
    if form == "text":
        click.echo(summary(found, lang), err=True)
    return 1 if any(f.severity == "error" for f in found) else 0


def _assumptions(rules: Rules, names: dict[str, str], texts: dict[str, str], lang: Lang) -> list[str]:
    """Every 假定 of a place, by its place in the rule files."""
    from yiju.documents.model import Assumed

    stated = {(g.span, g.why) for g in rules.program.grounds if isinstance(g, Assumed)}
    mark = "假定" if lang == "zh" else "assumed"
    return [
        f"{place_in(span, names, texts)}: {mark} “{why}”"
        for span, why in sorted(stated, key=lambda s: (s[0].file, s[0].start, s[1]))
    ]


def _uncovered(rules: Rules, names: dict[str, str], texts: dict[str, str], lang: Lang) -> list[str]:
    """The sentences of the documents that neither ground a rule nor are said to make none, and a count a document."""
    return []
