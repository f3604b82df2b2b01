"""Values: literals, names, arithmetic, dates, rounding; each node of the tree given its type and meaning."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from yiju.check import units
from yiju.check.elaborator import Elaborator
from yiju.check.scope import Where
from yiju.check.typing import DATE, TRUTH, join, join_scale, type_text
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.rule_set.tree_to_rules import closest
from yiju_grammar import tree as t
from yiju_grammar.lexicon import UNITS
from yiju_grammar.span import Span

Want = ty.Type | None

DURATIONS = {"天": "day", "月": "month", "年": "year"}


def const_number(value: Fraction, unit: t.Unit, span: Span) -> e.Const:
    """A number written out."""
    return e.Const(ty.NumberType(unit, value.denominator), span, value)


def number_literal(el: Elaborator, x: t.Number, where: Where, want: Want) -> e.Expr:
    """`1000元/人/月`; a bare number takes the unit its place expects (a 参数's, a column's)."""
    bare = not x.unit and not x.percent
    known_units(el, x.unit, x.span)
    unit = want.unit if bare and isinstance(want, ty.NumberType) else x.unit
    return const_number(x.value, unit, x.span)


def known_units(el: Elaborator, unit: t.Unit, span: Span) -> None:
    """YJ323 for a unit that is neither builtin nor declared by 计量."""
    names = {u.base for u in UNITS} | el.rules.units
    for name, _ in unit:
        if name not in names:
            el.report("YJ323", span, name=name, close=closest(name, names))


def date_literal(el: Elaborator, x: t.DateLiteral, where: Where, want: Want) -> e.Expr:
    """A day; of a month or year its first (comparisons and intervals choose for themselves)."""
    return e.Const(DATE, x.span, x.first)


def text_literal(el: Elaborator, x: t.Text, where: Where, want: Want) -> e.Expr:
    """`“words”`; where an enumeration is expected, its value."""
    kind = want.of if isinstance(want, ty.MultiType) else want
    if isinstance(kind, ty.EnumType) and x.value in kind.values:
        return e.Const(replace(kind, optional=False), x.span, x.value)
    return e.Const(ty.TextType(), x.span, x.value)


def truth_literal(el: Elaborator, x: t.Truth, where: Where, want: Want) -> e.Expr:
    """`真` `假`."""
    return e.Const(TRUTH, x.span, x.value)


def nothing(el: Elaborator, x: t.Nothing, where: Where, want: Want) -> e.Expr:
    """`无`, of the type its place expects."""
    kind = replace(want, optional=True) if want is not None else ty.NothingType()
    return e.Const(kind, x.span, None)


def open_point(el: Elaborator, x: t.OpenPoint, where: Where, want: Want) -> e.Expr:
    """`待定 “…”`: unknown, of the type its place expects; a condition where none is."""
    kind = replace(want, optional=False) if want is not None else TRUTH
    return e.Open(kind, x.span, x.text, x.readings)


def plain(el: Elaborator, made: e.Expr | None) -> e.Expr | None:
    """A history read as of the day, a count as a number."""
    if made is None:
        return None
    if isinstance(made.type, ty.HistoryType):
        return e.HistoryAt(made.type.of, made.span, made)
    if isinstance(made.type, ty.NumberType) and made.type.pair:
        return e.Sure(replace(made.type, pair=False), made.span, made)
    return made


def value(el: Elaborator, x: t.Expr, where: Where, want: Want = None) -> e.Expr | None:
    """An expression as one plain value."""
    return plain(el, el.expression(x, where, want))


def number(el: Elaborator, x: t.Expr, where: Where, want: Want = None) -> e.Expr | None:
    """An expression that must be a number and not 无."""
    made = value(el, x, where, want if want is not None else ty.NumberType((), 1))
    if made is None:
        return None
    if not isinstance(made.type, ty.NumberType):
        if isinstance(made, e.Open):
            return replace(made, type=ty.NumberType((), 1))
        return _wrong(el, "YJ301", made)
    return _not_nothing(el, made)


def day(el: Elaborator, x: t.Expr, where: Where, *, optional: bool = False) -> e.Expr | None:
    """An expression that must be a day."""
    made = value(el, x, where, DATE)
    if made is None:
        return None
    if isinstance(made.type, ty.NothingType) and optional:
        return replace(made, type=ty.DateType(True)) if isinstance(made, e.Const) else made
    if not isinstance(made.type, ty.DateType):
        return _wrong(el, "YJ305", made)
    return made if optional else _not_nothing(el, made)


def truth(el: Elaborator, x: t.Expr, where: Where) -> e.Expr | None:
    """An expression that must be a condition."""
    made = el.expression(x, where, TRUTH)
    if made is None:
        return None
    if not isinstance(made.type, ty.TruthType):
        return _wrong(el, "YJ303", made)
    return _not_nothing(el, made)


def _wrong(el: Elaborator, code: str, made: e.Expr) -> e.Expr | None:
    el.report(code, made.span, type=type_text(made.type))
    return None


def _not_nothing(el: Elaborator, made: e.Expr) -> e.Expr | None:
    if made.type.optional:
        el.report("YJ306", made.span, type=type_text(made.type))
        return None
    return made


def same_unit(el: Elaborator, left: e.Expr, right: e.Expr, span: Span) -> tuple[e.Expr, e.Expr] | None:
    """Two numbers made of one unit: a bare 0 is 0 of any unit, an open point takes the other's."""
    lt, rt = left.type, right.type
    assert isinstance(lt, ty.NumberType) and isinstance(rt, ty.NumberType)
    if lt.unit == rt.unit:
        return left, right
    if _adapts(right):
        return left, replace(right, type=replace(rt, unit=lt.unit))
    if _adapts(left):
        return replace(left, type=replace(lt, unit=rt.unit)), right
    el.report("YJ302", span, left=type_text(lt), right=type_text(rt))
    return None


def _adapts(x: e.Expr) -> bool:
    zero = isinstance(x, e.Const) and x.value == 0
    return isinstance(x.type, ty.NumberType) and not x.type.unit and (zero or isinstance(x, e.Open))


def arithmetic(el: Elaborator, x: t.Arithmetic, where: Where, want: Want) -> e.Expr | None:
    """`a + b` and its like; days plus durations; days minus days."""
    wanted = want if x.op in ("add", "subtract") else None
    left = value(el, x.left, where, wanted)
    right = value(el, x.right, where, wanted if not (left and isinstance(left.type, ty.DateType)) else None)
    if left is None or right is None:
        return None
    if isinstance(left.type, ty.DateType):
        return _date_arithmetic(el, x, left, right)
    for side in (left, right):
        if not isinstance(side.type, ty.NumberType) and not isinstance(side, e.Open):
            return _wrong(el, "YJ301", side)
        if _not_nothing(el, side) is None:
            return None
    left, right = (_as_number(s) for s in (left, right))
    if x.op in ("add", "subtract"):
        return _sum(el, x, left, right)
    return _product(el, x, left, right)


def _as_number(x: e.Expr) -> e.Expr:
    return x if isinstance(x.type, ty.NumberType) else replace(x, type=ty.NumberType((), 1))


def _sum(el: Elaborator, x: t.Arithmetic, left: e.Expr, right: e.Expr) -> e.Expr | None:
    pair = same_unit(el, left, right, x.span)
    if pair is None:
        return None
    lt, rt = pair[0].type, pair[1].type
    assert isinstance(lt, ty.NumberType) and isinstance(rt, ty.NumberType)
    return e.Arithmetic(ty.NumberType(lt.unit, join_scale(lt.scale, rt.scale)), x.span, x.op, *pair)


def _product(el: Elaborator, x: t.Arithmetic, left: e.Expr, right: e.Expr) -> e.Expr | None:
    lt, rt = left.type, right.type
    assert isinstance(lt, ty.NumberType) and isinstance(rt, ty.NumberType)
    match x.op:
        case "multiply":
            kind = ty.NumberType(units.multiply(lt.unit, rt.unit), lt.scale * rt.scale)
        case "divide":
            if isinstance(right, e.Const) and right.value == 0:
                el.report("YJ312", x.span)
                return None
            kind = ty.NumberType(units.multiply(lt.unit, rt.unit, -1), quotient_scale(lt.scale, right))
        case _:
            return _power(el, x, left, right)
    return e.Arithmetic(kind, x.span, x.op, left, right)


def quotient_scale(scale: int, divisor: e.Expr) -> int:
    """The scale of a quotient: known when the divisor is a constant."""
    if isinstance(divisor, e.Const) and isinstance(divisor.value, Fraction):
        return scale * abs(divisor.value.numerator)
    return 0


def _power(el: Elaborator, x: t.Arithmetic, left: e.Expr, right: e.Expr) -> e.Expr | None:
    n = right.value if isinstance(right, e.Const) else None
    if not isinstance(n, Fraction) or n.denominator != 1 or not 0 <= n <= 16:
        el.report("YJ311", right.span)
        return None
    lt = left.type
    assert isinstance(lt, ty.NumberType)
    return e.Arithmetic(ty.NumberType(units.power(lt.unit, int(n)), lt.scale ** int(n)), x.span, "power", left, right)


def _date_arithmetic(el: Elaborator, x: t.Arithmetic, left: e.Expr, right: e.Expr) -> e.Expr | None:
    if _not_nothing(el, left) is None or _not_nothing(el, right) is None:
        return None
    if isinstance(right.type, ty.DateType) and x.op == "subtract":
        return e.DaysBetween(ty.NumberType(units.single("天"), 1), x.span, left, right)
    unit = right.type.unit if isinstance(right.type, ty.NumberType) else ()
    names = [name for name, n in unit if n == 1]
    if len(unit) != 1 or not names or names[0] not in DURATIONS or x.op not in ("add", "subtract"):
        el.report("YJ304", x.span, left=type_text(left.type), right=type_text(right.type))
        return None
    assert isinstance(right.type, ty.NumberType)
    if right.type.scale != 1:
        el.report("YJ310", right.span)
        return None
    step = DURATIONS[names[0]]
    return e.ShiftDate(DATE, x.span, left, right, step, x.op == "subtract")  # type: ignore[arg-type]  # a table's value


def negative(el: Elaborator, x: t.Negative, where: Where, want: Want) -> e.Expr | None:
    """`-a`."""
    made = number(el, x.operand, where, want)
    if made is None:
        return None
    if isinstance(made, e.Const) and isinstance(made.value, Fraction):
        return replace(made, value=-made.value, span=x.span)
    assert isinstance(made.type, ty.NumberType)
    zero = const_number(Fraction(0), made.type.unit, x.span)
    return e.Arithmetic(made.type, x.span, "subtract", zero, made)


def choice(el: Elaborator, x: t.Choice, where: Where, want: Want) -> e.Expr | None:
    """`若 C 则 A 否则 B`."""
    condition = truth(el, x.condition, where)
    then, otherwise = value(el, x.then, where, want), value(el, x.otherwise, where, want)
    if condition is None or then is None or otherwise is None:
        return None
    joined = joined_values(el, (then, otherwise), x.span)
    if joined is None:
        return None
    kind, (a, b) = joined
    return e.Choice(kind, x.span, condition, a, b)


def joined_values(el: Elaborator, values: tuple[e.Expr, ...], span: Span) -> tuple[ty.Type, tuple[e.Expr, ...]] | None:
    """Values that stand for one thing: their common type; bare zeros and open points take the others' type."""
    fixed = [v for v in values if not isinstance(v, e.Open) and not _adapts(v)]
    model = fixed[0].type if fixed else values[0].type
    adapted = tuple(_adapt(v, model) for v in values)
    kind: ty.Type | None = adapted[0].type
    for item in adapted[1:]:
        kind = join(kind, item.type) if kind is not None else None
        if kind is None:
            el.report("YJ304", span, left=type_text(adapted[0].type), right=type_text(item.type))
            return None
    assert kind is not None
    return kind, adapted


def _adapt(x: e.Expr, model: ty.Type) -> e.Expr:
    if isinstance(x, e.Open):
        return replace(x, type=replace(model, optional=False))
    if _adapts(x) and isinstance(model, ty.NumberType) and isinstance(x.type, ty.NumberType):
        return replace(x, type=replace(x.type, unit=model.unit))
    return x


def or_else(el: Elaborator, x: t.OrElse, where: Where, want: Want) -> e.Expr | None:
    """`X 若无 V`."""
    made, fallback = value(el, x.value, where, want), None
    if made is not None:
        fallback = value(el, x.fallback, where, made.type)
    if made is None or fallback is None:
        return None
    if not made.type.optional:
        el.report("YJ316", x.span)
    bare = replace(made.type, optional=False)
    joined = joined_values(el, (fallback, e.Const(bare, made.span, None)), x.span)
    return None if joined is None else e.OrElse(joined[0], x.span, made, joined[1][0])


def at(el: Elaborator, x: t.At, where: Where, want: Want) -> e.Expr | None:
    """`X 于 D`."""
    made, when = value(el, x.value, where, want), day(el, x.day, where, optional=True)
    if made is None or when is None:
        return None
    if isinstance(x.day, t.DateLiteral):
        when = e.Const(DATE, x.day.span, x.day.last)
    kind = replace(made.type, optional=made.type.optional or when.type.optional)
    return e.At(kind, x.span, made, when)


def round_integer(el: Elaborator, x: t.RoundInteger, where: Where, want: Want) -> e.Expr | None:
    """`取整（x MODE）`."""
    made = number(el, x.operand, where, want)
    if made is None:
        return None
    assert isinstance(made.type, ty.NumberType)
    return e.Round(ty.NumberType(made.type.unit, 1), x.span, made, Fraction(1), x.mode)


def formula(el: Elaborator, x: t.Formula, where: Where, want: Want = None) -> e.Expr | None:
    """A value with its rounding and its 令 lines."""
    lets: list[tuple[t.Let, str, e.Expr]] = []
    inner = where
    for let in x.lets:
        made = value(el, let.value, inner)
        if made is None:
            return None
        lets.append((let, let.name.text, made))
        inner = inner.bind(let.name.text, made.type)
    body = value(el, x.value, inner, want)
    if body is not None and x.rounding is not None:
        body = rounded(el, body, x.rounding)
    for let, name, made in reversed(lets):
        body = body and e.Let(body.type, let.span, name, made, body)
    return body


def _in_money(step: t.Number, kind: ty.NumberType) -> t.Number:
    """`舍入到 分` of an amount of money is to 0.01元; 分 is otherwise a point."""
    if step.unit == units.single("分") and units.is_money(kind.unit):
        return replace(step, value=step.value / 100, unit=units.single("元"))
    return step


def rounded(el: Elaborator, body: e.Expr, rounding: t.Rounding) -> e.Expr | None:
    """`舍入到 STEP MODE` over a whole formula."""
    if not isinstance(body.type, ty.NumberType):
        return _wrong(el, "YJ301", body)
    if _not_nothing(el, body) is None:
        return None
    step = _in_money(rounding.step, body.type)
    money = {name for name, n in step.unit if n > 0} <= {name for name, n in body.type.unit if n > 0}
    if step.value <= 0:
        el.report("YJ331", step.span)
        return None
    if not money:
        el.report("YJ302", step.span, left=type_text(body.type), right=units.unit_text(step.unit))
        return None
    kind = ty.NumberType(body.type.unit, step.value.denominator)
    return e.Round(kind, body.span, body, step.value, rounding.mode)
