"""Which places have to do with one another: those that inherit from one another are made together.

Input: folders of places. Output: groups of them, and groups shared out evenly. Reads no more of a register than the
names in its head: a register that cannot be read relates to nothing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from yiju.documents.register import REGISTER_FILE


def shared_out(places: Sequence[Path], number: int) -> tuple[tuple[Path, ...], ...]:
    """The places in so many parts of about the same size, related places in the same part; parts may be empty."""
    parts: list[list[Path]] = [[] for _ in range(number)]
    sizes = [0] * number
    for group in sorted(related(places), key=_size, reverse=True):
        least = sizes.index(min(sizes))
        parts[least] += group
        sizes[least] += _size(group)
    return tuple(tuple(part) for part in parts)


def related(places: Sequence[Path]) -> tuple[tuple[Path, ...], ...]:
    """The places in groups: all that are connected by inheriting."""
    heads = {place: _head(place) for place in places}
    groups = {place: {place} for place in places}
    for place, head in heads.items():
        for other in (o for o in places if o != place and _names(head, place, o, heads[o])):
            joined = groups[place] | groups[other]
            groups.update(dict.fromkeys(joined, joined))
    return tuple(dict.fromkeys(tuple(p for p in places if p in groups[place]) for place in places))


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


def _size(group: Sequence[Path]) -> int:
    return sum(file.stat().st_size for place in group for file in place.rglob("*.policy"))
