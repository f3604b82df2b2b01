"""A line the grammar does not accept → the finding that says what is wrong with it."""

from __future__ import annotations

from lark.exceptions import UnexpectedInput

from yiju_grammar.finding import Finding, finding
from yiju_grammar.span import Span


def syntax_finding(error: UnexpectedInput, rule: str, line: Span) -> Finding:
    """The finding for a line that does not fit `rule`."""
    at = error.pos_in_stream if error.pos_in_stream is not None and error.pos_in_stream >= 0 else line.end
    return finding("YJ101", Span(line.file, at, max(at, line.end)))
