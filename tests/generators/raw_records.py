"""Random records as JSON gives them, and random days, for any program: thresholds of its own rules, gaps, bounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.intervals import field_range
from yiju.program.program import EitherTest, FieldType, Program, RangeTest, RecordType, ValuesTest
from yiju.program.traverse import below, bodies

FIRST, LAST = date(2019, 1, 1), date(2022, 3, 1)


class Raw:
    """Writes records of one program; the thresholds in its rules come up often. `gaps`: how often a field is absent."""

    def __init__(self, program: Program, rng: Random, gaps: float = 0.25) -> None:
        self.program = program
        self.rng = rng
        self.gaps = gaps
        found = list(_constants(program))
        self.numbers = sorted({v for v in found if isinstance(v, Fraction)})
        self.days = sorted({v for v in found if isinstance(v, date)} | set(program.changes))

    def record(self, policy: str) -> dict[str, Any]:
        """A record that the door takes."""
        return self.of(self.program.records[self.program.policies[policy].subject], 0)

    def of(self, kind: RecordType, number: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for f in kind.fields:
            if f.identifier:
                made[f.name] = f"{kind.name}{number}"
            elif f.required or self.rng.random() >= self.gaps:
                made[f.name] = self.value(f, f.type)
            elif self.rng.random() < 0.3:
                made[f.name] = None
        return made

    def value(self, f: FieldType, kind: ty.Type) -> Any:
        """A value of a field, boundaries first."""
        rng = self.rng
        match kind:
            case _ if kind.optional and not isinstance(kind, ty.TextType) and rng.random() < 0.15:
                return "无"
            case ty.TruthType():
                return rng.random() < 0.6
            case ty.EnumType(values=values):
                return rng.choice(values)
            case ty.MultiType(of=of):
                return [v for v in of.values if rng.random() < 0.5]
            case ty.DateType():
                return self.day().isoformat()
            case ty.NumberType():
                return _text(self.number(f, kind))
            case ty.HistoryType(of=of):
                return {m: _text(self.number(f, of)) for m in _months() if rng.random() < 0.9}
            case ty.ListType(record=record):
                return [self.of(self.program.records[record], i) for i in range(rng.choice((0, 1, 1, 2, 2, 3)))]
        return rng.choice(("甲", "乙", "丙"))

    def number(self, f: FieldType, kind: ty.NumberType) -> Fraction:
        """A number at or beside a threshold, inside the field's bounds."""
        span = field_range(kind, f.low, f.high)
        step = Fraction(1, kind.scale or 100)
        near = self.rng.choice((*self.numbers, Fraction(0), Fraction(1), Fraction(700)))
        made = near + self.rng.choice((-1, 0, 0, 1)) * self.rng.choice((step, Fraction(1), Fraction(100)))
        made = Fraction(round(made / step)) * step
        low = max(span.low, Fraction(0)) if self.rng.random() < 0.95 else span.low
        return min(max(made, low), span.high)

    def day(self) -> date:
        """A day at or beside one on which the rules change, or any."""
        if self.days and self.rng.random() < 0.5:
            near = self.rng.choice(self.days) + timedelta(days=self.rng.choice((-1, 0, 1, 30)))
            return min(max(near, FIRST), LAST)
        if self.rng.random() < 0.15:
            return self.rng.choice((date(2020, 2, 29), date(2008, 2, 29), date(2002, 12, 31)))
        return FIRST + timedelta(days=self.rng.randrange((LAST - FIRST).days))


def _months() -> Iterator[str]:
    for number in range(2019 * 12, 2022 * 12):
        yield f"{number // 12}-{number % 12 + 1:02}"


def _text(value: Fraction) -> str:
    """A decimal string; the value is a finite decimal."""
    return format(Decimal(value.numerator) / Decimal(value.denominator), "f")


def _constants(program: Program) -> Iterator[Any]:
    for body in bodies(program):
        yield from (node.value for node in below(body) if isinstance(node, e.Const))
    for table in program.tables.values():
        for row in table.rows:
            for test in row.tests:
                yield from _of_test(test)
    for scale in program.scales.values():
        yield from (band.above for band in scale.bands)


def _of_test(test: object) -> Iterator[Any]:
    match test:
        case ValuesTest(values=values):
            yield from values
        case RangeTest(low=low, high=high):
            yield from (low, high)
        case EitherTest(tests=tests):
            for inner in tests:
                yield from _of_test(inner)
