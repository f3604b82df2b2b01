"""Sums claimed within the words of one clause: 其中, 包括, 分别为 before their parts; 合计, 共计 after them.

Input: the figures of a node. Output: claims, and the figures that lie inside others (and so are no parts of sums
further out). Openers are read from the last to the first: what is innermost claims its parts first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from yiju.sums.claims import Claim, settle
from yiju.sums.figures import Figure, are_alike
from yiju.sums.lists import heads_of, plain_head, tails_of
from yiju.sums.statements import Place, Statements
from yiju.sums.unopened import unopened
from yiju.sums.words import OPENERS, PARTIAL, TOTALS, WHOLE, Opener, Strength, pattern

MOST_PARTS = 64
MOST_TOTALS = 3
FARTHEST_BACK = 2
"""Statements that an opener at the head of its own may reach back for its total."""
ITEM_END = re.compile(r"\d[^,;。、]*[,;。、]")
EACH_OPENER = tuple((re.compile(o.words), o) for o in OPENERS)
_OPENERS, _PARTIAL, _TOTALS, _WHOLE = pattern(OPENERS), pattern(PARTIAL), pattern(TOTALS), pattern(WHOLE)


@dataclass(frozen=True, slots=True)
class Inline:
    """The claims of one node, and the places of the figures that lie inside others."""

    claims: tuple[Claim, ...]
    inside: frozenset[Place]


@dataclass(frozen=True, slots=True)
class _Opening:
    """An opener where it stands; `is_nested`: an earlier one of its statement is still open."""

    opener: Opener
    start: int
    end: int
    is_nested: bool


NOTHING = Inline((), frozenset())


def inline(said: Statements, own: Sequence[Figure]) -> Inline:
    """The sums that words claim of the figures in them."""
    usable = [f for f in own if f.is_part]
    claims: list[Claim] = []
    inside: set[Place] = set()
    if len(usable) < 2:
        return NOTHING
    for opening in reversed(list(_openings(said, (usable[0].span[1], usable[-1].span[0])))):
        for totals, parts in _lists(said, usable, inside, opening):
            claim = _opened(said, totals, parts, opening)
            if claim:
                claims.append(claim)
                inside |= {f.span for f in claim.parts}
            elif opening.opener.is_inside and _are_bound(said, totals[0], opening, parts[0]):
                inside |= {f.span for f in plain_head(said, totals[0], parts)}
    for closed in (_closed, unopened):
        for claim in closed(said, usable, frozenset(inside), tuple(claims)):
            claims.append(claim)
            inside |= {f.span for f in claim.parts} if not claim.is_balance else set()
    return Inline(tuple(claims), frozenset(inside))


def _openings(said: Statements, place: Place) -> Iterator[_Opening]:
    """The openers between the first figure and the last."""
    last = -1
    for match in _OPENERS.finditer(said.forms, *place):
        opener = next(o for words, o in EACH_OPENER if words.match(said.forms, match.start(), place[1]))
        statement = said.at(match.start())
        yield _Opening(opener, match.start(), match.end(), is_nested=statement == last)
        last = statement if opener.is_inside else last


def _lists(
    said: Statements, usable: Sequence[Figure], inside: Collection[Place], opening: _Opening
) -> Iterator[tuple[list[Figure], list[Figure]]]:
    """For each unit that follows an opener, what may be its total, the nearest first, and what may be its parts."""
    depth, statement = said.depth(opening.end), said.at(opening.start)
    first = bisect_left(usable, opening.end, key=lambda f: f.span[0])
    closing = said.closing(opening.end)
    after = [f for f in usable[first : first + MOST_PARTS] if f.span not in inside and f.span[0] < closing]
    level = [f for f in after if f.depth == depth]
    if not any(f.statement == statement for f in level):
        level = [f for f in after if f.depth == depth + 1]
    is_head = not said.forms[said.starts[statement] : opening.start].strip()
    earliest = statement - FARTHEST_BACK if is_head else statement
    for unit in dict.fromkeys(f.unit for f in level if f.statement == statement):
        before = usable[max(0, first - MOST_PARTS) : first]
        totals = _totals_before(before, (unit,), depth, earliest) or _rates_before(before, unit, depth, earliest)
        if totals:
            yield totals, [f for f in level if f.unit == unit and are_alike(f, totals[0])]


def _rates_before(figures: Sequence[Figure], unit: str, depth: int, earliest: int) -> list[Figure]:
    """`每人5000元，其中县级3000元、乡镇2000元`: the parts of a rate may be written as amounts."""
    rates = tuple({f.unit for f in figures if f.unit.startswith("元/")}) if unit == "元" else ()
    return [f for f in _totals_before(figures, rates, depth, earliest) if f.unit in rates]


def _totals_before(figures: Sequence[Figure], units: Sequence[str], depth: int, earliest: int) -> list[Figure]:
    before = [f for f in reversed(figures) if f.unit in units and f.statement >= earliest and f.depth <= depth + 1]
    level = [f for f in before if f.depth <= depth]
    return (level or before)[:MOST_TOTALS]


def _opened(said: Statements, totals: Sequence[Figure], parts: Sequence[Figure], opening: _Opening) -> Claim | None:
    """The claim of an opener: for the nearest total, or for another where it holds."""
    for total in totals:
        readings = heads_of(said, total, parts, is_free=opening.is_nested)
        claim = settle(total, readings, (), "exact")
        if claim:
            return claim
    plain = plain_head(said, totals[0], parts)
    if not plain or _is_partial(said, opening.start, plain[-1].span[0]):
        return None
    strength = opening.opener.strength if totals[0].unit == plain[0].unit else "exact"
    return settle(totals[0], (), plain, strength)


def _are_bound(said: Statements, total: Figure, opening: _Opening, part: Figure) -> bool:
    """Whether an amount after an opener can only lie in the total before it: the total is not closed off, and the
    amount is the first of the list (`200户600人` are one)."""
    to, since = said.forms[total.span[1] : opening.start], said.forms[opening.end : part.span[0]]
    return ";" not in to and not ITEM_END.search(since)


def _is_partial(said: Statements, start: int, end: int) -> bool:
    return bool(_PARTIAL.search(said.forms, max(0, start - 2), end))


def _closed(
    said: Statements, usable: Sequence[Figure], inside: Collection[Place], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Totals that close a list (甲60万元、乙40万元，合计100万元), or head one that nothing opens."""
    taken = set(inside)
    opened = {c.total.span for c in claims}
    for at, total in enumerate(usable):
        before = usable[max(0, at - MOST_PARTS) : at]
        is_whole = total.is_above or bool(_WHOLE.match(total.before))
        if total.span in taken or not (is_whole or _is_called_total(said, total, before)):
            continue
        claim = _closing(said, total, _peers(before, total, taken), is_opened=total.span in opened)
        if claim is None and total.span not in opened:
            after = _peers(usable[at + 1 : at + 1 + MOST_PARTS], total, taken)
            here = [f for f in after if f.statement == total.statement]
            claim = settle(total, heads_of(said, total, here), (), "exact")
        if claim:
            taken |= {f.span for f in claim.parts}
            yield claim


def _is_called_total(said: Statements, total: Figure, before: Sequence[Figure]) -> bool:
    """`全年共补助98人，发放14.7万元`: the word for a total reaches over amounts in other units."""
    start = next((f.span[1] for f in reversed(before) if f.unit == total.unit), 0)
    words = said.forms[max(start, said.starts[total.statement]) : total.span[0]]
    return total.is_total or bool(_TOTALS.search(words))


def _peers(figures: Sequence[Figure], total: Figure, taken: Collection[Place]) -> list[Figure]:
    """Figures of the total's unit and depth."""
    return [
        f
        for f in figures
        if f.unit == total.unit and f.depth == total.depth and are_alike(f, total) and f.span not in taken
    ]


def _closing(said: Statements, total: Figure, before: Sequence[Figure], *, is_opened: bool) -> Claim | None:
    """The list in the total's own statement, or in all that stand before where it says `以上`; reaching back over
    statements without it, a list is taken only where it holds."""
    here = [f for f in before if f.statement == total.statement or total.is_above]
    is_said = total.is_grand or total.is_above
    is_like = total.role not in ("used", "left") or any(f.role == total.role for f in here)
    strength: Strength = "near" if is_said and is_like and not is_opened else "exact"
    nearby = [f for f in before if f.statement >= total.statement - FARTHEST_BACK]
    return settle(total, tails_of(said, here), here, strength) or settle(total, tails_of(said, nearby), (), "exact")
