"""What the parser's callbacks know while a file is parsed: its name, its text, and where to report."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Protocol

from lark import Token

from yiju_grammar.finding import Finding
from yiju_grammar.lexicon import Spelling
from yiju_grammar.span import Span


@dataclass(frozen=True, slots=True)
class Source:
    """The file being parsed: `folded` is as long as `text`; findings are added as they are found.

    For the formatter it also gathers the rule that each piece was parsed by (by start and end), and which words
    were taken for words of the language without being keywords (by start).
    """

    file: str
    text: str
    folded: str
    findings: list[Finding]
    rules: dict[tuple[int, int], str] = field(default_factory=dict)
    spellings: dict[int, Spelling] = field(default_factory=dict)


class Spanned(Protocol):
    """Anything that has a place."""

    @property
    def span(self) -> Span: ...


_SOURCE: ContextVar[Source] = ContextVar("yiju_grammar_source")
current = _SOURCE.get
enter = _SOURCE.set
leave = _SOURCE.reset


def span_of(part: Token | Spanned) -> Span:
    """The place of a token or a node."""
    if isinstance(part, Token):
        return Span(_SOURCE.get().file, part.start_pos or 0, part.end_pos or 0)
    return part.span


def cover(first: Token | Spanned, last: Token | Spanned) -> Span:
    """From the start of `first` to the end of `last`."""
    begin = first.start_pos if isinstance(first, Token) else first.span.start
    end = last.end_pos if isinstance(last, Token) else last.span.end
    return Span(_SOURCE.get().file, begin or 0, end or 0)


def report(found: Finding) -> None:
    """Add a finding about the file being parsed."""
    _SOURCE.get().findings.append(found)


def quoted(token: Token) -> str:
    """The words between quotation marks, as written (not folded)."""
    source = _SOURCE.get()
    return source.text[(token.start_pos or 0) + 1 : (token.end_pos or 0) - 1]


def folded_word(spellings: tuple[Spelling, ...], word: str, start: int) -> str:
    """The Chinese spelling of a word of the language that stands at `start`; any other word as it is."""
    for spelling in spellings:
        if word in (spelling.zh, spelling.en):
            _SOURCE.get().spellings[start] = spelling
            return spelling.zh
    return word
