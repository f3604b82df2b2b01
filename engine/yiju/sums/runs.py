"""Totals whose parts stand in some of the clauses beside or under them only, and come out even.

Input: clauses side by side, with what they state. Output: claims, all of which hold: the first items of a list that
goes on with something else; clauses after one that says what came in; a list in the clause that follows its total.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from yiju.sums.claims import Claim, settle
from yiju.sums.figures import Figure, Number, are_alike
from yiju.sums.stated import Items, Stated, together
from yiju.sums.statements import Statements
from yiju.sums.tree import Node
from yiju.sums.words import RECEIPTS, pattern

MOST_ITEMS = 40
FEWEST_COUNTED = 10
"""Counts below this come out even too easily."""
HEAD = 20
"""Characters of a clause that say what it is about."""
_RECEIPTS = pattern(RECEIPTS)


def run_of(totals: Sequence[Figure], items: Sequence[Stated]) -> Claim | None:
    """The first items of a list, or all that the very first lists, where they are one of the totals."""
    for total in totals:
        claim = settle(total, [*_first_few(total, items), *_listed(total, items[:1])], (), "exact")
        if claim:
            return claim
    return None


def _first_few(total: Figure, items: Sequence[Stated]) -> Iterator[Sequence[Figure]]:
    if total.unit == "元":
        for count, added in enumerate(accumulate(_worth(i) for i in items[:MOST_ITEMS]), 1):
            if added >= total.value:
                yield from [together(items[:count]).first] if added == total.value and count > 1 else []
                break


def _worth(item: Stated) -> Number:
    return sum(f.counted for f in item.first)


def _listed(total: Figure, items: Sequence[Stated]) -> Iterator[Sequence[Figure]]:
    """All that one clause lists in one statement."""
    for item in items:
        is_one = (
            len(item.listed) > 1
            and len({f.statement for f in item.listed}) == 1
            and all(are_alike(f, total) for f in item.listed)
        )
        if is_one and (total.unit == "元" or total.value >= FEWEST_COUNTED):
            yield item.listed


def beside(said: Statements, nodes: Sequence[Node], items: Items) -> Iterator[Claim]:
    """Of clauses side by side, what one says came in against those after it, or against what the next one lists."""
    for at, (node, following) in enumerate(pairwise(nodes)):
        for total in items.free(node)[:1] if node.own else ():
            readings = [*_listed(total, [items.stated(following, total.unit)])]
            if _is_received(said, node):
                after = [items.stated(n, total.unit) for n in nodes[at + 1 : at + 1 + MOST_ITEMS]]
                readings += _first_few(total, [i for i in after if i.first])
            claim = settle(total, readings, (), "exact")
            yield from [claim] if claim else []


def _is_received(said: Statements, node: Node) -> bool:
    return node.is_clause and bool(_RECEIPTS.search(said.forms, node.place[0], node.place[0] + HEAD))
