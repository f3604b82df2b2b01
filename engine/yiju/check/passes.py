"""The checks of a whole program, in order. Each takes the program and gives findings; none changes anything."""

from __future__ import annotations

from collections.abc import Callable

from yiju.check.assertions import assertions
from yiju.check.bounds import bounds
from yiju.check.comparisons import comparisons
from yiju.check.conflicts import conflicts
from yiju.check.cycles import cycles
from yiju.check.dates import dates
from yiju.check.funds import funds
from yiju.check.ledgers import ledgers
from yiju.check.payments_sound import payments_sound
from yiju.check.tables import tables
from yiju.program.program import Program
from yiju_grammar.finding import Finding

Pass = Callable[[Program], tuple[Finding, ...]]

PASSES: tuple[Pass, ...] = (
    *(cycles, bounds, dates, tables, comparisons, conflicts, funds, payments_sound, assertions),
    ledgers,
)


def whole_program(program: Program) -> list[Finding]:
    """What all of them find."""
    return [found for check in PASSES for found in check(program)]
