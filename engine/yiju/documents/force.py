"""The days on which a document is in force, and by what it began and ended.

Input: a document, the register, and the day by which things are known. Output: an interval with its reasons. Documents
issued after that day are not known: what they amend or repeal does not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yiju.documents.model import Citation, Days, Grade
from yiju.documents.register import Document, Reference, Register


@dataclass(frozen=True, slots=True)
class Force:
    """The interval, both ends included (None: open), what ended it, and changes to parts of the document, for notes."""

    start: date | None
    end: date | None
    began: Citation | None
    ended: Citation | None
    ended_by: Document | None
    partial: tuple[tuple[Document, Reference], ...]

    @property
    def days(self) -> Days:
        return Days(self.start, self.end)

    def __contains__(self, day: date) -> bool:
        return day in self.days


def is_known(document: Document, known: date | None) -> bool:
    """Whether a document had been issued by a day; one known to the month or year counts from its last day."""
    return known is None or document.issued is None or document.issued.last <= known


def in_force(document: Document, register: Register, known: date | None = None) -> Force:
    """The days on which a document is in force, as it was known on a day (None: all that is registered)."""
    changes = tuple(_changes(document, register, known))
    ends = [(day, by) for day, by, reference in changes if day is not None and not reference.clause]
    if document.ends is not None:
        ends.append((document.ends.last, document))
    day, by = min(ends, key=lambda e: e[0], default=(None, None))
    return Force(
        start_of(document),
        day,
        whole_document(document),
        whole_document(by) if by is not None else None,
        by,
        tuple((other, reference) for _, other, reference in changes if reference.clause),
    )


def start_of(document: Document) -> date | None:
    """The first day of a document: that of its effect, else of its issue."""
    begins = document.effective or document.issued
    return begins.first if begins else None


def whole_document(document: Document) -> Citation:
    """A citation of a document as a whole, for its dates and for what it repeals."""
    grade: Grade = "verbatim" if document.text else "restated" if document.restated_by else "unverified"
    return Citation(document.number, document.title, grade, document.file, "", (0, 0), "")


def _changes(
    document: Document, register: Register, known: date | None
) -> Iterator[tuple[date | None, Document, Reference]]:
    """The last day before each repeal that is known, by which document, in which words of the register."""
    for other in register.all_documents():
        if other is document or not is_known(other, known):
            continue
        for reference in other.repeals:
            if register.find(reference.key) is document:
                begins = reference.start or start_of(other)
                yield (begins - timedelta(days=1) if begins else None), other, reference
        for reference in other.amends:
            if register.find(reference.key) is document:
                yield None, other, Reference(reference.key, reference.clause or "全文", reference.start)
