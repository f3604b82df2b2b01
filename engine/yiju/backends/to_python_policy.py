"""A policy as generated functions: what a decision asks of a record, for each stretch of days without a change.

`PolicyFunctions` makes a function when a day first needs one and keeps it. What is due on a day is decided outside:
`due` are positions in `PolicyType.payments`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from yiju.backends.evaluation import Scope
from yiju.backends.interpreter import Interpreter
from yiju.backends.to_python import Asked, Compiled, compile_asked, value_at
from yiju.backends.to_python_runtime import ERR, Incomplete
from yiju.program import expressions as e
from yiju.program.program import PaymentType, PolicyType, Program
from yiju.program.values import Row

Span = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a function said of one record: values by the names of what was asked (`outcome`, a definition's id, or a
    payment's `… 其中`), as the reference interpreter has them; an error is worked out by it when it is read."""

    compiled: Compiled
    stored: tuple[Any, ...]
    program: Program
    record: str
    row: Row
    day: date

    def value(self, name: str) -> Any:
        """The value of one thing asked; for each element of a list, a tuple (None: the list is unknown).

        Raises:
            KeyError: it was not asked.
        """
        index = next((i for i, a in enumerate(self.compiled.asked) if a.name == name), None)
        if index is None:
            raise KeyError(name)
        found = self.compiled.value(index, self.stored[index])
        if found is ERR or (isinstance(found, tuple) and any(v is ERR for v in found)):
            return interpreted(self.program, self.compiled.asked[index], self.record, self.row, self.day)
        return found


@dataclass(frozen=True, slots=True)
class Trace:
    """Answers with the value of every condition, intermediate and member value, for explaining."""

    answers: Answers
    values: Any

    def stored(self, expr: e.Expr, scope: Scope) -> Any:
        """The value of an expression in a scope of this record and day; ERR for an error.

        Raises:
            KeyError: it is not kept.
        """
        path = scope.frames[0].path
        address = self.answers.compiled.slots[id(expr), tuple(name for name, _ in path)]
        return address.shape.value(value_at(address, self.values, tuple(place for _, place in path)))


def interpreted(program: Program, asked: Asked, record: str, row: Row, day: date) -> Any:
    """What the reference interpreter says."""
    run = Interpreter(program)
    scope = run.root(record, row, day)
    if asked.each is None:
        return run.value(asked.expr, scope)
    frames = run.elements(asked.each, scope)
    return tuple(run.value(asked.expr, scope.push(f)) for f in frames) if isinstance(frames, list) else frames


@dataclass(slots=True)
class PolicyFunctions:
    """The generated functions of one policy."""

    program: Program
    policy: PolicyType
    _made: dict[tuple[int, tuple[int, ...], bool], Compiled] = field(default_factory=dict)

    def compiled(self, day: date, due: tuple[int, ...] = (), *, why: bool = False) -> Compiled:
        """The function for a day and what is due on it.

        Raises:
            UnsupportedError: YJ801 to YJ803.
        """
        key = (bisect_right(self.program.changes, day), due, why)
        if key not in self._made:
            asked = asked_of(self.policy, day, due)
            span = span_of(self.program, day)
            self._made[key] = compile_asked(self.program, self.policy.subject, asked, span=span, why=why)
        return self._made[key]

    def run(self, row: Row, day: date, due: tuple[int, ...] = ()) -> Answers:
        """What a decision needs of a record, without reasons."""
        made = self.compiled(day, due)
        try:
            stored = made.function(row, day)
        except Incomplete:
            stored = (ERR,) * len(made.asked)
        return Answers(made, stored, self.program, self.policy.subject, row, day)

    def trace(self, row: Row, day: date, due: tuple[int, ...] = ()) -> Trace:
        """What a decision needs of a record, with all values on the way.

        Raises:
            Incomplete: a field that must be there is not; ask the reference interpreter.
        """
        made = self.compiled(day, due, why=True)
        stored, values = made.function(row, day)
        return Trace(Answers(made, stored, self.program, self.policy.subject, row, day), values)


def span_of(program: Program, day: date) -> Span:
    """The days around a day between which nothing dated changes, both included; None is open."""
    place = bisect_right(program.changes, day)
    first = program.changes[place - 1] if place else None
    last = program.changes[place] - timedelta(days=1) if place < len(program.changes) else None
    return first, last


def asked_of(policy: PolicyType, day: date, due: tuple[int, ...]) -> tuple[Asked, ...]:
    """What a decision asks on a day: outcome, the rules and standards in force, the payments due."""
    uses = (*policy.eligibility, *policy.standards)
    named = [u.definition for u in uses if any(day in span for span in u.intervals)]
    found = [Asked("outcome", _reference(policy, policy.outcome))]
    found += [Asked(name, _reference(policy, name)) for name in dict.fromkeys(named)]
    for index in due:
        found += _payment(policy, policy.payments[index])
    return tuple(found)


def _payment(policy: PolicyType, payment: PaymentType) -> list[Asked]:
    amount = _reference(policy, payment.definition)
    if payment.recipients is None:
        return [Asked(payment.definition, amount)]
    assert isinstance(payment.recipients, e.Field)
    found = [Asked(payment.definition, amount, payment.recipients)]
    if payment.where is not None:
        found.append(Asked(f"{payment.definition} 其中", payment.where, payment.recipients))
    return found


def _reference(policy: PolicyType, name: str) -> e.Ref:
    from yiju.program.types import TruthType

    return e.Ref(TruthType(), policy.span, 0, name)
