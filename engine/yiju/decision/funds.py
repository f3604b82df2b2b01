"""Which funds pay a payment: by share, or in order up to a cap."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from yiju.decision.evaluate import Due
from yiju.decision.model import FundShare
from yiju.decision.show import SHOWN_UNKNOWN, shown
from yiju.program import types as ty
from yiju.program.program import FundType
from yiju.program.values import UNKNOWN

if TYPE_CHECKING:
    from yiju.decision.build import Book

MONEY = ty.NumberType((("元", 1),), 100)


def fund_shares(due: Due, book: Book) -> tuple[FundShare, ...]:
    """The funds of one payment, with what each pays; unknown where the amount is, or whether the fund pays."""
    evaluator = due.evaluator
    root = evaluator.scope(due.day)
    name = due.arrears.payment if due.arrears else due.payment.name
    chosen: list[tuple[FundType, bool]] = []
    for fund in evaluator.policy.funds:
        if (fund.pays and name not in fund.pays) or not any(due.day in span for span in fund.intervals):
            continue
        holds = True if fund.when is None else evaluator.run.value(fund.when, root)
        if holds is not False:
            chosen.append((fund, holds is True))
    chosen = _specific(chosen)
    known = isinstance(due.value, Fraction) and due.outcome is not UNKNOWN and all(sure for _, sure in chosen)
    parts = _parts([f for f, _ in chosen], due.value) if known else [None] * len(chosen)
    made = []
    for (fund, _), part in zip(chosen, parts, strict=True):
        cited, _ = book.rely(fund.grounds, evaluator.program)
        value = SHOWN_UNKNOWN if part is None else shown(part, MONEY)
        if part != 0 or len(chosen) == 1:
            made.append(FundShare(fund.name, value, cited))
    return tuple(made)


def _specific(chosen: list[tuple[FundType, bool]]) -> list[tuple[FundType, bool]]:
    """Funds that name the payment stand before those that pay all payments."""
    named = [c for c in chosen if c[0].pays]
    return named or chosen


def _parts(funds: list[FundType], amount: Fraction) -> list[Fraction | None]:
    """By share where shares are stated; else in order, each up to its cap; a fund alone pays all."""
    if any(f.share is not None for f in funds):
        return [amount * f.share if f.share is not None else None for f in funds]
    left = amount
    parts: dict[int, Fraction | None] = {}
    order = sorted(range(len(funds)), key=lambda i: (funds[i].order is None, funds[i].order or 0, i))
    stated = all(f.order is not None or f.cap is not None for f in funds) or len(funds) == 1
    for i in order:
        cap = funds[i].cap
        part = left if cap is None else min(left, cap)
        parts[i] = part if stated else None
        left -= part
    return [parts[i] for i in range(len(funds))]
