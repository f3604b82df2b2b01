"""Paragraphs of a document as they were meant: broken lines and split sentences joined, page numbers left out.

Input: the text. Output: paragraphs, each made of one or more lines, with the ordinal that opens it, if any.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from yiju.documents.lines import Line, LineKind, is_open, lines_of, without_pages
from yiju.documents.ordinals import MEASURED, starts_with_ordinal

ENDS = tuple("。;:!?…")
CLOSING = '"”’」』)》] '
PAUSE = re.compile("[,。;:]")
NARROWEST, WIDEST = 30, 100
YEAR = re.compile(r"\d{1,3}\.\s*(?:19|20)\d\d(?:年|-)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph from its first to its last character; `pieces` are its lines. `follows_break`: nothing
    before it was left unfinished."""

    span: tuple[int, int]
    pieces: tuple[tuple[int, int], ...]
    kind: LineKind
    follows_break: bool


@lru_cache(maxsize=8)
def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs in order."""
    lines = without_pages(lines_of(text))
    width = _wrap_width(lines)
    is_indented = sum(1 for x in lines if x.indent >= 2 and x.kind == "body") >= 3
    groups: list[list[Line]] = []
    breaks: list[bool] = []
    before: Line | None = None
    for line in lines:
        unfinished = before is not None and _is_unfinished(before, width)
        if before is not None and _goes_on(before, line, unfinished, is_indented):
            groups[-1].append(line)
        else:
            groups.append([line])
            breaks.append(not unfinished)
        before = line
    return tuple([_paragraph(g, b) for g, b in zip(groups, breaks, strict=True)])


def _paragraph(lines: list[Line], follows_break: bool) -> Paragraph:
    first = lines[0]
    return Paragraph(
        (first.start, lines[-1].end),
        tuple((x.start, x.end) for x in lines),
        first.kind,
        follows_break,
    )


def _wrap_width(lines: tuple[Line, ...]) -> int | None:
    """The width at which lines were broken by hand; None where they were not."""
    widths = sorted((x.width for x in lines if x.kind == "body" and not _is_ended(x.text)), reverse=True)
    if len(widths) < 3 or not NARROWEST <= widths[0] <= WIDEST or widths[2] < widths[0] - 4:
        return None
    return widths[0]


def _is_ended(text: str) -> bool:
    bare = text.rstrip(CLOSING)
    if bare.endswith("."):
        return len(bare) > 1 and not (bare[-2].isdigit() or bare[-2].isspace())
    return bare.endswith(ENDS)


def _is_unfinished(line: Line, width: int | None) -> bool:
    """Whether a line of the body breaks off in the middle of a sentence."""
    if line.kind != "body" or _is_ended(line.text):
        return False
    is_full = width is not None and line.width >= width - 4
    return is_full or PAUSE.search(line.text) is not None or is_open(line.text)


def _goes_on(before: Line, line: Line, unfinished: bool, is_indented: bool) -> bool:
    """Whether `line` goes on with the paragraph that ends with `before`."""
    if before.kind == line.kind == "title":
        return True
    if line.kind != "body":
        return False
    is_outdented = is_indented and line.indent < 2 and before.kind == "body"
    if not unfinished and not (is_outdented and not _is_ended(before.text)):
        return False
    return unfinished and _is_broken_number(line.text) if starts_with_ordinal(line.text) else True


def _is_broken_number(text: str) -> bool:
    """`2.5万元` at the head of a line that goes on with a sentence."""
    return bool(MEASURED.match(text)) and not YEAR.match(text)
