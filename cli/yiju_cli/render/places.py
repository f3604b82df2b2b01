"""From spans to lines and columns (both from 1, in characters), and findings in their fixed order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yiju_grammar.finding import Finding
from yiju_grammar.span import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span begins and ends (half-open), and the line it begins on, without its break."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


def place_of(span: Span, sources: Mapping[str, str]) -> Place | None:
    """The place of a span; None where the file's text is not at hand."""
    source = sources.get(span.file)
    if source is None:
        return None
    start = min(span.start, len(source))
    end = max(start, min(span.end, len(source)))
    line, column = _position(source, start)
    end_line, end_column = _position(source, end)
    first = source.rfind("\n", 0, start) + 1
    stop = source.find("\n", start)
    text = source[first : len(source) if stop < 0 else stop].rstrip("\r")
    return Place(span.file, line, column, end_line, end_column, text)


def _position(source: str, offset: int) -> tuple[int, int]:
    return source.count("\n", 0, offset) + 1, offset - (source.rfind("\n", 0, offset) + 1) + 1


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """By file and place, each once; findings that have no place in a text come last, in the order given."""
    unique = tuple(dict.fromkeys(findings))
    placed = [f for f in unique if f.span is not None]
    placed.sort(key=_key)
    return (*placed, *(f for f in unique if f.span is None))


def _key(found: Finding) -> tuple[str, int, int, str, tuple[tuple[str, str], ...]]:
    span = found.span
    assert span is not None
    return (span.file, span.start, span.end, found.code, found.args)
