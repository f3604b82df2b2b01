"""What some policies reach of a program: definitions, tables, scales, points, records, other policies.

Input: a program and names of policies. Output: the program cut to what deciding them can read. Knows no JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import PolicyType, Program
from yiju.program.traverse import below, table_expressions


def reached(program: Program, policies: Iterable[str] | None) -> Program:
    """The program with what its policies of these names reach, in its own order; all of it for None.

    Raises:
        KeyError: there is no such policy.
    """
    if policies is None:
        return program
    chosen = _with_rivals(program, policies)
    found = _Found(program)
    for policy in chosen:
        found.definitions_named(_definitions_of(policy))
        for expr in _expressions_of(policy):
            found.expression(expr)
    return replace(
        program,
        records=_kept(program.records, _records(program, chosen)),
        definitions=_kept(program.definitions, found.definitions),
        tables=_kept(program.tables, found.tables),
        scales=_kept(program.scales, found.scales),
        points=_kept(program.points, found.points),
        policies=_kept(program.policies, {p.name for p in chosen}),
        assertions=(),
        ledgers={},
    )


def _kept(things: Any, names: Iterable[str]) -> dict[str, Any]:
    wanted = set(names)
    return {name: thing for name, thing in things.items() if name in wanted}


def _with_rivals(program: Program, policies: Iterable[str]) -> list[PolicyType]:
    """The policies, and those of the same subject that a 互斥 weighs against them."""
    found: dict[str, PolicyType] = {}
    stack = list(policies)
    while stack:
        policy = program.policies[stack.pop()]
        if policy.name in found:
            continue
        found[policy.name] = policy
        rivals = {name for mutual in policy.mutuals for name, _ in mutual.payments if name in program.policies}
        stack += [name for name in rivals if program.policies[name].subject == policy.subject]
    return list(found.values())


def _definitions_of(policy: PolicyType) -> Iterator[str]:
    yield policy.outcome
    yield from (use.definition for use in (*policy.eligibility, *policy.standards))
    yield from (payment.definition for payment in policy.payments)


def _expressions_of(policy: PolicyType) -> Iterator[e.Expr]:
    parts: list[e.Expr | None] = [f.when for f in policy.funds]
    for p in policy.payments:
        parts += [p.start, p.end, p.recipients, p.where, p.when, p.amount]
    parts += [part for d in policy.duties for part in (d.when, d.day)]
    parts += [part for m in policy.mutuals for part in (m.key_expr, m.field_expr)]
    return (part for part in parts if part is not None)


def _records(program: Program, policies: Iterable[PolicyType]) -> set[str]:
    found: set[str] = set()
    stack = [p.subject for p in policies]
    while stack:
        name = stack.pop()
        if name not in found:
            found.add(name)
            stack += [f.type.record for f in program.records[name].fields if isinstance(f.type, ty.ListType)]
    return found


@dataclass(slots=True)
class _Found:
    """The names met while walking."""

    program: Program
    definitions: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    scales: set[str] = field(default_factory=set)
    points: set[str] = field(default_factory=set)

    def definitions_named(self, names: Iterable[str]) -> None:
        """Definitions and all that they read."""
        for name in names:
            self.expression(self._entered(name))

    def expression(self, expr: e.Expr | None) -> None:
        """An expression and all that it reads."""
        stack = [expr] if expr is not None else []
        while stack:
            for node in below(stack.pop()):
                stack += self._read_by(node)

    def _entered(self, name: str) -> e.Expr | None:
        if name in self.definitions or name not in self.program.definitions:
            return None
        self.definitions.add(name)
        return self.program.definitions[name].body

    def _read_by(self, node: e.Expr) -> list[e.Expr]:
        match node:
            case e.Ref(definition=name):
                body = self._entered(name)
                return [body] if body is not None else []
            case e.Lookup(table=name) if name not in self.tables:
                self.tables.add(name)
                return list(table_expressions(self.program, name))
            case e.Marginal(scale=name) if name not in self.scales:
                self.scales.add(name)
                return [band.rate for band in self.program.scales[name].bands]
            case e.PointsTotal(points=name):
                self.points.add(name)
        return []
