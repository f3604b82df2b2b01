"""Grounds of declarations: quotes located in documents, and the days on which a rule stands.

Input: the grounds above a thing and the documents its policy rests on. Output: indexes into the program's grounds,
readings, and the interval in which the cited documents are in force.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from yiju.documents.force import in_force, is_known
from yiju.documents.model import ALWAYS, Assumed, Citation, Days, Ground
from yiju.documents.quotes import locate
from yiju.documents.register import Document, Register
from yiju.rule_set.model import Scope, Stated
from yiju.rule_set.same_as_above import quotes_of
from yiju.rule_set.tree_to_rules import closest
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding, finding

NEVER = Days(date(9999, 12, 31), date(1, 1, 1))


@dataclass(slots=True)
class GroundBook:
    """All grounds of a program, each once, in the order first met; `used` says which words grounded something."""

    known: date | None
    grounds: list[Ground] = field(default_factory=list)
    index: dict[Ground, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    located: dict[tuple[str, int, tuple[str, ...]], Citation | None] = field(default_factory=dict)

    def add(self, ground: Ground) -> int:
        """The index of a ground."""
        if ground not in self.index:
            self.index[ground] = len(self.grounds)
            self.grounds.append(ground)
        return self.index[ground]


@dataclass(frozen=True, slots=True)
class Grounded:
    """What stands above a thing: indexes, readings, and the days on which its documents are in force."""

    indexes: tuple[int, ...]
    readings: tuple[t.Reading, ...]
    days: Days


NO_GROUND = Grounded((), (), ALWAYS)


def ground(book: GroundBook, stated: Stated, scope: Scope, grounds: t.Grounds | None = None) -> Grounded:
    """Locate the grounds above a declaration (or above one of its parts, when given)."""
    above = stated.declaration.grounds if grounds is None else grounds
    quotes = [q for g in above for q in quotes_of(g, stated)]
    register = stated.source.register
    citations = [_cite(book, q, scope, register) for q in quotes]
    found = [c for c in citations if c is not None]
    assumed = [Assumed(g.why, g.span) for g in above if isinstance(g, t.Assumption)]
    readings = tuple(g for g in above if isinstance(g, t.Reading))
    days = ALWAYS
    for citation in found:
        days = meet(days, _days(book, citation, register))
    stood: list[Ground] = [*found, *assumed]
    return Grounded(tuple(book.add(g) for g in stood), readings, days)


def _cite(book: GroundBook, quote: t.Quote, scope: Scope, register: Register) -> Citation | None:
    keys = tuple(b.text for b in scope.basis)
    memo = (quote.span.file, quote.span.start, keys)
    if memo not in book.located:
        basis = basis_documents(scope, register)
        result = locate(quote, basis, register)
        if isinstance(result, Finding):
            book.findings.append(result)
        book.located[memo] = None if isinstance(result, Finding) else result
    return book.located[memo]


def basis_documents(scope: Scope, register: Register) -> tuple[Document, ...]:
    """The documents of 依据, in its order; all of the register for declarations outside a policy."""
    if not scope.basis:
        return register.documents
    found = (register.find(b.text) for b in scope.basis)
    return tuple(d for d in found if d is not None)


def unknown_basis(scope: Scope, register: Register) -> list[Finding]:
    """YJ561 for each document of 依据 that the register does not list."""
    keys = [d.number or f"《{d.title}》" for d in register.documents]
    missing = [b for b in scope.basis if register.find(b.text) is None]
    return [finding("YJ561", b.span, name=b.text, close=closest(b.text, keys)) for b in missing]


def _days(book: GroundBook, citation: Citation, register: Register) -> Days:
    document = register.find(citation.number) or register.find(f"《{citation.title}》")
    return document_days(document, register, book.known) if document else ALWAYS


def document_days(document: Document, register: Register, known: date | None) -> Days:
    """The days a document is in force, as far as is known by `known`; none for one not issued by then."""
    if known is not None and not is_known(document, known):
        return NEVER
    force = in_force(document, register, known)
    return Days(force.start, force.end)


def meet(a: Days, b: Days) -> Days:
    """The days in both."""
    starts = [d for d in (a.start, b.start) if d is not None]
    ends = [d for d in (a.end, b.end) if d is not None]
    return Days(max(starts, default=None), min(ends, default=None))


def is_empty(days: Days) -> bool:
    """Whether no day is in the interval."""
    return days.start is not None and days.end is not None and days.start > days.end


def of_interval(interval: t.Interval | None) -> Days:
    """The days of `自 D 至 D`."""
    return Days(interval.start, interval.end) if interval else ALWAYS
