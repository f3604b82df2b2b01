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

from yiju.sums.claims import Claim, settle
from yiju.sums.figures import Figure, are_alike
from yiju.sums.statements import Place, Statements
from yiju.sums.tree import Node
from yiju.sums.words import LIST_HEADS, Strength, pattern

MOST_ITEMS = 400
MOST_READINGS = 4096
MOST_TOTALS = 6
LONGEST_CLOSER = 6
"""Characters of `各项合计` and its like."""
_LIST_HEADS = pattern(LIST_HEADS)


@dataclass(frozen=True, slots=True)
class Stated:
    """What an item states in one unit: the amount it opens with, what was used of it, and all it lists."""

    first: tuple[Figure, ...]
    used: tuple[Figure, ...]
    listed: tuple[Figure, ...]


def nested(said: Statements, node: Node, inside: Collection[Place], opened: Collection[Place]) -> Iterator[Claim]:
    """The sums of a node over its items. `inside`: figures within others; `opened`: totals that have their parts."""
    if len(node.children) > 1 or (node.children and node.children[0].children):
        free = [f for f in node.own if f.is_part and f.span not in inside]
        for unit in dict.fromkeys(f.unit for f in free):
            totals = sorted((f for f in reversed(free) if f.unit == unit), key=_is_left)[:MOST_TOTALS]
            claim = _over_items(said, node, totals, inside, opened)
            if claim:
                yield claim
        yield from _closing(node, inside)


def _is_left(total: Figure) -> bool:
    """What is left is the last to be split over items; of other totals the nearest is the first."""
    return total.role == "left"


def stated(node: Node, unit: str, inside: Collection[Place]) -> Stated:
    """What an item states in a unit."""
    free = _apart([f for f in node.own if f.unit == unit and f.is_part and f.span not in inside])
    level = [f for f in free if f.depth == min(g.depth for g in free)]
    if not level:
        below = [stated(child, unit, inside) for child in node.children]
        return Stated(
            tuple(f for s in below for f in s.first),
            tuple(f for s in below for f in s.used),
            tuple(f for s in below for f in s.listed),
        )
    used = [replace(f, label=level[0].label) for f in level if f.role == "used"]
    listed = [f for f in level if f.role not in ("used", "left")] or level
    return Stated((level[0],), tuple(used[-1:]) or (level[0],), tuple(listed))


def _apart(figures: Sequence[Figure]) -> list[Figure]:
    """Without amounts that are said again."""
    kept: list[Figure] = []
    for figure in figures:
        if not any(figure.value == k.value and figure.role == k.role for k in kept):
            kept.append(figure)
    return kept


def _over_items(
    said: Statements, node: Node, totals: Sequence[Figure], inside: Collection[Place], opened: Collection[Place]
) -> Claim | None:
    closer = _closer(node)
    children = node.children[:-1] if closer and node.children[-1].own[:1] == (closer,) else node.children
    items = [stated(child, totals[0].unit, inside) for child in children[:MOST_ITEMS]]
    stating = [i for i in items if i.first and are_alike(i.first[0], totals[0])]
    for total in totals:
        claim = settle(total, _readings(stating, total), (), "exact")
        if claim:
            return claim
    total = totals[0]
    if total.span in opened:
        return None
    plain = next(_readings(stating, total))
    return settle(total, (), plain, _strength(said, node, total, is_whole=len(stating) == len(items)))


def _strength(said: Statements, node: Node, total: Figure, *, is_whole: bool) -> Strength:
    """How much the words claim: more where every item has an amount, and where they say that a list follows."""
    words = re.sub(r"\s", "", said.forms[total.span[1] : node.place[1]])
    is_headed = bool(_LIST_HEADS.search(words))
    if is_headed and is_whole:
        return "firm"
    return "near" if is_headed or (is_whole and total.unit == "元") else "exact"


def _readings(items: Sequence[Stated], total: Figure) -> Iterator[Sequence[Figure]]:
    """What the items may add: as first seen, then the other way round, then some by their first and some by all."""
    first = [f for i in items for f in i.first]
    used = [f for i in items for f in i.used]
    yield from (used, first) if total.role == "used" else (first, used)
    several = [i for i in items if len(i.listed) > len(i.first)]
    if several:
        yield [f for i in items for f in i.listed]
        mixed = _mixed(items, total.value)
        if mixed is not None:
            yield mixed


def _mixed(items: Sequence[Stated], value: Fraction) -> Sequence[Figure] | None:
    """Items some of which count by their first amount, others by all they list, so that they add up to a value."""
    reached: dict[Fraction, tuple[Figure, ...]] = {Fraction(0): ()}
    for item in items:
        ways = dict.fromkeys((item.first, item.listed))
        if len(reached) * len(ways) > MOST_READINGS:
            return None
        further: dict[Fraction, tuple[Figure, ...]] = {}
        for so_far, parts in reached.items():
            for way in ways:
                further.setdefault(so_far + sum((f.counted for f in way), Fraction(0)), parts + way)
        reached = further
    return reached.get(value)


def _closing(node: Node, inside: Collection[Place]) -> Iterator[Claim]:
    """A total after the items (合计300万元), in words of its own, or as the last item."""
    total = _closer(node)
    if total is None or total.span in inside:
        return
    items = node.children[:-1] if node.children[-1].own[:1] == (total,) else node.children
    others = {*inside, total.span}
    stating = [s for s in (stated(child, total.unit, others) for child in items[:MOST_ITEMS]) if s.first]
    if len(stating) >= 2:
        claim = settle(total, _readings(stating, total), next(_readings(stating, total)), "near")
        yield from [claim] if claim else []


def _closer(node: Node) -> Figure | None:
    last = node.children[-1].own
    in_last = (f for f in last if f.is_above or (f.is_grand and _is_alone(f, last[0])))
    return next((f for f in (*node.tail, *in_last) if f.is_part and (f.is_grand or f.is_above)), None)


def _is_alone(figure: Figure, first: Figure) -> bool:
    """Whether a total opens its item, or stands in a statement of its own after it."""
    return figure is first or (figure.statement != first.statement and len(figure.before) <= LONGEST_CLOSER)
