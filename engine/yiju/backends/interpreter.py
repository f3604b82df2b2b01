"""The reference interpreter: the meaning of the core calculus, written plainly.

Input: a program, a record as stored (`program/values.py`), a day. Output: values. Used by tests as the measure of
every backend, and by any backend that meets an error on a record and hands that record over.

A value is known, `UNKNOWN`, or a `Failure`: an unknown with a cause. A failure spreads as an unknown does, and only
as far: 假 且 failure is 假, a branch or an alternative not taken is not looked at. So an error is reported exactly
when the result needs it, whatever the order of evaluation.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.backends import calendar
from yiju.backends import interpreter_lists as lists
from yiju.backends.candidates import Candidate, choose
from yiju.backends.evaluation import Frame, Result, Scope, fail, kleene, strict, total, within
from yiju.program import expressions as e
from yiju.program.errors import Failure
from yiju.program.program import Program, RecordType
from yiju.program.types import HistoryType, NumberType, Type
from yiju.program.values import NOTHING, UNKNOWN, Row, month_number


class Interpreter:
    """Evaluates expressions of one program; results of definitions are remembered per record and day."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._places: dict[str, dict[str, tuple[int, Type]]] = {}
        self._known: dict[tuple[Any, ...], Result] = {}
        self._rows: dict[int, Row] = {}  # keeps every id in a key of `_known` taken

    def root(self, record: str, row: Row, day: date) -> Scope:
        """The scope of a record itself."""
        return Scope((Frame(self.program.records[record], row, ()),), day)

    def value(self, expr: e.Expr, scope: Scope) -> Result:
        """The value of an expression."""
        return EVALUATE[type(expr)](self, expr, scope)

    def definition(self, name: str, scope: Scope, arguments: tuple[Result, ...] = ()) -> Result:
        """The value of a definition for the record at hand."""
        definition = self.program.definitions[name]
        names = tuple(p.name for p in definition.parameters)
        inner = Scope(scope.frames, scope.day, tuple(zip(names, arguments, strict=True)))
        return self.value(definition.body, inner)

    def remembered(self, key: tuple[Any, ...], name: str, scope: Scope) -> Result:
        """The value of a definition without arguments, worked out once."""
        if key not in self._known:
            self._known[key] = self.definition(name, scope)
            self._rows.update((id(f.row), f.row) for f in scope.frames)
        return self._known[key]

    def place(self, record: RecordType, name: str) -> tuple[int, Type]:
        """Where a field stands in its record's row, and its type."""
        places = self._places.get(record.name)
        if places is None:
            places = {f.name: (i, f.type) for i, f in enumerate(record.fields)}
            self._places[record.name] = places
        return places[name]

    def elements(self, source: e.Expr, scope: Scope) -> list[Frame] | Failure | None:
        """The elements of a list; UNKNOWN if the list is; none where it is 无."""
        rows = self.value(source, scope)
        if rows is UNKNOWN or isinstance(rows, Failure):
            return rows
        assert isinstance(source, e.Field)
        home = scope.frames[source.up]
        record = self.program.records[source.type.record]  # type: ignore[union-attr]  # a list field's type is a ListType
        items: Any = () if rows is NOTHING else rows
        return [Frame(record, row, (*home.path, (source.name, i))) for i, row in enumerate(items)]


# --- leaves -------------------------------------------------------------------------------------------------


def _const(_: Interpreter, x: e.Const, __: Scope) -> Result:
    return NOTHING if x.value is None else x.value


def _open(_: Interpreter, __: e.Open, ___: Scope) -> Result:
    return UNKNOWN


def _field(run: Interpreter, x: e.Field, scope: Scope) -> Result:
    if x.up >= len(scope.frames):
        return UNKNOWN
    frame = scope.frames[x.up]
    index, kind = run.place(frame.record, x.name)
    value = frame.row[index]
    if value is UNKNOWN and x.default is not None:
        return run.value(x.default, scope)
    if isinstance(kind, NumberType) and isinstance(value, int):
        return Fraction(value, kind.scale)
    return value


def _variable(_: Interpreter, x: e.Variable, scope: Scope) -> Result:
    return dict(scope.variables)[x.name]


def _let(run: Interpreter, x: e.Let, scope: Scope) -> Result:
    bound = (*scope.variables, (x.name, run.value(x.value, scope)))
    return run.value(x.body, Scope(scope.frames, scope.day, bound))


def _ref(run: Interpreter, x: e.Ref, scope: Scope) -> Result:
    home = scope.up(x.up)
    if x.arguments:
        return run.definition(x.definition, home, tuple(run.value(a, scope) for a in x.arguments))
    key = (x.definition, tuple((f.path, id(f.row)) for f in home.frames), home.day)
    return run.remembered(key, x.definition, home)


def _at(run: Interpreter, x: e.At, scope: Scope) -> Result:
    day = run.value(x.day, scope)
    if isinstance(day, date):
        return run.value(x.value, Scope(scope.frames, day, scope.variables))
    return day


def _day(_: Interpreter, x: e.Day, scope: Scope) -> Result:
    return calendar.day_of(x.which, scope.day)


def _in_force(_: Interpreter, x: e.InForce, scope: Scope) -> Result:
    return any(scope.day in interval for interval in x.intervals)


def _dated(run: Interpreter, x: e.Dated, scope: Scope) -> Result:
    for piece in x.pieces:
        if scope.day in piece.interval:
            return run.value(piece.value, scope)
    return UNKNOWN


# --- numbers and days ---------------------------------------------------------------------------------------


def _arithmetic(run: Interpreter, x: e.Arithmetic, scope: Scope) -> Result:
    left, right = run.value(x.left, scope), run.value(x.right, scope)
    blocked = strict([left, right])
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    assert isinstance(left, Fraction) and isinstance(right, Fraction)
    match x.op:
        case "add":
            return left + right
        case "subtract":
            return left - right
        case "multiply":
            return left * right
        case "power":
            return left ** int(right)
        case "divide":
            return left / right if right else fail("YJ611", x)


def _extreme(run: Interpreter, x: e.Extreme, scope: Scope) -> Result:
    values: list[Any] = [run.value(o, scope) for o in x.operands]
    blocked = strict(values)
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    return max(values) if x.op == "max" else min(values)


def _round(run: Interpreter, x: e.Round, scope: Scope) -> Result:
    value = run.value(x.operand, scope)
    return calendar.round_to(value, x.step, x.mode) if isinstance(value, Fraction) else value


def _sure(run: Interpreter, x: e.Sure, scope: Scope) -> Result:
    value = run.value(x.operand, scope)
    if isinstance(value, tuple) and len(value) == 2:
        return value[0] if value[0] == value[1] else UNKNOWN
    return value


def _full_years(run: Interpreter, x: e.FullYears, scope: Scope) -> Result:
    value = run.value(x.operand, scope)
    return Fraction(calendar.full_years(value, scope.day)) if isinstance(value, date) else value


def _shift(run: Interpreter, x: e.ShiftDate, scope: Scope) -> Result:
    day, amount = run.value(x.operand, scope), run.value(x.amount, scope)
    blocked = strict([day, amount])
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    if not isinstance(day, date) or not isinstance(amount, Fraction):
        return NOTHING
    shifted = calendar.shift(day, -int(amount) if x.negative else int(amount), x.unit)
    return shifted or fail("YJ618", x)


def _days_between(run: Interpreter, x: e.DaysBetween, scope: Scope) -> Result:
    left, right = run.value(x.left, scope), run.value(x.right, scope)
    blocked = strict([left, right])
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    assert isinstance(left, date) and isinstance(right, date)
    return Fraction((left - right).days)


def _overlap(run: Interpreter, x: e.Overlap, scope: Scope) -> Result:
    ends: list[Any] = [run.value(o, scope) for o in (*x.first, *x.second)]
    blocked = strict(ends)
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    days = [None if d is NOTHING else d for d in ends]
    return Fraction(calendar.overlap(x.unit, (days[0], days[1]), (days[2], days[3])))


# --- conditions ---------------------------------------------------------------------------------------------

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "ge": lambda a, b: a >= b,
    "gt": lambda a, b: a > b,
    "le": lambda a, b: a <= b,
    "lt": lambda a, b: a < b,
}


def _compare(run: Interpreter, x: e.Compare, scope: Scope) -> Result:
    left, right = run.value(x.left, scope), run.value(x.right, scope)
    blocked = strict([left, right])
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    if left is NOTHING or right is NOTHING:
        return False
    outcomes = {_COMPARE[x.op](a, b) for a in _ends(left) for b in _ends(right)}
    return outcomes.pop() if len(outcomes) == 1 else UNKNOWN


def _ends(value: Result) -> tuple[Any, ...]:
    """What a 人数 can come to: the two ends decide an ordering, and, with a value between them, an equality."""
    if not isinstance(value, tuple):
        return (value,)
    low, high = value
    return tuple(low + i for i in range(int(high - low) + 1))


def _is_nothing(run: Interpreter, x: e.IsNothing, scope: Scope) -> Result:
    value = run.value(x.operand, scope)
    return value if value is UNKNOWN or isinstance(value, Failure) else value is NOTHING


def _is(run: Interpreter, x: e.Is, scope: Scope) -> Result:
    left, right = run.value(x.left, scope), run.value(x.right, scope)
    blocked = strict([left, right])
    if blocked:
        return blocked if isinstance(blocked, Failure) else UNKNOWN
    return (left == right) != x.negated


def _one_of(run: Interpreter, x: e.OneOf, scope: Scope) -> Result:
    value = run.value(x.operand, scope)
    if value is UNKNOWN or isinstance(value, Failure):
        return value
    return (value is not NOTHING and value in x.values) != x.negated


def _in_range(run: Interpreter, x: e.InRange, scope: Scope) -> Result:
    value = run.value(x.operand, scope)
    if value is UNKNOWN or isinstance(value, Failure):
        return value
    return value is not NOTHING and within(value, x)


def _in_month(run: Interpreter, x: e.InMonth, scope: Scope) -> Result:
    value = run.value(x.operand, scope)
    if not isinstance(value, date):
        return False if value is NOTHING else value
    same_year = value.year == scope.day.year
    return same_year and (x.unit == "year" or value.month == scope.day.month)


def _month_in(_: Interpreter, x: e.MonthIn, scope: Scope) -> Result:
    return scope.day.month in x.months


def _contains(run: Interpreter, x: e.Contains, scope: Scope) -> Result:
    value = run.value(x.operand, scope)
    if isinstance(value, frozenset):
        return x.value in value
    return False if value is NOTHING else value


def _both(run: Interpreter, x: e.Both, scope: Scope) -> Result:
    return kleene(x.op, [run.value(o, scope) for o in x.operands])


def _not(run: Interpreter, x: e.Not, scope: Scope) -> Result:
    value = run.value(x.operand, scope)
    return (not value) if isinstance(value, bool) else value


def _choice(run: Interpreter, x: e.Choice, scope: Scope) -> Result:
    condition = run.value(x.condition, scope)
    if isinstance(condition, bool):
        return run.value(x.then if condition else x.otherwise, scope)
    if isinstance(condition, Failure):
        return condition
    then, otherwise = run.value(x.then, scope), run.value(x.otherwise, scope)
    known = not isinstance(then, Failure) and then is not UNKNOWN
    return then if known and then == otherwise else UNKNOWN


def _or_else(run: Interpreter, x: e.OrElse, scope: Scope) -> Result:
    value = run.value(x.value, scope)
    return run.value(x.fallback, scope) if value is NOTHING else value


# --- exceptions, delegation ---------------------------------------------------------------------------------


def _candidates(run: Interpreter, x: e.Candidates, scope: Scope) -> Result:
    rows = [
        Candidate(a.label, run.value(a.applies, scope), lambda a=a: run.value(a.value, scope))  # type: ignore[misc]
        for a in x.alternatives
    ]
    return choose(rows, lambda: run.value(x.base, scope), clash="YJ615", label=x.label, span=x.span)


def _delegated(run: Interpreter, x: e.Delegated, scope: Scope) -> Result:
    if x.selector is None:
        return run.value(x.fillings[0][1], scope) if x.fillings else UNKNOWN
    chosen = run.value(x.selector, scope)
    if isinstance(chosen, Failure):
        return chosen
    for office, filling in x.fillings:
        if office == chosen:
            return run.value(filling, scope)
    return UNKNOWN


def _grounded(run: Interpreter, x: e.Grounded, scope: Scope) -> Result:
    return run.value(x.operand, scope)


# --- histories ----------------------------------------------------------------------------------------------


def _months(run: Interpreter, history: e.Expr, scope: Scope) -> Any:
    value = run.value(history, scope)
    if not isinstance(value, dict):
        return value
    assert isinstance(history.type, HistoryType)
    scale = history.type.of.scale
    return {month: Fraction(v, scale) if v is not UNKNOWN else UNKNOWN for month, v in value.items()}


def _history_at(run: Interpreter, x: e.HistoryAt, scope: Scope) -> Result:
    months = _months(run, x.history, scope)
    return months.get(month_number(scope.day)) if isinstance(months, dict) else months


def _history_window(run: Interpreter, x: e.HistoryWindow, scope: Scope) -> Result:
    months = _months(run, x.history, scope)
    if not isinstance(months, dict):
        return months
    now = month_number(scope.day)
    values = [months.get(m) for m in range(now - x.months, now)]
    return UNKNOWN if any(v is UNKNOWN for v in values) else total(x.op, values)


EVALUATE: dict[type, Callable[[Interpreter, Any, Scope], Result]] = {
    e.Const: _const,
    e.Open: _open,
    e.Field: _field,
    e.Variable: _variable,
    e.Let: _let,
    e.Ref: _ref,
    e.At: _at,
    e.Day: _day,
    e.InForce: _in_force,
    e.Dated: _dated,
    e.Arithmetic: _arithmetic,
    e.Extreme: _extreme,
    e.Round: _round,
    e.Sure: _sure,
    e.FullYears: _full_years,
    e.ShiftDate: _shift,
    e.DaysBetween: _days_between,
    e.Overlap: _overlap,
    e.Compare: _compare,
    e.IsNothing: _is_nothing,
    e.Is: _is,
    e.OneOf: _one_of,
    e.InRange: _in_range,
    e.InMonth: _in_month,
    e.MonthIn: _month_in,
    e.Contains: _contains,
    e.Both: _both,
    e.Not: _not,
    e.Choice: _choice,
    e.OrElse: _or_else,
    e.Candidates: _candidates,
    e.Delegated: _delegated,
    e.Grounded: _grounded,
    e.HistoryAt: _history_at,
    e.HistoryWindow: _history_window,
    e.Aggregate: lists.aggregate,
    e.Rank: lists.rank,
    e.Lookup: lists.lookup,
    e.Marginal: lists.marginal,
    e.PointsTotal: lists.points_total,
}
