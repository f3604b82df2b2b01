"""`依据` lines: document numbers (机关代字〔年份〕序号号) and titles in 《》, and brackets that only look right."""

from __future__ import annotations

import re

from yiju_grammar.finding import finding
from yiju_grammar.layout import SourceLine
from yiju_grammar.lexicon import keyword
from yiju_grammar.source import current, report
from yiju_grammar.span import Span
from yiju_grammar.tree import Name

_KEY = re.compile(r"\s*(《[^》]*》[^,]*|[^,]+)")
_LOOK_ALIKE = re.compile(r"[\[【(［（﹝{]\s*(\d{4})\s*[\]】)］）﹞}](?=\s*\d|\s*第)")


def keys_of(line: SourceLine) -> list[Name]:
    """The keys on a 依据 line; a number with the wrong brackets is reported, and read with the right ones."""
    source = current()
    folded = source.folded[line.start : line.end]
    spans = (Span(source.file, line.start + start, line.start + end) for start, end in keys_on(folded))
    keys = [_with_brackets(Name(source.text[span.start : span.end], span)) for span in spans]
    if not keys:
        report(
            finding("YJ116", Span(source.file, line.start, line.end), what="文号或标题", what_en="a number or title")
        )
    return keys


def keys_on(folded: str) -> list[tuple[int, int]]:
    """Where the keys stand in the folded words of a 依据 line."""
    start = max(len(s) for p in keyword("BASIS").spellings for s in (p.zh, p.en) if folded.startswith(s))
    matches = ((m.start(1), m.group(1).rstrip()) for m in _KEY.finditer(folded, start))
    return [(at, at + len(text)) for at, text in matches if text]


def _with_brackets(key: Name) -> Name:
    match = None if key.text.startswith("《") else _LOOK_ALIKE.search(key.text)
    if match is None:
        return key
    start = key.span.start + match.start()
    instead = f"〔{match[1]}〕"
    span = Span(key.span.file, start, start + len(match.group()))
    report(finding("YJ138", span, found=match.group(), instead=instead))
    return Name(key.text.replace(match.group(), instead, 1), key.span)
