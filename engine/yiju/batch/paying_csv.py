"""A list as CSV for an office: UTF-8 with a byte order mark, text that a spreadsheet would compute guarded."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Final

from yiju.batch.columns import OutColumn
from yiju.batch.texts import guarded

_TEXT: Final = OutColumn("", "text", "fixed", "")


def write_list(path: Path, head: Iterable[Sequence[str]], rows: Iterable[Sequence[str]], amounts: Iterable[int]) -> int:
    """Write a list, if it has a row; how many it has.

    Args:
        head: the lines above the rows.
        amounts: the places of amounts, which are written without separators of thousands.
    """
    figures = frozenset(amounts)
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return 0
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([[guarded(cell, _TEXT) for cell in line] for line in head])
        for row in chain((first,), rows):
            writer.writerow([c.replace(",", "") if i in figures else guarded(c, _TEXT) for i, c in enumerate(row)])
            count += 1
    return count
