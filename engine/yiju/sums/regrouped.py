"""Receipts and uses of an account that differ label by label, and balance when a further line was shared out.

Input: the lines of both sides. Output: one sum for each line that gave, one for each that received; the transfers in
them are printed nowhere and have no span. Where several sets balance, all are listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from yiju.sums.figures import Figure
from yiju.sums.ledger_lines import MOST_LINES, matched
from yiju.sums.model import Amount, Sum
from yiju.sums.regroup import JointSet, Line, Transfer, regroup, transfers_of


@dataclass(frozen=True, slots=True)
class _Side:
    """One label with all its receipts and the use that has it, if any."""

    receipts: tuple[Figure, ...]
    use: Figure | None

    @property
    def received(self) -> Fraction:
        return Fraction(sum(f.counted for f in self.receipts))

    @property
    def surplus(self) -> Fraction:
        return self.received - (self.use.counted if self.use else 0)


def regrouped(receipts: Sequence[Figure], uses: Sequence[Figure]) -> Iterator[Sum]:
    """The sums of what was shared out. What one label received and used is settled within it first: only the rest is
    balanced against others, so that no set tears a label apart."""
    if not 0 < len(receipts) <= MOST_LINES or not 0 < len(uses) <= MOST_LINES:
        return
    sides = _sides(receipts, uses)
    giving = [s for s in sides if s.surplus > 0]
    taking = [s for s in sides if s.surplus < 0]
    lines = [Line("", s.surplus) for s in giving], [Line("", -s.surplus) for s in taking]
    found = regroup(*lines)
    for joint in found.joint:
        if _is_shared(joint, giving, taking):
            transfers = transfers_of(*lines, joint)
            givers = (s for s in _givers(transfers, giving) if len(s.receipts) == 1)
            yield from (_given(s, transfers, (giving, taking)) for s in givers)
            yield from (_taken(s, transfers, (giving, taking)) for s in _takers(transfers, taking) if s.receipts)
    yield from _undecided(found.competing, giving, taking)


def _sides(receipts: Sequence[Figure], uses: Sequence[Figure]) -> list[_Side]:
    match = matched(receipts, uses)
    sides = [_Side(tuple(r for r, m in zip(receipts, match, strict=True) if m == i), u) for i, u in enumerate(uses)]
    return sides + [_Side((r,), None) for r, m in zip(receipts, match, strict=True) if m is None]


def _is_shared(joint: JointSet, giving: Sequence[_Side], taking: Sequence[_Side]) -> bool:
    """Whether a label stands on both sides; else nothing was shared out, a line only goes by another name."""
    chosen = [giving[i] for i in joint.received] + [taking[i] for i in joint.used]
    return any(s.receipts and s.use for s in chosen)


def _givers(transfers: Sequence[Transfer], giving: Sequence[_Side]) -> list[_Side]:
    return [giving[i] for i in sorted({t.giver for t in transfers})]


def _takers(transfers: Sequence[Transfer], taking: Sequence[_Side]) -> list[_Side]:
    return [taking[i] for i in sorted({t.taker for t in transfers})]


def _given(side: _Side, transfers: Sequence[Transfer], sides: tuple[Sequence[_Side], Sequence[_Side]]) -> Sum:
    """What a line received is what it gave to others and what it used itself."""
    giving, taking = sides
    gifts = [_gift(t, taking[t.taker]) for t in transfers if giving[t.giver] is side]
    own = [side.use.amount] if side.use else []
    derived = tuple(g for g in gifts if g.span is None)
    return Sum(_received(side), (*gifts, *own), "regrouped", Fraction(0), "元", derived)


def _gift(transfer: Transfer, taker: _Side) -> Amount:
    """A transfer; where it is all that the taker used, it is the amount that is printed there."""
    assert taker.use is not None  # INVARIANT: what takes was used
    if taker.use.counted == transfer.amount:
        return taker.use.amount
    return Amount(transfer.amount, None, taker.use.label)


def _taken(side: _Side, transfers: Sequence[Transfer], sides: tuple[Sequence[_Side], Sequence[_Side]]) -> Sum:
    """What a line used is what it received and what others gave to it."""
    giving, taking = sides
    assert side.use is not None  # INVARIANT: what takes was used
    gifts = tuple(
        Amount(t.amount, None, _received(giving[t.giver]).label) for t in transfers if taking[t.taker] is side
    )
    parts = (*(f.amount for f in side.receipts), *gifts)
    return Sum(side.use.amount, parts, "regrouped", Fraction(0), "元", gifts)


def _received(side: _Side) -> Amount:
    if len(side.receipts) == 1:
        return side.receipts[0].amount
    return Amount(side.received, None, side.receipts[0].label)


def _undecided(competing: Sequence[JointSet], giving: Sequence[_Side], taking: Sequence[_Side]) -> Iterator[Sum]:
    """Where several sets balance and one line gives in all of them: the sets as alternatives, none chosen."""
    lines = [Line("", s.surplus) for s in giving], [Line("", -s.surplus) for s in taking]
    ways = [transfers_of(*lines, joint) for joint in competing if _is_shared(joint, giving, taking)]
    givers = {t.giver for way in ways for t in way}
    if len(givers) != 1 or not all(ways) or len(ways) != len(competing):
        return
    sums = [_given(giving[giver], way, (giving, taking)) for giver in givers for way in ways]
    first = sums[0]
    alternatives = tuple(s.parts for s in sums[1:])
    yield Sum(first.total, first.parts, "regrouped", Fraction(0), "元", first.derived, alternatives)
