"""Nodes laid out as layered SELECTs: what is used twice is a column of an inner layer, worked out once.

Of a list's elements too, where a dialect can carry values beside them: a layer then holds the list anew, each
element with the values worked out so far. Input: named output nodes, a dialect, the table of the records. Output:
one SELECT.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from yiju.backends.relational.builder import Loop
from yiju.backends.relational.dialect import Dialect, Element, Sql, column, name, named, select
from yiju.backends.relational.nodes import Node

CHEAP = frozenset(
    {"lit", "null", "column", "element", "not", "is_null", "is_true", "is_false", "within", "texts", "each"}
)
"""Operations as cheap as reading a column."""


@dataclass(slots=True)
class _Carried:
    """The values carried beside a list's elements: layer by layer, the columns that hold the list, and their values."""

    loop: Loop
    names: dict[Node, str] = field(default_factory=dict)
    layers: dict[int, list[Node]] = field(default_factory=dict)

    def before(self, layer: int) -> int:
        """The last layer below one that carries something; 0 where none does."""
        return max((at for at in self.layers if at < layer), default=0)


@dataclass(slots=True)
class Layout:
    """Where each shared node stands: its column's name and its layer (0: the records themselves)."""

    dialect: Dialect
    uses: dict[Node, int] = field(default_factory=dict)
    names: dict[Node, str] = field(default_factory=dict)
    layers: dict[Node, int] = field(default_factory=dict)
    loops: dict[int, Loop] = field(default_factory=dict)
    carried: dict[int, _Carried] = field(default_factory=dict)
    placed: set[Node] = field(default_factory=set)  # what tells an element's place, which only its own loop knows
    at: int = 0

    def select(self, outputs: Mapping[str, Node], kept: Sequence[str], source: Sql) -> exp.Select:
        """SELECT the outputs under their names, after the columns that are kept as they are."""
        order = self._order(list(outputs.values()))
        for node in order:
            self._place(node)
        table = source
        deepest = max((self.layers[n] for n in order if n in self.names or self._is_carried(n)), default=0)
        for self.at in range(1, deepest + 1):
            made = [
                named(self._write(n), self.names[n]) for n in order if n in self.names and self.layers[n] == self.at
            ]
            lists = [self._list(c) for c in self.carried.values() if self.at in c.layers]
            table = self.dialect.layered(select([exp.Star(), *made, *lists], table)).subquery(
                f"layer{self.at}", copy=False
            )
        self.at = deepest + 1
        columns = [named(self._read(n), text) for text, n in outputs.items()]
        return select([*(column(k) for k in kept), *columns], table)

    def condition(self, node: Node) -> Sql:
        """A condition over the records themselves, for a WHERE."""
        return self._write(node)

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
            self.loops.update((a.number, a) for a in node.args if isinstance(a, Loop))
            stack.append((node, True))
            for part in node.parts():
                self.uses[part] = self.uses.get(part, 0) + 1
                stack.append((part, False))
        return list(seen)

    def _place(self, node: Node) -> None:
        below = max((self.layers[p] for p in node.parts()), default=0)
        if node.op == "placed" or any(p in self.placed for p in node.parts()):
            self.placed.add(node)
        if self.uses[node] > 1 and node.op not in CHEAP:
            if not node.free:
                self.names[node] = f"_{len(self.names) + 1}"
                below += 1
            elif self._carries(node):
                below = self._carry(node, below + 1)
        self.layers[node] = below

    # --- values beside the elements of a list -----------------------------------------------------------------

    def _carries(self, node: Node) -> bool:
        """Whether a value can be carried: it is of one element of a list that the record itself holds."""
        if not self.dialect.carries or len(node.free) != 1 or node in self.placed:
            return False
        loop = self.loops.get(next(iter(node.free)))
        return loop is not None and not loop.source.free

    def _carry(self, node: Node, layer: int) -> int:
        (number,) = node.free
        loop = self.loops[number]
        carried = self.carried.setdefault(number, _Carried(loop))
        layer = max(layer, self.layers.get(loop.source, 0) + 1)
        carried.names[node] = f"c{len(carried.names) + 1}"
        carried.layers.setdefault(layer, []).append(node)
        return layer

    def _is_carried(self, node: Node) -> bool:
        return len(node.free) == 1 and any(node in c.names for c in self.carried.values())

    def _list(self, carried: _Carried) -> Sql:
        """The column of a list whose elements carry the values of this layer too."""
        before = carried.before(self.at)
        older = [carried.names[n] for at, nodes in carried.layers.items() if at <= before for n in nodes]
        newer = [(carried.names[n], self._write(n)) for n in carried.layers[self.at]]
        source = self._listed(carried.loop)
        return named(
            self.dialect.carrying(carried.loop, source, older, newer, is_first=not before), _list_name(carried, self.at)
        )

    def _listed(self, loop: Loop) -> Sql:
        """A list as it stands below the layer at hand."""
        carried = self.carried.get(loop.number)
        before = 0 if carried is None else carried.before(self.at)
        if carried is None or not before:
            return self._read(loop.source)
        return column(_list_name(carried, before))

    def _element(self, loop: int) -> Element:
        carried = self.carried.get(loop)
        return Element(loop, carried is not None and carried.before(self.at) > 0)

    # --- writing ----------------------------------------------------------------------------------------------

    def _read(self, node: Node) -> Sql:
        if node in self.names:
            return column(self.names[node])
        if node.op == "listed":
            return self._listed(node.args[0])
        if node.op == "element":
            return self.dialect.field(self._element(node.args[0]), node.args[1])
        for carried in self.carried.values() if len(node.free) == 1 else ():
            if node in carried.names and self.layers[node] < self.at:
                return self.dialect.carried(self._element(carried.loop.number), carried.names[node])
        return self._write(node)

    def _write(self, node: Node) -> Sql:
        return self.dialect.write(node, self._read)


def _list_name(carried: _Carried, layer: int) -> str:
    return f"_{carried.loop.name}_{carried.loop.number}_{layer}"


def table(text: str) -> exp.Table:
    """A table by its name."""
    return exp.Table(this=name(text))
