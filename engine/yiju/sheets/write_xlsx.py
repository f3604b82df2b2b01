"""Sheets of rule tables as a workbook: every cell text, the heading frozen, columns as wide as what they hold.

Needs XlsxWriter (extra `excel`). Nothing begins a formula, nothing is turned into a number or a link.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from yiju.sheets.layout import Laid
from yiju_grammar.display_width import display_width

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]  # has no stubs
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]  # has no stubs
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # has no stubs

NARROWEST, WIDEST = 8, 60
"""Widths of columns in characters."""
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
MADE = datetime(2000, 1, 1)
"""The same tables make the same bytes."""


def to_xlsx(sheets: Mapping[str, Laid]) -> bytes:
    """The bytes of a workbook with these sheets by title.

    Raises:
        ImportError: XlsxWriter is not installed.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # has no stubs

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"created": MADE})
    forms = _forms(book)
    for title, laid in sheets.items():
        _write(book.add_worksheet(title), laid, forms)
    book.close()
    return buffer.getvalue()


def _forms(book: Workbook) -> dict[str, Format]:
    cell = {"num_format": "@", "valign": "top", "text_wrap": True}
    return {
        "cell": book.add_format(cell),
        "head": book.add_format({"num_format": "@", "valign": "top"}),
        "label": book.add_format({**cell, "font_color": "#666666"}),
        "heading": book.add_format({**cell, "bold": True, "bg_color": "#E8EEF4", "bottom": 1}),
    }


def _write(sheet: Worksheet, laid: Laid, forms: Mapping[str, Format]) -> None:
    columns = max(len(row) for row in laid.rows)
    for column in range(columns):
        sheet.set_column(column, column, _width(laid, column), forms["cell"])
    for at, row in enumerate(laid.rows):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text, forms[_form(laid, at, column)])
    sheet.freeze_panes(laid.heading + 1, 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(laid.rows) + 1000}"})


def _form(laid: Laid, row: int, column: int) -> str:
    """A single line above the table runs on over the cells beside it."""
    if row == laid.heading:
        return "heading"
    if column == 0 or row >= laid.heading - 2:
        return "label" if column == 0 or row < laid.heading else "cell"
    return "cell" if "\n" in laid.rows[row][column] else "head"


def _width(laid: Laid, column: int) -> int:
    """What stands in the table decides; the words above it may run on."""
    texts = [row[column] for row in laid.rows[laid.heading :] if column < len(row)]
    texts += [row[column] for row in laid.rows if column == 0 and row]
    widest = max((display_width(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(widest + 2, NARROWEST), WIDEST)
