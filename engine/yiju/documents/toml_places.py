"""Where in a TOML file a table or key stands; tomllib tells values only.

Input: the text. Output: spans of headers and keys, found line by line; arrays of tables are counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yiju_grammar.span import Span

HEADER = re.compile(r"^[ \t]*(\[\[?)[ \t]*[\"']?([^\]\"']+?)[\"']?[ \t]*\]\]?", re.MULTILINE)
BARE = re.compile(
    r'"""(?:\\.|[^\\])*?"""|'
    + r"'''.*?'''"
    + r'|"(?:\\.|[^"\\\n])*"|'
    + r"'[^'\n]*'|#[^\n]*|(?P<word>[\u4e00-\u9fff]+)(?=[ \t]*[=.\]])",
    re.DOTALL,
)
MULTILINE_STRING = re.compile(r'"""(?:\\.|[^\\])*?"""|' + r"'''.*?'''", re.DOTALL)


def with_quoted_keys(text: str) -> str:
    """The text with bare Chinese keys in quotation marks, which TOML asks for; lines stay as they are."""
    return BARE.sub(lambda m: f'"{m[0]}"' if m["word"] else m[0], text)


@dataclass(frozen=True, slots=True)
class TomlPlaces:
    """The text of one TOML file and its name."""

    file: str
    text: str

    def table(self, names: tuple[str, ...], index: int = 0) -> Span:
        """The header of the `index`-th table of one of these names; the start of the file if there is none."""
        headers = [m for m in HEADER.finditer(self._masked()) if m[2].strip() in names]
        if index >= len(headers):
            return Span(self.file, 0, 0)
        return Span(self.file, headers[index].start(1), headers[index].end())

    def key(self, names: tuple[str, ...], table: Span) -> Span:
        """The line of a key inside the table at `table`, from the key to the line's end; else the table's header."""
        text = self._masked()
        following = HEADER.search(text, table.end)
        end = following.start() if following else len(text)
        words = "|".join(re.escape(n) for n in names)
        found = re.compile(rf"^[ \t]*([\"']?(?:{words})[\"']?)[ \t]*=[^\r\n]*", re.MULTILINE).search(
            text, table.end, end
        )
        return Span(self.file, found.start(1), found.end()) if found else table

    def word(self, word: str, within: Span) -> Span:
        """A word at or after the start of a key's line; else the line itself."""
        at = self.text.find(word, within.start) if word else -1
        return Span(self.file, at, at + len(word)) if at >= 0 else within

    def line(self, number: int) -> Span:
        """A line, counted from 1, without the white space around it."""
        lines = self.text.splitlines(keepends=True)
        start = sum(len(line) for line in lines[: number - 1])
        words = lines[number - 1] if number <= len(lines) else ""
        return Span(self.file, start + len(words) - len(words.lstrip()), start + len(words.rstrip()))

    def _masked(self) -> str:
        """The text with strings of several lines blanked, so that nothing in them looks like a key."""
        return MULTILINE_STRING.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), self.text)
