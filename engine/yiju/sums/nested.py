"""Sums claimed over the outline: a total in the words of a clause against what each of its items states.

Input: a node, with what its items state. Output: claims. Of an item the first amount counts, or what was used or is
left of it where the total is of such, or all its amounts where it lists several; an item without an amount stands for
its own items.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from yiju.sums.claims import Claim, settle
from yiju.sums.figures import Figure, Number, are_alike
from yiju.sums.runs import beside, run_of
from yiju.sums.stated import Items, Stated, together
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
class Known:
    """What is known of a document before its items are added up: what they state, and the totals that have their parts
    already."""

    items: Items
    opened: Collection[Place]


def nested(said: Statements, nodes: Sequence[Node], known: Known, above: Sequence[Figure] = ()) -> Iterator[Claim]:
    """The sums of nodes over their items, and of the items over theirs. `above`: amounts further out or before, one of
    which the items of a node without a total of its own may add up to."""
    for node in nodes:
        if not node.own and not node.children:
            continue
        free = known.items.free(node)
        if len(node.children) > 1 or (node.children and node.children[0].children):
            yield from _of_node(said, node, free, known)
            if not any(f.unit == "元" for f in free):
                yield from _open_list(node, above, known)
        if node.children:
            money = [f for f in free if f.unit == "元" and f.role != "left"][-MOST_TOTALS:]
            yield from nested(said, node.children, known, (*above, *money)[-MOST_ABOVE:])
        above = (*above, *known.items.stated(node, "元").first[:1])[-MOST_ABOVE:]
    yield from beside(said, nodes, known.items)


def _of_node(said: Statements, node: Node, free: Sequence[Figure], known: Known) -> Iterator[Claim]:
    """A total in the node's own words, and one after its items."""
    closers = _closers(node)
    is_last = bool(closers) and node.children[-1].own[:1] == closers[:1]
    children = (node.children[:-1] if is_last else node.children)[:MOST_ITEMS]
    for unit in dict.fromkeys(f.unit for f in free):
        items = [known.items.stated(child, unit) for child in children]
        if not any(i.first for i in items):
            continue
        totals = [f for f in reversed(free) if f.unit == unit and f.role != "left"][:MOST_TOTALS]
        if totals:
            yield from _over_items(said, node, totals, items, known)
        lefts = [f for f in reversed(free) if f.unit == unit and f.role == "left"][:MOST_TOTALS]
        yield from _left_over(lefts, items, is_only=not totals)
    if len(children) > 1:
        for closer in closers:
            yield from _closing(closer, children, known) if closer.span not in known.items.inside else ()


def _open_list(node: Node, above: Sequence[Figure], known: Known) -> Iterator[Claim]:
    stating = _stating([known.items.stated(child, "元") for child in node.children[:MOST_ITEMS]])
    claim = _held(tuple(reversed(above)), together(stating)) if stating else None
    yield from [claim] if claim else []


def _stating(items: Sequence[Stated], total: Figure | None = None) -> list[Stated]:
    return [i for i in items if i.first and (total is None or are_alike(i.first[0], total))]


def _over_items(
    said: Statements, node: Node, totals: Sequence[Figure], items: Sequence[Stated], known: Known
) -> Iterator[Claim]:
    """For the nearest total, or another where it holds; what lies within another amount only where it holds."""
    stating = _stating(items, totals[0])
    within = [f for f in node.own if f.is_part and f.unit == totals[0].unit and f.span in known.items.inside]
    whole = together(stating)
    found = _held([*totals, *within[-MOST_TOTALS:]], whole) or _mixed(stating, totals) or run_of(totals, stating)
    if found is None:
        strength = _strength(said, node, totals[0], known, is_whole=len(stating) == len(items))
        found = settle(totals[0], (), _readings(whole, totals[0])[0], strength)
    yield from [found] if found else []


def _left_over(lefts: Sequence[Figure], items: Sequence[Stated], *, is_only: bool) -> Iterator[Claim]:
    """What is left against what is left of each item; where nothing else is split over the items, against these."""
    for total in lefts:
        stating = _stating(items, total)
        whole = together(stating)
        claim = settle(total, (whole.left, whole.first, whole.listed) if is_only else (whole.left,), (), "exact")
        if claim:
            yield claim
            return


def _strength(said: Statements, node: Node, total: Figure, known: Known, *, is_whole: bool) -> Strength:
    """How much the words claim: more where every item has an amount, and where they say that a list follows; less of a
    total that has its parts already; nothing of what came in where the list is of what was spent of it."""
    words = "".join(said.forms[total.span[1] : node.place[1]].split())
    is_headed, is_allotted = bool(_LIST_HEADS.search(words)), bool(_ALLOTTED.search(words))
    is_spent = total.role != "used" and not is_allotted and bool(_USED.search(words))
    if is_spent or (total.span in known.opened and not (is_headed and is_allotted)):
        return "exact"
    if is_headed and is_whole:
        return "near" if total.span in known.opened else "firm"
    return "near" if is_headed or (is_whole and total.unit == "元") else "exact"


def _held(totals: Sequence[Figure], whole: Stated) -> Claim | None:
    """The first of several totals that the items add up to in some way."""
    ways = {id(way): way for way in (whole.first, whole.allotted, whole.used, whole.listed, whole.left)}
    reached = {sum(f.counted for f in way) for way in ways.values()}
    exact = (settle(t, _readings(whole, t), (), "exact") for t in totals if t.value in reached)
    return next((c for c in exact if c), None)


def _readings(whole: Stated, total: Figure) -> Sequence[Sequence[Figure]]:
    """What the items may add: as first seen, then the other ways."""
    seen = (whole.used, whole.first) if total.role == "used" else (whole.first, whole.used)
    return (*([whole.left] if total.role == "left" else []), *seen, whole.allotted, whole.listed)


def _mixed(items: Sequence[Stated], totals: Sequence[Figure]) -> Claim | None:
    """Items some of which count by their first amount, others by all they list, where that adds up to a total."""
    if not 0 < sum(len(i.listed) > len(i.first) for i in items) <= MOST_CHOICES:
        return None
    reached: dict[Number, tuple[Figure, ...]] = {0: ()}
    for item in items:
        further: dict[Number, tuple[Figure, ...]] = {}
        for so_far, parts in reached.items():
            for way in dict.fromkeys((item.first, item.listed)):
                further.setdefault(so_far + sum(f.counted for f in way), parts + way)
        reached = further
    claims = (settle(t, [reached[t.value]], (), "exact") for t in totals if t.value in reached)
    return next((c for c in claims if c), None)


def _closing(total: Figure, children: Sequence[Node], known: Known) -> Iterator[Claim]:
    """A total after the items (合计300万元), in words of its own, or as the last item."""
    items = [known.items.stated(child, total.unit) for child in children[:-1]]
    stating = _stating([*items, known.items.stated_but(children[-1], total)])
    if len(stating) >= 2:
        strength: Strength = "near" if total.is_grand or total.is_above else "exact"
        readings = _readings(together(stating), total)
        claim = settle(total, readings, readings[0], strength)
        yield from [claim] if claim else []


def _closers(node: Node) -> tuple[Figure, ...]:
    """What sums up the items, after the last of them or as the last: the first amount of each unit."""
    last = node.children[-1].own
    in_last = (f for f in last if f.is_above or (f.is_total and _is_alone(f, last[0])))
    totals = [f for f in (*node.tail, *in_last) if f.is_part and (f.is_total or f.is_above)]
    beside = {f.statement for f in totals}
    lefts = [f for f in (*node.tail, *last) if f.role == "left" and f.is_part and f.statement in beside]
    return tuple({(f.unit, f.role == "left"): f for f in reversed([*totals, *lefts])}.values())[::-1]


def _is_alone(figure: Figure, first: Figure) -> bool:
    """Whether a total, with hardly a word before it, opens its item or stands in a statement of its own after it."""
    return len(figure.before) <= LONGEST_CLOSER and (figure is first or figure.statement != first.statement)
