"""Blocks of HTML in a page taken out whole before Markdown reads it, as it would leave them anyway; only much faster.

Input: the lines of a page. Output: the lines with a placeholder for each block that stands by itself and holds no
Markdown. Without it the same pages come out: it is no part of the configuration that other builders read.
"""

from __future__ import annotations

import re

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

OPENING = re.compile(
    r"(?:\A|(?<=\n\n))<(article|aside|blockquote|details|div|dl|figure|nav|ol|p|script|section|svg|table|ul)\b[^>]*>"
)
MARKDOWN_INSIDE = re.compile(r"<[^>]*\smarkdown\b")
BEFORE_HTML = 22
"""After fenced code (25), before what reads HTML: mkdocs (21), Markdown (20)."""


class WholeBlocks(Extension):
    """The extension."""

    def extendMarkdown(self, md: Markdown) -> None:  # Markdown's name
        """Add to a Markdown reader."""
        md.preprocessors.register(_TakeOut(md), "yiju_whole_blocks", BEFORE_HTML)


class _TakeOut(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        kept, at = [], 0
        while found := OPENING.search(text, at):
            end = block_end(text, found)
            if end is None or MARKDOWN_INSIDE.search(text, found.start(), end):
                kept.append(text[at : found.end()])
                at = found.end()
                continue
            kept += [text[at : found.start()], self.md.htmlStash.store(text[found.start() : end])]
            at = end
        return "".join((*kept, text[at:])).split("\n")


def block_end(text: str, opening: re.Match[str]) -> int | None:
    """Where the element ends that begins here; None unless it ends, and with its line and a blank one after it."""
    depth = 0
    for tag in re.compile(rf"<(/?){opening[1]}\b").finditer(text, opening.start()):
        depth += -1 if tag[1] else 1
        if depth == 0:
            end = text.index(">", tag.start()) + 1
            return end if text.startswith("\n\n", end) or not text[end:].strip() else None
    return None
