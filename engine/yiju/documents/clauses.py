"""The clauses of a document: which ordinals are ordinals, and how they nest.

Input: the text. Output: clauses in order, with the paths `三（二）1`, `第三条（一）`. Ordinals that restart, repeat or
skip stay as they are printed. 一是…二是…, lists of attachments, page numbers and rows of tables are none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from yiju.documents.folding import folded_text
from yiju.documents.lines import LineKind
from yiju.documents.ordinals import (
    ARTICLE,
    BRACKET,
    BRACKET_DIGIT,
    CIRCLE,
    FORMS,
    MEASURED,
    POINT,
    Ordinal,
    candidates,
)
from yiju.documents.paragraphs import YEAR, Paragraph, paragraphs

BREAKING: tuple[LineKind, ...] = ("title", "signature", "date", "attachment")
PAUSES = '。;:!?.,，；：”"」』)'
OPENING = {"(": ")", "《": "》", "“": "”", "「": "」", "〔": "〕", "[": "]"}
BRACKETS = re.compile("[" + re.escape("".join((*OPENING, *OPENING.values()))) + "]")
HEADING_END = re.compile(r"[。:;,!?]|\.(?!\d)")
HEADING_LENGTH = 24
LONGEST_HEADING = 100
FOLLOW_UP = 3000

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause. `span` is its ordinal with its heading, `body_span` what stands between them and the next
    ordinal, `extent` all of it with its sub-clauses. `level` is 0 for the outermost form of ordinal. `around` is the
    innermost clause in which it stands."""

    path: str
    span: Place
    body_span: Place
    extent: Place
    heading: str
    level: int
    ordinal_end: int
    around: Clause | None = field(default=None, repr=False, compare=False)


@lru_cache(maxsize=16)
def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses in order."""
    found = tuple(_accepted(text))
    made: list[Clause] = []
    around: Clause | None = None
    for item, ends in zip(found, _extents(found, text), strict=True):
        around = _holding(around, item.ordinal.start)
        around = _clause(text, item, ends, around)
        made.append(around)
    return tuple(made)


def clause_at(tree: Sequence[Clause], at: int) -> Clause | None:
    """The innermost clause in which a character stands."""
    last = bisect_right(tree, at, key=_start) - 1
    return _holding(tree[last], at) if last >= 0 else None


def _holding(clause: Clause | None, at: int) -> Clause | None:
    """The innermost of a clause and those around it that reaches beyond `at`."""
    while clause is not None and clause.extent[1] <= at:
        clause = clause.around
    return clause


def clauses_from(tree: Sequence[Clause], start: int, end: int) -> Sequence[Clause]:
    """The clauses whose ordinals stand in `start`..`end`."""
    return tree[bisect_left(tree, start, key=_start) : bisect_left(tree, end, key=_start)]


def paths_at(tree: Sequence[Clause], place: Place) -> str:
    """The paths of the clauses in whose own words a place lies, in order, joined by `、`."""
    first = clause_at(tree, place[0])
    touched = clauses_from(tree, first.span[0] if first else place[0], place[1])
    edges = {edge for c in touched for edge in c.extent if place[0] < edge < place[1]}
    inner = (clause_at(tree, at) for at in sorted({place[0], *edges}))
    return "、".join(dict.fromkeys(c.path for c in inner if c is not None))


def _start(clause: Clause) -> int:
    return clause.span[0]


class _Accepted(NamedTuple):
    """An ordinal taken for one, with its path, and its paragraph."""

    ordinal: Ordinal
    path: str
    paragraph: Paragraph


def _accepted(text: str) -> Iterator[_Accepted]:
    """The ordinals that are taken for ordinals, in order."""
    forms = folded_text(text)
    stack: list[Ordinal] = []
    for paragraph in paragraphs(text):
        if paragraph.kind in BREAKING:
            stack = []
        if paragraph.kind not in ("body", "addressee"):
            continue
        brackets: _Brackets | None = None
        for ordinal in candidates(forms, *paragraph.span):
            brackets = brackets or _Brackets(forms, paragraph.span[0])
            if _is_ordinal(forms, ordinal, paragraph, stack, brackets=brackets):
                stack = [*(o for o in stack if o.level < ordinal.level), ordinal]
                yield _Accepted(ordinal, _path(stack), paragraph)


def _path(stack: Sequence[Ordinal]) -> str:
    """Articles are numbered through the whole document, so parts, chapters and sections stay out of their paths."""
    if any(o.level == ARTICLE for o in stack):
        return "".join(o.label for o in stack if o.level >= ARTICLE)
    return "".join(o.label for o in stack)


class _Brackets:
    """Which brackets and quotation marks of a paragraph are open, asked for places in order."""

    def __init__(self, forms: str, start: int) -> None:
        self._forms, self._at = forms, start
        self._expected: list[str] = []

    def is_open(self, at: int) -> bool:
        """Whether any is open at a place."""
        for char in BRACKETS.findall(self._forms, self._at, at):
            if char in OPENING:
                self._expected.append(OPENING[char])
            elif self._expected and char == self._expected[-1]:
                self._expected.pop()
        self._at = at
        return bool(self._expected)


def _is_ordinal(
    forms: str, ordinal: Ordinal, paragraph: Paragraph, stack: Sequence[Ordinal], *, brackets: _Brackets
) -> bool:
    last = next((o.number for o in stack if o.level == ordinal.level), 0)
    is_next = ordinal.number == last + 1
    is_number = _is_number(forms, ordinal)
    if ordinal.start == paragraph.span[0]:
        if paragraph.follows_break:
            return not is_number or (is_next and not MEASURED.match(forms, ordinal.start))
        return is_next and not is_number
    if not is_next or is_number or brackets.is_open(ordinal.start):
        return False
    return _may_stand_inline(forms, ordinal, stack) and (ordinal.number > 1 or _is_followed(forms, ordinal))


def _is_number(forms: str, ordinal: Ordinal) -> bool:
    """`2.5`: a number, but `2.2020年度` is the ordinal 2."""
    point = ordinal.level == POINT and forms[ordinal.end - 1] == "." and forms[ordinal.end : ordinal.end + 1].isdigit()
    return point and not YEAR.match(forms, ordinal.start)


def _may_stand_inline(forms: str, ordinal: Ordinal, stack: Sequence[Ordinal]) -> bool:
    before = forms[max(0, ordinal.start - 40) : ordinal.start]
    bare = before.rstrip()
    if not bare or bare[-1] in PAUSES or len(bare) < len(before):
        return not bare.endswith(("第", "款", "条", "至"))
    if ordinal.level in (BRACKET_DIGIT, CIRCLE):
        return not bare.endswith(("第", "款", "条", "项", "至", "和", "或", "、"))
    return ordinal.level == BRACKET and ordinal.number == 1 and _is_after_heading(forms, ordinal, stack)


def _is_after_heading(forms: str, ordinal: Ordinal, stack: Sequence[Ordinal]) -> bool:
    """`一、补贴对象（一）…`: right after a short heading without a stop."""
    if not stack or stack[-1].level >= ordinal.level:
        return False
    between = forms[stack[-1].end : ordinal.start]
    return 0 < len(between) <= HEADING_LENGTH and not re.search(r"[,。;:\n第款条项]", between)


def _is_followed(forms: str, ordinal: Ordinal) -> bool:
    """Whether the next ordinal of the same form comes later."""
    later = candidates(forms, ordinal.end, min(len(forms), ordinal.end + FOLLOW_UP))
    return any(o.level == ordinal.level and o.number == ordinal.number + 1 for o in later)


def _extents(found: Sequence[_Accepted], text: str) -> list[Place]:
    """For each clause the end of its own words and of the whole of it."""
    pieces = paragraphs(text)
    breaks = [p.span[0] for p in pieces if p.kind in BREAKING]
    bodies = [p.span[0] for p in pieces if p.kind == "body"]
    openers = _openers(found)
    ends: list[Place] = []
    next_by_level = [len(text)] * len(FORMS)
    for i in range(len(found) - 1, -1, -1):
        start, level = found[i].ordinal.start, found[i].ordinal.level
        stop = _next(breaks, start, len(text))
        own = min(stop, found[i + 1].ordinal.start if i + 1 < len(found) else stop)
        tail = _next(bodies, start, own) if _has_tail(text, found, i, openers[i]) else own
        ends.append((tail, tail) if tail < own else (own, min(stop, *next_by_level[: level + 1])))
        next_by_level[level] = start
    return ends[::-1]


def _next(places: Sequence[int], start: int, end: int) -> int:
    """The first place behind `start`; `end` if none stands before it."""
    at = bisect_right(places, start)
    return min(places[at], end) if at < len(places) else end


def _openers(found: Sequence[_Accepted]) -> list[int | None]:
    """For each clause the last one before it of an outer level."""
    openers: list[int | None] = []
    outer: list[int] = []
    for i, item in enumerate(found):
        while outer and found[outer[-1]].ordinal.level >= item.ordinal.level:
            outer.pop()
        openers.append(outer[-1] if outer else None)
        outer.append(i)
    return openers


def _has_tail(text: str, found: Sequence[_Accepted], index: int, opener: int | None) -> bool:
    """Whether words may follow the last item of a list that belong to the clause which opened it."""
    item = found[index]
    is_last = index + 1 == len(found) or found[index + 1].ordinal.level < item.ordinal.level
    if not is_last or opener is None or text[item.paragraph.span[1] - 1] not in "。.":
        return False
    return text[found[opener].ordinal.start : found[opener + 1].ordinal.start].rstrip().endswith(("：", ":"))


def _clause(text: str, item: _Accepted, ends: Place, around: Clause | None) -> Clause:
    start, after = item.ordinal.start, item.ordinal.end
    words = text[start : min(ends[0], item.paragraph.span[1], after + LONGEST_HEADING)]
    heading_end = _heading_end(text, after, start + len(words.rstrip()))
    return Clause(
        item.path,
        (start, heading_end),
        body_span=(heading_end, ends[0]),
        extent=(start, ends[1]),
        heading=text[after:heading_end].strip(" \t\u3000"),
        level=item.ordinal.level,
        ordinal_end=after,
        around=around,
    )


def _heading_end(text: str, start: int, end: int) -> int:
    """Where the heading after an ordinal ends; `start` where the words are no heading."""
    forms = folded_text(text)[start:end]
    stop = HEADING_END.search(forms)
    length = stop.start() if stop else len(forms)
    is_head = length <= HEADING_LENGTH if stop is None else stop[0] in "。:." and _is_short_title(forms[:length])
    return start + length if is_head and forms.strip() else start


def _is_short_title(words: str) -> bool:
    return len(words.strip()) <= 16 and not re.search(r"\d|的$|不得|应当|可以|必须", words)
