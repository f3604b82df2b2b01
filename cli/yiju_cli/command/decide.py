"""`yiju decide POLICY RECORDS`: one decision a record, with the words it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yiju_cli.options import Day, Period, with_known, with_language, with_rules
from yiju_cli.place import find_rules
from yiju_cli.show import close_name, show_findings, shows_errors
from yiju_grammar.finding import Finding, Lang

if TYPE_CHECKING:
    from yiju import Rules
    from yiju.decision.model import Decision
    from yiju.program.values import Row

FORMATS = ("text", "json", "jsonl", "html")


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    policy: str
    records: Path
    members: Path | None
    on: date | None
    period: tuple[date, date] | None
    known: date | None
    wanted: str | None
    form: str
    reveal: bool


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
        "--members",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="成员另存的文件，每行写明所属记录的标识" if zh else "a file with the members, each naming its record",
    )
    @click.option(
        "--on",
        type=Day(lang),
        metavar="D",
        help="认定的日期：2020-06-30、2020-06、2020年6月" if zh else "the day: 2020-06-30, 2020-06, 2020",
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
    @with_language(lang)
    def decide(rules: Path | None, **options: Any) -> int:
        request = Request(**options)
        if (request.on is None) == (request.period is None):
            raise click.UsageError(
                "请写 --on 日期 或 --period 期间，二者选一" if zh else "say either --on DATE or --period PERIOD"
            )
        return _decide(request, find_rules(rules, lang), lang)

    return decide


def _decide(request: Request, place: Path, lang: Lang) -> int:
    import yiju

    rules = yiju.load(place, known=request.known)
    if shows_errors(rules, lang):
        return 1
    policies = tuple(rules.program.policies)
    if request.policy not in policies:
        raise click.UsageError(close_name(request.policy, policies, "政策" if lang == "zh" else "policy", lang))
    rows, findings = _read(rules, request)
    show_findings(findings, {}, lang)
    if request.wanted is not None and not rows and not findings:
        raise click.UsageError(f"没有记录 `{request.wanted}`" if lang == "zh" else f"no record `{request.wanted}`")
    undecided = _print(_decisions(rules, request, rows), request, lang)
    return 1 if undecided or any(f.severity == "error" for f in findings) else 0


def _read(rules: Rules, request: Request) -> tuple[list[Row], tuple[Finding, ...]]:
    """The sound rows of the records file, and what is wrong with the others; of one identifier, if one is wanted."""
    from yiju.records.readers import read_records

    kind = rules.program.records[rules.program.policies[request.policy].subject]
    read = read_records(request.records, kind, rules.program.records, members=request.members)
    if request.wanted is None:
        return [row for _, row in read.rows], read.findings
    about_rows = {f for rejected in read.rejected for f in rejected.findings}
    about_file = tuple(f for f in read.findings if f not in about_rows)
    its = tuple(f for rejected in read.rejected if rejected.identifier == request.wanted for f in rejected.findings)
    return [row for identifier, row in read.rows if identifier == request.wanted], about_file + its


def _decisions(rules: Rules, request: Request, rows: list[Row]) -> Iterator[Decision]:
    for row in rows:
        yield rules.decide_row(request.policy, row, on=request.on, period=request.period)


def _print(decisions: Iterator[Decision], request: Request, lang: Lang) -> bool:
    """Print decisions in the form asked for, in the order of the input; whether any is an error."""
    made = list(decisions)
    match request.form:
        case "json":
            from yiju.explain.json import to_json_text

            inner = ",\n".join(to_json_text(d, reveal=request.reveal) for d in made)
            click.echo(f"[\n{inner}\n]" if made else "[]")
        case "jsonl":
            from yiju.explain.json import to_json_text

            for decision in made:
                click.echo(to_json_text(decision, reveal=request.reveal, indent=None))
        case "html":
            from yiju.explain.html import to_html

            click.echo(to_html(made, lang, reveal=request.reveal), nl=False)
        case _:
            from yiju.explain.text import to_texts

            click.echo(to_texts(made, lang, reveal=request.reveal), nl=False)
    return any(d.errors for d in made)
