"""The two sides of an account: the parts that say what came in, and the part that says what it was used for.

Input: all nodes of the outline, each before its children.
Output: pairs of nodes, side by side in the document, and the grand total of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yiju.sums.figures import Figure
from yiju.sums.statements import Place, Statements
from yiju.sums.tree import Node, walk
from yiju.sums.words import RECEIPTS, USES, pattern

HEAD = 40
"""Characters of a clause that say what it is about."""
_RECEIPTS, _USES = pattern(RECEIPTS), pattern(USES)


@dataclass(frozen=True, slots=True)
class Account:
    """Receipts and uses, with what each says it comes to; `place` are the words before both."""

    place: Place
    receipts: tuple[Node, ...]
    uses: Node
    received: Figure | None
    used: Figure | None


def accounts(said: Statements, nodes: Sequence[Node]) -> Iterator[Account]:
    """Of clauses that stand side by side, those about receipts with the first about uses after them."""
    for node in nodes:
        if len(node.children) < 2:
            continue
        sides = [(child, _side(said, child)) for child in node.children if _is_stating(child)]
        first = next((i for i, (_, side) in enumerate(sides) if side == "receipts"), len(sides))
        uses = next((i for i, (_, side) in enumerate(sides) if side == "uses" and i > first), None)
        if uses is not None:
            receipts = tuple(c for c, side in sides[first:uses] if side == "receipts")
            whole = receipts[0] if len(receipts) == 1 else Node(node.place, node.own)
            yield Account(node.place, receipts, sides[uses][0], _grand(whole), _grand(sides[uses][0], is_of_uses=True))


def _is_stating(node: Node) -> bool:
    return node.is_clause and bool(node.own or node.children or node.tail)


def _side(said: Statements, node: Node) -> str:
    """What the head of a clause says it is about: by the first word that tells."""
    start, end = node.place
    words = "".join(said.forms[start : min(end, start + 2 * HEAD)].split())[:HEAD]
    receipts, uses = _RECEIPTS.search(words), _USES.search(words)
    if receipts and (not uses or receipts.start() < uses.start()):
        return "receipts"
    return "uses" if uses else ""


def _grand(node: Node, *, is_of_uses: bool = False) -> Figure | None:
    """The first amount of money of a part's own words, or the total of those before it, of uses the first that was
    used; without one, what sums up its items (以上合计), or the first
    amount of its first item, where this is called a total or no other item has any."""
    own = [f for f in node.own if f.is_part and f.unit == "元"]
    if own:
        closing = (f for i, f in enumerate(own) if f.is_grand and sum(x.counted for x in own[:i]) == f.value)
        return next(closing, next((f for f in own if is_of_uses and f.role == "used"), own[0]))
    items = [[f for n in walk([c]) for f in (*n.own, *n.tail) if f.is_part and f.unit == "元"] for c in node.children]
    above = (f for item in reversed(items) for f in item if f.is_above and f.is_total and f.role != "left")
    stating = [item[0] for item in items if item]
    return next(above, stating[0] if len(stating) == 1 or (stating and stating[0].is_total) else None)
