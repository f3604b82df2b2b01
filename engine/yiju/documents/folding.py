"""Texts made comparable: white space dropped; width, script and quotation marks made equal; with a map back.

Input: text as it stands. Output: folded text whose every character knows its offset in the original. Knows nothing
of documents.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

from yiju.documents.traditional import SIMPLIFIED, TRADITIONAL

QUOTATION_MARKS = "“”„‟‘’‚‛「」『』〝〞＂＇'｢｣«»"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
LEFT_OUT = re.compile(rf"[\s{INVISIBLE}]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` with, for its character `i`, the offset `offsets[i]` in the original."""

    text: str
    offsets: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the original that folded to `start`..`end` (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def folded_span(self, start: int, end: int) -> tuple[int, int]:
        """The folded characters that stand for `start`..`end` of the original."""
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)


@cache
def same_length_table() -> dict[int, str]:
    """Full width to half width and traditional to simplified, one character to one; `。` stays."""
    table = {ord(a): b for a, b in zip(TRADITIONAL, SIMPLIFIED, strict=True)}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    table |= {ord("｡"): "。", ord("､"): "、", ord("￥"): "¥"}
    for code in (*range(0x2F00, 0x2FE0), *range(0xF900, 0xFB00)):
        single = normalize("NFKC", chr(code))
        if len(single) == 1 and single != chr(code):
            table[code] = table.get(ord(single), single)
    return table


@cache
def _comparing_table() -> dict[int, str]:
    table = dict(same_length_table())
    table |= {ord(mark): '"' for mark in QUOTATION_MARKS}
    table |= {ord("。"): ".", ord("｡"): "."}
    return table


def fold_forms(text: str) -> str:
    """The text with width and script made equal, of the same length: offsets stay as they are."""
    return text.translate(same_length_table())


@lru_cache(maxsize=4)
def folded_text(text: str) -> str:
    """`fold_forms` of a whole document, which several stages ask for."""
    return fold_forms(text)


@lru_cache(maxsize=256)
def fold(text: str) -> Folded:
    """The text as it is compared, with its map back."""
    equal = text.translate(_comparing_table())
    offsets: list[int] = []
    at = 0
    for gap in LEFT_OUT.finditer(equal):
        offsets.extend(range(at, gap.start()))
        at = gap.end()
    offsets.extend(range(at, len(equal)))
    return Folded(LEFT_OUT.sub("", equal), tuple(offsets))


def fold_words(text: str) -> str:
    """The text as it is compared, without the map."""
    return LEFT_OUT.sub("", text.translate(_comparing_table()))
