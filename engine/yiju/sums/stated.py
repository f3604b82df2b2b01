"""What the items of an outline state in one unit, each read once.

Input: nodes, and which figures lie within others. Output: the figures by which an item may count. An item that states
nothing stands for its own items.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from yiju.sums.figures import Figure, Number
from yiju.sums.statements import Place
from yiju.sums.tree import Node


@dataclass(frozen=True, slots=True)
class Stated:
    """The amount an item opens with, what was allotted to it, what was used of it, all it lists, and what is left."""

    first: tuple[Figure, ...] = ()
    allotted: tuple[Figure, ...] = ()
    used: tuple[Figure, ...] = ()
    listed: tuple[Figure, ...] = ()
    left: tuple[Figure, ...] = ()


NOTHING = Stated()


@dataclass(frozen=True, slots=True)
class Items:
    """The items of one document. `inside`: the figures that lie within others, and so state nothing further out;
    `read`: what is known so far, by the place of the item, then by unit."""

    inside: Collection[Place]
    read: dict[Place, dict[str, Stated]] = field(default_factory=dict)

    def stated(self, node: Node, unit: str) -> Stated:
        """What an item states in a unit."""
        known = self.read.get(node.place)
        if known is None:
            known = self.read[node.place] = self._by_unit(node)
        return known.get(unit, NOTHING)

    def _by_unit(self, node: Node) -> dict[str, Stated]:
        own: dict[str, list[Figure]] = {}
        for figure in self.free(node):
            own.setdefault(figure.unit, []).append(figure)
        below: dict[str, list[Stated]] = {}
        for child in node.children:
            self.stated(child, "")
            for unit, stated in self.read[child.place].items():
                if unit not in own:
                    below.setdefault(unit, []).append(stated)
        return {u: _of_own(free) for u, free in own.items()} | {u: together(some) for u, some in below.items()}

    def stated_but(self, node: Node, total: Figure) -> Stated:
        """What an item states in the unit of a total that stands in its words, without it."""
        if all(f.span != total.span for f in node.own):
            return self.stated(node, total.unit)
        free = [f for f in self.free(node) if f.unit == total.unit and f.span != total.span]
        return _of_own(free) if free else together([self.stated(child, total.unit) for child in node.children])

    def free(self, node: Node) -> list[Figure]:
        """The figures of a node's own words that lie within no other."""
        return [f for f in node.own if f.is_part and f.span not in self.inside]


def together(items: Sequence[Stated]) -> Stated:
    """What several items state."""
    if len(items) <= 1:
        return items[0] if items else NOTHING
    first = _joined(i.first for i in items)
    left = _joined(i.left for i in items)
    if not left and all(i.first is i.allotted is i.used is i.listed for i in items):
        return Stated(first, first, first, first)
    return Stated(
        first,
        _joined(i.allotted for i in items),
        _joined(i.used for i in items),
        _joined(i.listed for i in items),
        left,
    )


def _joined(figures: Iterable[tuple[Figure, ...]]) -> tuple[Figure, ...]:
    return tuple(chain.from_iterable(figures))


def _of_own(free: Sequence[Figure]) -> Stated:
    outermost = min(f.depth for f in free)
    level = _apart([f for f in free if f.depth == outermost])
    first = (level[0],)
    if len(level) == 1 and not level[0].role:
        return Stated(first, first, first, first)
    used = [f._replace(named=level[0].named) for f in level if f.role == "used"]
    allotted = [f for f in level if f.role == "received"]
    listed = [f for f in level if f.role not in ("used", "left")]
    left = tuple(f for f in level if f.role == "left")
    return Stated(first, tuple(allotted[:1]) or first, tuple(used[-1:]) or first, tuple(listed) or first, left[-1:])


def _apart(figures: Sequence[Figure]) -> list[Figure]:
    """Without amounts that are said again."""
    first: dict[tuple[Number, str], Figure] = {}
    for figure in figures:
        first.setdefault((figure.value, figure.role), figure)
    return list(first.values())
