"""Tables of a document as rows of cells, however they were flattened: by bars, tabs, wide spaces, or one cell a line.

Input: the text. Output: tables with their heading and the units announced above them. Reads no values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yiju.documents.line_forms import LONGEST_CELL, NUMBER, SENTENCE, UNIT_CAPTION, is_cell
from yiju.documents.lines import Line, lines_of, without_pages
from yiju.documents.ordinals import starts_with_ordinal
from yiju.facts.columns import Column, caption_units, column_of
from yiju.facts.stacked import stacked_rows

LABELLED = re.compile(r"(?P<label>[^0-9:]{1,20}):\s*(?P<value>[0-9][0-9,.]*)")
BAR, TAB = re.compile(r"\|"), re.compile(r"\t")
WORD = re.compile(r"\S+")
WIDE = re.compile(r"\u3000+| {2,}")
CAPTION_REACH = 3

Place = tuple[int, int]
Row = tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are the places of their cells (an empty cell has an empty place); the first may be a heading. `captions`
    are the units announced above."""

    rows: tuple[Row, ...]
    captions: tuple[Column, ...]

    @property
    def place(self) -> Place:
        """From the first character to the last."""
        return self.rows[0][0][0], self.rows[-1][-1][1]


def tables(text: str) -> list[Table]:
    """The tables in order."""
    page = _Page.of(without_pages(lines_of(text)))
    found: list[Table] = []
    captions: tuple[Column, ...] = ()
    at = reach = 0
    while at < len(page.lines):
        line = page.lines[at]
        if not reach and line.kind != "table" and page.ends[at] == at and "位" not in line.text:
            captions, at = (), at + 1
            continue
        announced = caption_units(line.text) if "位" in line.text else ()
        captions, reach = (announced, CAPTION_REACH) if announced else (captions if reach else (), max(0, reach - 1))
        rows = [] if announced and _is_caption(line) else _rows_from(page, at, captions)
        if rows:
            found.append(Table(tuple(row for _, row in rows), captions))
        at += rows[-1][0] + 1 if rows else 1
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a document; from each, cells of a line each reach to its `ends` (to itself where it is no cell)."""

    lines: tuple[Line, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, lines: tuple[Line, ...]) -> _Page:
        """The lines with the ends of their runs of cells."""
        ends = list(range(len(lines)))
        for i in range(len(lines) - 1, -1, -1):
            if _is_stacked(lines[i]):
                ends[i] = max(i + 1, ends[i + 1] if i + 1 < len(lines) else 0)
        return cls(lines, tuple(ends))


def _is_caption(line: Line) -> bool:
    """Whether a line that announces a unit is no row: `金额（单位：万元）` in a row is a heading."""
    last = _split(line)[-1]
    return line.kind != "table" or bool(UNIT_CAPTION.fullmatch(line.text[last[0] - line.start :]))


def _rows_from(page: _Page, at: int, captions: Sequence[Column]) -> list[tuple[int, Row]]:
    """The rows that begin with line `at`, each with how many lines further it ends."""
    rows = []
    for i in range(at, len(page.lines)):
        cells = _cells(page.lines[i], bool(captions))
        if cells is None:
            break
        rows.append((i - at, cells))
    is_first = at == 0 or page.ends[at - 1] < at
    return rows if rows or not (captions or is_first) else _stacked(page.lines[at : page.ends[at]], captions)


def _cells(line: Line, is_announced: bool) -> Row | None:
    """The cells of a row; None if the line is none. Below an announced unit, a row may be loosely written."""
    if line.kind != "table" and not is_announced or UNIT_CAPTION.fullmatch(line.text):
        return None
    cells = _split(line)
    if line.kind == "table":
        return cells if len(cells) > 1 else None
    if line.kind not in ("body", "title", "attachment") or SENTENCE.search(line.text):
        return None
    labelled = LABELLED.fullmatch(line.text)
    if labelled:
        return tuple(
            (line.start + labelled.start(name), line.start + labelled.end(name)) for name in labelled.groupdict()
        )
    if len(cells) < 2:
        cells = tuple((line.start + m.start(), line.start + m.end()) for m in WORD.finditer(line.text))
    is_row = len(cells) >= 3 or (len(cells) == 2 and _is_number(line, cells[-1]))
    is_short = all(end - start <= LONGEST_CELL for start, end in cells)
    return cells if is_row and is_short and not starts_with_ordinal(line.text) else None


def _is_number(line: Line, cell: Place) -> bool:
    return bool(NUMBER.fullmatch(line.text[cell[0] - line.start : cell[1] - line.start]))


def _split(line: Line) -> Row:
    """The cells of a line: at every bar or tab, so that empty ones are kept, or at wide spaces."""
    words = line.text
    separator = BAR if "|" in words else TAB if "\t" in words else WIDE
    cuts = [(0, 0), *((m.start(), m.end()) for m in separator.finditer(words)), (len(words), len(words))]
    cells = tuple(
        _trimmed(words, line.start, before[1], after[0]) for before, after in zip(cuts, cuts[1:], strict=False)
    )
    if "|" not in words:
        return cells
    return cells[1 if words.startswith("|") else 0 : -1 if words.endswith("|") else None]


def _trimmed(words: str, offset: int, start: int, end: int) -> Place:
    cell = words[start:end]
    bare = cell.strip()
    begin = start + len(cell) - len(cell.lstrip()) if bare else start
    return offset + begin, offset + begin + len(bare)


def _stacked(lines: Sequence[Line], captions: Sequence[Column]) -> list[tuple[int, Row]]:
    """A table with one cell a line, below an announced unit or with a heading that tells what its numbers are."""
    rows = stacked_rows([line.text for line in lines])
    if not rows or not (captions or any(column_of(line.text, ()) for line in lines[slice(*rows[0])])):
        return []
    return [(end - 1, tuple((line.start, line.end) for line in lines[start:end])) for start, end in rows]


def _is_stacked(line: Line) -> bool:
    is_short = len(line.text) <= LONGEST_CELL and line.kind not in ("date", "signature")
    return is_short and is_cell(line.text)
