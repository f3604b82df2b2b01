"""Lists and histories: 人数 合计 最大 最小 平均 存在 全部, 名次, 重叠月数."""

from __future__ import annotations

from dataclasses import replace

from yiju.check import elaborate_values as values
from yiju.check import units
from yiju.check.elaborator import Elaborator
from yiju.check.scope import Where
from yiju.check.typing import TRUTH, type_text
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju_grammar import tree as t

Want = ty.Type | None


def aggregate(el: Elaborator, x: t.Aggregate, where: Where, want: Want) -> e.Expr | None:
    """An aggregate over a list, or over the last months of a history."""
    source, member = (x.source.base, x.source.name) if isinstance(x.source, t.MemberOf) else (x.source, None)
    base = el.expression(source, where)
    if base is None:
        return None
    if isinstance(base.type, ty.HistoryType) and x.months is not None:
        return _window(el, x, base, where)
    if not isinstance(base.type, ty.ListType) or not isinstance(base, e.Field):
        el.report("YJ212", source.span, type=type_text(base.type))
        return None
    inside = where.inside(base.type.record)
    condition = None if x.where is None else values.truth(el, x.where, inside)
    if x.where is not None and condition is None:
        return None
    if x.op in ("exists", "all"):
        return e.Aggregate(TRUTH, x.span, x.op, base, condition or e.Const(TRUTH, x.span, True), None)
    if x.op == "count":
        return _count(el, x, base, condition)
    return _of_values(el, x, member, (base, condition, inside))


def _count(el: Elaborator, x: t.Aggregate, base: e.Field, condition: e.Expr | None) -> e.Expr:
    assert isinstance(base.type, ty.ListType)
    unit = el.counts_as(base.type.record)
    kind = ty.NumberType(units.single(unit) if unit else (), 1, pair=True)
    return e.Aggregate(kind, x.span, "count", base, condition, None)


def _of_values(
    el: Elaborator, x: t.Aggregate, member: t.Name | None, over: tuple[e.Field, e.Expr | None, Where]
) -> e.Expr | None:
    base, condition, inside = over
    if member is None:
        el.report("YJ212", x.span, type=type_text(base.type))
        return None
    made = values.value(el, t.NameRef(member.text, member.span), inside)
    if made is None:
        return None
    kind = made.type
    dated = isinstance(kind, ty.DateType) and x.op in ("max", "min")
    if not dated and not isinstance(kind, ty.NumberType):
        el.report("YJ301", member.span, type=type_text(kind))
        return None
    if kind.optional:
        el.report("YJ306", member.span, type=type_text(kind))
        return None
    kind = _number_kind(el, x, base, kind) if isinstance(kind, ty.NumberType) else replace(kind, optional=True)
    return e.Aggregate(kind, x.span, x.op, base, condition, made)


def _number_kind(el: Elaborator, x: t.Aggregate, base: e.Field, kind: ty.NumberType) -> ty.Type:
    """A sum over records that are each 每人 cancels /人; an average is a ratio; of nothing there is 无."""
    assert isinstance(base.type, ty.ListType)
    if x.op == "sum":
        return replace(kind, unit=units.without(kind.unit, el.counts_as(base.type.record)))
    return replace(kind, scale=0 if x.op == "average" else kind.scale, optional=True)


def _window(el: Elaborator, x: t.Aggregate, base: e.Expr, where: Where) -> e.Expr | None:
    assert isinstance(base.type, ty.HistoryType) and x.months is not None
    if x.op not in ("sum", "max", "min", "average") or x.months < 1:
        el.report("YJ212", x.span, type=type_text(base.type))
        return None
    of = base.type.of
    if x.op == "sum":
        of = replace(of, unit=units.without(of.unit, "月"))
    elif x.op == "average":
        of = replace(of, scale=of.scale * x.months)
    made = e.HistoryWindow(of, x.span, x.op, base, x.months)
    if x.at is None:
        return made
    when = values.day(el, x.at, where, optional=True)
    return None if when is None else e.At(replace(of, optional=when.type.optional), x.span, made, when)


def rank(el: Elaborator, x: t.Rank, where: Where, want: Want) -> e.Expr | None:
    """`名次（成员，按 K，其中 C）`, of the record at hand within the list of the record around it."""
    source = el.expression(x.source, where)
    if source is None:
        return None
    fits = isinstance(source, e.Field) and isinstance(source.type, ty.ListType) and source.up == 1
    if not fits or where.records[0] != getattr(source.type, "record", None):
        el.report("YJ212", x.source.span, type=type_text(source.type))
        return None
    key = values.value(el, x.key, where)
    condition = None if x.where is None else values.truth(el, x.where, where)
    if key is None or (x.where is not None and condition is None):
        return None
    if not isinstance(key.type, ty.NumberType | ty.DateType):
        el.report("YJ301", x.key.span, type=type_text(key.type))
        return None
    if key.type.optional:
        el.report("YJ306", x.key.span, type=type_text(key.type))
        return None
    return e.Rank(ty.NumberType((), 1, optional=True), x.span, source, key, condition, x.descending)


def overlap(el: Elaborator, x: t.Overlap, where: Where, want: Want) -> e.Expr | None:
    """`重叠月数（自 至 止，自 至 止）`: a 无 end is open."""
    ends = [
        _end(el, end, where, last)
        for pair in (x.first, x.second)
        for end, last in zip(pair, (False, True), strict=True)
    ]
    known = [end for end in ends if end is not None]
    if len(known) != 4:
        return None
    a, b, c, d = known
    for start, end in ((a, c), (b, d)):
        if start.type.optional and end.type.optional:
            el.report("YJ317", x.span)
            return None
    unit = units.single("月" if x.unit == "month" else "天")
    return e.Overlap(ty.NumberType(unit, 1), x.span, x.unit, (a, b), (c, d))


def _end(el: Elaborator, x: t.Expr, where: Where, last: bool) -> e.Expr | None:
    made = values.day(el, x, where, optional=True)
    if isinstance(x, t.DateLiteral) and isinstance(made, e.Const):
        return replace(made, value=x.last if last else x.first)
    return made
