"""What a value hangs on: the parts of an expression that decided it, or that keep it undecided.

Given an interpreter and a scope, `parts` names the sub-expressions that matter: of a 且 that fails, what failed; of a
choice, the branch taken; of a table, the row that applied. `stands_on` walks them to the leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yiju.backends import interpreter_lists as lists
from yiju.backends.evaluation import Frame, Scope
from yiju.backends.interpreter import Interpreter
from yiju.program import expressions as e
from yiju.program.program import ConditionTest
from yiju.program.traverse import children
from yiju.program.values import NOTHING, UNKNOWN
from yiju_grammar.terms import Reading

Part = tuple[e.Expr, Scope]


@dataclass(slots=True)
class Standing:
    """What was met on the way: indexes of grounds, unknown fields by place, open points, readings, definitions.
    `beside`: the grounds of exceptions that did not apply; a value is no stronger than they are."""

    grounds: dict[int, None] = field(default_factory=dict)
    beside: dict[int, None] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    opens: dict[e.Open | str, str] = field(default_factory=dict)
    readings: dict[tuple[str, Reading], None] = field(default_factory=dict)
    seen: set[tuple[Any, ...]] = field(default_factory=set)


def place_of(frame: Frame, name: str) -> str:
    """How a field of a record is named: `学籍`, or `成员[2].学籍` of the second member."""
    return "".join(f"{step}[{i + 1}]." for step, i in frame.path) + name


def stands_on(run: Interpreter, expr: e.Expr, scope: Scope, into: Standing | None = None) -> Standing:
    """Walk what a value hangs on, to its leaves."""
    into = into or Standing()
    stack: list[Part] = [(expr, scope)]
    while stack:
        node, here = stack.pop()
        _note(run, node, here, into)
        stack.extend(reversed(list(parts(run, node, here, into))))
    return into


def _note(run: Interpreter, node: e.Expr, scope: Scope, into: Standing) -> None:
    match node:
        case e.Field() if node.up < len(scope.frames):
            frame = scope.frames[node.up]
            index = [f.name for f in frame.record.fields].index(node.name)
            if frame.row[index] is UNKNOWN:
                if node.default is None:
                    into.missing[place_of(frame, node.name)] = None
                _add(into, node.grounds)
        case e.Open():
            into.opens[node] = node.point
        case e.Delegated(selector=selector):
            _note_delegated(run, node, selector, scope, into)
        case e.Dated() if run.value(node, scope) is UNKNOWN and not any(scope.day in p.interval for p in node.pieces):
            into.opens[f"{node.label}@{scope.day}"] = f"`{node.label}`在{scope.day.isoformat()}没有值"
        case e.Grounded():
            _add(into, node.grounds)
        case e.HistoryAt() | e.HistoryWindow() if run.value(node, scope) is UNKNOWN:
            _note_history(node, scope, into)


def _note_history(node: e.HistoryAt | e.HistoryWindow, scope: Scope, into: Standing) -> None:
    history = node.history
    if isinstance(history, e.Field) and history.up < len(scope.frames):
        into.missing[place_of(scope.frames[history.up], history.name)] = None


def _note_delegated(run: Interpreter, node: e.Delegated, selector: e.Expr | None, scope: Scope, into: Standing) -> None:
    office = run.value(selector, scope) if selector is not None else ""
    if selector is not None and office is UNKNOWN:
        return
    if selector is None and node.fillings:
        return
    if office not in dict(node.fillings):
        into.opens[f"{node.label}:{office}"] = f"尚无细则：{office or node.label}"


def _add(into: Standing, grounds: tuple[int, ...]) -> None:
    into.grounds.update(dict.fromkeys(grounds))


def parts(run: Interpreter, node: e.Expr, scope: Scope, into: Standing) -> Iterator[Part]:
    """The sub-expressions that decided a node, or keep it undecided."""
    rule = PARTS.get(type(node))
    if rule is not None:
        return rule(run, node, scope, into)
    return ((child, scope) for child in children(node))


def _both(run: Interpreter, node: e.Both, scope: Scope, into: Standing) -> Iterator[Part]:
    values = [(o, run.value(o, scope)) for o in node.operands]
    decisive = node.op == "any"
    if any(v is decisive for _, v in values):
        return ((o, scope) for o, v in values if v is decisive)
    undecided = [o for o, v in values if v is not (not decisive)]
    return ((o, scope) for o in undecided or node.operands)


def _or_else(run: Interpreter, node: e.OrElse, scope: Scope, into: Standing) -> Iterator[Part]:
    yield node.value, scope
    if run.value(node.value, scope) is NOTHING:
        yield node.fallback, scope


def _at(run: Interpreter, node: e.At, scope: Scope, into: Standing) -> Iterator[Part]:
    yield node.day, scope
    moved = run.value(node.day, scope)
    if isinstance(moved, date) or moved is UNKNOWN:
        # as of a day not known yet it may hang on the same fields as today
        yield node.value, Scope(scope.frames, moved or scope.day, scope.variables)


def _dated(run: Interpreter, node: e.Dated, scope: Scope, into: Standing) -> Iterator[Part]:
    for piece in node.pieces:
        if scope.day in piece.interval:
            _add(into, piece.grounds)
            yield piece.value, scope


def _let(run: Interpreter, node: e.Let, scope: Scope, into: Standing) -> Iterator[Part]:
    yield node.value, scope
    bound = (*scope.variables, (node.name, run.value(node.value, scope)))
    yield node.body, Scope(scope.frames, scope.day, bound)


def _marginal(run: Interpreter, node: e.Marginal, scope: Scope, into: Standing) -> Iterator[Part]:
    scale = run.program.scales[node.scale]
    _add(into, scale.grounds)
    yield node.operand, scope
    for band in scale.bands:
        _add(into, band.grounds)
        yield band.rate, scope


def _choice(run: Interpreter, node: e.Choice, scope: Scope, into: Standing) -> Iterator[Part]:
    yield node.condition, scope
    condition = run.value(node.condition, scope)
    if condition is not False:
        yield node.then, scope
    if condition is not True:
        yield node.otherwise, scope


def _ref(run: Interpreter, node: e.Ref, scope: Scope, into: Standing) -> Iterator[Part]:
    yield from ((a, scope) for a in node.arguments)
    home = scope.up(node.up)
    key = (node.definition, tuple((f.path, id(f.row)) for f in home.frames), home.day)
    if not node.arguments and key in into.seen:
        return
    into.seen.add(key)
    definition = run.program.definitions[node.definition]
    _add(into, definition.grounds)
    into.readings.update({(definition.label, r): None for r in definition.readings})
    names = [p.name for p in definition.parameters]
    arguments = tuple(zip(names, (run.value(a, scope) for a in node.arguments), strict=True))
    yield definition.body, Scope(home.frames, home.day, arguments)


def _candidates(run: Interpreter, node: e.Candidates, scope: Scope, into: Standing) -> Iterator[Part]:
    states = [(a, run.value(a.applies, scope)) for a in node.alternatives]
    certain = any(v is True for _, v in states)
    for alternative, state in states:
        if state is True or (state is not False and not certain) or not isinstance(state, bool):
            _add(into, alternative.grounds)
            yield alternative.applies, scope
            yield alternative.value, scope
        elif not certain:
            passed = stands_on(run, alternative.applies, scope)
            into.beside.update({**passed.grounds, **passed.beside})
            into.readings.update(passed.readings)
    if not certain:
        yield node.base, scope


def _lookup(run: Interpreter, node: e.Lookup, scope: Scope, into: Standing) -> Iterator[Part]:
    table = run.program.tables[node.table]
    _add(into, table.grounds)
    values = [run.value(a, scope) for a in node.arguments]
    yield from ((a, scope) for a in node.arguments)
    met = False
    for row in table.rows:
        state = lists.row_applies(run, row, values, scope)
        if state is False:
            continue
        _add(into, row.grounds)
        yield from ((t.condition, scope) for t in row.tests if isinstance(t, ConditionTest))
        yield row.results[node.column], scope
        met = met or state is True
        if met and table.hit == "first":
            return
    if not met and table.otherwise is not None:
        _add(into, table.otherwise.grounds)
        yield table.otherwise.results[node.column], scope


def _delegated(run: Interpreter, node: e.Delegated, scope: Scope, into: Standing) -> Iterator[Part]:
    if node.selector is None:
        yield from ((f, scope) for _, f in node.fillings[:1])
        return
    yield node.selector, scope
    office = run.value(node.selector, scope)
    yield from ((f, scope) for name, f in node.fillings if office is UNKNOWN or name == office)


def _aggregate(run: Interpreter, node: e.Aggregate, scope: Scope, into: Standing) -> Iterator[Part]:
    yield node.source, scope
    frames = run.elements(node.source, scope)
    if not isinstance(frames, list):
        return
    result = run.value(node, scope)
    for frame in frames:
        inner = scope.push(frame)
        holds = True if node.where is None else run.value(node.where, inner)
        if node.op in ("exists", "all") and node.where is not None:
            if holds is result or (result is UNKNOWN and holds is UNKNOWN):
                yield node.where, inner
            continue
        if node.where is not None:
            yield node.where, inner
        if node.value is not None and holds is not False:
            yield node.value, inner


def _rank(run: Interpreter, node: e.Rank, scope: Scope, into: Standing) -> Iterator[Part]:
    yield node.source, scope
    frames = run.elements(node.source, scope)
    for frame in frames if isinstance(frames, list) else ():
        inner = scope.sibling(frame)
        if node.where is not None:
            yield node.where, inner
        yield node.key, inner


def _points(run: Interpreter, node: e.PointsTotal, scope: Scope, into: Standing) -> Iterator[Part]:
    table = run.program.points[node.points]
    _add(into, table.grounds)
    yield node.events, scope
    frames = run.elements(node.events, scope)
    rows = {row.item: row for row in table.rows}
    for frame in frames if isinstance(frames, list) else ():
        names = [f.name for f in frame.record.fields]
        for name in (table.item_field, table.date_field, table.times_field):
            if name is None:
                continue
            value = frame.row[names.index(name)]
            if value is UNKNOWN:
                into.missing[place_of(frame, name)] = None
            if name == table.item_field and value in rows:
                _add(into, rows[value].grounds)


PARTS: dict[type, Callable[[Interpreter, Any, Scope, Standing], Iterator[Part]]] = {
    e.Both: _both,
    e.Choice: _choice,
    e.OrElse: _or_else,
    e.Ref: _ref,
    e.At: _at,
    e.Dated: _dated,
    e.Let: _let,
    e.Candidates: _candidates,
    e.Lookup: _lookup,
    e.Delegated: _delegated,
    e.Aggregate: _aggregate,
    e.Rank: _rank,
    e.Marginal: _marginal,
    e.PointsTotal: _points,
}
"""What of a node matters; for a node not listed, everything directly inside it."""
