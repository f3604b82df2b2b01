"""Days in JavaScript are Python's, to both ends of the calendar."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from javascript.node_process import Big, node_process

from yiju.backends import calendar

EDGES = (date.min, date.max, date(4, 2, 29), date(1900, 2, 28), date(1900, 3, 1), date(2000, 2, 29), date(2020, 12, 31))


def days(count: int) -> list[date]:
    rng = Random(3)
    return [*EDGES, *(date.min + timedelta(days=rng.randrange(date.max.toordinal())) for _ in range(count))]


def test_parts_and_texts() -> None:
    node = node_process()
    for day in days(100):
        assert node.call(node.runtime, "dateParts", day) == {"year": day.year, "month": day.month, "day": day.day}
        assert node.call(node.runtime, "isoText", day) == day.isoformat()
        assert node.call(node.runtime, "isoDay", day.isoformat()) == day.toordinal()


def test_every_day_comes_back() -> None:
    node = node_process()
    module = node.text_module(
        "export function astray(y) { let wrong = 0; for (let i = y.FIRST_DAY; i <= y.LAST_DAY; i += 1) {"
        " const { year, month, day } = y.dateParts(i); wrong += y.toOrdinal(year, month, day) === i ? 0 : 1; }"
        " return wrong; }"
    )
    assert node.call(module, "astray", node.runtime) == 0


def test_named_days_shifts_and_ages() -> None:
    node, rng = node_process(), Random(4)
    names: tuple[Any, ...] = ("day", "month_start", "month_end", "year_start", "year_end", "last_month")
    units: tuple[Any, ...] = ("day", "month", "year")
    for day in days(60):
        which, unit, other = rng.choice(names), rng.choice(units), rng.choice(days(60))
        assert node.call(node.runtime, "dayOf", which, day) == calendar.day_of(which, day).toordinal()
        for amount in (0, 1, -1, rng.randrange(-30000, 30000), 10**30):
            moved = calendar.shift(day, amount, unit)
            found = node.call(node.runtime, "shiftDay", day, Big(amount), unit)
            assert found == (moved.toordinal() if moved else None), (day, amount, unit)
        assert node.call(node.runtime, "fullYears", day, other) == calendar.full_years(day, other)


def test_shared_time() -> None:
    node, rng = node_process(), Random(5)
    some = [None, *days(20)]
    for _ in range(60):
        unit: Any = rng.choice(("month", "day"))
        first, second = (rng.choice(some), rng.choice(some)), (rng.choice(some), rng.choice(some))
        assert node.call(node.runtime, "sharedTime", unit, first, second) == calendar.overlap(unit, first, second)
