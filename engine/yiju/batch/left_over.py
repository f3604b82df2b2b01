"""What came of the records that a statement left to the interpreter, and of those that had to be staged: counts."""

from __future__ import annotations

from dataclasses import dataclass, field

from yiju_grammar.finding import Finding


@dataclass(frozen=True, slots=True)
class Handed:
    """How many were decided and rejected; `blank`: rows that hold no record. `any`: whether the table is there."""

    decided: int = 0
    rejected: int = 0
    blank: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def any(self) -> bool:
        return bool(self.decided or self.rejected or self.blank)


@dataclass(slots=True)
class Staged:
    """What came of staging: how many were `read` and `rejected`, and what is wrong with the file."""

    read: int = 0
    rejected: int = 0
    findings: list[Finding] = field(default_factory=list)
