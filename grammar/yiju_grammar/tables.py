"""Rows of a table: `| a | b |` lines → header, cells, and the quotes of a last column headed 原文."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from yiju_grammar import literals, tree
from yiju_grammar.finding import finding
from yiju_grammar.layout import SourceLine
from yiju_grammar.lexicon import (
    BUILTIN_NAMES,
    COLUMN_NAMES,
    KEYWORDS,
    ONWARD,
    OTHERWISE_CELL,
    keyword,
)
from yiju_grammar.lines import parse_slice, place, with_grounds
from yiju_grammar.source import current, folded_word, report
from yiju_grammar.span import Span

_SEPARATOR = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+$")
_HEADING = re.compile(r"(?P<name>[^()]+?)\s*\(\s*(?P<unit>[^()]+?)\s*\)$")
_ONWARD = re.compile(rf"(?P<day>\S+?)\s*(?:{ONWARD.zh}|{ONWARD.en})$")
_DATE = re.compile(r"\d{4}(?:-\d{1,2}(?:-\d{1,2})?|年(?:\d{1,2}月(?:\d{1,2}日)?)?)$")
_PLAIN = re.compile(r"[^\W\d][\w·]*$")
_RESERVED = frozenset(
    spelling
    for word in KEYWORDS
    if word.token in ("NOT", "IF", "ANY", "ALL", "TRUE", "FALSE", "NONE")
    for pair in word.spellings
    for spelling in (pair.zh, pair.en)
) | {OTHERWISE_CELL.zh, OTHERWISE_CELL.en}


def rows_of(lines: Sequence[SourceLine], span: Span) -> tree.Rows | None:
    """The header and rows that stand on these lines; None, with a finding, where there is no header."""
    header: tuple[tree.Column, ...] | None = None
    rows: list[tree.Row] = []
    for grounds, line in with_grounds(lines):
        if line.kind != "row":
            report(finding("YJ115", place(line)))
            continue
        if _SEPARATOR.match(_folded(line)):
            continue
        if header is None:
            header = tuple(_column(part) for part in _pieces(line))
        else:
            row = _row(line, grounds, header)
            rows.extend((row,) if row else ())
    if header is None:
        report(finding("YJ116", span, what="表头", what_en="a header row"))
        return None
    with_quotes = header[-1].name == "原文"
    return tree.Rows(header[:-1] if with_quotes else header, tuple(rows), span)


def _folded(line: SourceLine) -> str:
    return current().folded[line.start : line.end]


def _pieces(line: SourceLine) -> list[Span]:
    source = current()
    return [Span(source.file, start, end) for start, end in pieces_of_row(source.folded, line.start, line.end)]


def pieces_of_row(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the cells of a row stand, without the white space around them."""
    text = folded[start:end]
    inner_end = len(text) - (1 if len(text) > 1 and text.endswith("|") else 0)
    pieces: list[tuple[int, int]] = []
    at = start + 1
    for piece in text[1:inner_end].split("|"):
        lead = len(piece) - len(piece.lstrip()) if piece.strip() else 0
        pieces.append((at + lead, at + lead + len(piece.strip())))
        at += len(piece) + 1
    return pieces


def _words(span: Span) -> str:
    return current().folded[span.start : span.end]


def _column(span: Span) -> tree.Column:
    text = _words(span)
    dated = _dated_column(text, span)
    if dated is not None:
        return dated
    heading = _HEADING.match(text)
    if heading and literals.is_unit(heading["unit"]):
        return tree.Column(
            folded_word(COLUMN_NAMES, heading["name"], span.start), literals.unit(heading["unit"]), None, span
        )
    return tree.Column(folded_word(COLUMN_NAMES, text, span.start), None, None, span)


def _dated_column(text: str, span: Span) -> tree.Column | None:
    for token in ("ALWAYS", "BEFORE_THEN"):
        pair = keyword(token).spellings[0]
        if text in (pair.zh, pair.en):
            return tree.Column(pair.zh, None, tree.Interval(None, None, span), span)
    onward = _ONWARD.match(text)
    if onward is None or not _DATE.match(onward["day"]):
        return None
    start = literals.date_literal(onward["day"], span).first
    return tree.Column(onward["day"] + ONWARD.zh, None, tree.Interval(start, None, span), span)


def _row(line: SourceLine, grounds: tree.Grounds, header: tuple[tree.Column, ...]) -> tree.Row | None:
    pieces = _pieces(line)
    if len(pieces) != len(header):
        report(finding("YJ111", place(line), found=len(pieces), expected=len(header)))
        return None
    if header[-1].name == "原文":
        quote = _quote(pieces.pop())
        grounds = (*grounds, quote) if quote else grounds
    for child in line.children:
        report(finding("YJ115", place(child)))
    return tree.Row(tuple(_cell(piece) for piece in pieces), grounds, place(line))


def _quote(span: Span) -> tree.Quote | None:
    text = current().text[span.start : span.end].lstrip(">＞").strip()
    if text[:1] + text[-1:] in ("“”", '""', "「」"):
        text = text[1:-1]
    return tree.Quote(text, span) if text else None


def _cell(span: Span) -> tree.Cell:
    text = _words(span)
    if not text:
        return tree.Cell("", None, span)
    if _PLAIN.match(text) and text not in _RESERVED:
        return tree.Cell(text, tree.NameRef(folded_word(BUILTIN_NAMES, text, span.start), span), span)
    content: Any = parse_slice("cell", span.start, span.end)
    return tree.Cell(_one_word(content) or text, content, span)


def _one_word(content: object) -> str:
    """The Chinese spelling of a cell that is one word of the language."""
    match content:
        case tree.Otherwise():
            return OTHERWISE_CELL.zh
        case tree.Nothing():
            return keyword("NONE").spellings[0].zh
        case tree.AnyValue():
            return "—"
        case tree.Truth(value=value):
            return keyword("TRUE" if value else "FALSE").spellings[0].zh
    return ""
