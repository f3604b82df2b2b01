"""Decisions of many records: the outcome at once, by a generated function; the rest when it is first read.

A record whose function meets an error, or a negative amount, is decided in full at once. What is put off is built by
`build.py` as ever, so a decision says the same either way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from yiju.backends.to_python_build import UnsupportedError
from yiju.backends.to_python_policy import PolicyFunctions
from yiju.backends.to_python_runtime import ERR, Incomplete
from yiju.decision.model import Decision
from yiju.decision.schedule import due_day, interval_of
from yiju.program.private import identifier_of
from yiju.program.program import PaymentType, Program
from yiju.program.values import Row

OUTCOMES = {True: "eligible", False: "ineligible", None: "undetermined"}

Build = Callable[[Row, date], Decision]
"""The decision in full."""


class PromptDecision(Decision):
    """A decision of which some parts are there, and all when another is read."""

    __slots__ = ("_build",)

    def __getattr__(self, name: str) -> Any:
        """A part that is not there yet: all are made."""
        if name not in PARTS:
            raise AttributeError(name)
        whole = object.__getattribute__(self, "_build")()
        for part in PARTS:
            object.__setattr__(self, part, getattr(whole, part))
        return object.__getattribute__(self, name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decision) and all(getattr(self, p) == getattr(other, p) for p in PARTS)

    __hash__ = Decision.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        return Decision, tuple(getattr(self, p) for p in PARTS)


PARTS = tuple(f.name for f in fields(Decision))


@dataclass(slots=True)
class PromptDecider:
    """Decides the records of one policy; made once for many records."""

    program: Program
    policy: str
    build: Build
    functions: PolicyFunctions = field(init=False)
    _runs: dict[date, tuple[Any, ...] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.functions = PolicyFunctions(self.program, self.program.policies[self.policy])

    def decide(self, row: Row, day: date) -> Decision:
        """The decision of one record as of a day."""
        if day not in self._runs:
            self._runs[day] = self._prepared(day)
        run = self._runs[day]
        if run is None:
            return self.build(row, day)
        function, amounts = run
        try:
            answers, _ = function(row, day)
        except Incomplete:
            return self.build(row, day)
        if ERR in answers or (answers[0] is not False and any(map(_is_below_zero, [answers[i] for i in amounts]))):
            return self.build(row, day)
        return self._begun(row, day, answers[0])

    def _prepared(self, day: date) -> tuple[Any, ...] | None:
        """The function for a day; None where what is due needs another day or another month."""
        policy = self.functions.policy
        interval = interval_of(policy)
        due: list[int] = []
        for index, payment in enumerate(policy.payments):
            when = due_day(payment, day.replace(day=1), interval)
            if when is None or not any(when in span for span in payment.intervals):
                continue
            if when != day or not _is_plain(payment):
                return None
            due.append(index)
        if policy.mutuals or policy.arrears:
            return None
        try:
            made = self.functions.compiled(day, tuple(due), why=True)
        except UnsupportedError:
            return None
        names = {policy.payments[i].definition for i in due}
        return made.function, tuple(i for i, a in enumerate(made.asked) if a.each is not None or a.name in names)

    def _begun(self, row: Row, day: date, outcome: bool | None) -> Decision:
        policy = self.functions.policy
        made = object.__new__(PromptDecision)
        put = object.__setattr__
        put(made, "_build", lambda: self.build(row, day))
        put(made, "policy", policy.name)
        put(made, "title", policy.title)
        put(made, "subject", policy.subject)
        put(made, "record", identifier_of(self.program, policy.subject, row))
        put(made, "on", day)
        put(made, "period", None)
        put(made, "outcome", OUTCOMES[outcome])
        put(made, "errors", ())
        put(made, "digest", self.program.digest)
        return made


def _is_plain(payment: PaymentType) -> bool:
    """Decided by the day's own values alone."""
    return not payment.accrues and payment.schedule.kind != "once"


def _is_below_zero(amount: Any) -> bool:
    """A negative amount (or an error), of one payee or any of several."""
    if isinstance(amount, tuple):
        return any(map(_is_below_zero, amount))
    return amount is ERR or (isinstance(amount, int) and amount < 0)
