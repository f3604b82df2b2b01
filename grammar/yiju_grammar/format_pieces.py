"""A parsed piece of a file (a line, a cell) → its text in normal form, by its tokens."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lark import TextSlice, Token

from yiju_grammar import source
from yiju_grammar.lexicon import Spelling
from yiju_grammar.line_grammar import line_parser
from yiju_grammar.lines import line_callbacks
from yiju_grammar.parser import Parsed
from yiju_grammar.spacing import Word, join
from yiju_grammar.spelling import Lang, spelled


def piece_words(parsed: Parsed, start: int, end: int, lang: Lang) -> list[Word] | None:
    """The spelled tokens of a piece; None if no rule was found to fit it."""
    rule = parsed.source.rules.get((start, end))
    if rule is None:
        return None
    words: dict[int, Spelling] = parsed.source.spellings
    text = parsed.source.text
    made = []
    for token in _tokens(parsed, rule, start, end):
        original = text[token.start_pos or 0 : token.end_pos or 0]
        line = text.count("\n", start, token.start_pos or 0)
        made.append(Word(token, spelled(token, lang, words, original), line))
    return made


def piece_text(parsed: Parsed, start: int, end: int, lang: Lang) -> str | None:
    """The piece on one line, in normal form."""
    words = piece_words(parsed, start, end, lang)
    return None if words is None else join(words, lang)


def _tokens(parsed: Parsed, rule: str, start: int, end: int) -> Iterator[Token]:
    being = source.Source(parsed.source.file, parsed.source.text, parsed.source.folded, [])
    entered = source.enter(being)
    try:
        piece: Any = TextSlice(parsed.source.folded, start, end)
        yield from line_parser(line_callbacks()).parse_interactive(piece, start=rule).exhaust_lexer()
    finally:
        source.leave(entered)
