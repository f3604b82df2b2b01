"""Lines of pages joined to paragraphs, by the right margin and the indent, across pages too.

Input: the lines of the document in order, each with its page. Output: paragraphs. A line that fills its width goes on
in the next unless the next begins anew; what cannot be told stays apart, since `documents` can still join sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yiju.readers.blocks import Block
from yiju.readers.page_lines import TextLine, space_between

FULL = 2.0
"""A line that ends within this many heights of the right margin fills its width."""
INDENT = 1.2
"""Heights from the left margin at which a line counts as indented."""
ASIDE = 6.0
"""A line that begins further in is centred or a signature, and goes on with nothing."""
SAME_SIZE = 1.15
APART = 1.6
"""Lines this many line pitches apart are of different paragraphs."""
LEAST_LINES = 4
TAIL = 100
"""Characters at the end of a line that are looked at."""
NEAR_MARGIN = 5.0

ENDED = re.compile(r"[。；：！？…:;!?][”’」』）》)\]]*$")
ORDINAL = re.compile(
    r"第\s*[一二三四五六七八九十百零〇○\d]+\s*[编章节条]|[一二三四五六七八九十百零〇]+\s*[、.．]"
    r"|[（(]\s*[一二三四五六七八九十\d]+\s*[）)]|\d{1,3}\s*[.．、](?!\d)|\d{1,2}[)）]|[①-⑳㈠-㈩⑴-⒇⒈-⒛]"
    r"|附\s*[件表录]"
)
OPEN = re.compile(r"[（(《“〔【][^）)》”〕】]*$")


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line with the page it stands on."""

    line: TextLine
    page: int
    width: float


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the lines of a page begin and end, the usual distance of two lines, and whether paragraphs are indented."""

    left: float
    right: float
    pitch: float
    is_indented: bool


def paragraphs_of(lines: Sequence[PlacedLine]) -> list[Block]:
    """The paragraphs of some lines that follow one another without a table between them."""
    whole = _margins(lines)
    by_page: dict[int, list[PlacedLine]] = {}
    for placed in lines:
        by_page.setdefault(placed.page, []).append(placed)
    margins = {page: _margins(own) if len(own) >= 2 * LEAST_LINES else whole for page, own in by_page.items()}
    groups: list[list[PlacedLine]] = []
    for placed in lines:
        if groups and _goes_on(groups[-1][-1], placed, margins):
            groups[-1].append(placed)
        else:
            groups.append([placed])
    return [_block(group) for group in groups]


def _block(group: Sequence[PlacedLine]) -> Block:
    pieces = [group[0].line.text]
    length, page = len(pieces[0]), group[0].page
    turns: list[tuple[int, int]] = []
    for placed in group[1:]:
        space = space_between(pieces[-1], placed.line.text)
        if placed.page != page:
            page = placed.page
            turns.append((length + len(space), page))
        pieces.extend((space, placed.line.text))
        length += len(space) + len(placed.line.text)
    return Block("".join(pieces), group[0].page, tuple(turns))


def _margins(placed: Sequence[PlacedLine]) -> Margins:
    lines = [p.line for p in placed]
    size = _middle([line.size for line in lines], 12.0)
    left = _common([line.x0 for line in lines], size * 0.6)
    right = -_common([-line.x1 for line in lines], size)
    # where no line comes near it, the right margin is as wide as the left
    expected = max((p.width for p in placed), default=0.0) - left
    right = expected if right < expected - NEAR_MARGIN * size else right
    pitches = [b.top - a.top for a, b in zip(lines, lines[1:], strict=False) if b.top > a.top]
    indented = sum(1 for line in lines if INDENT * line.size < line.x0 - left < 4 * line.size)
    return Margins(left, right, _middle(pitches, size * 1.5), indented >= 2 and indented * 10 >= len(lines))


def _middle(values: Iterable[float], otherwise: float) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else otherwise


def _common(values: Sequence[float], near: float) -> float:
    """The smallest value that several lines share."""
    ordered = sorted(values)
    needed = max(2, len(ordered) // 10)
    for at, value in enumerate(ordered[: len(ordered) - needed + 1]):
        if ordered[at + needed - 1] - value <= near:
            return value
    return ordered[0] if ordered else 0.0


def _goes_on(before: PlacedLine, after: PlacedLine, margins: dict[int, Margins]) -> bool:
    """Whether a line goes on with the paragraph that the line before it belongs to."""
    first, second = before.line, after.line
    own, next_ = margins[before.page], margins[after.page]
    if max(first.size, second.size) > SAME_SIZE * min(first.size, second.size):
        return False
    if before.page == after.page and second.top - first.top > APART * max(own.pitch, first.size * 1.2):
        return False
    if first.x1 < own.right - FULL * first.size or second.x0 - next_.left > ASIDE * second.size:
        return False
    is_ended = bool(ENDED.search(first.text[-TAIL:]))
    is_indented = second.x0 - next_.left > INDENT * second.size
    if ORDINAL.match(second.text) and (is_ended or is_indented):
        return False
    if not is_ended:
        return not is_indented or bool(OPEN.search(first.text[-TAIL:])) or not next_.is_indented
    return not is_indented and next_.is_indented
