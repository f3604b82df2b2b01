"""The reasoning as a tree: each rule with the conditions that made it hold or fail, and the record's values in them.

Input: an expression, a scope, an interpreter. Output: `Why` steps. Words come from the rule files' own text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.backends.evaluation import Scope
from yiju.backends.interpreter import Interpreter
from yiju.decision.model import Comparison, Shown, Why
from yiju.decision.show import shown
from yiju.decision.walk import place_of
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import Definition
from yiju.program.traverse import children
from yiju.program.values import UNKNOWN
from yiju_grammar.span import Span

MOST_MEMBERS = 20
"""How many members of a list a step shows."""


@dataclass(slots=True)
class Reasoner:
    """What every step needs: the interpreter, the rule files' texts, and the numbering of citations."""

    run: Interpreter
    sources: Mapping[str, str]
    cite: Callable[[tuple[int, ...]], tuple[tuple[int, ...], tuple[int, ...]]]

    def text(self, span: Span) -> str:
        """The words of a rule file, white space folded."""
        return re.sub(r"\s+", " ", self.sources.get(span.file, "")[span.start : span.end]).strip()

    def step(self, kind: str, expr: e.Expr, scope: Scope, **more: Any) -> Why:
        """One step; conditions carry whether they hold, values what they came to."""
        value = self.run.value(expr, scope)
        condition = isinstance(expr.type, ty.TruthType)
        grounds = more.pop("grounds", ())
        citations, assumed = self.cite(grounds)
        given: dict[str, Any] = {
            "rule": None,
            "text": self.text(expr.span),
            "holds": value if isinstance(value, bool) else None,
            "value": None if condition else shown(value, expr.type),
            "facts": (),
            "comparison": None,
            "citations": citations,
            "assumed": assumed,
            "decisive": False,
            "because": (),
            "span": expr.span,
        }
        return Why(kind=kind, **{**given, **more})  # type: ignore[arg-type]  # keyed by field names


def why_rule(reasoner: Reasoner, name: str, scope: Scope) -> Why:
    """A 资格 (or another condition with a name) with everything under it."""
    definition = reasoner.run.program.definitions[name]
    ref = e.Ref(definition.type, definition.span, 0, name)
    return reasoner.step(
        "rule",
        ref,
        scope,
        rule=definition.label,
        text=definition.label,
        grounds=definition.grounds,
        because=_flat(reasoner, definition.body, Scope(scope.frames, scope.day)),
    )


def _flat(reasoner: Reasoner, expr: e.Expr, scope: Scope) -> tuple[Why, ...]:
    """The steps under a rule: those of a 且 or `同时` side by side."""
    match expr:
        case e.Dated(pieces=pieces):
            return tuple(w for p in pieces if scope.day in p.interval for w in _flat(reasoner, p.value, scope))
        case e.Both(op="all", operands=operands):
            return tuple(why(reasoner, o, scope) for o in operands)
    return (why(reasoner, expr, scope),)


def why(reasoner: Reasoner, expr: e.Expr, scope: Scope) -> Why:
    """The reasoning of one condition or value."""
    rule = STEPS.get(type(expr), _leaf)
    return rule(reasoner, expr, scope)


def _why_grounded(reasoner: Reasoner, expr: e.Grounded, scope: Scope) -> Why:
    inner = why(reasoner, expr.operand, scope)
    citations, assumed = reasoner.cite(expr.grounds)
    return replace(inner, citations=citations + inner.citations, assumed=assumed + inner.assumed)


def _why_both(reasoner: Reasoner, expr: e.Both, scope: Scope) -> Why:
    return reasoner.step(expr.op, expr, scope, because=tuple(why(reasoner, o, scope) for o in expr.operands))


def _why_not(reasoner: Reasoner, expr: e.Not, scope: Scope) -> Why:
    return reasoner.step("not", expr, scope, because=(why(reasoner, expr.operand, scope),))


def _why_dated(reasoner: Reasoner, expr: e.Dated, scope: Scope) -> Why:
    chosen = [piece for piece in expr.pieces if scope.day in piece.interval]
    return why(reasoner, chosen[0].value, scope) if chosen else reasoner.step("interval", expr, scope)


def _why_let(reasoner: Reasoner, expr: e.Let, scope: Scope) -> Why:
    bound = (*scope.variables, (expr.name, reasoner.run.value(expr.value, scope)))
    return why(reasoner, expr.body, Scope(scope.frames, scope.day, bound))


def _why_aggregate(reasoner: Reasoner, expr: e.Aggregate, scope: Scope) -> Why:
    return _why_members(reasoner, expr, scope) if expr.op in ("exists", "all") else _leaf(reasoner, expr, scope)


def _why_in_force(reasoner: Reasoner, expr: e.InForce, scope: Scope) -> Why:
    return reasoner.step("interval", expr, scope)


def _leaf(reasoner: Reasoner, expr: e.Expr, scope: Scope) -> Why:
    kind = "condition" if isinstance(expr.type, ty.TruthType) else "formula"
    named = tuple(why(reasoner, c, s) for c, s in _named_values(reasoner, expr, scope))
    return reasoner.step(
        kind,
        expr,
        scope,
        facts=facts(reasoner, expr, scope),
        comparison=comparison(reasoner, expr, scope),
        because=named,
    )


def _named_values(reasoner: Reasoner, expr: e.Expr, scope: Scope) -> list[tuple[e.Expr, Scope]]:
    """Definitions and tables read directly inside an expression: each is a step of its own."""
    match expr:
        case e.Aggregate() | e.Rank() | e.Let():
            return []
        case e.At(value=value, day=day):
            moved = reasoner.run.value(day, scope)
            inner = Scope(scope.frames, moved, scope.variables) if isinstance(moved, date) else None
            return _named_or_inside(reasoner, value, inner) if inner else []
    return [found for child in children(expr) for found in _named_or_inside(reasoner, child, scope)]


def _named_or_inside(reasoner: Reasoner, expr: e.Expr, scope: Scope) -> list[tuple[e.Expr, Scope]]:
    if isinstance(expr, e.Ref | e.Lookup | e.Candidates):
        return [(expr, scope)]
    return _named_values(reasoner, expr, scope)


def facts(reasoner: Reasoner, expr: e.Expr, scope: Scope) -> tuple[tuple[str, Shown], ...]:
    """The record's values, arguments and 令 read in an expression itself, in the order they occur."""
    found: dict[str, Shown] = {}
    stack: list[e.Expr] = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, e.Field) and node.up < len(scope.frames):
            frame = scope.frames[node.up]
            field = next(f for f in frame.record.fields if f.name == node.name)
            if not isinstance(field.type, ty.ListType | ty.HistoryType):
                value = reasoner.run.value(node, scope)
                found[place_of(frame, node.name)] = shown(value, field.type, private=field.private)
        elif isinstance(node, e.Variable):
            found[node.name] = shown(reasoner.run.value(node, scope), node.type)
        elif isinstance(node, e.Aggregate | e.Rank):
            stack.append(node.source)
        elif not isinstance(node, e.At | e.Let):
            stack.extend(reversed(list(children(node))))
    return tuple(found.items())


def comparison(reasoner: Reasoner, expr: e.Expr, scope: Scope) -> Comparison | None:
    """For a comparison of known numbers or days: both sides, and by how much they differ."""
    if not isinstance(expr, e.Compare):
        return None
    left, right = reasoner.run.value(expr.left, scope), reasoner.run.value(expr.right, scope)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        gap = shown(abs(left - right), expr.left.type)
    elif isinstance(left, date) and isinstance(right, date):
        gap = Shown("number", Fraction(abs((left - right).days)), (("天", 1),))
    else:
        return None
    return Comparison(expr.op, shown(left, expr.left.type), shown(right, expr.right.type), gap)


def _why_ref(reasoner: Reasoner, expr: e.Ref, scope: Scope) -> Why:
    definition = reasoner.run.program.definitions[expr.definition]
    home = scope.up(expr.up)
    arguments = tuple(
        (p.name, reasoner.run.value(a, scope)) for p, a in zip(definition.parameters, expr.arguments, strict=True)
    )
    inner = Scope(home.frames, home.day, arguments)
    body = definition.body
    under = _flat(reasoner, body, inner)
    if not isinstance(expr.type, ty.TruthType) and len(under) == 1 and under[0].rule is None:
        under = under[0].because if not under[0].facts else under
    given = tuple(
        (reasoner.text(a.span), shown(v, a.type)) for (_, v), a in zip(arguments, expr.arguments, strict=True)
    )
    return reasoner.step(
        "table" if definition.kind == "table" else "definition",
        expr,
        scope,
        rule=_label(definition),
        text=reasoner.text(expr.span) or definition.label,
        grounds=definition.grounds + _piece_grounds(body, scope.day) + _row_grounds(reasoner, body, inner),
        facts=given,
        because=under,
    )


def _label(definition: Definition) -> str:
    """A definition's name; of a policy's outcome, whose."""
    return definition.id.replace("/", " 的 ") if definition.kind == "outcome" else definition.label


def _piece_grounds(body: e.Expr, day: date) -> tuple[int, ...]:
    if isinstance(body, e.Dated):
        return tuple(g for p in body.pieces if day in p.interval for g in p.grounds)
    return ()


def _row_grounds(reasoner: Reasoner, body: e.Expr, scope: Scope) -> tuple[int, ...]:
    from yiju.decision.walk import Standing, parts

    if not isinstance(body, e.Lookup):
        return ()
    into = Standing()
    list(parts(reasoner.run, body, scope, into))
    return tuple(into.grounds)


def _why_candidates(reasoner: Reasoner, expr: e.Candidates, scope: Scope) -> Why:
    steps = []
    applied = False
    for alternative in expr.alternatives:
        state = reasoner.run.value(alternative.applies, scope)
        applied = applied or state is True
        steps.append(
            reasoner.step(
                "exception",
                alternative.applies,
                scope,
                rule=alternative.label,
                grounds=alternative.grounds,
                because=(*_flat(reasoner, alternative.applies, scope), *_worth(reasoner, alternative, scope, state)),
                value=shown(reasoner.run.value(alternative.value, scope), alternative.value.type)
                if state is True
                else None,
            )
        )
    base = () if applied else _flat(reasoner, expr.base, scope)
    kind = "condition" if isinstance(expr.type, ty.TruthType) else "formula"
    return reasoner.step(kind, expr, scope, because=(*base, *steps))


def _worth(reasoner: Reasoner, alternative: e.Alternative, scope: Scope, state: Any) -> tuple[Why, ...]:
    """How the value of an exception that applies came about, where it is worked out."""
    value = alternative.value
    if state is not True or isinstance(value.type, ty.TruthType) or isinstance(value, e.Const):
        return ()
    return (why(reasoner, value, scope),)


def _why_choice(reasoner: Reasoner, expr: e.Choice, scope: Scope) -> Why:
    condition = reasoner.run.value(expr.condition, scope)
    steps = [why(reasoner, expr.condition, scope)]
    branches = (
        [expr.then] if condition is True else [expr.otherwise] if condition is False else [expr.then, expr.otherwise]
    )
    steps += [why(reasoner, b, scope) for b in branches if not isinstance(b, e.Const)]
    kind = "condition" if isinstance(expr.type, ty.TruthType) else "formula"
    return reasoner.step(kind, expr, scope, because=tuple(steps))


def _why_members(reasoner: Reasoner, expr: e.Aggregate, scope: Scope) -> Why:
    frames = reasoner.run.elements(expr.source, scope)
    steps: list[Why] = []
    if isinstance(frames, list) and expr.where is not None:
        result = reasoner.run.value(expr, scope)
        inner = [(f, scope.push(f)) for f in frames]
        values = [(f, s, reasoner.run.value(expr.where, s)) for f, s in inner]
        telling = [(f, s) for f, s, v in values if v is result or result is UNKNOWN and v is UNKNOWN]
        for frame, s in telling[:MOST_MEMBERS]:
            step = why(reasoner, expr.where, s)
            steps.append(replace(step, kind="member", rule=place_of(frame, "").rstrip(".")))
    return reasoner.step("exists" if expr.op == "exists" else "every", expr, scope, because=tuple(steps))


def _why_table(reasoner: Reasoner, expr: e.Lookup, scope: Scope) -> Why:
    table = reasoner.run.program.tables[expr.table]
    values = [(reasoner.text(a.span), reasoner.run.value(a, scope), a.type) for a in expr.arguments]
    given = tuple((n, shown(v, k)) for n, v, k in values)
    return reasoner.step(
        "table",
        expr,
        scope,
        rule=table.label,
        text=table.label,
        grounds=(*_row_grounds(reasoner, expr, scope), *table.grounds),
        facts=given,
    )


STEPS: dict[type, Callable[[Reasoner, Any, Scope], Why]] = {
    e.Grounded: _why_grounded,
    e.Both: _why_both,
    e.Not: _why_not,
    e.Dated: _why_dated,
    e.Ref: _why_ref,
    e.Candidates: _why_candidates,
    e.Choice: _why_choice,
    e.Let: _why_let,
    e.Aggregate: _why_aggregate,
    e.InForce: _why_in_force,
    e.Lookup: _why_table,
}
"""How each node is told; any other is a leaf: a condition or a formula with the values in it."""
