"""Decisions of many records: the outcome at once, by a generated function; the rest when it is first read.

A record whose function meets an error, or a negative amount, is decided in full at once. What is put off is built by
`build.py` as ever, so a decision says the same either way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from functools import partial
from typing import Any

from yiju.backends.to_python_build import UnsupportedError
from yiju.backends.to_python_policy import PolicyFunctions
from yiju.backends.to_python_runtime import ERR, Incomplete
from yiju.decision.model import Decision
from yiju.decision.schedule import due_day, interval_of
from yiju.program.private import identifier_index, identifier_of
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


@dataclass(frozen=True, slots=True)
class Run:
    """A generated function, the day it is asked for, and where in its answers the amounts due stand: those of the
    record itself, and those of the elements of a list (with which of them are meant)."""

    function: Callable[[Row, date], Any]
    day: date
    single: tuple[int, ...]
    each: tuple[int, ...]


@dataclass(slots=True)
class PromptDecider:
    """Decides the records of one policy; made once for many records."""

    program: Program
    policy: str
    build: Build
    functions: PolicyFunctions = field(init=False)
    _place: int | None = field(init=False)
    _runs: dict[date, tuple[Run, ...] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        policy = self.program.policies[self.policy]
        self.functions = PolicyFunctions(self.program, policy)
        self._place = identifier_index(self.program.records[policy.subject])

    def decide(self, row: Row, day: date) -> Decision:
        """The decision of one record as of a day."""
        if day not in self._runs:
            self._runs[day] = self._prepared(day)
        runs = self._runs[day]
        if runs is None:
            return self.build(row, day)
        said = []
        for run in runs:
            try:
                answers, _ = run.function(row, run.day)
            except Incomplete:
                return self.build(row, day)
            if ERR in answers or (answers[0] is not False and _is_in_doubt(answers, run)):
                return self.build(row, day)
            said.append(answers[0])
        return self._begun(row, day, said[0])

    def _prepared(self, day: date) -> tuple[Run, ...] | None:
        """The functions for a day and for the days in its month on which payments fall due; None where what is due
        hangs on other months or other policies."""
        policy = self.functions.policy
        interval = interval_of(policy)
        due: dict[date, list[int]] = {day: []}
        for index, payment in enumerate(policy.payments):
            when = due_day(payment, day.replace(day=1), interval)
            if when is None or not any(when in span for span in payment.intervals):
                continue
            if not _is_plain(payment):
                return None
            due.setdefault(when, []).append(index)
        if policy.mutuals or policy.arrears:
            return None
        try:
            return tuple(self._run(when, tuple(indexes)) for when, indexes in due.items())
        except UnsupportedError:
            return None

    def _run(self, day: date, due: tuple[int, ...]) -> Run:
        made = self.functions.compiled(day, due, why=True)
        names = {self.functions.policy.payments[i].definition for i in due}
        single = tuple(i for i, a in enumerate(made.asked) if a.each is None and a.name in names)
        return Run(made.function, day, single, tuple(i for i, a in enumerate(made.asked) if a.each is not None))

    def _begun(self, row: Row, day: date, outcome: bool | None) -> Decision:
        policy = self.functions.policy
        named = row[self._place] if self._place is not None else None
        made = object.__new__(PromptDecision)
        put = object.__setattr__
        put(made, "_build", partial(self.build, row, day))
        put(made, "policy", policy.name)
        put(made, "title", policy.title)
        put(made, "subject", policy.subject)
        put(made, "record", named if type(named) is str else identifier_of(self.program, policy.subject, row))
        put(made, "on", day)
        put(made, "period", None)
        put(made, "outcome", OUTCOMES[outcome])
        put(made, "errors", ())
        put(made, "digest", self.program.digest)
        return made


def _is_plain(payment: PaymentType) -> bool:
    """Decided by one day's own values alone."""
    return not payment.accrues and payment.schedule.kind != "once"


def _is_in_doubt(answers: tuple[Any, ...], run: Run) -> bool:
    """Whether an amount is negative, or one of a list's an error."""
    for index in run.single:
        amount = answers[index]
        if type(amount) is tuple:
            amount = amount[0]
        if type(amount) is int and amount < 0:
            return True
    for index in run.each:
        for amount in answers[index] or ():
            if type(amount) is tuple:
                amount = amount[0]
            if amount is ERR or (type(amount) is int and amount < 0):
                return True
    return False
