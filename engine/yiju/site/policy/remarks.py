"""Comments of a rule file as what they are on a page: headings of sections, notes on the rule below them.

Input: a source. Output: by the span of the declaration that follows, the comments above it; by the start of a line,
the comments above a field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from yiju.rule_set.model import Source

RULE = re.compile(r"^[-=─—*\s]*[-=─—*]{2,}\s*(?P<text>.*?)\s*[-=─—*]{2,}\s*$")


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment; `is_heading` for `# ---- 谁可以申请 ----`."""

    text: str
    is_heading: bool


def remarks_above(source: Source) -> Mapping[int, tuple[Remark, ...]]:
    """Comments between declarations, by the start of the declaration below them."""
    declared = sorted(d.span.start for d in source.tree.declarations)
    inside = [(d.span.start, d.span.end) for d in source.tree.declarations]
    made: dict[int, tuple[Remark, ...]] = {}
    for comment in source.tree.comments:
        place = comment.span.start
        below = next((start for start in declared if start > place), None)
        if below is None or any(start <= place < end for start, end in inside):
            continue
        made[below] = (*made.get(below, ()), remark(comment.text))
    return made


def remark(text: str) -> Remark:
    """A comment without its sign."""
    words = text.lstrip("#＃").strip()
    framed = RULE.match(words)
    return Remark(framed["text"] if framed else words, framed is not None)


def remarks_inside(source: Source, start: int, end: int) -> Mapping[int, tuple[str, ...]]:
    """Comments on lines of their own inside a declaration, by the start of the next line that is none."""
    made: dict[int, tuple[str, ...]] = {}
    for comment in source.tree.comments:
        if not start <= comment.span.start < end:
            continue
        place = _next_line(source.text, comment.span.end)
        made[place] = (*made.get(place, ()), remark(comment.text).text)
    return made


def _next_line(text: str, place: int) -> int:
    """Where the next line that is no comment begins, its indentation aside; after words on a line, that line itself."""
    while True:
        following = text.find("\n", place) + 1
        if not following:
            return len(text)
        line = text[following:].split("\n", 1)[0]
        if line.strip() and line.lstrip()[0] not in "#＃>":
            return following + len(line) - len(line.lstrip())
        place = following
