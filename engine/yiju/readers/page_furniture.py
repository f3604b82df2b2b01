"""Page headers, footers and page numbers: lines of the pages that are no lines of the document.

Input: the lines of each page from top to bottom. Output: the same without them. A header is told by standing on several
pages at the same place with the same words, but for a number that counts the pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from yiju.readers.page_lines import TextLine

MARGIN = 0.15
"""How far into the page, of its height, a header or footer may stand."""
SAME_PLACE = 4.0
PAGES_SHARE = 3
"""A header stands on one page in three at least, and on two."""
MOST_LINES = 6
"""Lines looked at, from either end of a page."""
ALONE = 1.2
"""A bare number is a page number where the next line is this many heights away."""

PAGE_NUMBER = re.compile(
    r"[-—–―·•~\s]+\d{1,4}[-—–―·•~\s]+"  # — 1 —
    r"|第?\d{1,4}页([,，/／]?共?\d{1,4}页)?|\d{1,4}[/／]\d{1,4}"  # 第1页 共3页, 1/3
    r"|共\d{1,4}页[,，/／]?第\d{1,4}页|page\d{1,4}(of\d{1,4})?",  # 共3页第1页
    re.IGNORECASE,
)
BARE_NUMBER = re.compile(r"\d{1,3}|[ivxⅰ-ⅻ]{1,5}", re.IGNORECASE)
NUMBER = re.compile(r"[0-9]{1,6}")
LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one page, and its height."""

    height: float
    lines: tuple[TextLine, ...]


def without_furniture(sheets: Sequence[Sheet]) -> list[list[TextLine]]:
    """The lines of each page that belong to the document."""
    repeated = _repeated(sheets)
    return [
        [line for at, line in enumerate(sheet.lines) if (page, at) not in repeated and not _is_number(sheet, at)]
        for page, sheet in enumerate(sheets)
    ]


def _margin_lines(sheet: Sheet) -> list[int]:
    """The lines near the ends of a page that stand in its margins."""
    count = len(sheet.lines)
    near = {*range(min(MOST_LINES, count)), *range(max(0, count - MOST_LINES), count)}
    return sorted(at for at in near if _is_in_margin(sheet, sheet.lines[at]))


def _is_in_margin(sheet: Sheet, line: TextLine) -> bool:
    return line.bottom < sheet.height * MARGIN or line.top > sheet.height * (1 - MARGIN)


def _repeated(sheets: Sequence[Sheet]) -> set[tuple[int, int]]:
    """Page and line of what stands on several pages alike."""
    alike: dict[str, list[tuple[float, int, int]]] = defaultdict(list)
    for page, sheet in enumerate(sheets):
        for at in _margin_lines(sheet):
            line = sheet.lines[at]
            for signature in _signatures("".join(line.text.split()), page):
                alike[signature].append((line.top, page, at))
    needed = max(2, -(-len(sheets) // PAGES_SHARE))
    found: set[tuple[int, int]] = set()
    for places in alike.values():
        for group in _at_one_height(sorted(places)):
            if len({page for _, page, _ in group}) >= needed:
                found.update((page, at) for _, page, at in group)
    return found


def _signatures(text: str, page: int) -> set[str]:
    """What a line shares with the same header of other pages: its words, its first or last number counting with the
    pages. An amount that stands alone at the head of two pages is no header."""
    if not LETTER.search(text):
        return set()
    numbers = list(NUMBER.finditer(text))
    counted = {(n.start(), n.end(), int(n[0]) - page) for n in (*numbers[:1], *numbers[-1:])}
    return {text} | {f"{text[:start]}#{number}#{text[end:]}" for start, end, number in counted}


def _at_one_height(places: Sequence[tuple[float, int, int]]) -> list[list[tuple[float, int, int]]]:
    groups: list[list[tuple[float, int, int]]] = []
    for place in places:
        if groups and place[0] - groups[-1][0][0] <= SAME_PLACE:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _is_number(sheet: Sheet, at: int) -> bool:
    """Whether a line is the number of its page."""
    if at not in (0, len(sheet.lines) - 1) or not _is_in_margin(sheet, sheet.lines[at]):
        return False
    line = sheet.lines[at]
    text = "".join(line.text.split())
    if PAGE_NUMBER.fullmatch(text) or PAGE_NUMBER.fullmatch(line.text):
        return True
    return bool(BARE_NUMBER.fullmatch(text)) and _is_alone(sheet, at)


def _is_alone(sheet: Sheet, at: int) -> bool:
    line = sheet.lines[at]
    if len(sheet.lines) == 1:
        return True
    other = sheet.lines[1] if at == 0 else sheet.lines[at - 1]
    gap = other.top - line.bottom if at == 0 else line.top - other.bottom
    return gap > ALONE * line.size
