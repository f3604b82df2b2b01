"""How much of what some sources gave is left, when only programmes say what was used.

Input: accounts, pots, sources by index. Output: the least and the most that may be left of them together; exact where
they are equal. Shares that the ledger states (自 below 支出 or 结余) are taken as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from yiju.check.ledger_accounts import Accounts, Cell, total
from yiju.check.ledger_pots import Pot


@dataclass(frozen=True, slots=True)
class Range:
    """At least `low`, at most `high`."""

    low: Fraction
    high: Fraction

    @property
    def is_exact(self) -> bool:
        """Whether it is one amount."""
        return self.low == self.high


def left_of(accounts: Accounts, pots: Sequence[Pot], sources: frozenset[int]) -> Range | None:
    """What may be left of sources together; None where a pot they gave to does not say what was used, or where what is
    said of it cannot all be so."""
    low = high = Fraction(0)
    for pot in pots:
        found = _left_in(accounts, pot, sources)
        if found is None:
            return None
        low, high = low + found.low, high + found.high
    return Range(low, high)


def _left_in(accounts: Accounts, pot: Pot, sources: frozenset[int]) -> Range | None:
    """What may be left of the sources' part of one pot: the others' part may have been used first, or last."""
    cells = [accounts.cells[i] for i in pot.cells]
    mine = [cell for cell in cells if cell.source in sources]
    if not mine:
        return Range(Fraction(0), Fraction(0))
    known = {id(cell): left for cell in cells if (left := _stated(cell)) is not None}
    stated = total(known[id(cell)] for cell in mine if id(cell) in known)
    if all(id(cell) in known for cell in mine):
        return Range(stated, stated)
    left = pot.left(accounts)
    if left is None:
        return None
    open_left = left - total(known.values())
    ours = total(cell.amount for cell in mine if id(cell) not in known)
    others = total(cell.amount for cell in cells if id(cell) not in known) - ours
    if not 0 <= open_left <= ours + others:
        return None
    return Range(stated + max(Fraction(0), open_left - others), stated + min(ours, open_left))


def _stated(cell: Cell) -> Fraction | None:
    """What the ledger says is left of a cell."""
    if cell.left is not None:
        return cell.left
    return None if cell.used is None else cell.amount - cell.used
