"""Which row of a sheet is which row of the rules: rows that are alike are paired, and those changed between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher


def pairs(old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """The new row's number with the old one's, both ascending; rows without a pair were added or taken out."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1):
            yield from zip(range(j1, j2), range(i1, i2), strict=True)
        elif tag == "replace":
            yield from _by_first_cell(old, new, (i1, i2), (j1, j2))


def _by_first_cell(
    old: Sequence[tuple[str, ...]], new: Sequence[tuple[str, ...]], left: tuple[int, int], right: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """Among changed rows of which some came or went: those with the same first cell, in order."""
    at = left[0]
    for j in range(*right):
        i = next((i for i in range(at, left[1]) if old[i][:1] == new[j][:1]), None)
        if i is not None:
            yield j, i
            at = i + 1
