"""Funds: the shares of those that pay one payment come to 100%, and no two stand in the same place of an order.

Input: a program. Findings: YJ440 shares that do not come to 100%, YJ441 shares beside funds that state none, YJ442 one
place in an order given twice. Funds that name a payment stand before those that pay all.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from yiju.check import cells as cs
from yiju.check.abstract import Analysis
from yiju.check.formulas import Formulas
from yiju.check.unit_texts import number_text
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import FundType, PaymentType, PolicyType, Program
from yiju_grammar.finding import Finding, Note, finding


def funds(program: Program) -> tuple[Finding, ...]:
    """YJ440 to YJ442 of a program's policies."""
    analysis = Analysis(program)
    found: dict[Finding, None] = {}
    for policy in program.policies.values():
        for payment in policy.payments:
            found.update(dict.fromkeys(_payment(analysis, policy, payment)))
    return tuple(found)


def _payment(analysis: Analysis, policy: PolicyType, payment: PaymentType) -> Iterator[Finding]:
    paying = [f for f in policy.funds if not f.pays or payment.name in f.pays]
    if len(paying) < 2 and not any(f.share is not None for f in paying):
        return
    run = Formulas(analysis.program, analysis)
    tests = [(fund, run.condition(_applies(fund))) for fund in paying]
    if run.space.size() > cs.CONDITION_LIMIT:
        return
    for cell in run.space.cells():
        chosen = _specific([fund for fund, test in tests if test(cell)])
        made = _wrong(payment, chosen, run.space.sample(cell))
        if made is not None:
            yield made
            return


def _applies(fund: FundType) -> e.Expr:
    truth = ty.TruthType()
    there = e.InForce(truth, fund.span, fund.intervals)
    return there if fund.when is None else e.Both(truth, fund.span, "all", (there, fund.when))


def _specific(chosen: list[FundType]) -> list[FundType]:
    """Funds that name the payment stand before those that pay all payments."""
    return [f for f in chosen if f.pays] or chosen


def _wrong(payment: PaymentType, chosen: list[FundType], sample: str) -> Finding | None:
    shares = [f.share for f in chosen if f.share is not None]
    if shares and len(shares) < len(chosen):
        silent = next(f for f in chosen if f.share is None)
        return finding("YJ441", silent.span, name=silent.name, payment=payment.name)
    total = sum(shares, Fraction(0))
    if shares and total != 1:
        notes = tuple(Note("other", f.span, (("fund", f.name),)) for f in chosen[:-1])
        return finding(
            "YJ440",
            chosen[-1].span,
            notes=notes,
            payment=payment.name,
            total=f"{number_text(total * 100)}%",
            sample=sample,
        )
    return _order(payment, chosen)


def _order(payment: PaymentType, chosen: list[FundType]) -> Finding | None:
    seen: dict[int, FundType] = {}
    for fund in chosen:
        if fund.order is None:
            continue
        if fund.order in seen:
            notes = (Note("first", seen[fund.order].span),)
            return finding("YJ442", fund.span, notes=notes, name=fund.name, payment=payment.name, order=fund.order)
        seen[fund.order] = fund
    return None
