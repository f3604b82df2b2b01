"""What the words around an amount say of it: that it came in, was used or is left; that it is no part of any sum.

Input: the folded words before and after an amount. Output: its role, and whether it may take part in a sum.
"""

from __future__ import annotations

from functools import lru_cache

from yiju.facts.model import Fact
from yiju.sums.words import (
    APPROXIMATE,
    APPROXIMATE_AFTER,
    AVERAGED,
    BOUNDED,
    BOUNDED_AFTER,
    CARRIED,
    COMPARED,
    COMPARED_BEFORE,
    LEFT,
    LEFT_AFTER,
    RECEIVED,
    USED,
    USED_AFTER,
    Role,
    before,
    pattern,
)

MOST_WORDS = 4096
"""What stands before amounts is often said again (其中, 省级资金, 全年使用): so much is kept."""
_LEFT, _LEFT_AFTER, _CARRIED = pattern(LEFT), pattern(LEFT_AFTER), pattern(CARRIED)
_USED, _USED_AFTER, _RECEIVED = pattern(USED), pattern(USED_AFTER), pattern(RECEIVED)
_AVERAGED, _BOUNDED, _BOUNDED_AFTER = before(AVERAGED), before(BOUNDED), pattern(BOUNDED_AFTER)
_APPROXIMATE, _APPROXIMATE_AFTER = before(APPROXIMATE), pattern(APPROXIMATE_AFTER)
_COMPARED, _COMPARED_BEFORE = before(COMPARED), before(COMPARED_BEFORE)


def role_of(words: str, after: str) -> Role:
    """The role of an amount by the words right before it, else by those after it."""
    told = _role_of_words(words)
    if told == "left" or _LEFT_AFTER.match(after):
        return "left"
    return "used" if told == "used" or _USED_AFTER.match(after) else told


@lru_cache(maxsize=MOST_WORDS)
def _role_of_words(words: str) -> Role:
    if _LEFT.search(words) and not _CARRIED.search(words):
        return "left"
    if _USED.search(words):
        return "used"
    return "received" if _RECEIVED.search(words) else ""


def is_summed(fact: Fact, words: str, wide: str, after: str) -> bool:
    """Whether an amount may take part in a sum: not what is approximate, a bound, or by how much something changed.

    `words` stand before it since the last stop, `wide` before it in any case (as written).
    """
    if fact.is_approximate or fact.value.startswith("-") or _APPROXIMATE_AFTER.match(after):
        return False
    if _is_bound(words, fact.kind == "rate") or (fact.kind != "rate" and _BOUNDED_AFTER.match(after)):
        return False
    return not _is_compared(words, wide)


@lru_cache(maxsize=MOST_WORDS)
def _is_bound(words: str, is_rate: bool) -> bool:
    """Whether words make the amount after them a bound, an average or about so much."""
    is_averaged = not is_rate and _AVERAGED.search(words) is not None
    return is_averaged or _BOUNDED.search(words) is not None or _APPROXIMATE.search(words) is not None


def _is_compared(words: str, wide: str) -> bool:
    if not ("比" in wide or "较" in wide or "同" in words):
        return False
    return bool(_COMPARED.search(words) or _COMPARED_BEFORE.search("".join(wide.split())))
