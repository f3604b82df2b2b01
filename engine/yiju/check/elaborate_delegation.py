"""授权 and 细则: what an office may fill in, and what fills it (*Semantics* 13)."""

from __future__ import annotations

from dataclasses import replace

from yiju.check import definitions as defs
from yiju.check import elaborate_values as values
from yiju.check.definitions import Use
from yiju.check.elaborate_types import type_of
from yiju.check.elaborator import Elaborator
from yiju.check.scope import NamedHit, find
from yiju.check.typing import type_text
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.rule_set.model import Scope
from yiju_grammar import tree as t

POINTS = ty.NumberType((("分", 1),), 100)


def delegation(el: Elaborator, x: t.Delegation, use: Use) -> e.Expr | None:
    """`授权 F 制定 X 为 T`: the filling of the record's office, or the only one."""
    policy = use.where.policy
    kind = _kind(el, x, use)
    if policy is None or kind is None:
        return None
    selector = _selector(el, x, use)
    made = [(office, _filling(el, x, use, scope, kind)) for office, scope in policy.fillings.items()]
    fillings = tuple((office, f) for office, f in made if f is not None)
    if selector is None and len(fillings) > 1:
        el.report("YJ205", x.name.span, name=x.name.text)
        return None
    if not fillings and x.bound_value is not None:
        floor = values.value(el, x.bound_value, use.where, kind)
        if floor is not None:
            return floor
    return e.Delegated(kind, x.span, x.name.text, selector, fillings)


def _kind(el: Elaborator, x: t.Delegation, use: Use) -> ty.Type | None:
    if isinstance(x.type, t.NamedType) and x.type.name in ("积分", "points"):
        return POINTS
    return type_of(el, x.type, use.label)


def _selector(el: Elaborator, x: t.Delegation, use: Use) -> e.Expr | None:
    """The enumerated field whose value selects the office, where the record has one of this name."""
    if not find(el.rules, use.where, x.field.text):
        return None
    made = values.value(el, t.NameRef(x.field.text, x.field.span), use.where)
    return made if made is not None and isinstance(made.type, ty.EnumType | ty.TextType) else None


def _filling(el: Elaborator, x: t.Delegation, use: Use, scope: Scope, kind: ty.Type) -> e.Expr | None:
    items = scope.named.get((None, x.name.text))
    if items is None:
        return None
    policy = use.where.policy
    assert policy is not None
    hit = NamedHit(f"{policy.head.name.text}/{scope.name}/", None, 0, items, scope)
    where = replace(use.where, filling=scope)
    made = defs.instance(el, hit, where, None, x.span)
    if made is None:
        return None
    definition, up = made
    ref = e.Ref(definition.type, x.span, up, definition.id)
    if not _fits(definition.type, kind):
        el.report("YJ302", definition.span, left=type_text(kind), right=type_text(definition.type))
        return None
    _within_bound(el, x, use, definition.body)
    return ref


def _fits(found: ty.Type, kind: ty.Type) -> bool:
    if isinstance(found, ty.NumberType) and isinstance(kind, ty.NumberType):
        return found.unit == kind.unit
    return type(found) is type(kind)


def _within_bound(el: Elaborator, x: t.Delegation, use: Use, body: e.Expr) -> None:
    """A constant filling is held against the bound; one that is worked out is checked where it is used."""
    if x.bound is None or x.bound_value is None:
        return
    limit = values.value(el, x.bound_value, use.where, body.type)
    constants = [body] if isinstance(body, e.Const) else [p.value for p in getattr(body, "pieces", ())]
    for constant in constants:
        if not isinstance(constant, e.Const) or not isinstance(limit, e.Const):
            continue
        held = constant.value >= limit.value if x.bound == "ge" else constant.value <= limit.value  # type: ignore[operator]
        if not held:
            el.report("YJ320", constant.span, name=x.name.text)
