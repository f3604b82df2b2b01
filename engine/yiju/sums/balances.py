"""Balances: what came in is what was spent and what is left of it.

Input: nodes with their figures, and the accounts of the document. Output: claims, one for each amount that is left.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from yiju.sums.claims import Claim, settle
from yiju.sums.figures import Figure
from yiju.sums.sections import Account
from yiju.sums.statements import Place
from yiju.sums.tree import Node
from yiju.sums.words import CARRIED, GAP, Strength, pattern

FARTHEST = 12
"""Figures between what came in and what is left."""
MOST_TOTALS = 3
_CARRIED, _GAP = pattern(CARRIED), pattern(GAP)


@dataclass(frozen=True, slots=True)
class Received:
    """What came in, as far as a balance may refer to it: the accounts, and every total that is said to have come in;
    and `spent`, the totals of lists of what was used."""

    accounts: Sequence[Account]
    totals: Sequence[Figure]
    spent: Collection[Place]


def balances(node: Node, received: Received, inside: Collection[Place]) -> Iterator[Claim]:
    """The balances that the own words of a node state, and those after its items."""
    for words in (node.own, node.tail):
        if any(f.role == "left" for f in words):
            free = [f for f in words if f.is_part and f.span not in inside]
            free = [f._replace(role="used") if f.span in received.spent else f for f in free]
            yield from _balances(free, received)


def _balances(free: Sequence[Figure], received: Received) -> Iterator[Claim]:
    strength: Strength = "exact" if any(_CARRIED.search(f.before) for f in free) else "near"
    for at, left in enumerate(free):
        if left.role == "left":
            nearby = [f for f in free[max(0, at - FARTHEST) : at + 2] if f.unit == left.unit]
            claim = (
                _balance(left, nearby, strength)
                or _of_account(left, nearby, received.accounts, is_first=at == 0)
                or _of_document(left, nearby, received.totals)
            )
            if claim:
                yield claim


def _balance(left: Figure, nearby: Sequence[Figure], strength: Strength) -> Claim | None:
    """Against what was spent before it (or right after), and the nearest amount before both that fits."""
    ways = [sorted((*spent, left), key=lambda f: f.span) for spent in _spent(left, nearby)]
    before = [_totals(nearby, way) for way in ways]
    pairs = [(total, way) for way, totals in zip(ways, before, strict=True) for total in totals]
    exact = (settle(total, [way], (), "exact") for total, way in pairs)
    found = next((c for c in exact if c), None)
    nearest = ((totals[0], way) for way, totals in zip(reversed(ways), reversed(before), strict=True) if totals)
    return found or next((c for total, way in nearest if (c := settle(total, (), way, strength))), None)


def _totals(nearby: Sequence[Figure], way: Sequence[Figure]) -> list[Figure]:
    """What may have come in: the nearest amount before what was spent, or one between that and what is left
    (已拨付60万元，占到位资金100万元的60%，结余40万元)."""
    others = [f for f in nearby if f.role not in ("left", "used") or f.span < way[0].span]
    before = [f for f in reversed(others) if f.span < way[0].span and f.role != "left"]
    return before + [f for f in others if way[0].span < f.span < way[-1].span and f not in way]


def _spent(left: Figure, nearby: Sequence[Figure]) -> list[list[Figure]]:
    """What may have been spent of it: the last amount that was, then all of the list that this opens."""
    earlier = [f for f in nearby if f.span < left.span]
    at = next((i for i in range(len(earlier) - 1, -1, -1) if _is_spent(earlier[i], left)), None)
    if at is None:
        after = (f for f in nearby if f.role == "used" and f.span > left.span and f.statement == left.statement)
        return [[f] for f in islice(after, 1)]
    first = at
    while first > 0 and earlier[first - 1].role == "used" and earlier[first - 1].statement == left.statement:
        first -= 1
    run = [f for f in earlier[first:] if f.role != "left" and f.statement == left.statement]
    return [earlier[at : at + 1], *([run] if len(run) > 1 else [])]


def _is_spent(figure: Figure, left: Figure) -> bool:
    """Of what is still to be found, the other part is what was found."""
    return figure.role == "used" or (figure.role == "received" and bool(_GAP.search(left.before)))


def _of_account(left: Figure, nearby: Sequence[Figure], accounts: Sequence[Account], *, is_first: bool) -> Claim | None:
    """A balance by itself, or after what was spent of an account: of what that account received."""
    spent = [f for f in nearby if f.role == "used" and f.statement == left.statement]
    at = bisect_left(accounts, left.span, key=lambda a: a.uses.place)
    for account in accounts[max(0, at - 1) : at]:
        received, used = account.received, account.used
        if (
            not received
            or not used
            or used.span >= left.span
            or used.value == received.value
            or any(f.span != used.span for f in spent)
        ):
            return None
        is_said = bool(spent) or left.is_total or is_first
        return settle(received, [(used, left)], (used, left) if is_said else (), "near")
    return None


def _of_document(left: Figure, nearby: Sequence[Figure], totals: Sequence[Figure]) -> Claim | None:
    """What was spent and is left in one statement, of a total received that stands further up: where it holds,
    or where it misses the first such total of the document by little and was called a total itself."""
    spent = next((f for f in reversed(nearby) if f.role == "used" and f.statement == left.statement), None)
    if spent is None:
        return None
    parts = sorted((spent, left), key=lambda f: f.span)
    end = bisect_left(totals, parts[0].span, key=lambda f: f.span)
    before = [*reversed(totals[max(0, end - MOST_TOTALS) : end]), *totals[: min(1, end)]]
    found = next((c for total in before if (c := settle(total, [parts], (), "exact"))), None)
    if found is None and before and spent.is_total:
        return settle(before[-1], (), parts, "near")
    return found
