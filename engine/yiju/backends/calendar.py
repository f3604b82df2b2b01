"""Days, months and roundings as the language means them: plain functions shared by the backends written in Python."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from yiju_grammar.terms import RoundMode

DayName = Literal["day", "month_start", "month_end", "year_start", "year_end", "last_month"]


def month_end(day: date) -> date:
    """The last day of its month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def day_of(which: DayName, day: date) -> date:
    """当日 月初 月末 年初 年末 上月 (its last day) as of `day`."""
    match which:
        case "day":
            return day
        case "month_start":
            return day.replace(day=1)
        case "month_end":
            return month_end(day)
        case "year_start":
            return date(day.year, 1, 1)
        case "year_end":
            return date(day.year, 12, 31)
        case "last_month":
            return day.replace(day=1) - timedelta(days=1) if day > date(1, 1, 31) else day


def shift(day: date, amount: int, unit: Literal["day", "month", "year"]) -> date | None:
    """`day` + n days, months or years; a month without such a day gives its last (民法典 第202条). None when the
    calendar (years 1 to 9999) does not hold the result."""
    if unit == "day":
        ordinal = day.toordinal() + amount
        return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def full_years(born: date, day: date) -> int:
    """周岁: the greatest n with born + n年 not after `day`; the birthday counts."""
    years = day.year - born.year
    birthday = (born.month, born.day)
    if birthday == (2, 29) and not calendar.isleap(day.year):
        birthday = (2, 28)
    return years if (day.month, day.day) >= birthday else years - 1


Ends = tuple[date | None, date | None]


def overlap(unit: Literal["month", "day"], first: Ends, second: Ends) -> int:
    """Days, or calendar months touched, that two intervals share, ends included; None is an open end.

    Two intervals open on the same side share no end: such an overlap counts as 0 (the checker refuses it).
    """
    starts = [d for d in (first[0], second[0]) if d is not None]
    ends = [d for d in (first[1], second[1]) if d is not None]
    if not starts or not ends or max(starts) > min(ends):
        return 0
    start, end = max(starts), min(ends)
    if unit == "day":
        return (end - start).days + 1
    return (end.year - start.year) * 12 + end.month - start.month + 1


def round_to(value: Fraction, step: Fraction, mode: RoundMode) -> Fraction:
    """To a multiple of `step`: half away from zero, away from zero, or toward zero."""
    steps = abs(value) / step
    whole, rest = divmod(steps.numerator, steps.denominator)
    if (mode == "up" and rest) or (mode == "half_up" and 2 * rest >= steps.denominator):
        whole += 1
    return (whole if value >= 0 else -whole) * step
