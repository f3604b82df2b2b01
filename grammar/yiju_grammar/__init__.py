"""The language: spans and findings, the lexicon, the parser from text to tree, the formatter.

`parse` and `parse_bytes` import the parser when first called, so that spans and findings cost nothing to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from yiju_grammar.formatter import FormatResult
    from yiju_grammar.tree import Tree


def parse(text: str, file: str) -> Tree:
    """The tree of a policy file's text; what is wrong with it is in the tree's findings."""
    from yiju_grammar.parser import parse as parse_text

    return parse_text(text, file)


def parse_bytes(data: bytes, file: str) -> Tree:
    """The tree of a policy file's bytes, which must be UTF-8."""
    from yiju_grammar.parser import parse_bytes as parse_data

    return parse_data(data, file)


def format_text(text: str, file: str = "", lang: Literal["zh", "en"] | None = None) -> FormatResult:
    """The text in normal form, in either keyword language; None keeps the file's own."""
    from yiju_grammar.formatter import format_text as format_policy

    return format_policy(text, file, lang)
