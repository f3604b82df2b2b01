"""What the words around an amount say of it: that it came in, was used or is left; that it is no part of any sum.

Input: the folded words before and after an amount. Output: its role, and whether it may take part in a sum.
"""

from __future__ import annotations

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

_LEFT, _LEFT_AFTER, _CARRIED = pattern(LEFT), pattern(LEFT_AFTER), pattern(CARRIED)
_USED, _USED_AFTER, _RECEIVED = pattern(USED), pattern(USED_AFTER), pattern(RECEIVED)
_AVERAGED, _BOUNDED, _BOUNDED_AFTER = before(AVERAGED), before(BOUNDED), pattern(BOUNDED_AFTER)
_APPROXIMATE, _APPROXIMATE_AFTER = before(APPROXIMATE), pattern(APPROXIMATE_AFTER)
_COMPARED, _COMPARED_BEFORE = before(COMPARED), before(COMPARED_BEFORE)


def role_of(words: str, after: str) -> Role:
    """The role of an amount by the words right before it, else by those after it."""
    if (_LEFT.search(words) and not _CARRIED.search(words)) or _LEFT_AFTER.match(after):
        return "left"
    if _USED.search(words) or _USED_AFTER.match(after):
        return "used"
    return "received" if _RECEIVED.search(words) else ""


def is_summed(fact: Fact, words: str, wide: str, after: str) -> bool:
    """Whether an amount may take part in a sum: not what is approximate, a bound, or by how much something changed.

    `words` stand before it since the last stop, `wide` before it in any case (as written).
    """
    if fact.is_approximate or fact.value.startswith("-") or _APPROXIMATE_AFTER.match(after):
        return False
    if _BOUNDED.search(words) or (fact.kind != "rate" and (_AVERAGED.search(words) or _BOUNDED_AFTER.match(after))):
        return False
    return not (_APPROXIMATE.search(words) or _is_compared(words, wide))


def _is_compared(words: str, wide: str) -> bool:
    if not ("比" in wide or "较" in wide or "同" in words):
        return False
    return bool(_COMPARED.search(words) or _COMPARED_BEFORE.search("".join(wide.split())))
