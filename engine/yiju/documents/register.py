"""The register of a place: its documents, what they change, and where their words are at hand.

Data, and the one way in, `load_register`; the form of `documents.toml` is in `register_form.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from yiju.documents.dates import PartialDate
from yiju.documents.folding import fold_words
from yiju_grammar.finding import Finding
from yiju_grammar.span import NOWHERE, Span

REGISTER_FILE = "documents.toml"
DOCUMENTS_FOLDER = "documents"


@dataclass(frozen=True, slots=True)
class Reference:
    """One document named by another: its key (number, or title in 《》), the clauses meant (empty: all of it), and the
    first day of the change where it is another than the naming document's own."""

    key: str
    clause: str = ""
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document. `number` is in normal form, empty where it has none.

    `file` is its name under `documents/`, `path` that of the file itself and `text` what stands there; all are empty
    where its text is not at hand. `span` is its place in the register."""

    number: str
    title: str
    issuer: str = ""
    issued: PartialDate | None = None
    effective: PartialDate | None = None
    ends: PartialDate | None = None
    file: str = ""
    path: str = field(default="", compare=False)
    text: str = field(default="", repr=False, compare=False)
    amends: tuple[Reference, ...] = ()
    repeals: tuple[Reference, ...] = ()
    restated_by: tuple[Reference, ...] = ()
    note: str = ""
    span: Span = NOWHERE

    @property
    def key(self) -> str:
        """What names it in 依据: its number, or its title in 《》."""
        return self.number or f"《{self.title}》"


@dataclass(frozen=True, slots=True)
class Change:
    """`by` amends or repeals a document; `ends` when it repeals all of it."""

    by: Document
    reference: Reference
    ends: bool


@dataclass(frozen=True)  # no slots: the two maps are made when first asked for
class Register:
    """The documents of a place in the order written; `above` is the register of the place it inherits from."""

    place: str
    folder: str = ""
    documents: tuple[Document, ...] = ()
    currency: str = "元"
    regions: tuple[str, ...] = ()
    above: Register | None = None

    def find(self, key: str) -> Document | None:
        """The document of a number (white space, width and script aside) or of a title in 《》."""
        return self._document_by_key.get(fold_key(key))

    def chain(self) -> Iterator[Register]:
        """Itself, then the registers of the places above, the nearest first."""
        yield self
        if self.above is not None:
            yield from self.above.chain()

    def all_documents(self) -> Iterator[Document]:
        """Its own documents, then those of the places above."""
        for register in self.chain():
            yield from register.documents

    def changes_to(self, document: Document) -> tuple[Change, ...]:
        """What other documents amend or repeal of a document, in the order of the register."""
        return self._changes_by_key.get(document.key, ())

    @cached_property
    def _document_by_key(self) -> Mapping[str, Document]:
        found: dict[str, Document] = {}
        for document in self.all_documents():
            for key in document_keys(document):
                found.setdefault(key, document)
        return found

    @cached_property
    def _changes_by_key(self) -> Mapping[str, tuple[Change, ...]]:
        changes: dict[str, tuple[Change, ...]] = {}
        for other in self.all_documents():
            named = [(r, True) for r in other.repeals] + [(r, False) for r in other.amends]
            for reference, repeals in named:
                document = self.find(reference.key)
                if document is not None and document is not other:
                    change = Change(other, reference, repeals and not reference.clause)
                    changes[document.key] = (*changes.get(document.key, ()), change)
        return changes


def fold_key(key: str) -> str:
    """A number or 《title》 as it is compared."""
    return fold_words(key)


def document_keys(document: Document) -> tuple[str, ...]:
    """The keys that find a document, folded."""
    titled = (f"《{document.title}》",) if document.title else ()
    return tuple(fold_words(k) for k in (document.number, *titled) if k)


def load_register(place: Path) -> tuple[Register, tuple[Finding, ...]]:
    """Read `documents.toml` of a place's folder, with the texts it names and the registers of the places above.

    Returns: the register, holding what could be read, and findings YJ501–YJ517 at places in the TOML file.
    """
    from yiju.documents.register_reader import read_register

    return read_register(place)
