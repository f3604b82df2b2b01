"""What to ask for: the missing fields that could still change the outcome or a due payment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from yiju.backends.calendar import month_end
from yiju.decision.evaluate import Due, Evaluation, Evaluator
from yiju.decision.schedule import due_day, last_day, months_between
from yiju.decision.trial import Period, missing_of
from yiju.decision.walk import Standing, stands_on
from yiju.program import expressions as e
from yiju.program.program import PaymentType
from yiju.program.values import UNKNOWN


@dataclass(slots=True)
class Asked:
    """One record's evaluation on a day or over a period, and what its unknowns hang on."""

    evaluator: Evaluator
    evaluation: Evaluation
    when: date | Period

    def of_outcome(self) -> Standing:
        """What keeps the outcome undecided on the days that matter."""
        days = {d.day for d in self.evaluation.due if d.outcome is UNKNOWN}
        if self.evaluation.outcome is UNKNOWN:
            days.add(self.evaluation.scope.day)
        standing = Standing()
        body = self.evaluator.program.definitions[self.evaluation.policy.outcome].body
        for day in sorted(days):
            stands_on(self.evaluator.run, body, self.evaluator.scope(day), standing)
        return standing

    def of_payment(self, due: Due, amount: Standing) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """A payment's missing fields and open points: the outcome's first, then the amount's."""
        missing = dict.fromkeys(self.of_outcome().missing) if due.outcome is UNKNOWN else {}
        opens = dict.fromkeys(self.of_outcome().opens.values()) if due.outcome is UNKNOWN else {}
        if due.value is UNKNOWN:
            missing.update(dict.fromkeys(amount.missing))
            opens.update(dict.fromkeys(amount.opens.values()))
        return tuple(missing), tuple(opens)


def missing_fields(asked: Asked, further: Iterable[str]) -> tuple[tuple[str, ...], bool]:
    """The missing fields that could still change the outcome or a due payment, and whether the list is exact.

    The outcome's come first, and those that decide most before the others. `further` are those the payments' walks met.
    """
    first = asked.of_outcome().missing
    names = dict.fromkeys((*first, *further, *_lists(asked)))
    if not names:
        return (), True
    due = asked.evaluation.due
    days = {asked.evaluation.scope.day, *(d.day for d in due), *(part.day for d in due for part in d.parts)}
    days.update(_earlier(asked, max(days)))
    found = missing_of(asked.evaluator, names, asked.when, days)
    return tuple(sorted(found.fields, key=lambda name: name not in first)), found.exact


def _earlier(asked: Asked, day: date) -> list[date]:
    """The days on which a payment made once may have been made before."""
    policy, interval = asked.evaluation.policy, asked.evaluator.interval
    if policy.start is None or not any(p.schedule.kind == "once" for p in policy.payments):
        return []
    ends = (last_day(month, interval) for month in months_between(policy.start.day, day))
    return [d for d in ends if d is not None]


def _lists(asked: Asked) -> list[str]:
    """Lists whose elements are paid each on their own, where the list itself is unknown on a day of payment."""
    run, scope = asked.evaluator.run, asked.evaluator.scope
    return [
        payment.recipients.name
        for payment in asked.evaluation.policy.payments
        if isinstance(payment.recipients, e.Field)
        and any(run.value(payment.recipients, scope(day)) is UNKNOWN for day in _paid_on(asked, payment))
    ]


def _paid_on(asked: Asked, payment: PaymentType) -> Iterator[date]:
    """The days asked for on which a payment falls due to one who is not refused."""
    evaluator, when = asked.evaluator, asked.when
    first, last = when if isinstance(when, tuple) else (when.replace(day=1), month_end(when))
    for month in months_between(first, last):
        day = due_day(payment, month, evaluator.interval)
        if day is None or not first <= day <= last or not any(day in span for span in payment.intervals):
            continue
        if evaluator.outcome(day) is not False:
            yield day
