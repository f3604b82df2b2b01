"""A program with points left open (待定) decided one way: what it would say if someone had.

Used to tell which facts would still matter; no decision is ever made by such a program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import Program
from yiju.program.traverse import below, referred, table_expressions


def open_conditions(program: Program, names: tuple[str, ...]) -> tuple[e.Open, ...]:
    """The conditions left open among all that some definitions read, in the order met."""
    found: dict[e.Open, None] = {}
    seen: set[str] = set()
    stack = list(reversed(names))
    while stack:
        name = stack.pop()
        if name in seen or name not in program.definitions:
            continue
        seen.add(name)
        body = program.definitions[name].body
        found.update(dict.fromkeys(x for x in _all_below(program, body) if _is_open_condition(x)))
        stack.extend(reversed(list(referred(program, body))))
    return tuple(found)


def _is_open_condition(x: e.Expr) -> bool:
    return isinstance(x, e.Open) and isinstance(x.type, ty.TruthType)


def _all_below(program: Program, body: e.Expr) -> Iterator[Any]:
    for x in below(body):
        yield x
        if isinstance(x, e.Lookup):
            for cell in table_expressions(program, x.table):
                yield from _all_below(program, cell)


def settled(program: Program, values: Mapping[e.Open, bool]) -> Program:
    """The program with each of these points a truth."""
    return replace(
        program,
        definitions={name: _settled(d, values) for name, d in program.definitions.items()},
        tables={name: _settled(t, values) for name, t in program.tables.items()},
        policies={name: _settled(p, values) for name, p in program.policies.items()},
    )


def _settled(node: Any, values: Mapping[e.Open, bool]) -> Any:
    """A node with the points inside it decided; itself where there is none."""
    if isinstance(node, e.Open):
        return e.Const(ty.TruthType(), node.span, values[node]) if node in values else node
    if isinstance(node, tuple):
        made = tuple(_settled(x, values) for x in node)
        return node if all(a is b for a, b in zip(made, node, strict=True)) else made
    if not is_dataclass(node) or isinstance(node, LEFT_ALONE):
        return node
    parts = {f.name: getattr(node, f.name) for f in fields(node)}
    changed = {n: new for n, old in parts.items() if (new := _settled(old, values)) is not old}
    return replace(node, **changed) if changed else node


LEFT_ALONE = (type, ty.NumberType, ty.TruthType, ty.TextType, ty.DateType, ty.EnumType, ty.MultiType, ty.ListType)
