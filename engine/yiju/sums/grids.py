"""The tables of a document as grids of cells: rows with bars, tabs or gaps between cells, or one cell a line.

Input: the text. Output: grids with their places and captions. Which rows and columns add up is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from yiju.documents.lines import Line, lines_of
from yiju.documents.ordinals import starts_with_ordinal
from yiju.sums.words import ROW_TOTALS, pattern

GAP = re.compile(r"(?!(?<=[合小总共])\s+计)(?:\u3000+|\s{2,})")
SPACE = re.compile(r"(?!(?<=[合小总共])\s+计)\s+")
"""`合　计` is one cell."""
NUMBER = re.compile(r"[¥]?\s*(-?\d[\d,]*(?:\.\d+)?)\s*(亿|万|千|百)?(元|户|人|名|个|件|项|份|分)?")
EMPTY = re.compile(r"[-—–―/\\]*")
PERCENT = re.compile(r"-?\d[\d.]*\s*%")
PROSE = re.compile(r"[。;!?,](?!(?<=,)\d{3})")
RULE = re.compile(r"[\s|:+-]*-{2,}[\s|:+-]*")
LONGEST_CELL = 24
LONGEST_FLAT_CELL = 20
CAPTION_LINES = 3
MOST_COLUMNS = 12

Place = tuple[int, int]

_ROW_TOTALS = pattern(ROW_TOTALS)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's folded words without white space, and its place."""

    words: str
    span: Place

    @property
    def is_number(self) -> bool:
        """Whether it holds a number that may be added up (no percentage)."""
        return NUMBER.fullmatch(self.words) is not None

    @property
    def is_blank(self) -> bool:
        """Whether it stands for no amount."""
        return EMPTY.fullmatch(self.words) is not None


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells, not all of one length, under the lines of the caption."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[str, ...]

    @property
    def place(self) -> Place:
        """All of the grid."""
        return self.rows[0][0].span[0], self.rows[-1][-1].span[1]


def grids(text: str) -> tuple[Grid, ...]:
    """The tables in order, those that hold numbers."""
    lines = [x for x in lines_of(text) if x.kind != "page" or NUMBER.fullmatch(x.text) or EMPTY.fullmatch(x.text)]
    found = [*_rowed(lines), *_flattened(lines)]
    return tuple(sorted(found, key=lambda g: g.place))


def _rowed(lines: Sequence[Line]) -> Iterator[Grid]:
    """Tables with a row on each line."""
    at = 0
    for splits, group in groupby(lines, key=_separator):
        run = list(group)
        if splits is not None and len(run) >= 3:
            rows = _rows([x for x in run if not RULE.fullmatch(x.text)], splits)
            if _is_table(rows, splits):
                yield Grid(rows, _caption(lines, at))
        at += len(run)


def _rows(lines: Sequence[Line], splits: str) -> tuple[tuple[Cell, ...], ...]:
    """The cells of each line; in a short line two full-width spaces enclose an empty cell where that makes it whole."""
    rows = [_cells(x, splits) for x in lines]
    width = max((len(row) for row in rows), default=0)
    if splits == "gap":
        single = [_cells(x, "\u3000") if len(row) < width else row for x, row in zip(lines, rows, strict=True)]
        rows = [s if len(s) == width else row for s, row in zip(single, rows, strict=True)]
    return tuple(rows)


def _is_table(rows: Sequence[Sequence[Cell]], splits: str) -> bool:
    """Single spaces make a table only where a row is called a total."""
    has_total = any(_ROW_TOTALS.fullmatch(c.words) for row in rows for c in row[:2])
    return sum(any(c.is_number for c in row) for row in rows) >= 2 and (has_total or splits != "space")


def _separator(line: Line) -> str | None:
    """What stands between the cells of a line; None where it is no row."""
    if PROSE.search(line.text) or starts_with_ordinal(line.text) and not re.match(r"\d+\s*[|\t\u3000 ]", line.text):
        return None
    if line.text.count("|") >= 1:
        return "|"
    if "\t" in line.text:
        return "\t"
    if GAP.search(line.text):
        return "gap"
    words = SPACE.split(line.text)
    short = len(words) >= 2 and all(len(w) <= LONGEST_CELL for w in words)
    return "space" if short and not re.search("[:《]", line.text) else None


def _cells(line: Line, separator: str) -> tuple[Cell, ...]:
    if separator in "|\t\u3000":
        pieces = _pieces(line.text, re.compile(re.escape(separator)))
        if separator == "|":
            pieces = pieces[line.text.startswith("|") : len(pieces) - line.text.endswith("|")]
    else:
        pieces = _pieces(line.text, GAP if separator == "gap" else SPACE)
    return tuple(_cell(line, *piece) for piece in pieces)


def _pieces(text: str, separator: re.Pattern[str]) -> list[Place]:
    cuts = [m.span() for m in separator.finditer(text)]
    return list(zip([0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(text)], strict=True))


def _cell(line: Line, start: int, end: int) -> Cell:
    words = line.text[start:end]
    left = len(words) - len(words.lstrip())
    bare = words.strip()
    first = line.start + start + left
    return Cell("".join(bare.split()), (first, first + len(bare)))


def _caption(lines: Sequence[Line], first: int) -> tuple[str, ...]:
    return tuple(x.text for x in lines[max(0, first - CAPTION_LINES) : first])


def _flattened(lines: Sequence[Line]) -> Iterator[Grid]:
    """Tables with a cell on each line, up to a row with a total."""
    at = 0
    for is_cell, group in groupby(lines, key=_is_flat_cell):
        run = list(group)
        if is_cell and len(run) >= 6:
            cells = [_cell(x, 0, len(x.text)) for x in run]
            shape = _shape(cells)
            if shape:
                start, width, total = shape
                rows = [tuple(cells[i : i + width]) for i in range(start, total, width)]
                yield Grid((*rows, _total_row(cells, total, width)), _caption(lines, at + start))
        at += len(run)


def _is_flat_cell(line: Line) -> bool:
    return len(line.text) <= LONGEST_FLAT_CELL and not re.search(r"[。;!?:|《]|,(?!\d{3})", line.text)


def _total_row(cells: Sequence[Cell], total: int, width: int) -> tuple[Cell, ...]:
    end = total + 1
    while end < min(len(cells), total + width) and _is_value(cells[end]):
        end += 1
    return tuple(cells[total:end])


def _is_value(cell: Cell) -> bool:
    return cell.is_number or cell.is_blank or PERCENT.fullmatch(cell.words) is not None


def _shape(cells: Sequence[Cell]) -> tuple[int, int, int] | None:
    """Where the head of a flattened table begins, how many columns it has, and where its total row begins."""
    first = next((i for i, c in enumerate(cells) if _is_value(c)), len(cells))
    totals = (i for i in range(first + 1, len(cells)) if _ROW_TOTALS.fullmatch(cells[i].words))
    total = next(totals, None)
    if total is None:
        return None
    for width in range(2, MOST_COLUMNS + 1):
        for column in range(width):
            start = first - column - width
            if start >= 0 and (total - start) % width == 0 and _is_regular(cells[start:total], width):
                return start, width, total
    return None


def _is_regular(cells: Sequence[Cell], width: int) -> bool:
    """Whether a head of words stands over two or more rows whose columns hold words throughout or values throughout."""
    rows = [cells[i : i + width] for i in range(width, len(cells), width)]
    if len(rows) < 2 or any(_is_value(c) for c in cells[:width]):
        return False
    columns = [{_is_value(c) for c in column} for column in zip(*rows, strict=True)]
    return all(len(kinds) == 1 for kinds in columns) and {True} in columns
