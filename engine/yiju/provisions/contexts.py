"""What the words of a sentence stand under: the topic of its heading, and the list that it is an item of.

Input: clauses, sentences. Output: topics by place, and openers that are told of each sentence in turn. Matches no rows.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from yiju.documents.clauses import Clause
from yiju.documents.folding import fold_words
from yiju.documents.passages import tidy
from yiju.documents.sentences import Sentence
from yiju.provisions.notation import search
from yiju.provisions.rows import Kind, topics

Place = tuple[int, int]
TITLES = 8
NO_END = sys.maxsize
NO_TOPIC: frozenset[str] = frozenset()
LISTED: frozenset[Kind] = frozenset(("eligibility", "exclusion", "exception", "repeal"))
"""Lists whose opening line says of what kind each item is."""


LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
TWO_CELLS = re.compile(r"[^。；;]+?(?:\t+|\u3000{2,}| {2,})[^\s，。；：,;:]{1,20}")
INLINE = re.compile(r"(?:下列|以下|之一|包括|如下)[^:：;；。]{0,16}[:：](?=\s*\S)")


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
    """A sentence with its clause, what it stands under, and the sentence after it with its clause."""

    sentence: Sentence
    clause: Clause | None
    around: Surroundings
    after: Sentence | None
    clause_after: Clause | None


@lru_cache(maxsize=2048)
def topics_of(heading: str) -> frozenset[str]:
    """The topics that the words of a heading or label name."""
    words = fold_words(heading)
    found = (t.name for t in topics() if search(t.words, words) and not (t.without and search(t.without, words)))
    return frozenset(found) if words else NO_TOPIC


def topics_of_title(found: Sequence[Sentence]) -> frozenset[str]:
    """The topics that the title gives a whole document: that it is about points, or reports what was done."""
    titles = (s.text for s in found[:TITLES] if s.kind == "title")
    return frozenset(t for title in titles for t in topics_of(title) if t in ("points", "report"))


def topics_by_clause(tree: Sequence[Clause], whole: frozenset[str]) -> dict[int, frozenset[str]]:
    """For the start of each clause the topics of its heading, or else of the clause around it, or the document's."""
    found: dict[int, frozenset[str]] = {}
    around: list[Clause] = []
    for clause in tree:
        while around and around[-1].extent[1] <= clause.span[0]:
            around.pop()
        above = found[around[-1].span[0]] if around else whole
        found[clause.span[0]] = topics_of(clause.heading) or above
        around.append(clause)
    return found


def parts_of(sentence: Sentence, text: str) -> tuple[Sentence, ...]:
    """A sentence; or the line that opens a list and its first item, where both stand in one; or the rows of a table
    whose lines were taken for one sentence."""
    if sentence.kind != "body":
        return (sentence,)
    words = text[slice(*sentence.span)]
    lines = list(LINE.finditer(words))
    if len(lines) > 1 and all(TWO_CELLS.fullmatch(line[0].strip()) for line in lines):
        return tuple(_part(sentence, text, line.start(), line.end()) for line in lines)
    colon = INLINE.search(words)
    if colon is None:
        return (sentence,)
    return (_part(sentence, text, 0, colon.end()), _part(sentence, text, colon.end(), len(words)))


def _part(sentence: Sentence, text: str, start: int, end: int) -> Sentence:
    """Characters `start`..`end` of a sentence, without the white space around them."""
    words = text[sentence.span[0] + start : sentence.span[0] + end]
    first = sentence.span[0] + start + len(words) - len(words.lstrip())
    return replace(sentence, span=(first, first + len(words.strip())), text=tidy(words))


def clauses_of(tree: Sequence[Clause], found: Sequence[Sentence]) -> tuple[Clause | None, ...]:
    """For each sentence the innermost clause in which it stands."""
    return tuple(_clauses_of(tree, found))


def _clauses_of(tree: Sequence[Clause], found: Sequence[Sentence]) -> Iterator[Clause | None]:
    around: list[Clause] = []
    at = 0
    for sentence in found:
        start = sentence.span[0]
        while at < len(tree) and tree[at].span[0] <= start:
            _open_at(around, tree[at].span[0]).append(tree[at])
            at += 1
        _open_at(around, start)
        yield around[-1] if around else None


def _open_at(around: list[Clause], start: int) -> list[Clause]:
    while around and around[-1].extent[1] <= start:
        around.pop()
    return around


def opener_of(setting: Setting, kind: Kind | None) -> Opener | None:
    """The opener that a sentence is for what comes after it; None where nothing follows."""
    if setting.after is None:
        return None
    start, item = _start(setting.clause), _start(setting.clause_after)
    end = setting.clause.extent[1] if setting.clause else NO_END
    return Opener(setting.sentence.span, kind, end, start, item > start)


def is_item(opener: Opener, sentence: Sentence, clause: Clause | None) -> bool:
    """Whether a sentence after an opener is one of its items."""
    if sentence.span[0] >= opener.end:
        return False
    return _start(clause) > opener.clause_start if opener.is_numbered else _start(clause) == opener.clause_start


def _start(clause: Clause | None) -> int:
    return clause.span[0] if clause else -1
