"""Numbers with a unit in a passage: money, shares, ages, periods, points, counts; dates too. Each with its exact value.

Input: a passage's folded words. Output: quantities in order. Whether money is a rate is decided in `rates.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from yiju.facts.comparatives import comparative, is_rough
from yiju.facts.dates import dates
from yiju.facts.guards import is_fact, is_money_without_unit, is_ordinal
from yiju.facts.model import Comparative, FactKind
from yiju.facts.numerals import CHINESE, NUMERAL, read_numeral
from yiju.facts.unit_rows import ONE, PERCENT, ROW_BY_WORD, ROWS_BY_FIRST, UnitRow, row_at

NUMERIC = re.compile(f"[0-9{CHINESE}半]")
LARGE = {"万": 10**4, "亿": 10**8}
MORE = re.compile(r"(?P<more>[余多几])?(?P<scale>[百千]?[万亿]|[百千])?(?P<rest>[余多])?")
MORE_BEGINS = frozenset("余多几百千万亿")
MARK = re.compile(r"\(不?含(?:本数)?\)")
LINK = re.compile(
    r"(?:\(不?含(?:本数)?\))?(?:[-—–~―−至到]{1,2}|、|(?:以上)?、?(?:不满|未满|不足))(?=[0-9零〇一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾])"
)
LINK_BEGINS = frozenset("(-—–~―−至到、以不未")
ARABIC = frozenset("0123456789")
BEGINS = frozenset(ROWS_BY_FIRST) | LINK_BEGINS | MORE_BEGINS | {"分"}
"""What may stand behind a number that counts; and before one whose unit stands before it:"""
UNIT_ENDS = frozenset("):¥")
COIN_BEGINS = frozenset("整正零0123456789一二三四五六七八九壹贰叁肆伍陆柒捌玖")
COIN = re.compile(
    r"[整正]|零?(?P<jiao>[0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])角"
    r"(?:零?(?P<fen>[0-9一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?整?"
)
DEDUCTED = re.compile(
    r"(?:扣除|扣减|倒扣|核减|减扣|减去|扣|减)(?:[当本该上]?[年季月次户]度?|积分|分值|分数|最多|最高|不超过|至多|相应|累计|其|:)*$"
)
MINUS = re.compile(r"(?:^|[^0-9零一二三四五六七八九十分元%年月日岁])[-−]$")
UNIT_BEFORE = re.compile(r"\((?:单位:)?(?P<scale>[万亿])?元\):?$")
NO_UNIT = re.compile(r"$|[,;。、)\s|]")
SHARE_OF = {"百": PERCENT, "千": PERCENT / 10, "万": PERCENT / 100}
TENTH = re.compile(r"([一二三四五六七八九])(?![一二三四五六七八九十百千万名户人个位家年月天日成分元次级类般])")
HALF = re.compile(r"(?<![每上下前后大过数几多一二两三四五六七八九十个])半(?P<unit>年|个月|个学期|小时|个小时|天)")


class Quantity(NamedTuple):
    """A value at `start`..`end` of a passage; the value of a date is 0 and `day` holds it. `scale` is the 万 or 亿 in
    which it is written (1 for none), `threshold` what the words around it make of it as one."""

    kind: FactKind
    value: Fraction
    unit: str
    start: int
    end: int
    scale: int = 1
    day: str = ""
    is_rough: bool = False
    threshold: Comparative | None = None


class Numeral(NamedTuple):
    """A number from `start`; its unit stands at `end`, behind 余 and 万."""

    value: Fraction
    start: int
    end: int
    scale: int
    is_rough: bool


def quantities(text: str) -> list[Quantity]:
    """The quantities of a passage in order."""
    if NUMERIC.search(text) is None:
        return []
    days = [
        Quantity("date" if d.kind == "date" else "month", Fraction(0), "", d.start, d.end, day=d.value)
        for d in dates(text)
    ]
    halves = [_half(match) for match in HALF.finditer(text)] if "半" in text else []
    found = _measured(text, days)
    return sorted([*days, *halves, *found], key=attrgetter("start")) if days or halves else found


def _half(match: re.Match[str]) -> Quantity:
    return Quantity("duration", Fraction(1, 2), match["unit"].removeprefix("个"), match.start(), match.end())


def _measured(text: str, days: Sequence[Quantity]) -> list[Quantity]:
    """Numbers with a unit; one that is linked to the next shares its unit: `3至5个工作日`, `10、20元`."""
    found: list[Quantity] = []
    waiting: list[Numeral] = []
    for match in _numerals(text, days):
        if found and match.start() < found[-1].end:
            continue
        share = _share_in_words(text, match) if text.startswith("分之", match.end()) else None
        numeral = None if share else _numeral(text, match)
        if numeral is not None:
            numeral, row = _before_unit(text, numeral)
            if row is None and _is_linked(text, numeral):
                waiting.append(numeral)
                continue
            linked = [*_linked(text, waiting, numeral), numeral] if waiting else [numeral]
            found += _with_unit(text, row, linked) if row else _without_unit(text, numeral)
        elif share is not None:
            found.append(share)
        waiting = []
    return found


def _may_count(text: str, start: int, end: int) -> bool:
    """Whether a numeral may have a unit or be money: most Chinese numerals are parts of words."""
    if text[start] in ARABIC or text[end : end + 1] in BEGINS or text[end - 1] in LARGE:
        return True
    return text[start - 1 : start] in UNIT_ENDS


def _before_unit(text: str, numeral: Numeral) -> tuple[Numeral, UnitRow | None]:
    """A number with its unit, which may stand behind a mark: `60（含）周岁`."""
    row = row_at(text, numeral.end)
    mark = MARK.match(text, numeral.end) if row is None and text.startswith("(", numeral.end) else None
    late = row_at(text, mark.end()) if mark else None
    return (numeral._replace(end=mark.end()), late) if mark and late else (numeral, row)


def _numerals(text: str, days: Sequence[Quantity]) -> Iterator[re.Match[str]]:
    """What may be a numeral, outside dates."""
    passed = 0
    for match in NUMERAL.finditer(text):
        while passed < len(days) and days[passed].end <= match.start():
            passed += 1
        if passed == len(days) or days[passed].start >= match.end():
            yield match


def _is_linked(text: str, numeral: Numeral) -> bool:
    """Whether a number goes on to another; at the head of a sentence, `1、` is the ordinal of a list."""
    link = LINK.match(text, numeral.end) if text[numeral.end : numeral.end + 1] in LINK_BEGINS else None
    if link is None or not link[0].endswith("、"):
        return link is not None
    return numeral.start > 0 and text[numeral.start - 1] not in ",;。:!?"


def _linked(text: str, waiting: list[Numeral], last: Numeral) -> list[Numeral]:
    """The numbers just before `last` that share its unit."""
    link = LINK.match(text, waiting[-1].end)
    return waiting if link and link.end() == last.start else []


def _numeral(text: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.start(), match.end()
    value = read_numeral(match[0]) if _may_count(text, start, end) else None
    if value is None or is_ordinal(text, start):
        return None
    more = MORE.match(text, end) if text[end : end + 1] in MORE_BEGINS else None
    if more is None or not (more["more"] or more["rest"]):
        return Numeral(value, start, end, LARGE.get(text[end - 1], 1), False)
    factor = read_numeral(f"一{more['scale']}") if more["scale"] else None
    scale = LARGE.get((more["scale"] or match[0])[-1], 1)
    return Numeral(value * (factor or 1), start, more.end(), scale, True)


def _share_in_words(text: str, match: re.Match[str]) -> Quantity | None:
    """`百分之六点五`."""
    share = SHARE_OF.get(match[0])
    counted = NUMERAL.match(text, match.end() + 2) if share else None
    value = Fraction(100) if counted and counted[0] == "百" else read_numeral(counted[0]) if counted else None
    if share is None or counted is None or value is None:
        return None
    threshold = comparative(text, match.start(), counted.end())
    return Quantity("percentage", value * share, "", match.start(), counted.end(), threshold=threshold)


def _with_unit(text: str, row: UnitRow, numerals: Sequence[Numeral]) -> list[Quantity]:
    """The quantities of numbers that share the unit which stands behind the last of them."""
    first, last = numerals[0].start, numerals[-1]
    end = last.end + len(row.written)
    found = []
    for numeral in numerals:
        counted = numeral if numeral is last else numeral._replace(value=_scaled(numeral, last), scale=last.scale)
        if is_fact(text, row, counted.value, (numeral.start, end), first):
            found.append(_quantity(text, row, counted, first, end if numeral is last else 0))
    return found


def _scaled(numeral: Numeral, last: Numeral) -> Fraction:
    """`3至5万元`: the first counts 万 as well; `5000元至1万元` and `5000至1万元` as they are."""
    is_shared = numeral.scale == 1 and numeral.value * last.scale <= last.value
    return numeral.value * last.scale if is_shared else numeral.value


def _without_unit(text: str, numeral: Numeral) -> list[Quantity]:
    before = text[max(0, numeral.start - 10) : numeral.start]
    unit = UNIT_BEFORE.search(before) if "元)" in before else None
    if unit and NO_UNIT.match(text, numeral.end):
        worth = LARGE.get(unit["scale"] or "", 1)
        numeral = numeral._replace(value=numeral.value * worth, scale=worth)
    is_money = numeral.scale > 1 and is_money_without_unit(text, numeral.start, numeral.end)
    if not (is_money or unit or before.endswith("¥")):
        return []
    return [_quantity(text, ROW_BY_WORD["元"], numeral, numeral.start, numeral.end)]


def _quantity(text: str, row: UnitRow, numeral: Numeral, first: int, end: int) -> Quantity:
    """One quantity; `end` is 0 for a number whose unit stands behind a later one; `first` is where the numbers that
    share the unit begin."""
    value = numeral.value if row.worth is ONE else numeral.value * row.worth
    start, stop = numeral.start, end or numeral.end
    rough, threshold = numeral.is_rough or is_rough(text, start, stop), comparative(text, start, stop)
    if row.kind == "money" and end:
        value, stop = _with_coins(text, value, end)
    if row.written == "成":
        tenth = TENTH.match(text, stop)
        value, stop = (value + _digit(tenth[1]) * PERCENT, tenth.end()) if tenth else (value, stop)
    if row.kind == "duration" and text.startswith("半", stop):
        value, stop = value + Fraction(1, 2), stop + 1
    if row.kind == "points":
        value, start = _signed(text, value, start, first)
    return Quantity(row.kind, value, row.unit, start, stop, numeral.scale, is_rough=rough, threshold=threshold)


def _with_coins(text: str, value: Fraction, end: int) -> tuple[Fraction, int]:
    """`贰万元整`, `3元5角`."""
    coin = COIN.match(text, end) if text[end : end + 1] in COIN_BEGINS else None
    if coin is None:
        return value, end
    jiao, fen = (_digit(coin[name]) for name in ("jiao", "fen"))
    return value + jiao / 10 + fen / 100, coin.end()


def _digit(words: str | None) -> Fraction:
    return (read_numeral(words) if words else None) or Fraction(0)


def _signed(text: str, value: Fraction, start: int, first: int) -> tuple[Fraction, int]:
    """Points that are taken off are negative."""
    before = text[max(0, first - 12) : first]
    match = DEDUCTED.search(before) or MINUS.search(before)
    if match is None:
        return value, start
    is_near = start == first and match[0] in ("扣", "减", "扣除", "扣减", "倒扣")
    return -value, start - len(match[0]) if is_near else start
