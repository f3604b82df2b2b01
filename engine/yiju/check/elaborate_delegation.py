"""授权 and 细则: what an office may fill in, and what fills it (*Semantics* 13)."""

from __future__ import annotations

from dataclasses import replace

from yiju.check import definitions as defs
from yiju.check import elaborate_values as values
from yiju.check.definitions import Use
from yiju.check.elaborate_ends import ends
from yiju.check.elaborate_types import type_of
from yiju.check.elaborator import Elaborator
from yiju.check.scope import NamedHit, find
from yiju.check.typing import TRUTH, type_text
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import Definition
from yiju.rule_set.model import PolicyScope, Scope
from yiju_grammar import tree as t

POINTS = ty.NumberType((("分", 1),), 100)


def delegation(el: Elaborator, x: t.Delegation, use: Use) -> e.Expr | None:
    """`授权 F 制定 X 为 T`: the filling of the record's office, or the only one."""
    policy = use.where.policy
    kind = _kind(el, x, use)
    if policy is None or kind is None:
        return None
    selector = _selector(el, x, use)
    limit = _limit(el, x, use, kind)
    made = [(office, _filling(el, x, use, scope, (kind, limit))) for office, scope in policy.fillings.items()]
    fillings = tuple((office, f) for office, f in made if f is not None)
    if selector is None and len(fillings) > 1:
        el.report("YJ205", x.name.span, name=x.name.text)
        return None
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


def _filling(
    el: Elaborator, x: t.Delegation | t.Parameter, use: Use, scope: Scope, kept: tuple[ty.Type, e.Expr | None]
) -> e.Expr | None:
    """What an office fills in, of the type and within the limit it is to keep."""
    kind, limit = kept
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
    ref = e.Ref(definition.type, x.name.span, up, definition.id)
    if not _fits(definition.type, kind):
        el.report("YJ302", definition.span, left=type_text(kind), right=type_text(definition.type))
        return None
    _within_bound(el, x, limit, definition)
    return ref


def _fits(found: ty.Type, kind: ty.Type) -> bool:
    if isinstance(found, ty.NumberType) and isinstance(kind, ty.NumberType):
        return found.unit == kind.unit
    return type(found) is type(kind)


def _limit(el: Elaborator, x: t.Delegation, use: Use, kind: ty.Type) -> e.Expr | None:
    return None if x.bound_value is None else values.value(el, x.bound_value, use.where, kind)


def _within_bound(el: Elaborator, x: t.Delegation | t.Parameter, limit: e.Expr | None, definition: Definition) -> None:
    """A filling is held against the bound by what it can come to: YJ320 beyond it, YJ330 where that is not known."""
    if x.bound is None or limit is None:
        return
    bounds, least = ends(el, limit), x.bound == "ge"
    found = ends(el, definition.body)
    bound = bounds[1] if least else bounds[0]
    worst = found[0] if least else found[1]
    if bound is None or worst is None:
        el.report("YJ330", definition.span, name=x.name.text)
    elif (worst < bound) if least else (worst > bound):
        el.report("YJ320", definition.body.span, name=x.name.text)


def filled_in(el: Elaborator, x: t.Parameter, use: Use, floor: e.Expr) -> e.Expr:
    """A bounded parameter: what the record's office fills in; where it fills in nothing, the bound itself."""
    policy = use.where.policy
    if x.bound is None or policy is None or x.parameters:
        return floor
    made = [(o, _filling(el, x, use, scope, (floor.type, floor))) for o, scope in policy.fillings.items()]
    whole = floor
    for office, filling in reversed([(o, f) for o, f in made if f is not None]):
        chosen = _chosen(el, policy, use, office, x)
        whole = filling if chosen is None else e.Choice(floor.type, x.name.span, chosen, filling, whole)
    return whole


def _chosen(el: Elaborator, policy: PolicyScope, use: Use, office: str, x: t.Parameter) -> e.Expr | None:
    """The test that a record is of an office, by the field that selects the fillings of the policy."""
    span = x.name.span
    named = [i[0].declaration for i in policy.scope.named.values()]
    for declared in (d for d in named if isinstance(d, t.Delegation)):
        selector = _selector(el, declared, use)
        if selector is not None and isinstance(selector.type, ty.EnumType) and office in selector.type.values:
            return e.Is(TRUTH, span, selector, e.Const(replace(selector.type, optional=False), span, office), False)
    return None
