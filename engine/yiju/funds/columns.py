"""Rows of text in columns that stand under one another; wide characters count two cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yiju_grammar.display_width import display_width


def columns(rows: Sequence[Sequence[str]], *, right: Iterable[int] = ()) -> list[str]:
    """Rows as lines; columns in `right` are set to the right."""
    if not rows:
        return []
    sides = frozenset(right)
    widths = [max(display_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    return ["  ".join(_cell(c, widths[i], right=i in sides) for i, c in enumerate(row)).rstrip() for row in rows]


def _cell(text: str, width: int, *, right: bool) -> str:
    gap = " " * (width - display_width(text))
    return gap + text if right else text + gap
