"""Walking expressions: what stands directly inside a node, everything below it, every expression of a program.

Knows the shape of the calculus only, nothing of its meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any, get_args

from yiju.program import expressions as e
from yiju.program.program import ConditionTest, Program, TableRow

EXPRESSIONS: tuple[type, ...] = get_args(e.Expr)

HOLDERS = (e.Piece, e.Alternative)
"""Parts of expressions that hold expressions without being one."""

KINDS, HOLDING = frozenset(EXPRESSIONS), frozenset[type](HOLDERS)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name not in ("type", "span", "grounds"))


def children(node: e.Expr) -> Iterator[e.Expr]:
    """The expressions directly inside a node, in the order written."""
    kind: Any = type(node)
    for name in _names(kind):
        yield from _held(getattr(node, name))


def _held(value: Any) -> Iterator[e.Expr]:
    kind: Any = type(value)
    if kind in KINDS:
        yield value
    elif kind is tuple:
        for item in value:
            yield from _held(item)
    elif kind in HOLDING:
        for name in _names(kind):
            yield from _held(getattr(value, name))


def below(node: e.Expr) -> Iterator[e.Expr]:
    """A node and everything inside it; definitions it refers to are not entered."""
    stack = [node]
    while stack:
        here = stack.pop()
        yield here
        stack.extend(reversed(list(children(here))))


def table_expressions(program: Program, table: str) -> Iterator[e.Expr]:
    """The conditions and results of a table's rows."""
    made = program.tables[table]
    for row in (*made.rows, *((made.otherwise,) if made.otherwise else ())):
        yield from row_conditions(row)
        yield from row.results


def row_conditions(row: TableRow) -> Iterator[e.Expr]:
    """The conditions of a row's 条件 cells."""
    for test in row.tests:
        if isinstance(test, ConditionTest):
            yield test.condition


def bodies(program: Program) -> Iterator[e.Expr]:
    """Every expression of a program that is not part of another: bodies, table cells, rates, the parts of policies."""
    yield from (d.body for d in program.definitions.values())
    for table in program.tables:
        yield from table_expressions(program, table)
    yield from (band.rate for scale in program.scales.values() for band in scale.bands)
    yield from (a.condition for a in program.assertions)
    for policy in program.policies.values():
        found = [f.when for f in policy.funds]
        found += [part for d in policy.duties for part in (d.when, d.day)]
        found += [part for m in policy.mutuals for part in (m.key_expr, m.field_expr)]
        yield from (x for x in found if x is not None)


def referred(program: Program, node: e.Expr) -> Iterator[str]:
    """The definitions that a node reads directly, through the tables and scales it looks up too."""
    for part in below(node):
        match part:
            case e.Ref(definition=definition):
                yield definition
            case e.Lookup(table=table) if table in program.tables:
                for cell in table_expressions(program, table):
                    yield from referred(program, cell)
            case e.Marginal(scale=scale) if scale in program.scales:
                for band in program.scales[scale].bands:
                    yield from referred(program, band.rate)
