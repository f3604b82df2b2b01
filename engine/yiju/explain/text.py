"""A decision as plain text, as a caseworker would say it.

Input: a `Decision`. Output: lines, wrapped where a width is given and aligned for wide characters.
"""

from __future__ import annotations

from collections.abc import Iterable

from yiju.decision.model import Decision
from yiju.explain.compose import compose
from yiju.explain.layout import columns, wrap
from yiju.explain.page import Block, Cited, CitedAgain, Line, Page, Table
from yiju.explain.words import say
from yiju_grammar.finding import Lang

STEP = "  "


def to_text(decision: Decision, lang: Lang = "zh", *, reveal: bool = False, width: int | None = None) -> str:
    """The decision explained; ends with a line break.

    Args:
        reveal: show private values, which are masked otherwise.
        width: cells to a line; None leaves paragraphs whole.
    """
    return draw(compose(decision, lang, reveal=reveal), width)


def to_texts(
    decisions: Iterable[Decision], lang: Lang = "zh", *, reveal: bool = False, width: int | None = None
) -> str:
    """Several decisions, a blank line between them."""
    return "\n".join(to_text(d, lang, reveal=reveal, width=width) for d in decisions)


def draw(page: Page, width: int | None = None) -> str:
    """A composed page as lines."""
    lines = [*wrap(page.headline, width), *wrap(page.subline, width)]
    for section in page.sections:
        lines += ["", section.title]
        for block in section.blocks:
            lines += _block(block, page.lang, width)
        if lines[-1] == "":
            lines.pop()
    return "\n".join(lines) + "\n"


def _block(block: Block, lang: Lang, width: int | None) -> list[str]:
    match block:
        case Line():
            indent = STEP * (block.depth + 1)
            if block.item:
                return wrap("- " + block.text, width, indent=indent, hang=indent + STEP)
            return wrap(block.text, width, indent=indent)
        case Cited():
            return _cited(block, lang, width)
        case CitedAgain():
            numbers = "".join(f"[{n}]" for n in block.numbers)
            return wrap(say("cited_again", lang, ns=numbers), width, indent=STEP * (block.depth + 1))
        case Table():
            return _table(block)


def _cited(block: Cited, lang: Lang, width: int | None) -> list[str]:
    indent = STEP * (block.depth + 1)
    numbers = "".join(f"[{n}]" for n, _ in block.quotes)
    quotes = [q for _, q in block.quotes if q]
    said = say("cited" if quotes else "cited_whole", lang, n=numbers, source=block.source)
    lines = wrap(said, width, indent=indent, hang=indent + STEP)
    for quote in quotes:
        lines += wrap(f"“{quote}”", width, indent=indent + STEP)
    return lines


def _table(block: Table) -> list[str]:
    return [*(STEP + line for line in columns((block.head, *block.rows), right=block.right)), ""]
