"""The accounts on which a policy's funds draw: what a ledger still has of a source for a programme.

Input: a program, a policy, a ledger's name. Output: for each fund and payment the account it is drawn on. A 资金 is
linked by its name to the receipt of that name (decision note 0007), and of that receipt's money to what is stated for
the payment, else for the policy, else to what is stated for no programme. Spends nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from fractions import Fraction
from math import floor
from typing import Literal

from yiju.check.ledger_accounts import Accounts, Cell, Source, Use, accounts, total
from yiju.program.program import PolicyType, Program
from yiju.settlement.model import Account


def ledgers_of(program: Program, policy: str) -> tuple[str, ...]:
    """The ledgers in which some fund of a policy has money; with several, one must be named.

    Raises:
        KeyError: there is no such policy.
    """
    names = {fund.name for fund in program.policies[policy].funds}
    return tuple(
        name for name, ledger in program.ledgers.items() if any(_cells(accounts(ledger), fund, names) for fund in names)
    )


def opened(program: Program, policy: PolicyType, ledger: str | None) -> dict[tuple[str, str], Account]:
    """The account of each fund for each payment, by (fund, payment); the same account for payments that share one.

    Raises:
        KeyError: there is no such ledger.
    """
    held = accounts(program.ledgers[ledger]) if ledger is not None else None
    names = {fund.name for fund in policy.funds}
    made: dict[tuple[str, str], Account] = {}
    for fund in policy.funds:
        cells = _cells(held, fund.name, names) if held is not None else []
        for payment in policy.payments:
            if not fund.pays or payment.name in fund.pays:
                made[fund.name, payment.name] = _account(policy, fund.name, payment.name, held, cells)
    return made


def _account(policy: PolicyType, fund: str, payment: str, held: Accounts | None, cells: Sequence[Cell]) -> Account:
    if held is None or not cells:
        return Account(fund, "", None, None)
    chosen = _chosen(cells, (payment, policy.name, policy.title))
    if not chosen:
        return Account(fund, "", held.ledger.name, 0, remark="other")
    left = [_left(held, cell) for cell in chosen]
    remark: Literal["", "least"] = "" if all(exact for _, exact in left) else "least"
    available = max(0, floor(total(amount for amount, _ in left) * 100))
    return Account(fund, chosen[0].programme, held.ledger.name, available, remark=remark)


def _cells(held: Accounts, fund: str, names: Set[str]) -> list[Cell]:
    """The money of the receipt of a fund's name, and of the receipts that are parts of it and no fund of their own."""
    own = {i for i, source in enumerate(held.sources) if _fund_of(source, names) == fund}
    return [cell for cell in held.cells if cell.source in own]


def _fund_of(source: Source, names: Set[str]) -> str | None:
    """The fund whose money a receipt is: of its own name, else of that of the nearest line it is a part of."""
    chain = (source.line.label, *(line.label for line in reversed(source.within)))
    return next((label for label in chain if label in names), None)


def _chosen(cells: Sequence[Cell], names: Iterable[str]) -> list[Cell]:
    """What is for the first of the names that has money; else what is for no stated programme; else the only one."""
    for name in (*names, ""):
        found = [cell for cell in cells if cell.programme == name]
        if found:
            return found
    return list(cells) if len({cell.programme for cell in cells}) == 1 else []


def _left(held: Accounts, cell: Cell) -> tuple[Fraction, bool]:
    """What is left of a cell, and whether that is known; else the least that is left."""
    if cell.left is not None:
        return cell.left, True
    if not cell.programme:
        return _left_of_rest(held, cell)
    use = next((u for u in held.uses if u.label == cell.programme), None)
    if use is None:
        return cell.amount, True
    is_sole = len(held.received_for(cell.programme)) == 1
    return _left_of_use(cell, use, is_sole)


def _left_of_use(cell: Cell, use: Use, is_sole: bool) -> tuple[Fraction, bool]:
    allotted = use.amount("allotted")
    amount = min(cell.amount, allotted) if is_sole and allotted is not None else cell.amount
    used = cell.used if cell.used is not None else use.spent or Fraction(0)
    return max(amount - used, Fraction(0)), is_sole or cell.used is not None or not used


def _left_of_rest(held: Accounts, cell: Cell) -> tuple[Fraction, bool]:
    """Money of no stated programme may have paid every use that no receipt is for."""
    used = total(u.spent or Fraction(0) for u in held.uses if not held.received_for(u.label))
    is_sole = sum(1 for other in held.cells if not other.programme) == 1
    return max(cell.amount - used, Fraction(0)), is_sole or not used
