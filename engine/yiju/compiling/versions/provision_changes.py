"""Provisions to look at again: those whose quoted words changed or went, those that stand where something around them
changed or under another path, and those that are new.

Input: an alignment of two readings. Output: what must be told, old ones in the order of the old version, then new ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from yiju.compiling.versions.alignment import Alignment
from yiju.compiling.versions.closeness import likeness
from yiju.compiling.versions.model import Place, ProvisionChange, ProvisionStatus
from yiju.compiling.versions.nearest import Nearest
from yiju.provisions.model import Provision

LIKE = Fraction(3, 10)
"""Words of the same clause that are less alike are not what became of a quote."""
MOST_LOOKED_AT = 50


@dataclass(slots=True)
class _Telling:
    """The provisions of the new version in order, and those that an old one stands for."""

    alignment: Alignment
    nearest: Nearest
    news: Sequence[Provision]
    starts: Sequence[int]
    longest: int
    taken: set[int] = field(default_factory=set)


def provision_changes(alignment: Alignment, nearest: Nearest) -> tuple[tuple[ProvisionChange, ...], int]:
    """The provisions to look at, and how many old ones stand (those with a change around them, too)."""
    news = sorted(alignment.other.reading.provisions.provisions, key=lambda p: p.span)
    longest = max((p.span[1] - p.span[0] for p in news), default=0)
    telling = _Telling(alignment, nearest, news, [p.span[0] for p in news], longest)
    olds = alignment.version.reading.provisions.provisions
    told = [_change(telling, p) for p in olds]
    changes = [_with_other_kind(telling, t) for t in told if t is not None]
    standing = len(olds) - sum(1 for t in changes if t.status in ("changed", "gone"))
    return (*changes, *_new_ones(telling)), standing


def _change(telling: _Telling, old: Provision) -> ProvisionChange | None:
    """What is to be told of an old provision; None where all stands as it stood."""
    place, stands = where(telling.alignment, telling.nearest, old.span)
    new = _partner(telling, old, place) if place else None
    before, after = path_at(telling.alignment, old.span), path_at(telling.alignment, place, is_new=True)
    if not stands or place is None:
        return ProvisionChange("changed" if place else "gone", old, new, place, before, after)
    opener = telling.alignment.carry(old.opens) if old.opens else None
    if old.opens and not (opener and opener.stands):
        return ProvisionChange("opener", old, new, place, before, after, opener.place if opener else None)
    status = _standing(telling.alignment, old, new, (before, after))
    return ProvisionChange(status, old, new, place, before, after) if status else None


def _standing(
    alignment: Alignment, old: Provision, new: Provision | None, paths: tuple[str, str]
) -> ProvisionStatus | None:
    """What there is to tell of a provision whose words stand."""
    if new is not None and new.value != old.value:
        return "changed"
    if is_beside_change(alignment, old.span):
        return "beside"
    return "renumbered" if paths[0] != paths[1] else None


def where(alignment: Alignment, nearest: Nearest, span: Place) -> tuple[Place | None, bool]:
    """Where words of the old version, or those nearest to them, stand in the new one; and whether they are the same."""
    carried = alignment.carry(span)
    if carried is not None and carried.stands:
        return carried.place, True
    words = _folded(alignment, span)
    moved = nearest.same(words, alignment.parts_at(span))
    if moved is not None:
        return moved, True
    if carried is not None and likeness(words, _folded(alignment, carried.place, is_new=True)) >= LIKE:
        return carried.place, False
    return nearest.closest(words), False


def is_beside_change(alignment: Alignment, span: Place) -> bool:
    """Whether other words of a place's clause changed, or those of the clause around it, or it hangs on another one."""
    for index in alignment.parts_at(span):
        if not alignment.is_same(index):
            return True
        parent = alignment.version.parts[index].parent
        if parent is not None and not _hangs_on(alignment, index, parent):
            return True
    return False


def _hangs_on(alignment: Alignment, index: int, parent: int) -> bool:
    """Whether the pair of a part stands in the pair of its parent, and that reads as it did."""
    now = alignment.other.parts[alignment.pairs[index]].parent
    return alignment.is_same(parent) and now == alignment.pairs[parent]


def path_at(alignment: Alignment, span: Place | None, *, is_new: bool = False) -> str:
    """The path of the clause in which a place begins; empty outside any."""
    version = alignment.other if is_new else alignment.version
    part = version.part_at(version.folded_place(span)[0]) if span else None
    return version.parts[part].path if part is not None else ""


def _folded(alignment: Alignment, span: Place, *, is_new: bool = False) -> str:
    version = alignment.other if is_new else alignment.version
    return version.folded.text[slice(*version.folded_place(span))]


def _partner(telling: _Telling, old: Provision, place: Place) -> Provision | None:
    """The new provision of the same kind that most overlaps the place; it is taken, though another may share it."""
    found = [i for i in _overlapping(telling, place) if telling.news[i].kind == old.kind]
    if not found:
        return None
    telling.taken.update(found)
    return telling.news[max(found, key=lambda i: (_common(telling.news[i].span, place), -i))]


def _with_other_kind(telling: _Telling, change: ProvisionChange) -> ProvisionChange:
    """Changed words that are a provision of another kind now: 不予发放 that became 减半发放."""
    if change.status not in ("changed", "opener") or change.new is not None or change.nearest is None:
        return change
    place = change.nearest
    left = [i for i in _overlapping(telling, place) if i not in telling.taken]
    if not left:
        return change
    best = max(left, key=lambda i: (_common(telling.news[i].span, place), -i))
    telling.taken.add(best)
    return replace(change, new=telling.news[best])


def _overlapping(telling: _Telling, place: Place) -> Iterator[int]:
    """The new provisions that have as much as three fifths of the shorter in common with a place, the last first."""
    last = bisect_left(telling.starts, place[1])
    first = max(bisect_left(telling.starts, place[0] - telling.longest), last - MOST_LOOKED_AT)
    for i in range(last - 1, first - 1, -1):
        span = telling.news[i].span
        shorter = min(span[1] - span[0], place[1] - place[0])
        if 5 * _common(span, place) >= 3 * shorter > 0:
            yield i


def _common(a: Place, b: Place) -> int:
    """How many characters two places have in common."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _new_ones(telling: _Telling) -> Iterator[ProvisionChange]:
    for index, new in enumerate(telling.news):
        if index not in telling.taken:
            yield ProvisionChange("new", None, new, new.span, "", path_at(telling.alignment, new.span, is_new=True))
