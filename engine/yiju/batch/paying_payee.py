"""What the records say of their payments: the funds whose conditions hold, what a payee is told by, the group.

Input: a program, a policy. Output: for a record and its payments, `Item`s that equal those of
`yiju.settlement.items.items_of`. By generated functions; what they leave goes to the interpreter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Any

from yiju.backends.calendar import month_end
from yiju.backends.to_python import Asked, Compiled, compile_asked
from yiju.backends.to_python_build import UnsupportedError
from yiju.backends.to_python_policy import span_of
from yiju.backends.to_python_runtime import ERR, Incomplete
from yiju.batch.model import When
from yiju.decision.schedule import due_day, interval_of, last_day
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.errors import Failure
from yiju.program.frozen import frozen
from yiju.program.private import identifier_of
from yiju.program.program import ArrearsType, FundType, MutualType, PaymentType, PolicyType, Program
from yiju.program.values import NOTHING, UNKNOWN, Row
from yiju.settlement.items import funds_chosen, items_of
from yiju.settlement.model import Item


@dataclass(frozen=True, slots=True)
class PaidOut:
    """A payment as the output tells it."""

    name: str
    due: str
    recipient: str | None
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class Due:
    """When a payment is decided; `is_plain`: by the rules of its own month, not by those of before a 补发."""

    payment: PaymentType
    day: date
    is_plain: bool


class Differs(Exception):
    """A record is not due what the output says."""


class Payees:
    """Makes the items of records of one policy; `group`: the field that summaries group by, or empty."""

    def __init__(self, program: Program, policy: PolicyType, when: When, group: str) -> None:
        self.program, self.policy, self.when, self.group = program, policy, when, group
        names = [f.name for f in program.records[policy.subject].fields]
        self.group_place = names.index(group) if group else None
        self.asks_of_funds = any(f.when is not None for f in policy.funds)
        self.asks = self.asks_of_funds or bool(policy.mutuals)
        self.needs_records = self.asks or bool(group)
        self._dues: dict[tuple[str, str], Due] = {}
        self._funds: dict[tuple[str, str], tuple[str, ...] | None] = {}
        self._functions: dict[int, Compiled | None] = {}

    @property
    def fields(self) -> frozenset[str] | None:
        """The fields of a record that matter here; None where that is not plain to see."""
        asked = tuple(self._asked())
        plain = {
            a.expr.name for a in asked if a.each is None and isinstance(a.expr, e.Field) and a.expr.default is None
        }
        if self.policy.arrears or len(plain) < len({a.expr for a in asked}):
            return None
        return frozenset({*plain, self.group} - {""})

    def items(self, record: str, payments: Sequence[PaidOut], row: Row | None) -> Iterator[Item]:
        """The items of a record.

        Args:
            row: None where `needs_records` is false.
        Raises:
            Differs: it is due other payments by these rules.
        """
        if not self.asks or row is None:
            yield from (self._item(record, p, row, self._sure_funds(p)) for p in payments)
            return
        answers = _Answers(self, row)
        try:
            made = [self._answered(record, p, answers) for p in payments]
        except _Left:
            made = self._by_interpreter(record, payments, row)
        yield from made

    def _item(
        self,
        record: str,
        paid: PaidOut,
        row: Row | None,
        funds: tuple[str, ...] | None,
        told: tuple[tuple[Any, ...], tuple[Any, ...]] = ((), ()),
    ) -> Item:
        day = self.due(paid).day
        return Item(record, paid.name, paid.due, day, paid.recipient, paid.value, funds, *told, self._group(row))

    def _group(self, row: Row | None) -> str:
        value = None if row is None or self.group_place is None else row[self.group_place]
        return "" if value in (None, NOTHING) else str(value)

    def _sure_funds(self, paid: PaidOut) -> tuple[str, ...] | None:
        """The funds of a payment where no fund has a condition."""
        key = paid.name, paid.due
        if key not in self._funds:
            day = self.due(paid).day
            name = _payment_name(self.policy, paid.name)
            self._funds[key] = funds_chosen(self.policy, name, lambda f: any(day in days for days in f.intervals))
        return self._funds[key]

    # --- when -----------------------------------------------------------------------------------------------

    def due(self, paid: PaidOut) -> Due:
        """The payment type of a payment and the day as of which it is decided."""
        key = paid.name, paid.due
        if key not in self._dues:
            self._dues[key] = self._due(paid, date(int(paid.due[:4]), int(paid.due[5:]), 1))
        return self._dues[key]

    def _due(self, paid: PaidOut, month: date) -> Due:
        arrears = next((a for a in self.policy.arrears if _made_up(a, paid.name, month)), None)
        name = arrears.payment if arrears is not None else paid.name
        payment = next((p for p in self.policy.payments if p.name == name), None)
        if payment is None:
            raise Differs
        if arrears is not None:
            return Due(payment, last_day(arrears.due, interval_of(self.policy)) or month_end(arrears.due), False)
        before = next((a for a in self.policy.arrears if a.payment == name and _is_before(a, month)), None)
        policy = self.policy if before is None else self._then(before)
        day = due_day(payment, month, interval_of(policy))
        if day is None:
            raise Differs
        return Due(payment, day, before is None)

    def _then(self, arrears: ArrearsType) -> PolicyType:
        return frozen(self.program, arrears.start - date.resolution).policies[self.policy.name]

    # --- what is asked of a record ----------------------------------------------------------------------------

    def _answered(self, record: str, paid: PaidOut, answers: _Answers) -> Item:
        due = self.due(paid)
        if not due.is_plain:
            raise _Left
        funds = self._sure_funds(paid)
        if self.asks_of_funds:
            funds = funds_chosen(self.policy, due.payment.name, partial(self._pays, due=due, answers=answers))
        keys, named = [], []
        for number, mutual in enumerate(self.policy.mutuals):
            is_named = (self.policy.name, paid.name) in mutual.payments
            keys.append(answers.key(number, mutual, due, paid.recipient) if is_named else None)
            named.append(answers.named(number, mutual, due.day) if is_named else None)
        return self._item(record, paid, answers.row, funds, (tuple(keys), tuple(named)))

    def _pays(self, fund: FundType, due: Due, answers: _Answers) -> Any:
        if not any(due.day in days for days in fund.intervals):
            return False
        return True if fund.when is None else answers.value(f"资金 {fund.name}", due.day)

    def function(self, day: date) -> Compiled | None:
        """What answers on a day; None where no function can be made."""
        place = bisect_right(self.program.changes, day)
        if place not in self._functions:
            span = span_of(self.program, day)
            try:
                made = compile_asked(self.program, self.policy.subject, tuple(self._asked()), span=span)
            except UnsupportedError:
                made = None
            self._functions[place] = made
        return self._functions[place]

    def _asked(self) -> Iterator[Asked]:
        for fund in self.policy.funds:
            if fund.when is not None:
                yield Asked(f"资金 {fund.name}", fund.when)
        for number, mutual in enumerate(self.policy.mutuals):
            if mutual.field_expr is not None:
                yield Asked(f"取 {number}", mutual.field_expr)
            for payment in self.policy.payments:
                if mutual.key_expr is not None and (self.policy.name, payment.name) in mutual.payments:
                    each = payment.recipients
                    assert each is None or isinstance(each, e.Field)
                    yield Asked(f"每 {number} {payment.name}", mutual.key_expr, each)

    # --- by the interpreter -----------------------------------------------------------------------------------

    def _by_interpreter(self, record: str, payments: Sequence[PaidOut], row: Row) -> list[Item]:
        made = list(items_of(self.program, self.policy.name, row, self.when, group=self.group))
        if [PaidOut(i.payment, i.month, i.recipient, i.value) for i in made] != list(payments):
            raise Differs
        return [i if i.record else replace(i, record=record) for i in made]


class _Left(Exception):
    """It goes to the interpreter."""


class _Answers:
    """What a record answers, day by day."""

    def __init__(self, payees: Payees, row: Row) -> None:
        self.payees = payees
        self.row = row
        self._by_day: dict[date, Mapping[str, Any]] = {}
        self._members: dict[str, dict[str, int]] = {}

    def value(self, name: str, day: date) -> Any:
        """The answer to one thing asked."""
        if day not in self._by_day:
            self._by_day[day] = self._on(day)
        return self._by_day[day][name]

    def _on(self, day: date) -> Mapping[str, Any]:
        made = self.payees.function(day)
        if made is None:
            raise _Left
        try:
            stored = made.function(self.row, day)
        except Incomplete:
            raise _Left from None
        found = {a.name: made.value(i, stored[i]) for i, a in enumerate(made.asked)}
        if any(v is ERR or (isinstance(v, tuple) and ERR in v) for v in found.values()):
            raise _Left
        return found

    def key(self, number: int, mutual: MutualType, due: Due, recipient: str | None) -> Any:
        """What a payee is told by."""
        if mutual.key_expr is None:
            return None
        value = self.value(f"每 {number} {due.payment.name}", due.day)
        if due.payment.recipients is not None:
            value = value[self._place(due.payment, recipient)] if value is not None else None
        return _known(value)

    def named(self, number: int, mutual: MutualType, day: date) -> Any:
        """The payment that the record's field names."""
        return None if mutual.field_expr is None else _known(self.value(f"取 {number}", day))

    def _place(self, payment: PaymentType, recipient: str | None) -> int:
        """Which element of the list a recipient is."""
        listed = payment.recipients
        assert isinstance(listed, e.Field)
        if listed.name not in self._members:
            self._members[listed.name] = self._named(listed.name)
        place = self._members[listed.name].get(recipient or "")
        if place is None:
            raise _Left
        return place

    def _named(self, name: str) -> dict[str, int]:
        program = self.payees.program
        fields = program.records[self.payees.policy.subject].fields
        place, kind = next((i, f.type) for i, f in enumerate(fields) if f.name == name)
        assert isinstance(kind, ty.ListType)
        rows = self.row[place]
        if not isinstance(rows, tuple):
            raise _Left
        names = [identifier_of(program, kind.record, r) or f"{name}[{i + 1}]" for i, r in enumerate(rows)]
        found = {n: i for i, n in enumerate(names)}
        if len(found) != len(names):
            raise _Left
        return found


def _known(value: Any) -> Any:
    return None if value is UNKNOWN or value is NOTHING or isinstance(value, Failure) else value


def _made_up(arrears: ArrearsType, name: str, month: date) -> bool:
    return name == f"补发{arrears.payment}" and arrears.due.replace(day=1) == month


def _is_before(arrears: ArrearsType, month: date) -> bool:
    return arrears.start <= month < arrears.due.replace(day=1)


def _payment_name(policy: PolicyType, name: str) -> str:
    return next((a.payment for a in policy.arrears if name == f"补发{a.payment}"), name)
