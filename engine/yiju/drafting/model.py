"""A draft as data: declarations with their words, proposed fields, open points, and what a person confirmed.

Inert. Places are in characters of the document's text; texts are in the rule language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yiju.documents.clauses import Clause
from yiju.facts.model import Facts
from yiju.provisions.model import Provisions
from yiju.readers.model import DocumentText
from yiju.sums.model import Sum

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document gone through: its text with what it states, adds up and rules. `file` is the file's name."""

    document: DocumentText
    file: str
    clauses: tuple[Clause, ...]
    facts: Facts
    sums: tuple[Sum, ...]
    provisions: Provisions

    @property
    def text(self) -> str:
        return self.document.text


@dataclass(frozen=True, slots=True)
class Proposed:
    """A field of a proposed record. `type` is a type of the language; for an enumeration it is empty and `values`
    holds what the document names. `words` are the words it was made from."""

    name: str
    type: str
    values: tuple[str, ...] = ()
    marks: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """What somebody must decide, with the readings that the words allow."""

    question: str
    readings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """As a condition or value of the language."""
        return " 或 ".join([f"待定 “{self.question}”", *(f"“{r}”" for r in self.readings)])


@dataclass(frozen=True, slots=True)
class Declared:
    """One declaration: its `head` line and the lines of its `body` (indented from it; a place among them is quoted
    there), the `places` it quotes, readings `(理解, 因)`, and the provisions (by index) it was made of."""

    keyword: str
    name: str
    head: str
    body: tuple[str | Place, ...] = ()
    places: tuple[Place, ...] = ()
    readings: tuple[tuple[str, str], ...] = ()
    provisions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicyPart:
    """The provisions (by index) that make one policy. `label` is the proposed name, `name` what it is called (another
    where a person said so); `key` names the document that is the authority; `within` is the clause that restates it,
    empty where the document speaks for itself."""

    label: str
    name: str
    title: str
    key: str
    within: str
    provisions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a person confirmed of an earlier draft: proposed names and what to call them, open questions and their
    answers (a reading, or an expression of the language), fields to add to a record (record to name to type), and
    declarations to add to the place."""

    names: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    declarations: str = ""


@dataclass(frozen=True, slots=True)
class DraftPolicy:
    """One policy's draft: the record's declaration is in `DraftPlace.record_file`."""

    part: PolicyPart
    file: str
    text: str
    declared: tuple[Declared, ...]
    open_points: tuple[OpenPoint, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """All that is drafted from a document: files by name (`documents.toml` among them), the text each provision
    became, the fields proposed, the points left open, and the declarations that had to be given up, with the codes
    that the checker gave."""

    place: str
    files: Mapping[str, str]
    policies: tuple[DraftPolicy, ...]
    policy_texts: Mapping[int, str]
    fields: Mapping[str, tuple[Proposed, ...]]
    open_points: tuple[OpenPoint, ...]
    given_up: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Compiled:
    """A document compiled: what was read, and the draft made of it."""

    reading: DocumentReading
    draft: Draft
