"""What an unknown field could be: all its values, or enough of them to stand for all, in stored form.

Input: a field's declaration, what it is compared with (`uses.py`), the day. Output: a `Domain`; `whole` says that the
values stand for every one, else they are samples.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from math import ceil, floor
from typing import Any

from yiju.backends import calendar
from yiju.check import cells
from yiju.program import types as ty
from yiju.program.intervals import field_range
from yiju.program.program import FieldType
from yiju.program.values import NOTHING

LIMIT = 10_000
"""Combinations that are tried at most."""

SETS = 12
"""Values of a 多选 field of which every set is tried."""


@dataclass(frozen=True, slots=True)
class Domain:
    """Values as a record stores them. `whole`: no value of the field is told from all of these."""

    values: tuple[Any, ...]
    whole: bool


def domain(field: FieldType, points: frozenset[Any] | None, day: date) -> Domain:
    """What an unknown field could be; `points` None where it is not only compared."""
    found = _plain(field, points, day)
    return Domain((*found.values, NOTHING), found.whole) if field.type.optional and found.values else found


def _plain(field: FieldType, points: frozenset[Any] | None, day: date) -> Domain:
    match field.type:
        case ty.TruthType():
            return Domain((True, False), True)
        case ty.EnumType(values=values):
            return Domain(values, True)
        case ty.MultiType(of=of):
            return _sets(of.values)
        case ty.NumberType() as kind:
            return _numbers(field, kind, points)
        case ty.DateType():
            return _days(points, day)
        case ty.TextType(identity=False):
            return Domain((*sorted(points), "某"), True) if points is not None else Domain(("某", "某某"), False)
    return Domain((), False)


def _sets(values: tuple[str, ...]) -> Domain:
    if len(values) > SETS:
        return Domain((frozenset(), frozenset(values), *(frozenset({v}) for v in values)), False)
    sizes = range(len(values) + 1)
    return Domain(tuple(frozenset(c) for n in sizes for c in combinations(values, n)), True)


def _numbers(field: FieldType, kind: ty.NumberType, points: frozenset[Any] | None) -> Domain:
    span = field_range(kind, field.low, field.high)
    low, high = ceil(span.low * kind.scale), floor(span.high * kind.scale)
    if points is not None:
        edges = {Fraction(p) for p in points}
        made = cells.numbers(edges, Fraction(low, kind.scale), Fraction(high, kind.scale), kind.scale)
        return Domain(tuple(int(v * kind.scale) for v in made), True)
    if high - low < LIMIT:
        return Domain(tuple(range(low, high + 1)), True)
    nearby = (kind.scale * n for n in (0, 1, 2, 7, 100, 1000, 12_345, 10**6))
    return Domain(_within((low, *nearby, high), low, high), False)


def _within(values: Iterable[int], low: int, high: int) -> tuple[int, ...]:
    return tuple(sorted({v for v in values if low <= v <= high}))


def _days(points: frozenset[Any] | None, day: date) -> Domain:
    if points is not None:
        return Domain(tuple(cells.days({p for p in points if isinstance(p, date)})), True)
    near = (calendar.shift(day, -n, "month") for n in (960, 480, 180, 60, 13, 4, 1, 0, -1, -13))
    return Domain(tuple(d for d in near if d is not None), False)
