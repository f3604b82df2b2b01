"""The amounts of a document as they may take part in a sum: with label, role, and how often each counts.

Input: the text, its facts, and the places of its tables. Output: figures in order. Compared, bounded, approximate and
superseded amounts are marked as no part of any sum; what is inside a table is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from yiju.facts.model import Fact
from yiju.sums.counting import named_times, times_of
from yiju.sums.labels import label_of
from yiju.sums.model import Amount
from yiju.sums.roles import MOST_WORDS, is_summed, role_of
from yiju.sums.statements import Place, Statements
from yiju.sums.words import (
    ABOVE,
    CHANGED,
    CLOSED,
    GENERIC,
    GRAND,
    PER,
    PURPOSE,
    SUPERSEDED,
    TOTALS,
    Role,
    before,
    pattern,
)

SUMMED = ("money", "rate", "count", "points", "duration")
SAME_UNIT = {"名": "人", "位": "人", "": ""}
FARTHEST = 120
DASHED = re.compile(r"[-—–―]\s*[\r\n]")
PAGE = re.compile(r"[\r\n]\s*[-—–―]\s*\d+\s*[-—–―]\s*[\r\n]")
STOP = re.compile("[,;。:!?]")
HAN = re.compile(r"[\u3400-\u9fff]{1,6}")
_ABOVE, _CHANGED, _CLOSED, _GRAND, _PER = (
    pattern(ABOVE),
    pattern(CHANGED),
    pattern(CLOSED),
    pattern(GRAND),
    pattern(PER),
)
_PURPOSE, _TOTALS, _SUPERSEDED = pattern(PURPOSE), pattern(TOTALS), before(SUPERSEDED)


Number = int | Fraction
"""Whole numbers are int: nearly all amounts are, and they are added up much faster."""


class Figure(NamedTuple):
    """An amount in its words; a named tuple, since a document holds very many. `before` are the words since the last
    stop, `after` some of those after it, both without white space; `named` those that name it. `noun`: what is counted
    where the unit is one of many things (个). `times`: how often it counts.
    `is_part`: whether it may be a part or total of a sum; `is_total`: it is called a total, `is_grand` so that it
    closes a list, `is_above` that it sums up what stands above it."""

    value: Number
    unit: str
    span: Place
    statement: int
    depth: int
    before: str
    named: str
    after: str = ""
    noun: str = ""
    role: Role = ""
    times: int = 1
    is_part: bool = True
    is_total: bool = False
    is_grand: bool = False
    is_above: bool = False

    @property
    def label(self) -> str:
        """What it is called."""
        return label_of(self.named)

    @property
    def purpose(self) -> str:
        """What it is said to be for."""
        purpose = _PURPOSE.match(self.after)
        return purpose[1] if purpose else ""

    @property
    def counted(self) -> Number:
        """What it adds to a total."""
        return self.value if self.times == 1 else self.value * self.times

    @property
    def amount(self) -> Amount:
        """The figure as a part of a sum."""
        return Amount(Fraction(self.value), self.span, self.label or self.purpose, self.times)


def figures(said: Statements, facts: Sequence[Fact], tables: Sequence[Place]) -> tuple[Figure, ...]:
    """The figures that stand in worded statements, in order."""
    reading = _Reading(said, [m.end() for m in STOP.finditer(said.forms)], [start for start, _ in tables], tables)
    found: list[Figure] = []
    amount = 0
    for fact in sorted((f for f in facts if f.kind in SUMMED), key=attrgetter("span")):
        statement = reading.statement(fact.span[0])
        if statement is not None:
            last = found[-1] if found else None
            figure = _figure(reading, fact, statement, (last.span[1] if last else 0, amount))
            found.append(figure._replace(is_above=True) if last and _goes_on(last, figure) else figure)
            amount = fact.span[1] if fact.kind != "count" else amount
    return tuple(_changed(said, found))


@dataclass(frozen=True, slots=True)
class _Reading:
    """The statements with where stops end in them, and where tables start; all in order."""

    said: Statements
    stops: Sequence[int]
    starts: Sequence[int]
    tables: Sequence[Place]

    def statement(self, place: int) -> int | None:
        """The worded statement in which a character stands; none in a table."""
        row = bisect_right(self.starts, place) - 1
        statement = self.said.at(place)
        is_worded = self.said.is_worded[statement] and not (row >= 0 and place < self.tables[row][1])
        return statement if is_worded else None

    def words_before(self, at: int, first: int) -> str:
        """The words since the last stop or amount; a bracket that is closed again is among them."""
        depth = self.said.depth(at)
        first = max(first, at - FARTHEST, self.said.opening(at) if depth else 0)
        last = bisect_right(self.stops, at) - 1
        while last >= 0 and (stop := self.stops[last]) > first:
            if not self._goes_on(stop, depth):
                return squeezed(self.said.forms[stop:at])
            last -= 1
        return squeezed(self.said.forms[first:at])

    def _goes_on(self, stop: int, depth: int) -> bool:
        """Whether words go on after a stop: it stands in a bracket that is closed again, or after 合计."""
        return _CLOSED.match(self.said.forms, stop - 3, stop - 1) is not None or self.said.depth(stop - 1) > depth


def _figure(reading: _Reading, fact: Fact, statement: int, ends: tuple[int, int]) -> Figure:
    """`ends`: where the last fact ends before it, and the last that is no count."""
    (start, end), said = fact.span, reading.said
    opening = said.starts[statement]
    words = reading.words_before(start, max(opening, ends[0]))
    is_each = "各" in words or "均" in words or fact.text[0] in "各均每"
    named = reading.words_before(start, max(opening, ends[1])) if is_each else words
    after = squeezed(said.forms[end : end + 40])
    wide = said.forms[max(opening, start - 30) : start]
    times, unit = _counted(fact, named)
    is_total, is_grand, is_above = _called(words)
    return Figure(
        number_of(fact),
        unit,
        fact.span,
        statement=statement,
        depth=said.depth(start),
        before=words,
        named=named if times > 1 else words,
        after=after,
        noun=_noun(fact, after),
        role=role_of(words, after),
        times=times or 1,
        is_part=times > 0 and is_summed(fact, words, wide, after),
        is_total=is_total,
        is_grand=is_grand,
        is_above=is_above,
    )


@lru_cache(maxsize=MOST_WORDS)
def _called(words: str) -> tuple[bool, bool, bool]:
    """Whether words call an amount a total, one that closes a list, one of what stands above."""
    return _TOTALS.search(words) is not None, _GRAND.search(words) is not None, _ABOVE.match(words) is not None


def _goes_on(one: Figure, other: Figure) -> bool:
    """`以上共20个项目，资金1500万元`: what sums up the items reaches over an amount in another unit."""
    return one.is_above and one.is_total and one.statement == other.statement and one.unit != other.unit


def _counted(fact: Fact, words: str) -> tuple[int, str]:
    """How often a figure counts, and in which unit: a rate for each of several named is an amount for each."""
    per = _PER.match(fact.text) if fact.kind == "rate" else None
    if per:
        named = words + (per["all"] or "")
        times = named_times(named) if named.endswith(per["per"] or per["all"]) else 0
        if times:
            return times, "元"
    return times_of(words), "元" if fact.kind == "money" else SAME_UNIT.get(fact.unit, fact.unit)


def squeezed(words: str) -> str:
    """Words without white space and the page number that may stand among them."""
    if ("\n" in words or "\r" in words) and DASHED.search(words):
        words = PAGE.sub("", words)
    return "".join(words.split())


def number_of(fact: Fact) -> Number:
    """The value of a fact."""
    return int(fact.value) if fact.value.isdecimal() else fact.number


def are_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures may count the same things."""
    return not one.noun or not other.noun or bool(set(one.noun) & set(other.noun))


def _noun(fact: Fact, after: str) -> str:
    found = HAN.match(after) if fact.kind == "count" and fact.unit in GENERIC else None
    return found[0] if found else ""


def _changed(said: Statements, found: list[Figure]) -> Iterator[Figure]:
    """Of `由A调整为B` the second counts, under the label of the first."""
    named = ""
    for figure, following in zip(found, [*found[1:], None], strict=False):
        this = figure._replace(named=named) if named else figure
        named = ""
        if following is not None and following.statement == figure.statement:
            gap = said.forms[figure.span[1] : following.span[0]]
            is_superseded = "原" in figure.before and _SUPERSEDED.search(figure.before) and re.search("现|后", gap)
            if is_superseded or _CHANGED.fullmatch(squeezed(gap[:FARTHEST]).removeprefix(",")):
                named = re.sub(r"(?:由|从|原|原计划)$|^(?:由|从|原)", "", this.label)
                this = this._replace(is_part=False)
        yield this
