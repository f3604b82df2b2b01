"""What changed between two versions of a document, as data, and what of the rules must be looked at again.

Inert. Places are in characters of the text of the version they are of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yiju.compiling.versions.parts import Part
from yiju.documents.model import Citation
from yiju.drafting.model import DocumentReading
from yiju.facts.model import Fact
from yiju.provisions.model import Provision
from yiju.sums.model import Sum

Place = tuple[int, int]

ClauseStatus = Literal["unchanged", "changed", "renumbered", "moved", "added", "removed"]
HeaderField = Literal["title", "number", "issuer", "issued"]
ProvisionStatus = Literal["changed", "gone", "opener", "beside", "renumbered", "new"]
QuoteStatus = Literal["changed", "gone", "ambiguous", "outside", "beside", "renumbered"]
NamedStatus = Literal["changed", "gone", "renumbered"]
STANDING = ("beside", "renumbered")
"""What is told of words that stand: nothing need be done but to read around them."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words struck at `old` and words added at `new`; an empty place is a point."""

    old: Place
    new: Place


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """A clause, or a paragraph outside any, in the two versions; `runs` only where it `changed`. A changed one may be
    renumbered as well (its two paths differ) or moved (`is_moved`: its neighbours are others)."""

    status: ClauseStatus
    old: Part | None
    new: Part | None
    runs: tuple[Run, ...] = ()
    is_moved: bool = False

    @property
    def is_renumbered(self) -> bool:
        """Whether its path is another one."""
        return self.old is not None and self.new is not None and self.old.path != self.new.path


@dataclass(frozen=True, slots=True)
class HeaderChange:
    """A line of the header that says something else; None where a version has none."""

    field: HeaderField
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """A value that became another one of its kind; None where there is no such value any more, or was none."""

    old: Fact | None
    new: Fact | None


@dataclass(frozen=True, slots=True)
class SumChange:
    """A sum of the new version that fails and did not fail so before; `old` is what it was, where it was."""

    new: Sum
    old: Sum | None


@dataclass(frozen=True, slots=True)
class ProvisionChange:
    """A provision to look at.

    `changed`: its words, or the value read from the same words. `gone`: nothing near is left. `opener`: its own words
    stand, the line that opens its list reads otherwise. `beside`: its words stand, others of its clause or of the one
    around it changed. `renumbered`: they stand under another path. `new`: no old provision is near. `nearest` is where
    its words, or those nearest to them, stand in the new version, `opener` what its list opens with now."""

    status: ProvisionStatus
    old: Provision | None
    new: Provision | None
    nearest: Place | None
    old_clause: str
    new_clause: str
    opener: Place | None = None


@dataclass(frozen=True, slots=True)
class RulePlace:
    """Where a rule file or the register uses words: its name, the line from 1 (0: not told), what is written there."""

    file: str
    line: int
    written: str


@dataclass(frozen=True, slots=True)
class QuoteChange:
    """A quote of a loaded rule. `ambiguous`: the new version has its words more than once; `outside`: only outside the
    clauses that the register says restate the authority; else as for provisions. `users` are the declarations that
    stand on it; `old` is None where the old version does not have its words."""

    status: QuoteStatus
    citation: Citation
    users: tuple[RulePlace, ...]
    old: Place | None
    nearest: Place | None
    old_clause: str
    new_clause: str


@dataclass(frozen=True, slots=True)
class NamedChange:
    """Clauses that a rule file (不入规则) or the register names by their paths, which are no longer the same: `changed`
    words, `gone` (no such path any more), or `renumbered` (the clauses that were meant are `now` others)."""

    status: NamedStatus
    user: RulePlace
    named: str
    now: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions compared. `clauses` holds all, in the order of the new version, removed ones where they stood; the
    rest holds only what must be told. `standing` counts the old provisions whose words stand; `has_rules`: rules were
    given, `quotes` and `named` speak of them."""

    old: DocumentReading
    new: DocumentReading
    clauses: tuple[ClauseChange, ...]
    header: tuple[HeaderChange, ...]
    facts: tuple[FactChange, ...]
    sums: tuple[SumChange, ...]
    provisions: tuple[ProvisionChange, ...]
    standing: int
    has_rules: bool = False
    quotes: tuple[QuoteChange, ...] = ()
    named: tuple[NamedChange, ...] = ()

    @property
    def is_in_question(self) -> bool:
        """Whether a person must look again at a rule, a provision or a sum."""
        quotes = any(q.status not in STANDING for q in self.quotes)
        return quotes or any(p.status not in STANDING for p in self.provisions) or bool(self.named or self.sums)

    @property
    def is_same(self) -> bool:
        """Whether nothing but white space, width or script differs."""
        return not self.header and all(c.status == "unchanged" for c in self.clauses)
