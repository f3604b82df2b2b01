"""核对: what a place says of its own rules, evaluated on every stretch of days on which they are the same.

Input: a program. Findings: YJ460 where it is false, with the days; YJ461 where it can be decided on no day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from yiju.backends.evaluation import Scope
from yiju.backends.interpreter import Interpreter
from yiju.check.day_sets import Run, run_text
from yiju.program.program import AssertionType, Program
from yiju_grammar.finding import Finding, finding


def assertions(program: Program) -> tuple[Finding, ...]:
    """YJ460 and YJ461 of a program's 核对."""
    run = Interpreter(program)
    stretches = tuple(_stretches(program.changes))
    return tuple(f for a in program.assertions for f in _assertion(run, a, stretches))


def _stretches(changes: tuple[date, ...]) -> Iterator[Run]:
    """The runs of days between changes, the first and last with open ends."""
    starts = [date.min, *(d for d in changes if d > date.min)]
    for start, following in zip(starts, [*starts[1:], None], strict=True):
        yield start, date.max if following is None else following - timedelta(days=1)


def _assertion(run: Interpreter, made: AssertionType, stretches: tuple[Run, ...]) -> Iterator[Finding]:
    held = [(days, run.value(made.condition, Scope((), _within(days)))) for days in stretches]
    wrong = [days for days, value in held if value is False]
    if wrong:
        yield finding("YJ460", made.span, name=made.name, days="，".join(map(run_text, _joined(wrong))))
    elif not any(value is True for _, value in held):
        yield finding("YJ461", made.span, name=made.name)


def _within(days: Run) -> date:
    """A day of the run: its first that has one, else its last."""
    return days[0] if days[0] > date.min else days[1]


def _joined(runs: list[Run]) -> list[Run]:
    made = [runs[0]]
    for start, end in runs[1:]:
        if made[-1][1] < date.max and start == made[-1][1] + timedelta(days=1):
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return made
