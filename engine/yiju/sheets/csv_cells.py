"""Sheets of rule tables as CSV and back: UTF-8 with a byte order mark, which spreadsheets need.

A spreadsheet runs a cell that begins with = + - @ as a formula: such a cell gets an apostrophe before it, and so does
one that would look as if it had one. Reading takes exactly that apostrophe away.
"""

from __future__ import annotations

import csv
import io

from yiju.readers.encoding import decode
from yiju.rule_set.workbook_cells import Grid, GridCell
from yiju.sheets.layout import Laid
from yiju_grammar.finding import Finding, finding

STARTS = "=+-@\t\r"
MARK = "'"


def guarded(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return MARK + text if _is_like_formula(text) else text


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if text.startswith(MARK) and _is_like_formula(text) else text


def _is_like_formula(text: str) -> bool:
    return text.lstrip(MARK)[:1] != "" and text.lstrip(MARK)[0] in STARTS


def to_csv(laid: Laid) -> bytes:
    """The bytes of a CSV file with these rows."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([guarded(text) for text in row] for row in laid.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def read_csv(data: bytes, title: str, where: str) -> Grid | Finding:
    """A CSV as a grid; every cell is text. Findings: YJ635 no encoding, YJ647 broken quoting."""
    text = decode(data)
    if text is None:
        return finding("YJ635", None, where=where, path=where)
    lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    rows: list[tuple[GridCell, ...]] = []
    try:
        for row in lines:
            rows.append(tuple(GridCell(unguarded(c.strip()).replace("\r\n", "\n")) for c in row))
    except csv.Error:
        place = f"{where}:{lines.line_num}"
        return finding("YJ647", None, where=place, line=lines.line_num, row=len(rows))
    return Grid(title, tuple(rows))
