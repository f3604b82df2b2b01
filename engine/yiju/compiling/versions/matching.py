"""Parts of an old version matched with those of a new one: the same words first, then what is like them.

Input: two versions. Output: pairs of parts, each part in one at most. Deterministic, and linear but for sorting: words
are matched by hash, and what is left is held against a few candidates each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from yiju.compiling.versions.closeness import index_of, likeness
from yiju.compiling.versions.parts import Version

ALIKE = Fraction(1, 2)
ALIKE_IN_PLACE = Fraction(3, 10)
"""Enough for a clause with the same path, or between the same neighbours."""
SAME_PATH = Fraction(3, 20)
SAME_SLOT = Fraction(1, 20)
SINGLE_KINDS = ("title", "number", "addressee", "signature", "date")
"""Paragraphs outside clauses of which the first of a kind is the first of that kind, however it was reworded."""

PAIRING = Callable[["_Matching"], None]


@dataclass(slots=True)
class _Matching:
    """The two versions with their parts' words, and the pairs found so far, both ways."""

    old: Version
    new: Version
    forward: dict[int, int] = field(default_factory=dict)
    backward: dict[int, int] = field(default_factory=dict)
    old_words: list[str] = field(default_factory=list)
    new_words: list[str] = field(default_factory=list)

    def pair(self, old: int, new: int) -> None:
        self.forward[old] = new
        self.backward[new] = old

    def left_old(self) -> Iterator[int]:
        return (i for i in range(len(self.old_words)) if i not in self.forward)

    def left_new(self) -> Iterator[int]:
        return (j for j in range(len(self.new_words)) if j not in self.backward)


def match(old: Version, new: Version) -> dict[int, int]:
    """The new part of each old part that has one."""
    found = _Matching(old, new)
    found.old_words = [old.words(i) for i in range(len(old.parts))]
    found.new_words = [new.words(j) for j in range(len(new.parts))]
    for step in STEPS:
        step(found)
    return found.forward


def _same_once(found: _Matching) -> None:
    """Words that stand once in each version."""
    before, after = _grouped(found, lambda words, _: words)
    for words, olds in before.items():
        news = after.get(words, [])
        if len(olds) == len(news) == 1:
            found.pair(olds[0], news[0])


def _same_beside(found: _Matching) -> None:
    """Words that stand more than once, next to a pair: those before it and after it."""
    for step in (1, -1):
        for old, new in sorted(found.forward.items(), key=lambda p: p[0] * step):
            _extend(found, (old, new), step)


def _extend(found: _Matching, pair: tuple[int, int], step: int) -> None:
    old, new = pair[0] + step, pair[1] + step
    while (
        0 <= old < len(found.old_words)
        and 0 <= new < len(found.new_words)
        and old not in found.forward
        and new not in found.backward
        and found.old_words[old] == found.new_words[new]
    ):
        found.pair(old, new)
        old, new = old + step, new + step


def _same_path(found: _Matching) -> None:
    """The same words under the same path, in order."""
    _zip_groups(found, lambda words, place: f"{place}\0{words}")


def _same_anywhere(found: _Matching) -> None:
    """The same words, in order."""
    _zip_groups(found, lambda words, _: words)


def _zip_groups(found: _Matching, key: Callable[[str, str], str]) -> None:
    before, after = _grouped(found, key)
    for name, olds in before.items():
        for old, new in zip(olds, after.get(name, []), strict=False):
            found.pair(old, new)


def _grouped(found: _Matching, key: Callable[[str, str], str]) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """What is left of each version, by key."""
    before: dict[str, list[int]] = {}
    for i in found.left_old():
        before.setdefault(key(found.old_words[i], _place(found.old, i)), []).append(i)
    after: dict[str, list[int]] = {}
    for j in found.left_new():
        after.setdefault(key(found.new_words[j], _place(found.new, j)), []).append(j)
    return before, after


def _place(version: Version, index: int) -> str:
    """What names a part's place: its path, or outside clauses its kind."""
    part = version.parts[index]
    return part.path if part.kind == "clause" else f"{part.path}\0{part.kind}"


def _alike(found: _Matching) -> None:
    """What is like each other, the likest first."""
    ranked = sorted(
        (-score, old, new)
        for old, news in _candidates(found).items()
        for new in sorted(news)
        if (score := _score(found, old, new)) is not None
    )
    for _, old, new in ranked:
        if old not in found.forward and new not in found.backward:
            found.pair(old, new)


def _candidates(found: _Matching) -> dict[int, set[int]]:
    """For each old part that is left a few of the new ones: of the same path, in the same place, with rare words."""
    near: dict[int, set[int]] = {i: set() for i in found.left_old()}
    before, after = _grouped(found, lambda _, place: place)
    for place, olds in before.items():
        for old, new in zip(olds, after.get(place, []), strict=False):
            near[old].add(new)
    slots = _slots(found)
    for old in near:
        near[old] |= {j for j in range(slots[old] - 1, slots[old] + 2) if 0 <= j < len(found.new_words)}
    index = index_of((j, found.new_words[j]) for j in found.left_new())
    for old in near:
        near[old] |= set(index.close_to(found.old_words[old]))
    return {old: {j for j in news if j not in found.backward} for old, news in near.items()}


def _slots(found: _Matching) -> dict[int, int]:
    """Where each old part that is left would stand: as far after the last pair as it does in the old version."""
    slots: dict[int, int] = {}
    last = (-1, -1)
    for i in range(len(found.old_words)):
        if i in found.forward:
            last = (i, found.forward[i])
        else:
            slots[i] = last[1] + i - last[0]
    return slots


def _score(found: _Matching, old: int, new: int) -> Fraction | None:
    """How well two parts go together; None where they do not."""
    before, after = found.old.parts[old], found.new.parts[new]
    is_same_path = _place(found.old, old) == _place(found.new, new) and before.kind in ("clause", *SINGLE_KINDS)
    is_same_slot = found.forward.get(old - 1) == new - 1 or found.forward.get(old + 1) == new + 1
    like = likeness(found.old_words[old], found.new_words[new])
    is_named = is_same_path and bool(before.heading) and before.heading == after.heading
    is_single = is_same_path and before.kind in SINGLE_KINDS
    enough = ALIKE_IN_PLACE if is_same_path or is_same_slot else ALIKE
    if like < enough and not is_named and not is_single:
        return None
    return like + (SAME_PATH if is_same_path else 0) + (SAME_SLOT if is_same_slot else 0)


STEPS: tuple[PAIRING, ...] = (_same_once, _same_beside, _same_path, _same_beside, _same_anywhere, _alike)
