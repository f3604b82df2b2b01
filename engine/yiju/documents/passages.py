"""The passage of a document that comes closest to words that are not in it.

Input: words and documents. Output: the document and place of the nearest passage, if any is near. Slow (difflib), so
only asked for when a quote is not found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from yiju.documents.folding import Folded, fold, fold_words
from yiju.documents.register import Document

NEAR = 0.6
BREAK = re.compile(r"[ \t\u3000]*[\r\n]+[ \t\u3000\r\n]*")

Place = tuple[int, int]


def closest_passage(words: str, documents: Sequence[Document]) -> tuple[Document, Place] | None:
    """The nearest passage over all documents; None when none is near."""
    wanted = fold_words(words)
    found = [(*_nearest(wanted, fold(d.text)), d) for d in documents]
    if not found:
        return None
    score, start, end, document = max(found, key=lambda f: f[0])
    if score < NEAR or start >= end:
        return None
    return document, fold(document.text).original_span(start, end)


def _nearest(wanted: str, folded: Folded) -> tuple[float, int, int]:
    """Score and place of the best window, anchored where pairs of neighbouring characters agree most."""
    size = len(wanted)
    starts = _anchors(wanted, folded.text)
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(wanted)
    best = (0.0, 0, 0)
    for start in starts:
        window = folded.text[start : start + size + size // 4 + 2]
        matcher.set_seq1(window)
        blocks = [b for b in matcher.get_matching_blocks() if b.size]
        if not blocks:
            continue
        low, high = blocks[0].a, blocks[-1].a + blocks[-1].size
        score = 2 * sum(b.size for b in blocks) / (high - low + size)
        best = max(best, (score, start + low, start + high))
    return best


def _anchors(wanted: str, text: str) -> list[int]:
    """The starts of the windows with most pairs in common, a dozen at most."""
    votes: dict[int, int] = {}
    step = max(4, len(wanted) // 4)
    for i in range(len(wanted) - 1):
        pair, at = wanted[i : i + 2], -1
        while (at := text.find(pair, at + 1)) >= 0:
            start = max(0, (at - i) // step * step - step)
            votes[start] = votes.get(start, 0) + 1
    return sorted(votes, key=lambda s: (-votes[s], s))[:12]


def tidy(text: str) -> str:
    """The words on one line: line breaks go, other white space stays."""
    return BREAK.sub("", text).strip()
