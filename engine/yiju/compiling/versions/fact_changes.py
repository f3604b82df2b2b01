"""Values that became others, in the clauses that stand in both versions.

Input: an alignment of two readings. Output: pairs of facts that say something else. Facts of added and removed clauses
are not listed: the clause itself is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from yiju.compiling.versions.alignment import Alignment
from yiju.compiling.versions.model import FactChange
from yiju.compiling.versions.parts import Version
from yiju.compiling.versions.words import Edit
from yiju.facts.model import Fact

FAMILY = {"month": "date", "rate": "money"}
"""Kinds that become each other when a word is added: 2020年5月, 2020年5月3日; 100元, 每人100元."""

Place = tuple[int, int]
Pair = tuple[Fact | None, Fact | None]


@dataclass(frozen=True, slots=True)
class _Standing:
    """A fact, where its words start in its part, and the edit that touches it or its edge (-1: none)."""

    fact: Fact
    start: int
    is_edited: bool
    edit: int


def fact_changes(alignment: Alignment) -> Iterator[FactChange]:
    """Values that say something else: what the edits leave alone is compared by place (the unit of a table may stand in
    another clause), the rest value against value of one kind, in order."""
    before, after = _by_part(alignment.version), _by_part(alignment.other)
    for old in sorted(alignment.pairs):
        found, new = alignment.edits.get(old, ()), alignment.pairs[old]
        mine = [_standing(alignment.version, old, f, [e[0] for e in found]) for f in before.get(old, ())]
        theirs = [_standing(alignment.other, new, f, [e[1] for e in found]) for f in after.get(new, ())]
        changes = (FactChange(a, b) for a, b in _paired(mine, theirs, found) if not _is_same(a, b))
        yield from sorted(changes, key=_place)


def _by_part(version: Version) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = {}
    for fact in version.reading.facts.facts:
        part = version.part_at(version.folded_place(fact.span)[0])
        if part is not None:
            found.setdefault(part, []).append(fact)
    return found


def _standing(version: Version, part: int, fact: Fact, edited: Sequence[Place]) -> _Standing:
    low = version.parts[part].words[0]
    start, end = (at - low for at in version.folded_place(fact.span))
    first = max(0, bisect_right(edited, start, key=lambda e: e[0]) - 1)
    near = range(first, min(first + 3, len(edited)))
    inside = any(max(edited[i][0], start) < min(edited[i][1], end) or start < edited[i][0] < end for i in near)
    edge = next((i for i in near if edited[i][0] <= end and start <= edited[i][1]), -1)
    return _Standing(fact, start, inside, edge)


def _paired(mine: list[_Standing], theirs: list[_Standing], found: Sequence[Edit]) -> Iterator[Pair]:
    """Each fact with its partner: by place where neither is edited, then by `KEYS` in their order."""
    plain = {(s.fact.kind, s.start): s for s in theirs if not s.is_edited}
    left, gone = [], set[int]()
    for old in mine:
        same = None if old.is_edited else plain.get((old.fact.kind, old.start + _shift(found, old.start)))
        if same is None:
            left.append(old)
            continue
        gone.add(id(same))
        yield old.fact, same.fact
    others = [s for s in theirs if id(s) not in gone]
    for key in KEYS:
        pairs = _zipped(left, others, key)
        yield from ((a.fact, b.fact) for a, b in pairs)
        left, others = _without(left, [a for a, _ in pairs]), _without(others, [b for _, b in pairs])
    yield from ((s.fact, None) for s in left)
    yield from ((None, s.fact) for s in others)


KEYS: tuple[Callable[[_Standing], Hashable], ...] = (
    lambda s: (s.fact.kind, s.edit),
    lambda s: s.fact.kind,
    lambda s: (FAMILY.get(s.fact.kind, s.fact.kind), s.edit),
)
"""What partners have in common: edit and kind, else kind, else edit and family."""


def _zipped(
    olds: list[_Standing], news: list[_Standing], key: Callable[[_Standing], Hashable]
) -> list[tuple[_Standing, _Standing]]:
    after: dict[Hashable, list[_Standing]] = {}
    for new in reversed(news):
        after.setdefault(key(new), []).append(new)
    return [(old, after[key(old)].pop()) for old in olds if after.get(key(old))]


def _without(standing: list[_Standing], taken: list[_Standing]) -> list[_Standing]:
    gone = {id(s) for s in taken}
    return [s for s in standing if id(s) not in gone]


def _shift(found: Sequence[Edit], at: int) -> int:
    """How far what stands behind the edits before it has moved."""
    before = bisect_right(found, at, key=lambda e: e[0][1])
    return found[before - 1][1][1] - found[before - 1][0][1] if before else 0


def _is_same(a: Fact | None, b: Fact | None) -> bool:
    return a is not None and b is not None and _said(a) == _said(b)


def _said(fact: Fact) -> tuple[object, ...]:
    return fact.value, fact.unit, fact.comparative, fact.moment


def _place(change: FactChange) -> Place:
    """In the order of the new version; what is gone where it stood."""
    fact = change.new or change.old
    return fact.span if fact else (0, 0)
