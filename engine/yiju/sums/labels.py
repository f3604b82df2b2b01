"""What a text calls an amount, and whether two labels mean one thing.

Input: the folded words before an amount. Output: its label; how like two labels are. Deterministic; knows nothing of
sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from yiju.sums.words import DROPPED, LEADING, TRAILING, pattern

SHORTEST = 2
LIKE_ENOUGH = 0.6
LONGEST_LABEL = 60
_LEADING = re.compile(f"^(?:{pattern(LEADING).pattern})+")
_TRAILING = re.compile(f"(?:{pattern(TRAILING).pattern})+$")
_DROPPED = pattern(DROPPED)
BRACKETED = re.compile(r"\(([^()]*)\)")


@lru_cache(maxsize=4096)
def label_of(words: str) -> str:
    """The label in the words (without white space) before an amount, without what leads to it and what joins it to its
    amount; or none."""
    return _TRAILING.sub("", _LEADING.sub("", words[-LONGEST_LABEL:])) if words else ""


@lru_cache(maxsize=4096)
def names_in(label: str) -> tuple[str, ...]:
    """What a label may be known by: its words, and those in brackets by themselves, without what says little."""
    parts = (BRACKETED.sub("", label), *BRACKETED.findall(label))
    names = (_DROPPED.sub("", part) for part in parts)
    return tuple(dict.fromkeys(n for n in names if len(n) >= SHORTEST))


def likeness(labels: Iterable[str], others: Iterable[str]) -> int:
    """How many characters in a row the names in two sets of labels share; 0 where that is too little to go by."""
    mine = [name for label in labels for name in names_in(label)]
    theirs = [name for label in others for name in names_in(label)]
    return max((_shared(a, b) for a in mine for b in theirs), default=0)


@lru_cache(maxsize=4096)
def _shared(one: str, other: str) -> int:
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    enough = max(SHORTEST, LIKE_ENOUGH * min(len(one), len(other)))
    return match.size if match.size >= enough else 0
