"""A register's documents against each other: named, once, in possible order, and known where they are mentioned.

Input: a register as read. Output: findings YJ507–YJ510, YJ519, YJ526.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from yiju.documents.clauses import clauses
from yiju.documents.ranges import clause_range, unknown_clause
from yiju.documents.register import Document, Reference, Register, document_keys, fold_key
from yiju.documents.toml_places import TomlPlaces
from yiju_grammar.finding import Finding, Note, finding
from yiju_grammar.span import Span

REFERRING = (
    ("amends", ("amends", "修改")),
    ("repeals", ("repeals", "废止")),
    ("restated_by", ("restated_by", "转述于")),
)


def check_register(register: Register, places: TomlPlaces) -> Iterator[Finding]:
    """Every finding about how the documents stand to each other."""
    for document in register.documents:
        if not document.number and not document.title:
            yield finding("YJ509", document.span)
        yield from _dates(document, places)
        yield from _references(document, register, places)
    yield from _twice(register)


def _twice(register: Register) -> Iterator[Finding]:
    first_by_key: dict[str, Document] = {}
    for document in register.documents:
        key = fold_key(document.key)
        if not (document.number or document.title):
            continue
        if key in first_by_key:
            note = Note("first", first_by_key[key].span)
            yield finding("YJ508", document.span, notes=(note,), name=document.key)
        first_by_key.setdefault(key, document)


def _dates(document: Document, places: TomlPlaces) -> Iterator[Finding]:
    start = document.effective or document.issued
    if document.ends and start and document.ends.last < start.first:
        span = places.key(("ends", "失效日期"), document.span)
        yield finding("YJ510", span, name=document.key, start=start.first, end=document.ends.last)


def _references(document: Document, register: Register, places: TomlPlaces) -> Iterator[Finding]:
    for name, spellings in REFERRING:
        references: tuple[Reference, ...] = getattr(document, name)
        for reference in references:
            span = places.word(reference.key, places.key(spellings, document.span))
            found = register.find(reference.key)
            if found is None:
                yield finding("YJ507", span, name=reference.key, close=_closest(reference.key, register))
            elif found is document:
                yield finding("YJ519", span, name=reference.key)
            elif reference.clause and found.text:
                yield from _clause(reference, found, places.word(reference.clause, span))


def _clause(reference: Reference, document: Document, span: Span) -> Iterator[Finding]:
    """YJ526 for a clause that the text of the document does not have."""
    tree = clauses(document.text)
    if clause_range(reference.clause, tree) is None:
        known = [c.path for c in tree]
        name = unknown_clause(reference.clause, known) or reference.clause
        close = next(iter(get_close_matches(name, known, 1, 0.5)), "")
        yield finding("YJ526", span, name=name, close=close, document=document.key)


def _closest(key: str, register: Register) -> str:
    by_key = {k: d.key for d in register.all_documents() for k in document_keys(d)}
    close = get_close_matches(fold_key(key), list(by_key), 1, 0.5)
    return by_key[close[0]] if close else ""
