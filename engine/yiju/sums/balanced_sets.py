"""The smallest sets of numbers that add up to nought, by splitting the numbers into two halves.

Input: exact numbers, none of them nought. Output: every smallest set, by index. Time and memory are 2^(n/2) for n
numbers: the caller bounds n.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import lcm

Balanced = tuple[int, ...]
"""Indexes, ascending."""

Masks = tuple[int, list[int]]
"""The fewest numbers that give a total, and the sets of so many that give it, as bits."""


@dataclass(frozen=True, slots=True)
class BalancedSets:
    """The smallest sets, by their indexes in order; `is_all` is false where there are more than were asked for."""

    sets: tuple[Balanced, ...]
    is_all: bool


def smallest_balanced(numbers: Sequence[Fraction], *, most: int) -> BalancedSets:
    """The sets of fewest numbers that add up to nought, at most `most` of them."""
    scale = lcm(*(n.denominator for n in numbers))
    whole = [int(n * scale) for n in numbers]
    half = len(whole) // 2
    left, right = _by_total(whole[:half]), _by_total(whole[half:])
    fewest = min(_sizes(left, right), default=0)
    if not fewest:
        return BalancedSets((), True)
    masks = list(islice(_masks(left, right, fewest, half), most + 1))
    sets = sorted(tuple(i for i in range(len(whole)) if mask >> i & 1) for mask in masks)
    return BalancedSets(tuple(sets[:most]), len(sets) <= most)


def _by_total(numbers: Sequence[int]) -> dict[int, Masks]:
    """For every total of some of the numbers, the smallest sets that give it; the empty set is none."""
    totals, sizes = [0], [0]
    for number in numbers:
        totals += [total + number for total in totals]
        sizes += [size + 1 for size in sizes]
    best: dict[int, Masks] = {}
    for mask in range(1, len(totals)):
        known = best.get(totals[mask])
        if known is None or sizes[mask] < known[0]:
            best[totals[mask]] = (sizes[mask], [mask])
        elif sizes[mask] == known[0]:
            known[1].append(mask)
    return best


def _sizes(left: Mapping[int, Masks], right: Mapping[int, Masks]) -> Iterator[int]:
    yield from (side[0][0] for side in (left, right) if 0 in side)
    yield from (masks[0] + right[-total][0] for total, masks in left.items() if -total in right)


def _masks(left: Mapping[int, Masks], right: Mapping[int, Masks], size: int, shift: int) -> Iterator[int]:
    if 0 in left and left[0][0] == size:
        yield from left[0][1]
    if 0 in right and right[0][0] == size:
        yield from (mask << shift for mask in right[0][1])
    for total, (count, masks) in left.items():
        if -total in right and count + right[-total][0] == size:
            yield from (a | b << shift for a in masks for b in right[-total][1])
