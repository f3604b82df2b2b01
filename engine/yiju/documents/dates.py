"""Dates of documents, which may be known only to the month or the year."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

WRITTEN = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month or year, as its first and last day."""

    first: date
    last: date


def read_date(text: str) -> PartialDate | None:
    """`2019`, `2019-08`, `2019-08-31`, `2019年8月31日`, `2019.8.31`; None for anything else or an impossible day."""
    match = WRITTEN.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (int(g) if g else None for g in match.groups())
    try:
        return _partial(year or 0, month, day)
    except ValueError:
        return None


def whole(day: date) -> PartialDate:
    """A date known to the day."""
    return PartialDate(day, day)


def _partial(year: int, month: int | None, day: int | None) -> PartialDate:
    if month is None:
        return PartialDate(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        first = date(year, month, 1)
        return PartialDate(first, date(year, month, monthrange(year, month)[1]))
    return whole(date(year, month, day))
