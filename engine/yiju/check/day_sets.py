"""Sets of days as sorted, disjoint runs, both ends included; the calendar's ends stand for open ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from yiju.documents.model import Days

Run = tuple[date, date]
DaySet = tuple[Run, ...]

ALL: DaySet = ((date.min, date.max),)
NONE: DaySet = ()
ONE = timedelta(days=1)


def of(days: Iterable[Days]) -> DaySet:
    """The days in any of some intervals."""
    return union(tuple((d.start or date.min, d.end or date.max) for d in days))


def union(*sets: DaySet) -> DaySet:
    """The days in any of some sets."""
    made: list[Run] = []
    for start, end in sorted(run for days in sets for run in days):
        if start > end:
            continue
        if made and (made[-1][1] == date.max or start <= made[-1][1] + ONE):
            made[-1] = (made[-1][0], max(made[-1][1], end))
        else:
            made.append((start, end))
    return tuple(made)


def meet(a: DaySet, b: DaySet) -> DaySet:
    """The days in both."""
    return union(tuple((max(s, t), min(e, f)) for s, e in a for t, f in b))


def without(a: DaySet, b: DaySet) -> DaySet:
    """The days of `a` that are not in `b`."""
    return meet(a, _complement(union(b)))


def _complement(days: DaySet) -> DaySet:
    made: list[Run] = []
    start: date | None = date.min
    for first, last in days:
        if start is not None and start < first:
            made.append((start, first - ONE))
        start = None if last == date.max else last + ONE
    if start is not None:
        made.append((start, date.max))
    return tuple(made)


def run_text(run: Run) -> str:
    """`2020-01-01..2020-12-31`, with an open end left out; of one day, the day."""
    start = "" if run[0] == date.min else run[0].isoformat()
    end = "" if run[1] == date.max else run[1].isoformat()
    return start if start and start == end else f"{start}..{end}"
