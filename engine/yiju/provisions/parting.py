"""A piece that gives several values parted, one value each: `一级残疾人260元、二级残疾人150元`.

Input: a piece with its row. Output: the pieces it falls into, each with its value. Changes no kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from yiju.facts.model import NumberMention
from yiju.provisions.composing import Group, Marked
from yiju.provisions.matching import Anchor, Ground
from yiju.provisions.reading import EDGES, Piece
from yiju.provisions.rows import Row
from yiju.provisions.stated_facts import CHANGE, as_decimal, is_worth, value_of

TITLE_END = re.compile("》")
GROUNDS = re.compile(r"根据|按照|依据|参照|经")
SEVERAL = ("rate", "share", "portion", "points", "number")
"""Values of which a piece may give several."""
REST = re.compile(r"(?:其余|剩余|余下|余款|尾款|另)")
PAUSE = re.compile(r"、|(?<=[)号%元》])[和及与]|(?<=》)(?=《)")


def parted(ground: Ground, piece: Piece, anchor: Anchor | None) -> Iterator[Marked]:
    """The piece with its row, in as many parts as it gives values."""
    if anchor is None:
        yield Marked(piece, None)
        return
    if anchor.row.value not in SEVERAL:
        yield Marked(piece, anchor, None if anchor.row.value == "none" else _value(ground, piece, anchor.row))
        return
    for part in _parts(ground, piece, anchor.row):
        yield Marked(part, anchor, _value(ground, part, anchor.row))


def by_number(ground: Ground, group: Group) -> Iterator[Group]:
    """A group that ends documents: once for each number in it, also one that stands before the words that end it."""
    found: Sequence[NumberMention] = ()
    if group.kind == "repeal":
        parts = [*group.lead, *(m.piece for m in group.body)]
        places = [ground.reading.place_of(p.start, p.end) for p in parts if not GROUNDS.match(p.text)]
        found = [number for place in places for number in ground.facts.numbers_within(place)]
    yield from (replace(group, value=n.normalized) for n in found) if found else (group,)


def with_rest(groups: Sequence[Group]) -> Iterator[Group]:
    """Groups in which what the rest is (`其余年底发放`) is told from the shares before it."""
    left = Fraction(1)
    for group in groups:
        if group.kind == "payment" and group.value is not None:
            left -= Fraction(group.value)
        is_rest = group.kind == "payment" and group.value is None and REST.match(group.body[0].piece.text)
        yield replace(group, value=as_decimal(left)) if is_rest and 0 < left < 1 else group


def _value(ground: Ground, piece: Piece, row: Row) -> str | None:
    place = ground.reading.place_of(piece.start, piece.end)
    return value_of(row.value, piece.text, ground.facts.within(place), ground.facts.numbers_within(place))


def _parts(ground: Ground, piece: Piece, row: Row) -> Iterator[Piece]:
    ends = _value_ends(ground, piece, row)
    start = piece.start
    for last, following in zip(ends, ends[1:], strict=False):
        cut = _cut(ground.reading.words, start, last, following)
        if cut is not None:
            yield Piece(start, cut, ground.reading.words[start:cut].rstrip(EDGES))
            start = cut
    yield Piece(start, piece.end, piece.text[start - piece.start :], piece.is_label)


def _value_ends(ground: Ground, piece: Piece, row: Row) -> Sequence[int]:
    """Where the values of a piece end, in words; none where one value replaces another."""
    place = ground.reading.place_of(piece.start, piece.end)
    if row.value == "number":
        numbers: Sequence[NumberMention] = ground.facts.numbers_within(place)
        ends = [ground.reading.words_of(n.span)[1] for n in numbers]
        return ends or [m.end() for m in TITLE_END.finditer(ground.reading.words, piece.start, piece.end)]
    if row.value == "rate" and CHANGE.search(piece.text) and "、" not in piece.text:
        return []
    return [ground.reading.words_of(f.span)[1] for f in ground.facts.within(place) if is_worth(row.value, f)]


def _cut(words: str, start: int, last: int, following: int) -> int | None:
    """Where to cut between two values: after the first pause outside brackets."""
    depth = words.count("(", start, last) - words.count(")", start, last)
    for match in PAUSE.finditer(words, last, following):
        inside = depth + words.count("(", last, match.start()) - words.count(")", last, match.start())
        if inside <= 0:
            return match.end()
    return None
