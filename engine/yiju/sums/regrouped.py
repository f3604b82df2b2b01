"""Receipts and uses of an account that differ label by label, and balance when a further line was shared out.

Input: the lines of both sides. Output: one sum for each line that gave, one for each that received; the transfers in
them are printed nowhere and have no span. Where several sets balance, all are listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from yiju.sums.figures import Figure
from yiju.sums.labels import names_in
from yiju.sums.ledger_lines import MOST_LINES, matched
from yiju.sums.model import Amount, Sum
from yiju.sums.regroup import MOST_LISTED, JointSet, Line, Transfer, regroup, transfers_of


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


@dataclass(frozen=True, slots=True)
class _Rest:
    """The labels that received more than they used, and those that used more."""

    giving: tuple[_Side, ...]
    taking: tuple[_Side, ...]

    @property
    def lines(self) -> tuple[list[Line], list[Line]]:
        """All under labels of their own: what went by one label is settled."""
        giving = [Line(f"in {i}", s.surplus) for i, s in enumerate(self.giving)]
        return giving, [Line(f"out {i}", -s.surplus) for i, s in enumerate(self.taking)]

    def is_shared(self, joint: JointSet) -> bool:
        """Whether a label stands on both sides; else nothing was shared out, a line only goes by another name."""
        chosen = [self.giving[i] for i in joint.received] + [self.taking[i] for i in joint.used]
        return any(s.receipts and s.use for s in chosen)


def regrouped(receipts: Sequence[Figure], uses: Sequence[Figure]) -> Iterator[Sum]:
    """The sums of what was shared out. What one label received and used is settled within it first: only the rest is
    balanced against others, so that no set tears a label apart."""
    if not 0 < len(receipts) <= MOST_LINES or not 0 < len(uses) <= MOST_LINES:
        return
    sides = _sides(receipts, uses)
    rest = _Rest(tuple(s for s in sides if s.surplus > 0), tuple(s for s in sides if s.surplus < 0))
    if not _may_be_told(rest, sides):
        return
    found = regroup(*rest.lines)
    for joint in found.joint:
        if rest.is_shared(joint):
            yield from _decided(rest, transfers_of(*rest.lines, joint))
    if len(found.competing) < MOST_LISTED and _is_open(rest, found.competing, sides):
        yield from _undecided(rest, found.competing)


def _sides(receipts: Sequence[Figure], uses: Sequence[Figure]) -> list[_Side]:
    match = matched(receipts, uses)
    sides = [_Side(tuple(r for r, m in zip(receipts, match, strict=True) if m == i), u) for i, u in enumerate(uses)]
    return sides + [_Side((r,), None) for r, m in zip(receipts, match, strict=True) if m is None]


def _decided(rest: _Rest, transfers: Sequence[Transfer]) -> Iterator[Sum]:
    """The sums of a set whose transfers are known, one for each line: of what was given whole to one other line only
    this one has a sum; and nothing was shared out where it has no name of its own but what it was used for."""
    givers = [rest.giving[i] for i in sorted({t.giver for t in transfers})]
    takers = [rest.taking[i] for i in sorted({t.taker for t in transfers})]
    if len(takers) == 1 and not any(s.use or names_in(_received(s).label) for s in givers):
        return
    given = (_given(rest, s, transfers) for s in givers if len(s.receipts) == 1)
    yield from (s for s in given if len(s.parts) > 1)
    yield from (_taken(rest, s, transfers) for s in takers if s.receipts)


def _given(rest: _Rest, side: _Side, transfers: Sequence[Transfer]) -> Sum:
    """What a line received is what it gave to others and what it used itself."""
    gifts = [_gift(rest.taking[t.taker], t.amount) for t in transfers if rest.giving[t.giver] is side]
    parts = (*gifts, *([side.use.amount] if side.use else []))
    return _sum(_received(side), [parts])


def _gift(taker: _Side, amount: Fraction) -> Amount:
    """A transfer; where it is all that the taker used, it is the amount that is printed there."""
    assert taker.use is not None  # INVARIANT: what takes was used
    return taker.use.amount if taker.use.counted == amount else Amount(amount, None, taker.use.label)


def _taken(rest: _Rest, side: _Side, transfers: Sequence[Transfer]) -> Sum:
    """What a line used is what it received and what others gave to it."""
    assert side.use is not None  # INVARIANT: what takes was used
    gifts = [
        Amount(t.amount, None, _received(rest.giving[t.giver]).label) for t in transfers if rest.taking[t.taker] is side
    ]
    return _sum(side.use.amount, [(*(f.amount for f in side.receipts), *gifts)])


def _sum(total: Amount, ways: Sequence[tuple[Amount, ...]]) -> Sum:
    derived = tuple(a for a in ways[0] if a.span is None)
    return Sum(total, ways[0], "regrouped", Fraction(0), "元", derived, tuple(ways[1:]))


def _received(side: _Side) -> Amount:
    if len(side.receipts) == 1:
        return side.receipts[0].amount
    return Amount(side.received, None, side.receipts[0].label)


def _may_be_told(rest: _Rest, sides: Sequence[_Side]) -> bool:
    """Whether any set could say something: the search for sets is long."""
    return any(s.receipts and s.use for s in (*rest.giving, *rest.taking)) or _is_by_label(sides)


def _is_by_label(sides: Sequence[_Side]) -> bool:
    """Whether an account is kept by label, and all of it agrees."""
    return any(s.receipts and s.use for s in sides) and not sum(s.surplus for s in sides)


def _is_open(rest: _Rest, competing: Sequence[JointSet], sides: Sequence[_Side]) -> bool:
    """Whether sets that compete mean that something was shared out: each has a label of both sides, or the account is
    kept by label, and every receipt in them bears a name of its own (and not that of who paid)."""
    if all(rest.is_shared(joint) for joint in competing):
        return True
    givers = {i for joint in competing for i in joint.received}
    is_named = all(names_in(f.label) for i in givers for f in rest.giving[i].receipts)
    return is_named and _is_by_label(sides)


def _undecided(rest: _Rest, competing: Sequence[JointSet]) -> Iterator[Sum]:
    """For each set of receipts that several sets of uses balance, these as alternatives; for the sets that are left,
    for each set of uses the receipts. Where no two sets share a side, there is no sum that all of them are ways of."""
    for ways in _grouped(competing, lambda s: s.received):
        givers = [rest.giving[i] for i in ways[0].received]
        yield _sum(_joint([_received(s) for s in givers]), [_uses_of(rest, way, givers) for way in ways])
        competing = [s for s in competing if s not in ways]
    for ways in _grouped(competing, lambda s: s.used):
        takers = [s for i in ways[0].used if (s := rest.taking[i])]
        yield _sum(_joint([s.use.amount for s in takers if s.use]), [_sources_of(rest, way, takers) for way in ways])


def _grouped(sets: Sequence[JointSet], side: Callable[[JointSet], tuple[int, ...]]) -> Iterator[list[JointSet]]:
    groups: dict[tuple[int, ...], list[JointSet]] = {}
    for one in sets:
        groups.setdefault(side(one), []).append(one)
    yield from (ways for ways in groups.values() if len(ways) > 1)


def _uses_of(rest: _Rest, way: JointSet, givers: Sequence[_Side]) -> tuple[Amount, ...]:
    gifts = (_gift(s, -s.surplus) for i in way.used if (s := rest.taking[i]))
    return (*gifts, *(s.use.amount for s in givers if s.use))


def _sources_of(rest: _Rest, way: JointSet, takers: Sequence[_Side]) -> tuple[Amount, ...]:
    gifts = (
        _received(s) if s.use is None else Amount(s.surplus, None, _received(s).label)
        for i in way.received
        if (s := rest.giving[i])
    )
    return (*gifts, *(f.amount for s in takers for f in s.receipts))


def _joint(amounts: Sequence[Amount]) -> Amount:
    """Several amounts as one, which is printed nowhere."""
    if len(amounts) == 1:
        return amounts[0]
    total = sum((a.value * a.times for a in amounts), Fraction(0))
    return Amount(total, None, "、".join(a.label for a in amounts))
