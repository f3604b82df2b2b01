"""The facts of a document in order of place, to ask which stand in given words, and the value a row takes from them.

Input: `Facts`. Output: figures in a place, and canonical values (`1000`, `0.7`, `2020-12`). Knows no documents' layout.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from yiju.documents.folding import fold_forms, fold_words
from yiju.facts.model import Fact, Facts, NumberMention
from yiju.provisions.rows import Value

Place = tuple[int, int]

CHANGE = re.compile(r"(?:提高|提升|上调|调整|调高|增加|下调|降低|降|升|增|变更|改)(?:到|至|为)|由.*[到至为]")
MULTIPLE = re.compile(r"(\d+(?:\.\d+)?)倍")
RATIO = re.compile(r"\d+(?:\.\d+)?(?:[:：比]\d+(?:\.\d+)?)+")
HALF = re.compile(r"各?[^,，]{0,6}一半|各半|对半")
EXCHANGE = re.compile(r"(\d+)个?积?分[^,，]{0,20}?(\d+(?:\.\d+)?)元")
WHOLE = re.compile(r"全额|全部由|全数")
SAID = ((WHOLE, "1"), (re.compile(r"减半|折半|半价|一半"), "0.5"))
"""Shares that are said in a word."""
LATER = re.compile(r"日(?:起)?(?:至|到|-|—|~)(\d{1,2})月(\d{1,2})日")
MEASURE = re.compile(r"(?:\(含[^)]*\))?(?:及其?|或)?(?:以上|以下|以内|之内|以外|起)")
GIVEN = re.compile(r"以[内下]的?(?:一次性|临时)?(?:奖|补|救|资|贴|标准)")
CONVERTED = re.compile(r"\((?:折合|折算|约合|合(?!计))[^)(]*$")
"""The same amount said in another measure."""
LARGE = re.compile(r"[万亿萬億]")
AMOUNTS = ("rate", "money")
SHARES = ("percentage",)
WORTH: Mapping[Value, Sequence[str]] = {
    "rate": (*AMOUNTS, *SHARES),
    "share": SHARES,
    "portion": SHARES,
    "points": ("points",),
}
"""The kinds of figures of which a mode takes one each."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A fact as rows ask for it. `is_threshold`: something is measured by it (5000元以上, 不满15天), so that it is not
    what is given; a floor or a cap (不低于, 不超过, 3000元以内的奖励) is none."""

    kind: str
    value: str
    unit: str
    span: Place
    is_threshold: bool
    is_large: bool


@dataclass(frozen=True, slots=True)
class StatedFacts:
    """Figures and document numbers, each sorted by where they start."""

    figures: tuple[Figure, ...]
    starts: tuple[int, ...]
    numbers: tuple[NumberMention, ...]
    number_starts: tuple[int, ...]

    def within(self, place: Place) -> Sequence[Figure]:
        """The figures that start in a place."""
        return self.figures[bisect_left(self.starts, place[0]) : bisect_left(self.starts, place[1])]

    def kinds_within(self, place: Place) -> frozenset[str]:
        """The kinds of facts in a place as rows ask for them: those of `Fact`, `sum` for money in 万 or 亿, `threshold`
        for an amount, a share or a count by which something is measured."""
        return frozenset(_kind(f) for f in self.within(place))

    def numbers_within(self, place: Place) -> Sequence[NumberMention]:
        """The document numbers that start in a place."""
        low, high = bisect_left(self.number_starts, place[0]), bisect_left(self.number_starts, place[1])
        return self.numbers[low:high]


def stated_facts(facts: Facts, text: str) -> StatedFacts:
    """Sort the facts of a document for asking."""
    found = tuple(_figure(f, text) for f in sorted(facts.facts, key=lambda f: f.span))
    numbers = tuple(sorted(facts.numbers, key=lambda n: n.span))
    return StatedFacts(found, tuple(f.span[0] for f in found), numbers, tuple(n.span[0] for n in numbers))


def value_of(mode: Value, words: str, figures: Sequence[Figure], numbers: Sequence[NumberMention]) -> str | None:
    """The value that words give, as `mode` takes it; None where they give none."""
    match mode:
        case "rate":
            return _rate(words, figures)
        case "share":
            return _last_share(figures) or ("0.5" if HALF.search(words) else None)
        case "portion":
            return _portion(words, figures) or _first_amount(figures)
        case "date" | "first_date":
            dates = [f.value for f in figures if f.kind in ("date", "month")]
            return (dates[0] if mode == "first_date" else _last_day(words, dates[-1])) if dates else None
        case "points":
            return _points(words, figures)
        case "number":
            return numbers[0].normalized if numbers else None
        case "none":
            return None


def is_worth(mode: Value, figure: Figure) -> bool:
    """Whether a mode takes a figure as a value of its own."""
    return figure.kind in WORTH.get(mode, ()) and not figure.is_threshold


def _figure(fact: Fact, text: str) -> Figure:
    start, end = fact.span
    after = "".join(fold_forms(text[end : end + 12]).split())
    is_aside = CONVERTED.search(fold_words(text[max(0, start - 16) : start])) is not None
    is_threshold = (
        is_aside or fact.comparative in ("gt", "lt") or (MEASURE.match(after) is not None and not GIVEN.match(after))
    )
    return Figure(fact.kind, fact.value, fact.unit, fact.span, is_threshold, LARGE.search(fact.text) is not None)


def _kind(figure: Figure) -> str:
    if figure.is_threshold and figure.kind in (*AMOUNTS, *SHARES, "count", "points"):
        return "threshold"
    return "sum" if figure.kind == "money" and figure.is_large else figure.kind


def _rate(words: str, figures: Sequence[Figure]) -> str | None:
    worth = [f for f in figures if f.kind in (*AMOUNTS, *SHARES) and not f.is_threshold]
    if worth and CHANGE.search(words):
        return worth[-1].value
    for kind in (*SHARES, *AMOUNTS):
        of_kind = [f for f in worth if f.kind == kind]
        if of_kind:
            return of_kind[-1].value
    multiple = MULTIPLE.search(words)
    return multiple[1] if multiple else next((value for form, value in SAID if form.search(words)), None)


def _settled(figures: Sequence[Figure]) -> Sequence[Figure]:
    """Those that are no thresholds; all of them where all are."""
    return [f for f in figures if not f.is_threshold] or figures


def _last_share(figures: Sequence[Figure]) -> str | None:
    return next((f.value for f in reversed(figures) if f.kind in SHARES and not f.is_threshold), None)


def _portion(words: str, figures: Sequence[Figure]) -> str | None:
    shares = [f for f in figures if f.kind in SHARES and not f.is_threshold]
    if shares:
        return shares[0].value
    ratio = RATIO.search(words)
    if ratio:
        parts = [Fraction(part) for part in re.findall(r"[\d.]+", ratio[0])]
        return as_decimal(parts[0] / sum(parts)) if sum(parts) else None
    if HALF.search(words):
        return "0.5"
    return "1" if WHOLE.search(words) else None


def _first_amount(figures: Sequence[Figure]) -> str | None:
    return next((f.value for f in figures if f.kind in AMOUNTS), None)


def _points(words: str, figures: Sequence[Figure]) -> str | None:
    """The points, or what one point is worth in 元 where so many are exchanged for so much."""
    exchange = EXCHANGE.search(words)
    if exchange and int(exchange[1]):
        return as_decimal(Fraction(exchange[2]) / int(exchange[1]))
    worth = [f for f in figures if f.kind == "rate" and "分" in f.unit]
    found = worth or _settled([f for f in figures if f.kind == "points"])
    return found[-1].value if found else _first_amount(figures)


def _last_day(words: str, day: str) -> str:
    """A day, or the later one of the same year that the words name after it (`5月1日至5月31日`)."""
    later = LATER.search(words)
    return f"{day[:4]}-{int(later[1]):02}-{int(later[2]):02}" if later else day


def as_decimal(share: Fraction) -> str | None:
    """A fraction as a decimal; None if it has none of four digits."""
    digits = share * 10_000
    return f"{Decimal(int(digits)).scaleb(-4).normalize():f}" if digits.denominator == 1 else None
