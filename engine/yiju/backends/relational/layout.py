"""Nodes laid out as layered SELECTs: what is used twice is a column of an inner layer, worked out once.

Input: named output nodes, a dialect, the table that holds the records. Output: one SELECT.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from yiju.backends.relational.dialect import Dialect, Sql, column, name, named, select
from yiju.backends.relational.nodes import Node

CHEAP = frozenset({"lit", "null", "column", "element", "not", "is_null", "is_true", "is_false", "within", "texts"})
"""Operations as cheap as reading a column."""


@dataclass(slots=True)
class Layout:
    """Where each shared node stands: its column's name and its layer (0: the records themselves)."""

    dialect: Dialect
    uses: dict[Node, int] = field(default_factory=dict)
    names: dict[Node, str] = field(default_factory=dict)
    layers: dict[Node, int] = field(default_factory=dict)

    def select(self, outputs: Mapping[str, Node], kept: Sequence[str], source: Sql) -> exp.Select:
        """SELECT the outputs under their names, after the columns that are kept as they are."""
        order = self._order(list(outputs.values()))
        for node in order:
            self._place(node)
        table = source
        shared = [n for n in order if n in self.names]
        deepest = max((self.layers[n] for n in shared), default=0)
        for layer in range(1, deepest + 1):
            made = [named(self._write(n), self.names[n]) for n in shared if self.layers[n] == layer]
            table = select([exp.Star(), *made], table).subquery(f"layer{layer}", copy=False)
        columns = [named(self._read(n), text) for text, n in outputs.items()]
        return select([*(column(k) for k in kept), *columns], table)

    def _order(self, outputs: list[Node]) -> list[Node]:
        """Every node below the outputs, operands first; uses are counted on the way."""
        seen: dict[Node, None] = {}
        stack = [(node, False) for node in reversed(outputs)]
        for node in outputs:
            self.uses[node] = self.uses.get(node, 0) + 1
        while stack:
            node, done = stack.pop()
            if done:
                seen[node] = None
                continue
            if node in self.layers:
                continue
            self.layers[node] = 0
            stack.append((node, True))
            for part in node.parts():
                self.uses[part] = self.uses.get(part, 0) + 1
                stack.append((part, False))
        return list(seen)

    def _place(self, node: Node) -> None:
        below = max((self.layers[p] for p in node.parts()), default=0)
        if self.uses[node] > 1 and not node.free and node.op not in CHEAP:
            self.names[node] = f"_{len(self.names) + 1}"
            below += 1
        self.layers[node] = below

    def _read(self, node: Node) -> Sql:
        named = self.names.get(node)
        return column(named) if named is not None else self._write(node)

    def _write(self, node: Node) -> Sql:
        return self.dialect.write(node, self._read)


def table(text: str) -> exp.Table:
    """A table by its name."""
    return exp.Table(this=name(text))
