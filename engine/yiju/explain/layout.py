"""Text as a terminal shows it: widths of wide characters, wrapping, columns that stand under one another.

Knows nothing of decisions; used by every renderer of plain text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

NOT_FIRST = frozenset("，。、；：？！）》〉」』】〕”’…%％,.;:?!)]")
"""Marks that may not begin a line."""
NOT_LAST = frozenset("（《〈「『【〔“‘([")
"""Marks that may not end one."""

_PIECE = re.compile(r"\s+|[!-~]+|.", re.DOTALL)


def cell_width(text: str) -> int:
    """How many terminal cells a text takes: wide characters two, combining and format characters none."""
    return sum(_cells(c) for c in text)


def _cells(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def pad(text: str, width: int, *, right: bool = False) -> str:
    """Fill with spaces up to `width` cells; with `right`, at the left."""
    gap = " " * max(0, width - cell_width(text))
    return gap + text if right else text + gap


def clean(text: str) -> str:
    """One line without control or bidirectional characters, so that a value cannot move the cursor."""
    if text.isprintable():
        return text
    return "".join(_clean(c) for c in text)


def _clean(char: str) -> str:
    category = unicodedata.category(char)
    if char.isspace():
        return char if char in " \u3000" else " "
    if category == "Cf":
        return ""
    return "\ufffd" if category in ("Cc", "Cs") else char


def wrap(text: str, width: int | None, *, indent: str = "", hang: str | None = None) -> list[str]:
    """Break a paragraph into lines of `width` cells; `None` leaves it whole. `hang` indents the lines that follow."""
    hang = indent if hang is None else hang
    if width is None or cell_width(indent + text) <= width:
        return [indent + text]
    lines, line, room = [], indent, max(width, cell_width(hang) + 10)
    empty = True
    for piece in _pieces(text):
        if not empty and cell_width(line + piece.rstrip()) > room:
            lines.append(line.rstrip())
            line, empty = hang, True
        if not (empty and piece.isspace()):
            line, empty = line + piece, False
    return [*lines, line.rstrip()] if not empty else lines


def _pieces(text: str) -> list[str]:
    """What may not be broken: words, and characters with the marks that cling to them."""
    made: list[str] = []
    for found in _PIECE.finditer(text):
        piece = found[0]
        clings = made and not made[-1].isspace() and (piece[0] in NOT_FIRST or made[-1][-1] in NOT_LAST)
        if clings and not piece.isspace():
            made[-1] += piece
        else:
            made.append(piece)
    return made


def columns(rows: Sequence[Sequence[str]], *, right: Iterable[int] = ()) -> list[str]:
    """Rows as lines whose columns stand under one another; columns in `right` are set to the right."""
    if not rows:
        return []
    sides = frozenset(right)
    widths = [max(cell_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  ".join(pad(c, widths[i], right=i in sides) for i, c in enumerate(row)).rstrip() for row in rows]
