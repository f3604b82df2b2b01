"""A grid → the labelled rows and the table of one sheet; None for a sheet that holds no table of rules.

Knows the layout (`layout.py`), not the rules. Labels are read in either language; empty rows and the numbers in the
first column say nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from yiju.rule_set.workbook_cells import Grid, GridCell, cell_name
from yiju.sheets.labels import KINDS, key_of
from yiju.sheets.model import ReadSheet

NO_CELL = GridCell("")


def read_sheet(grid: Grid, where: str) -> ReadSheet | None:
    """The sheet's parts.

    Args:
        where: the file, and the sheet where a file has several.
    """
    head: dict[str, tuple[int, tuple[GridCell, ...]]] = {}
    heading = -1
    for number, row in enumerate(grid.rows):
        key = key_of(row[0].text) if row else ""
        if key and key not in head:
            head[key] = (number, row)
        if key == "columns":
            heading = number
            break
    kind = next((key for key in KINDS if key in head), "")
    if heading < 0 or not kind:
        return None
    rows = tuple((n, row) for n, row in enumerate(grid.rows) if n > heading and any(c.text for c in row[1:]))
    return ReadSheet(where, kind, head, heading, rows, grid.merged)


def head_text(read: ReadSheet, key: str) -> str:
    """What stands beside a label; empty where there is none."""
    _, row = read.head.get(key, (0, ()))
    return at(row, 1).text


def at(row: tuple[GridCell, ...], column: int) -> GridCell:
    """The cell of a column, empty where the row is shorter."""
    return row[column] if column < len(row) else NO_CELL


def place(read: ReadSheet, row: int, column: int) -> str:
    """A cell with its file and sheet, as findings name it: `tables.xlsx 考核系数!C9`."""
    return f"{read.where}!{cell_name(row, column)}"


def head_place(read: ReadSheet, key: str, column: int = 1) -> str:
    """The cell beside a label, or that of the heading where the label is not there."""
    row, _ = read.head.get(key, (read.heading, ()))
    return place(read, row, column)


def columns(read: ReadSheet) -> Mapping[int, str]:
    """The headings by column, without that of the labels."""
    _, row = read.head["columns"]
    return {n: " ".join(cell.text.split()) for n, cell in enumerate(row) if n and cell.text}
