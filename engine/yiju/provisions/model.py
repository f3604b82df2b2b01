"""Provisions as data: the words that rule, their kind, and the value now in force; and what became of each sentence.

Inert. `quote` is the text at `span`, as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yiju.documents.sentences import Sentence

Place = tuple[int, int]

ProvisionKind = Literal[
    "eligibility",
    "exclusion",
    "exception",
    "rate",
    "payment",
    "funding",
    "cutoff",
    "effective",
    "points",
    "table",
    "obligation",
    "repeal",
]
AccountStatus = Literal["ruled", "stated", "not_normative", "structural", "uncovered"]


@dataclass(frozen=True, slots=True)
class Provision:
    """One thing ruled. `value` is canonical as in facts (`1000`, `0.7`, `2020-12`), a document's normal number for a
    repeal, None where there is none. `pattern` names the row that found it. `opens` is the span of the line that opens
    the list it is an item of (`有下列情形之一的，不予救助：`), None if it is no item. `slots` are named parts: where a
    condition stands before the words that rule, `condition` (also of an earlier part of the same sentence) and
    `consequence`, and the parts that a row marks."""

    kind: ProvisionKind
    clause: str
    span: Place
    quote: str
    value: str | None
    pattern: str
    opens: Place | None = None
    slots: tuple[tuple[str, Place], ...] = ()

    def slot(self, name: str) -> Place | None:
        """The place of a named part."""
        return dict(self.slots).get(name)


@dataclass(frozen=True, slots=True)
class Accounted:
    """A sentence and what became of it; `why` is the reason for one that is not normative."""

    sentence: Sentence
    status: AccountStatus
    why: str = ""


@dataclass(frozen=True, slots=True)
class Provisions:
    """What a document rules, and the account of all its sentences."""

    provisions: tuple[Provision, ...]
    account: tuple[Accounted, ...]
