"""The items of one record, as the reference interpreter decides it: what every engine's items are to equal.

Input: a program, a policy, a record as stored, a day or period. Output: an `Item` for each payment that the decision
lists, with the funds that pay it and what its payee is told by. Settles nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.backends.evaluation import Scope
from yiju.decision.evaluate import Due, Evaluator
from yiju.program.errors import Failure
from yiju.program.private import identifier_of
from yiju.program.program import FundType, MutualType, PolicyType, Program
from yiju.program.values import NOTHING, UNKNOWN, Row
from yiju.settlement.model import Item


def items_of(
    program: Program, policy: str, row: Row, when: date | tuple[date, date], *, group: str = ""
) -> Iterator[Item]:
    """What a record is due on a day (in its month) or over a period; nothing where it cannot be decided.

    Args:
        group: the name of the record's field that summaries group by (街道).
    Raises:
        KeyError: there is no such policy.
    """
    evaluator = Evaluator(program, policy, row)
    evaluation = evaluator.during(*when) if isinstance(when, tuple) else evaluator.on(when)
    if evaluation.errors:
        return
    subject = evaluator.policy.subject
    names = [f.name for f in program.records[subject].fields]
    grouped = row[names.index(group)] if group in names else None
    record = identifier_of(program, subject, row)
    for due in evaluation.due:
        if due.value is not NOTHING and due.value != 0:
            yield _item(evaluator.policy, due, record, "" if grouped in (None, NOTHING) else str(grouped))


def _item(policy: PolicyType, due: Due, record: str, group: str) -> Item:
    is_known = due.outcome is True and isinstance(due.value, Fraction)
    told = [(m, (policy.name, due.payment.name) in m.payments) for m in policy.mutuals]
    return Item(
        record,
        due.payment.name,
        f"{due.month:%Y-%m}",
        due.day,
        _recipient(due),
        due.value if is_known else None,
        _funds(policy, due),
        tuple(_key(m, due) if is_named else None for m, is_named in told),
        tuple(_choice(m, due) if is_named else None for m, is_named in told),
        group,
    )


def _recipient(due: Due) -> str | None:
    """The member paid, by identifier, else by place (`成员[2]`)."""
    if due.recipient is None:
        return None
    named = identifier_of(due.evaluator.program, due.recipient.record.name, due.recipient.row)
    name, index = due.recipient.path[-1]
    return named or f"{name}[{index + 1}]"


def _key(mutual: MutualType, due: Due) -> Any:
    """What the payee is told by; None where that is unknown, or where there is none: 无 tells nobody from another."""
    if mutual.key_expr is None:
        return None
    scope = due.scope if due.recipient is not None else Scope(due.scope.frames, due.day)
    return _known(due.evaluator.run.value(mutual.key_expr, scope))


def _choice(mutual: MutualType, due: Due) -> Any:
    if mutual.field_expr is None:
        return None
    return _known(due.evaluator.run.value(mutual.field_expr, due.evaluator.scope(due.day)))


def _known(value: Any) -> Any:
    return None if value is UNKNOWN or value is NOTHING or isinstance(value, Failure) else value


def _funds(policy: PolicyType, due: Due) -> tuple[str, ...] | None:
    name = due.arrears.payment if due.arrears else due.payment.name
    return funds_chosen(policy, name, lambda fund: _pays(fund, due))


def funds_chosen(policy: PolicyType, payment: str, pays: Callable[[FundType], Any]) -> tuple[str, ...] | None:
    """The funds of a payment whose conditions hold (as `yiju.decision.funds` chooses them); None where one is unknown.

    Args:
        pays: whether a fund pays on the day: 真, 假, unknown or a failure.
    """
    found = [(fund, pays(fund)) for fund in policy.funds if not fund.pays or payment in fund.pays]
    chosen = [(fund, holds) for fund, holds in found if holds is not False]
    chosen = [pair for pair in chosen if pair[0].pays] or chosen
    return tuple(fund.name for fund, _ in chosen) if all(holds is True for _, holds in chosen) else None


def _pays(fund: FundType, due: Due) -> Any:
    if not any(due.day in days for days in fund.intervals):
        return False
    return True if fund.when is None else due.evaluator.run.value(fund.when, due.evaluator.scope(due.day))
