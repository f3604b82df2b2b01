"""What cases reach: rules, exceptions and table rows met, and conditions seen both true and false."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yiju.backends import interpreter_lists as lists
from yiju.backends.evaluation import Scope
from yiju.backends.interpreter import Interpreter
from yiju.decision.evaluate import Evaluator
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import ConditionTest, Program
from yiju.program.traverse import below, children
from yiju_grammar.span import Span

CONDITIONS = (e.Compare, e.Is, e.IsNothing, e.OneOf, e.InRange, e.InMonth, e.MonthIn, e.Contains)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Something no case reached: `kind` rule, exception, row or condition; `seen`: 真, 假, neither."""

    kind: str
    name: str
    span: Span
    seen: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts by kind as (covered, all), and what is left."""

    rules: tuple[int, int]
    rows: tuple[int, int]
    conditions: tuple[int, int]
    uncovered: tuple[Uncovered, ...]


@dataclass(slots=True)
class Covered:
    """Truths seen, by place."""

    rules: dict[tuple[str, Span], set[bool]] = field(default_factory=dict)
    rows: set[Span] = field(default_factory=set)
    conditions: dict[Span, set[bool]] = field(default_factory=dict)

    def report(self, program: Program, only: frozenset[str] | None = None) -> Coverage:
        """What of a program was seen (of the files named in `only`, if given)."""
        rules, rows, conditions = _everything(program)
        if only is not None:
            rules, rows = [r for r in rules if r[1].file in only], [r for r in rows if r[1].file in only]
            conditions = [span for span in conditions if span.file in only]
        left = [Uncovered("rule", n, s, _seen(self.rules.get((n, s)))) for n, s in rules if (n, s) not in self.rules]
        left += [Uncovered("row", n, s, "") for n, s in rows if s not in self.rows]
        halves = [(s, self.conditions.get(s, set())) for s in conditions]
        left += [Uncovered("condition", "", s, _seen(seen)) for s, seen in halves if len(seen) < 2]
        return Coverage(
            (sum(1 for r in rules if r in self.rules), len(rules)),
            (sum(1 for _, s in rows if s in self.rows), len(rows)),
            (sum(len(seen) for _, seen in halves), 2 * len(halves)),
            tuple(sorted(left, key=lambda u: (u.span.file, u.span.start, u.kind))),
        )


def _seen(seen: set[bool] | None) -> str:
    return "".join("真" if s else "假" for s in sorted(seen or ()))


def _everything(program: Program) -> tuple[list[tuple[str, Span]], list[tuple[str, Span]], list[Span]]:
    rules: dict[tuple[str, Span], None] = {}
    conditions: dict[Span, None] = {}
    for definition in program.definitions.values():
        if definition.kind in ("eligibility", "payment") and not definition.id.endswith(":应发"):
            rules[(definition.label, definition.span)] = None
        for node in below(definition.body):
            if isinstance(node, e.Candidates):
                rules.update({(a.label, a.span): None for a in node.alternatives})
            if isinstance(node, CONDITIONS):
                conditions[node.span] = None
    rows = [
        (t.label, r.span) for t in program.tables.values() for r in (*t.rows, *((t.otherwise,) if t.otherwise else ()))
    ]
    return list(rules), rows, list(conditions)


def covered_by(covered: Covered, evaluator: Evaluator, day: date) -> None:
    """Note everything one record's decision meets on a day: outcome, standards, due payments."""
    run, policy = evaluator.run, evaluator.policy
    scope = evaluator.scope(day)
    names = [policy.outcome, *(u.definition for u in policy.standards)]
    work: list[tuple[e.Expr, Scope]] = [(run.program.definitions[n].body, scope) for n in names]
    for due in evaluator.on(day).due:
        definition = run.program.definitions[due.payment.definition]
        covered.rules.setdefault((definition.label, definition.span), set()).add(True)
        work.append((definition.body, due.scope))
    seen: set[tuple[Any, ...]] = set()
    while work:
        node, here = work.pop()
        _note(covered, run, node, here)
        work.extend(_inside(covered, run, node, here, seen=seen))


def _note(covered: Covered, run: Interpreter, node: e.Expr, scope: Scope) -> None:
    if isinstance(node, CONDITIONS):
        value = run.value(node, scope)
        if isinstance(value, bool):
            covered.conditions.setdefault(node.span, set()).add(value)
    if isinstance(node, e.Candidates):
        for alternative in node.alternatives:
            if run.value(alternative.applies, scope) is True:
                covered.rules.setdefault((alternative.label, alternative.span), set()).add(True)


def _inside(
    covered: Covered, run: Interpreter, node: e.Expr, scope: Scope, *, seen: set[tuple[Any, ...]]
) -> Iterator[tuple[e.Expr, Scope]]:
    match node:
        case e.Ref():
            yield from _ref(covered, run, node, scope, seen=seen)
        case e.Aggregate():
            frames = run.elements(node.source, scope)
            for frame in frames if isinstance(frames, list) else ():
                inner = scope.push(frame)
                yield from ((x, inner) for x in (node.where, node.value) if x is not None)
        case e.Dated(pieces=pieces):
            yield from ((p.value, scope) for p in pieces if scope.day in p.interval)
        case e.Candidates():
            yield from ((x, scope) for a in node.alternatives for x in (a.applies, a.value))
            yield node.base, scope
        case e.Lookup():
            yield from _lookup(covered, run, node, scope)
        case e.Let(name=name, value=value, body=body):
            yield value, scope
            yield body, Scope(scope.frames, scope.day, (*scope.variables, (name, run.value(value, scope))))
        case e.At(value=value, day=day):
            moved = run.value(day, scope)
            if isinstance(moved, date):
                yield value, Scope(scope.frames, moved, scope.variables)
        case _:
            yield from ((child, scope) for child in children(node))


def _ref(
    covered: Covered, run: Interpreter, node: e.Ref, scope: Scope, *, seen: set[tuple[Any, ...]]
) -> Iterator[tuple[e.Expr, Scope]]:
    definition = run.program.definitions[node.definition]
    home = scope.up(node.up)
    key = (node.definition, tuple(f.path for f in home.frames), home.day)
    if isinstance(definition.type, ty.TruthType) and not node.arguments:
        value = run.value(node, scope)
        if isinstance(value, bool):
            covered.rules.setdefault((definition.label, definition.span), set()).add(value)
    yield from ((a, scope) for a in node.arguments)
    if key in seen and not node.arguments:
        return
    seen.add(key)
    names = [p.name for p in definition.parameters]
    arguments = tuple(zip(names, (run.value(a, scope) for a in node.arguments), strict=True))
    yield definition.body, Scope(home.frames, home.day, arguments)


def _lookup(covered: Covered, run: Interpreter, node: e.Lookup, scope: Scope) -> Iterator[tuple[e.Expr, Scope]]:
    table = run.program.tables[node.table]
    values = [run.value(a, scope) for a in node.arguments]
    yield from ((a, scope) for a in node.arguments)
    met = False
    for row in table.rows:
        yield from ((test.condition, scope) for test in row.tests if isinstance(test, ConditionTest))
        if lists.row_applies(run, row, values, scope) is True:
            covered.rows.add(row.span)
            met = True
            yield row.results[node.column], scope
            if table.hit == "first":
                return
    if not met and table.otherwise is not None:
        covered.rows.add(table.otherwise.span)
