"""The lines of an account as they are compared: each receipt and each use by itself, with their labels matched.

Input: an account and the claims of the document. Output: the receipts that are split no further, the uses, and which
receipts go by which use's name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from yiju.sums.claims import Claim
from yiju.sums.figures import Figure, Number
from yiju.sums.labels import likeness
from yiju.sums.sections import Account
from yiju.sums.stated import Items
from yiju.sums.tree import Node

MOST_LINES = 64
MOST_ALIKE = 8
DEEPEST = 5
"""How often a receipt may be split: into sources, batches, purposes."""


def receipt_lines(account: Account, claims: Sequence[Claim], items: Items) -> list[Figure]:
    """The receipts: the grand total split as far as the document splits it. `claims` in order of their totals."""
    first = bisect_left(claims, account.place, key=lambda c: c.total.span)
    last = bisect_left(claims, account.uses.place, key=lambda c: c.total.span)
    here: dict[Number, list[Claim]] = {}
    for claim in claims[first:last]:
        here.setdefault(claim.total.value, []).append(claim)
    lines = list(islice(_split(account.received, here, 0), MOST_LINES + 1)) if account.received else []
    if len(lines) <= 1:
        tops = [f for node in account.receipts for f in _stated(node, items)]
        lines = list(islice((f for top in tops for f in _split(top, here, 0)), MOST_LINES + 1))
    return lines


def _stated(node: Node, items: Items) -> Sequence[Figure]:
    below = [f for child in node.children for f in items.stated(child, "元").first]
    return below or items.stated(node, "元").first


def _split(figure: Figure, claims: Mapping[Number, Sequence[Claim]], depth: int) -> Iterator[Figure]:
    """The parts of a figure and their parts; a figure said again under a like label is the same."""
    same = (c for c in claims.get(figure.value, ())[:MOST_ALIKE] if _is_same(c.total, figure))
    claim = next(same, None) if depth < DEEPEST else None
    if claim is None:
        yield figure
    else:
        for part in claim.parts:
            yield from _split(part, claims, depth + 1)


def _is_same(one: Figure, other: Figure) -> bool:
    is_alike = one.label in other.label or other.label in one.label
    is_named = bool(one.label and other.label)
    return one.span == other.span or (one.unit == other.unit and is_named and is_alike)


def use_lines(account: Account, claims: Sequence[Claim], items: Items) -> list[Figure]:
    """The uses, item by item, by what was allotted to each; without items the parts of what was used in all."""
    lines = [f for child in account.uses.children for f in _lines(child, items)]
    if len(lines) > 1 or account.used is None:
        return lines[: MOST_LINES + 1]
    at = bisect_left(claims, account.used.span, key=lambda c: c.total.span)
    claim = next((c for c in claims[at : at + 1] if c.total.span == account.used.span), None)
    return list(claim.parts[: MOST_LINES + 1]) if claim else []


def _lines(node: Node, items: Items) -> Sequence[Figure]:
    below = [f for child in node.children for f in _lines(child, items)]
    return below if len(below) > 1 else items.stated(node, "元").first


def matched(receipts: Sequence[Figure], uses: Sequence[Figure]) -> list[int | None]:
    """For each receipt the use whose label is most like its own, else like what it is said to be for."""
    found = (_match((r.label,), r, uses) for r in receipts)
    return [m if m is not None else _match((r.purpose,), r, uses) for m, r in zip(found, receipts, strict=True)]


def _match(labels: Sequence[str], receipt: Figure, uses: Sequence[Figure]) -> int | None:
    """The most like; of those equally like one of the same words, else of the same amount; of these the first."""
    ranked = [
        (likeness(labels, (u.label,)), u.label in labels, u.value == receipt.value, -i) for i, u in enumerate(uses)
    ]
    best = max(ranked, default=(0, False, False, 0))
    return -best[3] if best[0] else None
