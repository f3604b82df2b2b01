"""One file's lines, parsed one at a time: a line that is wrong gives its finding and nothing else.

Also the grounds that stand above a line. What the lines of a declaration may be is `declarations.py`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from lark import TextSlice
from lark.exceptions import UnexpectedInput

from yiju_grammar import tree
from yiju_grammar.finding import finding
from yiju_grammar.layout import SourceLine
from yiju_grammar.lexicon import SAME_AS_ABOVE, keyword
from yiju_grammar.limits import is_too_deep, report_if_nested
from yiju_grammar.line_grammar import line_parser
from yiju_grammar.lines_to_tree import LineCallbacks
from yiju_grammar.source import current, report
from yiju_grammar.span import Span
from yiju_grammar.syntax_errors import syntax_finding


@cache
def line_callbacks() -> LineCallbacks:
    """The callbacks that the one parser has."""
    return LineCallbacks()


def parse_slice(rule: str, start: int, end: int) -> Any | None:
    """What the grammar rule makes of a piece of the file; None, with a finding, if it does not fit."""
    source = current()
    if report_if_nested(source.folded, Span(source.file, start, end)):
        return None
    piece: Any = TextSlice(source.folded, start, end)
    try:
        made = line_parser(line_callbacks()).parse(piece, start=rule)
    except UnexpectedInput as error:
        report(syntax_finding(error, rule, Span(source.file, start, end)))
        return None
    if is_too_deep(made, end - start):
        report(finding("YJ131", Span(source.file, start, end)))
        return None
    source.rules[start, end] = rule
    return made


def parse_line(rule: str, line: SourceLine) -> Any | None:
    """What the grammar rule makes of a line, without those below it."""
    return parse_slice(rule, line.start, line.end)


def place(line: SourceLine) -> Span:
    """The place of a line, without those below it."""
    return Span(current().file, line.start, line.end)


def words(line: SourceLine) -> str:
    """The folded words of a line."""
    return current().folded[line.start : line.end]


@cache
def _starts(token: str) -> re.Pattern[str]:
    spelled = "|".join(re.escape(s) for p in keyword(token).spellings for s in (p.zh, p.en))
    return re.compile(rf"(?:{spelled})(?!\w)")


def starts_with(line: SourceLine, token: str) -> bool:
    """Whether the line begins with a keyword."""
    return _starts(token).match(current().folded, line.start, line.end) is not None


_GROUND = re.compile(r"(?:假定|理解|assumed|reading)\s*[“\"「]")


def ground_of(line: SourceLine) -> tree.Ground | None:
    """The ground a quote line or a 假定/理解 line is; None with a finding if it is a broken one."""
    if line.kind == "quote":
        return quote_of(line)
    ground: tree.Ground | None = parse_line("ground_line", line)
    return ground


def is_ground(line: SourceLine) -> bool:
    """Whether the line is a ground for what follows it."""
    return is_ground_at(current().folded, line)


def is_ground_at(folded: str, line: SourceLine) -> bool:
    """As `is_ground`, in a text that is not being parsed."""
    return line.kind == "quote" or _GROUND.match(folded, line.start, line.end) is not None


def quote_of(line: SourceLine) -> tree.Quote | tree.SameAsAbove | None:
    """`> words`, as written."""
    text = current().text[line.start + 1 : line.end].strip()
    if text in (SAME_AS_ABOVE.zh, SAME_AS_ABOVE.en):
        return tree.SameAsAbove(place(line))
    if not text:
        report(finding("YJ112", place(line)))
        return None
    return tree.Quote(text, place(line))


def with_grounds(lines: Sequence[SourceLine]) -> Iterator[tuple[tree.Grounds, SourceLine]]:
    """Each line that is no ground, with the grounds directly above it. A ground above nothing is YJ118."""
    grounds: list[tree.Ground] = []
    waiting: SourceLine | None = None
    for line in lines:
        if not is_ground(line):
            yield tuple(grounds), line
            grounds, waiting = [], None
            continue
        ground = ground_of(line)
        waiting = line
        if ground is not None:
            grounds.append(ground)
        for child in line.children:
            report(finding("YJ115", place(child)))
    if waiting is not None:
        report(finding("YJ118", place(waiting)))
