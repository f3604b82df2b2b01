"""What a document claims to add up: in one sentence, over clauses, in tables, of receipts spent and left, regrouped.

Input: the text and its facts. Output: sums in the order of their totals, each with its outcome. Claims nothing that
the text does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence

from yiju.facts.model import Fact
from yiju.sums.balances import Received, balances
from yiju.sums.breakdowns import breakdowns
from yiju.sums.claims import Claim, parts_key, settle, words_key
from yiju.sums.figures import Figure, figures
from yiju.sums.grids import Grid, grids
from yiju.sums.inline import NOTHING, inline
from yiju.sums.ledger_lines import receipt_lines, use_lines
from yiju.sums.model import Sum
from yiju.sums.nested import Known, nested
from yiju.sums.regrouped import regrouped
from yiju.sums.sections import Account, accounts
from yiju.sums.stated import Items
from yiju.sums.statements import Place, Statements, statements
from yiju.sums.table_sums import table_sums
from yiju.sums.tree import Node, outline, walk

MOST_ACCOUNTS = 16
"""Accounts of one document whose lines are regrouped."""
STATEMENTS_BEFORE_TABLE = 4
FIGURES_BEFORE_TABLE = 8
"""How far back a table without a total row may have its total in the words before it."""


def find_sums(text: str, facts: Sequence[Fact]) -> tuple[Sum, ...]:
    """The sums that a document claims. Money is in 元. `facts` are those of the same text."""
    said = statements(text)
    tables = grids(text)
    in_words = figures(said, facts, [g.place for g in tables])
    roots = outline(said, in_words)
    nodes = tuple(walk(roots))
    sides = tuple(accounts(said, nodes))
    claims, inside = _in_words(said, nodes)
    spent = {c.total.span for c in claims if not c.total.role and c.parts[0].role == "used" and not c.is_balance}
    received = Received(sides, _received(in_words, {c.total.span for c in claims}), spent)
    broken_down = list(breakdowns(said, in_words, inside))
    claims += broken_down
    items = Items(inside.union(f.span for c in broken_down for f in c.parts))
    claims += list(nested(said, roots, Known(items, {c.total.span for c in claims})))
    for node in nodes:
        if node.own or node.tail:
            claims += balances(node, received, inside)
    claims.sort(key=lambda c: c.total.span)
    across = [c for account in sides for c in _across(account, items)]
    found = [c.sum for c in _distinct([*claims, *across], sides)]
    for account in sides[:MOST_ACCOUNTS]:
        found += regrouped(receipt_lines(account, claims, items), use_lines(account, claims, items))
    at = {f.span[0]: f for f in facts} if tables else {}
    found += [c.sum for grid in tables for c in table_sums(grid, at, _right_before(said, in_words, grid))]
    return tuple(sorted(found, key=lambda s: s.total.span or (0, 0)))


def _distinct(claims: Sequence[Claim], sides: Sequence[Account]) -> list[Claim]:
    """The claims without those that say an earlier one again. On the two sides of an account equal words and values
    are two claims: what came in, and what it was used for."""
    by_parts = {parts_key(c): c for c in reversed(claims)}
    by_words = {(words_key(c), _side(c, sides)): c for c in by_parts.values()}
    return list(by_words.values())


def _side(claim: Claim, sides: Sequence[Account]) -> tuple[int, bool]:
    """The account in or after which the parts stand, and whether among its uses."""
    at = bisect_right(sides, claim.parts[0].span, key=lambda a: a.place) - 1
    return at, at >= 0 and claim.parts[0].span >= sides[at].uses.place


def _received(in_words: Sequence[Figure], opened: Collection[Place]) -> list[Figure]:
    """The amounts that are said to have come in: as totals, or with parts of their own."""
    came_in = (f for f in in_words if f.is_part and f.role in ("received", ""))
    return [f for f in came_in if f.is_total or (f.role and f.span in opened)]


def _in_words(said: Statements, nodes: Sequence[Node]) -> tuple[list[Claim], set[Place]]:
    """The claims within the words of each clause, and the figures that lie inside others."""
    claims: list[Claim] = []
    inside: set[Place] = set()
    for node in nodes:
        for own in (node.own, node.tail):
            within = inline(said, own) if len(own) > 1 else NOTHING
            claims += within.claims
            inside |= within.inside
    return claims, inside


def _across(account: Account, items: Items) -> Iterator[Claim]:
    """What came in against all that was allotted, where it agrees."""
    if account.received:
        uses = [f for child in account.uses.children for f in items.stated(child, "元").first]
        claim = settle(account.received, [uses], (), "exact")
        if claim:
            yield claim


def _right_before(said: Statements, in_words: Sequence[Figure], grid: Grid) -> Sequence[Figure]:
    """The figures in the last statements before a table."""
    end = bisect_left(in_words, grid.place[0], key=lambda f: f.span[0])
    first = said.at(grid.place[0]) - STATEMENTS_BEFORE_TABLE
    return [f for f in in_words[max(0, end - FIGURES_BEFORE_TABLE) : end] if f.is_part and f.statement >= first]
