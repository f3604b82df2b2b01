"""Lines of a document and what each is: body, title, number, addressee, signature, date, attachment list, table, page.

Input: the text as stored. Output: its lines that are not blank, each with its kind. Joins nothing and numbers nothing:
`paragraphs.py` and `ordinals.py` go on from here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import Literal
from unicodedata import east_asian_width

from yiju.documents.folding import fold_forms
from yiju.documents.head_words import BODY_OPENING, FIRST_LABEL, TITLE_END
from yiju.documents.numbers import CLOSING, OPENING
from yiju.documents.ordinals import starts_with_ordinal

LineKind = Literal[
    "body", "title", "number", "addressee", "signature", "date", "attachment", "table", "caption", "page"
]

MARKED = re.compile(r"(?:#{1,6}\s+|[-*+]\s+|(?=\*\*|__))(?:\*\*|__)?(\S.*?)(?:\*\*|__|\s#+)?")
NUMBER = re.compile(r"[-+约≥≤]?\s*[0-9][0-9,]*(?:\.[0-9]+)?\s*%?")
SENTENCE = re.compile(r"[。;?!]|,(?![0-9])")
LONGEST_CELL = 24
PAGE = re.compile(r"[|:\s-]*-{3}[|:\s-]*|[-—–―·•\s]*第?\s*\d{1,4}\s*(页(\s*[,，/]?\s*共\s*\d+\s*页)?)?[-—–―·•\s]*")
DATE = re.compile(r"(\d{4}|[〇○零一二三四五六七八九]{4})[年./-].{1,3}[月./-].{1,3}日?")
ATTACHMENT = re.compile(r"附\s*(件|表|录)?\s*\d{0,2}\s*(:|$|\d{1,2}\s*[.、])|附\s*件\s*\d{1,2}(?!\d)")
LISTED = re.compile(r"\d{1,2}\s*[.、]")
UNIT_CAPTION = re.compile(r"\(?\s*(计量|金额|货币|资金|数量)?\s*单\s*位\s*[::].{1,16}")
NUMBER_LINE = re.compile(
    rf"[^\s,。;:]{{0,20}}[{re.escape(OPENING)}]?\s*(19|20)\d\d\s*年?[{re.escape(CLOSING)}]?\s*第?\s*\d+[{re.escape(CLOSING)}]?\s*号"
    r"|\(?[^\s,。;]{0,20}第\s*\d+\s*号\)?"
)
ISSUED_LINE = re.compile(r"\(.*(发布|公布|印发|通过|施行|修订|号).*\)")
OFFICE = re.compile(r".*[府局委办会组部院厅室队站所社司处馆校署镇乡县区市村心团道科州省]")
ADDRESSEE = re.compile(
    r"各(?!.*(?:通知|如下|现将|公告|要求))[^。;]*:|(?:[^,。;]*[府局委办处门位会员所镇乡道司厅院心组校])[^,。;]*:"
)
GOES_ON = re.compile(r"[的和及与或、]|\(")
"""How a line of a title begins that goes on with the one above."""
BRACKETS = (("(", ")"), ("《", "》"), ("“", "”"))
ARTICLE = re.compile(r"第\s*[一二三四五六七八九十百零〇\d]+\s*[编章节条]")
LONG_LINE = 20
CELL = re.compile(r"\t+|\u3000+| {2,}|\s*\|\s*")


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


@lru_cache(maxsize=64)
def lines_of(text: str) -> tuple[Line, ...]:
    """The lines that are not blank, with their kinds."""
    lines = [_line(text, m) for m in re.finditer(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+", text) if m[0].strip()]
    for classify in (_pages, _dates, _attachments, _titles, _tables):
        lines = classify(lines)
    return tuple(lines)


def _line(text: str, match: re.Match[str]) -> Line:
    raw = match[0]
    body = raw.strip(" \t\u3000\xa0\ufeff\u200b") or raw.strip()
    marked = MARKED.fullmatch(body)
    body = marked[1] if marked else body
    start = match.start() + raw.index(body)
    indent = cells(raw[: start - match.start()])
    return Line(start, start + len(body), fold_forms(body), indent, indent + cells(body))


def cells(text: str) -> int:
    """The width of a text in a terminal's cells; a tab counts four."""
    return sum(4 if c == "\t" else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def _pages(lines: list[Line]) -> list[Line]:
    """Page numbers; a bare number among others, one cell a line, is of a table."""
    found: list[Line] = []
    for is_run, group in groupby(lines, key=is_cell):
        run = list(group)
        is_table = is_run and sum(1 for x in run if NUMBER.fullmatch(x.text)) >= 2
        found += [replace(x, kind=_kind_of_number(x.text, is_table)) for x in run]
    return found


def _kind_of_number(text: str, is_in_table: bool) -> LineKind:
    if is_in_table and NUMBER.fullmatch(text):
        return "table"
    return "page" if PAGE.fullmatch(text) else "body"


def is_cell(line: Line) -> bool:
    """Whether a line may be one cell of a table that has a cell on each line."""
    text = line.text
    if NUMBER.fullmatch(text):
        return True
    if len(text) > LONGEST_CELL or SENTENCE.search(text) or starts_with_ordinal(text):
        return False
    return not (PAGE.fullmatch(text) or UNIT_CAPTION.fullmatch(text) or DATE.fullmatch(text))


def _dates(lines: list[Line]) -> list[Line]:
    """Dates on a line of their own, and the offices that sign above them."""
    found = list(lines)
    for i, line in enumerate(lines):
        if line.kind == "body" and DATE.fullmatch(re.sub(r"\s", "", line.text)):
            found[i] = replace(line, kind="date")
            _sign(found, i - 1)
    return found


def _sign(lines: list[Line], last: int) -> None:
    """Mark the lines that end at `last` as signatures, as far up as they name offices only."""
    for i in range(last, max(-1, last - 8), -1):
        if lines[i].kind == "page":
            continue
        if lines[i].kind != "body" or not is_signature(lines[i].text):
            return
        lines[i] = replace(lines[i], kind="signature")


def is_signature(text: str) -> bool:
    """Whether a line names offices and nothing else."""
    if re.search(r"[,。;:!?、<《\d]", text) or starts_with_ordinal(text) or len(text) > 80:
        return False
    plain = re.sub(r"\(.*?\)", "", text)
    return all(OFFICE.fullmatch(name) for name in re.split(r"\s+", plain) if len(name) > 1)


def _attachments(lines: list[Line]) -> list[Line]:
    """`附件：1.…` and the numbered lines that go on with it."""
    found, listing = [], False
    for line in lines:
        if line.kind == "body" and ATTACHMENT.match(line.text) and not re.search(r"[。;]", line.text):
            found.append(replace(line, kind="attachment"))
            listing = True
        elif listing and line.kind == "body" and LISTED.match(line.text) and not re.search(r"[。;]", line.text):
            found.append(replace(line, kind="attachment"))
        else:
            listing = listing and line.kind == "page"
            found.append(line)
    return found


def _titles(lines: list[Line]) -> list[Line]:
    """Title, number and addressee at the head of the document, and titles of what is attached after a signature."""
    found, heading, is_named = [], True, False
    for line in lines:
        kind = _head_kind(line, is_named) if heading and line.kind == "body" else line.kind
        if line.kind in ("date", "attachment"):
            heading, is_named = True, False
        elif kind == "title":
            is_named = is_named or bool(TITLE_END.search(line.text))
        elif kind in ("body", "addressee", "signature", "table") and not FIRST_LABEL.match(line.text):
            heading = False
        found.append(replace(line, kind=kind))
    return found


def _head_kind(line: Line, is_named: bool) -> LineKind:
    """What a line of the heading is; `is_named`: a title has ended above it."""
    squeezed = re.sub(r"\s", "", line.text)
    if NUMBER_LINE.fullmatch(squeezed) or ISSUED_LINE.fullmatch(squeezed):
        return "number"
    if starts_with_ordinal(line.text):
        return "body"
    if ADDRESSEE.fullmatch(line.text) and len(line.text) <= 80:
        return "addressee"
    if re.search(r"[,。;:!?|\t]", line.text) or line.text.endswith("."):
        return "body"
    return "body" if _opens_body(line.text, is_named) else "title"


def _opens_body(text: str, is_named: bool) -> bool:
    """Whether a line without a stop is the first of a sentence that was broken, and not of a title."""
    if BODY_OPENING.match(text):
        return True
    is_ended = TITLE_END.search(text) is not None or GOES_ON.match(text) is not None
    return is_named and not is_ended and (is_open(text) or len(text) >= LONG_LINE)


def is_open(text: str) -> bool:
    """Whether a bracket of a line is closed on a later one."""
    return any(text.count(left) > text.count(right) for left, right in BRACKETS)


def _tables(lines: list[Line]) -> list[Line]:
    """Rows of flattened tables, and the captions above them."""
    found = _pairs([replace(x, kind="table") if x.kind == "body" and _is_row(x.text) else x for x in lines])
    for i in range(len(found) - 1, -1, -1):
        if found[i].kind == "title" and _is_row_of_attachment(found, i):
            found[i] = replace(found[i], kind="table")
    for i in range(len(found) - 2, -1, -1):
        if found[i].kind == "body" and found[i + 1].kind in ("table", "caption") and _is_caption(found[i].text):
            found[i] = replace(found[i], kind="caption")
    return found


def _is_row_of_attachment(lines: Sequence[Line], index: int) -> bool:
    """Whether a line, a title by its place, is a row: with a number, or the head of one with as many cells."""
    names = [c for c in CELL.split(lines[index].text) if c] if _is_row(lines[index].text) else []
    below = lines[index + 1] if index + 1 < len(lines) else None
    is_head = below is not None and below.kind == "table" and len(CELL.split(below.text)) == len(names)
    return bool(names) and (is_head or any(NUMBER.fullmatch(name) for name in names))


def _pairs(lines: list[Line]) -> list[Line]:
    """Rows of two cells, a name and a number, of which two or more stand below each other; the first may be a head."""
    found: list[Line] = []
    for is_pair, group in groupby(lines, key=_is_pair):
        run = list(group)
        numbers = [bool(NUMBER.fullmatch(CELL.split(x.text)[-1])) for x in run] if is_pair else []
        is_table = sum(numbers) >= 2 and all(numbers[1:])
        found += [replace(x, kind="table") for x in run] if is_table else run
    return found


def _is_pair(line: Line) -> bool:
    cells_of = CELL.split(line.text) if line.kind in ("body", "title") and not SENTENCE.search(line.text) else []
    return len(cells_of) == 2 and all(0 < len(cell) <= LONGEST_CELL for cell in cells_of)


def _is_row(text: str) -> bool:
    names = [c for c in CELL.split(text) if c]
    if ARTICLE.match(text):
        return False
    if UNIT_CAPTION.fullmatch(text) or ("|" in text and len(names) > 1):
        return True
    return len(names) >= 3 and not re.search(r"[。;]", text) and any(len(c) > 1 for c in names)


def _is_caption(text: str) -> bool:
    return not re.search(r"[,。;:]", text) and not starts_with_ordinal(text) and len(text) <= 40


def without_pages(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines but for page numbers."""
    return tuple(x for x in lines if x.kind != "page")
