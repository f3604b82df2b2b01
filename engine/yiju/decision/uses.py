"""How a policy uses the fields it reads: those that are only compared with known values, and with which.

Input: a program, a policy and the days that matter. Output: for each field, by name, the values it is compared with on
those days, or None where it is used in some other way. Between two of these values no two can be told apart, so a
few stand for all (see `domains.py`). A 周岁 compared with a number is its day of birth compared with days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from yiju.backends import calendar
from yiju.decision.constants import constants
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import AnyTest, ConditionTest, EitherTest, PolicyType, Program, RangeTest, Test, ValuesTest
from yiju.program.traverse import children

Names = Mapping[str, "Carrier | None"]
"""What an argument or 令 stands for: a field, or (None) something else."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A field, or the full years since it."""

    name: str
    years: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """Where an expression is read: on which days, and what names stand for."""

    days: frozenset[date]
    names: Names = field(default_factory=dict)


@dataclass(slots=True)
class Uses:
    """`points` by field name; a name in `other` is used in some other way too."""

    program: Program
    points: dict[str, set[Any]] = field(default_factory=dict)
    other: set[str] = field(default_factory=set)
    seen: set[tuple[str, frozenset[date]]] = field(default_factory=set)

    def of(self, name: str) -> frozenset[Any] | None:
        """The values a field is compared with, or None."""
        return None if name in self.other else frozenset(self.points.get(name, ()))


def uses_of(program: Program, policy: PolicyType, days: Iterable[date]) -> Uses:
    """The uses of every field that the outcome and the payments of a policy read."""
    made = Uses(program)
    here = Here(frozenset(days))
    truth = ty.TruthType()
    for name in (policy.outcome, *(p.definition for p in policy.payments)):
        _visit(made, e.Ref(truth, policy.span, 0, name), here)
    for payment in policy.payments:
        if payment.where is not None:
            _visit(made, payment.where, here)
    for mutual in policy.mutuals:
        for part in (mutual.key_expr, mutual.field_expr):
            if part is not None:
                _visit(made, part, here)
    return made


# --- walking ------------------------------------------------------------------------------------------------


def _visit(uses: Uses, x: e.Expr, here: Here) -> None:
    """Note every field that `x` reads, and how."""
    carrier = _carrier(uses, x, here)
    if carrier is not None:
        uses.other.add(carrier.name)
        return
    if _compared(uses, x, here):
        return
    rule = RULES.get(type(x))
    if rule is not None:
        rule(uses, x, here)
        return
    for child in children(x):
        _visit(uses, child, here)


NO_DAYS: frozenset[date] = frozenset()


def _moved(uses: Uses, day: e.Expr, here: Here) -> frozenset[date]:
    """The days an `X 于 D` reads; none known where a record gives them."""
    return frozenset(v for v in constants(uses.program, day, here.days) or () if isinstance(v, date))


def _let(uses: Uses, x: e.Let, here: Here) -> None:
    carrier = _carrier(uses, x.value, here)
    if carrier is None:
        _visit(uses, x.value, here)
    _visit(uses, x.body, replace(here, names={**here.names, x.name: carrier}))


def _at(uses: Uses, x: e.At, here: Here) -> None:
    _visit(uses, x.day, here)
    _visit(uses, x.value, replace(here, days=_moved(uses, x.day, here)))


def _marginal(uses: Uses, x: e.Marginal, here: Here) -> None:
    _visit(uses, x.operand, here)
    for band in uses.program.scales[x.scale].bands:
        _visit(uses, band.rate, here)


def _points(uses: Uses, x: e.PointsTotal, here: Here) -> None:
    table = uses.program.points[x.points]
    uses.other.update(n for n in (table.item_field, table.date_field, table.times_field) if n)
    _visit(uses, x.events, here)


def _ref(uses: Uses, x: e.Ref, here: Here) -> None:
    made = uses.program.definitions[x.definition]
    carriers = [_carrier(uses, a, here) for a in x.arguments]
    for argument, carrier in zip(x.arguments, carriers, strict=True):
        if carrier is None:
            _visit(uses, argument, here)
    key = (x.definition, here.days)
    if not x.arguments and key in uses.seen:
        return
    uses.seen.add(key)
    names = {p.name: c for p, c in zip(made.parameters, carriers, strict=False)}
    _visit(uses, made.body, Here(here.days, names))


def _lookup(uses: Uses, x: e.Lookup, here: Here) -> None:
    table = uses.program.tables[x.table]
    for i, argument in enumerate(x.arguments):
        carrier = _carrier(uses, argument, here)
        points = [p for row in table.rows for p in _edges(row.tests[i])]
        if carrier is None:
            _visit(uses, argument, here)
        else:
            _note(uses, carrier, points, here)
    for row in (*table.rows, *((table.otherwise,) if table.otherwise else ())):
        for test in row.tests:
            if isinstance(test, ConditionTest):
                _visit(uses, test.condition, here)
        _visit(uses, row.results[x.column], here)


RULES: dict[type, Callable[[Uses, Any, Here], None]] = {
    e.Ref: _ref,
    e.Lookup: _lookup,
    e.Let: _let,
    e.At: _at,
    e.Marginal: _marginal,
    e.PointsTotal: _points,
}


def _edges(test: Test) -> list[Any]:
    match test:
        case AnyTest() | ConditionTest():
            return []
        case EitherTest(tests):
            return [p for t in tests for p in _edges(t)]
        case ValuesTest(values):
            return [v for v in values if v is not None]
        case RangeTest(low=low, high=high):
            return [edge for edge in (low, high) if edge is not None]


# --- comparisons --------------------------------------------------------------------------------------------


def _carrier(uses: Uses, x: e.Expr, here: Here) -> Carrier | None:
    """The field that an expression is, behind definitions and names."""
    match x:
        case e.Field(name=name, default=None):
            return Carrier(name)
        case e.Grounded(operand=operand) | e.Sure(operand=operand):
            return _carrier(uses, operand, here)
        case e.Variable(name=name):
            return here.names.get(name)
        case e.FullYears(operand=operand):
            inner = _carrier(uses, operand, here)
            return Carrier(inner.name, True) if inner is not None and not inner.years else None
        case e.Ref(definition=definition, arguments=()):
            return _carrier(uses, uses.program.definitions[definition].body, Here(here.days))
    return None


def _compared(uses: Uses, x: e.Expr, here: Here) -> bool:
    """Whether `x` is a test of one field against what is known; its edges are noted."""
    match x:
        case e.Compare(left=left, right=right) | e.Is(left=left, right=right):
            return _sides(uses, left, right, here) or _sides(uses, right, left, here)
        case e.IsNothing(operand=operand) | e.Contains(operand=operand):
            return _note(uses, _carrier(uses, operand, here), [], here)
        case e.OneOf(operand=operand, values=values):
            return _note(uses, _carrier(uses, operand, here), [v for v in values if v is not None], here)
        case e.InRange(operand=operand, low=low, high=high):
            return _note(uses, _carrier(uses, operand, here), [v for v in (low, high) if v is not None], here)
        case e.InMonth(operand=operand, unit=unit):
            edges = [p for day in here.days for p in _month_edges(day, unit)]
            carrier = _carrier(uses, operand, here)
            return bool(here.days) and not (carrier and carrier.years) and _note(uses, carrier, edges, here)
    return False


def _month_edges(day: date, unit: str) -> tuple[date, date]:
    first, last = ("year_start", "year_end") if unit == "year" else ("month_start", "month_end")
    return calendar.day_of(first, day), calendar.day_of(last, day)  # type: ignore[arg-type]  # names of days


def _sides(uses: Uses, side: e.Expr, other: e.Expr, here: Here) -> bool:
    """A field on one side and, on the other, one of some constants; what chooses among them is read too."""
    carrier = _carrier(uses, side, here)
    values = constants(uses.program, other, here.days) if carrier is not None else None
    if values is None:
        return False
    _visit(uses, other, here)
    return _note(uses, carrier, [v for v in values if not isinstance(v, bool)], here)


ONE = timedelta(days=1)


def _note(uses: Uses, carrier: Carrier | None, points: list[Any], here: Here) -> bool:
    """Keep the edges of a field; those of its full years become days."""
    if carrier is None:
        return False
    found: list[Any] = points
    if carrier.years:
        if not here.days:
            return False
        found = [p for n in points for day in here.days for p in _birthdays(n, day)]
    uses.points.setdefault(carrier.name, set()).update(found)
    return True


def _birthdays(years: Any, day: date) -> list[date]:
    """The days of birth around which the full years as of `day` cross a number."""
    n = floor(Fraction(years))
    turned = [calendar.shift(day, -k, "year") for k in (n, n + 1)]
    made = [d for d in turned if d is not None]
    return [p for d in made for p in (d, d + ONE if d < date.max else d, d - ONE if d > date.min else d)]
