"""`yiju test`: the cases of the policy writer, what differed, and which rules the cases reach."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yiju_cli.options import with_language
from yiju_cli.place import display, selected_places
from yiju_cli.show import place_in, rebased, show_findings
from yiju_grammar.finding import Lang

if TYPE_CHECKING:
    from yiju.cases.coverage import Coverage, Uncovered
    from yiju.cases.run import CasesResult

WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "rule": "规则",
        "row": "表行",
        "condition": "条件",
        "true": "只见过真",
        "false": "只见过假",
        "": "没有案例到达",
    },
    "en": {
        "rule": "rule",
        "row": "row",
        "condition": "condition",
        "true": "only true",
        "false": "only false",
        "": "no case",
    },
}


def command(lang: Lang) -> click.Command:
    """Make the verb."""
    zh = lang == "zh"

    @click.command("test", help="运行案例，报告规则覆盖" if zh else "Run the cases, with rule coverage.")
    @click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
    @with_language(lang)
    def test(paths: tuple[Path, ...]) -> int:
        return max([_place(place, only, lang) for place, only in selected_places(paths, lang)], default=0)

    return test


def _place(place: Path, only: frozenset[str], lang: Lang) -> int:
    """Run one place's cases: 1 when a case differs or the rules have errors."""
    import yiju
    from yiju.cases.run import run_cases

    rules = yiju.load(place)
    names, texts = display(rules)
    broken = [f for f in rules.findings if f.severity == "error"]
    if broken:
        show_findings(rebased(broken, names), texts, lang)
        return 1
    ran = run_cases(rules, only or None)
    differing = [f for result in ran.results for f in result.findings]
    show_findings(rebased(differing, names), texts, lang)
    click.echo(_summary(rules.path.name, ran, lang))
    if not only:
        click.echo(_coverage(ran.coverage, lang))
        for item in ran.coverage.uncovered:
            click.echo(f"  {_left(item, names, texts, lang)}")
    return 1 if differing else 0


def _summary(place: str, ran: CasesResult, lang: Lang) -> str:
    passed = sum(result.passed for result in ran.results)
    failed = len(ran.results) - passed
    if lang == "zh":
        return f"{place}：{passed} 个案例通过" + (f"，{failed} 个不通过" if failed else "")
    return f"{place}: {passed} case{'s' * (passed != 1)} passed" + (f", {failed} failed" if failed else "")


def _coverage(coverage: Coverage, lang: Lang) -> str:
    rules, rows, halves = ("{}/{}".format(*counts) for counts in (coverage.rules, coverage.rows, coverage.conditions))
    if lang == "zh":
        return f"覆盖：规则 {rules}，表行 {rows}，条件的真与假 {halves}"
    return f"covered: rules {rules}, rows {rows}, conditions true and false {halves}"


def _left(item: Uncovered, names: dict[str, str], texts: dict[str, str], lang: Lang) -> str:
    """One thing that no case reached, with its place and words."""
    words = WORDS[lang]
    text = texts.get(names.get(item.span.file, ""), "")[item.span.start : item.span.end].splitlines()
    name = item.name or (text[0] if text else "")
    seen = words[{"真": "true", "假": "false"}.get(item.seen, "")]
    return f"{place_in(item.span, names, texts)}  {words[item.kind]} {name}" + (
        f"（{seen}）" if lang == "zh" else f" ({seen})"
    )
