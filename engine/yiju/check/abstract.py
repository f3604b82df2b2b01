"""What every expression can come to, over all records and days: ranges of numbers and days, sets of other values.

Input: a program. Output: for an expression `Number`, `Span_`, a set of values, or None (nothing known). Unknown and 无
are not among them: they are always possible where the type says so. An observer sees each node with its value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import reduce
from math import lcm
from typing import Any

from yiju.program import expressions as e
from yiju.program import intervals as iv
from yiju.program import types as ty
from yiju.program.intervals import Number
from yiju.program.program import Definition, Program


@dataclass(frozen=True, slots=True)
class DayRange:
    """Days from `low` to `high`, both included."""

    low: date
    high: date


ANY_DAY = DayRange(date.min, date.max)
TRUTHS: frozenset[Any] = frozenset({True, False})

Abstract = Number | DayRange | frozenset[Any] | None
Environment = Mapping[str, Abstract]
Observer = Callable[[e.Expr, Abstract], Abstract]


def unchanged(_: e.Expr, value: Abstract) -> Abstract:
    """The observer that only lets values pass."""
    return value


@dataclass(slots=True)
class Analysis:
    """Ranges of one program. Definitions are worked out once for the same arguments; none is recursive."""

    program: Program
    observe: Observer = unchanged
    known: dict[tuple[str, tuple[Abstract, ...]], Abstract] = field(default_factory=dict)

    def definition(self, name: str, arguments: tuple[Abstract, ...]) -> Abstract:
        """What a definition can come to for arguments that can be these."""
        key = (name, arguments)
        if key not in self.known:
            made = self.program.definitions[name]
            names = tuple(p.name for p in made.parameters)
            self.known[key] = self.value(made.body, dict(zip(names, arguments, strict=False)))
        return self.known[key]

    def value(self, x: e.Expr, env: Environment) -> Abstract:
        """What an expression can come to; `env` the arguments and 令 in reach."""
        rule = RULES.get(type(x))
        return self.observe(x, of_type(x.type) if rule is None else rule(self, x, env))

    def number(self, x: e.Expr, env: Environment) -> Number:
        """What a number can come to."""
        made = self.value(x, env)
        return made if isinstance(made, Number) else _default_number(x.type)


def arguments_of(definition: Definition) -> tuple[Abstract, ...]:
    """What a definition's arguments can be when nothing but their types is known."""
    return tuple(of_type(p.type) for p in definition.parameters)


def of_type(kind: ty.Type) -> Abstract:
    """All values of a type."""
    match kind:
        case ty.NumberType():
            return iv.default_range(kind)
        case ty.TruthType():
            return TRUTHS
        case ty.DateType():
            return ANY_DAY
        case ty.EnumType(values=values):
            return frozenset(values)
    return None


def _default_number(kind: ty.Type) -> Number:
    return iv.default_range(kind if isinstance(kind, ty.NumberType) else ty.NumberType((), 1))


def join(a: Abstract, b: Abstract) -> Abstract:
    """Either of two."""
    match a, b:
        case Number(), Number():
            return iv.join(a, b)
        case DayRange(), DayRange():
            return DayRange(min(a.low, b.low), max(a.high, b.high))
        case frozenset(), frozenset():
            return a | b
    return None


NEVER: Abstract = frozenset()
"""Of an expression that is always 无: it adds nothing to a join."""


def joined(values: list[Abstract]) -> Abstract:
    """Any of several."""
    counted = [v for v in values if v != NEVER]
    return reduce(join, counted) if counted else NEVER


# --- leaves and names ---------------------------------------------------------------------------------------


def _const(_: Analysis, x: e.Const, __: Environment) -> Abstract:
    match x.value:
        case None:
            return NEVER
        case bool() | str():
            return frozenset({x.value})
        case Fraction():
            return iv.number(x.value, x.value)
        case date():
            return DayRange(x.value, x.value)
    return None


def _field(run: Analysis, x: e.Field, env: Environment) -> Abstract:
    if not isinstance(x.type, ty.NumberType):
        return of_type(x.type)
    made = iv.field_range(x.type, *_declared(run, x))
    if x.default is not None:
        return join(made, run.value(x.default, env))
    return made


def _declared(run: Analysis, x: e.Field) -> tuple[Fraction | None, Fraction | None]:
    """The bounds of a field: those all records' fields of this name and type agree on."""
    found = [
        f for r in run.program.records.values() for f in r.fields if f.name == x.name and same_kind(f.type, x.type)
    ]
    lows = [f.low for f in found]
    highs = [f.high for f in found]
    low = min((v for v in lows if v is not None), default=None) if None not in lows else None
    high = max((v for v in highs if v is not None), default=None) if None not in highs else None
    return low, high


def same_kind(a: ty.Type, b: ty.Type) -> bool:
    """Whether two types differ in nothing but whether they may be 无."""
    return replace(a, optional=False) == replace(b, optional=False)


def _variable(_: Analysis, x: e.Variable, env: Environment) -> Abstract:
    return env[x.name] if x.name in env else of_type(x.type)


def _let(run: Analysis, x: e.Let, env: Environment) -> Abstract:
    return run.value(x.body, {**env, x.name: run.value(x.value, env)})


def _ref(run: Analysis, x: e.Ref, env: Environment) -> Abstract:
    return run.definition(x.definition, tuple(run.value(a, env) for a in x.arguments))


def _at(run: Analysis, x: e.At, env: Environment) -> Abstract:
    run.value(x.day, env)
    return run.value(x.value, env)


def _dated(run: Analysis, x: e.Dated, env: Environment) -> Abstract:
    return joined([run.value(p.value, env) for p in x.pieces])


def _delegated(run: Analysis, x: e.Delegated, env: Environment) -> Abstract:
    if x.selector is not None:
        run.value(x.selector, env)
    return joined([run.value(f, env) for _, f in x.fillings]) if x.fillings else of_type(x.type)


def _grounded(run: Analysis, x: e.Grounded, env: Environment) -> Abstract:
    return run.value(x.operand, env)


# --- numbers ------------------------------------------------------------------------------------------------


def _arithmetic(run: Analysis, x: e.Arithmetic, env: Environment) -> Abstract:
    left, right = run.number(x.left, env), run.number(x.right, env)
    match x.op:
        case "add":
            return iv.add(left, right)
        case "subtract":
            return iv.add(left, iv.negate(right))
        case "multiply":
            return iv.multiply(left, right)
        case "divide":
            return iv.divide(left, right)
        case "power":
            return iv.power(left, int(right.high))


def _extreme(run: Analysis, x: e.Extreme, env: Environment) -> Abstract:
    values = [run.value(o, env) for o in x.operands]
    numbers = [v for v in values if isinstance(v, Number)]
    pick = max if x.op == "max" else min
    if len(numbers) != len(values):
        return ANY_DAY
    whole = reduce(iv.join, numbers)
    return iv.number(pick(v.low for v in numbers), pick(v.high for v in numbers), whole.common, whole.most)


def _round(run: Analysis, x: e.Round, env: Environment) -> Abstract:
    return iv.round_to(run.number(x.operand, env), x.step)


def _sure(run: Analysis, x: e.Sure, env: Environment) -> Abstract:
    return run.value(x.operand, env)


def _window(run: Analysis, x: e.HistoryWindow, env: Environment) -> Abstract:
    assert isinstance(x.history.type, ty.HistoryType)
    one = iv.default_range(x.history.type.of)
    if x.op == "sum":
        return iv.multiply(one, iv.number(x.months, x.months))
    if x.op == "average":
        return iv.number(one.low, one.high, one.common * x.months)
    return one


def _full_years(run: Analysis, x: e.FullYears, env: Environment) -> Abstract:
    run.value(x.operand, env)
    return iv.number(-(10**4), 10**4)


def _days_between(run: Analysis, x: e.DaysBetween, env: Environment) -> Abstract:
    run.value(x.left, env)
    run.value(x.right, env)
    return iv.number(-4 * 10**6, 4 * 10**6)


def _overlap(run: Analysis, x: e.Overlap, env: Environment) -> Abstract:
    for end in (*x.first, *x.second):
        run.value(end, env)
    return iv.number(0, iv.COUNTED["天" if x.unit == "day" else "月"])


def _shift(run: Analysis, x: e.ShiftDate, env: Environment) -> Abstract:
    run.value(x.operand, env)
    run.value(x.amount, env)
    return ANY_DAY


# --- lists, tables ------------------------------------------------------------------------------------------


def _aggregate(run: Analysis, x: e.Aggregate, env: Environment) -> Abstract:
    holds = TRUTHS if x.where is None else run.value(x.where, env)
    value = None if x.value is None else run.value(x.value, env)
    match x.op:
        case "exists":
            return frozenset({False}) if holds == frozenset({False}) else TRUTHS
        case "all":
            return frozenset({True}) if holds == frozenset({True}) else TRUTHS
        case "count":
            return iv.number(0, iv.LIST_LENGTH)
        case _ if not isinstance(value, Number):
            return of_type(x.type)
        case "sum":
            return iv.times(value, iv.LIST_LENGTH)
        case "average":
            return iv.mean(value, iv.LIST_LENGTH)
    return value


def _rank(run: Analysis, x: e.Rank, env: Environment) -> Abstract:
    run.value(x.key, env)
    if x.where is not None:
        run.value(x.where, env)
    return iv.number(1, iv.LIST_LENGTH)


def _lookup(run: Analysis, x: e.Lookup, env: Environment) -> Abstract:
    table = run.program.tables[x.table]
    for argument in x.arguments:
        run.value(argument, env)
    rows = (*table.rows, *((table.otherwise,) if table.otherwise else ()))
    values = [run.value(r.results[x.column], env) for r in rows]
    if table.hit != "sum":
        return joined(values)
    numbers = [v for v in values if isinstance(v, Number)]
    total = iv.number(0, 0)
    for v in numbers:
        total = iv.add(total, iv.join(v, iv.number(0, 0)))
    return total


def _marginal(run: Analysis, x: e.Marginal, env: Environment) -> Abstract:
    whole = run.number(x.operand, env)
    bands = run.program.scales[x.scale].bands
    rates = reduce(iv.join, [run.number(b.rate, env) for b in bands])
    edges = reduce(iv.join, [iv.number(b.above, b.above) for b in bands])
    common = lcm(whole.common, edges.common)
    part = iv.number(0, max(whole.high - edges.low, iv.ZERO), common, whole.most * edges.most)
    return iv.join(iv.multiply(part, rates), iv.number(0, 0))


def _points(run: Analysis, x: e.PointsTotal, env: Environment) -> Abstract:
    total = iv.number(0, 0)
    for row in run.program.points[x.points].rows:
        most = row.points * 10**6 * iv.LIST_LENGTH
        if row.cap is not None:
            most = min(most, row.cap) if row.points >= 0 else max(most, -row.cap)
        total = iv.add(total, iv.number(min(most, iv.ZERO), max(most, iv.ZERO), row.points.denominator * 100))
    return total


# --- conditions and choices ---------------------------------------------------------------------------------

_HOLDS: dict[str, Callable[[Any, Any], bool | None]] = {
    "lt": lambda a, b: True if a.high < b.low else False if a.low >= b.high else None,
    "le": lambda a, b: True if a.high <= b.low else False if a.low > b.high else None,
    "eq": lambda a, b: False if a.high < b.low or b.high < a.low else (a.low == a.high == b.low == b.high) or None,
}


def compare(op: str, a: Abstract, b: Abstract) -> bool | None:
    """How a comparison of known values comes out, if it is always the same."""
    if isinstance(a, frozenset) and isinstance(b, frozenset) and op in ("eq", "ne"):
        return _compare_values(op, a, b)
    ordered = (isinstance(a, Number) and isinstance(b, Number)) or (isinstance(a, DayRange) and isinstance(b, DayRange))
    if not ordered:
        return None
    if op in ("ne", "ge", "gt"):
        opposite = compare({"ne": "eq", "ge": "lt", "gt": "le"}[op], a, b)
        return None if opposite is None else not opposite
    if op == "eq" and isinstance(a, Number) and isinstance(b, Number) and off_scale(a, b):
        return False
    return _HOLDS[op](a, b)


def _compare_values(op: str, a: frozenset[Any], b: frozenset[Any]) -> bool | None:
    if a and b and not a & b:
        return op == "ne"
    return (op == "eq") if len(a) == 1 and a == b else None


def off_scale(a: Number, b: Number) -> bool:
    """Whether one is a single number finer than the other can be."""
    for one, other in ((a, b), (b, a)):
        if one.low == one.high and other.common and other.common % one.low.denominator:
            return True
    return False


def _truth(outcome: bool | None, *, may_fail: bool) -> Abstract:
    if outcome is None or (outcome and may_fail):
        return TRUTHS
    return frozenset({outcome})


def _compare(run: Analysis, x: e.Compare, env: Environment) -> Abstract:
    outcome = compare(x.op, run.value(x.left, env), run.value(x.right, env))
    return _truth(outcome, may_fail=x.left.type.optional or x.right.type.optional)


def _is(run: Analysis, x: e.Is, env: Environment) -> Abstract:
    outcome = compare("ne" if x.negated else "eq", run.value(x.left, env), run.value(x.right, env))
    optional = x.left.type.optional or x.right.type.optional
    return TRUTHS if optional and outcome is not x.negated else _truth(outcome, may_fail=False)


def _is_nothing(run: Analysis, x: e.IsNothing, env: Environment) -> Abstract:
    run.value(x.operand, env)
    return TRUTHS if x.operand.type.optional else frozenset({False})


def _one_of(run: Analysis, x: e.OneOf, env: Environment) -> Abstract:
    made = run.value(x.operand, env)
    outcomes = [compare("eq", made, _const(run, e.Const(x.type, x.span, v), {})) for v in x.values]
    inside = True if True in outcomes else False if all(o is False for o in outcomes) else None
    if isinstance(made, frozenset) and made and made <= frozenset(x.values):
        inside = True
    if inside is None or (inside and x.operand.type.optional):
        return TRUTHS
    return frozenset({inside != x.negated})


def _in_range(run: Analysis, x: e.InRange, env: Environment) -> Abstract:
    made = run.value(x.operand, env)
    ends = []
    for edge, op in ((x.low, "ge" if x.low_included else "gt"), (x.high, "le" if x.high_included else "lt")):
        if edge is not None:
            ends.append(compare(op, made, _const(run, e.Const(x.type, x.span, edge), {})))
    inside = False if False in ends else True if all(ends) else None
    return _truth(inside, may_fail=x.operand.type.optional)


def _both(run: Analysis, x: e.Both, env: Environment) -> Abstract:
    values = [run.value(o, env) for o in x.operands]
    decisive = frozenset({x.op == "any"})
    if decisive in values:
        return decisive
    return frozenset({x.op == "all"}) if all(v == frozenset({x.op == "all"}) for v in values) else TRUTHS


def _not(run: Analysis, x: e.Not, env: Environment) -> Abstract:
    made = run.value(x.operand, env)
    return frozenset(not v for v in made) if isinstance(made, frozenset) else TRUTHS


def _choice(run: Analysis, x: e.Choice, env: Environment) -> Abstract:
    condition = run.value(x.condition, env)
    then, otherwise = run.value(x.then, env), run.value(x.otherwise, env)
    if condition == frozenset({True}):
        return then
    return otherwise if condition == frozenset({False}) else joined([then, otherwise])


def _or_else(run: Analysis, x: e.OrElse, env: Environment) -> Abstract:
    return joined([run.value(x.value, env), run.value(x.fallback, env)])


def _candidates(run: Analysis, x: e.Candidates, env: Environment) -> Abstract:
    for alternative in x.alternatives:
        run.value(alternative.applies, env)
    return joined([run.value(x.base, env), *(run.value(a.value, env) for a in x.alternatives)])


def _operand(run: Analysis, x: Any, env: Environment) -> Abstract:
    run.value(x.operand, env)
    return of_type(x.type)


RULES: dict[type, Callable[[Analysis, Any, Environment], Abstract]] = {
    e.Const: _const,
    e.Field: _field,
    e.Variable: _variable,
    e.Let: _let,
    e.Ref: _ref,
    e.At: _at,
    e.Dated: _dated,
    e.Delegated: _delegated,
    e.Grounded: _grounded,
    e.Arithmetic: _arithmetic,
    e.Extreme: _extreme,
    e.Round: _round,
    e.Sure: _sure,
    e.HistoryWindow: _window,
    e.FullYears: _full_years,
    e.DaysBetween: _days_between,
    e.Overlap: _overlap,
    e.ShiftDate: _shift,
    e.Aggregate: _aggregate,
    e.Rank: _rank,
    e.Lookup: _lookup,
    e.Marginal: _marginal,
    e.PointsTotal: _points,
    e.Compare: _compare,
    e.Is: _is,
    e.IsNothing: _is_nothing,
    e.OneOf: _one_of,
    e.InRange: _in_range,
    e.InMonth: _operand,
    e.Contains: _operand,
    e.Both: _both,
    e.Not: _not,
    e.Choice: _choice,
    e.OrElse: _or_else,
    e.Candidates: _candidates,
}
