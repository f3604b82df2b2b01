"""Which amounts are amounts *for each* of something: `每人每月1000元`, `60元/天`, `由每人100元提高到120元`.

Input: a passage's folded words with its quantities, and what the passages before it announced. Output: the same
quantities, the rates among them as such with their unit.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from yiju.facts.each import TIMES, each_before, each_behind, head_unit, with_subject
from yiju.facts.quantities import Quantity

NO_POINT = r"(?:(?<!\.)|(?<![0-9]\.)|(?![0-9]))"
PAUSE = re.compile(rf"[,;:。!?|\s\ufffc.]{NO_POINT}")
BRACKET = re.compile("[()]")
STOP = re.compile(rf"[。!?|.]{NO_POINT}")
WINDOW = 60
GOES_ON = 60
LONGEST_ITEM = 40

IN_ALL = re.compile(r"共(?!同|济|享|建|管)|合计|总[额计投价共]")
SCHEDULED = re.compile(r"[日月]底?前|[0-9]个?(?:工作)?日内")
OTHER_MONEY = re.compile(
    r"共(?!同|济|享|建|管)|合计|总[额计投价共]|累计|一次性|结余|筹集|预算|到位|下达|拨付|投入|罚|押金|借|贷|资金|财产|自付|费用|"
    r"损失|产值|价值|收入|支出|存款|经费"
)
CHANGED = re.compile(
    r"(?:提高|提升|上调|调整|增加|增长|调高|降低|下调|提标|上浮|放宽|变更|减少|增|提|调|降|改)(?:到|至|为)"
    r"(?:[0-9]{4}年)?(?:现行|现在)?(?:的)?$|(?:增加|增长|提高|上调|减少|降低|增收|高出)了?$|[,;]达到?$|[增升提调涨降]至$"
)
ENCLOSED = re.compile(r"\([^()]*\)")
RANGE = re.compile(r"(?:\([^()]*\))?[-—–~至到]{1,2}")
JOINED = re.compile(r"[、和或与及至到—–~-][^,;。:、]{0,10}|(?:提高|提升|上调|调整|增加|提|增|调)(?:到|至|为)")
PRODUCT = re.compile(r"[0-9][0-9.万余]*(?:户|人次|人(?!户)|名|个村|村|家|件|亩)[^,;。、]{0,6}$")
STANDARD = re.compile(r"标准(?:为|是|达到?|分别为)?$")
CAPPED = re.compile(r"(?:最高|封顶线?|上限|不超过|不得超过|最多)(?:为|不超过|不得超过)*$")
BOUND = re.compile(r"不(?:得|应|能|可|准|宜)?(?:超过|突破|高于|低于|少于)|最[高低多少]|上限|限额|封顶|至少|至多")
EXCHANGED = re.compile(r"兑换|折|价值|等值|抵|相当|兑付|兑|=|等于|[:为]?$")
CHANGES = re.compile(
    r"(?:的?标准)?(?:提高|提升|上调|调整|增加|增长|调高|降低|下调|提标|上浮|放宽|变更|减少|增|提|调|降|改)(?:到|至|为)[0-9]"
)
FROM = re.compile(r"[由从自](?:原来?的?|现行的?|目前的?)?$")
SAID_AGAIN = re.compile(
    r"的?,?(?:一律|统一|均|都|则|仍)?(?:按照?|以|补足?到|补足?至|补足|补齐至|补齐到|提高到|提高至)$"
)
COUNTED = re.compile("每[^0-9]{2,}[0-9]")
CONDITION = re.compile(r"[^,。;:]{0,24}的$")
ELLIPTIC_END = re.compile(r"(?:的?标准)?(?:发放|补助|执行|计发|给予.{0,4}|补贴|奖励|救助)?[。;,.、]?$")
TO_THE_PAUSE = re.compile(r"[^0-9一二三四五六七八九十、]{0,14}$")
BUSY = re.compile(r"申报|评定|核查|召开|开展|安排|走访|公示|上报|组织")
OPENER_ENDS = (":", ")", "标准")


@dataclass(frozen=True, slots=True)
class Announced:
    """What passages before this one left open: a unit (`人/月`) for the amounts of a list, and the last rate of the
    item just before, which an item without a unit of its own may go on with. `is_stopped`: that item ended with a
    full stop."""

    unit: str = ""
    last: Quantity | None = None
    is_stopped: bool = False


class _Amount(NamedTuple):
    """An amount in its passage: the pause and the stop before it, the end of the amount before it (`floor`), and the
    amount that it may go on with, which is none inside a bracket that has been closed. `is_carried`: that one stands
    in another passage, `is_stopped`: behind which a full stop stands."""

    text: str
    amount: Quantity
    pause: int
    stop: int
    floor: int
    last: Quantity | None
    is_carried: bool
    is_stopped: bool
    announced: str
    points: Quantity | None

    @property
    def left(self) -> str:
        """The words between the amount and the pause, or the amount, before it."""
        return self.text[max(self.pause, self.floor, self.amount.start - WINDOW) : self.amount.start]


def with_rates(text: str, found: Sequence[Quantity], announced: Announced) -> list[Quantity]:
    """The quantities of a passage, rates told from money."""
    if not any(quantity.kind == "money" for quantity in found):
        return list(found)
    pauses = [m.end() for m in PAUSE.finditer(text)]
    stops = [m.end() for m in STOP.finditer(text)]
    read: list[Quantity] = []
    points, floor = None, 0
    chain = _Chain(text, announced.last)
    for quantity in found:
        if quantity.kind == "money":
            last = chain.before(quantity.start)
            pause, stop = _before(pauses, quantity.start), _before(stops, quantity.start)
            is_carried = last is not None and last is announced.last
            is_stopped = announced.is_stopped if is_carried else last is not None and last.end < stop
            place = _Amount(text, quantity, pause, stop, floor, last, is_carried, is_stopped, announced.unit, points)
            quantity = _told(place) or quantity
            chain.last, floor = quantity, quantity.end
        points = quantity if quantity.kind == "points" else points
        read.append(quantity)
    return _spread_back(text, read)


def _told(place: _Amount) -> Quantity | None:
    """The rate that an amount is, by the first form that says so."""
    for form in FORMS:
        if (rate := form(place)) is not None:
            return rate
    return None


class _Chain:
    """The amount that a further one may go on with: the last, but none of a bracket that has been closed."""

    def __init__(self, text: str, last: Quantity | None) -> None:
        self.last = last
        self._text, self._at = text, 0
        self._outside: list[Quantity | None] = []

    def before(self, at: int) -> Quantity | None:
        """That of an amount at `at`; places ascend."""
        for char in BRACKET.findall(self._text[self._at : at]):
            if char == "(":
                self._outside.append(self.last)
            elif self._outside:
                self.last = self._outside.pop()
        self._at = max(self._at, at)
        return self.last


def announced_unit(text: str, found: Sequence[Quantity]) -> str:
    """The unit that a heading or the opening of a list announces: `（元/人/月）`, `每人每月…如下：`."""
    if any(q.kind in ("money", "rate") for q in found):
        return ""
    if ("元/" in text or "元每" in text) and (unit := head_unit(text[-WINDOW:])):
        return unit
    each = each_before(text[-WINDOW:]) if text.endswith(OPENER_ENDS) else None
    return each.unit if each else ""


def _before(places: Sequence[int], at: int) -> int:
    i = bisect_left(places, at + 1) - 1
    return places[i] if i >= 0 else 0


def _rate(amount: Quantity, unit: str, start: int | None = None, end: int | None = None) -> Quantity:
    return Quantity(
        "rate",
        amount.value,
        f"元/{unit}",
        amount.start if start is None else start,
        amount.end if end is None else end,
        amount.scale,
        is_rough=amount.is_rough,
        threshold=amount.threshold,
    )


def _said_behind(place: _Amount) -> Quantity | None:
    each = each_behind(place.text, place.amount.end)
    return _rate(place.amount, each.unit, end=each.end) if each and each.unit else None


def _said_before(place: _Amount) -> Quantity | None:
    left = place.left
    each = each_before(left)
    if each is None or SCHEDULED.search(left, each.end):
        return None
    is_bound = place.amount.threshold == "le" or (place.amount.threshold and BOUND.search(left, each.end))
    if IN_ALL.search(left, each.end) and not is_bound:
        return None
    is_near = len(left) - each.end <= 5 and not COUNTED.search(left, each.start, each.end)
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
    between = ENCLOSED.sub("", place.text[0 if place.is_carried else last.end : amount.start])
    is_from = bool(FROM.search(between) and CHANGES.match(place.text, amount.end))
    if place.is_carried:
        is_whole = is_from or (not place.is_stopped and ELLIPTIC_END.match(place.text, amount.end))
        follows = len(between) <= LONGEST_ITEM and is_whole and _is_like(place, between)
    elif CHANGED.search(between):
        follows = True
    elif place.is_stopped and not is_from:
        follows = between[1:3] == "其中" and last.scale == amount.scale
    else:
        follows = bool(RANGE.fullmatch(between)) or _is_like(place, between)
    return _rate(amount, last.unit.removeprefix("元/")) if follows else None


def _is_like(place: _Amount, between: str) -> bool:
    """Whether an amount is one of a list with the rate before it: alike in size and form, and of no other money."""
    last, amount = place.last, place.amount
    if last is None or last.scale != amount.scale:
        return False
    if amount.value == last.value and SAID_AGAIN.search(between):
        return True
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
    """`每人每月按下列标准发放：一级100元，…`, `每培训1人并就业的，补助500元`: said before the pause."""
    if place.floor > place.stop or OTHER_MONEY.search(place.left.replace("一次性", "")) or place.amount.threshold:
        return None
    before = place.text[max(place.stop, place.pause - WINDOW) : max(place.pause - 1, 0)]
    each = each_before(before)
    if each is None or BUSY.search(before, each.end):
        return None
    is_condition = not set(each.unit.split("/")) <= TIMES and CONDITION.match(before, each.end)
    is_promise = "一次性" not in place.left and TO_THE_PAUSE.match(before, each.end)
    return _rate(place.amount, each.unit) if is_condition or is_promise else None


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
