"""Pages as drawn: characters and ruled lines at their places. PDF and OFD are both read to these.

Inert data. Lengths are points (1/72 inch) from the top left corner of the page, downward.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from yiju.readers.blocks import cleaned


class Glyph(NamedTuple):
    """One drawn character."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


class Rule(NamedTuple):
    """A straight line across or down the page."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Page:
    """One page, numbered from 1. `unseen`: characters that are there but not drawn, as under a scanned picture;
    `turned`: characters at an angle, which are left out; `unknown`: characters that no table of the file names."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0
    unseen: int = 0
    turned: int = 0
    unknown: int = 0


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A drawn character as it is typed: radicals and compatibility forms of ideographs are the ideographs."""
    text = cleaned(text)
    if any("\u2e80" <= c <= "\u2fdf" or "\uf900" <= c <= "\ufaff" or "\ufb00" <= c <= "\ufb06" for c in text):
        return normalize("NFKC", text)
    return text
