"""Exceptions and exclusions: a rule's value with what is carved out of it (*Semantics* 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yiju.check import elaborate_values as values
from yiju.check.elaborate_conditions import both
from yiju.check.elaborate_grounds import meet, of_interval
from yiju.check.elaborator import Elaborator
from yiju.check.typing import TRUTH, type_text
from yiju.documents.model import ALWAYS, Days
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.rule_set.model import Scope, Stated
from yiju_grammar import tree as t
from yiju_grammar.span import Span

if TYPE_CHECKING:
    from yiju.check.definitions import Use


def exceptions_of(scope: Scope, target: str) -> tuple[Stated, ...]:
    """The exceptions and exclusions of a target, in the order written."""
    return tuple(
        s
        for s in scope.others
        if isinstance(s.declaration, t.Exclusion | t.Exception_) and s.declaration.target.text == target
    )


def with_exceptions(el: Elaborator, body: e.Expr, use: Use, scope: Scope) -> e.Expr | None:
    """A definition's body with the exceptions of its name."""
    return carved(el, body, use.label, use, scope)


def carved(el: Elaborator, body: e.Expr, target: str, use: Use, scope: Scope) -> e.Expr | None:
    """`body` with every exception that targets `target`; exceptions of exceptions inside."""
    found = exceptions_of(scope, target)
    if not found:
        return body
    if isinstance(body.type, ty.NumberType) and body.type.pair:
        body = e.Sure(replace(body.type, pair=False), body.span, body)
    made = [_alternative(el, s, body, use, scope) for s in found]
    known = [m for m in made if m is not None]
    if len(known) != len(made):
        return None
    joined = values.joined_values(el, (body, *(a.value for a in known)), body.span)
    if joined is None:
        return None
    kind, (base, *results) = joined
    alternatives = tuple(replace(a, value=v) for a, v in zip(known, results, strict=True))
    return e.Candidates(kind, body.span, target, alternatives, base)


def _alternative(el: Elaborator, stated: Stated, body: e.Expr, use: Use, scope: Scope) -> e.Alternative | None:
    declared = stated.declaration
    assert isinstance(declared, t.Exclusion | t.Exception_)
    el.contexts.append((stated, scope))
    grounded = el.ground(stated, scope)
    applies = None if declared.condition is None else values.truth(el, declared.condition, use.where)
    value = _value(el, declared, body, use)
    el.contexts.pop()
    if value is None or (declared.condition is not None and applies is None):
        return None
    days = meet(of_interval(declared.interval), grounded.days)
    guarded = both(in_force(days, declared.span), applies) or e.Const(TRUTH, declared.span, True)
    name = declared.name.text
    carved_applies = _bear_on_whether(el, guarded, name, use, scope)
    carved_value = _bear_on_value(el, value, name, use, scope)
    if carved_applies is None or carved_value is None:
        return None
    return e.Alternative(name, carved_applies, carved_value, grounded.indexes, declared.span)


def in_force(days: Days, span: Span) -> e.Expr | None:
    """The test that the day lies in `days`; None where every day does."""
    return None if days == ALWAYS else e.InForce(TRUTH, span, (days,))


def _value(el: Elaborator, declared: t.Exclusion | t.Exception_, body: e.Expr, use: Use) -> e.Expr | None:
    if isinstance(declared, t.Exception_):
        return values.formula(el, declared.value, use.where, body.type)
    if isinstance(body.type, ty.TruthType):
        return e.Const(TRUTH, declared.span, False)
    if isinstance(body.type, ty.NumberType):
        return e.Const(replace(body.type, optional=True), declared.span, None)
    el.report("YJ303", declared.target.span, type=type_text(body.type))
    return None


def _bear_on_whether(el: Elaborator, applies: e.Expr, name: str, use: Use, scope: Scope) -> e.Expr | None:
    """除外 of an exception: it does not apply where the exclusion does."""
    found = [s for s in exceptions_of(scope, name) if isinstance(s.declaration, t.Exclusion)]
    return _some(el, applies, name, use, (scope, found))


def _bear_on_value(el: Elaborator, value: e.Expr, name: str, use: Use, scope: Scope) -> e.Expr | None:
    """例外 of an exception: it applies with another value."""
    found = [s for s in exceptions_of(scope, name) if isinstance(s.declaration, t.Exception_)]
    return _some(el, value, name, use, (scope, found))


def _some(el: Elaborator, base: e.Expr, name: str, use: Use, chosen: tuple[Scope, list[Stated]]) -> e.Expr | None:
    scope, found = chosen
    if not found:
        return base
    part = replace(
        scope, others=tuple(s for s in scope.others if s in found or _targets(s, {f for f in _names(found)}))
    )
    return carved(el, base, name, use, part)


def _names(found: list[Stated]) -> list[str]:
    return [s.declaration.name.text for s in found if isinstance(s.declaration, t.Exclusion | t.Exception_)]


def _targets(stated: Stated, names: set[str]) -> bool:
    declared = stated.declaration
    return isinstance(declared, t.Exclusion | t.Exception_) and declared.target.text in names
