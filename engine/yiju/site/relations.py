"""Which places have to do with one another, what each depends on, and how the work on them is shared out.

Input: folders of places. Output: the places above each, digests, parts of about the same size. Reads no more of a
register than its head: one that cannot be read names no place above.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from yiju.cache import digest_of
from yiju.documents.register import REGISTER_FILE
from yiju.site.source_tree import digest


def places_below(places: Sequence[Path]) -> dict[Path, tuple[Path, ...]]:
    """For each place, those that inherit from it, directly or not."""
    heads = {place: _head(place) for place in places}
    above = {
        place: {other for other in places if other != place and _names(heads[place], place, other, heads[other])}
        for place in places
    }
    for _ in places:
        for held in above.values():
            held |= {higher for other in held for higher in above[other]}
    return {place: tuple(other for other in places if place in above[other] and other != place) for place in places}


def place_digests(places: Sequence[Path], below: Mapping[Path, Sequence[Path]], *others: str) -> dict[Path, str]:
    """For each place, the digest of all that its pages are made from: its files, those of the places above and below,
    and whatever else is given."""
    own = {place: digest_of([str(place)])[0] for place in places}
    related = {place: [o for o in places if o == place or o in below[place] or place in below[o]] for place in places}
    return {place: digest(*(own[o] for o in related[place]), *others) for place in places}


def shared_out(places: Sequence[Path], number: int) -> tuple[tuple[Path, ...], ...]:
    """The places in so many parts of about the same size; parts may be empty."""
    parts: list[list[Path]] = [[] for _ in range(number)]
    sizes = [0] * number
    for place in sorted(places, key=_size, reverse=True):
        least = sizes.index(min(sizes))
        parts[least].append(place)
        sizes[least] += _size(place)
    return tuple(map(tuple, parts))


def _names(head: Mapping[str, Any], place: Path, other: Path, of_other: Mapping[str, Any]) -> bool:
    """Whether the head of a place's register names the other as the one above: by folder, or by what it is called."""
    above = head.get("above") or head.get("上级")
    if not isinstance(above, str):
        return False
    folders = ((place / above).resolve(), (place.parent / above).resolve())
    return other.resolve() in folders or above in (of_other.get("name"), of_other.get("名称"))


def _head(place: Path) -> Mapping[str, Any]:
    try:
        register = tomllib.loads((place / REGISTER_FILE).read_text("utf-8-sig"))
    except (OSError, ValueError):
        return {}
    head = register.get("place") or register.get("地方")
    return head if isinstance(head, dict) else {}


def _size(place: Path) -> int:
    return 1 + sum(file.stat().st_size for file in place.rglob("*.policy"))
