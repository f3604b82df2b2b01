"""Ledgers as data: money received, allotted, used and left, each line with its parts and its grounds.

Made by the checker; inert. Amounts are exact, in the place's base unit of money (元); what follows from the lines
(sums, balances, the way of the money) is worked out by who reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yiju.program.expressions import Grounds
from yiju_grammar.span import Span
from yiju_grammar.terms import Reading

LineKind = Literal["received", "allotted", "used", "left"]
TOTAL = "合计"
"""The label of a line that all others of its kind add up to."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line. `written` is its amount as it stands in the file (`19.65万元`). `shares` (自) say what of it came from
    which receipt. `grounds` are those directly above it, else those of the line it is a part of; `span` is the line."""

    kind: LineKind
    label: str
    amount: Fraction
    written: str
    parts: tuple[LedgerLine, ...]
    shares: tuple[LedgerLine, ...]
    grounds: Grounds
    span: Span

    @property
    def is_total(self) -> bool:
        """Whether it is the line that all others of its kind add up to."""
        return self.label == TOTAL


@dataclass(frozen=True, slots=True)
class LedgerType:
    """`unit` is the money all amounts are in (元); `shown_in` how most are written (万元), `scale` how many of `unit`
    that is. `lines` as written; `readings` those stated above any of them, with the line's label."""

    name: str
    unit: str
    shown_in: str
    scale: int
    lines: tuple[LedgerLine, ...]
    readings: tuple[tuple[str, Reading], ...]
    span: Span

    def of(self, kind: LineKind) -> tuple[LedgerLine, ...]:
        """The lines at the margin of a kind."""
        return tuple(line for line in self.lines if line.kind == kind)
