"""Balances: what came in is what was spent and what is left of it.

Input: nodes with their figures, and the accounts of the document. Output: claims, one for each amount that is left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from yiju.sums.claims import Claim, settle
from yiju.sums.figures import Figure
from yiju.sums.sections import Account
from yiju.sums.statements import Place
from yiju.sums.tree import Node
from yiju.sums.words import CARRIED, Strength, pattern

FARTHEST = 12
"""Figures between what came in and what is left."""


def balances(node: Node, accounts: Sequence[Account], inside: Collection[Place]) -> Iterator[Claim]:
    """The balances that the own words of a node state."""
    free = [f for f in node.own if f.is_part and f.span not in inside]
    strength: Strength = "exact" if any(pattern(CARRIED).search(f.before) for f in free) else "near"
    for at, left in enumerate(free):
        if left.role == "left":
            nearby = [f for f in free[max(0, at - FARTHEST) : at + 2] if f.unit == left.unit]
            claim = _balance(left, nearby, strength) or _of_account(left, nearby, accounts)
            if claim:
                yield claim


def _balance(left: Figure, nearby: Sequence[Figure], strength: Strength) -> Claim | None:
    """Against what was spent right before it (or right after), and the nearest amount before both that fits."""
    spent = [f for f in reversed(nearby) if f.role == "used" and f.span < left.span]
    spent += [f for f in nearby if f.role == "used" and f.span > left.span and f.statement == left.statement]
    for use in spent[:1]:
        parts = sorted((use, left), key=lambda f: f.span)
        totals = [f for f in reversed(nearby) if f.span < parts[0].span and f.role != "left"]
        exact = (settle(total, [parts], (), "exact") for total in totals)
        found = next((c for c in exact if c), None)
        return found or next((c for total in totals[:1] if (c := settle(total, (), parts, strength))), None)
    return None


def _of_account(left: Figure, nearby: Sequence[Figure], accounts: Sequence[Account]) -> Claim | None:
    """A balance by itself, or after what was spent: of the account that stands before it."""
    for account in reversed(accounts):
        if account.received and account.used and account.uses.place[0] < left.span[0] and left.unit == "元":
            parts = (account.used, left)
            if left.span != account.used.span and all(f.role != "used" for f in nearby if f.span != account.used.span):
                return settle(account.received, [parts], parts if left.is_total else (), "near")
    return None
