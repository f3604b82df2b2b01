"""A sheet as rows of texts: labelled rows above, then the heading, then the table, with 引文 and 依据 as last columns.

The first column holds labels, and the numbers of the rows. One layout for workbooks and CSV.
"""

from __future__ import annotations

from dataclasses import dataclass

from yiju.sheets.labels import LABELS
from yiju.sheets.model import Sheet
from yiju_grammar.finding import Lang


@dataclass(frozen=True, slots=True)
class Laid:
    """A sheet's texts; `heading` is the row of the column names."""

    rows: tuple[tuple[str, ...], ...]
    heading: int


def lay_out(sheet: Sheet, lang: Lang = "zh") -> Laid:
    """The texts of a sheet, from its cell A1."""
    head = _head(sheet, lang)
    added = LABELS["grounds"][lang], LABELS["documents"][lang]
    table = [
        (LABELS["types"][lang], *sheet.types, "", ""),
        (LABELS["units"][lang], *sheet.units, "", ""),
        (LABELS["columns"][lang], *sheet.columns, *added),
    ]
    rows = [
        (str(number), *row.cells, "\n".join(row.grounds), "\n".join(row.documents))
        for number, row in enumerate(sheet.rows, 1)
    ]
    return Laid((*head, (), *table, *rows), len(head) + len(table))


def _head(sheet: Sheet, lang: Lang) -> list[tuple[str, ...]]:
    pairs = [
        (sheet.kind, sheet.name),
        ("hit", sheet.hit),
        ("declared", sheet.declared),
        ("file", sheet.file),
        ("grounds", "\n".join(sheet.grounds)),
        ("documents", "\n".join(sheet.documents)),
    ]
    return [(LABELS[key][lang], value) for key, value in pairs if key != "hit" or value]
