"""Passages: the words of a document in pieces that no fact crosses, on one line each, with a map back.

Input: the text. Output: for each clause's own words, title, signature or line of a table, its words folded, without
white space and thousands separators, ordinals left out. Reads no values.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from yiju.documents.clauses import Clause, clauses
from yiju.documents.folding import INVISIBLE, folded_text
from yiju.documents.line_forms import CELL, LISTED
from yiju.documents.lines import LineKind
from yiju.documents.paragraphs import Paragraph, paragraphs

MASK = "\ufffc"
NUMERIC = "0123456789零〇○一二三四五六七八九十百千万亿"
BLANKS = re.compile(
    rf"[\s{INVISIBLE},，](?:(?<![,，])[\s{INVISIBLE}]*|(?<=\d,)(?=\d{{3}}(?!\d))|(?<=[０-９]，)(?=[０-９]{{3}}(?![０-９])))"
)
"""White space, and the comma of `1,284`."""
THREE_DIGITS = re.compile(r"[0-9]{3}(?![0-9])")
ATTACHED = re.compile(r"附\s*[件表录]\s*\d{0,2}\s*(?:[:：]\s*(?:\d{1,2}\s*[.、．])?)?")

Place = tuple[int, int]


class Passage(NamedTuple):
    """`text` is folded; its character `starts[i] + k` stands at `origins[i] + k` of the document (up to the next
    start). `clause` is the path, `place` the characters of the document, `scope` how far the clause reaches (the end
    of the passage where there is none), `level` the clause's (-1 outside any)."""

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    kind: LineKind
    clause: str
    place: Place
    scope: int
    level: int
    is_opening: bool

    def origin(self, at: int) -> int:
        """Where a character of the passage stands in the document."""
        i = bisect_right(self.starts, at) - 1
        return self.origins[i] + at - self.starts[i]

    def span(self, start: int, end: int) -> Place:
        """Where `start`..`end` of the passage (not empty) stand in the document."""
        if len(self.starts) == 1:
            return self.origins[0] + start, self.origins[0] + end
        return self.origin(start), self.origin(end - 1) + 1


def passages(text: str) -> Iterator[Passage]:
    """The passages in order; page numbers are in none."""
    tree = clauses(text)
    forms, starts = folded_text(text), [clause.span[0] for clause in tree]
    pieces: list[tuple[_Words, Place, Clause | None]] = []
    for paragraph in paragraphs(text):
        first, end = bisect_left(starts, paragraph.span[0]), bisect_left(starts, paragraph.span[1])
        pieces += _pieces(_Words(text, forms, paragraph.pieces, paragraph.kind), paragraph, tree[first:end])
    inside = enclosing(tree, [place[0] for _, place, _ in pieces])
    for (words, place, clause), around in zip(pieces, inside, strict=True):
        yield _passage(words, place, clause or around, clause is not None)


def enclosing(tree: Sequence[Clause], places: Sequence[int]) -> list[Clause | None]:
    """The innermost clause around each place; the places ascend, so one walk does for all."""
    found: list[Clause | None] = []
    open_clauses: list[Clause] = []
    at = 0
    for place in places:
        while at < len(tree) and tree[at].span[0] <= place:
            open_clauses.append(tree[at])
            at += 1
        while open_clauses and open_clauses[-1].extent[1] <= place:
            open_clauses.pop()
        found.append(open_clauses[-1] if open_clauses else None)
    return found


def passage_at(text: str, forms: str, place: Place, clause: Clause | None) -> Passage:
    """The characters of a place, a cell of a table for one, as a passage; `forms` is the folded text."""
    return _passage(_Words(text, forms, (place,), "table"), place, clause, False)


def masked(passage: Passage, places: Sequence[Place]) -> Passage:
    """The passage with some of its characters (places in order) made unreadable."""
    if not places:
        return passage
    pieces, at = [], 0
    for start, end in places:
        pieces += [passage.text[at:start], MASK * (end - max(at, start))]
        at = max(at, end)
    return passage._replace(text="".join([*pieces, passage.text[at:]]))


class _Words(NamedTuple):
    """A text, its folded form, and the lines of it that make up a paragraph."""

    text: str
    forms: str
    lines: tuple[Place, ...]
    kind: LineKind


def _pieces(
    words: _Words, paragraph: Paragraph, opened: Sequence[Clause]
) -> Iterator[tuple[_Words, Place, Clause | None]]:
    """A paragraph cut at its ordinals, each piece with the clause that it opens."""
    start, end = paragraph.span
    if not opened or paragraph.kind not in ("body", "addressee"):
        yield words, (start + _listed(words.forms, paragraph), end), None
        return
    clause_by_start: dict[int, Clause | None] = {start: None} | {c.span[0]: c for c in opened}
    cuts = [*clause_by_start, end]
    for (first, clause), last in zip(clause_by_start.items(), cuts[1:], strict=True):
        begin = clause.ordinal_end if clause else first
        if begin < last:
            yield words, (begin, last), clause


def _listed(forms: str, paragraph: Paragraph) -> int:
    """How many characters of an attachment's line are its ordinal."""
    if paragraph.kind != "attachment":
        return 0
    line = forms[paragraph.span[0] : paragraph.span[1]]
    match = ATTACHED.match(line) or LISTED.match(line)
    return match.end() if match and match.end() < len(line) else 0


def _passage(source: _Words, place: Place, clause: Clause | None, is_opening: bool) -> Passage:
    is_plain = len(source.lines) == 1 and BLANKS.search(source.text, *place) is None
    words, starts, origins = _as_it_is(source, place) if is_plain else _squeezed(source, place)
    return Passage(
        words,
        starts,
        origins,
        source.kind,
        clause.path if clause else "",
        place,
        clause.extent[1] if clause else place[1],
        clause.level if clause else -1,
        is_opening,
    )


def _as_it_is(source: _Words, place: Place) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    return source.forms[place[0] : place[1]], (0,), (place[0],)


def _squeezed(source: _Words, place: Place) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The words of a place without what is left out, where its pieces start, and where they stand in the text."""
    runs = list(_runs(source, place))
    lengths = accumulate((end - start for start, end in runs[:-1]), initial=0)
    words = "".join([source.forms[start:end] for start, end in runs])
    return words, tuple(lengths), tuple([start for start, _ in runs]) or (place[0],)


def _runs(source: _Words, place: Place) -> Iterator[Place]:
    """The characters that are kept; of white space that parts two words or two numbers, one."""
    for i, (line_start, line_end) in enumerate(source.lines):
        at, end = max(line_start, place[0]), min(line_end, place[1])
        if at >= end:
            continue
        is_broken = source.text[end - 1] == "," and i + 1 < len(source.lines)
        if is_broken and _breaks_thousands(source.forms, source.lines, i):
            end -= 1
        for blank in BLANKS.finditer(source.text, at, end):
            stop = blank.start() + (1 if _parts(source.forms, blank, source.kind) else 0)
            if at < stop:
                yield at, stop
            at = blank.end()
        if at < end:
            yield at, end


def _breaks_thousands(forms: str, lines: tuple[Place, ...], index: int) -> bool:
    """Whether the line ends in the middle of `1,284`."""
    end, start = lines[index][1], lines[index + 1][0]
    return forms[end - 2 : end - 1].isdecimal() and bool(THREE_DIGITS.match(forms, start))


def _parts(forms: str, blank: re.Match[str], kind: LineKind) -> bool:
    """Whether white space parts what stands before it from what follows: two numbers, two names, two cells."""
    start, end = blank.span()
    if blank[0] in (",", "，"):
        return False
    if kind == "table" and CELL.match(blank[0]):
        return True
    before, after = forms[start - 1 : start], forms[end : end + 1]
    if before.isdecimal() and after.isdecimal():
        return not _is_thousands(forms, start, end)
    return bool(CELL.match(blank[0])) and not (before in NUMERIC or after in NUMERIC)


def _is_thousands(forms: str, start: int, end: int) -> bool:
    """`1 284`."""
    before = re.search(r"\d*$", forms[max(0, start - 4) : start])
    after = re.match(r"\d*", forms[end : end + 4])
    return end - start == 1 and before is not None and len(before[0]) < 4 and after is not None and len(after[0]) == 3
