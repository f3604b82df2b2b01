"""A graph in columns: which column each node stands in, and in which order, so that few lines cross.

Input: a graph. Output: columns of slots; a slot is a node, or the place where the lines of a node pass a column by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yiju.site.policy.graph import Edge, Graph, NodeKind

GROUPS: dict[NodeKind, int] = {
    "field": 0,
    "definition": 1,
    "exception": 1,
    "eligibility": 2,
    "outcome": 2,
    "standard": 3,
    "payment": 4,
    "fund": 5,
}
SWEEPS = 12


@dataclass(frozen=True, slots=True)
class Slot:
    """`node` itself, or with `passes` its lines on their way through a column."""

    node: int
    column: int
    passes: bool


@dataclass(frozen=True, slots=True)
class Layers:
    """`columns` from left to right, each from top to bottom; `links` from slot to slot of the next column.
    `groups`: the group of each column (see GROUPS)."""

    columns: tuple[tuple[Slot, ...], ...]
    links: tuple[tuple[Slot, Slot, bool], ...]
    groups: tuple[int, ...]


def layers(graph: Graph) -> Layers:
    """Columns by kind, what reads always to the right of what is read."""
    place, groups = _columns(graph)
    links = _links(graph, place)
    held: list[list[Slot]] = [[] for _ in groups]
    for node in range(len(graph.nodes)):
        held[place[node]].append(Slot(node, place[node], passes=False))
    for start, end, _ in links:
        for slot in (start, end):
            if slot not in held[slot.column]:
                held[slot.column].append(slot)
    return Layers(tuple(map(tuple, _ordered(held, links))), links, groups)


def _columns(graph: Graph) -> tuple[list[int], tuple[int, ...]]:
    """The column of each node, and the group of each column."""
    before: list[list[int]] = [[] for _ in graph.nodes]
    for edge in graph.edges:
        before[edge.end].append(edge.start)
    group = _longest(graph, before, [GROUPS[n.kind] for n in graph.nodes], 0)
    depth = [0] * len(graph.nodes)
    for _ in range(len(graph.nodes)):
        for node, found in enumerate(before):
            same = [depth[b] + 1 for b in found if group[b] == group[node]]
            depth[node] = min(max(same, default=0), len(graph.nodes))
    used = sorted({(g, d) for g, d in zip(group, depth, strict=True)})
    index = {pair: i for i, pair in enumerate(used)}
    return [index[pair] for pair in zip(group, depth, strict=True)], tuple(g for g, _ in used)


def _longest(graph: Graph, before: Sequence[Sequence[int]], own: Sequence[int], step: int) -> list[int]:
    """Each node's own value or the greatest before it; nodes that go round stop growing."""
    made = list(own)
    for _ in graph.nodes:
        raised = [max([own[n], *(made[b] + step for b in before[n])]) for n in range(len(made))]
        if raised == made:
            break
        made = raised
    return made


def _links(graph: Graph, place: Sequence[int]) -> tuple[tuple[Slot, Slot, bool], ...]:
    """Edges in steps of one column; those that leave one node share their way."""
    made: dict[tuple[Slot, Slot, bool], None] = {}
    for edge in graph.edges:
        for link in _steps(edge, place):
            made[link] = None
    return tuple(made)


def _steps(edge: Edge, place: Sequence[int]) -> list[tuple[Slot, Slot, bool]]:
    first, last = place[edge.start], place[edge.end]
    if first >= last:
        return []
    way = [Slot(edge.start, first, passes=False)]
    way += [Slot(edge.start, c, passes=True) for c in range(first + 1, last)]
    way.append(Slot(edge.end, last, passes=False))
    return [(a, b, edge.is_exception) for a, b in zip(way, way[1:], strict=False)]


# --- order within columns


def _ordered(columns: list[list[Slot]], links: Sequence[tuple[Slot, Slot, bool]]) -> list[list[Slot]]:
    """Sweeps to the right and back, each slot at the mean of its neighbours; the order with the fewest crossings."""
    best, fewest = [list(c) for c in columns], _crossings(columns, links)
    left: dict[Slot, list[Slot]] = {}
    right: dict[Slot, list[Slot]] = {}
    for a, b, _ in links:
        right.setdefault(a, []).append(b)
        left.setdefault(b, []).append(a)
    for sweep in range(SWEEPS):
        near, order = (left, range(1, len(columns))) if sweep % 2 == 0 else (right, range(len(columns) - 2, -1, -1))
        for at in order:
            beside = columns[at - 1] if sweep % 2 == 0 else columns[at + 1]
            _sort(columns[at], {slot: i for i, slot in enumerate(beside)}, near)
        found = _crossings(columns, links)
        if found < fewest:
            best, fewest = [list(c) for c in columns], found
    return best


def _sort(column: list[Slot], beside: dict[Slot, int], near: dict[Slot, list[Slot]]) -> None:
    def mean(pair: tuple[int, Slot]) -> float:
        at, slot = pair
        places = [beside[n] for n in near.get(slot, ()) if n in beside]
        return sum(places) / len(places) if places else at * len(beside) / max(len(column), 1)

    column[:] = [slot for _, slot in sorted(enumerate(list(column)), key=mean)]


def _crossings(columns: Sequence[Sequence[Slot]], links: Sequence[tuple[Slot, Slot, bool]]) -> int:
    place = {slot: i for column in columns for i, slot in enumerate(column)}
    by_column: dict[int, list[tuple[int, int]]] = {}
    for a, b, _ in links:
        by_column.setdefault(a.column, []).append((place[a], place[b]))
    return sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0
        for pairs in by_column.values()
        for i, a in enumerate(pairs)
        for b in pairs[i + 1 :]
    )
