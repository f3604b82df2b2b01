"""Tables of a document as rows of cells, however they were flattened: by bars, tabs, wide spaces, or one cell a line.

Input: the text. Output: tables with their heading and the units announced above them. Reads no values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from yiju.documents.lines import LONGEST_CELL, NUMBER, SENTENCE, UNIT_CAPTION, Line, is_cell, lines_of
from yiju.documents.ordinals import starts_with_ordinal
from yiju.facts.columns import Column, caption_units, column_of
from yiju.facts.stacked import stacked_rows

LABELLED = re.compile(r"(?P<label>[^0-9:]{1,20}):\s*(?P<value>[0-9][0-9,.]*)")
RULE = re.compile(r"[|:\s-]*-{3}[|:\s-]*|[-—–\s]+\d{1,3}[-—–\s]+")
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
    lines = [line for line in lines_of(text) if not RULE.fullmatch(line.text)]
    found: list[Table] = []
    captions: tuple[Column, ...] = ()
    at = reach = 0
    while at < len(lines):
        announced = caption_units(lines[at].text)
        captions, reach = (announced, CAPTION_REACH) if announced else (captions if reach else (), max(0, reach - 1))
        rows = [] if announced and _is_caption(lines[at]) else _rows_from(lines, at, captions)
        if rows:
            found.append(Table(tuple(row for _, row in rows), captions))
        at += rows[-1][0] + 1 if rows else 1
    return found


def _is_caption(line: Line) -> bool:
    """Whether a line that announces a unit is no row: `金额（单位：万元）` in a row is a heading."""
    last = _split(line)[-1]
    return line.kind != "table" or bool(UNIT_CAPTION.fullmatch(line.text[last[0] - line.start :]))


def _rows_from(lines: Sequence[Line], at: int, captions: Sequence[Column]) -> list[tuple[int, Row]]:
    """The rows that begin with line `at`, each with how many lines further it ends."""
    rows = []
    for i in range(at, len(lines)):
        cells = _cells(lines[i], bool(captions))
        if cells is None:
            break
        rows.append((i - at, cells))
    begins = at == 0 or not is_cell(lines[at - 1])
    return rows if rows or not (captions or begins) else _stacked(lines, at, captions)


def _cells(line: Line, is_announced: bool) -> Row | None:
    """The cells of a row; None if the line is none. Below an announced unit, a row may be loosely written."""
    if UNIT_CAPTION.fullmatch(line.text):
        return None
    cells = _split(line)
    if line.kind == "table":
        return cells if len(cells) > 1 else None
    if not is_announced or SENTENCE.search(line.text) or line.kind not in ("body", "page", "title", "attachment"):
        return None
    labelled = LABELLED.fullmatch(line.text)
    if labelled:
        return tuple(
            (line.start + labelled.start(name), line.start + labelled.end(name)) for name in labelled.groupdict()
        )
    if len(cells) < 2:
        cells = tuple((line.start + m.start(), line.start + m.end()) for m in re.finditer(r"\S+", line.text))
    is_row = len(cells) >= 3 or (len(cells) == 2 and _is_number(line, cells[-1]))
    is_short = all(end - start <= LONGEST_CELL for start, end in cells)
    return cells if is_row and is_short and not starts_with_ordinal(line.text) else None


def _is_number(line: Line, cell: Place) -> bool:
    return bool(NUMBER.fullmatch(line.text[cell[0] - line.start : cell[1] - line.start]))


def _split(line: Line) -> Row:
    """The cells of a line: at every bar or tab, so that empty ones are kept, or at wide spaces."""
    words = line.text
    separator = re.compile(r"\|") if "|" in words else re.compile(r"\t") if "\t" in words else WIDE
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


def _stacked(lines: Sequence[Line], at: int, captions: Sequence[Column]) -> list[tuple[int, Row]]:
    """A table with one cell a line, below an announced unit or with a heading that tells what its numbers are."""
    cells = list(takewhile(_is_stacked, lines[at:]))
    rows = stacked_rows([line.text for line in cells])
    if not rows or not (captions or any(column_of(line.text, ()) for line in cells[slice(*rows[0])])):
        return []
    return [(end - 1, tuple((line.start, line.end) for line in cells[start:end])) for start, end in rows]


def _is_stacked(line: Line) -> bool:
    return line.kind not in ("date", "signature") and is_cell(line)
