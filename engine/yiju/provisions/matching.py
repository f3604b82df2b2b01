"""Which row a piece of a sentence keeps to.

Input: a reading, its pieces, what they stand under. Output: for each piece the row of the highest rank that holds
there, or none. Puts nothing together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from yiju.provisions.contexts import Surroundings
from yiju.provisions.notation import search
from yiju.provisions.reading import Piece, Reading, masked
from yiju.provisions.rows import Index, Kind, Numbers, Row, Stage, index, rows, rows_without_words
from yiju.provisions.stated_facts import StatedFacts

LONGEST = 400
"""Of a longer piece only so many characters are looked at."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The needles that stand in a reading, of the rows of one stage: where each starts, and the rows that need it."""

    starts: Sequence[int]
    rows: Sequence[tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A row that holds in a piece; `match` is None for a row without words."""

    row: Row
    match: re.Match[str] | None


@dataclass(frozen=True, slots=True)
class Ground:
    """All that rows are asked about."""

    reading: Reading
    hits: Mapping[Stage, Hits]
    facts: StatedFacts


@dataclass(frozen=True, slots=True)
class Flags:
    """Which rows are asked besides: those for lines that open a list; and which only: those that hold in items of a
    list whose opener says what they are, or in a report of what was done."""

    opener: bool = False
    listed: bool = False
    report: bool = False


NO_FLAGS = Flags()


def find_hits(words: str) -> Mapping[Stage, Hits]:
    """Find all needles in the words of a document, in one pass."""
    found: dict[Stage, tuple[list[int], list[tuple[int, ...]]]] = {s: ([], []) for s in get_args(Stage)}
    for at, numbers_by_stage in _hits(words, index()):
        for stage, numbers in numbers_by_stage:
            starts, rows_there = found[stage]
            starts.append(at)
            rows_there.append(numbers)
    return {stage: Hits(*lists) for stage, lists in found.items()}


def _hits(words: str, wanted: Index) -> Iterator[tuple[int, Numbers]]:
    by_pair, short = wanted.by_pair, wanted.short
    for at, char in enumerate(words):
        if char in short:
            yield at, short[char]
        pair = words[at : at + 2]
        if pair in by_pair:
            for needle, numbers in by_pair[pair]:
                if words.startswith(needle, at):
                    yield at, numbers


def anchor_of(
    ground: Ground,
    piece: Piece,
    around: Surroundings,
    stage: Stage,
    *,
    after: Kind | None = None,
    before: str = "",
    flags: Flags = NO_FLAGS,
) -> Anchor | None:
    """The row that holds in a piece, of those of a stage that `flags` allow; `after` is the kind of what precedes it
    in the sentence, `before` the words."""
    numbers = _numbers(ground.hits[stage], piece) & allowed(flags)
    if not numbers and stage != "last":
        return None
    kinds = ground.facts.kinds_within(ground.reading.place_of(piece.start, piece.end))
    words = masked(piece.text[:LONGEST])
    table = rows()
    for row in (*(table[number] for number in sorted(numbers)), *(rows_without_words() if stage == "last" else ())):
        if _fits(row, kinds, around, after) and (row.before is None or search(row.before, before)):
            match = search(row.words, words) if row.words else None
            if (match or not row.words) and not (row.without and search(row.without, words)):
                return Anchor(row, match)
    return None


@cache
def allowed(flags: Flags) -> frozenset[int]:
    """The rows that flags allow."""
    return frozenset(row.number for row in rows() if _is_allowed(row, flags))


def _numbers(hits: Hits, piece: Piece) -> set[int]:
    """The rows worth trying."""
    first, end = bisect_left(hits.starts, piece.start), bisect_left(hits.starts, piece.end)
    return set().union(*hits.rows[first:end])


def _is_allowed(row: Row, flags: Flags) -> bool:
    if (row.is_opener and not flags.opener) or (flags.listed and not row.in_list):
        return False
    return not flags.report or row.in_report


def _fits(row: Row, kinds: frozenset[str], around: Surroundings, after: Kind | None) -> bool:
    if (row.needs and not row.needs & kinds) or row.lacks & kinds:
        return False
    if row.topic and not row.topic & around.topics:
        return False
    if row.not_topic & around.topics and row.kind not in around.topics:
        return False
    return not row.after or after in row.after
