"""Lines and what stands below them: text → declarations' lines by indentation, with grounds and comments apart.

Knows quotes, rows and continued lines; knows no keyword but those that continue a line. Never fails: an odd
indentation is a finding and the line goes where it fits best.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from yiju_grammar.characters import comment_start, fold_width
from yiju_grammar.finding import Finding, finding
from yiju_grammar.limits import MAX_NESTING
from yiju_grammar.span import Span
from yiju_grammar.tree import Comment

LineKind = Literal["plain", "quote", "row"]


@dataclass(slots=True)
class SourceLine:
    """One logical line: its place without indentation and comment, and the lines indented below it."""

    kind: LineKind
    column: int
    start: int
    end: int
    children: list[SourceLine] = field(default_factory=list)

    @property
    def last(self) -> int:
        """Where the last line below it ends."""
        line = self
        while line.children:
            line = line.children[-1]
        return line.end


@dataclass(frozen=True, slots=True)
class Layout:
    """A file's lines: `text` as stored, `folded` (as long, comments blanked), the lines at the margin."""

    file: str
    text: str
    folded: str
    lines: tuple[SourceLine, ...]
    comments: tuple[Comment, ...]
    findings: tuple[Finding, ...]


_CONTINUES = re.compile(
    r"[+×÷*/^−-]|(?:且|或|则|否则|舍入到|若无|当|and|or|then|else|if-none|when|rounded\s+to)(?!\w)(?!\s*[“\"「])"
)
_AWAITS = re.compile(r"(?:(?<!\w)(?:当|when|任一|any|同时|all)|=)$")
_LINE = re.compile(r"[^\n]*\n?")
_SPACES = " \t\u3000\u00a0"
TAB = 4
WIDE_SPACE = 2


def lay_out(text: str, file: str) -> Layout:
    """The lines of a file by indentation."""
    folded, comments = _without_comments(text, file)
    top: list[SourceLine] = []
    findings: list[Finding] = []
    open_lines: list[SourceLine] = []
    for line in _lines(text, folded):
        before = _last_plain(open_lines)
        if before is not None and line.column > 0 and _continues(folded, before, line):
            before.end = line.end
            continue
        _place(line, top, open_lines, _Report(findings, file))
    return Layout(file, text, folded, tuple(top), comments, tuple(findings))


@dataclass(frozen=True, slots=True)
class _Report:
    findings: list[Finding]
    file: str


def _without_comments(text: str, file: str) -> tuple[str, tuple[Comment, ...]]:
    folded = fold_width(text)
    if "#" not in folded:
        return folded, ()
    pieces: list[str] = []
    comments: list[Comment] = []
    for match in _LINE.finditer(folded):
        line = match.group()
        at = comment_start(line)
        if at is None:
            pieces.append(line)
            continue
        words = line[at:].rstrip()
        begin = match.start() + at
        comments.append(Comment(text[begin : begin + len(words)], Span(file, begin, begin + len(words))))
        pieces.append(line[:at] + " " * len(words) + line[at + len(words) :])
    return "".join(pieces), tuple(comments)


def _lines(text: str, folded: str) -> Iterator[SourceLine]:
    for match in _LINE.finditer(folded):
        content = match.group().strip()
        if not content:
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        column = indentation(text[match.start() : start])
        yield SourceLine(_kind(content), column, start, start + len(content))


def indentation(spaces: str) -> int:
    """The column that white space reaches: a tab goes to the next multiple of 4, U+3000 counts 2."""
    column = 0
    for character in spaces:
        match character:
            case "\t":
                column += TAB - column % TAB
            case "\u3000":
                column += WIDE_SPACE
            case "\ufeff":
                pass
            case _:
                column += 1
    return column


def _kind(content: str) -> LineKind:
    if content[0] == "|":
        return "row"
    return "quote" if content[0] == ">" and content[1:2] != "=" else "plain"


def _last_plain(open_lines: list[SourceLine]) -> SourceLine | None:
    return open_lines[-1] if open_lines and open_lines[-1].kind == "plain" else None


def _continues(folded: str, before: SourceLine, line: SourceLine) -> bool:
    """Whether the line begins with an operator, and the line before is not one that waits for lines of its own."""
    if line.kind != "plain" or _CONTINUES.match(folded, line.start, line.end) is None:
        return False
    return _AWAITS.search(folded[max(before.start, before.end - 5) : before.end]) is None


def _place(line: SourceLine, top: list[SourceLine], open_lines: list[SourceLine], report: _Report) -> None:
    closed: SourceLine | None = None
    while open_lines and open_lines[-1].column >= line.column:
        closed = open_lines.pop()
    if len(open_lines) >= MAX_NESTING:
        if not report.findings or report.findings[-1].code != "YJ131":
            report.findings.append(finding("YJ131", Span(report.file, line.start, line.end), limit=MAX_NESTING))
        return
    siblings = open_lines[-1].children if open_lines else top
    out_of_step = bool(siblings) and closed is not None and line.column != siblings[0].column
    if out_of_step or (not open_lines and line.column > 0):
        report.findings.append(finding("YJ106", Span(report.file, line.start, line.end)))
    siblings.append(line)
    open_lines.append(line)
