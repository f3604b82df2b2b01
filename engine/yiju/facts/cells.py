"""The quantities in the cells of a table: those with a unit of their own, and bare numbers by column.

Input: a table and the text. Output: for each cell, its words and quantities. Where a row has fewer cells than the
heading, its cells are taken for the columns that they fit, from the left or from the right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yiju.documents.clauses import Clause
from yiju.facts.columns import Column, column_of, unit_in_brackets
from yiju.facts.numerals import read_numeral
from yiju.facts.passages import Passage, passage_at
from yiju.facts.quantities import Quantity, quantities
from yiju.facts.rates import Announced, with_rates
from yiju.facts.tables import Table

BARE = re.compile(
    r"(?P<before>[^0-9%]{0,8}?)(?P<sign>[-+]?)(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<behind>(?:/[^0-9%]{1,4}|\([^0-9()]{0,8}\)|以[上下内]|封顶|[起余])?)"
)
BOTH_ENDS = re.compile(r"(?P<low>[0-9]+(?:\.[0-9]+)?)[-—~至到](?P<number>[0-9]+(?:\.[0-9]+)?)")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a table stands: its clause, and the unit that the words around it announce (`人/月`)."""

    clause: Clause | None = None
    announced: str = ""


def table_quantities(text: str, forms: str, table: Table, setting: Setting) -> Iterator[tuple[Passage, list[Quantity]]]:
    """Every cell that is not empty, with its quantities."""
    rows = [[passage_at(text, forms, place, setting.clause) for place in row] for row in table.rows]
    has_heading = len(rows) > 1 and not any(_is_bare(cell.text) for cell in rows[0])
    heading = rows[0] if has_heading else []
    columns = _columns([cell.text for cell in heading], rows[1:], table)
    fallback = column_of("", table.captions)
    for cell in heading:
        yield cell, _of_cell(cell.text, None, "")
    for row in rows[1 if has_heading else 0 :]:
        own = unit_in_brackets(row[0].text)
        for cell, column in zip(row, _placed(row, columns, fallback), strict=True):
            yield cell, _of_cell(cell.text, own or column, setting.announced)


def _columns(heading: Sequence[str], rows: Sequence[Sequence[Passage]], table: Table) -> list[Column | None]:
    """The columns by their headings; one that holds words only is none."""
    full = [row for row in rows if len(row) == len(heading)]
    worded = {i for i in range(len(heading)) if full and not any(_is_bare(row[i].text) for row in full)}
    return [None if i in worded else column_of(words, table.captions) for i, words in enumerate(heading)]


def _is_bare(words: str) -> bool:
    bare = words.removesuffix("%")
    match = BARE.fullmatch(bare)
    return BOTH_ENDS.fullmatch(bare) is not None or (match is not None and match["before"] in ("", "约"))


def _placed(row: Sequence[Passage], columns: list[Column | None], fallback: Column | None) -> list[Column | None]:
    """The column of each cell. Where cells are missing, the row fits the columns from the left, from the right, or its
    words from the left and its numbers from the right."""
    if not columns:
        return [fallback] * len(row)
    missing = len(columns) - len(row)
    if missing <= 0:
        return [*columns, *[fallback] * -missing]
    words = max((i + 1 for i, cell in enumerate(row) if not _is_bare(cell.text)), default=0)
    apart = [*columns[:words], *columns[words + missing :]]
    return max(apart, columns[missing:], columns[: len(row)], key=lambda placed: _fit(row, placed))


def _fit(row: Sequence[Passage], placed: Sequence[Column | None]) -> int:
    """How many cells agree with their column: numbers under units, words under none."""
    return sum(_is_bare(cell.text) == (column is not None) for cell, column in zip(row, placed, strict=True))


def _of_cell(words: str, column: Column | None, announced: str) -> list[Quantity]:
    unit = column.unit.removeprefix("元/") if column and column.kind == "rate" else announced
    found = quantities(words)
    if found or column is None:
        return with_rates(words, found, Announced(unit))
    both = BOTH_ENDS.fullmatch(words)
    match = both or BARE.fullmatch(words)
    if match is None:
        return []
    groups = ("low", "number") if both else ("number",)
    return [_bare(match, name, column) for name in groups]


def _bare(match: re.Match[str], group: str, column: Column) -> Quantity:
    is_negative = match.groupdict().get("sign") == "-" and column.worth > 0
    value = (read_numeral(match[group]) or 0) * (-column.worth if is_negative else column.worth)
    return Quantity(column.kind, value, column.unit, match.start(group), match.end(group), column.scale)
