"""Conditions of the calculus to formulas over cells (see `cells.py`).

A comparison of a field, a definition or another value with a constant is an atom over that value; two values compared
with each other are one variable with three outcomes; conditions that definitions name are looked into. Whatever else
is a truth of its own, whose relation to the others is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from yiju.check.abstract import Analysis
from yiju.check.cells import Formula, Space, Variable
from yiju.check.shapes import shape
from yiju.documents.model import ALWAYS
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.intervals import Number, is_counted
from yiju.program.program import (
    AnyTest,
    ConditionTest,
    EitherTest,
    FieldType,
    Program,
    RangeTest,
    TableRow,
    Test,
    ValuesTest,
)
from yiju.program.traverse import below
from yiju.program.values import NOTHING

Bound = tuple[e.Expr, "Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """How far out a definition's frames are from the condition at hand, and what 令 and arguments stand for."""

    shift: int = 0
    names: Mapping[str, Bound] = field(default_factory=dict)


HERE = Place()
DEPTH = 40
"""Definitions looked into inside one another."""


@dataclass(slots=True)
class Formulas:
    """Formulas over one space."""

    program: Program
    analysis: Analysis
    space: Space = field(default_factory=Space)
    depth: int = 0

    def condition(self, x: e.Expr, place: Place = HERE) -> Formula:
        """A condition as a formula."""
        rule = RULES.get(type(x))
        made = rule(self, x, place) if rule is not None else None
        return made if made is not None else self.opaque(x, place)

    def opaque(self, x: e.Expr, place: Place) -> Formula:
        """A condition that stands for itself."""
        x, place = resolve(self.program, x, place)
        certain = isinstance(x, e.Field)
        key = ("truth", keyed(x, place))
        self.space.variable(key, name_of(x, self.program), ty.TruthType(), certain=certain)
        return lambda cell: cell[key] is True

    def variable(self, x: e.Expr, place: Place) -> tuple[Any, Variable]:
        """The variable that a value is; certain for a field, a definition or the day."""
        x, place = resolve(self.program, x, place)
        key = keyed(x, place)
        simple = isinstance(x, e.Field | e.Ref | e.Day | e.Variable | e.Sure)
        variable = self.space.variable(key, name_of(x, self.program), _plain(x.type), certain=simple)
        if isinstance(x.type, ty.NumberType) and variable.low is None and variable.high is None:
            variable.low, variable.high = number_bounds(self.analysis, x)
        return key, variable

    def test(self, test: Test, argument: e.Expr | None, place: Place = HERE) -> Formula:
        """A table's cell as a formula over its column's argument."""
        match test:
            case AnyTest():
                return lambda _: True
            case ConditionTest(condition):
                return self.condition(condition, place)
            case EitherTest(tests):
                parts = [self.test(t, argument, place) for t in tests]
                return lambda cell: any(p(cell) for p in parts)
        assert argument is not None
        key, variable = self.variable(argument, place)
        return atom(test, key, variable)

    def row(self, row: TableRow, arguments: tuple[e.Expr | None, ...], place: Place = HERE) -> Formula:
        """When a row applies."""
        parts = [self.test(t, a, place) for t, a in zip(row.tests, arguments, strict=True)]
        return lambda cell: all(p(cell) for p in parts)


def _plain(kind: ty.Type) -> ty.Type:
    if isinstance(kind, ty.NumberType) and kind.pair:
        return ty.NumberType(kind.unit, kind.scale, optional=kind.optional)
    return kind


def atom(test: ValuesTest | RangeTest, key: Any, variable: Variable) -> Formula:
    """A test of one variable; its edges become breakpoints."""
    if isinstance(test, ValuesTest):
        values = {NOTHING if v is None else v for v in test.values}
        variable.points.update(v for v in values if v is not NOTHING and not isinstance(v, bool))
        return lambda cell: cell[key] in values
    variable.points.update(edge for edge in (test.low, test.high) if edge is not None)
    return lambda cell: within(cell[key], test)


def within(value: Any, test: RangeTest | e.InRange) -> bool:
    """Whether a value lies in a range; 无 in none."""
    if value is NOTHING:
        return False
    above = test.low is None or value > test.low or (test.low_included and value == test.low)
    below_ = test.high is None or value < test.high or (test.high_included and value == test.high)
    return bool(above and below_)


# --- what a value stands on ---------------------------------------------------------------------------------


def resolve(program: Program, x: e.Expr, place: Place) -> Bound:
    """A value behind its names: 令 and arguments, definitions that only pass on a field or a constant."""
    for _ in range(DEPTH):
        match x:
            case e.Grounded(operand=operand) | e.Sure(operand=operand):
                x = operand
            case e.Variable(name=name) if name in place.names:
                x, place = place.names[name]
            case e.Ref(definition=definition, arguments=()) if _passes_on(program, definition):
                place = Place(place.shift + x.up)
                x = program.definitions[definition].body
            case e.Dated(pieces=(only,)) if only.interval == ALWAYS:
                x = only.value
            case _:
                return x, place
    return x, place


def _passes_on(program: Program, name: str) -> bool:
    made = program.definitions.get(name)
    return made is not None and isinstance(_bare(made.body), e.Field | e.Const | e.Ref)


def _bare(x: e.Expr) -> e.Expr:
    while isinstance(x, e.Grounded | e.Sure):
        x = x.operand
    if isinstance(x, e.Dated) and len(x.pieces) == 1 and x.pieces[0].interval == ALWAYS:
        return _bare(x.pieces[0].value)
    return x


def keyed(x: e.Expr, place: Place) -> Any:
    """What tells a value from another: its shape, and what the names in it stand for."""
    free = sorted({v.name for v in below(x) if isinstance(v, e.Variable) and v.name in place.names})
    return (shape(x, place.shift), *((n, keyed(*place.names[n])) for n in free))


def name_of(x: e.Expr, program: Program) -> str:
    """How a sample record calls a value."""
    match x:
        case e.Field(name=name) | e.Variable(name=name):
            return name
        case e.Ref(definition=definition) if definition in program.definitions:
            return program.definitions[definition].label
        case e.Day():
            return "当日"
        case e.Aggregate(source=source, op=op):
            return f"{AGGREGATES[op]}（{name_of(source, program)}）"
        case e.Lookup(table=table):
            return program.tables[table].label
        case e.FullYears(operand=operand):
            return f"周岁（{name_of(operand, program)}）"
    return "此处的值"


AGGREGATES = {
    "count": "人数",
    "sum": "合计",
    "max": "最大",
    "min": "最小",
    "average": "平均",
    "exists": "存在",
    "all": "全部",
}


def number_bounds(analysis: Analysis, x: e.Expr) -> tuple[Fraction | None, Fraction | None]:
    """What a number is taken to be between: a field's declared bounds, a count's 0, what its formula comes to."""
    declared = field_of(analysis.program, x)
    if declared is not None:
        low = declared.low if declared.low is not None else _floor(x.type)
        return low, declared.high
    if isinstance(x, e.Variable | e.Day) or not isinstance(x.type, ty.NumberType):
        return _floor(x.type), None
    made = analysis.value(x, {})
    if isinstance(made, Number) and isinstance(x, e.Ref | e.Aggregate | e.Rank | e.Lookup | e.HistoryAt):
        return max(made.low, _floor(x.type) or made.low), None
    return _floor(x.type), None


def _floor(kind: ty.Type) -> Fraction | None:
    """What is counted is never below 0."""
    return Fraction(0) if isinstance(kind, ty.NumberType) and is_counted(kind) else None


def field_of(program: Program, x: e.Expr) -> FieldType | None:
    """The declaration of a field, if all records' fields of its name and type declare the same bounds."""
    if not isinstance(x, e.Field):
        return None
    found = [f for r in program.records.values() for f in r.fields if f.name == x.name and type(f.type) is type(x.type)]
    same = len({(f.low, f.high) for f in found}) == 1
    return found[0] if same else None


# --- the kinds of conditions --------------------------------------------------------------------------------

Made = Formula | None


def _const(_: Formulas, x: e.Const, __: Place) -> Made:
    return lambda _cell: x.value is True


def _grounded(run: Formulas, x: e.Grounded, place: Place) -> Made:
    return run.condition(x.operand, place)


def _both(run: Formulas, x: e.Both, place: Place) -> Made:
    parts = [run.condition(o, place) for o in x.operands]
    if x.op == "all":
        return lambda cell: all(p(cell) for p in parts)
    return lambda cell: any(p(cell) for p in parts)


def _not(run: Formulas, x: e.Not, place: Place) -> Made:
    part = run.condition(x.operand, place)
    return lambda cell: not part(cell)


def _choice(run: Formulas, x: e.Choice, place: Place) -> Made:
    condition, then, otherwise = (run.condition(o, place) for o in (x.condition, x.then, x.otherwise))
    return lambda cell: then(cell) if condition(cell) else otherwise(cell)


def _candidates(run: Formulas, x: e.Candidates, place: Place) -> Made:
    parts = [(run.condition(a.applies, place), run.condition(a.value, place)) for a in x.alternatives]
    base = run.condition(x.base, place)

    def holds(cell: Mapping[Any, Any]) -> bool:
        values = [value(cell) for applies, value in parts if applies(cell)]
        return all(values) if values else base(cell)

    return holds


def _let(run: Formulas, x: e.Let, place: Place) -> Made:
    return run.condition(x.body, Place(place.shift, {**place.names, x.name: (x.value, place)}))


def _variable(run: Formulas, x: e.Variable, place: Place) -> Made:
    return run.condition(*place.names[x.name]) if x.name in place.names else None


def _ref(run: Formulas, x: e.Ref, place: Place) -> Made:
    made = run.program.definitions.get(x.definition)
    if made is None or run.depth >= DEPTH:
        return None
    names = {p.name: (a, place) for p, a in zip(made.parameters, x.arguments, strict=False)}
    run.depth += 1
    inside = run.condition(made.body, Place(place.shift + x.up, names))
    run.depth -= 1
    return inside


def _in_force(run: Formulas, x: e.InForce, place: Place) -> Made:
    today = e.Day(ty.DateType(), x.span, "day")
    key, variable = run.variable(today, HERE)
    tests = [atom(RangeTest(d.start, True, d.end, True), key, variable) for d in x.intervals]
    return lambda cell: any(test(cell) for test in tests)


FLIPPED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le", "eq": "eq", "ne": "ne"}


def _compare(run: Formulas, x: e.Compare, place: Place) -> Made:
    left, right = resolve(run.program, x.left, place), resolve(run.program, x.right, place)
    if isinstance(left[0], e.Const) and isinstance(right[0], e.Const):
        return None
    if isinstance(left[0], e.Const):
        return _against(run, FLIPPED[x.op], right, left[0].value)
    if isinstance(right[0], e.Const):
        return _against(run, x.op, left, right[0].value)
    return _ordered(run, x.op, left, right)


def _against(run: Formulas, op: str, side: Bound, value: Any) -> Made:
    """A value compared with a constant; 无 makes it 假."""
    if value is None:
        return lambda _: False
    key, variable = run.variable(*side)
    if isinstance(value, bool):
        return lambda cell: cell[key] is not NOTHING and (cell[key] is value) == (op == "eq")
    if op in ("eq", "ne"):
        variable.points.add(value)
        return lambda cell: cell[key] is not NOTHING and (cell[key] == value) == (op == "eq")
    ends = {
        "lt": RangeTest(None, False, value, False),
        "le": RangeTest(None, False, value, True),
        "gt": RangeTest(value, False, None, False),
        "ge": RangeTest(value, True, None, False),
    }
    return atom(ends[op], key, variable)


SIGNS: dict[str, Callable[[int], bool]] = {
    "lt": lambda s: s < 0,
    "le": lambda s: s <= 0,
    "gt": lambda s: s > 0,
    "ge": lambda s: s >= 0,
    "eq": lambda s: s == 0,
    "ne": lambda s: s != 0,
}


def _ordered(run: Formulas, op: str, left: Bound, right: Bound) -> Made:
    """Two values compared with each other: less, equal or greater; 无 on either side is 假."""
    if left[0].type.optional or right[0].type.optional:
        return None
    a, b = keyed(*left), keyed(*right)
    turned = repr(b) < repr(a)
    first, second = (right, left) if turned else (left, right)
    key = ("order", keyed(*first), keyed(*second))
    name = f"{name_of(first[0], run.program)} {{}} {name_of(second[0], run.program)}"
    variable = run.space.variable(key, name, ty.NumberType((), 1), certain=False)
    variable.order = True
    sign = SIGNS[FLIPPED[op] if turned else op]
    return lambda cell: sign(cell[key])


def _is(run: Formulas, x: e.Is, place: Place) -> Made:
    right = resolve(run.program, x.right, place)[0]
    if not isinstance(right, e.Const):
        return None
    key, variable = run.variable(x.left, place)
    value = NOTHING if right.value is None else right.value
    if value is not NOTHING and not isinstance(value, bool):
        variable.points.add(value)
    return lambda cell: (cell[key] == value) != x.negated


def _is_nothing(run: Formulas, x: e.IsNothing, place: Place) -> Made:
    key, _ = run.variable(x.operand, place)
    return lambda cell: cell[key] is NOTHING


def _one_of(run: Formulas, x: e.OneOf, place: Place) -> Made:
    key, variable = run.variable(x.operand, place)
    inside = atom(ValuesTest(tuple(v for v in x.values if v is not None)), key, variable)
    return lambda cell: inside(cell) != x.negated


def _in_range(run: Formulas, x: e.InRange, place: Place) -> Made:
    key, variable = run.variable(x.operand, place)
    return atom(RangeTest(x.low, x.low_included, x.high, x.high_included), key, variable)


def _contains(run: Formulas, x: e.Contains, place: Place) -> Made:
    operand, where = resolve(run.program, x.operand, place)
    key = ("contains", keyed(operand, where), x.value)
    name = f"{name_of(operand, run.program)} 含 {x.value}"
    run.space.variable(key, name, ty.TruthType(), certain=isinstance(operand, e.Field))
    return lambda cell: cell[key] is True


RULES: dict[type, Callable[[Formulas, Any, Place], Made]] = {
    e.Const: _const,
    e.Grounded: _grounded,
    e.Both: _both,
    e.Not: _not,
    e.Choice: _choice,
    e.Candidates: _candidates,
    e.Let: _let,
    e.Variable: _variable,
    e.Ref: _ref,
    e.InForce: _in_force,
    e.Compare: _compare,
    e.Is: _is,
    e.IsNothing: _is_nothing,
    e.OneOf: _one_of,
    e.InRange: _in_range,
    e.Contains: _contains,
}
