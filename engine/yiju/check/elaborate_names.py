"""Names and calls: fields, definitions, tables, day names, builtin functions, another policy's outcome."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from yiju.check import elaborate_values as values
from yiju.check import units
from yiju.check.definitions import instance
from yiju.check.elaborate_types import field_type
from yiju.check.elaborator import Elaborator
from yiju.check.meanings import Meant
from yiju.check.scope import FieldHit, Hit, NamedHit, Where, find, names_in_reach
from yiju.check.typing import DATE, TRUTH, type_text
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.rule_set.tree_to_rules import closest
from yiju_grammar import tree as t
from yiju_grammar.finding import Note
from yiju_grammar.span import Span

Want = ty.Type | None

DAY_NAMES = {
    "当日": "day",
    "月初": "month_start",
    "月末": "month_end",
    "年初": "year_start",
    "年末": "year_end",
    "上月": "last_month",
}
MONTH_NAMES = {"当月": "month", "当年": "year"}


def name(el: Elaborator, x: t.NameRef, where: Where, want: Want) -> e.Expr | None:
    """A name: argument or 令; an enumeration's value where one is expected; field or definition; a day name."""
    bound = dict(where.variables).get(x.name)
    if bound is not None:
        el.meant[x.span] = Meant("variable", x.name)
        return e.Variable(bound, x.span, x.name)
    member = enum_value(x, want)
    hits = find(el.rules, where, x.name)
    if member is not None and (not hits or (len(hits) == 1 and _gives_way(el, hits[0], want))):
        el.meant[x.span] = _meant_value(member)
        return member
    if len(hits) > 1:
        return ambiguous(el, x.name, x.span, hits)
    if hits:
        return _noted(el, x.span, hits[0], hit_value(el, hits[0], where, x.span))
    if x.name in DAY_NAMES:
        el.meant[x.span] = Meant("builtin", x.name)
        return e.Day(DATE, x.span, DAY_NAMES[x.name])  # type: ignore[arg-type]  # a table's value
    return _unknown(el, x, where, want)


def _noted(el: Elaborator, span: Span, hit: Hit, made: e.Expr | None) -> e.Expr | None:
    """The expression a found name became, the name's meaning noted at its place."""
    name = hit.field.name.text if isinstance(hit, FieldHit) else _text(hit)
    kind, owner = ("field", hit.record) if isinstance(hit, FieldHit) else ("declaration", hit.level.rstrip("/"))
    el.meant[span] = Meant(kind, name, owner, made.definition if isinstance(made, e.Ref) else "")  # type: ignore[arg-type]  # literals
    return made


def _text(hit: NamedHit) -> str:
    named = getattr(hit.items[0].declaration, "name", None)
    return named.text if isinstance(named, t.Name) else ""


def _meant_value(member: e.Const) -> Meant:
    """The value of an enumeration."""
    assert isinstance(member.type, ty.EnumType)
    return Meant("value", str(member.value), member.type.name)


def _gives_way(el: Elaborator, hit: Hit, want: Want) -> bool:
    """Whether a name of the scope is passed over for the value of the enumeration that is expected: unless it is a
    field of that enumeration itself."""
    if not isinstance(hit, FieldHit):
        return True
    held = field_type(el, hit.record, hit.field)
    kind = want.of if isinstance(want, ty.MultiType) else want
    return not isinstance(held, ty.EnumType) or not isinstance(kind, ty.EnumType) or held.name != kind.name


def enum_value(x: t.NameRef, want: Want) -> e.Const | None:
    """The value of the expected enumeration that a name is, if it is one."""
    kind = want.of if isinstance(want, ty.MultiType) else want
    if isinstance(kind, ty.EnumType) and x.name in kind.values:
        return e.Const(replace(kind, optional=False), x.span, x.name)
    return None


def ambiguous(el: Elaborator, name: str, span: Span, hits: list[Hit]) -> e.Expr | None:
    """YJ204: a name found at two levels."""
    places = tuple(Note("here", _declared(h)) for h in hits)
    owner = next((h.record for h in hits if h.record), "") or ""
    el.report("YJ204", span, notes=places, name=name, owner=owner)
    return None


def _declared(hit: Hit) -> Span:
    if isinstance(hit, FieldHit):
        return hit.field.name.span
    declared = getattr(hit.items[0].declaration, "name", None)
    return declared.span if isinstance(declared, t.Name) else hit.items[0].declaration.span


def _unknown(el: Elaborator, x: t.NameRef, where: Where, want: Want) -> e.Expr | None:
    kind = want.of if isinstance(want, ty.MultiType) else want
    reach = names_in_reach(el.rules, where)
    if isinstance(kind, ty.EnumType):
        el.report(
            "YJ213",
            x.span,
            name=x.name,
            enumeration=kind.name,
            values="，".join(kind.values),
            close=closest(x.name, kind.values) or closest(x.name, reach),
        )
        return None
    close = closest(x.name, [*reach, *DAY_NAMES])
    if where.records:
        el.report("YJ203", x.span, name=x.name, record=where.records[0], close=close)
    else:
        el.report("YJ201", x.span, name=x.name, close=close)
    return None


def hit_value(
    el: Elaborator, hit: Hit, where: Where, span: Span, arguments: tuple[e.Expr, ...] | None = None
) -> e.Expr | None:
    """What a found name stands for, with its arguments if it was called."""
    if isinstance(hit, FieldHit):
        return field_value(el, hit, where, span)
    return _named_value(el, hit, where, span, arguments)


def field_value(el: Elaborator, hit: FieldHit, where: Where, span: Span) -> e.Expr | None:
    """A field of a record in reach."""
    kind = field_type(el, hit.record, hit.field)
    if kind is None:
        return None
    default: e.Expr | None = None
    grounds: tuple[int, ...] = ()
    if hit.field.default is not None:
        default = values.value(el, hit.field.default, Where(where.policy, None, ()), kind)
        grounds = el.field_grounds(hit.record, hit.field)
    return e.Field(kind, span, hit.up, hit.field.name.text, default, grounds)


def _named_value(
    el: Elaborator, hit: NamedHit, where: Where, span: Span, arguments: tuple[e.Expr, ...] | None
) -> e.Expr | None:
    declared = hit.items[0].declaration
    if isinstance(declared, t.Payment):
        el.report("YJ214", span, name=declared.name.text)
        return None
    made = instance(el, hit, where, arguments, span)
    if made is None:
        return None
    definition, up = made
    return e.Ref(definition.type, span, up, definition.id, arguments or ())


# --- X 的 Y -------------------------------------------------------------------------------------------------


def member_of(el: Elaborator, x: t.MemberOf, where: Where, want: Want) -> e.Expr | None:
    """`低保 的 结果`, `家庭 的 X`, `表（…） 的 列`."""
    base = x.base
    if isinstance(base, t.NameRef) and base.name in el.rules.policies and base.name not in where.records:
        return _of_policy(el, x, base, where)
    if isinstance(base, t.NameRef) and base.name in where.records:
        return _of_record(el, x, base, where)
    if isinstance(base, t.Call | t.NameRef):
        return _of_table(el, x, base, where)
    el.report("YJ214", x.span, name=x.name.text)
    return None


def _of_policy(el: Elaborator, x: t.MemberOf, base: t.NameRef, where: Where) -> e.Expr | None:
    policy = el.rules.policies[base.name]
    el.meant[base.span] = Meant("policy", base.name)
    subject = policy.head.subject.text if policy.head.subject else None
    if subject not in where.records:
        el.report("YJ309", x.span, policy=base.name, record=subject or "")
        return None
    up = where.records.index(subject)
    if x.name.text in ("结果", "outcome"):
        el.meant[x.name.span] = Meant("outcome", x.name.text, base.name)
        made = el.meaning.outcome(el, policy)
        return None if made is None else e.Ref(TRUTH, x.span, up, made.id)
    found = policy.scope.named.get((None, x.name.text))
    if found is None:
        names = ["结果", *(n for _, n in policy.scope.named)]
        el.report("YJ209", x.name.span, name=x.name.text, policy=base.name, close=closest(x.name.text, names))
        return None
    if isinstance(found[0].declaration, t.Payment):
        made = el.meaning.payment(el, policy, found[0])
        el.meant[x.name.span] = Meant("declaration", x.name.text, base.name)
        return None if made is None else e.Ref(made.type, x.span, up, made.id)
    inner = Where(policy, None, (subject,))
    hit = NamedHit(f"{base.name}/", None, 0, found, policy.scope)
    whole = _noted(el, x.name.span, hit, hit_value(el, hit, inner, x.span))
    return replace(whole, up=up) if isinstance(whole, e.Ref) else whole


def _of_record(el: Elaborator, x: t.MemberOf, base: t.NameRef, where: Where) -> e.Expr | None:
    up = where.records.index(base.name)
    el.meant[base.span] = Meant("record", base.name)
    inner = replace(where, records=where.records[up:], variables=())
    hits = [h for h in find(el.rules, inner, x.name.text) if h.record in (base.name, None) and h.up == 0]
    if not hits:
        return _unknown(el, t.NameRef(x.name.text, x.name.span), inner, None)
    made = _noted(el, x.name.span, hits[0], hit_value(el, hits[0], inner, x.span))
    if isinstance(made, e.Field | e.Ref):
        return replace(made, up=made.up + up)
    return made


def _of_table(el: Elaborator, x: t.MemberOf, base: t.Call | t.NameRef, where: Where) -> e.Expr | None:
    made = el.expression(base, where, None)
    if made is None:
        return None
    column = f"{made.definition}:{x.name.text}" if isinstance(made, e.Ref) else ""
    if not isinstance(made, e.Ref) or column not in el.definitions:
        el.report("YJ209", x.name.span, name=x.name.text, policy=getattr(base, "name", ""), close="")
        return None
    el.meant[x.name.span] = Meant("column", x.name.text, made.definition)
    return replace(made, definition=column, type=el.definitions[column].type, span=x.span)


# --- calls --------------------------------------------------------------------------------------------------


def call(el: Elaborator, x: t.Call, where: Where, want: Want) -> e.Expr | None:
    """A definition with arguments, a table, a parameter, a scale, or a builtin function."""
    hits = find(el.rules, where, x.name.text)
    builtin = BUILTINS.get(x.name.text)
    if builtin is not None and not hits:
        el.meant[x.name.span] = Meant("builtin", x.name.text)
        return builtin(el, x, where)
    if len(hits) > 1:
        return ambiguous(el, x.name.text, x.name.span, hits)
    if not hits or isinstance(hits[0], FieldHit):
        close = closest(x.name.text, [*names_in_reach(el.rules, where), *BUILTINS])
        el.report(
            "YJ203" if where.records else "YJ201",
            x.name.span,
            name=x.name.text,
            record=where.records[0] if where.records else "",
            close=close,
        )
        return None
    wants = _argument_wants(el, hits[0], where)
    args = [values.value(el, a, where, w) for a, w in zip(x.args, [*wants, *[None] * len(x.args)], strict=False)]
    known = tuple(a for a in args if a is not None)
    made = hit_value(el, hits[0], where, x.span, known) if len(known) == len(args) else None
    return _noted(el, x.name.span, hits[0], made)


def _argument_wants(el: Elaborator, hit: NamedHit, where: Where) -> list[Want]:
    """What a table's arguments are expected to be, where their names say it: so that a value can be written for one."""
    declared = hit.items[0].declaration
    names = getattr(declared, "parameters", None) or ()
    return [named_type(el, n.text, where) for n in names]


def named_type(el: Elaborator, name: str, where: Where) -> Want:
    """The type of the field or enumeration of this name, if there is one in reach."""
    if name in el.rules.enumerations:
        declared = el.rules.enumerations[name]
        return ty.EnumType(name, tuple(v.text for v in declared.values))
    for record in where.records:
        held = el.rules.records.get(record)
        for f in held.fields if held else ():
            if f.name.text == name:
                return field_type(el, record, f)
    kinds = [
        k
        for r in el.rules.records.values()
        for f in r.fields
        if f.name.text == name
        if (k := field_type(el, r.name.text, f)) is not None
    ]
    return kinds[0] if len(kinds) == 1 else None


def _arity(el: Elaborator, x: t.Call, n: int) -> bool:
    if len(x.args) == n:
        return True
    el.report("YJ211", x.span, name=x.name.text, expected=n, found=len(x.args))
    return False


def _full_years(el: Elaborator, x: t.Call, where: Where) -> e.Expr | None:
    made = values.day(el, x.args[0], where) if _arity(el, x, 1) else None
    return None if made is None else e.FullYears(ty.NumberType(units.single("岁"), 1), x.span, made)


def _extreme(el: Elaborator, x: t.Call, where: Where) -> e.Expr | None:
    made = [values.value(el, a, where) for a in x.args]
    known = tuple(m for m in made if m is not None)
    if len(known) != len(made) or not known:
        return None
    optional = next((m for m in known if m.type.optional), None)
    if optional is not None:
        el.report("YJ306", optional.span, type=type_text(optional.type))
        return None
    joined = values.joined_values(el, known, x.span)
    if joined is None:
        return None
    kind, operands = joined
    if not isinstance(kind, ty.NumberType | ty.DateType):
        el.report("YJ301", x.span, type=type_text(kind))
        return None
    return e.Extreme(kind, x.span, "max" if x.name.text in ("较高者", "higher") else "min", operands)


def _monthly(el: Elaborator, x: t.Call, where: Where) -> e.Expr | None:
    """折月（x）: an annual amount by the month."""
    made = values.number(el, x.args[0], where) if _arity(el, x, 1) else None
    if made is None:
        return None
    assert isinstance(made.type, ty.NumberType)
    if dict(made.type.unit).get("年") != -1:
        el.report("YJ302", x.span, left=type_text(made.type), right="…/年")
        return None
    unit = units.multiply(units.multiply(made.type.unit, units.single("年")), units.single("月"), -1)
    twelve = e.Const(ty.NumberType((), 1), x.span, Fraction(12))
    return e.Arithmetic(ty.NumberType(unit, made.type.scale * 12), x.span, "divide", made, twelve)


BUILTINS: dict[str, Callable[[Elaborator, t.Call, Where], e.Expr | None]] = {
    "周岁": _full_years,
    "较高者": _extreme,
    "较低者": _extreme,
    "折月": _monthly,
}
