"""Characters of a text to the lines and columns an editor counts in (UTF-16 unless another was agreed on), and back."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from lsprotocol import types as lsp

_LINE_END = re.compile(r"\r\n|\n|\r")


class Positions:
    """One text, its lines found once."""

    def __init__(self, text: str, encoding: str) -> None:
        self.text = text
        self._units = UNITS[encoding]
        self._starts = [0, *(m.end() for m in _LINE_END.finditer(text))]

    def position(self, offset: int) -> lsp.Position:
        """The place of a character; one beyond the text is its end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        return lsp.Position(line, len(before) if before.isascii() else sum(map(self._units, before)))

    def range(self, start: int, end: int) -> lsp.Range:
        """From one character up to another."""
        return lsp.Range(self.position(start), self.position(end))

    def offset(self, position: lsp.Position) -> int:
        """The character at a place; beyond a line's end, its end; inside a surrogate pair, the character itself."""
        if position.line >= len(self._starts):
            return len(self.text)
        at = self._starts[position.line]
        end = _LINE_END.search(self.text, at)
        last = end.start() if end else len(self.text)
        units = 0
        while at < last and units < position.character:
            units += self._units(self.text[at])
            if units > position.character:
                break
            at += 1
        return at


def _utf16(char: str) -> int:
    return 2 if ord(char) > 0xFFFF else 1


def _utf8(char: str) -> int:
    return len(char.encode("utf-8", "surrogatepass"))


def _utf32(char: str) -> int:
    return 1


UNITS = {"utf-16": _utf16, "utf-8": _utf8, "utf-32": _utf32}


@lru_cache(maxsize=32)
def positions(text: str, encoding: str) -> Positions:
    """The positions of a text, kept for the texts asked about last."""
    return Positions(text, encoding)
