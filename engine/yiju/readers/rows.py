"""Tables of any form to lines of text: a row a line, its cells joined by ` | `.

Input: rows of cells, each cell its paragraphs, None where a merged cell goes on. Output: lines. A table that only lays
out text, one cell with words in each row, gives its paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from yiju.readers.limits import MAX_CELLS
from yiju.readers.unreadable import Unreadable

Words = TypeVar("Words")
Cell = tuple[str, ...] | None

JOINT = " | "


def lines_of_rows(rows: Sequence[Sequence[tuple[Words, ...] | None]]) -> Iterator[tuple[tuple[Words, ...], ...]]:
    """The lines of a table, without those of empty rows, each its cells, each cell its paragraphs."""
    filled = [row for row in rows if any(row)]
    if all(sum(1 for cell in row if cell) == 1 for row in filled):
        yield from (((words,),) for row in filled for cell in row if cell for words in cell)
        return
    for row in filled:
        own = [cell for cell in row if cell is not None]
        # a cell merged over the whole width is a caption
        yield (own[0],) if len(own) == 1 else tuple(cell or () for cell in row)


def row_lines(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a table whose paragraphs are plain strings."""
    for cells in lines_of_rows(rows):
        yield JOINT.join(" ".join(" ".join(cell).split("\n")) for cell in cells).strip(" ")


class CellBudget:
    """How many cells a document may still have."""

    def __init__(self, cells: int = MAX_CELLS) -> None:
        self._left = cells

    def take(self, cells: int) -> None:
        """Count cells that are about to be made.

        Raises:
            Unreadable: YJ551, there are too many.
        """
        self._left -= cells
        if self._left < 0:
            raise Unreadable("YJ551", limit=f"{MAX_CELLS}")
