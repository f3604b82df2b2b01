"""Values at run time, and the form in which a checked record is stored.

A record is a tuple, one value a field in the order of its `RecordType`: a number as an int (value × the type's
scale), a day as `date`, truth as bool, text and enumeration values as str, 多选 as frozenset, a list as a tuple of
records, a history as a dict from month number (year × 12 + month - 1) to int. `UNKNOWN` where nothing is known,
`NOTHING` where it is known to be none. The door (`yiju.records`) makes records; every backend reads them.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from fractions import Fraction
from typing import Any, Final

UNKNOWN: Final = None


class _Nothing(Enum):
    NOTHING = "无"

    def __bool__(self) -> bool:
        raise TypeError("无 has no truth value")


NOTHING: Final = _Nothing.NOTHING

Row = tuple[Any, ...]

Value = Fraction | bool | str | date | frozenset[str] | tuple[Any, ...] | dict[int, int] | _Nothing | None
"""What the reference interpreter computes with: numbers are `Fraction`s."""


def month_number(day: date) -> int:
    """The month of a day as one number: year × 12 + month - 1."""
    return day.year * 12 + day.month - 1
