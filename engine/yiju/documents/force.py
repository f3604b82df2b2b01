"""The days on which a document is in force, and by what it began and ended.

Input: a document, the register, and the day by which things are known. Output: an interval with its reasons. Documents
issued after that day are not known: what they amend or repeal does not count.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from yiju.documents.dated_words import Said, words_saying
from yiju.documents.model import Citation, Days
from yiju.documents.register import Change, Document, Register


@dataclass(frozen=True, slots=True)
class Force:
    """The interval, both ends included (None: open), and what it rests on.

    `began` and `ended` cite the sentence that says so, else the document as a whole; `ended_by` is the document itself
    or the one that repeals it. `partial` are known changes to parts of it, and amendments: noted, never applied."""

    start: date | None
    end: date | None
    began: Citation
    ended: Citation | None
    ended_by: Document | None
    partial: tuple[Change, ...]

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
    changes = [c for c in register.changes_to(document) if is_known(c.by, known)]
    ends = [(day, c.by) for c in changes if c.ends and (day := _last_day(c)) is not None]
    if document.ends is not None:
        ends.append((document.ends.last, document))
    day, by = min(ends, key=lambda e: e[0], default=(None, None))
    said: Said = "ends" if by is document else "repeals"
    return Force(
        start_of(document),
        day,
        words_saying("begins", document, document, register),
        words_saying(said, by, document, register) if by is not None else None,
        by,
        tuple(c for c in changes if not c.ends),
    )


def start_of(document: Document) -> date | None:
    """The first day of a document: that of its effect, else of its issue."""
    begins = document.effective or document.issued
    return begins.first if begins else None


def _last_day(change: Change) -> date | None:
    """The day before a repeal takes effect; None where nobody knows when that is."""
    begins = change.reference.start or start_of(change.by)
    return begins - timedelta(days=1) if begins else None
