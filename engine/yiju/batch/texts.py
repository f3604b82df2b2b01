"""Cells as text for tables that have no lists (.csv, .xlsx), and the guard against text that a spreadsheet computes.

Input: cells of `yiju.batch.columns`. Output: text. It writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from yiju.batch.columns import Cell, OutColumn

JOINT: Final = "；"
GUARD: Final = "'"
_COMPUTED: Final = ("=", "+", "-", "@", "\t", "\r")
UNDETERMINED: Final = "未定"


def text_of(cell: Cell, column: OutColumn) -> str:
    """A cell in one text; empty for unknown. Lists are joined by `；`."""
    match column.kind:
        case "list":
            return JOINT.join(cell or ())
        case "payments":
            return JOINT.join(map(paid_text, cell or ()))
    return "" if cell is None else str(cell)


def paid_text(paid: Mapping[str, str | None]) -> str:
    """`月度补助 2020-06 700.00`, `孤儿补助 2020-06 甲 未定（符合的，1000.00）`."""
    amount = paid["value"] or UNDETERMINED
    if paid["if_eligible"] is not None:
        amount += f"（符合的，{paid['if_eligible']}）"
    return " ".join(part for part in (paid["name"], paid["due"], paid["recipient"], amount) if part)


def guarded(text: str, column: OutColumn) -> str:
    """Text for a .csv that a spreadsheet may open: what it would take for a formula gets a `'` before it, and so does
    text that begins with `'`, so that one `'` can always be taken off again. Numbers stay as they are."""
    if column.kind != "number" and text.startswith((*_COMPUTED, GUARD)):
        return GUARD + text
    return text
