"""Quote lines of a place: words that stand once in the document, widened until they do.

Input: the text and a place in it. Output: the place to quote and its line. Knows nothing of rules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from yiju.documents.clauses import Clause, clause_at, clauses
from yiju.documents.folding import fold_words
from yiju.documents.lines import lines_of
from yiju.documents.ordinals import FORMS
from yiju.documents.paragraphs import paragraphs
from yiju.documents.passages import tidy
from yiju.documents.quotes import searchable
from yiju.documents.sentences import Sentence, sentences

Place = tuple[int, int]


@lru_cache(maxsize=8192)
def quote_place(text: str, place: Place, within: Place | None = None) -> Place | None:
    """The smallest place around `place` whose words stand once (inside `within`); None where there is none."""
    return next((p for p in _wider(text, place) if _stands_once(text, p, within)), None)


def quoted_words(text: str, place: Place) -> str:
    """The words of a place on one line, page numbers between its lines left out."""
    kept, at = [], place[0]
    for start, end in _pages(text):
        if place[0] <= start and end <= place[1]:
            kept.append(text[at:start])
            at = end
    return tidy("".join((*kept, text[at : place[1]])))


def sentence_at(text: str, at: int) -> Sentence | None:
    """The sentence in which a character stands."""
    index = bisect_right(_starts(text), at) - 1
    found = sentences(text)
    return found[index] if index >= 0 and at < found[index].span[1] else None


def _wider(text: str, place: Place) -> Iterator[Place]:
    yield place
    sentence = sentence_at(text, place[0])
    if sentence is not None:
        yield (min(sentence.span[0], place[0]), max(place[1], sentence.span[1]))
        clause = clause_at(clauses(text), place[0])
        if clause is not None:
            yield (clause.span[0], max(place[1], sentence.span[1]))
    paragraph = _paragraph_at(text, place[0])
    if paragraph is not None:
        yield (min(paragraph[0], place[0]), max(place[1], paragraph[1]))
    for clause in _around(text, place[0]):
        yield (clause.extent[0], max(place[1], place[0] + 1))


def _around(text: str, at: int) -> Iterator[Clause]:
    """The clauses in which a character stands, the innermost first."""
    tree = clauses(text)
    level = len(FORMS)
    for i in range(bisect_right(tree, at, key=lambda c: c.span[0]) - 1, -1, -1):
        if tree[i].level < level and at < tree[i].extent[1]:
            level = tree[i].level
            yield tree[i]
        if level == 0:
            return


def _stands_once(text: str, place: Place, within: Place | None) -> bool:
    words = fold_words(quoted_words(text, place))
    if not words:
        return False
    folded = searchable(text)
    start, end = (0, len(folded.text)) if within is None else folded.folded_span(*within)
    first = folded.text.find(words, start, end)
    return first >= 0 and folded.text.find(words, first + 1, end) < 0


def _paragraph_at(text: str, at: int) -> Place | None:
    index = bisect_right(paragraphs(text), at, key=lambda p: p.span[0]) - 1
    return paragraphs(text)[index].span if index >= 0 else None


@lru_cache(maxsize=16)
def _starts(text: str) -> tuple[int, ...]:
    return tuple(s.span[0] for s in sentences(text))


@lru_cache(maxsize=16)
def _pages(text: str) -> tuple[Place, ...]:
    return tuple((line.start, line.end) for line in lines_of(text) if line.kind == "page")
