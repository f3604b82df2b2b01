"""What became of each clause: unchanged, changed, renumbered, moved, added, removed.

Input: an alignment. Output: one entry for each part of either version, in the order of the new one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yiju.compiling.versions.alignment import Alignment
from yiju.compiling.versions.model import ClauseChange, ClauseStatus, Run
from yiju.compiling.versions.parts import Part


def clause_changes(alignment: Alignment) -> Iterator[ClauseChange]:
    """Each part of the new version with its old one, and the removed ones after the part that stood before them; a
    clause added or removed with the paragraphs and tables under it is told once."""
    last: ClauseChange | None = None
    for change in _changes(alignment):
        joined = _joined(last, change) if last else None
        if joined is None and last is not None:
            yield last
        last = joined or change
    if last is not None:
        yield last


def _joined(first: ClauseChange, second: ClauseChange) -> ClauseChange | None:
    """A clause that was added or removed, with a part of it that was too."""
    before, after = (c.new if c.status == "added" else c.old for c in (first, second))
    if before is None or after is None or first.status != second.status or first.status not in ("added", "removed"):
        return None
    if before.kind != "clause" or after.kind == "clause" or after.path != before.path or after.start != before.words[1]:
        return None
    whole = replace(before, span=(before.span[0], after.span[1]), words=(before.words[0], after.words[1]))
    return replace(first, new=whole) if first.status == "added" else replace(first, old=whole)


def _changes(alignment: Alignment) -> Iterator[ClauseChange]:
    in_place = _in_place(alignment)
    removed = _removed(alignment, in_place)
    back = {new: old for old, new in alignment.pairs.items()}
    yield from removed.get(-1, ())
    for new, part in enumerate(alignment.other.parts):
        old = back.get(new)
        if old is None:
            yield ClauseChange("added", None, part)
        else:
            yield _paired(alignment, old, is_moved=old not in in_place)
        yield from removed.get(new, ())


def _paired(alignment: Alignment, old: int, *, is_moved: bool) -> ClauseChange:
    before, after = alignment.version.parts[old], alignment.other.parts[alignment.pairs[old]]
    return ClauseChange(
        _status(alignment, old, (before, after), is_moved=is_moved),
        before,
        after,
        tuple(_runs(alignment, old)),
        is_moved,
    )


def _status(alignment: Alignment, old: int, parts: tuple[Part, Part], *, is_moved: bool) -> ClauseStatus:
    if not alignment.is_same(old):
        return "changed"
    if is_moved:
        return "moved"
    return "renumbered" if parts[0].path != parts[1].path else "unchanged"


def _runs(alignment: Alignment, old: int) -> Iterator[Run]:
    before, after = alignment.version, alignment.other
    at_old, at_new = before.parts[old].words[0], after.parts[alignment.pairs[old]].words[0]
    for (o0, o1), (n0, n1) in alignment.edits.get(old, ()):
        yield Run(before.place((at_old + o0, at_old + o1)), after.place((at_new + n0, at_new + n1)))


def _removed(alignment: Alignment, in_place: frozenset[int]) -> dict[int, list[ClauseChange]]:
    """The old parts without a pair, by the new part after which they would stand (-1: before all)."""
    found: dict[int, list[ClauseChange]] = {}
    after = -1
    for old, part in enumerate(alignment.version.parts):
        if old in in_place:
            after = alignment.pairs[old]
        elif old not in alignment.pairs:
            found.setdefault(after, []).append(ClauseChange("removed", part, None))
    return found


def _in_place(alignment: Alignment) -> frozenset[int]:
    """The old parts that keep their order: the longest row of pairs that rises on both sides."""
    olds = sorted(alignment.pairs)
    return frozenset(olds[i] for i in _longest_rise([alignment.pairs[old] for old in olds]))


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """Where the longest rising subsequence stands (patience sorting); the same one every time."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for at, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        before.append(ends[pile - 1] if pile else None)
        if pile == len(tops):
            tops.append(number)
            ends.append(at)
        else:
            tops[pile], ends[pile] = number, at
    found: list[int] = []
    here = ends[-1] if ends else None
    while here is not None:
        found.append(here)
        here = before[here]
    return found[::-1]
