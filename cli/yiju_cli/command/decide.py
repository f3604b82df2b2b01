"""`yiju decide POLICY RECORDS`: one decision a record, with the words it stands on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yiju_cli.options import Period, Day, with_known, with_language, with_rules
from yiju_cli.place import display, find_rules
from yiju_cli.show import close_name, rebased, show_findings, summary
from yiju_grammar.finding import Finding, Lang

if TYPE_CHECKING:
    from yiju import Rules
    from yiju.decision.model import Decision

FORMATS = ("text", "json", "jsonl", "html")


def command(lang: Lang) -> click.Command:
    """Make the verb."""
    zh = lang == "zh"

    @click.command(
        "decide",
        help="按一项政策逐条认定记录；RECORDS 是 .json .jsonl .csv .xlsx 文件，或 `-`"
        if zh
        else "Decide records by a policy; RECORDS is a .json, .jsonl, .csv or .xlsx file, or `-`.",
    )
    @click.argument("policy")
    @click.argument("records", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path))
    @with_rules(lang)
    @click.option(
        "--on",
        type=Day(lang),
        metavar="D",
        help="认定的日期：2020-06-30、2020-06、2020年6月" if zh else "the day: 2020-06-30, 2020-06",
    )
    @click.option(
        "--period",
        type=Period(lang),
        metavar="P",
        help="认定的期间：2020、2020-01..2020-12" if zh else "the period: 2020, 2020-01..2020-12",
    )
    @with_known(lang)
    @click.option("--id", "wanted", metavar="ID", help="只认定这一条记录" if zh else "this record only")
    @click.option(
        "--format", "form", type=click.Choice(FORMATS), default="text", help="输出形式" if zh else "form of the output"
    )
    @click.option("--reveal", is_flag=True, help="显示隐私字段" if zh else "show private fields")
    @click.option(
        "--engine",
        type=click.Choice(["python", "reference"]),
        default="python",
        help="求值方式" if zh else "what evaluates",
    )
    @with_language(lang)
    def decide(policy: str, records: Path, rules: Path | None, **options: Any) -> int:
        if (options["on"] is None) == (options["period"] is None):
            raise click.UsageError(
                "请写 --on 日期 或 --period 期间，二者选一" if zh else "say either --on DATE or --period PERIOD"
            )
        return _decide(policy, records, find_rules(rules, lang), lang=lang, **options)

    return decide


def _decide(
    policy: str,
    records: Path,
    place: Path,
    *,
    lang: Lang,
    on: date | None,
    period: tuple[date, date] | None,
    known: date | None,
    wanted: str | None,
    form: str,
    reveal: bool,
    engine: str,
) -> int:
    import yiju

    rules = yiju.load(place, known=known)
    if policy not in rules.program.policies:
        _refuse_broken(rules, lang)
        raise click.UsageError(
            close_name(policy, tuple(rules.program.policies), "政策" if lang == "zh" else "policy", lang)
        )
