"""The cells of a workbook as exact texts: what a rule may be written from.

Input: the bytes of an .xlsx file. Output: a grid a sheet, each cell with its text and whether it can be relied on; or
the finding why the file cannot be read (YJ632, YJ637). Knows nothing of tables. Needs python-calamine (extra `excel`).
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from yiju_grammar.finding import Finding, Note, finding

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Trouble = Literal["", "noise", "digits", "time"]
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
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = tuple(_grid(book.get_sheet_by_name(name), name) for name in book.sheet_names)
    except calamine.PasswordError:
        return finding("YJ637", None, notes=(Note("password"),), where=where, path=where)
    except (calamine.CalamineError, OSError, ValueError):
        grids = ()
    return grids or finding("YJ637", None, notes=(Note("damaged"),), where=where, path=where)


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
