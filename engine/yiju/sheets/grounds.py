"""The grounds of a table or row as lines of a cell, and back; and the documents that quotes stand in.

A quote is shown without its `>`; a 假定 or 理解 as written, on a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yiju.documents.quotes import locate
from yiju.sheets.model import Block, Place
from yiju_grammar import tree as t
from yiju_grammar.characters import fold_width
from yiju_grammar.finding import Finding
from yiju_grammar.lexicon import SAME_AS_ABOVE
from yiju_grammar.span import NOWHERE

_NO_QUOTE = re.compile(r"(?:假定|理解|assumed|reading)\s*[“\"「]")


def shown(text: str, places: Sequence[Place]) -> tuple[str, ...]:
    """Ground lines as a cell has them."""
    return tuple(_shown(text[start:end]) for start, end in places)


def _shown(line: str) -> str:
    if fold_width(line[:1]) != ">":
        return " ".join(line.split())
    words = line[1:].strip()
    return f"> {words}" if not words or fold_width(words[0]) == ">" or is_no_quote(words) else words


def is_no_quote(line: str) -> bool:
    """Whether the line of a cell is a 假定 or 理解."""
    return _NO_QUOTE.match(fold_width(line)) is not None


def written(line: str) -> str:
    """A line of a cell as a line of a policy file."""
    return line if is_no_quote(line) or fold_width(line[:1]) == ">" else f"> {line}"


def lines_of(cell: str) -> tuple[str, ...]:
    """The lines of a cell that are not empty."""
    return tuple(line.strip() for line in cell.split("\n") if line.strip())


def quotes(lines: Sequence[str]) -> Iterator[str]:
    """The words quoted, without 同上."""
    for line in lines:
        words = line[1:].strip() if fold_width(line[:1]) == ">" else line
        if not is_no_quote(line) and words not in (SAME_AS_ABOVE.zh, SAME_AS_ABOVE.en):
            yield words


def documents(lines: Sequence[str], block: Block) -> tuple[str, ...]:
    """The numbers (or titles) of the documents that the quotes stand in, each once."""
    located = (locate(t.Quote(words, NOWHERE), block.basis, block.register) for words in quotes(lines))
    keys = (c.number or f"《{c.title}》" for c in located if not isinstance(c, Finding))
    return tuple(dict.fromkeys(keys))


def not_found(lines: Sequence[str], block: Block, *, verified: bool) -> Iterator[str]:
    """Quotes that stand in no document.

    Args:
        verified: count those too that only may stand in a document whose words are not at hand.
    """
    for words in quotes(lines):
        located = locate(t.Quote(words, NOWHERE), block.basis, block.register)
        if isinstance(located, Finding) or (verified and located.grade == "unverified"):
            yield words
