"""One record, one policy: the outcome on a day, and the payments due in a month or a period.

Input: a program, a record as stored. Output: plain results (values, errors, scopes) from which `build.py` makes a
decision. The evaluator is any backend that answers for definitions; here it is the reference interpreter's interface.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.backends.calendar import month_end
from yiju.backends.evaluation import Frame, Scope
from yiju.backends.interpreter import Interpreter
from yiju.decision.mutual import Rival, paid
from yiju.decision.schedule import accrued_months, due_day, interval_of, last_day, months_between
from yiju.program.errors import Failure, RunError
from yiju.program.frozen import frozen
from yiju.program.program import ArrearsType, MutualType, PaymentType, PolicyType, Program
from yiju.program.values import NOTHING, UNKNOWN, Row


@dataclass(frozen=True, slots=True)
class Due:
    """A payment due: `month` its first day, `day` the day it is decided, `outcome` of that day; `value` for its payee
    (`scope`), or a Failure; `parts` the days whose sum it is (accruing payments). `withheld`: the 互斥 that took it;
    `rivals`: those that may yet take it.
    `evaluator`: by which rules it was worked out (the months a 补发 makes up for went by the rules before it)."""

    payment: PaymentType
    month: date
    day: date
    scope: Scope
    outcome: Any
    value: Any
    parts: tuple[Scope, ...]
    recipient: Frame | None
    evaluator: Evaluator
    withheld: MutualType | None = None
    arrears: ArrearsType | None = None
    rivals: tuple[Due, ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A record's policy on a day: `scope` is the root's. `errors`: what made it undecidable."""

    policy: PolicyType
    scope: Scope
    outcome: Any
    due: tuple[Due, ...]
    errors: tuple[RunError, ...]


class Evaluator:
    """Evaluates records of one program by the reference interpreter; each record has its own."""

    def __init__(self, program: Program, policy: str, row: Row) -> None:
        self.program = program
        self.policy = program.policies[policy]
        self.row = row
        self.run = Interpreter(program)
        self.interval = interval_of(self.policy)
        self.before: dict[ArrearsType, Evaluator] = {}
        self.outcomes: dict[date, Any] = {}

    def scope(self, day: date) -> Scope:
        """The record itself, as of a day."""
        return self.run.root(self.policy.subject, self.row, day)

    def outcome(self, day: date) -> Any:
        """真, 假, unknown or a failure."""
        if day not in self.outcomes:
            self.outcomes[day] = self.run.definition(self.policy.outcome, self.scope(day))
        return self.outcomes[day]

    def on(self, day: date) -> Evaluation:
        """The outcome on a day, and the payments due in its month."""
        return self._evaluated(day, tuple(self.due_in(day.replace(day=1))))

    def during(self, first: date, last: date) -> Evaluation:
        """The payments of every month of a period; the outcome is that of its last day."""
        months = months_between(first, last)
        due = tuple(d for month in months for d in self.due_in(month) if first <= d.day <= last)
        return self._evaluated(last, due)

    def _evaluated(self, day: date, due: tuple[Due, ...]) -> Evaluation:
        outcome = self.outcome(day)
        errors = set(_errors(outcome))
        for use in self.policy.standards:
            if any(day in span for span in use.intervals):
                errors |= _errors(self.run.definition(use.definition, self.scope(day)))
        for item in due:
            errors |= _errors(item.value) | _errors(item.outcome) | _below_zero(item)
        return Evaluation(self.policy, self.scope(day), outcome, due, tuple(sorted(errors)))

    def due_in(self, month: date) -> Iterator[Due]:
        """The payments due in a month, after 互斥."""
        due = [d for p in self.policy.payments for d in self._by_arrears(p, month)]
        yield from self._exclusive(due, month)

    def _by_arrears(self, payment: PaymentType, month: date) -> Iterator[Due]:
        """What is due of a payment, and its 补发: the months it makes up for were paid by the rules before them."""
        granted = [a for a in self.policy.arrears if a.payment == payment.name]
        for arrears in granted:
            if arrears.start <= month < arrears.due.replace(day=1):
                yield from self._then(arrears)._due(payment, month)
                return
        yield from self._due(payment, month)
        for arrears in granted:
            if arrears.due.replace(day=1) == month:
                yield from self._arrears(payment, arrears)

    def _then(self, arrears: ArrearsType) -> Evaluator:
        """The rules as they were before the months that a 补发 makes up for."""
        if arrears not in self.before:
            program = frozen(self.program, arrears.start - date.resolution)
            self.before[arrears] = Evaluator(program, self.policy.name, self.row)
        return self.before[arrears]

    def _arrears(self, payment: PaymentType, arrears: ArrearsType) -> Iterator[Due]:
        """The difference over the months between, for each payee."""
        months = list(months_between(arrears.start, arrears.due.replace(day=1) - date.resolution))
        now: dict[Any, list[Due]] = {}
        for month in months:
            for item in self._due(payment, month):
                now.setdefault(item.recipient.path if item.recipient else None, []).append(item)
        named = replace(payment, name=f"补发{payment.name}", grounds=arrears.grounds)
        for payee, items in now.items():
            value = _difference(items, [self._paid_then(payment, arrears, m, payee) for m in months])
            day = last_day(arrears.due, self.interval) or month_end(arrears.due)
            first = items[0]
            parts = tuple(s for i in items for s in i.parts)
            outcome = self.outcome(day) if day in self.interval else first.outcome
            yield replace(
                first,
                payment=named,
                month=arrears.due.replace(day=1),
                day=day,
                value=value,
                parts=parts,
                outcome=outcome,
                arrears=arrears,
            )

    def _paid_then(self, payment: PaymentType, arrears: ArrearsType, month: date, payee: Any) -> Any:
        due = self._then(arrears)._due(payment, month)
        return _total([_as_paid(d) for d in due if (d.recipient.path if d.recipient else None) == payee])

    def _due(self, payment: PaymentType, month: date) -> Iterator[Due]:
        day = due_day(payment, month, self.interval)
        if day is None or not any(day in span for span in payment.intervals):
            return
        scope = self.scope(day)
        outcome = self.outcome(day)
        if outcome is False:
            return
        for payee, frame in self._payees(payment, scope):
            value, parts = self._amount(payment, payee, month)
            if payment.schedule.kind == "once":
                earlier = self._earlier(payment, payee, month)
                if earlier is None:
                    continue
                if earlier and value is not NOTHING and value != 0 and not isinstance(value, Failure):
                    value, parts = UNKNOWN, (*parts, *earlier)
            yield Due(payment, month, day, payee, outcome, value, parts, frame, self)

    def _earlier(self, payment: PaymentType, payee: Scope, month: date) -> tuple[Scope, ...] | None:
        """The earlier days on which a one-off payment may have been made; None where it was made on one."""
        first = self._first_day(payment, payee)
        if first is None or first >= month:
            return ()
        months = months_between(first, month - date.resolution)
        days = (last_day(m, self.interval) for m in months)
        scopes = [replace(payee, day=d) for d in days if d is not None and any(d in i for i in payment.intervals)]
        made = [(s, self._accrued(payment, s)) for s in scopes]
        if any(isinstance(v, Fraction) and v > 0 for _, v in made):
            return None
        return tuple(s for s, v in made if v is UNKNOWN)

    def _first_day(self, payment: PaymentType, payee: Scope) -> date | None:
        """From when a one-off payment may have been made: the policy's first day, else that of its own 自."""
        if self.policy.start is not None:
            return self.policy.start.day
        own = self.run.value(payment.start, payee) if payment.start is not None else None
        return own if isinstance(own, date) else None

    def _payees(self, payment: PaymentType, scope: Scope) -> Iterator[tuple[Scope, Frame | None]]:
        if payment.recipients is None:
            yield scope, None
            return
        frames = self.run.elements(payment.recipients, scope)
        for frame in frames if isinstance(frames, list) else ():
            inner = scope.push(frame)
            chosen = True if payment.where is None else self.run.value(payment.where, inner)
            if chosen is not False:
                yield inner, frame

    def _amount(self, payment: PaymentType, payee: Scope, month: date) -> tuple[Any, tuple[Scope, ...]]:
        if not payment.accrues:
            return self._one(payment, payee), (payee,)
        days = [last_day(m, self.interval) for m in accrued_months(payment, month)]
        scopes = tuple(replace(payee, day=d) for d in days if d is not None)
        values = [self._accrued(payment, s) for s in scopes]
        return _total(values), scopes

    def _accrued(self, payment: PaymentType, scope: Scope) -> Any:
        outcome = self.outcome(scope.day)
        return self._one(payment, scope) if outcome is True else Fraction(0) if outcome is False else outcome

    def _one(self, payment: PaymentType, payee: Scope) -> Any:
        chosen = True
        if payment.recipients is not None and payment.where is not None:
            chosen = self.run.value(payment.where, payee)
        value = self.run.definition(payment.definition, payee)
        if chosen is True or isinstance(value, Failure):
            return value
        return Fraction(0) if chosen is False or value == 0 else UNKNOWN

    # --- 互斥 within one record ---------------------------------------------------------------------------

    def _exclusive(self, due: list[Due], month: date) -> list[Due]:
        for mutual in self.policy.mutuals:
            due = self._settle(mutual, due, month)
        return due

    def _settle(self, mutual: MutualType, due: list[Due], month: date) -> list[Due]:
        names = [n for _, n in mutual.payments]
        groups: dict[Any, list[tuple[int | None, Due, Rival]]] = {}
        for number, item in enumerate(due):
            if item.payment.name in names and _may_be_paid(item):
                rival = self._rival(names.index(item.payment.name), item)
                groups.setdefault(self._key(mutual, item), []).append((number, item, rival))
        for key, other, rival in self._others(mutual, month):
            groups.setdefault(key, []).append((None, other, rival))
        settled = list(due)
        for group in groups.values():
            chosen = paid(mutual, self._rivals(group), self._named(mutual, group))
            for (at, item, _), is_paid in zip(group, chosen, strict=True):
                if at is not None and len(group) > 1:
                    settled[at] = _settled(item, mutual, is_paid, [d for _, d, _ in group if d is not item])
        return settled

    def _rival(self, order: int, item: Due) -> Rival:
        """A payment to one who may not be meant is that much or nothing."""
        if item.value is not UNKNOWN or item.recipient is None or item.payment.accrues:
            return Rival(order, item.value)
        value = self.run.definition(item.payment.definition, item.scope)
        return Rival(order, UNKNOWN, value if isinstance(value, Fraction) else UNKNOWN)

    def _rivals(self, group: list[tuple[int | None, Due, Rival]]) -> list[Rival]:
        """What each comes to: unknown where it is not sure to be due, unless all hang on one outcome."""
        sure = any(item.outcome is True for number, item, _ in group if number is not None)
        return [
            replace(rival, value=UNKNOWN, if_due=rival.value or rival.if_due)
            if item.outcome is UNKNOWN and (sure or number is None)
            else rival
            for number, item, rival in group
        ]

    def _named(self, mutual: MutualType, group: list[tuple[int | None, Due, Rival]]) -> Any:
        """The payment that a field of the record names."""
        own = [item for number, item, _ in group if number is not None]
        if mutual.field_expr is None or not own:
            return ""
        return self.run.value(mutual.field_expr, self.scope(own[0].day))

    def _key(self, mutual: MutualType, item: Due) -> Any:
        if mutual.key_expr is None:
            return ()
        scope = item.scope if item.recipient is not None else Scope(item.scope.frames, item.day)
        return self.run.value(mutual.key_expr, scope)

    def _others(self, mutual: MutualType, month: date) -> Iterator[tuple[Any, Due, Rival]]:
        """What other policies named by a 互斥 pay the same record in the month."""
        for order, (policy, name) in enumerate(mutual.payments):
            other = self.program.policies.get(policy)
            if other is None or other is self.policy or other.subject != self.policy.subject:
                continue
            side = Evaluator(self.program, policy, self.row)
            for payment in other.payments:
                for item in side._due(payment, month) if payment.name == name else ():
                    if _may_be_paid(item):
                        yield self._key(mutual, item), item, side._rival(order, item)


def _may_be_paid(item: Due) -> bool:
    return item.value is UNKNOWN or (isinstance(item.value, Fraction) and item.value > 0)


def _settled(item: Due, mutual: MutualType, is_paid: bool | None, rivals: list[Due]) -> Due:
    """A payment after a 互斥: as it was, withheld, or unknown for what its rivals hang on."""
    if is_paid is None:
        unsure = tuple(d for d in rivals if d.value is UNKNOWN or d.outcome is UNKNOWN)
        return replace(item, value=UNKNOWN, rivals=unsure)
    return item if is_paid else replace(item, withheld=mutual, value=Fraction(0))


def _as_paid(due: Due) -> Any:
    return due.value if due.outcome is True else UNKNOWN if due.outcome is UNKNOWN else Fraction(0)


def _total(values: list[Any]) -> Any:
    failures = [v.errors for v in values if isinstance(v, Failure)]
    if failures:
        return Failure(frozenset().union(*failures))
    if any(v is UNKNOWN for v in values):
        return UNKNOWN
    return sum((v for v in values if v is not NOTHING), Fraction(0))


def _difference(now: list[Due], then: list[Any]) -> Any:
    """What should have been paid less what was; nothing to pay where that is not more."""
    should, paid = _total([_as_paid(d) for d in now]), _total(then)
    if not isinstance(should, Fraction) or not isinstance(paid, Fraction):
        return should if isinstance(should, Failure) else paid if isinstance(paid, Failure) else UNKNOWN
    return max(should - paid, Fraction(0))


def _errors(value: Any) -> set[RunError]:
    return set(value.errors) if isinstance(value, Failure) else set()


def _below_zero(item: Due) -> set[RunError]:
    if isinstance(item.value, Fraction) and item.value < 0 and item.outcome is True:
        span = item.payment.span
        place = (span.file, span.start, span.end)
        return {RunError("YJ617", item.payment.name, (item.payment.name,), "", place)}
    return set()
