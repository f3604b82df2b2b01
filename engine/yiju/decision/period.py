"""A period month by month: runs of months with one outcome and one reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from yiju.backends.calendar import month_end
from yiju.decision.evaluate import Evaluator
from yiju.decision.schedule import months_between
from yiju.program.values import UNKNOWN

Run = tuple[date, date, date, Any]
"""First day, last day, a day inside to explain it by, outcome."""


def runs(evaluator: Evaluator, period: tuple[date, date]) -> Iterator[Run]:
    """The runs of months of a period; a month is judged on its last day in the period and in the policy."""
    open_run: Run | None = None
    reason: Any = None
    for month in months_between(*period):
        first, last = max(month, period[0]), min(month_end(month), period[1])
        day = _judged_on(evaluator, first, last)
        outcome = evaluator.outcome(day)
        why = (outcome, _reason(evaluator, day))
        if open_run is not None and why == reason:
            open_run = (open_run[0], last, open_run[2], outcome)
            continue
        if open_run is not None:
            yield open_run
        open_run, reason = (first, last, day, outcome), why
    if open_run is not None:
        yield open_run


def _judged_on(evaluator: Evaluator, first: date, last: date) -> date:
    end, start = evaluator.interval.end, evaluator.interval.start
    if end is not None and first <= end < last:
        return end
    return last if start is None or start <= last else first


def _reason(evaluator: Evaluator, day: date) -> tuple[Any, ...]:
    """Which rules hold, fail or are unknown on a day; outside the interval, on which side."""
    interval = evaluator.interval
    if interval.start is not None and day < interval.start:
        return ("before",)
    if interval.end is not None and day > interval.end:
        return ("after",)
    values = []
    for use in evaluator.policy.eligibility:
        if any(day in span for span in use.intervals):
            value = evaluator.run.definition(use.definition, evaluator.scope(day))
            values.append((use.definition, value if isinstance(value, bool) else UNKNOWN))
    return tuple(values)
