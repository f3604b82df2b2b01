"""Tables that were flattened to one cell a line: how many columns they have and where their rows begin.

Input: the lines of the cells. Output: rows as ranges of cells, the heading first. Reads no values and no units.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from yiju.documents.line_forms import NUMBER

BLANK = re.compile(r"[-—–―/]+|无")
MOST_COLUMNS = 12

Range = tuple[int, int]


def stacked_rows(cells: Sequence[str]) -> list[Range]:
    """The rows of a table, each from a cell to another; the first is the heading. Empty where the cells are no table.
    Above the heading there may be further lines."""
    is_number = [bool(NUMBER.fullmatch(cell) or BLANK.fullmatch(cell)) for cell in cells]
    if not any(is_number):
        return []
    return _even_rows(is_number) or _uneven_rows(cells, is_number)


def _even_rows(is_number: Sequence[bool]) -> list[Range]:
    """Rows of one length from the first cell on, which all begin with words and hold a number."""
    count, leading = len(is_number), is_number.index(True)
    for width in range(leading - 1, max(1, leading - 3), -1):
        rows = range(width, count - count % width, width)
        fits = count % width == 0 or count // width > 2
        if fits and rows and all(not is_number[i] and any(is_number[i : i + width]) for i in rows):
            return [(i, i + width) for i in (0, *rows)]
    return []


def _uneven_rows(cells: Sequence[str], is_number: Sequence[bool]) -> list[Range]:
    """Rows that begin where words follow a number, or with a serial number before them; some lack cells."""
    first = is_number.index(True)
    names = [i for i in range(first + 1, len(cells)) if not is_number[i] and is_number[i - 1]]
    has_serial = cells[first] == "1" and bool(names) and names[0] == first + 1
    if has_serial:
        starts = _serial_rows(cells, names, first)
    else:
        labels = Counter(_words_from(is_number, i) for i in names)
        starts = [first - labels.most_common(1)[0][0], *names] if labels else []
    lengths = Counter(b - a for a, b in pairwise(starts))
    width = lengths.most_common(1)[0][0] if lengths else 0
    head = starts[0] - width if starts else -1
    if not 2 <= width <= MOST_COLUMNS or head < 0 or any(length > width for length in lengths):
        return []
    end = _end_of_last(is_number, starts[-1], width)
    return [(head, starts[0]), *pairwise((*starts, end))]


def _serial_rows(cells: Sequence[str], names: Sequence[int], first: int) -> list[int]:
    """Where rows begin that are numbered 1, 2, 3 …; a row of totals has no number."""
    starts, serial = [first], 2
    for i in names[1:]:
        is_numbered = cells[i - 1] == str(serial)
        starts.append(i - 1 if is_numbered else i)
        serial += is_numbered
    return starts


def _words_from(is_number: Sequence[bool], start: int) -> int:
    """How many cells of words stand from `start` on."""
    end = start
    while end < len(is_number) and not is_number[end]:
        end += 1
    return end - start


def _end_of_last(is_number: Sequence[bool], start: int, width: int) -> int:
    """The end of the last row: as far as its numbers reach."""
    last = max((i for i in range(start, min(len(is_number), start + width)) if is_number[i]), default=start)
    return last + 1
