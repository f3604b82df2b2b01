"""The facts of a document in order of place, to ask which stand in given words, and the value a row takes from them.

Input: `Facts`. Output: facts in a place, and canonical values (`1000`, `0.7`, `2020-12`). Knows no documents' layout.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from yiju.facts.model import Fact, Facts, NumberMention
from yiju.provisions.rows import Value

Place = tuple[int, int]

CHANGE = re.compile(r"(?:提高|提升|上调|调整|调高|增加|下调|降低|降|升|增|变更|改)(?:到|至|为)|由.*[到至为]")
MULTIPLE = re.compile(r"(\d+(?:\.\d+)?)倍")
RATIO = re.compile(r"(\d+(?:\.\d+)?)[:：比](\d+(?:\.\d+)?)(?![:：]?\d)")
WHOLE = re.compile(r"全额|全部由|全数")
LARGE = re.compile(r"[万亿萬億]")
AMOUNTS = ("rate", "money")


@dataclass(frozen=True, slots=True)
class StatedFacts:
    """Facts and document numbers, each sorted by where they start."""

    facts: tuple[Fact, ...]
    starts: tuple[int, ...]
    numbers: tuple[NumberMention, ...]
    number_starts: tuple[int, ...]

    def within(self, place: Place) -> Sequence[Fact]:
        """The facts that start in a place."""
        return self.facts[bisect_left(self.starts, place[0]) : bisect_left(self.starts, place[1])]

    def kinds_within(self, place: Place) -> frozenset[str]:
        """The kinds of facts in a place as rows ask for them: those of `Fact`, `sum` for money in 万 or 亿, `threshold`
        for an amount or a count that something is measured by."""
        return frozenset(_kind(f) for f in self.within(place))

    def numbers_within(self, place: Place) -> Sequence[NumberMention]:
        """The document numbers that start in a place."""
        low, high = bisect_left(self.number_starts, place[0]), bisect_left(self.number_starts, place[1])
        return self.numbers[low:high]


def _kind(fact: Fact) -> str:
    if fact.kind in (*AMOUNTS, "count") and fact.comparative in ("ge", "gt", "lt"):
        return "threshold"
    return "sum" if fact.kind == "money" and LARGE.search(fact.text) else fact.kind


def stated_facts(facts: Facts) -> StatedFacts:
    """Sort the facts of a document for asking."""
    found = tuple(sorted(facts.facts, key=lambda f: f.span))
    numbers = tuple(sorted(facts.numbers, key=lambda n: n.span))
    return StatedFacts(found, tuple(f.span[0] for f in found), numbers, tuple(n.span[0] for n in numbers))


def value_of(mode: Value, words: str, facts: Sequence[Fact], numbers: Sequence[NumberMention]) -> str | None:
    """The value that words give, as `mode` takes it; None where they give none."""
    match mode:
        case "rate":
            return _rate(words, facts)
        case "share" | "portion":
            return _share(words, facts) or (_first_amount(facts) if mode == "portion" else None)
        case "date" | "first_date":
            dates = [f.value for f in facts if f.kind in ("date", "month")]
            return (dates[0] if mode == "first_date" else dates[-1]) if dates else None
        case "points":
            return _points(facts)
        case "number":
            return numbers[0].normalized if numbers else None
        case "none":
            return None


def is_value(mode: Value, fact: Fact) -> bool:
    """Whether a fact is of a kind that a mode takes, and no threshold."""
    kinds: Iterable[str] = {
        "rate": (*AMOUNTS, "percentage"),
        "share": ("percentage",),
        "portion": ("percentage",),
        "points": ("points",),
    }.get(mode, ())
    return fact.kind in kinds and fact.comparative not in ("ge", "gt", "lt")


def _rate(words: str, facts: Sequence[Fact]) -> str | None:
    shares = [f for f in facts if f.kind == "percentage"]
    amounts = _settled([f for f in facts if f.kind == "rate"]) or _settled([f for f in facts if f.kind == "money"])
    if CHANGE.search(words) and (amounts or shares):
        return max((*amounts, *shares), key=lambda f: f.span).value
    if shares:
        return shares[-1].value
    if amounts:
        return amounts[-1].value
    multiple = MULTIPLE.search(words)
    return multiple[1] if multiple else None


def _settled(facts: Sequence[Fact]) -> Sequence[Fact]:
    """Those that are no thresholds; all of them where all are."""
    return [f for f in facts if f.comparative not in ("ge", "gt", "lt")] or facts


def _share(words: str, facts: Sequence[Fact]) -> str | None:
    shares = [f for f in facts if f.kind == "percentage"]
    if shares:
        return shares[0].value
    ratio = RATIO.search(words)
    if ratio and Fraction(ratio[1]) + Fraction(ratio[2]):
        return _plain(Fraction(ratio[1]) / (Fraction(ratio[1]) + Fraction(ratio[2])))
    return "1" if WHOLE.search(words) else None


def _first_amount(facts: Sequence[Fact]) -> str | None:
    return next((f.value for f in facts if f.kind in AMOUNTS), None)


def _points(facts: Sequence[Fact]) -> str | None:
    worth = [f for f in facts if f.kind == "rate" and "分" in f.unit]
    scored = _settled([f for f in facts if f.kind == "points"])
    found = worth or scored
    return found[-1].value if found else None


def _plain(share: Fraction) -> str | None:
    """A fraction as a decimal, if it has one of few digits."""
    digits = share * 10_000
    return f"{Decimal(int(digits)).scaleb(-4).normalize():f}" if digits.denominator == 1 else None
