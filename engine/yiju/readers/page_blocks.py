"""Pages as drawn to paragraphs and rows of tables, in the order of reading.

Input: pages. Output: blocks. Tables are taken out first, then headers and footers, then lines are joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yiju.readers.blocks import Block
from yiju.readers.page_furniture import Sheet, without_furniture
from yiju.readers.page_lines import TextLine, joined_lines, lines_of
from yiju.readers.page_paragraphs import PlacedLine, paragraphs_of
from yiju.readers.page_tables import Grid, grids_of
from yiju.readers.pages import Glyph, Page
from yiju.readers.rows import Cell, CellBudget, row_lines

NUMBER = re.compile(r"[-+]?[\d,，]+(?:\.\d+)?%?")
ALIGNED = 0.5


@dataclass(frozen=True, slots=True)
class Table:
    """A table on a page, from `top` down: its rows."""

    page: int
    top: float
    rows: tuple[tuple[Cell, ...], ...]


Item = PlacedLine | Table


def blocks_of(pages: Sequence[Page]) -> list[Block]:
    """The paragraphs and rows of a document.

    Raises:
        Unreadable: YJ551, its tables have too many cells.
    """
    budget = CellBudget()
    tables: list[list[Table]] = []
    sheets: list[Sheet] = []
    for page in pages:
        found, rest = _tables(page, budget)
        tables.append(found)
        sheets.append(Sheet(page.height, tuple(lines_of(rest))))
    lines = without_furniture(sheets)
    items = [
        item for page, found, own in zip(pages, tables, lines, strict=True) for item in _in_order(page, found, own)
    ]
    return list(_blocks(_continued(items)))


def _in_order(page: Page, tables: Sequence[Table], lines: Sequence[TextLine]) -> list[Item]:
    items: list[Item] = [*tables, *(PlacedLine(line, page.number, page.width) for line in lines)]
    return sorted(items, key=lambda item: item.top if isinstance(item, Table) else item.line.top)


def _continued(items: Sequence[Item]) -> Iterator[Item]:
    """Tables that go on from the page before, without the heading that is printed again."""
    before: Item | None = None
    for item in items:
        whole = item
        if isinstance(item, Table) and isinstance(before, Table) and _is_headed_again(before, item):
            item = replace(item, rows=item.rows[1:])
        if not isinstance(item, Table) or item.rows:
            yield item
        before = whole


def _is_headed_again(before: Table, after: Table) -> bool:
    return after.page > before.page and after.rows[:1] == before.rows[:1]


def _blocks(items: Iterator[Item]) -> Iterator[Block]:
    lines: list[PlacedLine] = []
    for item in items:
        if isinstance(item, PlacedLine):
            lines.append(item)
            continue
        yield from paragraphs_of(lines)
        lines = []
        yield from (Block(text, item.page) for text in row_lines(item.rows))
    yield from paragraphs_of(lines)


def _tables(page: Page, budget: CellBudget) -> tuple[list[Table], list[Glyph]]:
    """The tables of a page that hold words, and the characters outside them."""
    found: list[Table] = []
    rest = page.glyphs
    for grid in grids_of(page.rules):
        by_cell: dict[int, list[Glyph]] = {}
        outside: list[Glyph] = []
        for glyph in rest:
            place = grid.place_of(glyph)
            (outside if place is None else by_cell.setdefault(place, [])).append(glyph)
        cells = {place: lines for place, own in by_cell.items() if (lines := lines_of(own))}
        if _is_table(grid, cells):
            budget.take(grid.columns * grid.rows)
            found.append(Table(page.number, grid.ys[0], tuple(_rows(grid, cells))))
            rest = outside
    return found, rest


def _is_table(grid: Grid, cells: dict[int, list[TextLine]]) -> bool:
    """Whether words stand side by side in a grid, and it is no frame around text."""
    rows = [place // grid.columns for place in cells]
    return len(rows) != len(set(rows))


def _rows(grid: Grid, cells: dict[int, list[TextLine]]) -> Iterator[tuple[Cell, ...]]:
    for row in range(grid.rows):
        places = range(row * grid.columns, (row + 1) * grid.columns)
        own = [cells.get(p, []) if grid.owner[p] == p else None for p in places]
        yield from _unruled(own) or [tuple(None if lines is None else _cell(lines) for lines in own)]


def _cell(lines: Sequence[TextLine]) -> tuple[str, ...]:
    text = joined_lines(lines)
    return (text,) if text else ()


def _unruled(cells: Sequence[list[TextLine] | None]) -> list[tuple[Cell, ...]]:
    """The rows of a table that has lines between its columns only; empty where a row is one row.

    Wrapped words line up in several columns too, but amounts do not wrap: a column of amounts tells rows apart.
    """
    amounts = [c for c in cells if c and len(c) > 1 and all(NUMBER.fullmatch(line.text) for line in c)]
    if not amounts:
        return []
    tops = [line.top for line in max(amounts, key=len)]
    rows: list[tuple[Cell, ...]] = []
    for number, top in enumerate(tops):
        until = tops[number + 1] if number + 1 < len(tops) else float("inf")
        from_ = top if number else float("-inf")
        rows.append(
            tuple(
                None
                if cell is None
                else _cell([x for x in cell if from_ - ALIGNED * x.size <= x.top < until - ALIGNED * x.size])
                for cell in cells
            )
        )
    return rows
