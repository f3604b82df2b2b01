"""`--publish`: the 公示 list of those whom a finished batch found eligible, private fields masked.

Input: a finished batch. Output: a .csv with the heading lines of a notice, or a page to print (.html).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from yiju.batch.after import Finished, Kept
from yiju.batch.aside import aside, write_whole, writing
from yiju.batch.columns import OutColumn
from yiju.batch.job import Job
from yiju.batch.paying_csv import write_list
from yiju.batch.paying_output import changed, lines_of
from yiju.batch.paying_records import rows_of
from yiju.batch.paying_words import say
from yiju.batch.reporting_place import place_name
from yiju.explain.values import unit_name
from yiju.program import types as ty
from yiju.settlement.publish import Notice, Posted, heading, notice, publish_head, publish_rows, to_notice


def publish(finished: Finished, _: Kept) -> tuple[str, ...]:
    """Write the list; the line that says where it is.

    Raises:
        BatchRefused: YJ813 it cannot be written, YJ831 an output and its records do not fit together.
    """
    job, target = finished.jobs[0], finished.asked.publish
    assert target is not None
    made = notice_of(job)
    fields = frozenset(f.name for _, f in made.fields)
    rows = publish_rows(made, (p for one in finished.jobs for p in posted(one, fields)), job.lang)
    if target.suffix.lower() == ".csv":
        count = _write(target, made, rows, job)
    else:
        listed = list(rows)
        count = len(listed)
        write_whole(target, to_notice(made, listed, job.lang).encode())
    return (say("file_publish", job.lang, path=target, count=f"{count:,}"),)


def _write(target: Path, made: Notice, rows: Iterator[tuple[str, ...]], job: Job) -> int:
    """The list as CSV; one without a row is written too: nobody is eligible."""
    head = publish_head(made, job.lang)
    above = [(line,) for line in heading(made, job.lang)]
    first = len(made.fields) + 1
    with aside(target) as folder, writing(target):
        path = folder.file(target)
        count = write_list(path, (*above, head), rows, range(first, len(head)))
        if not count:
            write_list(path, above, (head,), ())
        folder.publish()
    return count


def notice_of(job: Job) -> Notice:
    """What is posted of a job: who it is and from where (texts and choices, private ones in part), every 标准 with its
    unit, every payment's sum. Incomes, savings and answers to questions are not."""
    kinds = {c.name: c.type for c in job.amounts.amounts}
    amounts = [_with_unit(c, kinds[c.label]) for c in _columns(job, "amount")]
    payments = [f"{c.label}（元）" for c in _columns(job, "payment")]
    fields = [f.name for f in job.record_type.fields if isinstance(f.type, ty.TextType | ty.EnumType)]
    made = notice(job.rules.program, job.policy, job.when, fields=fields, amounts=amounts, payments=payments)
    return replace(made, about=replace(made.about, place=place_name(job.rules)))


def _columns(job: Job, part: str) -> list[OutColumn]:
    return [c for c in job.columns if c.part == part]


def _with_unit(column: OutColumn, kind: ty.Type) -> str:
    unit = unit_name(kind.unit) if isinstance(kind, ty.NumberType) else ""
    return f"{column.label}（{unit}）" if unit else column.label


def posted(job: Job, fields: Collection[str]) -> Iterator[Posted]:
    """The eligible records of a job with what the output says of them, in the order of the records.

    Raises:
        BatchRefused: YJ831.
    """
    amounts, payments = (_columns(job, part) for part in ("amount", "payment"))
    names = ["record", *(c.name for c in (*amounts, *payments))]
    told = {line[0]: line[1:] for line in lines_of(job, names, "eligible")}
    for record, row in rows_of(job, told, fields):
        cells = told.pop(record)
        sums = tuple(None if cell is None else Fraction(cell) for cell in cells[len(amounts) :])
        yield Posted(row, "eligible", cells[: len(amounts)], sums)
    if told:
        raise changed(job, next(iter(told)))
