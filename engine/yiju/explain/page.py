"""What an explanation says, before it is drawn: sections of lines, grounds and tables.

Made by `compose.py` from a decision; drawn by `text.py` and `html.py`, which add no words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yiju_grammar.finding import Lang

Tone = Literal["plain", "good", "bad", "open"]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, `depth` steps in. `item`: one of several alternatives side by side."""

    text: str
    depth: int = 0
    tone: Tone = "plain"
    item: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """Grounds of one clause where they are first used: where the words stand, and each quote with its number."""

    source: str
    quotes: tuple[tuple[int, str], ...]
    depth: int


@dataclass(frozen=True, slots=True)
class CitedAgain:
    """Grounds whose words stand above."""

    numbers: tuple[int, ...]
    depth: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; columns in `right` hold numbers. The last row is a total if `total`."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: tuple[int, ...]
    total: bool = False


Block = Line | Cited | CitedAgain | Table


@dataclass(frozen=True, slots=True)
class Section:
    """`key` names what it is about, whatever the language."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One decision explained. `outcome` is `error` where none could be made."""

    lang: Lang
    outcome: Literal["eligible", "ineligible", "undetermined", "error"]
    headline: str
    subline: str
    sections: tuple[Section, ...]
