"""Places of one version carried over to the other, through the pairs of parts and the edits inside them.

Input: two versions. Output: an alignment; `carry` says where words stand now and whether they are the same words. It
judges nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yiju.compiling.versions.matching import match
from yiju.compiling.versions.parts import Part, Version
from yiju.compiling.versions.words import Edit, edits

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Carried:
    """A place in the other version's text. `stands`: the same words, ordinals aside, with nothing put between."""

    place: Place
    stands: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """`pairs` is the other part of each part that has one; `edits` those inside a pair, by the part of this version, in
    characters of each one's words."""

    version: Version
    other: Version
    pairs: Mapping[int, int]
    edits: Mapping[int, tuple[Edit, ...]]

    def is_same(self, index: int) -> bool:
        """Whether a part has a pair with the same words."""
        return index in self.pairs and not self.edits.get(index)

    def parts_at(self, place: Place) -> range:
        """The parts in which a place of this version's text begins, goes on and ends."""
        start, end = self.version.folded_place(place)
        first, last = self.version.part_at(start), self.version.part_at(max(start, end - 1))
        return range(0) if first is None or last is None or start >= end else range(first, last + 1)

    def carry(self, place: Place) -> Carried | None:
        """Where the words of a place stand in the other version; None where no part of them does."""
        paired = [i for i in self.parts_at(place) if i in self.pairs]
        if not paired:
            return None
        start, end = self.version.folded_place(place)
        pieces = [self._piece(i, (start, end)) for i in paired]
        low, high = min(p[0] for p in pieces), max(p[1] for p in pieces)
        if low >= high:
            return None
        return Carried(self.other.place((low, high)), self._stands(place, paired))

    def reversed(self) -> Alignment:
        """The same the other way."""
        swapped = {self.pairs[i]: tuple((new, old) for old, new in found) for i, found in self.edits.items()}
        return Alignment(self.other, self.version, {j: i for i, j in self.pairs.items()}, swapped)

    def _piece(self, index: int, words: Place) -> Place:
        """The folded characters of the other version for those of a part that lie in `words`."""
        mine, theirs = self.version.parts[index], self.other.parts[self.pairs[index]]
        found = self.edits.get(index, ())
        low, high = _clipped(mine, words)
        start = theirs.start if words[0] < mine.words[0] else theirs.words[0] + _start_moved(found, low)
        return start, theirs.words[0] + (_end_moved(found, high) if high > 0 else 0)

    def _stands(self, place: Place, paired: Sequence[int]) -> bool:
        touched = self.parts_at(place)
        news = [self.pairs[i] for i in paired]
        if len(paired) < len(touched) or news != list(range(news[0], news[0] + len(news))):
            return False
        words = self.version.folded_place(place)
        return all(not _is_edited(self.edits.get(i, ()), _clipped(self.version.parts[i], words)) for i in paired)


def align(old: Version, new: Version) -> Alignment:
    """Match the parts of two versions and compare the words of each pair."""
    return _aligned(old, new, match(old, new))


def align_equal(old: Version, new: Version) -> Alignment:
    """Two versions in the same parts with the same words."""
    return Alignment(old, new, {i: i for i in range(len(old.parts))}, {})


def _aligned(old: Version, new: Version, pairs: Mapping[int, int]) -> Alignment:
    compared = {i: edits(old.words(i), new.words(j)) for i, j in pairs.items()}
    return Alignment(old, new, pairs, {i: found for i, found in compared.items() if found})


def _clipped(part: Part, words: Place) -> Place:
    """The characters of a part's words that lie in `words`."""
    low, high = part.words
    return max(words[0], low) - low, max(0, min(words[1], high) - low)


def _is_edited(found: Sequence[Edit], words: Place) -> bool:
    """Whether words were struck among these, or put between them."""
    start, end = words
    return any((a < end and start < b) or (a == b and start < a < end) for (a, b), _ in found)


def _start_moved(found: Sequence[Edit], at: int) -> int:
    """Where words that begin here begin now; what was put right before them is not theirs."""
    shift = 0
    for (o0, o1), (n0, n1) in found:
        if at < o0:
            break
        if at < o1:
            return n0
        shift = n1 - o1
    return at + shift


def _end_moved(found: Sequence[Edit], at: int) -> int:
    """Where words that end here end now; what was put right after them is not theirs."""
    shift = 0
    for (o0, o1), (_, n1) in found:
        if at <= o0:
            break
        if at <= o1:
            return n1
        shift = n1 - o1
    return at + shift
