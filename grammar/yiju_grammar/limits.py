"""What a file may not exceed or contain, so that no input can exhaust the parser: findings, never a crash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from yiju_grammar.finding import Finding, finding
from yiju_grammar.source import report
from yiju_grammar.span import Span

MAX_NESTING = 200
MAX_CHARACTERS = 4_000_000
MAX_LINE = 20_000

_STRANGE = re.compile("[\ud800-\udfff\0\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TEXT = re.compile(r'“[^”\n]*”|"[^"\n]*"|「[^」\n]*」')


def text_findings(text: str, file: str) -> Iterator[Finding]:
    """Findings about the text as a whole: its size, its lines' length, characters that may not be in it."""
    if len(text) > MAX_CHARACTERS:
        yield finding("YJ132", Span(file, 0, 0), limit=MAX_CHARACTERS, size=len(text))
        return
    yield from _long_lines(text, file)
    for match in _STRANGE.finditer(text):
        yield finding(_strange_code(match.group()), Span(file, match.start(), match.end()), point=_point(match.group()))


def without_strange(text: str) -> str:
    """The text with a space in the place of every character that may not be in it."""
    return _STRANGE.sub(" ", text)


def _point(character: str) -> str:
    return f"U+{ord(character):04X}"


def _strange_code(character: str) -> str:
    if character == "\0":
        return "YJ136"
    return "YJ135" if "\ud800" <= character <= "\udfff" else "YJ137"


def _long_lines(text: str, file: str) -> Iterator[Finding]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start > MAX_LINE:
            yield finding("YJ133", Span(file, start, start + 1), limit=MAX_LINE, size=end - start)
        start = end + 1


def without_long_lines(text: str) -> str:
    """The text with every line over the limit blanked, character by character."""
    if len(text) <= MAX_LINE:
        return text
    lines = text.split("\n")
    return "\n".join(line if len(line) <= MAX_LINE else " " * len(line) for line in lines)


def report_if_nested(folded: str, span: Span) -> bool:
    """Whether brackets go deeper than the limit; then YJ131 stands at the first that is too deep."""
    if span.end - span.start <= MAX_NESTING:
        return False
    piece = _TEXT.sub(lambda m: " " * len(m.group()), folded[span.start : span.end])
    depth = 0
    for offset, character in enumerate(piece):
        depth += (character in "([") - (character in ")]")
        if depth > MAX_NESTING:
            at = span.start + offset
            report(finding("YJ131", Span(span.file, at, at + 1), limit=MAX_NESTING))
            return True
    return False


def is_too_deep(made: Any, length: int) -> bool:
    """Whether a parsed line nests deeper than the limit: long chains of operators do, without any bracket."""
    if length <= MAX_NESTING:
        return False
    waiting: list[tuple[Any, int]] = [(made, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > MAX_NESTING:
            return True
        waiting.extend((part, depth + 1) for part in _parts(node))
    return False


def _parts(node: Any) -> Iterator[Any]:
    if isinstance(node, Span):
        return
    if is_dataclass(node):
        for field in fields(node):
            yield from _items(getattr(node, field.name))


def _items(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            yield from _items(item)
    elif is_dataclass(value):
        yield value
