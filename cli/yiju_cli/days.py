"""Days and periods as people type them on the command line. Pure: nothing is read from the clock."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_PATTERNS = (
    re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?"),
    re.compile(r"(\d{4})年()(?:(\d{1,2})月(?:(\d{1,2})日)?)?"),
)


def parse_days(text: str) -> tuple[date, date] | None:
    """The first and last day of a day, month or year; None when it is none of them."""
    found = next((f for pattern in _PATTERNS if (f := pattern.fullmatch(text.strip()))), None)
    if found is None:
        return None
    year, month, day = (int(part) if (part := found[group]) else 0 for group in (1, 3, 4))
    try:
        if found[4]:
            return date(year, month, day), date(year, month, day)
        if found[3]:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def parse_day(text: str) -> date | None:
    """A day; `2020-06` is the last of its month, `2020` of its year."""
    days = parse_days(text)
    return days[1] if days else None


def parse_period(text: str) -> tuple[date, date] | None:
    """`2020`, `2020-06`, `2020-01..2020-12` as first and last day; None when it is none or runs backwards."""
    parts = text.split("..")
    if len(parts) > 2:
        return None
    ends = [parse_days(part) for part in parts]
    first, last = ends[0], ends[-1]
    if first is None or last is None or first[0] > last[1]:
        return None
    return first[0], last[1]
