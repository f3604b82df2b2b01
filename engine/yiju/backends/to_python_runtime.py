"""What generated functions call: the few operations that are not plain Python, exact and without fractions.

Values are as in `to_python_value.py`: scaled integers, ratio tuples, None (unknown), NOTHING (无) and ERR.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import gcd
from typing import Any, Final, Literal

from yiju.backends.calendar import shift
from yiju.program.program import PointsType
from yiju.program.values import NOTHING, Row


class _Failed(Enum):
    ERR = "error"

    def __bool__(self) -> bool:
        raise TypeError("an error has no truth value")


ERR: Final = _Failed.ERR
"""An unknown with a cause; which cause the reference interpreter says."""


class Incomplete(Exception):
    """A field that must be there is not: the record goes to the reference interpreter."""


# --- numbers ------------------------------------------------------------------------------------------------


def round_half_up(a: int, b: int) -> int:
    """a ÷ b to an integer, half away from zero."""
    return (2 * a + b) // (2 * b) if a >= 0 else -((b - 2 * a) // (2 * b))


def round_up(a: int, b: int) -> int:
    """a ÷ b to an integer, away from zero."""
    return -(-a // b) if a >= 0 else a // b


def round_down(a: int, b: int) -> int:
    """a ÷ b to an integer, toward zero."""
    return a // b if a >= 0 else -(-a // b)


def add_ratio(total: tuple[int, int], over: int, under: int) -> tuple[int, int]:
    """The sum of two ratios, without what numerator and denominator share."""
    a, b = total
    a, b = a * under + over * b, b * under
    shared = gcd(a, b)
    return a // shared, b // shared


def agreed(first: Any, second: Any) -> Any:
    """The value on which both agree, else unknown; an error is no value."""
    if first is None or second is None or first is ERR or second is ERR:
        return None
    return first if first == second else None


def agreed_ratio(first: Any, second: Any) -> Any:
    """As `agreed`, of ratios that are not in lowest terms."""
    if not isinstance(first, tuple) or not isinstance(second, tuple):
        return agreed(first, second)
    return first if first[0] * second[1] == second[0] * first[1] else None


# --- days ---------------------------------------------------------------------------------------------------


def overlap_days(a: Any, b: Any, c: Any, d: Any) -> int:
    """Days that `a` to `b` and `c` to `d` share; NOTHING is an open end."""
    start, end = _shared(a, b, c, d)
    return 0 if start is None or end is None or start > end else (end - start).days + 1


def overlap_months(a: Any, b: Any, c: Any, d: Any) -> int:
    """Calendar months touched by what two intervals share."""
    start, end = _shared(a, b, c, d)
    if start is None or end is None or start > end:
        return 0
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _shared(a: Any, b: Any, c: Any, d: Any) -> tuple[date | None, date | None]:
    first = c if a is NOTHING else a if c is NOTHING or a >= c else c
    last = d if b is NOTHING else b if d is NOTHING or b <= d else d
    return None if first is NOTHING else first, None if last is NOTHING else last


def shifted(day: Any, amount: Any, unit: Literal["day", "month", "year"]) -> Any:
    """A day moved on; ERR out of the calendar, 无 of 无."""
    if day is NOTHING or amount is NOTHING:
        return NOTHING
    return shift(day, amount, unit) or ERR


def window(months: dict[int, int], now: int, length: int) -> list[int] | None:
    """The values of the whole months before `now`; None if one is not mentioned."""
    values = [months.get(m) for m in range(now - length, now)]
    return None if None in values else values  # type: ignore[return-value]  # no None is left


# --- which row of a table -----------------------------------------------------------------------------------


def place(cuts: Sequence[Any], value: Any) -> Any:
    """The stretch between two cuts in which a number or day lies; None, NOTHING and ERR are themselves."""
    return value if value is None or value is NOTHING or value is ERR else bisect_right(cuts, value)


@dataclass(frozen=True, slots=True)
class Standing:
    """Rows of which it takes more than one to tell: those that apply, those that may, whether the base is one."""

    certain: tuple[int, ...]
    possible: tuple[int, ...]
    base: int | None


Plan = int | Standing | _Failed
"""The row to read (the base comes after the last), rows to compare, or no row at all."""


def plan(states: Sequence[Any], base: int | None, *, first: bool) -> Plan:
    """Which rows are candidates, from whether each applies (*Semantics* 5)."""
    if first and True in states:
        states = states[: list(states).index(True) + 1]
    if any(s is ERR for s in states):
        return ERR
    certain = tuple(i for i, s in enumerate(states) if s is True)
    possible = tuple(i for i, s in enumerate(states) if s is None)
    if not certain and not possible:
        return ERR if base is None else base
    if len(certain) == 1 and not possible:
        return certain[0]
    return Standing(certain, possible, None if certain else base)


def settle(standing: Plan, cells: Sequence[Any], *, first: bool, ratio: bool) -> Any:
    """The value of several candidates, of which `cells` has every row's."""
    if isinstance(standing, int):
        return cells[standing]
    if not isinstance(standing, Standing):
        return ERR
    same = agreed_ratio if ratio else agreed
    sure = [cells[i] for i in standing.certain]
    if any(v is ERR for v in sure):
        return ERR
    known = [v for v in sure if v is not None]
    if not first and any(same(known[0], v) is None for v in known[1:]):
        return ERR
    rest = [*standing.possible, *(() if standing.base is None else (standing.base,))]
    value, *others = [*sure, *(cells[i] for i in rest)]
    value = agreed(value, value)
    for other in others:
        value = same(value, other)
    return value


def settle_sum(rows: Any, cells: Sequence[Any], *, ratio: bool) -> Any:
    """The sum of the cells of `rows`; a single row number is read as it is."""
    if rows is None or rows is ERR:
        return rows
    if isinstance(rows, int):
        return cells[rows]
    values = [cells[i] for i in rows]
    if any(v is ERR for v in values):
        return ERR
    if any(v is None for v in values):
        return None
    counted = [v for v in values if v is not NOTHING]
    if not ratio:
        return sum(counted)
    total = (0, 1)
    for over, under in counted:
        total = add_ratio(total, over, under)
    return total


# --- 积分 ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PointsPlan:
    """A points table in integers over `points_scale × times_scale`; an event's fields by position."""

    table: PointsType
    item: int
    day: int
    times: int | None
    points_scale: int
    times_scale: int

    def total(self, events: Sequence[Row], now: date) -> Any:
        """Σ points × times, each row and category cut to its cap."""
        rows = {row.item: row for row in self.table.rows}
        sums = dict.fromkeys(rows, 0)
        unknown = failed = False
        for event in events:
            item, day = event[self.item], event[self.day]
            dated = isinstance(day, date)
            if dated and day.year != now.year:
                continue
            if item is not None and item not in rows:
                failed = True
            elif item is None or day is None:
                unknown = True
            elif dated and (rows[item].period == "year" or day.month == now.month):
                times = self._times(event)
                unknown = unknown or times is None
                sums[item] += 0 if times is None else int(rows[item].points * self.points_scale) * times
        return ERR if failed else None if unknown else self._capped(sums)

    def _times(self, event: Row) -> Any:
        times = NOTHING if self.times is None else event[self.times]
        return self.times_scale if times is NOTHING else times

    def _capped(self, sums: dict[str, int]) -> int:
        scale = self.points_scale * self.times_scale
        by_category: dict[str, int] = {}
        caps: dict[str, int] = {}
        for row in self.table.rows:
            got = sums[row.item]
            if row.cap is not None:
                cap = int(row.cap * scale)
                got = min(got, cap) if row.points >= 0 else max(got, -cap)
            by_category[row.category] = by_category.get(row.category, 0) + got
            if row.category_cap is not None:
                caps[row.category] = int(row.category_cap * scale)
        return sum(min(got, caps.get(name, got)) for name, got in by_category.items())
