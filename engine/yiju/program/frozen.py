"""A program with its dated choices made as of one day: what the rules would give had nothing changed since."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from yiju.program import expressions as e
from yiju.program.program import Definition, Program, TableType
from yiju.program.traverse import EXPRESSIONS


def frozen(program: Program, day: date) -> Program:
    """Every value by date as it is on `day`, whatever day it is asked for; one with no value then stays by date.

    When a policy itself is in force stays as written: only what its rules read is held still.
    """
    definitions = {k: d if d.kind == "outcome" else _definition(d, day) for k, d in program.definitions.items()}
    tables = {k: _table(t, day) for k, t in program.tables.items()}
    return replace(program, definitions=definitions, tables=tables)


def _definition(definition: Definition, day: date) -> Definition:
    return replace(definition, body=_held(definition.body, day))


def _table(table: TableType, day: date) -> TableType:
    rows = tuple(replace(r, results=tuple(_held(x, day) for x in r.results)) for r in table.rows)
    other = table.otherwise
    other = replace(other, results=tuple(_held(x, day) for x in other.results)) if other else None
    return replace(table, rows=rows, otherwise=other)


def _held(node: Any, day: date) -> Any:
    match node:
        case e.Dated(pieces=pieces):
            chosen = [p for p in pieces if day in p.interval]
            if chosen:
                return e.Grounded(node.type, node.span, _held(chosen[0].value, day), chosen[0].grounds)
        case e.At():
            return node
        case tuple():
            return tuple(_held(item, day) for item in node)
    if isinstance(node, PARTS):
        whole: Any = node
        changed = {f.name: _held(getattr(node, f.name), day) for f in fields(whole) if f.name not in _FIXED}
        return replace(whole, **changed)
    return node


_FIXED = ("type", "span", "grounds")
PARTS: tuple[type, ...] = (*EXPRESSIONS, e.Piece, e.Alternative)
