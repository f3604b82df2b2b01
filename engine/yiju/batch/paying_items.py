"""The items that a batch pays, whichever engine decided it: its output joined with what the records say.

Input: finished jobs. Output: `Item`s, in the order of the records. Memory holds what is due; neither the output nor
the records are held whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache

from yiju.batch.job import Job
from yiju.batch.paying_output import changed, lines_of
from yiju.batch.paying_payee import Differs, PaidOut, Payees
from yiju.batch.paying_records import rows_of
from yiju.program import types as ty
from yiju.program.program import FieldType, RecordType
from yiju.settlement.model import Item

GROUPS = ("街道", "乡镇", "镇", "乡", "村", "社区", "单位", "片区")
"""Fields by which payments are summed up where none is asked for: the first that a record has."""


def groups_of(record: RecordType) -> tuple[str, ...]:
    """The fields by which payments may be summed up: texts and choices that are not private and name no record."""
    return tuple(f.name for f in record.fields if _can_group(f))


def _can_group(field: FieldType) -> bool:
    return isinstance(field.type, ty.TextType | ty.EnumType) and not field.private and not field.identifier


def group_of(record: RecordType, asked: str | None = None) -> str:
    """The field by which payments are summed up: the one asked for, else the first of `GROUPS`, else none (empty).

    Raises:
        ValueError: the record has no such field, or one by which nothing may be summed up.
    """
    possible = groups_of(record)
    if asked is None:
        return next((name for name in GROUPS if name in possible), "")
    if asked not in possible:
        raise ValueError(f"no field to group by: {asked}; there are: {'、'.join(possible) or '—'}")
    return asked


def items_of_jobs(jobs: Sequence[Job], group: str) -> Iterator[Item]:
    """What is due by the outputs of jobs.

    Args:
        group: the records' field that summaries group by, or empty.
    Raises:
        BatchRefused: YJ831, an output and its records do not fit together; what is wrong with the records' file.
    """
    for job in jobs:
        payees = Payees(job.rules.program, job.policy_type, job.when, group)
        due = due_of(job)
        told = f"{job.source.name} " if len(jobs) > 1 and not _is_identified(job.record_type) else ""
        yield from _items(job, payees, due, told)


def _is_identified(record: RecordType) -> bool:
    return any(f.identifier for f in record.fields)


def _items(job: Job, payees: Payees, due: dict[str, tuple[PaidOut, ...]], told: str) -> Iterator[Item]:
    try:
        if not payees.needs_records:
            for record, payments in due.items():
                yield from payees.items(told + record, payments, None)
            return
        for record, row in rows_of(job, due, payees.fields):
            yield from payees.items(told + record, due.pop(record), row)
    except Differs:
        raise changed(job, record) from None
    if due:
        raise changed(job, next(iter(due)))


def due_of(job: Job) -> dict[str, tuple[PaidOut, ...]]:
    """The payments of the output by record; those without any are left out.

    Raises:
        BatchRefused: YJ831.
    """
    due: dict[str, tuple[PaidOut, ...]] = {}
    for record, payments in lines_of(job, ("record", "payments"), "paid"):
        due[record] = tuple(
            PaidOut(_shared(p["name"]), _shared(p["due"]), p["recipient"], _number(p["value"])) for p in payments
        )
    return due


@lru_cache(maxsize=4096)
def _shared(text: str) -> str:
    return text


@lru_cache(maxsize=4096)
def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
