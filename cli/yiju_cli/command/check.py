"""`yiju check`: everything that is wrong with the rules of a place, before any record is seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yiju_cli.options import with_known, with_language
from yiju_cli.place import display, selected_places
from yiju_cli.render import FORMATS, Format, render_findings
from yiju_cli.show import place_in, rebased
from yiju_cli.watching import again_when_changed
from yiju_grammar.finding import Finding, Lang

if TYPE_CHECKING:
    from datetime import date

    from yiju import Rules
    from yiju.check.document_coverage import DocumentCoverage
    from yiju.documents.coverage import Status

STATUSES: tuple[Status, ...] = ("ruled", "stated", "structural", "uncovered")
WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "ruled": "写成规则",
        "stated": "说明不入规则",
        "structural": "标题落款",
        "uncovered": "没有写到",
        "colon": "：",
        "comma": "，",
    },
    "en": {
        "ruled": "ruled",
        "stated": "said to be no rule",
        "structural": "headings and the like",
        "uncovered": "left out",
        "colon": ": ",
        "comma": ", ",
    },
}


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
    @click.option("--watch", is_flag=True, help="文件一改就再检查" if zh else "check again whenever a file changes")
    @with_known(lang)
    @with_language(lang)
    def check(paths: tuple[Path, ...], form: Format, watch: bool, **listings: Any) -> int:
        if watch:
            return again_when_changed(paths, lang, lambda: _check(paths, form, lang, **listings))
        return _check(paths, form, lang, **listings)

    return check


def _check(
    paths: tuple[Path, ...], form: Format, lang: Lang, *, assumptions: bool, coverage: bool, known: date | None
) -> int:
    """Check each place, print what was asked for besides, then the findings of all."""
    import yiju
    from yiju.check.document_coverage import document_coverage, wrong_statements

    found: list[Finding] = []
    sources: dict[str, str] = {}
    for place, only in selected_places(paths, lang):
        rules = yiju.load(place, known=known)
        names, texts = display(rules)
        told = (*rules.findings, *wrong_statements(rules.checked.rule_set))
        found += rebased([f for f in told if not only or (f.span and f.span.file in only)], names)
        sources |= texts
        lines = _assumptions(rules, names, texts, lang) if assumptions else []
        if coverage:
            covered = document_coverage(rules.checked, rules.registers)
            found += rebased([f for f in covered.findings if f not in told], names)
            lines += _uncovered(covered, names, lang)
        for line in lines:
            click.echo(line)
    click.echo(render_findings(found, sources, lang, form), nl=False, err=form == "text")
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


def _uncovered(covered: DocumentCoverage, names: dict[str, str], lang: Lang) -> list[str]:
    """What became of the sentences of each document, counted."""
    words = WORDS[lang]
    return [
        f"{names.get(c.document.file, c.document.file)}{words['colon']}"
        + words["comma"].join(f"{words[status]} {c.coverage.count(status)}" for status in STATUSES)
        for c in covered.documents
    ]
