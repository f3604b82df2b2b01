"""What became of every sentence of a document: ruled, stated as no rule, structural, or uncovered.

Input: a text, the places its rules quote, and the 不入规则 statements. Output: each sentence with its status,
the counts, and findings (YJ530 an unknown clause, YJ531 a sentence that nothing covers).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from yiju.documents.clauses import clauses
from yiju.documents.ranges import clause_range, unknown_clause
from yiju.documents.register import Document
from yiju.documents.sentences import Sentence, sentences
from yiju_grammar.finding import Finding, finding
from yiju_grammar.span import Span

Status = Literal["ruled", "stated", "structural", "uncovered"]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stated:
    """`不入规则 “why”` as far as it speaks of one document: the places of its clauses and quotes in the text."""

    why: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """A sentence and what became of it; `why` is the reason a statement gives."""

    sentence: Sentence
    status: Status
    why: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """All sentences of a document, in order."""

    sentences: tuple[Covered, ...]

    def count(self, status: Status) -> int:
        """How many sentences have a status."""
        return sum(1 for s in self.sentences if s.status == status)

    def of(self, status: Status) -> tuple[Sentence, ...]:
        """The sentences that have a status."""
        return tuple(s.sentence for s in self.sentences if s.status == status)


def coverage(text: str, ruled: Iterable[Place], stated: Sequence[Stated]) -> Coverage:
    """Say of every sentence what became of it; a sentence quoted in part is ruled."""
    quoted = _merged(ruled)
    reasons = [(statement.why, _merged(statement.places)) for statement in stated]
    return Coverage(tuple(_covered(s, quoted, reasons) for s in sentences(text)))


def places_of_clauses(words: str, span: Span, documents: Sequence[Document]) -> tuple[str, tuple[Place, ...]] | Finding:
    """The file and places that a clause range of 不入规则 means: in the first document that has these clauses.

    Returns: YJ530 where no document has them.
    """
    texts = [d for d in documents if d.text]
    for document in texts:
        found = clause_range(words, clauses(document.text))
        if found:
            return document.file, tuple(c.extent for c in found)
    known = [c.path for d in texts for c in clauses(d.text)]
    name = unknown_clause(words, known) or words
    close = next(iter(get_close_matches(name, known, 1, 0.5)), "")
    titles = "、".join(f"《{d.title}》" if d.title else d.number for d in texts)
    return finding("YJ530", span, name=name, close=close, document=titles)


def uncovered(covered: Coverage, document: Document) -> Iterator[Finding]:
    """YJ531 for each sentence that nothing covers, at its place in the document."""
    for sentence in covered.of("uncovered"):
        clause = sentence.clause_path or document.title
        yield finding("YJ531", Span(document.path, *sentence.span), clause=clause, words=_short(sentence.text))


def _short(words: str) -> str:
    return words if len(words) <= 30 else words[:29] + "…"


def _covered(sentence: Sentence, quoted: Sequence[Place], reasons: Sequence[tuple[str, Sequence[Place]]]) -> Covered:
    if sentence.is_structural:
        return Covered(sentence, "structural")
    if _meets(sentence.span, quoted):
        return Covered(sentence, "ruled")
    why = next((why for why, places in reasons if _meets(sentence.span, places)), None)
    return Covered(sentence, "uncovered") if why is None else Covered(sentence, "stated", why)


def _merged(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple(sorted(p for p in places if p[0] < p[1]))


def _meets(span: Place, places: Sequence[Place]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in places)
