"""What the words of a sentence stand under: the topic of its heading, and the list that it is an item of.

Input: clauses, sentences. Output: topics by place, and openers that are told of each sentence in turn. Matches no rows.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from yiju.documents.clauses import Clause, clause_at
from yiju.documents.folding import fold_words
from yiju.documents.sentences import Sentence
from yiju.provisions.notation import Phrase
from yiju.provisions.rows import Kind, topics

Place = tuple[int, int]
NO_END = sys.maxsize
NO_TOPIC: frozenset[str] = frozenset()
LISTED: frozenset[Kind] = frozenset(("eligibility", "exclusion", "exception", "repeal"))
"""Lists whose opening line says of what kind each item is."""


@dataclass(frozen=True, slots=True)
class Opener:
    """The line that opens a list: its place, what its items are, and where the list ends. `clause` is the clause it
    stands in; `is_numbered`: the items are clauses."""

    place: Place
    kind: Kind | None
    end: int
    clause_start: int
    is_numbered: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sentence stands under."""

    topics: frozenset[str]
    opener: Opener | None


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with its clause, what it stands under, and the sentence after it."""

    sentence: Sentence
    clause: Clause | None
    around: Surroundings
    after: Sentence | None


@lru_cache(maxsize=2048)
def topics_of(heading: str) -> frozenset[str]:
    """The topics that the words of a heading or label name."""
    words = fold_words(heading)
    found = (t.name for t in topics() if _names(t.words, words) and not _names(t.without, words))
    return frozenset(found) if words else NO_TOPIC


def topics_by_clause(tree: Sequence[Clause]) -> dict[int, frozenset[str]]:
    """For the start of each clause the topics of its heading, or else of the clause around it."""
    found: dict[int, frozenset[str]] = {}
    around: list[Clause] = []
    for clause in tree:
        while around and around[-1].extent[1] <= clause.span[0]:
            around.pop()
        above = found[around[-1].span[0]] if around else NO_TOPIC
        found[clause.span[0]] = topics_of(clause.heading) or above
        around.append(clause)
    return found


def opener_of(tree: Sequence[Clause], setting: Setting, kind: Kind | None) -> Opener | None:
    """The opener that a sentence is for what comes after it; None where nothing follows."""
    if setting.after is None:
        return None
    item = clause_at(tree, setting.after.span[0])
    start = setting.clause.span[0] if setting.clause else -1
    end = setting.clause.extent[1] if setting.clause else NO_END
    return Opener(setting.sentence.span, kind, end, start, item is not None and item.span[0] > start)


def is_item(tree: Sequence[Clause], opener: Opener, sentence: Sentence) -> bool:
    """Whether a sentence after an opener is one of its items."""
    if sentence.span[0] >= opener.end:
        return False
    clause = clause_at(tree, sentence.span[0])
    start = clause.span[0] if clause else -1
    return start > opener.clause_start if opener.is_numbered else start == opener.clause_start


def _names(phrases: Sequence[Phrase], words: str) -> bool:
    return any(p.expression.search(words) for p in phrases)
