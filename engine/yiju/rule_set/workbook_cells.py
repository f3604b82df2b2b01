"""The cells of a workbook as exact texts: what a rule may be written from.

Input: the bytes of an .xlsx file. Output: a grid a sheet, each cell with its text and whether it can be relied on; or
the finding why the file cannot be read (YJ632, YJ637). Knows nothing of tables. Needs python-calamine (extra `excel`).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from yiju.readers.archive import open_archive
from yiju.readers.unreadable import Unreadable
from yiju_grammar.finding import Finding, Note, finding

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Trouble = Literal["", "noise", "digits", "time"]
_CELL = re.compile(rb"""<c\s[^>]*?\br\s*=\s*["']([A-Za-z]+)(\d+)""")
_ROW = re.compile(rb"""<row\s[^>]*?\br\s*=\s*["'](\d+)""")
_DIMENSION = re.compile(rb"""<dimension\s[^>]*?\bref\s*=\s*["'](?:[A-Za-z]+\d+:)?([A-Za-z]+)(\d+)""")
_COUNT = re.compile(rb"""[cC]ount\s*=\s*["'](\d+)""")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
SIGNIFICANT = 15
"""Digits that a spreadsheet keeps of a number."""
LARGEST = 2_000_000
"""Cells of a sheet; a table of rules has hundreds."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its text, whether it was stored as a number, and why that number is not exact (or a date has a time)."""

    text: str
    is_number: bool = False
    trouble: Trouble = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet from its cell A1; `merged` are ranges as `B2:C3`."""

    title: str
    rows: tuple[tuple[GridCell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


def read_workbook(data: bytes, where: str) -> tuple[Grid, ...] | Finding:
    """Every sheet of a workbook, in its order."""
    try:
        import python_calamine as calamine
    except ImportError:
        return finding("YJ632", None, where=where, suffix=".xlsx", extra="yiju[excel]")
    if _LOCKED in data:
        return finding("YJ637", None, notes=(Note("password"),), where=where, path=where)
    if not _is_bounded(data):
        return finding("YJ637", None, notes=(Note("damaged"),), where=where, path=where)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = tuple(_grid(book.get_sheet_by_name(name), name) for name in book.sheet_names)
    except (calamine.CalamineError, OSError, ValueError):
        grids = ()
    return grids or finding("YJ637", None, notes=(Note("damaged"),), where=where, path=where)


def _is_bounded(data: bytes) -> bool:
    """Whether it is an .xlsx of no more cells than a table has: the reader takes memory for all up to the last, and for
    as many texts as the file says it holds; where there is not so much, the process ends."""
    try:
        archive = open_archive(data)
        parts = [archive.read(name) for name in archive.names if name.endswith((".xml", ".rels"))]
    except Unreadable:
        return False
    counts = (int(m[1]) for part in parts for m in _COUNT.finditer(part))
    return "xl/workbook.xml" in archive and max((*counts, *map(_extent, parts)), default=0) <= LARGEST


def _extent(part: bytes) -> int:
    """Rows times columns up to the last cell that a sheet names."""
    named = [*_CELL.finditer(part), *_DIMENSION.finditer(part)]
    rows = [int(m[2]) for m in named] + [int(m[1]) for m in _ROW.finditer(part)]
    return max(rows, default=1) * max((_column(m[1]) for m in named), default=1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def cell_name(row: int, column: int) -> str:
    """`C4` for row 3 and column 2, both from 0."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"


def _grid(sheet: CalamineSheet, name: str) -> Grid:
    if sheet.total_height * sheet.total_width > LARGEST:
        raise ValueError("more cells than a table of rules has")
    rows = tuple(tuple(_cell(value) for value in row) for row in sheet.to_python(skip_empty_area=False))
    merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Grid(name, rows, merged)


def _cell(value: Any) -> GridCell:
    match value:
        case str():
            return GridCell(value.replace("\r\n", "\n").strip())
        case bool():
            return GridCell("真" if value else "假")
        case int() | float():
            return _number(value)
        case datetime() if (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
            return GridCell(value.date().isoformat())
        case date() if not isinstance(value, datetime):
            return GridCell(value.isoformat())
    return GridCell(str(value), trouble="time")


def _number(value: int | float) -> GridCell:
    """Noise: more digits than a person typed; digits: more were typed than are kept."""
    exact = Decimal(repr(value))
    if not exact.is_finite():
        return GridCell(str(value), True, "digits")
    rounded = Decimal(f"{value:.{SIGNIFICANT}g}")
    trouble: Trouble = "digits" if abs(exact) >= 10**SIGNIFICANT else "noise" if exact != rounded else ""
    plain = f"{rounded:f}"
    return GridCell(plain.rstrip("0").rstrip(".") if "." in plain else plain, True, trouble)
