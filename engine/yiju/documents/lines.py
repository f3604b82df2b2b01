"""Lines of a document and what each is: body, title, number, addressee, signature, date, attachment list, table, page.

Input: the text as stored. Output: its lines that are not blank, each with its kind. Joins nothing and numbers nothing:
`paragraphs.py` and `ordinals.py` go on from here. What a line's own words may be stands in `line_forms.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from yiju.documents.folding import folded_text
from yiju.documents.head_words import BODY_OPENING, FIRST_LABEL, TITLE_END
from yiju.documents.line_forms import (
    ADDRESSEE,
    ATTACHMENT,
    CELL,
    LISTED,
    LONGEST_CELL,
    LONGEST_LINE,
    NUMBER,
    STOPPED,
    YEAR_BEGINS,
    is_caption,
    is_cell,
    is_date,
    is_number_line,
    is_page,
    is_pair,
    is_row,
    is_signature,
)
from yiju.documents.ordinals import starts_with_ordinal

LineKind = Literal[
    "body", "title", "number", "addressee", "signature", "date", "attachment", "table", "caption", "page"
]

MARKS = ("#", "-", "*", "+", "_")
MARKED = re.compile(r"(?:#{1,6}\s+|[-*+]\s+|(?=\*\*|__))(?:\*\*|__)?(\S.*?)(?:\*\*|__|\s#+)?")
EDGES = " \t\u3000\xa0\ufeff\u200b\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
"""White space at the edges of a line, and its end."""
HAS_STOP = re.compile(r"[,。;:!?|\t]")
GOES_ON = re.compile(r"[的和及与或、]|\(")
"""How a line of a title begins that goes on with the one above."""
BRACKETS = (("(", ")"), ("《", "》"), ("“", "”"))
LONG_LINE = 20
MOST_SIGNERS = 8
LONGEST_PAGE_NUMBER = 3


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start`..`end` without the white space around them; `text` is their folded form, of equal length.
    `indent` and `width` are counted in cells, the indent included in the width."""

    start: int
    end: int
    text: str
    indent: int
    width: int
    kind: LineKind = "body"


@lru_cache(maxsize=8)
def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that are not blank, with their kinds."""
    lines = list(_lines(text))
    kinds: list[LineKind] = ["body"] * len(lines)
    for classify in PASSES:
        classify(lines, kinds)
    return tuple(x if kind == "body" else _of_kind(x, kind) for x, kind in zip(lines, kinds, strict=True))


def without_pages(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines but for page numbers."""
    return tuple(x for x in lines if x.kind != "page")


def is_open(text: str) -> bool:
    """Whether a bracket of a line is closed on a later one."""
    return any(left in text and text.count(left) > text.count(right) for left, right in BRACKETS)


def cells(text: str) -> int:
    """About the width of a text in a terminal's cells: two for a character of three bytes, four for a tab."""
    return (len(text) + len(text.encode("utf-8", "replace"))) // 2 + 3 * text.count("\t")


def _lines(text: str) -> Iterator[Line]:
    forms = folded_text(text)
    at = 0
    for raw in text.splitlines(keepends=True):
        bare = raw.strip(EDGES) or raw.strip()
        if bare and not bare.isspace():
            marked = MARKED.fullmatch(bare) if bare.startswith(MARKS) else None
            body = marked[1] if marked else bare
            before = raw.index(body)
            start, end = at + before, at + before + len(body)
            indent = cells(raw[:before]) if before else 0
            yield Line(start, end, forms[start:end], indent, indent + cells(body))
        at += len(raw)


def _of_kind(line: Line, kind: LineKind) -> Line:
    return Line(line.start, line.end, line.text, line.indent, line.width, kind)


def _pages(lines: Sequence[Line], kinds: list[LineKind]) -> None:
    """Page numbers; a bare number among others, one cell a line, is of a table."""
    at = 0
    for is_run, group in groupby([len(x.text) <= LONGEST_CELL and is_cell(x.text) for x in lines]):
        end = at + len(list(group))
        numbers = [i for i in range(at, end) if NUMBER.fullmatch(lines[i].text)] if is_run else []
        is_table = len(numbers) >= 2 or any(len(lines[i].text) > LONGEST_PAGE_NUMBER for i in numbers)
        for i in numbers if is_table else range(at, end):
            if is_table or is_page(lines[i].text):
                kinds[i] = "table" if is_table else "page"
        at = end


def _dates(lines: Sequence[Line], kinds: list[LineKind]) -> None:
    """Dates on a line of their own, and the offices that sign above them."""
    for i, line in enumerate(lines):
        if line.text[0] in YEAR_BEGINS and kinds[i] == "body" and is_date(line.text):
            kinds[i] = "date"
            _sign(lines, kinds, i - 1)


def _sign(lines: Sequence[Line], kinds: list[LineKind], last: int) -> None:
    """Mark the lines that end at `last` as signatures, as far up as they name offices only."""
    for i in range(last, max(-1, last - MOST_SIGNERS), -1):
        if kinds[i] == "page":
            continue
        if kinds[i] != "body" or not is_signature(lines[i].text):
            return
        kinds[i] = "signature"


def _attachments(lines: Sequence[Line], kinds: list[LineKind]) -> None:
    """`附件：1.…` and the numbered lines that go on with it."""
    listing = False
    for i, line in enumerate(lines):
        form = LISTED if listing and not line.text.startswith("附") else ATTACHMENT
        if kinds[i] == "body" and form.match(line.text) and not STOPPED.search(line.text):
            kinds[i], listing = "attachment", True
        else:
            listing = listing and kinds[i] == "page"


def _titles(lines: Sequence[Line], kinds: list[LineKind]) -> None:
    """Title, number and addressee at the head of the document, and titles of what is attached after a signature."""
    heading, is_named = True, False
    for i, line in enumerate(lines):
        if kinds[i] in ("date", "attachment"):
            heading, is_named = True, False
            continue
        if heading and kinds[i] == "body":
            kinds[i] = _head_kind(line.text, is_named)
        if kinds[i] == "title":
            is_named = is_named or TITLE_END.search(line.text) is not None
        elif heading and kinds[i] not in ("number", "page", "caption"):
            heading = FIRST_LABEL.match(line.text) is not None


def _head_kind(text: str, is_named: bool) -> LineKind:
    """What a line of the heading is; `is_named`: a title has ended above it."""
    if is_number_line(text):
        return "number"
    if starts_with_ordinal(text):
        return "body"
    if len(text) <= LONGEST_LINE and ADDRESSEE.fullmatch(text):
        return "addressee"
    if HAS_STOP.search(text) or text.endswith("."):
        return "body"
    return "body" if _opens_body(text, is_named) else "title"


def _opens_body(text: str, is_named: bool) -> bool:
    """Whether a line without a stop is the first of a sentence that was broken, and not of a title."""
    if BODY_OPENING.match(text):
        return True
    is_ended = TITLE_END.search(text) is not None or GOES_ON.match(text) is not None
    return is_named and not is_ended and (is_open(text) or len(text) >= LONG_LINE)


def _rows(lines: Sequence[Line], kinds: list[LineKind]) -> None:
    """Rows of flattened tables."""
    for i, line in enumerate(lines):
        if kinds[i] == "body" and is_row(line.text):
            kinds[i] = "table"


def _pairs(lines: Sequence[Line], kinds: list[LineKind]) -> None:
    """Rows of two cells, a name and a number, of which two or more stand below each other; the first may be a head."""
    at = 0
    for is_run, group in groupby(
        [k in ("body", "title") and is_pair(x.text) for x, k in zip(lines, kinds, strict=True)]
    ):
        end = at + len(list(group))
        numbers = [bool(NUMBER.fullmatch(CELL.split(x.text)[-1])) for x in lines[at:end]] if is_run else []
        if sum(numbers) >= 2 and all(numbers[1:]):
            kinds[at:end] = ["table"] * (end - at)
        at = end


def _attached_rows(lines: Sequence[Line], kinds: list[LineKind]) -> None:
    """Lines that are titles by their place, but rows: with a number, or the head of one with as many cells."""
    below = 0
    for i in range(len(lines) - 1, -1, -1):
        if kinds[i] == "title" and is_row(lines[i].text):
            names = CELL.split(lines[i].text)
            if len(names) == below or any(NUMBER.fullmatch(name) for name in names):
                kinds[i] = "table"
        below = len(CELL.split(lines[i].text)) if kinds[i] == "table" else 0


def _captions(lines: Sequence[Line], kinds: list[LineKind]) -> None:
    """The lines above tables."""
    for i in range(len(lines) - 2, -1, -1):
        if kinds[i] == "body" and kinds[i + 1] in ("table", "caption") and is_caption(lines[i].text):
            kinds[i] = "caption"


PASSES: tuple[Callable[[Sequence[Line], list[LineKind]], None], ...] = (
    _pages,
    _dates,
    _attachments,
    _titles,
    _rows,
    _pairs,
    _attached_rows,
    _captions,
)
"""What changes the kinds of lines, in this order; each sees what those before it have found."""
