"""Definitions: a named declaration, or several over time, worked out once for the record it is used with.

A place's own definition belongs to the record of the policy that uses it, so it may be worked out for several; one
with arguments is worked out for each types of argument.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from yiju.check.elaborate_grounds import Grounded, is_empty, meet, of_interval
from yiju.check.elaborator import Elaborator
from yiju.check.scope import NamedHit, Where
from yiju.check.typing import join, type_text
from yiju.documents.model import ALWAYS, Days
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import Definition, Parameter
from yiju.rule_set.model import Stated
from yiju_grammar import tree as t
from yiju_grammar.finding import Note
from yiju_grammar.span import Span


@dataclass(frozen=True, slots=True)
class Use:
    """A definition as it is used: its id, the place of its expressions, and how far out its record is."""

    id: str
    where: Where
    up: int
    label: str


def instance(
    el: Elaborator, hit: NamedHit, where: Where, arguments: tuple[e.Expr, ...] | None, span: Span
) -> tuple[Definition, int] | None:
    """The definition a found name stands for here, and how many frames out its record is."""
    use = _use(el, hit, where, span)
    if use is None or not _arity(el, hit, arguments, span):
        return None
    types = tuple(replace(a.type, optional=a.type.optional) for a in arguments or ())
    made = worked_out(el, hit.items, use, types, hit)
    return None if made is None else (made, use.up)


def _use(el: Elaborator, hit: NamedHit, where: Where, span: Span) -> Use | None:
    """Where the definition's own expressions stand: its scope sees no names of the scopes inside it."""
    label = _label(hit.items[0])
    filling = where.filling if hit.scope is where.filling else None
    policy = where.policy if hit.level else None
    if hit.record is not None:
        inner = Where(policy, filling, where.records[hit.up :])
        return Use(f"{hit.level}{hit.record}.{label}", inner, hit.up, label)
    up = max(len(where.records) - 1, 0)
    if policy is not None and policy.head.subject is not None and where.records:
        subject = policy.head.subject.text
        if subject not in where.records:
            el.report("YJ309", span, policy=policy.head.name.text, record=subject)
            return None
        up = where.records.index(subject)
    return Use(f"{hit.level}{label}", Where(policy, filling, where.records[up:]), up, label)


def _label(stated: Stated) -> str:
    name = getattr(stated.declaration, "name", None)
    assert isinstance(name, t.Name)
    return name.text


def _arity(el: Elaborator, hit: NamedHit, arguments: tuple[e.Expr, ...] | None, span: Span) -> bool:
    declared = hit.items[0].declaration
    expected = 1 if isinstance(declared, t.Scale) else len(getattr(declared, "parameters", None) or ())
    found = len(arguments or ())
    if expected != found:
        el.report("YJ211", span, name=_label(hit.items[0]), expected=expected, found=found)
    return expected == found


def worked_out(
    el: Elaborator, items: tuple[Stated, ...], use: Use, types: tuple[ty.Type, ...], hit: NamedHit
) -> Definition | None:
    """The definition, made when first asked for; a cycle is reported with its way round."""
    key = (use.id, use.where.records, types)
    if key in el.instances:
        return el.instances[key]
    if key in el.keys:
        _report_cycle(el, key, items[0])
        return None
    el.keys.append(key)
    name = _free_id(el, use.id)
    depth = len(el.contexts)
    made = _build(el, items, replace(use, id=name), types, hit)
    del el.contexts[depth:]
    el.keys.pop()
    el.instances[key] = made
    if made is not None:
        el.definitions[name] = made
    return made


def _report_cycle(el: Elaborator, key: tuple[Any, ...], stated: Stated) -> None:
    way = [k[0] for k in el.keys[el.keys.index(key) :]] + [key[0]]
    name = getattr(stated.declaration, "name", None)
    span = name.span if isinstance(name, t.Name) else stated.declaration.span
    el.report("YJ208", span, way=" → ".join(way))


def _free_id(el: Elaborator, name: str) -> str:
    taken = {k for k, d in el.definitions.items() if d is not None} | {k[0] for k in el.keys[:-1]}
    n, free = 1, name
    while free in taken:
        n += 1
        free = f"{name}#{n}"
    return free


def _build(
    el: Elaborator, items: tuple[Stated, ...], use: Use, types: tuple[ty.Type, ...], hit: NamedHit
) -> Definition | None:
    first = items[0].declaration
    kind, builder = el.meaning.build[type(first)]
    names = _parameter_names(first, use)
    where = use.where
    for name, argument in zip(names, types, strict=False):
        where = where.bind(name, argument)
    use = replace(use, where=where)
    pieces = [_piece(el, s, use, hit, builder) for s in items]
    made = [p for p in pieces if p is not None]
    if len(made) != len(pieces):
        return None
    if isinstance(first, t.Parameter | t.Delegation | t.Deadline):
        made = made[:1]  # declared once; a second is YJ205
    body = _over_time(el, made, use.label, first.span)
    body = body and el.meaning.carve(el, body, use, hit.scope)
    if body is None:
        return None
    grounds = made[0][1].indexes if len(made) == 1 else ()  # of several over time, each piece has its own
    readings = tuple(r for _, g, _ in made for r in g.readings)
    parameters = tuple(Parameter(n, k) for n, k in zip(names, types, strict=False))
    record = where.records[0] if where.records else None
    return Definition(
        use.id,
        use.label,
        kind,
        record,
        parameters,
        body,
        body.type,
        grounds,
        readings,
        first.span,
    )


def _parameter_names(declared: t.Declaration, use: Use) -> tuple[str, ...]:
    if isinstance(declared, t.Scale):
        return ("值",)
    return tuple(n.text for n in getattr(declared, "parameters", None) or ())


Made = tuple[e.Expr, Grounded, Days]


def _piece(
    el: Elaborator, stated: Stated, use: Use, hit: NamedHit, builder: Callable[..., e.Expr | None]
) -> Made | None:
    declared = stated.declaration
    el.contexts.append((stated, hit.scope))
    grounded = el.ground(stated, hit.scope)
    days = meet(of_interval(getattr(declared, "interval", None)), grounded.days)
    body = builder(el, declared, use)
    el.contexts.pop()
    return None if body is None else (body, grounded, days)


def _over_time(el: Elaborator, made: list[Made], label: str, span: Span) -> e.Expr | None:
    """One value of several declarations over time."""
    if len(made) == 1 and made[0][2] == ALWAYS:
        return made[0][0]
    there = [m for m in made if not is_empty(m[2])] or made[:1]
    there.sort(key=lambda m: m[2].start or date.min)
    pieces = tuple(e.Piece(days, body, g.indexes, body.span) for body, g, days in there if not is_empty(days))
    return dated(el, pieces, there[0][0].type, label, span)


def dated(el: Elaborator, pieces: tuple[e.Piece, ...], kind: ty.Type, label: str, span: Span) -> e.Expr | None:
    """A value by date: its type holds all its pieces' values; two values on one day are reported (YJ318)."""
    pieces = tuple(replace(p, value=sure(p.value)) for p in pieces)
    joined: ty.Type | None = sure_type(kind)
    for piece in pieces:
        joined = join(joined, piece.value.type) if joined is not None else None
        if joined is None:
            el.report("YJ304", piece.span, left=type_text(kind), right=type_text(piece.value.type))
            return None
    for one, other in zip(pieces, pieces[1:], strict=False):
        if not is_empty(meet(one.interval, other.interval)):
            el.report("YJ318", other.span, notes=(Note("first", one.span),), name=label)
    assert joined is not None
    return e.Dated(joined, span, pieces, label)


def sure(x: e.Expr) -> e.Expr:
    """A count as a plain number."""
    return e.Sure(sure_type(x.type), x.span, x) if sure_type(x.type) != x.type else x


def sure_type(kind: ty.Type) -> ty.Type:
    """The type of a count as a plain number."""
    return replace(kind, pair=False) if isinstance(kind, ty.NumberType) else kind


def day_before(day: date) -> date:
    """The day before."""
    return day - timedelta(days=1)
