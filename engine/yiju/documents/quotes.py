"""Quotes found in documents: the words a rule stands on, with their document, clause and grade.

Input: a quote, the documents of 依据 in order, the register. Output: a citation, or the finding that says why there is
none (YJ520–YJ525). Texts are compared folded; spans point into the text as stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from yiju.documents.clauses import clauses, paths_at
from yiju.documents.folding import Folded, fold, fold_words
from yiju.documents.lines import lines_of
from yiju.documents.model import Citation, Grade
from yiju.documents.paragraphs import paragraphs
from yiju.documents.passages import closest_passage, tidy
from yiju.documents.ranges import clause_range
from yiju.documents.register import Document, Reference, Register
from yiju_grammar.finding import Finding, Note, finding
from yiju_grammar.span import Span
from yiju_grammar.tree import Quote

ELLIPSIS = re.compile(r"…+|\.{3,}|。{3,}")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A text in which a document's words may stand: its own, or one that restates it, maybe in some clauses only."""

    document: Document
    text_of: Document
    grade: Grade
    within: tuple[Place, ...]

    def holds(self, place: Place) -> bool:
        """Whether a place is among the clauses in which the words may stand."""
        return not self.within or any(start <= place[0] and place[1] <= end for start, end in self.within)


def locate(quote: Quote, basis: Sequence[Document], register: Register) -> Citation | Finding:
    """Find the words of a quote in the documents of 依据.

    Returns: a citation graded verbatim or restated; unverified where a document's words are not at hand at all; else
    YJ520 not found, YJ521 found more than once, YJ522 no words, YJ524 no document, YJ525 skipped words leave the
    paragraph.
    """
    parts = tuple(p for p in (part.strip() for part in ELLIPSIS.split(quote.text)) if fold_words(p))
    if not parts:
        return finding("YJ522", quote.span)
    if not basis:
        return finding("YJ524", quote.span, quote=quote.text)
    sources = [s for document in basis for s in sources_of(document, register)]
    for source in sources:
        found = occurrences(source, parts)
        if len(found) > 1:
            return _ambiguous(quote, source, found)
        if found:
            return _citation(quote, source, found[0], parts)
    return _unverified(quote, basis, register) or _not_found(quote, sources, parts)


def sources_of(document: Document, register: Register) -> Iterator[Source]:
    """The text of a document, or, where it is not at hand, the texts that restate it, in the order written."""
    if document.text:
        yield Source(document, document, "verbatim", ())
        return
    for reference in document.restated_by:
        other = register.find(reference.key)
        if other is not None and other.text:
            yield Source(document, other, "restated", _within(reference, other))


def occurrences(source: Source, parts: tuple[str, ...]) -> tuple[Place, ...]:
    """Where the parts stand one after another inside a paragraph, in characters of the text."""
    text = source.text_of.text
    folded = searchable(text)
    found = _whole(folded, fold_words(parts[0])) if len(parts) == 1 else _with_gaps(text, folded, parts)
    places = (folded.original_span(start, end) for start, end in found)
    return tuple(p for p in places if source.holds(p))


@lru_cache(maxsize=256)
def searchable(text: str) -> Folded:
    """The text as quotes are looked for in it: folded, and without page numbers between its lines."""
    pages = [line for line in lines_of(text) if line.kind == "page"]
    blanked, at = [], 0
    for page in pages:
        blanked += [text[at : page.start], " " * (page.end - page.start)]
        at = page.end
    return fold("".join((*blanked, text[at:])))


def _within(reference: Reference, document: Document) -> tuple[Place, ...]:
    if not reference.clause:
        return ()
    return _extents(reference.clause, document.text)


@lru_cache(maxsize=256)
def _extents(clause: str, text: str) -> tuple[Place, ...]:
    return tuple(c.extent for c in clause_range(clause, clauses(text)) or ())


def _whole(folded: Folded, words: str) -> tuple[Place, ...]:
    """Every occurrence of the words, overlapping ones too."""
    found = []
    start = folded.text.find(words)
    while start >= 0:
        found.append((start, start + len(words)))
        start = folded.text.find(words, start + 1)
    return tuple(found)


def _with_gaps(text: str, folded: Folded, parts: tuple[str, ...]) -> tuple[Place, ...]:
    """The shortest runs that hold the parts in order, each inside one paragraph."""
    found: list[Place] = []
    for paragraph in paragraphs(text):
        start, end = folded.folded_span(*paragraph.span)
        found.extend(_runs(folded.text, parts, (start, end)))
    return tuple(found)


def _runs(text: str, parts: tuple[str, ...], bounds: Place) -> Iterator[Place]:
    words = [fold_words(p) for p in parts]
    at = text.find(words[0], *bounds)
    while at >= 0:
        end = _run_end(text, words, (at, bounds[1]))
        again = text.find(words[0], at + 1, bounds[1])
        if end is not None and not (again >= 0 and _run_end(text, words, (again, bounds[1])) == end):
            yield at, end
        at = again


def _run_end(text: str, words: list[str], bounds: Place) -> int | None:
    end = bounds[0]
    for word in words:
        start = text.find(word, end, bounds[1])
        if start < 0:
            return None
        end = start + len(word)
    return end


def _citation(quote: Quote, source: Source, place: Place, parts: tuple[str, ...]) -> Citation:
    document, text = source.document, source.text_of.text
    return Citation(
        document.number,
        document.title,
        source.grade,
        source.text_of.file,
        paths_at(clauses(text), place),
        place,
        _words(quote, text, (place, parts)),
    )


def _words(quote: Quote, text: str, found: tuple[Place, tuple[str, ...]]) -> str:
    """The writer's words where they differ from the document's in white space only, else the document's own."""
    place, parts = found
    own = text[place[0] : place[1]]
    if len(parts) > 1 or _squeezed(own) == _squeezed(quote.text):
        return quote.text
    return tidy(own)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _unverified(quote: Quote, basis: Sequence[Document], register: Register) -> Citation | None:
    """A citation of the first document that is named but whose words are not at hand anywhere."""
    silent = (d for d in basis if not any(True for _ in sources_of(d, register)))
    document = next(silent, None)
    if document is None:
        return None
    return Citation(document.number, document.title, "unverified", "", "", (0, 0), quote.text)


def _ambiguous(quote: Quote, source: Source, found: Sequence[Place]) -> Finding:
    document = source.text_of
    tree = clauses(document.text)
    notes = tuple(
        Note(
            "place",
            Span(document.path, start, end),
            (("clause", paths_at(tree, (start, end)) or document.title), ("around", around(document.text, start, end))),
        )
        for start, end in found[:4]
    )
    return finding("YJ521", quote.span, notes=notes, quote=quote.text, times=len(found), document=document.title)


def around(text: str, start: int, end: int) -> str:
    """The words with a few before and after."""
    return tidy(text[max(0, start - 12) : end + 12])


def _not_found(quote: Quote, sources: Sequence[Source], parts: tuple[str, ...]) -> Finding:
    outside = next((s for s in sources if s.within and occurrences(replace(s, within=()), parts)), None)
    if outside is not None:
        return _outside(quote, outside, parts)
    apart = next((s for s in sources if len(parts) > 1 and _all_stand(s, parts)), None)
    if apart is not None:
        return finding("YJ525", quote.span, quote=quote.text, document=apart.text_of.title)
    texts = {s.text_of.file: s.text_of for s in sources}
    best = closest_passage(quote.text, tuple(texts.values()))
    if best is None:
        return finding("YJ520", quote.span, quote=quote.text, close="", document=_names(texts.values()))
    document, place = best
    clause = paths_at(clauses(document.text), place)
    note = Note("close", Span(document.path, *place), (("clause", clause or document.title),))
    words = tidy(document.text[place[0] : place[1]])
    return finding("YJ520", quote.span, notes=(note,), quote=quote.text, close=words, document=_names(texts.values()))


def _outside(quote: Quote, source: Source, parts: tuple[str, ...]) -> Finding:
    """The words stand in the restating document, but not where it restates this one."""
    text_of = source.text_of
    place = occurrences(replace(source, within=()), parts)[0]
    clause = paths_at(clauses(text_of.text), place)
    note = Note("place", Span(text_of.path, *place), (("clause", clause or text_of.title),))
    words = {"quote": quote.text, "document": source.document.key, "other": text_of.key}
    return Finding("YJ523", quote.span, tuple(words.items()), (note,))


def _all_stand(source: Source, parts: tuple[str, ...]) -> bool:
    folded = searchable(source.text_of.text)
    return all(fold_words(part) in folded.text for part in parts)


def _names(documents: Iterable[Document]) -> str:
    return "、".join(f"《{d.title}》" if d.title else d.number for d in documents)
