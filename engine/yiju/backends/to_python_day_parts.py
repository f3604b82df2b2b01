"""What generated code can be told by a day, each worked out once for a day: `DAY_PARTS`."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable
from datetime import date
from typing import Any

from yiju.backends.calendar import day_of
from yiju.backends.to_python_value import Kind
from yiju.program.values import month_number


def birthday_key(day: date) -> int:
    """Month and day as one number; 28 February of a common year counts as the 29th, whose birthday it is."""
    leapling = day.month == 2 and day.day == 28 and not isleap(day.year)
    return day.month * 32 + day.day + leapling


DAY_PARTS: dict[str, tuple[Kind, str, Callable[[date], Any]]] = {
    "day": ("day", "{day}", lambda d: d),
    "month_start": ("day", "day_of('month_start', {day})", lambda d: day_of("month_start", d)),
    "month_end": ("day", "day_of('month_end', {day})", lambda d: day_of("month_end", d)),
    "year_start": ("day", "day_of('year_start', {day})", lambda d: day_of("year_start", d)),
    "year_end": ("day", "day_of('year_end', {day})", lambda d: day_of("year_end", d)),
    "last_month": ("day", "day_of('last_month', {day})", lambda d: day_of("last_month", d)),
    "year": ("number", "{day}.year", lambda d: d.year),
    "month": ("number", "{day}.month", lambda d: d.month),
    "month_number": ("number", "month_number({day})", month_number),
    "birthday_key": ("number", "birthday_key({day})", birthday_key),
}
"""What can be told by a day: its kind, its code, and itself where the day is known beforehand."""

CALLED = {"day_of": day_of, "month_number": month_number, "birthday_key": birthday_key}
"""Functions of this table that generated code calls."""
