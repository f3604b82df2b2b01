"""A document in parts that can be matched with those of another version: the own words of each clause, and each
paragraph outside any clause.

Input: a reading. Output: its parts in order; every word of the text but page numbers stands in exactly one. Words are
compared folded and without their ordinals, so that a clause that was only renumbered has the same words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from yiju.documents.clauses import Clause
from yiju.documents.folding import Folded, fold_words
from yiju.documents.lines import LineKind
from yiju.documents.paragraphs import Paragraph, paragraphs
from yiju.documents.quotes import searchable
from yiju.drafting.model import DocumentReading

STOPS = ("。", "；", ".", ";")

Place = tuple[int, int]
PartKind = LineKind | Literal["clause"]


@dataclass(frozen=True, slots=True)
class Part:
    """`span` is in characters of the text; `start` (with the ordinal) and `words` (without) in those of the folded
    text. `path` is that of the clause it is or belongs to, empty outside any; `parent` the part of the clause around
    it."""

    kind: PartKind
    path: str
    heading: str
    span: Place
    start: int
    words: Place
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document: what was read, its folded text and its parts."""

    reading: DocumentReading
    folded: Folded
    parts: tuple[Part, ...]

    def words(self, index: int) -> str:
        """The folded words of a part, without its ordinal."""
        return self.folded.text[slice(*self.parts[index].words)]

    def part_at(self, at: int) -> int | None:
        """The part in which a folded character stands."""
        found = bisect_right(self.parts, at, key=lambda p: p.start) - 1
        return found if found >= 0 and at < self.parts[found].words[1] else None

    def folded_place(self, span: Place) -> Place:
        """The folded characters of a place of the text."""
        return self.folded.folded_span(*span)

    def place(self, words: Place) -> Place:
        """The place in the text of folded characters; of none, the point after the character before them."""
        start, end = words
        if start < end:
            return self.folded.original_span(start, end)
        point = self.folded.offsets[start - 1] + 1 if start else 0
        return point, point


def version_of(reading: DocumentReading) -> Version:
    """Part a document."""
    folded = searchable(reading.text)
    return Version(reading, folded, tuple(_with_parents(reading, tuple(_parts(reading, folded)))))


def parted_as(version: Version, reading: DocumentReading) -> Version:
    """A reading whose folded text is the same, in the same parts: where only lines are broken elsewhere, what is a
    paragraph may differ, and what is said does not."""
    folded = searchable(reading.text)
    told = Version(reading, folded, ())
    parts = tuple(replace(p, span=told.place((p.start, p.words[1]))) for p in version.parts)
    return replace(told, parts=parts)


def _parts(reading: DocumentReading, folded: Folded) -> Iterator[Part]:
    at = 0
    openers = _openers(reading.clauses)
    for index, (clause, opener) in enumerate(zip(reading.clauses, openers, strict=True)):
        yield from _outside(reading, folded, (at, clause.span[0]))
        at = _own_end(reading, index, opener)
        yield _clause_part(reading.text, folded, clause, at)
    yield from _outside(reading, folded, (at, len(reading.text)))


def _own_end(reading: DocumentReading, index: int, opener: int | None) -> int:
    """Where a clause's own words end. An item of a list (its opener ends with a colon) ends with its first paragraph:
    whether the next belongs to the item or to the list hangs on how the last item ends, and on which is the last."""
    clause = reading.clauses[index]
    if opener is None or not _is_opener(reading, opener):
        return clause.body_span[1]
    found = [p.span[0] for p in _paragraphs_in(reading.text, clause.body_span)]
    is_whole = reading.text[clause.span[0] : found[0] if found else 0].rstrip().endswith(STOPS)
    return next(iter(found), clause.body_span[1]) if is_whole else clause.body_span[1]


def _is_opener(reading: DocumentReading, index: int) -> bool:
    """Whether a clause's words up to the next ordinal end with a colon."""
    start, after = reading.clauses[index].span[0], reading.clauses[index + 1].span[0]
    return reading.text[start:after].rstrip().endswith(("：", ":"))


def _openers(found: Sequence[Clause]) -> Iterator[int | None]:
    """For each clause the last one before it with an outer form of ordinal."""
    stack: list[int] = []
    for index, clause in enumerate(found):
        while stack and found[stack[-1]].level >= clause.level:
            stack.pop()
        yield stack[-1] if stack else None
        stack.append(index)


def _clause_part(text: str, folded: Folded, clause: Clause, end: int) -> Part:
    start = clause.span[0]
    words = folded.folded_span(clause.ordinal_end, end)
    span = (start, start + len(text[start:end].rstrip()))
    return Part("clause", clause.path, fold_words(clause.heading), span, bisect_left(folded.offsets, start), words)


def _outside(reading: DocumentReading, folded: Folded, gap: Place) -> Iterator[Part]:
    """The paragraphs between two clauses; what stands before the first of them belongs to it."""
    found = _paragraphs_in(reading.text, gap)
    cuts = [gap[0], *(p.span[0] for p in found[1:]), gap[1]]
    kinds: list[LineKind] = [p.kind for p in found] or ["body"]
    for kind, start, end in zip(kinds, cuts[:-1], cuts[1:], strict=True):
        words = folded.folded_span(start, end)
        if words[0] < words[1]:
            yield Part(kind, "", "", folded.original_span(*words), words[0], words)


def _paragraphs_in(text: str, gap: Place) -> tuple[Paragraph, ...]:
    known = paragraphs(text)
    low, high = (bisect_left(known, at, key=lambda p: p.span[0]) for at in gap)
    return known[low:high]


def _with_parents(reading: DocumentReading, parts: tuple[Part, ...]) -> Iterator[Part]:
    """Each part with the clause around it, by the clauses' extents."""
    ends = {c.span[0]: c.extent[1] for c in reading.clauses}
    open_parts: list[int] = []
    for index, part in enumerate(parts):
        while open_parts and ends[parts[open_parts[-1]].span[0]] <= part.span[0]:
            open_parts.pop()
        parent = open_parts[-1] if open_parts else None
        if part.kind == "clause":
            open_parts.append(index)
            yield replace(part, parent=parent)
        else:
            yield replace(part, parent=parent, path=parts[parent].path if parent is not None else "")
