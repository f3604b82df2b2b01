"""Which registered documents of a place a reading is of, and the register as it would be with another text for one.

Input: a reading and loaded rules. Output: documents and registers. A document is the one read when its text is, else
when it has its number, else its title.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from yiju.documents.folding import fold_words
from yiju.documents.quotes import searchable
from yiju.documents.register import Document, Reference, Register, document_keys, fold_key
from yiju.drafting.model import DocumentReading
from yiju.load import Rules


def registered_as(reading: DocumentReading, rules: Rules) -> tuple[Document, ...]:
    """The registered documents that a reading is of, in the order of the registers; those without a text aside."""
    known = [d for register in rules.registers[:1] for d in register.all_documents() if d.text]
    header, whole = reading.facts.header, searchable(reading.text).text
    tests: tuple[Callable[[Document], bool], ...] = (
        lambda d: searchable(d.text).text == whole,
        lambda d: bool(header.number) and fold_words(d.number) == fold_words(header.number or ""),
        lambda d: bool(header.title) and fold_words(d.title) == fold_words(header.title or ""),
    )
    found = (tuple(d for d in known if test(d)) for test in tests)
    return next((some for some in found if some), ())


def renewed(register: Register, document: Document, text: str, named: Callable[[str], str]) -> Register:
    """The register, and those above it, with another text for a document, and with the clauses of it that are said to
    restate others named as `named` calls them now."""
    keys = document_keys(document)

    def referring(reference: Reference) -> Reference:
        is_meant = bool(reference.clause) and fold_key(reference.key) in keys
        return replace(reference, clause=named(reference.clause)) if is_meant else reference

    above = renewed(register.above, document, text, named) if register.above else None
    documents = tuple(
        replace(d, text=text if d is document else d.text, restated_by=tuple(map(referring, d.restated_by)))
        for d in register.documents
    )
    return replace(register, documents=documents, above=above)
