"""The lines of a page, from the places of its characters.

Input: characters in any order. Output: lines from top to bottom. Chinese has no spaces between words, so a gap is one
only between Latin words, or where it is as wide as between the columns of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yiju.readers.pages import Glyph

SAME_LINE = 0.45
"""Two centres closer than this many heights are on one line."""
WORD_GAP = 0.17
COLUMN_GAP = 1.8
"""Gaps in heights of the characters beside them."""
TWICE = 0.3
"""A character drawn again this close, to look bold, is one."""

LATIN = re.compile(r"[A-Za-z0-9.,;:%)\]]")
LATIN_START = re.compile(r"[A-Za-z0-9(\[]")
WORD_END = re.compile(r"[A-Za-z,;]")
WORD_START = re.compile(r"[A-Za-z]")
SPACES = re.compile(r"[ \xa0\u2000-\u200a\u202f\u205f]{2,}")


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with its box; `size` is the height of its characters."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """The lines that characters stand in, from top to bottom."""
    groups: list[list[Glyph]] = []
    centre = height = 0.0
    for glyph in sorted(glyphs, key=lambda g: g.top + g.bottom):
        own = (glyph.top + glyph.bottom) / 2
        if groups and own - centre <= SAME_LINE * max(height, glyph.bottom - glyph.top):
            groups[-1].append(glyph)
            height = max(height, glyph.bottom - glyph.top)
        else:
            groups.append([glyph])
            centre, height = own, glyph.bottom - glyph.top
    return [line for group in groups if (line := _line(group)).text]


def joined_lines(lines: Iterable[TextLine]) -> str:
    """Lines of one paragraph as one: Latin words keep their space, Chinese has none."""
    pieces: list[str] = []
    for line in lines:
        pieces.extend((space_between(pieces[-1] if pieces else "", line.text), line.text))
    return "".join(pieces)


def space_between(before: str, after: str) -> str:
    """What stands between two lines of one paragraph."""
    return " " if WORD_END.match(before[-1:]) and WORD_START.match(after[:1]) else ""


def _line(group: list[Glyph]) -> TextLine:
    glyphs = _once(sorted(group, key=lambda g: g.x0))
    drawn = [g for g in glyphs if g.text.strip()] or glyphs
    sizes = sorted(g.bottom - g.top for g in drawn)
    return TextLine(
        SPACES.sub("  ", _text(glyphs)).strip(" \xa0\u3000\t\n"),
        min(g.x0 for g in drawn),
        min(g.top for g in drawn),
        max(g.x1 for g in drawn),
        max(g.bottom for g in drawn),
        sizes[len(sizes) // 2],
    )


def _once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Characters drawn twice at one place, once."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        is_again = any(
            other.text == glyph.text and abs(other.x0 - glyph.x0) < TWICE * (glyph.x1 - glyph.x0) for other in kept[-3:]
        )
        if not is_again or not glyph.text.strip():
            kept.append(glyph)
    return kept


def _text(glyphs: Sequence[Glyph]) -> str:
    pieces = [glyphs[0].text]
    for before, glyph in zip(glyphs, glyphs[1:], strict=False):
        pieces.extend((_gap(before, glyph), glyph.text))
    return _without_spread("".join(pieces))


def _gap(before: Glyph, after: Glyph) -> str:
    size = max(before.bottom - before.top, after.bottom - after.top)
    gap = after.x0 - before.x1
    if gap > COLUMN_GAP * size:
        return "\v"
    is_latin = LATIN.match(before.text[-1:]) and LATIN_START.match(after.text[:1])
    return " " if is_latin and gap > WORD_GAP * size else ""


def _without_spread(text: str) -> str:
    """Gaps as wide as between columns, but not between the letters of a word that is only spread out (通 知)."""
    pieces = text.split("\v")
    joined = pieces[0]
    for before, after in zip(pieces, pieces[1:], strict=False):
        is_spread = len(before.strip()) == 1 or len(after.strip()) == 1
        joined += ("" if is_spread else "  ") + after
    return joined
