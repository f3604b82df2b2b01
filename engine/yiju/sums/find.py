"""What a document claims to add up: in one sentence, over clauses, in tables, of receipts spent and left, regrouped.

Input: the text and its facts. Output: sums in the order of their totals, each with its outcome. Claims nothing that
the text does not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from yiju.facts.model import Fact
from yiju.sums.balances import balances
from yiju.sums.claims import Claim, claim_key, settle
from yiju.sums.figures import figures
from yiju.sums.grids import grids
from yiju.sums.inline import inline
from yiju.sums.ledger_lines import receipt_lines, use_lines
from yiju.sums.model import Sum
from yiju.sums.nested import nested, stated
from yiju.sums.regrouped import regrouped
from yiju.sums.sections import Account, accounts
from yiju.sums.statements import Place, Statements, statements
from yiju.sums.table_sums import table_sums
from yiju.sums.tree import Node, outline, walk


def find_sums(text: str, facts: Sequence[Fact]) -> tuple[Sum, ...]:
    """The sums that a document claims. Money is in 元. `facts` are those of the same text."""
    said = statements(text)
    tables = grids(text)
    roots = outline(said, figures(said, facts, [g.place for g in tables]))
    sides = tuple(accounts(said, roots))
    claims, inside = _in_words(said, roots)
    opened = {c.total.span for c in claims}
    for node in walk(roots):
        claims += nested(said, node, inside, opened)
        claims += balances(node, sides, inside)
    claims = _distinct(claims)
    found = [c.sum for c in claims]
    for account in sides:
        found += _of_account(account, claims, inside)
    at = {f.span[0]: f for f in facts}
    found += [c.sum for grid in tables for c in table_sums(grid, at)]
    return tuple(sorted(found, key=lambda s: s.total.span or (0, 0)))


def _in_words(said: Statements, roots: Sequence[Node]) -> tuple[list[Claim], set[Place]]:
    """The claims within the words of each clause, and the figures that lie inside others."""
    claims: list[Claim] = []
    inside: set[Place] = set()
    for node in walk(roots):
        for place, own in ((node.place, node.own), (node.tail_place, node.tail)):
            within = inline(said, place, own)
            claims += within.claims
            inside |= within.inside
    return claims, inside


def _of_account(account: Account, claims: Sequence[Claim], inside: Collection[Place]) -> Iterator[Sum]:
    """Receipts against uses: the whole, where it agrees and is not said elsewhere, and what was shared out."""
    if account.received:
        uses = [f for child in account.uses.children for f in stated(child, "元", inside).first]
        claim = settle(account.received, [uses], (), "exact")
        if claim and claim_key(claim) not in {claim_key(c) for c in claims}:
            yield claim.sum
    yield from regrouped(receipt_lines(account, claims, inside), use_lines(account, claims, inside))


def _distinct(claims: Sequence[Claim]) -> list[Claim]:
    """Claims that say the same are one: the first of them."""
    first: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(claims, key=lambda c: c.total.span):
        first.setdefault(claim_key(claim), claim)
    return list(first.values())
