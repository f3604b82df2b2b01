"""Days and periods as people type them on the command line. Pure: nothing is read from the clock."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_PATTERN = re.compile(
    r"(?P<year>\d{4})(?:年|[-/.](?=\d)|$)(?:(?P<month>\d{1,2})(?:月|[-/.](?=\d)|$)(?:(?P<day>\d{1,2})日?)?)?"
)


def parse_days(text: str) -> tuple[date, date] | None:
    """The first and last day of a day, month or year; None when it is none of them."""
    found = _PATTERN.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = (int(part) if (part := found[name]) else 0 for name in ("year", "month", "day"))
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if found["month"]:
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
