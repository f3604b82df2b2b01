"""Which amounts are amounts *for each* of something: `每人每月1000元`, `60元/天`, `由每人100元提高到120元`.

Input: a passage's folded words with its quantities, and what the passages before it announced. Output: the same
quantities, the rates among them as such with their unit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from yiju.facts.each import each_before, each_behind, head_unit, with_subject
from yiju.facts.quantities import Quantity

PAUSE = re.compile(r"[,;:。!?|\s\ufffc]|\.(?![0-9])|(?<![0-9])\.")
STOP = re.compile(r"[。!?|]|\.(?![0-9])|(?<![0-9])\.")
WINDOW = 60
GOES_ON = 60

IN_ALL = re.compile(r"共(?!同|济|享|建|管)|合计|总[额计投价共]")
SCHEDULED = re.compile(r"[日月]底?前|[0-9]个?(?:工作)?日内")
OTHER_MONEY = re.compile(
    r"共(?!同|济|享|建|管)|合计|总[额计投价共]|累计|一次性|结余|筹集|预算|到位|下达|拨付|投入|罚|押金|借|贷|资金|财产|自付|费用|"
    r"损失|产值|价值|收入|支出|存款|经费"
)
CHANGED = re.compile(
    r"(?:提高|提升|上调|调整|增加|增长|调高|降低|下调|提标|上浮|变更|减少|增|提|调|降|改)(?:到|至|为)"
    r"(?:[0-9]{4}年)?(?:现行|现在)?(?:的)?$|(?:增加|增长|提高|上调|减少|降低|增收|高出)了?$|[,;]达到?$|[增升提调涨降]至$"
)
RANGE = re.compile(r"(?:\([^()]*\))?[-—–~至到]{1,2}")
JOINED = re.compile(r"[、和或与及至到—–~-][^,;。:、]{0,10}|(?:提高|提升|上调|调整|增加|提|增|调)(?:到|至|为)")
PRODUCT = re.compile(r"[0-9][0-9.万余]*(?:户|人次|人(?!户)|名|个村|村|家|件|亩)[^,;。、]{0,6}$")
STANDARD = re.compile(r"标准(?:为|是|达到?|分别为)?$")
CAPPED = re.compile(r"(?:最高|封顶线?|上限|不超过|不得超过|最多)(?:为|不超过|不得超过)*$")
BOUND = re.compile(r"不(?:得|应|能)?(?:超过|高于|低于|少于)|最[高低多少]|上限|限额|封顶|至少|至多")
EXCHANGED = re.compile(r"兑换|折|价值|等值|抵|相当|兑付|兑|=|等于|[:为]?$")
ELLIPTIC_END = re.compile(r"(?:的?标准)?(?:发放|补助|执行|计发|给予.{0,4}|补贴|奖励|救助)?[。;,.、]?$")
TO_THE_PAUSE = re.compile(r"[^0-9一二三四五六七八九十、]{0,14}$")
BUSY = re.compile(r"申报|评定|核查|召开|开展|安排|走访|公示|上报|组织")
OPENER_END = re.compile(r"[:)]$|标准$")


@dataclass(frozen=True, slots=True)
class Announced:
    """What passages before this one left open: a unit (`人/月`) for the amounts of a list, and the last rate of the
    item just before, which an item without a unit of its own may go on with."""

    unit: str = ""
    last: Quantity | None = None


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount in its passage: the pause and the stop before it, and the amount before it. `is_carried`: that one
    stands in another passage."""

    text: str
    amount: Quantity
    pause: int
    stop: int
    last: Quantity | None
    is_carried: bool
    announced: str
    points: Quantity | None

    @property
    def left(self) -> str:
        """The words between the amount and the pause, or the amount, before it."""
        last_end = self.last.end if self.last and not self.is_carried else 0
        return self.text[max(self.pause, last_end, self.amount.start - WINDOW) : self.amount.start]


def with_rates(text: str, found: Sequence[Quantity], announced: Announced) -> list[Quantity]:
    """The quantities of a passage, rates told from money."""
    if not any(quantity.kind == "money" for quantity in found):
        return list(found)
    pauses = [m.end() for m in PAUSE.finditer(text)]
    stops = [m.end() for m in STOP.finditer(text)]
    read: list[Quantity] = []
    last, is_carried, points = announced.last, announced.last is not None, None
    for quantity in found:
        if quantity.kind == "money":
            pause, stop = _before(pauses, quantity.start), _before(stops, quantity.start)
            place = _Amount(text, quantity, pause, stop, last, is_carried, announced.unit, points)
            quantity = next((rate for form in FORMS if (rate := form(place)) is not None), quantity)
            last, is_carried = quantity, False
        points = quantity if quantity.kind == "points" else points
        read.append(quantity)
    return _spread_back(text, read)


def announced_unit(text: str, found: Sequence[Quantity]) -> str:
    """The unit that a heading or the opening of a list announces: `（元/人/月）`, `每人每月…如下：`."""
    if any(q.kind in ("money", "rate") for q in found):
        return ""
    if unit := head_unit(text[-WINDOW:]):
        return unit
    each = each_before(text[-WINDOW:]) if OPENER_END.search(text) else None
    return each.unit if each else ""


def _before(places: Sequence[int], at: int) -> int:
    i = bisect_left(places, at + 1) - 1
    return places[i] if i >= 0 else 0


def _rate(amount: Quantity, unit: str, start: int | None = None, end: int | None = None) -> Quantity:
    return replace(
        amount,
        kind="rate",
        unit=f"元/{unit}",
        start=amount.start if start is None else start,
        end=amount.end if end is None else end,
    )


def _said_behind(place: _Amount) -> Quantity | None:
    each = each_behind(place.text, place.amount.end)
    return _rate(place.amount, each.unit, end=each.end) if each and each.unit else None


def _said_before(place: _Amount) -> Quantity | None:
    left = place.left
    each = each_before(left)
    if each is None or IN_ALL.search(left, each.end) or SCHEDULED.search(left, each.end):
        return None
    is_near = len(left) - each.end <= 5
    start = place.amount.start - len(left) + each.start if is_near else place.amount.start
    is_goes_on = place.last is not None and place.last.kind == "rate" and not place.is_carried
    unit = with_subject(each.unit, place.last.unit) if is_goes_on and place.last else each.unit
    return _rate(place.amount, unit, start)


def _exchanged(place: _Amount) -> Quantity | None:
    """What a point is worth: `1分可兑换价值1元的物品`."""
    points = place.points
    if points is None or points.start < place.pause or place.amount.start - points.end > 30:
        return None
    between = place.text[points.end : place.amount.start]
    is_threshold = points.threshold is not None
    return _rate(place.amount, "分") if EXCHANGED.search(between) and not is_threshold else None


def _goes_on(place: _Amount) -> Quantity | None:
    """An amount that takes its unit from the rate before it."""
    last, amount = place.last, place.amount
    if last is None or last.kind != "rate" or last.unit == "元/分":
        return None
    between = place.text[0 if place.is_carried else last.end : amount.start]
    if place.is_carried:
        follows = len(between) <= 40 and ELLIPTIC_END.match(place.text, amount.end) and _is_like(place, between)
    else:
        follows = bool(CHANGED.search(between) or RANGE.fullmatch(between)) or _is_like(place, between)
    return _rate(amount, last.unit.removeprefix("元/")) if follows else None


def _is_like(place: _Amount, between: str) -> bool:
    """Whether an amount is one of a list with the rate before it: alike in size and form, and of no other money."""
    last, amount = place.last, place.amount
    if last is None or last.scale != amount.scale or last.end < place.stop and not place.is_carried:
        return between.startswith("。其中") and last is not None and last.scale == amount.scale
    if len(between) > GOES_ON or _speaks_of_other_money(place, between) or amount.value > 30 * last.value:
        return False
    if CAPPED.search(between):
        return len(between) <= 20 and not place.is_carried and "%" not in between
    is_threshold = _is_condition(place.text, amount) and not STANDARD.search(between)
    was_threshold = not place.is_carried and _is_condition(place.text, last)
    return is_threshold == was_threshold and (amount.scale == 1 or len(between) <= 16)


def _is_condition(text: str, amount: Quantity) -> bool:
    """Whether an amount is a threshold on which something depends, and not a cap or a floor of what is paid."""
    return amount.threshold is not None and not BOUND.search(text[max(0, amount.start - 12) : amount.end])


def _speaks_of_other_money(place: _Amount, between: str) -> bool:
    """Words of a total before the amount; those before the first pause still belong to the amount before."""
    first = None if place.is_carried else PAUSE.search(between)
    words = between[first.end() if first else 0 :]
    return bool(OTHER_MONEY.search(words) or PRODUCT.search(words))


def _promised(place: _Amount) -> Quantity | None:
    """`每人每月按下列标准发放：一级100元，…`: the words before the pause say what for."""
    last_end = place.last.end if place.last and not place.is_carried else 0
    if last_end > place.stop or OTHER_MONEY.search(place.left) or place.amount.threshold:
        return None
    before = place.text[max(place.stop, place.pause - WINDOW) : max(place.pause - 1, 0)]
    each = each_before(before)
    if each is None or not TO_THE_PAUSE.match(before, each.end) or BUSY.search(before, each.end):
        return None
    return _rate(place.amount, each.unit)


def _announced(place: _Amount) -> Quantity | None:
    if not place.announced or OTHER_MONEY.search(place.left) or place.amount.threshold:
        return None
    return _rate(place.amount, place.announced)


FORMS: tuple[Callable[[_Amount], Quantity | None], ...] = (
    _said_behind,
    _said_before,
    _exchanged,
    _goes_on,
    _promised,
    _announced,
)
"""How an amount comes to be a rate, in the order in which they are tried."""


def _spread_back(text: str, read: list[Quantity]) -> list[Quantity]:
    """`260元、150元/人/月` and `由100元提高到每人120元`: the unit holds for the amounts that it closes."""
    later: Quantity | None = None
    for i in range(len(read) - 1, -1, -1):
        amount = read[i]
        if later is not None and amount.kind == "money" and amount.scale == later.scale:
            between = text[amount.end : later.start]
            if len(between) <= 16 and JOINED.fullmatch(between):
                read[i] = amount = _rate(amount, later.unit.removeprefix("元/"))
        if amount.kind in ("money", "rate"):
            later = amount if amount.kind == "rate" else None
    return read
