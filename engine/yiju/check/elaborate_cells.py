"""Cells of tables: input cells to tests, result cells to values."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from yiju.check import elaborate_values as values
from yiju.check.elaborate_conditions import range_end
from yiju.check.elaborate_names import enum_value
from yiju.check.elaborator import Elaborator
from yiju.check.scope import Where
from yiju.check.typing import type_text
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import AnyTest, ConditionTest, EitherTest, RangeTest, Test, ValuesTest
from yiju_grammar import tree as t


def input_test(el: Elaborator, cell: t.Cell, kind: ty.Type | None, where: Where) -> Test | None:
    """What an input cell asks of its argument; of a 条件 column (`kind` None), whether the condition holds."""
    content = cell.content
    if isinstance(content, t.AnyValue):
        return AnyTest()
    if isinstance(content, t.Otherwise) or content is None:
        el.report("YJ314", cell.span)
        return None
    if kind is None:
        condition = values.truth(el, _unwrapped(content, cell), where)
        return None if condition is None else ConditionTest(condition)
    items = content if isinstance(content, tuple) else (content,)
    made = [_item(el, item, kind, where) for item in items]
    known = [m for m in made if m is not None]
    if len(known) != len(made):
        return None
    constants = tuple(v for m in known if isinstance(m, ValuesTest) for v in m.values)
    ranges = tuple(m for m in known if isinstance(m, RangeTest))
    if not ranges:
        return ValuesTest(constants)
    if not constants and len(ranges) == 1:
        return ranges[0]
    return EitherTest((*((ValuesTest(constants),) if constants else ()), *ranges))


def _unwrapped(content: object, cell: t.Cell) -> t.Expr:
    if isinstance(content, tuple) and len(content) == 1:
        return content[0]  # type: ignore[no-any-return]  # one item of a cell's list
    return content  # type: ignore[return-value]  # the parser gives an expression here


def _item(el: Elaborator, item: t.Expr | t.Range, kind: ty.Type, where: Where) -> ValuesTest | RangeTest | None:
    if isinstance(item, t.Range):
        return _range(el, item, kind, where)
    if isinstance(item, t.Compare) and isinstance(item.left, t.NameRef) and not item.left.name:
        return _comparative(el, item, kind, where)
    if isinstance(item, t.DateLiteral) and item.first != item.last:
        return RangeTest(item.first, True, item.last, True)
    listed = enum_value(item, kind) if isinstance(item, t.NameRef) else None
    made = listed or values.value(el, item, where, kind)
    if made is None:
        return None
    if not isinstance(made, e.Const):
        el.report("YJ314", item.span)
        return None
    joined = values.joined_values(el, (e.Const(kind, item.span, None), made), item.span)
    return None if joined is None else ValuesTest((made.value,))


def _range(el: Elaborator, item: t.Range, kind: ty.Type, where: Where) -> RangeTest | None:
    low = None if item.low is None else range_end(el, item.low, kind, where)
    high = None if item.high is None else range_end(el, item.high, kind, where)
    if (item.low is not None and low is None) or (item.high is not None and high is None):
        return None
    if low is not None and high is not None and low > high:  # type: ignore[operator]  # both of the kind's values
        el.report("YJ314", item.span)
        return None
    return RangeTest(low, item.low_included, high, item.high_included)


def _comparative(el: Elaborator, item: t.Compare, kind: ty.Type, where: Where) -> ValuesTest | RangeTest | None:
    edge = range_end(el, item.right, kind, where)
    if edge is None:
        return None
    match item.op:
        case "ge" | "gt":
            return RangeTest(edge, item.op == "ge", None, False)
        case "le" | "lt":
            return RangeTest(None, False, edge, item.op == "le")
        case "eq":
            return ValuesTest((edge,))
    el.report("YJ314", item.span)
    return None


def result_cell(el: Elaborator, cell: t.Cell, kind: ty.Type | None, where: Where) -> e.Expr | None:
    """A result cell: any expression; 无 where there is nothing; a bare number takes the column's unit."""
    if isinstance(cell.content, t.AnyValue | t.Otherwise) or cell.content is None:
        el.report("YJ314", cell.span)
        return None
    made = single(el, cell, kind, where)
    if made is not None and isinstance(kind, ty.NumberType) and isinstance(made.type, ty.NumberType):
        zero = isinstance(made, e.Const) and made.value in (None, Fraction(0))
        if made.type.unit != kind.unit and not zero:
            el.report("YJ302", cell.span, left=type_text(kind), right=type_text(made.type))
            return None
    return made


def single(el: Elaborator, cell: t.Cell, kind: ty.Type | None, where: Where) -> e.Expr | None:
    """The one expression of a cell."""
    content: Any = cell.content
    if isinstance(content, tuple):
        content = content[0] if len(content) == 1 else None
    if content is None or isinstance(content, t.AnyValue | t.Otherwise | t.Range):
        el.report("YJ314", cell.span)
        return None
    return values.value(el, content, where, kind)
