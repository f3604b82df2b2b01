"""Amounts broken down once more in a statement of their own: 按资金渠道划分，…; the total stands further up.

Input: the figures of a document, and which lie inside others. Output: claims, all of which hold.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from yiju.sums.claims import Claim, settle
from yiju.sums.figures import Figure
from yiju.sums.statements import Place, Statements
from yiju.sums.words import BREAKDOWNS, pattern

FARTHEST = 40
"""Figures between a total and a breakdown of it."""
LONGEST = 600
"""Characters of a breakdown."""
END = re.compile("[;。]")
_BREAKDOWNS = pattern(BREAKDOWNS)


def breakdowns(said: Statements, in_words: Sequence[Figure], inside: Collection[Place]) -> Iterator[Claim]:
    """The lists that such words open, up to the next greater stop."""
    for opening in _BREAKDOWNS.finditer(said.forms):
        end = END.search(said.forms, opening.end(), opening.end() + LONGEST)
        first, last = (
            bisect_left(in_words, at, key=_start)
            for at in (opening.end(), end.end() if end else opening.end() + LONGEST)
        )
        depth = said.depth(opening.end())
        parts = [f for f in in_words[first:last] if f.is_part and f.depth == depth and f.span not in inside]
        before = [f for f in reversed(in_words[max(0, first - FARTHEST) : first]) if f.is_part and f.span not in inside]
        for unit in dict.fromkeys(f.unit for f in parts):
            listed = [f for f in parts if f.unit == unit]
            claims = (settle(total, [listed], (), "exact") for total in before if total.unit == unit)
            yield from [c for c in claims if c][:1]


def _start(figure: Figure) -> int:
    return figure.span[0]
