"""Text set in lines as an office prints it, for the made-up PDF and OFD files of these tests.

Lengths are points from the top left corner of an A4 page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 80.0, 515.0, 110.0, 740.0
SIZE, PITCH = 15.0, 26.0


@dataclass(frozen=True)
class Words:
    """Words whose first character begins at `x`, standing on the line at `y`."""

    x: float
    y: float
    text: str
    size: float = SIZE


@dataclass
class Sheet:
    """A page: words, and ruled lines as x0, y0, x1, y1."""

    words: list[Words] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)


def width_of(text: str, size: float = SIZE) -> float:
    return sum(size if east_asian_width(c) in "WFA" else size / 2 for c in text)


def broken(text: str, first: float, size: float = SIZE) -> Iterator[tuple[float, str]]:
    """A paragraph's lines, each with where it begins; a line is filled to the right margin."""
    x, line = first, ""
    for char in text:
        if x + width_of(line + char, size) > RIGHT:
            yield x, line
            x, line = LEFT, ""
        line += char
    yield x, line


def typeset(paragraphs: Iterable[str], *, indent: float = 2 * SIZE, headers: Sequence[str] = ()) -> list[Sheet]:
    """Paragraphs on pages, with a header and a page number on each where `headers` are given."""
    sheets = [Sheet()]
    y = TOP
    for number, paragraph in enumerate(paragraphs):
        first = (LEFT + RIGHT - width_of(paragraph)) / 2 if number == 0 else LEFT + indent
        for x, line in broken(paragraph, max(LEFT, first)):
            if y > BOTTOM:
                sheets.append(Sheet())
                y = TOP
            sheets[-1].words.append(Words(x, y, line))
            y += PITCH
    for number, sheet in enumerate(sheets, 1):
        for line, header in enumerate(headers):
            sheet.words.append(Words(LEFT, 45.0 + 14 * line, header, 9.0))
        if headers:
            sheet.words.append(Words(280.0, 800.0, f"— {number} —", 12.0))
    return sheets


def table(
    sheet: Sheet, rows: Sequence[Sequence[str]], *, x: float = 90.0, y: float = 200.0, column: float = 110.0
) -> None:
    """A ruled table with its upper left corner at x, y; `""` is an empty cell."""
    height = 28.0
    columns = max(map(len, rows))
    for at in range(len(rows) + 1):
        sheet.rules.append((x, y + at * height, x + columns * column, y + at * height))
    for at in range(columns + 1):
        sheet.rules.append((x + at * column, y, x + at * column, y + len(rows) * height))
    for down, row in enumerate(rows):
        for across, cell in enumerate(row):
            if cell:
                sheet.words.append(Words(x + across * column + 5, y + (down + 1) * height - 9, cell, 12.0))
