"""The constants an expression can come to, whatever the record: those of a dated parameter, a table's cells, a choice.

Input: a program and an expression. Output: its possible numbers, days and texts on some days, or None where it is more
than a choice among constants.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.backends import calendar
from yiju.program import expressions as e
from yiju.program.program import Program

MANY = 200
"""More constants than this are not kept apart."""

Found = frozenset[Any] | None


def constants(program: Program, x: e.Expr, days: frozenset[date]) -> Found:
    """Every constant `x` may be on one of `days`; 无 left out."""
    match x:
        case e.Const(value=value):
            return frozenset() if value is None or isinstance(value, frozenset) else frozenset({value})
        case e.Day(which=which):
            return frozenset(calendar.day_of(which, d) for d in days) or None
        case e.Grounded(operand=operand) | e.Sure(operand=operand) | e.Let(body=operand):
            return constants(program, operand, days)
        case e.Round(operand=operand, step=step, mode=mode):
            found = constants(program, operand, days)
            return None if found is None else frozenset(calendar.round_to(v, step, mode) for v in found)
        case e.Arithmetic():
            return _worked_out(program, x, days)
        case e.At(value=value, day=day):
            then = constants(program, day, days)
            return None if then is None else constants(program, value, then)
        case e.ShiftDate():
            return _shifted(program, x, days)
    parts = _parts(program, x, days)
    return None if parts is None else _union(constants(program, p, days) for p in parts)


def _parts(program: Program, x: e.Expr, days: frozenset[date]) -> list[e.Expr] | None:
    """The expressions one of which `x` is."""
    match x:
        case e.Ref(definition=definition):
            return [program.definitions[definition].body]
        case e.Dated(pieces=pieces):
            return [p.value for p in pieces if any(d in p.interval for d in days)]
        case e.Choice(then=then, otherwise=otherwise):
            return [then, otherwise]
        case e.OrElse(value=value, fallback=fallback):
            return [value, fallback]
        case e.Candidates(base=base, alternatives=alternatives):
            return [base, *(a.value for a in alternatives)]
        case e.Extreme(operands=operands):
            return list(operands)
        case e.Lookup(table=table, column=column) if program.tables[table].hit != "sum":
            made = program.tables[table]
            rows = (*made.rows, *((made.otherwise,) if made.otherwise else ()))
            return [row.results[column] for row in rows]
    return None


def _union(found: Iterable[Found]) -> Found:
    made: set[Any] = set()
    for values in found:
        if values is None:
            return None
        made |= values
    return frozenset(made) if len(made) <= MANY else None


def _worked_out(program: Program, x: e.Arithmetic, days: frozenset[date]) -> Found:
    left, right = constants(program, x.left, days), constants(program, x.right, days)
    if left is None or right is None or len(left) * len(right) > MANY:
        return None
    return frozenset(v for a in left for b in right if (v := _result(x.op, a, b)) is not None)


def _result(op: str, a: Any, b: Any) -> Fraction | None:
    match op:
        case "add":
            return Fraction(a + b)
        case "subtract":
            return Fraction(a - b)
        case "multiply":
            return Fraction(a * b)
        case "power":
            return Fraction(a ** int(b))
    return Fraction(a / b) if b else None


def _shifted(program: Program, x: e.ShiftDate, days: frozenset[date]) -> Found:
    starts, amounts = constants(program, x.operand, days), constants(program, x.amount, days)
    if starts is None or amounts is None or len(starts) * len(amounts) > MANY:
        return None
    moved = (calendar.shift(d, -int(n) if x.negative else int(n), x.unit) for d in starts for n in amounts)
    return frozenset(d for d in moved if d is not None)
