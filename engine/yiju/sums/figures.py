"""The amounts of a document as they may take part in a sum: with label, role, and how often each counts.

Input: the text, its facts, and the places of its tables. Output: figures in order. Compared, bounded, approximate and
superseded amounts are marked as no part of any sum; what is inside a table is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from yiju.facts.model import Fact
from yiju.sums.labels import label_of
from yiju.sums.model import Amount
from yiju.sums.statements import Place, Statements
from yiju.sums.words import (
    ABOVE,
    APPROXIMATE,
    APPROXIMATE_AFTER,
    BOUNDED,
    BOUNDED_AFTER,
    CARRIED,
    CHANGED,
    COMPARED,
    COUNTED,
    EACH,
    GENERIC,
    GRAND,
    LEFT,
    LEFT_AFTER,
    PURPOSE,
    RECEIVED,
    SUPERSEDED,
    TOTALS,
    USED,
    USED_AFTER,
    Cue,
    Role,
    before,
    pattern,
)

SUMMED = ("money", "rate", "count", "points", "duration")
SAME_UNIT = {"名": "人", "位": "人", "": ""}
BOUNDARY = ",;。:!?，；：！？"
FARTHEST = 120
PAGE = re.compile(r"[\r\n]\s*[-—–―]\s*\d+\s*[-—–―]\s*[\r\n]")
NUMBERED = re.compile(rf"(\d+|[一二两三四五六七八九十]+)个?(?:{COUNTED})$")
HAN = re.compile(r"[\u3400-\u9fff]{1,6}")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount in its words. `before` are the words since the last stop, without white space; `purpose` what it is
    said to be for, `noun` what is counted where the unit is one of many things (个). `times`: how often it counts.
    `is_part`: whether it may be a part or total of a sum; `is_total`: it is called a total, `is_grand` so that it
    closes a list, `is_above` that it sums up what stands above it."""

    value: Fraction
    unit: str
    span: Place
    statement: int
    depth: int
    before: str
    label: str
    purpose: str = ""
    noun: str = ""
    role: Role = ""
    times: int = 1
    is_part: bool = True
    is_total: bool = False
    is_grand: bool = False
    is_above: bool = False

    @property
    def counted(self) -> Fraction:
        """What it adds to a total."""
        return self.value * self.times

    @property
    def amount(self) -> Amount:
        """The figure as a part of a sum."""
        return Amount(self.value, self.span, self.label or self.purpose, self.times)


def figures(said: Statements, facts: Sequence[Fact], tables: Sequence[Place]) -> tuple[Figure, ...]:
    """The figures that stand in worded statements, in order."""
    starts = [start for start, _ in tables]
    found: list[Figure] = []
    for fact in sorted((f for f in facts if f.kind in SUMMED), key=lambda f: f.span):
        row = bisect_right(starts, fact.span[0]) - 1
        is_worded = said.is_worded[said.at(fact.span[0])]
        if is_worded and not (row >= 0 and fact.span[0] < tables[row][1]):
            found.append(_figure(said, fact, found[-1] if found else None))
    return tuple(_changed(said, found))


def _figure(said: Statements, fact: Fact, last: Figure | None) -> Figure:
    statement = said.at(fact.span[0])
    words = _words_before(said, fact.span[0], max(said.starts[statement], last.span[1] if last else 0))
    after = squeezed(said.forms[fact.span[1] : fact.span[1] + 40])
    wide = squeezed(said.forms[max(said.starts[statement], fact.span[0] - 30) : fact.span[0]])
    role = _role(words, after)
    times = _times(words)
    purpose = pattern(PURPOSE).match(after)
    return Figure(
        fact.number,
        SAME_UNIT.get(fact.unit, fact.unit) if fact.kind != "money" else "元",
        fact.span,
        statement=statement,
        depth=said.depth(fact.span[0]),
        before=words,
        label=label_of(words),
        purpose=purpose[1] if purpose else "",
        noun=_noun(fact, after),
        role=role,
        times=times or 1,
        is_part=bool(times) and not _is_no_part(fact, words, after) and not before(COMPARED).search(wide),
        is_total=bool(pattern(TOTALS).search(words)),
        is_grand=bool(pattern(GRAND).search(words)),
        is_above=bool(pattern(ABOVE).match(words)),
    )


def squeezed(words: str) -> str:
    """Words without white space and the page number that may stand among them."""
    return re.sub(r"\s", "", PAGE.sub("", words))


def are_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures may count the same things."""
    return not one.noun or not other.noun or bool(set(one.noun) & set(other.noun))


def _noun(fact: Fact, after: str) -> str:
    found = HAN.match(after) if fact.kind == "count" and fact.unit in GENERIC else None
    return found[0] if found else ""


def _words_before(said: Statements, at: int, first: int) -> str:
    """The words since the last stop or amount; a bracket that is closed again is among them."""
    depth = said.depth(at)
    start = at
    while start > max(first, at - FARTHEST):
        char = said.forms[start - 1]
        here = said.depth(start - 1)
        if here < depth or (here == depth and char in BOUNDARY):
            break
        start -= 1
    return squeezed(said.forms[start:at])


def _role(words: str, after: str) -> Role:
    rules: tuple[tuple[tuple[Cue, ...], Callable[[re.Pattern[str]], object], Role], ...] = (
        (LEFT, lambda p: p.search(words) and not pattern(CARRIED).search(words), "left"),
        (LEFT_AFTER, lambda p: p.match(after), "left"),
        (USED, lambda p: p.search(words), "used"),
        (USED_AFTER, lambda p: p.match(after), "used"),
        (RECEIVED, lambda p: p.search(words), "received"),
    )
    return next((role for cues, holds, role in rules if holds(pattern(cues))), "")


def _is_no_part(fact: Fact, words: str, after: str) -> bool:
    if fact.is_approximate or fact.comparative is not None or fact.value.startswith("-"):
        return True
    is_bounded = fact.kind != "rate" and bool(before(BOUNDED).search(words))
    return (
        is_bounded
        or bool(before(APPROXIMATE).search(words))
        or any(pattern(cues).match(after) for cues in (APPROXIMATE_AFTER, BOUNDED_AFTER))
    )


def _times(words: str) -> int:
    """How often an amount counts: 1, or with `各` once for each that is named; 0 where nobody says how often."""
    each = before(EACH).search(words)
    if each is None:
        return 1
    names = _names(words[: each.start()])
    numbers = [_small(m[1]) for name in names if (m := NUMBERED.search(name))]
    if len(numbers) == len(names) or (numbers and "等" in names[-1]):
        return sum(numbers) if len(numbers) == len(names) else numbers[-1]
    if len(names) >= 2:
        return len(names)
    return 1 if each[0].startswith("均") else 0


def _names(words: str) -> list[str]:
    """Names joined by 、 and, before the last, by 和 (which may also be part of a name)."""
    names = [n for n in words.split("、") if n]
    last = re.fullmatch(r"(.{2,})(?:和|及|与|以及)(.{2,})", names[-1]) if names else None
    return [*names[:-1], last[1], last[2]] if last else names


def _small(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)


def _changed(said: Statements, found: list[Figure]) -> Iterator[Figure]:
    """Of `由A调整为B` the second counts, under the label of the first."""
    label = ""
    for figure, following in zip(found, [*found[1:], None], strict=False):
        this = replace(figure, label=label) if label else figure
        label = ""
        if following is not None and following.statement == figure.statement:
            gap = squeezed(said.forms[figure.span[1] : following.span[0]])
            is_superseded = before(SUPERSEDED).search(figure.before) and re.search("现|后", gap)
            if re.fullmatch(f"[,]?(?:{pattern(CHANGED).pattern})", gap) or is_superseded:
                label = re.sub(r"(?:由|从|原|原计划)$|^(?:由|从|原)", "", this.label)
                this = replace(this, is_part=False)
        yield this
