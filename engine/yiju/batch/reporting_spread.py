"""How a batch's points or amounts are spread over its records: a histogram counted from the output.

Input: finished jobs. Output: a `Histogram` of the points, else of the first 标准 that is a number, else of the first
payment; of the records that are eligible and whose value is known. All bounds are exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Final

from yiju.batch.columns import OutColumn
from yiju.batch.job import Job
from yiju.batch.paying_output import lines_of
from yiju.batch.paying_words import say
from yiju.explain.layout import clean
from yiju.explain.values import plain, unit_name
from yiju.program import types as ty
from yiju.settlement.report import Histogram

POINTS: Final = "分"
FEW: Final = 12
MOST: Final = 12
"""So many different values have a column each; else so many stretches at most."""
_STEPS: Final = (1, 2, 5)


def spread(jobs: Sequence[Job]) -> Histogram | None:
    """The histogram of what the batch's policy measures; None where it has no number, or nobody is eligible."""
    column = _column(jobs[0])
    if column is None:
        return None
    counted = Counter(_values(jobs, column))
    if not counted:
        return None
    unit = _unit(jobs[0], column)
    name = clean(column.label) + (f"（{unit}）" if unit else "")
    is_few = len(counted) <= FEW
    title = say("spread" if is_few else "spread_in", jobs[0].lang, name=name, count=f"{counted.total():,}")
    return Histogram(title, tuple(_few(counted) if is_few else _stretches(counted)))


def _column(job: Job) -> OutColumn | None:
    """Points first, then any amount, then any payment; only what the output holds as a number."""
    figures = [c for c in job.columns if c.part != "fixed" and c.digits is not None]
    points = [c for c in figures if c.part == "amount" and _unit(job, c) == POINTS]
    return next(iter((*points, *figures)), None)


def _unit(job: Job, column: OutColumn) -> str:
    if column.part == "payment":
        return "元"
    kind = next(c.type for c in job.amounts.amounts if c.name == column.label)
    return unit_name(kind.unit) if isinstance(kind, ty.NumberType) else ""


def _values(jobs: Sequence[Job], column: OutColumn) -> Iterator[Fraction]:
    texts: Counter[str] = Counter()
    for job in jobs:
        texts.update(text for (text,) in lines_of(job, (column.name,), "eligible") if text)
    for text, count in texts.items():
        value = Fraction(text)
        for _ in range(count):
            yield value


def _few(counted: Counter[Fraction]) -> Iterator[tuple[str, int]]:
    for value in sorted(counted):
        yield plain(value), counted[value]


def _stretches(counted: Counter[Fraction]) -> Iterator[tuple[str, int]]:
    """Stretches of one round width, the lower bound included."""
    low, high = min(counted), max(counted)
    step = _width((high - low) / MOST)
    first, last = floor(low / step), floor(high / step)
    sums = Counter({n: 0 for n in range(first, last + 1)})
    for value, count in counted.items():
        sums[floor(value / step)] += count
    bounds = [step * n for n in range(first, last + 2)]
    for n, (start, end) in enumerate(pairwise(bounds)):
        yield f"{plain(start)}–{plain(end)}", sums[first + n]


def _width(least: Fraction) -> Fraction:
    """The smallest round width (1, 2, 5 by a power of ten) that is not below."""
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next(power * s for s in (*_STEPS, 10) if power * s >= least)
