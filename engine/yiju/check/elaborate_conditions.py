"""Conditions: comparisons, tests, connectives and blocks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.check import elaborate_values as values
from yiju.check.elaborate_names import MONTH_NAMES, enum_value
from yiju.check.elaborator import Elaborator
from yiju.check.scope import Where, find
from yiju.check.typing import DATE, TRUTH, type_text
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju_grammar import tree as t

Want = ty.Type | None


def compare(el: Elaborator, x: t.Compare, where: Where, want: Want) -> e.Expr | None:
    """`a 不低于 b`: numbers of one unit (a count with both its ends), days, or values only equal or not."""
    left = _operand(el, x.left, where, None)
    right = _operand(el, x.right, where, left.type if left else None)
    if left is None or right is None:
        return None
    if isinstance(left.type, ty.DateType) and isinstance(right.type, ty.DateType):
        return _compare_days(x, left, right)
    if isinstance(left.type, ty.NumberType) and isinstance(right.type, ty.NumberType):
        pair = values.same_unit(el, left, right, x.span)
        return None if pair is None else e.Compare(TRUTH, x.span, x.op, *pair)
    if isinstance(left, e.Open) or isinstance(right, e.Open):
        return e.Compare(TRUTH, x.span, x.op, left, right)
    if x.op in ("eq", "ne") and values.joined_values(el, (left, right), x.span) is not None:
        return e.Compare(TRUTH, x.span, x.op, left, right)
    if x.op not in ("eq", "ne"):
        el.report("YJ304", x.span, left=type_text(left.type), right=type_text(right.type))
    return None


def _operand(el: Elaborator, x: t.Expr, where: Where, want: Want) -> e.Expr | None:
    """A plain value, but a count kept with its two ends."""
    bare = want if not isinstance(want, ty.NumberType) else None
    made = el.expression(x, where, bare)
    if made is not None and isinstance(made.type, ty.NumberType) and made.type.pair:
        return made
    return values.plain(el, made)


def _compare_days(x: t.Compare, left: e.Expr, right: e.Expr) -> e.Expr:
    """Against a month or year: not before its first day, not after its last; before its first, after its last."""
    if isinstance(x.right, t.DateLiteral):
        edge = x.right.last if x.op in ("gt", "le") else x.right.first
        if x.op in ("eq", "ne") and x.right.first != x.right.last:
            inside = e.InRange(TRUTH, x.span, left, x.right.first, True, x.right.last, True)
            return inside if x.op == "eq" else e.Not(TRUTH, x.span, inside)
        right = e.Const(DATE, x.right.span, edge)
    return e.Compare(TRUTH, x.span, x.op, left, right)


def is_(el: Elaborator, x: t.Is, where: Where, want: Want) -> e.Expr | None:
    """`X 是 V`, `X 不是 V`, `X 是 无`."""
    left = values.value(el, x.left, where)
    if left is None:
        return None
    if isinstance(x.right, t.Nothing):
        test: e.Expr = e.IsNothing(TRUTH, x.span, left)
        return e.Not(TRUTH, x.span, test) if x.negated else test
    right = values.value(el, x.right, where, left.type)
    if right is None:
        return None
    if isinstance(left.type, ty.NumberType) and isinstance(right.type, ty.NumberType):
        pair = values.same_unit(el, left, right, x.span)
    else:
        joined = values.joined_values(el, (left, right), x.span)
        pair = (joined[1][0], joined[1][1]) if joined else None
    return None if pair is None else e.Is(TRUTH, x.span, *pair, x.negated)


def in_(el: Elaborator, x: t.In, where: Where, want: Want) -> e.Expr | None:
    """`X 属于（…）`: values and ranges; `D 属于 当月`; `当月 属于（11月，12月）`."""
    month = _month_name(el, x.left, where)
    if month == "month":
        return _month_in(el, x)
    left = values.value(el, x.left, where)
    if left is None:
        return None
    tests = [_in_item(el, x, left, item, where) for item in x.items]
    if any(test is None for test in tests):
        return None
    constants = tuple(c for test in tests if isinstance(test, e.OneOf) for c in test.values)
    others = tuple(test for test in tests if test is not None and not isinstance(test, e.OneOf))
    if not others:
        return e.OneOf(TRUTH, x.span, left, constants, x.negated)
    whole = (*((e.OneOf(TRUTH, x.span, left, constants, False),) if constants else ()), *others)
    test = whole[0] if len(whole) == 1 else e.Both(TRUTH, x.span, "any", whole)
    return e.Not(TRUTH, x.span, test) if x.negated else test


def _month_name(el: Elaborator, x: t.Expr | t.Range, where: Where) -> str | None:
    if isinstance(x, t.NameRef) and x.name in MONTH_NAMES and not find(el.rules, where, x.name):
        return MONTH_NAMES[x.name]
    return None


def _month_in(el: Elaborator, x: t.In) -> e.Expr | None:
    months = [int(i.value) for i in x.items if isinstance(i, t.Number) and i.unit == (("月", 1),)]
    if len(months) != len(x.items) or not all(1 <= m <= 12 for m in months):
        el.report("YJ304", x.span, left="当月", right="…")
        return None
    test = e.MonthIn(TRUTH, x.span, tuple(months))
    return e.Not(TRUTH, x.span, test) if x.negated else test


def _in_item(el: Elaborator, x: t.In, left: e.Expr, item: t.Expr | t.Range, where: Where) -> e.Expr | None:
    month = _month_name(el, item, where)
    if month is not None and isinstance(left.type, ty.DateType):
        return e.InMonth(TRUTH, x.span, left, month)  # type: ignore[arg-type]  # a table's value
    if isinstance(item, t.Range):
        return in_range(el, left, item, where)
    if isinstance(item, t.DateLiteral) and item.first != item.last:
        return e.InRange(TRUTH, x.span, left, item.first, True, item.last, True)
    made = values.value(el, item, where, left.type)
    if made is None:
        return None
    joined = values.joined_values(el, (left, made), x.span)
    if joined is None:
        return None
    value = joined[1][1]
    if isinstance(value, e.Const):
        return e.OneOf(TRUTH, x.span, left, (value.value,), False)
    return e.Is(TRUTH, x.span, left, value, False)


def in_range(el: Elaborator, left: e.Expr, item: t.Range, where: Where) -> e.Expr | None:
    """A value in a written range; its bare numbers take the value's unit."""
    ends = [None if x is None else range_end(el, x, left.type, where) for x in (item.low, item.high)]
    low, high = ends
    if (item.low is not None and low is None) or (item.high is not None and high is None):
        return None
    return e.InRange(TRUTH, item.span, left, low, item.low_included, high, item.high_included)


def range_end(el: Elaborator, x: t.Expr, kind: ty.Type, where: Where) -> Fraction | date | None:
    """One end of a range: a constant of the type `kind`."""
    made = values.value(el, x, where, kind)
    if made is None:
        return None
    if isinstance(made.type, ty.NumberType) and isinstance(kind, ty.NumberType):
        if made.type.unit != kind.unit and made.type.unit:
            el.report("YJ302", x.span, left=type_text(kind), right=type_text(made.type))
            return None
    elif type(made.type) is not type(kind):
        el.report("YJ304", x.span, left=type_text(kind), right=type_text(made.type))
        return None
    if isinstance(made, e.Const) and isinstance(made.value, Fraction | date):
        return made.value
    el.report("YJ314", x.span)
    return None


def contains(el: Elaborator, x: t.Contains, where: Where, want: Want) -> e.Expr | None:
    """`健康状况 含 大病`."""
    left = values.value(el, x.left, where)
    if left is None:
        return None
    if not isinstance(left.type, ty.MultiType):
        el.report("YJ304", x.span, left=type_text(left.type), right="多选")
        return None
    item = enum_value(x.item, left.type) if isinstance(x.item, t.NameRef) else None
    made = item or values.value(el, x.item, where, left.type)
    if not isinstance(made, e.Const) or not isinstance(made.value, str):
        return None
    test = e.Contains(TRUTH, x.span, left, made.value)
    return e.Not(TRUTH, x.span, test) if x.negated else test


def connective(el: Elaborator, x: t.Connective, where: Where, want: Want) -> e.Expr | None:
    """`a 且 b`, `a 或 b`."""
    made = [values.truth(el, o, where) for o in x.operands]
    known = tuple(m for m in made if m is not None)
    op = "all" if x.op == "and" else "any"
    return e.Both(TRUTH, x.span, op, known) if len(known) == len(made) else None  # type: ignore[arg-type]


def not_(el: Elaborator, x: t.Not, where: Where, want: Want) -> e.Expr | None:
    """`非 a`; inside it a comparison with what may be 无 must say what it means."""
    made = values.truth(el, x.operand, where)
    if made is None:
        return None
    for test in _tests_of_optional(made):
        el.report("YJ307", test.span)
        return None
    return e.Not(TRUTH, x.span, made)


def _tests_of_optional(x: Any) -> Iterator[e.Expr]:
    if (
        isinstance(x, e.Compare)
        and (x.left.type.optional or x.right.type.optional)
        or isinstance(x, e.InRange | e.InMonth | e.Contains)
        and x.operand.type.optional
    ):
        yield x
    elif is_dataclass(x) and not isinstance(x, type):
        for f in fields(x):
            part = getattr(x, f.name)
            for item in part if isinstance(part, tuple) else (part,):
                yield from _tests_of_optional(item)


def block(el: Elaborator, x: t.Block, where: Where, want: Want) -> e.Expr | None:
    """`同时` / `任一`: each line under its own grounds."""
    made = [_line(el, line, where) for line in x.lines]
    known = tuple(m for m in made if m is not None)
    if len(known) != len(made):
        return None
    return e.Both(TRUTH, x.span, x.mode, known)


def _line(el: Elaborator, line: t.Line, where: Where) -> e.Expr | None:
    indexes = el.part_grounds(line.grounds)
    made = values.truth(el, line.condition, where)
    if made is None or not indexes:
        return made
    return e.Grounded(TRUTH, line.span, made, indexes)


def when(el: Elaborator, x: t.Expr | None, where: Where) -> e.Expr | None:
    """A trailing 当, or None where there is none (or it was wrong, and reported)."""
    return None if x is None else values.truth(el, x, where)


def both(*conditions: e.Expr | None) -> e.Expr | None:
    """All of the conditions that are there."""
    there = tuple(c for c in conditions if c is not None)
    if len(there) < 2:
        return there[0] if there else None
    return e.Both(TRUTH, replace(there[0]).span, "all", there)
