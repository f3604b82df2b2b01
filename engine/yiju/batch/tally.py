"""Counting what is decided, line by line: outcomes, and what is paid under each name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from yiju.batch.columns import OutColumn
from yiju.batch.job import OUTCOMES, Counts, Line, Sum
from yiju_grammar.finding import Finding


class Tally:
    """Grows with the lines of a run."""

    def __init__(self, columns: Sequence[OutColumn]) -> None:
        names = [c.name for c in columns]
        self._outcome = names.index("outcome")
        self._payments = {c.label: n for n, c in enumerate(columns) if c.part == "payment"}
        self._outcomes: Counter[str] = Counter()
        self._sums = {name: Sum() for name in self._payments}
        self._rejected = 0
        self._handed_over = 0
        self._findings: list[Finding] = []

    @property
    def read(self) -> int:
        """So many records have been seen."""
        return self._outcomes.total() + self._rejected

    def lines(self, lines: Sequence[Line]) -> None:
        """Count decided records."""
        for line in lines:
            self._outcomes[line[self._outcome] or "error"] += 1
            for name, n in self._payments.items():
                if line[n] is None:
                    self._sums[name] += Sum(open=1)
                elif (paid := Fraction(line[n])) != 0:
                    self._sums[name] += Sum(paid, records=1)

    def others(self, *, rejected: int = 0, handed_over: int = 0, findings: Sequence[Finding] = ()) -> None:
        """Count what is not a line."""
        self._rejected += rejected
        self._handed_over += handed_over
        self._findings += findings

    def counts(self, read: int | None = None) -> Counts:
        """All that was counted; `read`: how many records the input has, where that is known otherwise."""
        return Counts(
            self.read if read is None else read,
            self._outcomes.total(),
            self._rejected,
            {name: self._outcomes[name] for name in OUTCOMES},
            dict(self._sums),
            self._handed_over,
            tuple(self._findings),
        )
