"""互斥 across records: of the payments to one payee in a month, which one is made (language, *Semantics* 12).

Input: a policy and the items of a batch. Output: for each item that is not simply made, what became of it. What has
to be kept is one number an item that a 互斥 names. Decides nothing about funds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from yiju.decision.mutual import Rival, paid
from yiju.program.program import MutualType, PolicyType
from yiju.program.values import NOTHING, UNKNOWN
from yiju.settlement.model import Item


@dataclass(frozen=True, slots=True)
class Excluded:
    """An item that is withheld, or `is_open`: what is not yet known of `favour` may still take it."""

    rule: int
    favour: int
    is_open: bool


def exclude(policy: PolicyType, items: Sequence[Item]) -> dict[int, Excluded]:
    """What the 互斥 of a policy withhold, by the place of the item.

    The due day of `yiju decide` is that of a month, so payees are compared month by month here too. One 互斥 follows
    the other as in a decision: what one withholds is no rival in the next.
    """
    excluded: dict[int, Excluded] = {}
    for number, mutual in enumerate(policy.mutuals):
        order = orders(policy, mutual)
        for group in _groups(number, order, items, excluded):
            values = [UNKNOWN if p in excluded else items[p].value for p in group]
            if mutual.take == "field":
                possible = _by_field(number, group, values, items)
            else:
                possible = _by_amount(mutual, [order[items[p].payment] for p in group], values)
            excluded.update(_others(number, group, possible, items))
    return excluded


def orders(policy: PolicyType, mutual: MutualType) -> dict[str, int]:
    """The place of each payment of this policy in the order a 互斥 names them."""
    return {name: i for i, (owner, name) in enumerate(mutual.payments) if owner == policy.name}


def key_of(item: Item, number: int) -> Any:
    """What the payee is told by for a 互斥; None where that is unknown, or 无: it tells nobody from another."""
    key = item.keys[number] if number < len(item.keys) else UNKNOWN
    return UNKNOWN if key is NOTHING else key


def _groups(
    number: int, order: Mapping[str, int], items: Sequence[Item], excluded: Mapping[int, Excluded]
) -> Iterator[list[int]]:
    """The places of items that exclude each other, those named first first, then by the record's identifier."""
    found: dict[tuple[str, Any], list[int]] = {}
    for place, item in enumerate(items):
        if item.payment not in order or (place in excluded and not excluded[place].is_open):
            continue
        key = key_of(item, number)
        if key is not UNKNOWN:
            found.setdefault((item.month, key), []).append(place)
    for group in found.values():
        if len(group) > 1:
            yield sorted(group, key=lambda p: (order[items[p].payment], items[p].record, items[p].recipient or "", p))


def _others(
    number: int, group: Sequence[int], possible: Sequence[int], items: Sequence[Item]
) -> Iterator[tuple[int, Excluded]]:
    """What of a group is not simply paid, given those of it that may be."""
    for at, place in enumerate(group):
        rivals = [i for i in possible if i != at]
        if items[place].value is not UNKNOWN and rivals:
            yield place, Excluded(number, group[rivals[0]], at in possible)


def _by_amount(mutual: MutualType, order: Sequence[int], values: Sequence[Fraction | None]) -> list[int]:
    """Those that may be paid: one where it is known."""
    if None in values:
        made = paid(mutual, [Rival(o, v) for o, v in zip(order, values, strict=True)])
        return [i for i, is_paid in enumerate(made) if is_paid is not False]
    known = [v for v in values if v is not None]
    if mutual.take == "first":
        return [0]
    return [known.index(max(known) if mutual.take == "higher" else min(known))]


def _by_field(number: int, group: Sequence[int], values: Sequence[Fraction | None], items: Sequence[Item]) -> list[int]:
    """Those that may be paid: the first that its own record names; where none does, the first.

    A record whose field is unknown may name its payment, an amount that is unknown may come to nothing.
    """
    named = [items[p].named[number] if number < len(items[p].named) else UNKNOWN for p in group]
    mine = [items[p].payment for p in group]
    certain = [i for i, v in enumerate(values) if v is not None and named[i] == mine[i]]
    maybe = [i for i, v in enumerate(values) if named[i] is UNKNOWN or (v is None and named[i] == mine[i])]
    if certain:
        return [i for i in maybe if i < certain[0]] + certain[:1]
    there = next((i for i, v in enumerate(values) if v is not None), len(group) - 1)
    return sorted({*maybe, *range(there + 1)})
