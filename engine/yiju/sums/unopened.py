"""Lists that no word opens: an amount, and right after it amounts that are exactly its parts.

Input: the figures of a node, and what is claimed of them already. Output: claims, all of which hold. Amounts side by
side may come out even by chance (一等奖3万元，二等奖2万元，三等奖1万元), so the words must set the total
apart: by a greater stop, or as what opens an item whose other amounts say that they are shares of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from yiju.sums.claims import SPANS, Claim, settle
from yiju.sums.figures import Figure, are_alike
from yiju.sums.lists import FULL_STOP, heads_of, stop_between
from yiju.sums.statements import Place, Statements
from yiju.sums.words import SHARES, pattern

MOST_PARTS = 24
FEWEST_COUNTED = 10
"""Counts below this come out even too easily."""
_SHARES = pattern(SHARES)


def unopened(
    said: Statements, usable: Sequence[Figure], inside: Collection[Place], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """The lists right after an amount that has no parts yet."""
    taken = set(inside)
    opened = {c.total.span for c in claims}
    for at, total in enumerate(usable):
        if total.span in taken or total.span in opened or total.unit.startswith("元/") or total.unit in SPANS:
            continue
        after = usable[at + 1 : at + 1 + MOST_PARTS]
        peers = [f for f in after if f.unit == total.unit and f.depth == total.depth and are_alike(f, total)]
        here = [f for f in peers if f.statement == total.statement]
        if any(f.span in taken for f in peers[:2]):
            continue
        heads = (h for h in heads_of(said, total, here) if _is_apart(said, total, h, is_first=at == 0))
        claim = settle(total, heads, (), "exact") or (_next(total, peers) if not here else None)
        if claim:
            taken |= {f.span for f in claim.parts}
            yield claim


def _next(total: Figure, peers: Sequence[Figure]) -> Claim | None:
    """All that the next statement lists."""
    listed = [f for f in peers if f.statement == total.statement + 1]
    is_clear = len(listed) > 1 and not _are_parallel(total, listed[0]) and total.value >= FEWEST_COUNTED
    return settle(total, [listed], (), "exact") if is_clear else None


def _is_apart(said: Statements, total: Figure, parts: Sequence[Figure], *, is_first: bool) -> bool:
    """Whether the words set a total apart from amounts after it."""
    if len(parts) < 2 or _are_parallel(total, parts[0]):
        return False
    widest = max(stop_between(said, a, b) for a, b in zip(parts, parts[1:], strict=False))
    if widest < stop_between(said, total, parts[0]) < FULL_STOP:
        return True
    shares = sum(p.times > 1 or bool(_SHARES.search(p.before)) for p in parts)
    return is_first and total.unit == "元" and shares == len(parts)


def _are_parallel(one: Figure, other: Figure) -> bool:
    """Whether two amounts stand under names of one kind (甲镇 and 乙镇, 一等奖 and 二等奖)."""
    return bool(one.label and other.label) and one.label[-1] == other.label[-1]
