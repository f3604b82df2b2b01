"""Decision tables at run time: which rows apply for some arguments, worked out once for each kind of arguments.

A table is a dict from a key (for each input the value, or the stretch between two thresholds in which it lies; then
the state of each condition) to a plan or, where every cell is constant, to the value itself. It fills as it is asked.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import ceil, prod
from typing import Any

from yiju.backends.evaluation import within
from yiju.backends.to_python_runtime import ERR, plan, settle, settle_sum
from yiju.backends.to_python_value import Piece
from yiju.program import types as ty
from yiju.program.program import AnyTest, ConditionTest, EitherTest, RangeTest, TableType, Test, ValuesTest
from yiju.program.values import NOTHING

MOST_KEYS = 10_000
"""A fuller table is emptied and fills anew."""

MOST_TRIED = 5_000
"""Up to so many keys are tried beforehand for gaps and overlaps."""


@dataclass(frozen=True, slots=True)
class Column:
    """One input. `cuts` None: the key holds the value itself, one of `values` if there is an end of them. Else it holds
    the stretch: for `scale` > 0 and days the number of cuts not above the value; for ratios (`scale` 0) that number
    on both sides added. `nothing`: it may be 无."""

    cuts: tuple[Any, ...] | None
    scale: int
    values: tuple[Any, ...]
    nothing: bool

    def value(self, key: Any) -> Any:
        """A value with this key."""
        if self.cuts is None or key is None or key is NOTHING or key is ERR:
            return key
        if self.scale == 0:
            return self.cuts[key // 2] if key % 2 else self._between(key // 2)
        found = self.cuts[key - 1] if key else _before(self.cuts[0])
        return Fraction(found, self.scale) if isinstance(found, int) else found

    def _between(self, n: int) -> Fraction:
        assert self.cuts is not None
        if n == 0:
            return Fraction(self.cuts[0] - 1)
        return Fraction(self.cuts[-1] + 1) if n == len(self.cuts) else Fraction(self.cuts[n - 1] + self.cuts[n]) / 2

    @property
    def keys(self) -> tuple[Any, ...] | None:
        """All keys of known values, or None when there is no end of them."""
        more = (NOTHING,) if self.nothing else ()
        if self.cuts is None:
            return (*self.values, *more) if self.values else None
        return (*range((2 if self.scale == 0 else 1) * len(self.cuts) + 1), *more)


def _before(cut: Any) -> Any:
    return (
        cut - timedelta(days=1)
        if isinstance(cut, date) and cut > date.min
        else cut
        if isinstance(cut, date)
        else cut - 1
    )


def column(tests: list[Test], piece: Piece, of: ty.Type | None) -> Column:
    """The column for the tests that stand under one input."""
    ends = sorted({v for t in tests for v in _ends(t)})
    if piece.kind == "number" and piece.den and ends:
        return Column(tuple(ends), 0, (), piece.nothing)
    if piece.kind == "number" and ends:
        cuts = {c for v in ends for c in _integer_cuts(v * piece.scale)}
        return Column(tuple(sorted(cuts)), piece.scale, (), piece.nothing)
    if piece.kind == "day" and ends:
        cuts = {c for v in ends for c in (v, v + timedelta(days=1) if v < date.max else v)}
        return Column(tuple(sorted(cuts)), 1, (), piece.nothing)
    values = of.values if isinstance(of, ty.EnumType) else (True, False) if isinstance(of, ty.TruthType) else ()
    return Column(None, 1, values, piece.nothing)


def _integer_cuts(at: Fraction) -> tuple[int, ...]:
    return (int(at), int(at) + 1) if at.denominator == 1 else (ceil(at),)


def _ends(test: Test) -> Iterator[Any]:
    match test:
        case ValuesTest(values):
            yield from (v for v in values if isinstance(v, Fraction | date))
        case RangeTest(low=low, high=high):
            yield from (v for v in (low, high) if v is not None)
        case EitherTest(tests):
            yield from (v for t in tests for v in _ends(t))


def stretch_of_ratio(cuts: tuple[Fraction, ...], value: Any, scale: int) -> Any:
    """The key of a ratio."""
    if not isinstance(value, tuple):
        return value
    exact = Fraction(value[0], value[1] * scale)
    return bisect_left(cuts, exact) + bisect_right(cuts, exact)


Rows = Callable[[tuple[Any, ...]], list[Any]]
"""Whether each row applies, from a key."""


class Plans(dict[Any, Any]):
    """Keys to plans, or to values where `cells` are given."""

    def __init__(self, rows: Rows, base: int | None, *, hit: str, cells: tuple[Any, ...] | None = None) -> None:
        super().__init__()
        self._rows, self._base, self._hit, self._cells = rows, base, hit, cells

    def __missing__(self, key: tuple[Any, ...]) -> Any:
        if len(self) > MOST_KEYS:
            self.clear()
        made = self[key] = self._made(key)
        return made

    def _made(self, key: tuple[Any, ...]) -> Any:
        states = self._rows(key)
        if self._hit == "sum":
            chosen = _summed(states, self._base)
            return chosen if self._cells is None else settle_sum(chosen, self._cells, ratio=False)
        first = self._hit == "first"
        chosen = plan(states, self._base, first=first)
        return chosen if self._cells is None else settle(chosen, self._cells, first=first, ratio=False)


def _summed(states: list[Any], base: int | None) -> Any:
    if any(s is ERR for s in states):
        return ERR
    if any(s is None for s in states):
        return None
    rows = tuple(i for i, s in enumerate(states) if s is True)
    return base if not rows and base is not None else rows


def table_rows(table: TableType, columns: tuple[Column | None, ...]) -> Rows:
    """Whether each row of a table applies; a key has the used columns, then the conditions row by row."""
    used = [i for i, c in enumerate(columns) if c is not None]

    def rows(key: tuple[Any, ...]) -> list[Any]:
        arguments = {i: columns[i].value(k) for i, k in zip(used, key, strict=False)}  # type: ignore[union-attr]  # used
        conditions = iter(key[len(used) :])
        return [_row(row.tests, arguments, conditions) for row in table.rows]

    return rows


def _row(tests: tuple[Test, ...], arguments: dict[int, Any], conditions: Iterator[Any]) -> Any:
    states = [
        next(conditions) if isinstance(t, ConditionTest) else test_holds(t, arguments.get(i))
        for i, t in enumerate(tests)
    ]
    return _kleene(states, decisive=False)


def test_holds(test: Test, value: Any) -> Any:
    """Whether a cell's test holds of a value."""
    match test:
        case AnyTest():
            return True
        case EitherTest(tests):
            return _kleene([test_holds(t, value) for t in tests], decisive=True)
    if value is None or value is ERR:
        return value
    match test:
        case ValuesTest(values):
            return (None if value is NOTHING else value) in values
        case RangeTest():
            return value is not NOTHING and within(value, test)
    raise AssertionError(test)


def _kleene(states: list[Any], *, decisive: bool) -> Any:
    if any(s is decisive for s in states):
        return decisive
    if any(s is ERR for s in states):
        return ERR
    return None if any(s is None for s in states) else not decisive


def never_fails(plans: Plans, columns: tuple[Column | None, ...], conditions: int) -> bool:
    """Whether, by trying every key, no known arguments come to an error."""
    keys = [c.keys for c in columns if c is not None] + [(True, False)] * conditions
    finite = [k for k in keys if k is not None]
    if len(finite) < len(keys) or prod(map(len, finite)) > MOST_TRIED:
        return False
    return all(plans[key] is not ERR and _clean(plans[key]) for key in product(*finite))


def _clean(chosen: Any) -> bool:
    return not hasattr(chosen, "certain") or len(chosen.certain) < 2
