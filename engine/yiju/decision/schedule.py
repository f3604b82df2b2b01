"""When payments fall due (*Semantics* 7): plain calendar work on a policy's interval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from yiju.backends.calendar import month_end
from yiju.documents.model import Days
from yiju.program.program import PaymentType, PolicyType
from yiju.program.values import month_number

QUARTERS = (3, 6, 9, 12)


def interval_of(policy: PolicyType) -> Days:
    """The days on which a policy is in force."""
    return Days(policy.start.day if policy.start else None, policy.end.day if policy.end else None)


def month_of(number: int) -> date:
    """The first day of a month by its number (year × 12 + month - 1)."""
    return date(number // 12, number % 12 + 1, 1)


def months_between(first: date, last: date) -> Iterator[date]:
    """The first day of each month from that of `first` to that of `last`."""
    for number in range(month_number(first), month_number(last) + 1):
        yield month_of(number)


def last_day(month: date, interval: Days) -> date | None:
    """The last day of a month that lies in the interval, if one does."""
    end = month_end(month)
    day = end if interval.end is None else min(end, interval.end)
    return day if day >= month.replace(day=1) and day in interval else None


def first_day(month: date, interval: Days) -> date | None:
    """The first day of a month that lies in the interval, if one does."""
    start = month.replace(day=1)
    day = start if interval.start is None else max(start, interval.start)
    return day if day <= month_end(month) and day in interval else None


def due_day(payment: PaymentType, month: date, interval: Days) -> date | None:
    """The day of a month on which a payment is decided, or None when it is not due in that month."""
    match payment.schedule.kind:
        case "month_start":
            return first_day(month, interval)
        case "quarterly":
            return last_day(month, interval) if month.month in QUARTERS else None
        case "yearly":
            return last_day(month, interval) if month.month in payment.schedule.months else None
    return last_day(month, interval)


def accrued_months(payment: PaymentType, month: date) -> tuple[date, ...]:
    """The months an accruing payment pays for: those since the last due one, up to its own."""
    number = month_number(month)
    back = next(n for n in range(1, 13) if (number - n) % 12 + 1 in payment.schedule.months)
    return tuple(month_of(n) for n in range(number - back + 1, number + 1))
