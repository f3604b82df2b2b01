"""A document cut into statements, with the depth of brackets at every character.

Input: the text. Output: where statements begin (after 。！？, headings and ordinals; a list with ； is one statement),
and how deep in brackets a character stands. Knows nothing of figures.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from yiju.documents.clauses import clauses
from yiju.documents.folding import folded_text
from yiju.documents.sentences import Sentence, sentences

BRACKETS = re.compile(r"[()《》]")
ENDS = re.compile(r"[。!?.][\"”’」』)]*$")
LONGEST_BRACKET = 400

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Statements:
    """`starts` and `is_worded` run along the statements; `is_worded` is false of titles, tables, signatures and their
    like. `edges` are the places where the depth of brackets changes to the depth beside it."""

    text: str
    forms: str
    starts: tuple[int, ...]
    is_worded: tuple[bool, ...]
    edges: tuple[int, ...]
    depths: tuple[int, ...]

    def at(self, place: int) -> int:
        """The number of the statement in which a character stands."""
        return bisect_right(self.starts, place) - 1

    def depth(self, place: int) -> int:
        """How many brackets are open before a character."""
        at = bisect_left(self.edges, place) - 1
        return self.depths[at] if at >= 0 else 0

    def opening(self, place: int) -> int:
        """Where the bracket opens, or just after, in which a character stands; 0 outside of brackets."""
        depth = self.depth(place)
        at = bisect_left(self.edges, place) - 1
        while depth and at >= 0:
            if self.depths[at] < depth:
                return self.edges[at + 1] + 1
            at -= 1
        return 0

    def closing(self, place: int) -> int:
        """Where the bracket closes in which a character stands; the end of the text outside of brackets."""
        depth = self.depth(place)
        at = bisect_left(self.edges, place)
        while depth and at < len(self.edges):
            if self.depths[at] < depth:
                return self.edges[at]
            at += 1
        return len(self.text)


@lru_cache(maxsize=8)
def statements(text: str) -> Statements:
    """Cut a document into statements."""
    forms = folded_text(text)
    opened = {c.span[0]: c.ordinal_end for c in clauses(text)}
    cuts = list(_cuts(forms, sentences(text), opened))
    starts = tuple(start for start, _ in cuts)
    edges = list(_edges(forms, starts))
    return Statements(
        text,
        forms,
        starts=starts,
        is_worded=tuple(worded for _, worded in cuts),
        edges=tuple(at for at, _ in edges),
        depths=tuple(depth for _, depth in edges),
    )


def _cuts(forms: str, found: tuple[Sentence, ...], opened: Mapping[int, int]) -> Iterator[tuple[int, bool]]:
    yield 0, False
    before: Sentence | None = None
    for sentence in found:
        if before is None or _is_new(forms, before, sentence, opened):
            yield opened.get(sentence.span[0], sentence.span[0]), sentence.kind in ("body", "heading")
        before = sentence


def _is_new(forms: str, before: Sentence, sentence: Sentence, opened: Mapping[int, int]) -> bool:
    if "body" not in (before.kind, sentence.kind) or before.kind != sentence.kind or sentence.span[0] in opened:
        return True
    words = forms[max(before.span[0], before.span[1] - 4) : before.span[1]]
    return bool(ENDS.search(words)) and not words.endswith(";")


def _edges(forms: str, starts: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Brackets that close in their statement; those that never close, or close far away, open nothing."""
    found = [(m.start(), m[0]) for m in BRACKETS.finditer(forms)]
    paired = _paired(found, starts)
    depth = 0
    for at, char in found:
        if at in paired:
            depth += 1 if char in "(《" else -1
            yield at, depth


def _paired(found: list[tuple[int, str]], starts: tuple[int, ...]) -> set[int]:
    paired: set[int] = set()
    stack: list[int] = []
    statement = 0
    for at, char in found:
        here = bisect_right(starts, at)
        if here != statement:
            statement, stack = here, []
        if char in "(《":
            stack.append(at)
        elif stack and at - stack[-1] <= LONGEST_BRACKET:
            paired |= {stack.pop(), at}
    return paired
