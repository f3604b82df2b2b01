"""`--pay`: the payments of a finished batch drawn on the accounts, as lists beside the output and as sums to print.

Input: a finished batch. Output: `OUT.paid.csv`, `OUT.unpaid.csv`, `OUT.withheld.csv`, those that have a line; a
`Settlement`. The output itself stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from yiju.batch.after import Finished, Kept
from yiju.batch.aside import aside, writing
from yiju.batch.job import Job
from yiju.batch.paying_csv import write_list
from yiju.batch.paying_items import group_of, items_of_jobs
from yiju.batch.paying_words import say
from yiju.explain.layout import clean, columns, wrap
from yiju.program import types as ty
from yiju.settlement.model import Settlement
from yiju.settlement.settle import settle
from yiju.settlement.summary import Summary, summarise
from yiju.settlement.tables import (
    Sheet,
    paid_head,
    paid_rows,
    summary_sheets,
    unpaid_head,
    unpaid_rows,
    withheld_head,
    withheld_rows,
)
from yiju.settlement.words import note_text
from yiju_grammar.finding import Lang

LISTS: Final = ("paid", "unpaid", "withheld")
MOST_ROWS: Final = 24
"""Rows of a table that are printed; the page of `--report` has all of them."""
WIDTH: Final = 96
_AMOUNT: Final = 4
"""The place of the amount in a list's row."""


def pay(finished: Finished, kept: Kept) -> tuple[str, ...]:
    """Settle a batch, write its lists, keep its sums for the page; the lines to print.

    Raises:
        BatchRefused: YJ813 a list cannot be written, YJ831 an output and its records do not fit together.
    """
    job, asked = finished.jobs[0], finished.asked
    group = group_of(job.record_type, asked.group)
    settlement = settled(finished.jobs, ledger=asked.ledger, group=group)
    files = write_lists(settlement, finished.base, job.lang)
    if not settlement.lines:
        return (say("nothing_due", job.lang),)
    kept.settlement, kept.group = settlement, group
    kept.summary = in_order(summarise(settlement), job, group)
    lines = summary_lines(kept.summary, job.lang, group)
    if finished.report.counts.rejected:
        lines.append(_note(say("rejected", job.lang, count=f"{finished.report.counts.rejected:,}")))
    return (*lines, *_files(files, job.lang))


def settled(jobs: Sequence[Job], *, ledger: str | None = None, group: str = "") -> Settlement:
    """Settle the outputs of jobs of one policy.

    Args:
        ledger: the ledger to draw on; None: the only one that has money of the policy's funds.
        group: the records' field that sums are grouped by.
    Raises:
        BatchRefused: YJ831.
        KeyError: there is no such ledger.
        ValueError: several ledgers have money of these funds.
    """
    program = jobs[0].rules.program
    return settle(program, jobs[0].policy, items_of_jobs(jobs, group), ledger=ledger)


def in_order(summary: Summary, job: Job, group: str) -> Summary:
    """The sums with their groups in the order in which the record declares its choices; others stay by name."""
    kind = next((f.type for f in job.record_type.fields if f.name == group), None)
    if not isinstance(kind, ty.EnumType):
        return summary
    places = {value: n for n, value in enumerate(kind.values)}
    return replace(summary, groups=tuple(sorted(summary.groups, key=lambda t: places.get(t.name, len(places)))))


# --- lists ------------------------------------------------------------------------------------------------------


def list_name(base: Path, kind: str) -> Path:
    """`认定.parquet` has its payments in `认定.paid.csv`."""
    return base.with_name(f"{base.stem}.{kind}.csv")


def write_lists(settlement: Settlement, base: Path, lang: Lang) -> tuple[Path, ...]:
    """Write who is paid, who is not and why, and what 互斥 withholds; an earlier run's list that has no line now goes.

    Identifiers stand in whole: with these lists the office pays.

    Raises:
        BatchRefused: YJ813.
    """
    made = (
        (list_name(base, "paid"), paid_head(lang), paid_rows(settlement, lang, reveal=True)),
        (list_name(base, "unpaid"), unpaid_head(lang), unpaid_rows(settlement, lang, reveal=True)),
        (list_name(base, "withheld"), withheld_head(lang), withheld_rows(settlement, lang, reveal=True)),
    )
    with aside(base) as folder:
        for target, head, rows in made:
            with writing(target):
                write_list(folder.file(target), (head,), rows, (_AMOUNT,))
        with writing(base):
            files = folder.publish()
    for target, _, _ in made:
        if target not in files:
            target.unlink(missing_ok=True)
    return files


def _files(files: Sequence[Path], lang: Lang) -> list[str]:
    kinds = {kind: f for f in files for kind in LISTS if f.name.endswith(f".{kind}.csv")}
    return ["", *(say(f"file_{kind}", lang, path=kinds[kind]) for kind in LISTS if kind in kinds)] if kinds else []


# --- sums on the terminal ---------------------------------------------------------------------------------------


def summary_lines(summary: Summary, lang: Lang, group: str = "") -> list[str]:
    """The sums as tables of plain text, what is to be said aloud below them."""
    lines: list[str] = []
    for sheet in summary_sheets(summary, lang, group_name=group):
        lines += [*_sheet(sheet, lang), ""]
    lines.append(say("notes", lang))
    for note in (summary.order, *summary.notes):
        lines += _note_lines(note_text(note, lang))
    if group:
        lines += _note_lines(say("grouped", lang, field=clean(group)))
    return lines


def _sheet(sheet: Sheet, lang: Lang) -> list[str]:
    rows = list(sheet.rows)
    last = rows[-1:] if sheet.total else []
    body = rows[: len(rows) - len(last)]
    shown = body[:MOST_ROWS]
    table = columns((sheet.head, *shown, *last), right=sheet.right)
    made = [sheet.title, *(f"  {line}" for line in table)]
    if len(body) > len(shown):
        made.append("  " + say("more_rows", lang, count=f"{len(body) - len(shown):,}"))
    return made


def _note_lines(text: str) -> list[str]:
    return wrap(text, WIDTH, indent="  - ", hang="    ")


def _note(text: str) -> str:
    return "\n".join(_note_lines(text))
