"""How alike words are, and which of many are like some: pairs of neighbouring characters, and an index of rare triples.

Input: folded words. Output: a share of 0 to 1; candidates, few for each question, so that asking for all stays linear.
The same answer in every run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from zlib import crc32

SIZE = 3
SAMPLE = 64
"""Triples kept of each text, those of least hash: the same ones in both versions."""
MOST_HOLDERS = 40
"""A triple that more texts hold says nothing."""
MOST_CLOSE = 4


@lru_cache(maxsize=4096)
def pairs_of(words: str) -> Counter[str]:
    """The pairs of neighbouring characters, counted; of a single character, itself."""
    return Counter(words[i : i + 2] for i in range(len(words) - 1)) or Counter([words] if words else [])


def likeness(a: str, b: str) -> Fraction:
    """Twice the pairs in common, as a share of all (Dice); 1 for equal words."""
    if a == b:
        return Fraction(1)
    left, right = pairs_of(a), pairs_of(b)
    total = left.total() + right.total()
    return Fraction(2 * (left & right).total(), total) if total else Fraction(1)


@dataclass(frozen=True, slots=True)
class Index:
    """Texts by number, found by the rare triples in them."""

    holders: Mapping[int, tuple[int, ...]]

    def close_to(self, words: str) -> tuple[int, ...]:
        """The texts that share most sampled triples, best first, at most a few."""
        votes: Counter[int] = Counter()
        for triple in _sample(words):
            found = self.holders.get(triple, ())
            if len(found) <= MOST_HOLDERS:
                votes.update(found)
        return tuple(sorted(votes, key=lambda i: (-votes[i], i))[:MOST_CLOSE])


def index_of(texts: Iterable[tuple[int, str]], *, sampled: bool = True) -> Index:
    """An index of texts; with all their triples when not `sampled`, to be asked with parts of them."""
    holders: dict[int, list[int]] = {}
    for number, words in texts:
        for triple in _sample(words) if sampled else _triples(words):
            holders.setdefault(triple, []).append(number)
    return Index({triple: tuple(found) for triple, found in holders.items()})


def _sample(words: str) -> list[int]:
    return sorted(_triples(words))[:SAMPLE]


def _triples(words: str) -> set[int]:
    """Hashes that do not change from run to run, as Python's own of texts do."""
    ends = max(1, len(words) - SIZE + 1)
    return {crc32(words[i : i + SIZE].encode()) for i in range(ends)}
