"""Which row a piece of a sentence keeps to.

Input: a reading, its pieces, what they stand under. Output: for each piece the row of the highest rank that holds
there, or none. Puts nothing together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from yiju.provisions.contexts import Surroundings
from yiju.provisions.reading import Piece, Reading, masked
from yiju.provisions.rows import Index, Kind, Row, index, rows, rows_without_words
from yiju.provisions.stated_facts import StatedFacts

LONGEST = 400
"""Of a longer piece only so many characters are looked at."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The needles that stand in a reading: where each starts, how long it is, and the rows that need it."""

    starts: tuple[int, ...]
    needles: tuple[tuple[int, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row that holds in a piece; `match` is None for a row without words."""

    row: Row
    match: re.Match[str] | None
    needle: int


@dataclass(frozen=True, slots=True)
class Ground:
    """All that rows are asked about."""

    reading: Reading
    hits: Hits
    facts: StatedFacts


@dataclass(frozen=True, slots=True)
class Flags:
    """Which rows are asked: those for whole sentences, those for a sentence in which nothing else holds, those for
    lines that open a list; and only those that hold in items of a list whose opener says what they are, or in a
    report of what was done."""

    whole: bool = False
    last: bool = False
    opener: bool = False
    listed: bool = False
    report: bool = False


def find_hits(words: str) -> Hits:
    """Find all needles in the words of a document, in one pass."""
    found = list(_hits(words, index()))
    return Hits(tuple(at for at, _, _ in found), tuple((length, numbers) for _, length, numbers in found))


def _hits(words: str, wanted: Index) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    by_pair, short = wanted.by_pair, wanted.short
    for at, char in enumerate(words):
        if char in short:
            yield at, 1, short[char]
        pair = words[at : at + 2]
        if pair in by_pair:
            for needle, numbers in by_pair[pair]:
                if words.startswith(needle, at):
                    yield at, len(needle), numbers


def anchor_of(ground: Ground, piece: Piece, around: Surroundings, *, after: Kind | None, flags: Flags) -> Anchor | None:
    """The row that holds in a piece, of those that `flags` allow; `after` is the kind of the words before it."""
    best: Anchor | None = None
    kinds = ground.facts.kinds_within(ground.reading.place_of(piece.start, piece.end))
    words = masked(piece.text[:LONGEST])
    for row, needle in _candidates(ground.hits, piece):
        if best is not None and (row.rank, needle, -row.number) <= (best.row.rank, best.needle, -best.row.number):
            continue
        if _is_allowed(row, flags) and _fits(row, kinds, around, after):
            match = _match(row, words)
            if match is not None or not row.words:
                best = Anchor(row, match, needle)
    return best


def _candidates(hits: Hits, piece: Piece) -> Iterator[tuple[Row, int]]:
    """The rows worth trying, each with the length of its longest needle there; those without words come last."""
    lengths: dict[int, int] = {}
    for i in range(bisect_left(hits.starts, piece.start), bisect_left(hits.starts, piece.end)):
        length, numbers = hits.needles[i]
        for number in numbers:
            lengths[number] = max(length, lengths.get(number, 0))
    table = rows()
    yield from ((table[number], length) for number, length in lengths.items())
    yield from ((row, 0) for row in rows_without_words())


def _is_allowed(row: Row, flags: Flags) -> bool:
    if row.is_last != flags.last or row.is_whole != flags.whole or (row.is_opener and not flags.opener):
        return False
    if flags.listed and not row.in_list:
        return False
    return not flags.report or row.in_report


def _fits(row: Row, kinds: frozenset[str], around: Surroundings, after: Kind | None) -> bool:
    if (row.needs and not row.needs & kinds) or row.lacks & kinds:
        return False
    if (row.topic and not row.topic & around.topics) or row.not_topic & around.topics:
        return False
    return not row.after or after in row.after


def _match(row: Row, words: str) -> re.Match[str] | None:
    if any(p.expression.search(words) for p in row.without):
        return None
    return next((m for p in row.words if (m := p.expression.search(words)) is not None), None)
