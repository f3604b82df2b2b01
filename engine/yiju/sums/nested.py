"""Sums claimed over the outline: a total in the words of a clause against what each of its items states.

Input: a node, with what lies inside others in it and below. Output: claims. Of an item the first amount counts, or
what was used of it where the total is of uses, or all its amounts where it lists several; an item without an amount
stands for its own items.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice

from yiju.sums.claims import Claim, settle
from yiju.sums.figures import Figure, are_alike
from yiju.sums.statements import Place, Statements
from yiju.sums.tree import Node
from yiju.sums.words import ALLOTTED, LIST_HEADS, USED, Strength, pattern

MOST_ITEMS = 400
MOST_CHOICES = 8
MOST_TOTALS = 6
MOST_ABOVE = 12
LONGEST_CLOSER = 6
"""Characters of `各项合计` and its like."""
_LIST_HEADS, _ALLOTTED, _USED = pattern(LIST_HEADS), pattern(ALLOTTED), pattern(USED)


@dataclass(frozen=True, slots=True)
class Stated:
    """What an item states in one unit: the amount it opens with, what was allotted to it, what was used of it, and all
    it lists."""

    first: tuple[Figure, ...] = ()
    allotted: tuple[Figure, ...] = ()
    used: tuple[Figure, ...] = ()
    listed: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a document before its items are added up: the figures that lie within others, and the totals
    that have their parts already."""

    inside: Collection[Place]
    opened: Collection[Place]


def nested(said: Statements, nodes: Sequence[Node], known: Known, above: Sequence[Figure] = ()) -> Iterator[Claim]:
    """The sums of nodes over their items, and of the items over theirs. `above`: amounts further out or before, one of
    which the items of a node without a total of its own may add up to."""
    for node in nodes:
        free = [f for f in node.own if f.is_part and f.span not in known.inside]
        if len(node.children) > 1 or (node.children and node.children[0].children):
            for unit in dict.fromkeys(f.unit for f in free):
                totals = sorted((f for f in reversed(free) if f.unit == unit), key=_is_left)[:MOST_TOTALS]
                yield from _over_items(said, node, totals, known)
            yield from _closing(node, known.inside)
            if not any(f.unit == "元" for f in free):
                yield from _open_list(node, above, known)
        money = [f for f in free if f.unit == "元" and f.role != "left"][-MOST_TOTALS:]
        yield from nested(said, node.children, known, (*above, *money)[-MOST_ABOVE:])
        above = (*above, *stated(node, "元", known.inside).first[:1])[-MOST_ABOVE:]


def _open_list(node: Node, above: Sequence[Figure], known: Known) -> Iterator[Claim]:
    items = [stated(child, "元", known.inside) for child in node.children[:MOST_ITEMS]]
    stating = [i for i in items if i.first]
    claims = (settle(total, _readings(stating, total), (), "exact") for total in reversed(above))
    yield from islice((c for c in claims if c), 1)


def _is_left(total: Figure) -> bool:
    """What is left is the last to be split over items; of other totals the nearest is the first."""
    return total.role == "left"


def stated(node: Node, unit: str, inside: Collection[Place]) -> Stated:
    """What an item states in a unit; an item that states nothing stands for its own items."""
    free = _apart([f for f in node.own if f.unit == unit and f.is_part and f.span not in inside])
    if not free:
        return _together([stated(child, unit, inside) for child in node.children])
    outermost = min(f.depth for f in free)
    level = [f for f in free if f.depth == outermost]
    used = [replace(f, label=level[0].label) for f in level if f.role == "used"]
    allotted = [f for f in level if f.role == "received"]
    listed = [f for f in level if f.role not in ("used", "left")]
    first = (level[0],)
    return Stated(first, tuple(allotted[:1]) or first, tuple(used[-1:]) or first, tuple(listed) or first)


def _together(items: Sequence[Stated]) -> Stated:
    return Stated(
        tuple(f for i in items for f in i.first),
        tuple(f for i in items for f in i.allotted),
        tuple(f for i in items for f in i.used),
        tuple(f for i in items for f in i.listed),
    )


def _apart(figures: Sequence[Figure]) -> list[Figure]:
    """Without amounts that are said again."""
    first: dict[tuple[Fraction, str], Figure] = {}
    for figure in figures:
        first.setdefault((figure.value, figure.role), figure)
    return list(first.values())


def _over_items(said: Statements, node: Node, totals: Sequence[Figure], known: Known) -> Iterator[Claim]:
    closer = _closer(node)
    children = node.children[:-1] if closer and node.children[-1].own[:1] == (closer,) else node.children
    items = [stated(child, totals[0].unit, known.inside) for child in children[:MOST_ITEMS]]
    stating = [i for i in items if i.first and are_alike(i.first[0], totals[0])]
    claims = (settle(total, _readings(stating, total), (), "exact") for total in totals)
    found = next((c for c in claims if c), None) or _mixed(stating, totals)
    if found is None:
        strength = _strength(said, node, totals[0], known, is_whole=len(stating) == len(items))
        found = settle(totals[0], (), next(_readings(stating, totals[0])), strength)
    yield from [found] if found else []


def _strength(said: Statements, node: Node, total: Figure, known: Known, *, is_whole: bool) -> Strength:
    """How much the words claim: more where every item has an amount, and where they say that a list follows; less of a
    total that has its parts already; nothing of what came in where the list is of what was spent of it."""
    words = re.sub(r"\s", "", said.forms[total.span[1] : node.place[1]])
    is_headed, is_allotted = bool(_LIST_HEADS.search(words)), bool(_ALLOTTED.search(words))
    is_spent = total.role != "used" and not is_allotted and bool(_USED.search(words))
    if is_spent or (total.span in known.opened and not (is_headed and is_allotted)):
        return "exact"
    if is_headed and is_whole:
        return "near" if total.span in known.opened else "firm"
    return "near" if is_headed or (is_whole and total.unit == "元") else "exact"


def _readings(items: Sequence[Stated], total: Figure) -> Iterator[Sequence[Figure]]:
    """What the items may add: as first seen, then the other ways, then some by their first and some by all."""
    whole = _together(items)
    yield from (whole.used, whole.first) if total.role == "used" else (whole.first, whole.used)
    yield whole.allotted
    yield whole.listed


def _mixed(items: Sequence[Stated], totals: Sequence[Figure]) -> Claim | None:
    """Items some of which count by their first amount, others by all they list, where that adds up to a total."""
    if not 0 < sum(len(i.listed) > len(i.first) for i in items) <= MOST_CHOICES:
        return None
    reached: dict[Fraction, tuple[Figure, ...]] = {Fraction(0): ()}
    for item in items:
        further: dict[Fraction, tuple[Figure, ...]] = {}
        for so_far, parts in reached.items():
            for way in dict.fromkeys((item.first, item.listed)):
                further.setdefault(so_far + sum((f.counted for f in way), Fraction(0)), parts + way)
        reached = further
    claims = (settle(t, [reached[t.value]], (), "exact") for t in totals if t.value in reached)
    return next((c for c in claims if c), None)


def _closing(node: Node, inside: Collection[Place]) -> Iterator[Claim]:
    """A total after the items (合计300万元), in words of its own, or as the last item."""
    total = _closer(node)
    if total is None or total.span in inside:
        return
    items = node.children[:-1] if node.children[-1].own[:1] == (total,) else node.children
    others = {*inside, total.span}
    stating = [s for s in (stated(child, total.unit, others) for child in items[:MOST_ITEMS]) if s.first]
    if len(stating) >= 2:
        strength: Strength = "near" if total.is_grand or total.is_above else "exact"
        claim = settle(total, _readings(stating, total), next(_readings(stating, total)), strength)
        yield from [claim] if claim else []


def _closer(node: Node) -> Figure | None:
    """What sums up the items: after the last of them, or as the last."""
    last = node.children[-1].own
    in_last = (f for f in last if f.is_above or (f.is_total and _is_alone(f, last[0])))
    return next((f for f in (*node.tail, *in_last) if f.is_part and (f.is_total or f.is_above)), None)


def _is_alone(figure: Figure, first: Figure) -> bool:
    """Whether a total, with hardly a word before it, opens its item or stands in a statement of its own after it."""
    return len(figure.before) <= LONGEST_CLOSER and (figure is first or figure.statement != first.statement)
