"""What of a document's pages was not read, or may not be as it is printed: warnings beside the text.

Input: pages as drawn. Output: findings YJ553, YJ556, YJ557, YJ558.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yiju.readers.pages import Page
from yiju_grammar.finding import Finding, finding
from yiju_grammar.span import Span

UNSEEN_SHARE = 2
"""A page of whose characters every second one is not drawn was recognised from its picture."""


def page_findings(pages: Sequence[Page], place: Span, name: str) -> Iterator[Finding]:
    """What of a document's pages was not read, or may not be as it is printed."""
    scanned = [page.number for page in pages if page.pictures and not page.glyphs]
    recognised = [p.number for p in pages if p.pictures and p.unseen * UNSEEN_SHARE > len(p.glyphs)]
    unknown = sum(page.unknown for page in pages)
    turned = sum(page.turned for page in pages)
    if scanned:
        yield finding("YJ556", place, file=name, pages=page_numbers(scanned))
    if recognised:
        yield finding("YJ553", place, file=name, pages=page_numbers(recognised))
    if unknown:
        yield finding("YJ557", place, file=name, times=unknown)
    if turned:
        what, what_en = "横排以外的文字", "characters that are not upright"
        yield finding("YJ558", place, file=name, what=what, what_en=what_en, times=turned)


def page_numbers(numbers: Sequence[int]) -> str:
    """`3、5–7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{run[0]}" if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
