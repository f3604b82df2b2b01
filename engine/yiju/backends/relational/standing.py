"""What a value stands on, as conditions: for each ground, when the walk of `yiju.decision.walk` would meet it.

Input: a builder, an expression, the condition under which it matters. Output: conditions by ground, gathered over as
many expressions as are visited; a definition is walked once for each record and day, under all conditions that led
to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from yiju.backends.relational.builder import Builder, Frame, Here, Loop
from yiju.backends.relational.choices import table_rows
from yiju.backends.relational.days import holds_on
from yiju.backends.relational.nodes import Node
from yiju.backends.relational.pieces import Piece, is_unknown
from yiju.program import expressions as e
from yiju.program.program import ConditionTest, Program
from yiju.program.traverse import children, referred


@dataclass(frozen=True, slots=True)
class Way:
    """How an expression is reached: when, and whether as what did not apply beside (`beside`)."""

    guard: Node
    beside: bool = False


@dataclass(slots=True)
class Reach:
    """Conditions gathered so far, by index of ground: what is stood on, and what stands beside it.

    `lacks`: when a field is unknown that the value hangs on: of the record, or of an element (the condition is of the
    element then). `beyond`: when one is further in. `reads`: when a field of the record, or a list of it, is read.
    """

    b: Builder
    grounds: dict[int, list[Node]] = field(default_factory=dict)
    beside: dict[int, list[Node]] = field(default_factory=dict)
    lacks: dict[tuple[Loop | None, str], list[Node]] = field(default_factory=dict)
    beyond: list[Node] = field(default_factory=list)
    reads: dict[str, list[Node]] = field(default_factory=dict)
    pending: dict[tuple[Any, ...], tuple[str, Here, bool, list[Node]]] = field(default_factory=dict)
    order: dict[str, int] = field(default_factory=dict)

    def stand(self, x: e.Expr, here: Here, guard: Node) -> None:
        """Walk an expression to its leaves, where a condition (never NULL) holds."""
        self.visit(x, here, Way(guard))
        self.settle()

    def settle(self) -> None:
        """Walk the definitions met, those that others read last."""
        if not self.order:
            self.order = _order(self.b.program)
        while self.pending:
            key = min(self.pending, key=lambda k: self.order[k[0]])
            name, here, beside, guards = self.pending.pop(key)
            definition = self.b.program.definitions[name]
            way = Way(self.b.pool.any(guards), beside)
            self.add(definition.grounds, way)
            self.visit(definition.body, here, way)

    def visit(self, x: e.Expr, here: Here, way: Way) -> None:
        """One expression; a condition that never holds is not followed."""
        if way.guard is self.b.pool.truth(False):
            return
        rule = PARTS.get(type(x))
        if rule is not None:
            rule(self, x, here, way)
            return
        for child in children(x):
            self.visit(child, here, way)

    def add(self, grounds: tuple[int, ...], way: Way) -> None:
        """Note grounds as met."""
        into = self.beside if way.beside else self.grounds
        if grounds and way.guard is not self.b.pool.truth(False):
            closed = self.b.closed(way.guard)
            for ground in grounds:
                into.setdefault(ground, []).append(closed)

    def lack(self, frame: Frame, name: str, way: Way) -> None:
        """Note a field that is unknown."""
        if way.beside or way.guard is self.b.pool.truth(False):
            return
        if frame.loop is not None and frame.loop.parent is not None:
            self.beyond.append(self.b.closed(way.guard))
            return
        self.lacks.setdefault((frame.loop, name), []).append(self.b.closed(way.guard, frame.loop))

    def read(self, frame: Frame, name: str, way: Way) -> None:
        """Note a field of the record that is read, or the list in which the element stands that is."""
        loop = frame.loop
        while loop is not None:
            name, loop = loop.name, loop.parent
        if not way.beside:
            self.reads.setdefault(name, []).append(self.b.closed(way.guard))

    def under(self, way: Way, *conditions: Node) -> Way:
        """The same way, under further conditions."""
        return replace(way, guard=self.b.pool.all((way.guard, *conditions)))

    def found(self, into: Mapping[int, list[Node]]) -> dict[int, Node]:
        """The condition of each ground."""
        return {ground: self.b.pool.any(guards) for ground, guards in into.items()}


def _order(program: Program) -> dict[str, int]:
    """Definitions so that each stands before those it reads."""
    made: dict[str, None] = {}
    for root in program.definitions:
        stack = [(root, False)]
        while stack:
            name, done = stack.pop()
            if done:
                made[name] = None
            elif name not in made and name in program.definitions:
                stack.append((name, True))
                stack.extend((n, False) for n in referred(program, program.definitions[name].body) if n not in made)
    return {name: i for i, name in enumerate(reversed(made))}


# --- one rule a kind of expression, as in `yiju.decision.walk` -----------------------------------------------


def _field(r: Reach, x: e.Field, here: Here, way: Way) -> None:
    if x.up < len(here.frames):
        frame = here.frames[x.up]
        missing = r.under(way, is_unknown(r.b.pool, r.b.field(frame, x.name)))
        r.add(x.grounds, missing)
        r.read(frame, x.name, way)
        if x.default is None:
            r.lack(frame, x.name, missing)
    if x.default is not None:
        r.visit(x.default, here, way)


def _history(r: Reach, x: e.HistoryAt | e.HistoryWindow, here: Here, way: Way) -> None:
    history = x.history
    if isinstance(history, e.Field) and history.up < len(here.frames):
        unknown = r.under(way, is_unknown(r.b.pool, r.b.piece(x, here)))
        r.lack(here.frames[history.up], history.name, unknown)
    r.visit(history, here, way)


def _grounded(r: Reach, x: e.Grounded, here: Here, way: Way) -> None:
    r.add(x.grounds, way)
    r.visit(x.operand, here, way)


def _let(r: Reach, x: e.Let, here: Here, way: Way) -> None:
    r.visit(x.value, here, way)
    bound = {**here.variables, x.name: r.b.piece(x.value, here)}
    r.visit(x.body, replace(here, variables=bound), way)


def _ref(r: Reach, x: e.Ref, here: Here, way: Way) -> None:
    for argument in x.arguments:
        r.visit(argument, here, way)
    home = here.up(x.up)
    if x.arguments:
        definition = r.b.program.definitions[x.definition]
        r.add(definition.grounds, way)
        names = (p.name for p in definition.parameters)
        bound = dict(zip(names, (r.b.piece(a, here) for a in x.arguments), strict=True))
        r.visit(definition.body, Here(home.frames, home.now, bound), way)
        return
    key = (x.definition, home.key, way.beside)
    # of the record further out it is read wherever one of the elements reads it
    guard = r.b.closed(way.guard, *(f.loop for f in home.frames))
    r.pending.setdefault(key, (x.definition, home, way.beside, []))[3].append(guard)


def _at(r: Reach, x: e.At, here: Here, way: Way) -> None:
    r.visit(x.day, here, way)
    when = r.b.piece(x.day, here)
    if isinstance(when.const, date):
        r.visit(x.value, here.at(when.const), way)
    elif when.kind == "day":
        r.visit(x.value, here.at(when.node), r.under(way, r.b.pool.is_known(when.node)))
        # as of a day not known yet it may hang on the same fields as today
        r.visit(x.value, here, r.under(way, is_unknown(r.b.pool, when)))
    elif when.kind == "unknown":
        r.visit(x.value, here, way)


def _dated(r: Reach, x: e.Dated, here: Here, way: Way) -> None:
    for piece in x.pieces:
        inside = r.under(way, r.b.pool.holds(holds_on(r.b.pool, piece.interval, here.now)))
        r.add(piece.grounds, inside)
        r.visit(piece.value, here, inside)


def _both(r: Reach, x: e.Both, here: Here, way: Way) -> None:
    """What settles it; where nothing does, what is undecided; all of it where everything agrees."""
    pool = r.b.pool
    nodes = [r.b.truth(o, here) for o in x.operands]
    whole = r.b.truth(x, here)
    settles, passes = (pool.holds, pool.fails) if x.op == "any" else (pool.fails, pool.holds)
    for operand, node in zip(x.operands, nodes, strict=True):
        met = (settles(node), pool.all((pool.is_null(node), pool.negate(settles(whole)))))
        agreed = pool.all((passes(node), passes(whole)))
        r.visit(operand, here, r.under(way, pool.any((*met, agreed))))


def _choice(r: Reach, x: e.Choice, here: Here, way: Way) -> None:
    condition = r.b.truth(x.condition, here)
    r.visit(x.condition, here, way)
    r.visit(x.then, here, r.under(way, r.b.pool.negate(r.b.pool.fails(condition))))
    r.visit(x.otherwise, here, r.under(way, r.b.pool.negate(r.b.pool.holds(condition))))


def _or_else(r: Reach, x: e.OrElse, here: Here, way: Way) -> None:
    r.visit(x.value, here, way)
    nothing = r.b.operand(x.value, here).nothing
    if nothing is not None:
        r.visit(x.fallback, here, r.under(way, nothing))


def _candidates(r: Reach, x: e.Candidates, here: Here, way: Way) -> None:
    pool = r.b.pool
    states = [r.b.truth(a.applies, here) for a in x.alternatives]
    uncertain = pool.all(pool.negate(pool.holds(s)) for s in states)
    for alternative, state in zip(x.alternatives, states, strict=True):
        met = r.under(way, pool.negate(pool.fails(state)))
        r.add(alternative.grounds, met)
        r.visit(alternative.applies, here, met)
        r.visit(alternative.value, here, met)
        passed = r.under(way, uncertain, pool.fails(state))
        r.visit(alternative.applies, here, replace(passed, beside=True))
    r.visit(x.base, here, r.under(way, uncertain))


def _lookup(r: Reach, x: e.Lookup, here: Here, way: Way) -> None:
    pool, table = r.b.pool, r.b.program.tables[x.table]
    r.add(table.grounds, way)
    for argument in x.arguments:
        r.visit(argument, here, way)
    applies = table_rows(r.b, x, here)
    earlier: list[Node] = []
    for row, state in zip(table.rows, applies, strict=True):
        unmet = [pool.negate(pool.holds(s)) for s in earlier] if table.hit == "first" else []
        met = r.under(way, pool.negate(pool.fails(state)), *unmet)
        r.add(row.grounds, met)
        for test in row.tests:
            if isinstance(test, ConditionTest):
                r.visit(test.condition, here, met)
        r.visit(row.results[x.column], here, met)
        earlier.append(state)
    if table.otherwise is not None:
        none = r.under(way, *(pool.negate(pool.holds(s)) for s in applies))
        r.add(table.otherwise.grounds, none)
        r.visit(table.otherwise.results[x.column], here, none)


def _delegated(r: Reach, x: e.Delegated, here: Here, way: Way) -> None:
    if x.selector is None:
        for _, filling in x.fillings[:1]:
            r.visit(filling, here, way)
        return
    r.visit(x.selector, here, way)
    chosen = r.b.piece(x.selector, here)
    pool = r.b.pool
    for office, filling in x.fillings:
        if chosen.kind in ("unknown", "nothing"):
            met = is_unknown(pool, chosen) if chosen.kind == "nothing" else pool.truth(True)
        else:
            named = pool.compare("eq", chosen.node, pool.text(office))
            met = pool.any((is_unknown(pool, chosen), pool.holds(named)))
        r.visit(filling, here, r.under(way, met))


def _marginal(r: Reach, x: e.Marginal, here: Here, way: Way) -> None:
    scale = r.b.program.scales[x.scale]
    r.add(scale.grounds, way)
    r.visit(x.operand, here, way)
    for band in scale.bands:
        r.add(band.grounds, way)
        r.visit(band.rate, here, way)


def _elements(r: Reach, source: e.Expr, here: Here, way: Way) -> tuple[Frame, Way] | None:
    """An element of a list and the way to it, which holds where there is an element."""
    r.visit(source, here, way)
    reached = r.b.loop(source, here)
    return None if reached is None else (reached[1], way)


def _in_loop(r: Reach, loop: Loop | None, way: Way, *conditions: Node) -> Way:
    """The way to each element: it is read off the element even where every one is met."""
    assert loop is not None
    return r.under(way, r.b.met(loop), *conditions)


def _aggregate(r: Reach, x: e.Aggregate, here: Here, way: Way) -> None:
    reached = _elements(r, x.source, here, way)
    if reached is None:
        return
    pool, (frame, _) = r.b.pool, reached
    inner = here.push(frame)
    holds = pool.truth(True) if x.where is None else r.b.truth(x.where, inner)
    if x.op in ("exists", "all") and x.where is not None:
        whole = r.b.truth(x, here)
        alike = [pool.all((f(holds), f(whole))) for f in (pool.holds, pool.fails, pool.is_null)]
        r.visit(x.where, inner, _in_loop(r, frame.loop, way, pool.any(alike)))
        return
    if x.where is not None:
        r.visit(x.where, inner, _in_loop(r, frame.loop, way))
    if x.value is not None:
        r.visit(x.value, inner, _in_loop(r, frame.loop, way, pool.negate(pool.fails(holds))))


def _rank(r: Reach, x: e.Rank, here: Here, way: Way) -> None:
    reached = _elements(r, x.source, here, way)
    loop = here.frames[0].loop
    if reached is None or loop is None:
        return
    other = Frame(here.frames[0].record, r.b.another(loop))
    inner, met = here.sibling(other), _in_loop(r, other.loop, way)
    if x.where is not None:
        r.visit(x.where, inner, met)
    r.visit(x.key, inner, met)


def _points(r: Reach, x: e.PointsTotal, here: Here, way: Way) -> None:
    table = r.b.program.points[x.points]
    r.add(table.grounds, way)
    reached = _elements(r, x.events, here, way)
    if reached is None:
        return
    frame, _ = reached
    item: Piece = r.b.field(frame, table.item_field)
    rows = {row.item: row for row in table.rows}
    for text, row in rows.items():
        counted = r.b.pool.holds(r.b.pool.compare("eq", item.node, r.b.pool.text(text)))
        r.add(row.grounds, _in_loop(r, frame.loop, way, counted))
    for name in (table.item_field, table.date_field, table.times_field):
        if name is not None:
            r.lack(frame, name, r.under(way, is_unknown(r.b.pool, r.b.field(frame, name))))


PARTS: dict[type, Callable[[Reach, Any, Here, Way], None]] = {
    e.Field: _field,
    e.Grounded: _grounded,
    e.HistoryAt: _history,
    e.HistoryWindow: _history,
    e.Let: _let,
    e.Ref: _ref,
    e.At: _at,
    e.Dated: _dated,
    e.Both: _both,
    e.Choice: _choice,
    e.OrElse: _or_else,
    e.Candidates: _candidates,
    e.Lookup: _lookup,
    e.Delegated: _delegated,
    e.Marginal: _marginal,
    e.Aggregate: _aggregate,
    e.Rank: _rank,
    e.PointsTotal: _points,
}
"""What of an expression matters; for a kind not listed, everything directly inside it."""
