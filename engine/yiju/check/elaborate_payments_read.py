"""`P 的 payment`: what another policy pays in the month of the day, read as an amount (*Semantics* 12)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from yiju.check.elaborate_conditions import both
from yiju.check.elaborate_exceptions import in_force
from yiju.check.elaborate_payments import accrues, payment_definition, payment_payees
from yiju.check.elaborator import Elaborator
from yiju.check.typing import DATE, TRUTH
from yiju.documents.model import Days
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import Definition
from yiju.rule_set.model import PolicyScope, Stated
from yiju_grammar import tree as t
from yiju_grammar.span import Span

ONE = ty.NumberType((), 1)

Standing = tuple[Days, "Definition | None"]
"""The days of a policy, and its outcome."""


def read_of(el: Elaborator, policy: PolicyScope, stated: Stated, standing: Standing) -> e.Expr | None:
    """The amount due in the month of the day to all payees; None where the payment itself is unsound."""
    declared = stated.declaration
    assert isinstance(declared, t.Payment)
    days, outcome = standing
    made = payment_definition(el, policy, stated, days)
    payees = payment_payees(el, policy, stated)
    if outcome is None or made is None or payees is None:
        return None
    span = declared.name.span
    amount = _total(made, payees, span)
    paid = both(e.Ref(TRUTH, span, 0, outcome.id), in_force(el.ground(stated, policy.scope).days, span))
    assert paid is not None
    month = _or_zero(paid, amount, span)
    return _when_due(declared.schedule, month, days.end, span)


def _total(made: Definition, payees: tuple[e.Expr | None, e.Expr | None], span: Span) -> e.Expr:
    """What one month comes to: over the payees where it is paid to each."""
    source, chosen = payees
    amount: e.Expr = e.Ref(made.type, span, 0, made.id)
    money = replace(made.type, optional=False)
    if source is not None:
        return e.Aggregate(money, span, "sum", source, chosen, amount)
    return e.OrElse(money, span, amount, _zero(money, span)) if made.type.optional else amount


def _zero(money: ty.Type, span: Span) -> e.Expr:
    return e.Const(money, span, Fraction(0))


def _or_zero(condition: e.Expr, amount: e.Expr, span: Span) -> e.Expr:
    return e.Choice(amount.type, span, condition, amount, _zero(amount.type, span))


def _when_due(schedule: t.Schedule, month: e.Expr, end: object, span: Span) -> e.Expr:
    """Nothing in a month in which none is due; an accruing payment is the sum of the months since the last."""
    months = (3, 6, 9, 12) if schedule.kind == "quarterly" else schedule.months if schedule.kind == "yearly" else ()
    if not months:
        return month
    if not accrues(schedule):
        return _or_zero(e.MonthIn(TRUTH, span, months), month, span)
    made: e.Expr = _zero(month.type, span)
    for due in months:
        back = next(n for n in range(1, 13) if (due - 1 - n) % 12 + 1 in months)
        total = month
        for n in range(1, back):
            earlier = e.At(month.type, span, month, _month_back(n, end, span))
            total = e.Arithmetic(month.type, span, "add", total, earlier)
        made = e.Choice(month.type, span, e.MonthIn(TRUTH, span, (due,)), total, made)
    return made


def _month_back(n: int, end: object, span: Span) -> e.Expr:
    """The last day of the month `n` months back, or the policy's last day before it."""
    next_month = e.ShiftDate(
        DATE, span, e.Day(DATE, span, "month_start"), e.Const(ONE, span, Fraction(n - 1)), "month", True
    )
    last = e.ShiftDate(DATE, span, next_month, e.Const(ONE, span, Fraction(1)), "day", True)
    if end is None:
        return last
    return e.Extreme(DATE, span, "min", (last, e.Const(DATE, span, end)))  # type: ignore[arg-type]  # a date
