"""A record's missing fields, tried by the evaluator: places by name, their domains, results as plain values."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from datetime import date
from typing import Any

from yiju.decision.domains import Domain, domain
from yiju.decision.evaluate import Evaluation, Evaluator
from yiju.decision.missing import Evaluate, Missing, Place, missing
from yiju.decision.uses import uses_of
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.errors import Failure
from yiju.program.program import FieldType, Program
from yiju.program.settle import open_conditions, settled
from yiju.program.values import NOTHING, UNKNOWN, Row

STEP = re.compile(r"([^.\[\]]+)\[(\d+)\]\.")

Period = tuple[date, date]


def missing_of(evaluator: Evaluator, names: Iterable[str], when: date | Period, days: Iterable[date]) -> Missing:
    """Which of some unknown fields could still change the outcome or a due payment.

    Args:
        names: fields as a decision names them (`学籍`, `成员[2].学籍`), all that the result hangs on.
        when: the day decided, or the period.
        days: every day on which something was evaluated.
    """
    days = sorted(set(days))
    last = days[-1] if days else when if isinstance(when, date) else when[1]
    uses = uses_of(evaluator.program, evaluator.policy, days)
    domains = {}
    for name in names:
        place, field = placed(evaluator.program, evaluator.policy.subject, name)
        domains[name] = (place, domain(field, uses.of(field.name), last) if _scalar(field) else NO_DOMAIN)
    points = _open(evaluator)
    beside = {f"待定 {i}": (((len(evaluator.row) + i,),), TRUTHS) for i in range(len(points))}
    row = (*evaluator.row, *(UNKNOWN for _ in points))
    return missing(row, {**domains, **beside}, _evaluate(evaluator, when, points), beside=beside)


TRUTHS = Domain((True, False), True)

POINTS = 4
"""Conditions left open that are tried both ways; of more, none."""


def _open(evaluator: Evaluator) -> tuple[e.Open, ...]:
    """The conditions left open that the result may hang on."""
    names = (evaluator.policy.outcome, *(p.definition for p in evaluator.policy.payments))
    found = open_conditions(evaluator.program, names)
    return found if len(found) <= POINTS else ()


NO_DOMAIN = Domain((), False)
"""A list or history that is not there: its values are not tried."""


def _scalar(field: FieldType) -> bool:
    return not isinstance(field.type, ty.ListType | ty.HistoryType)


def placed(program: Program, record: str, name: str) -> tuple[Place, FieldType]:
    """The place of a named field, and its declaration."""
    steps: list[tuple[int, ...]] = []
    kind = program.records[record]
    for held, number in STEP.findall(name):
        index = [f.name for f in kind.fields].index(held)
        steps.append((index, int(number) - 1))
        inner = kind.fields[index].type
        assert isinstance(inner, ty.ListType)
        kind = program.records[inner.record]
    index = [f.name for f in kind.fields].index(STEP.sub("", name))
    return (*steps, (index,)), kind.fields[index]


def _evaluate(evaluator: Evaluator, when: date | Period, points: tuple[e.Open, ...]) -> Evaluate:
    """A record's outcome and payments, by the same rules; behind its fields stands what `points` are taken as."""
    programs: dict[tuple[bool | None, ...], Program] = {(None,) * len(points): evaluator.program}
    width = len(evaluator.row)

    def evaluate(row: Row) -> Hashable:
        taken = row[width:]
        if taken not in programs:
            decided = {p: t for p, t in zip(points, taken, strict=True) if t is not UNKNOWN}
            programs[taken] = settled(evaluator.program, decided)
        again = Evaluator(programs[taken], evaluator.policy.name, row[:width])
        return plain(again.on(when) if isinstance(when, date) else again.during(*when))

    return evaluate


def plain(evaluation: Evaluation) -> Hashable:
    """A result as one value: the outcome, and each payment due with what it comes to and whether it is paid."""
    due = tuple(
        (d.payment.name, d.month, d.recipient.path if d.recipient else (), _plain(d.outcome), _paid(d.value))
        for d in evaluation.due
    )
    return (_plain(evaluation.outcome), tuple(d for d in due if d[4] != 0))


def _plain(value: Any) -> Hashable:
    if isinstance(value, Failure):
        return ("error", *sorted(error.code for error in value.errors))
    return value  # type: ignore[no-any-return]  # a value at run time is hashable


def _paid(value: Any) -> Hashable:
    return 0 if value is NOTHING else _plain(value)
