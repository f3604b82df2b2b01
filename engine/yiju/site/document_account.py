"""What became of every sentence of a document, told by what stands on its words.

Input: coverage of a document and the standings on its text. Output: each sentence with its fate, and the quotes in the
order of the text. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from yiju.documents.coverage import Covered, Place
from yiju.documents.sentences import Sentence
from yiju.site.document_words import Fate
from yiju.site.standing import Reason, Standing


@dataclass(frozen=True, slots=True)
class Fated:
    """A sentence and its fate; `why` is the reason a statement gives for making no rule of it."""

    sentence: Sentence
    fate: Fate
    why: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that something stands on, numbered from 1 through the document; 0 where they are only said to make no
    rule."""

    span: Place
    number: int
    standings: tuple[Standing, ...]


def fates(covered: Sequence[Covered], standings: Iterable[Standing]) -> tuple[Fated, ...]:
    """The fate of every sentence; a rule comes before a fact."""
    ruled: list[Place] = []
    stating: list[Place] = []
    for standing in standings:
        (stating if standing.is_fact else ruled).append(standing.citation.span)
    return tuple(_fated(item, ruled, stating) for item in covered)


def _fated(item: Covered, ruled: Sequence[Place], stating: Sequence[Place]) -> Fated:
    sentence = item.sentence
    if item.status == "structural":
        return Fated(sentence, "structural")
    if meets(sentence.span, ruled):
        return Fated(sentence, "rule")
    if meets(sentence.span, stating):
        return Fated(sentence, "fact")
    match item.status:
        case "ruled":
            return Fated(sentence, "rule")
        case "stated":
            return Fated(sentence, "stated", item.why)
    return Fated(sentence, "uncovered")


def quotes(standings: Iterable[Standing], reasons: Iterable[Reason] = ()) -> tuple[Quoted, ...]:
    """The words of a text that are quoted, in its order; the longer of two that begin together comes first."""
    by_span: dict[Place, list[Standing]] = {reason.span: [] for reason in reasons if reason.is_quote}
    for standing in standings:
        by_span.setdefault(standing.citation.span, []).append(standing)
    spans = sorted((span for span in by_span if span[0] < span[1]), key=lambda span: (span[0], -span[1]))
    numbers = accumulate(int(bool(by_span[span])) for span in spans)
    return tuple(
        Quoted(span, n if by_span[span] else 0, tuple(by_span[span])) for span, n in zip(spans, numbers, strict=True)
    )


def meets(span: Place, places: Iterable[Place]) -> bool:
    """Whether a place shares a character with another."""
    return any(start < span[1] and span[0] < end for start, end in places)
