"""When a number with a unit is no fact of that unit: ordinals, days of a month, years, set phrases.

Input: a passage's folded words and where the number stands. Output: yes or no. What a unit is stands in `unit_rows.py`.
"""

from __future__ import annotations

import re
from fractions import Fraction

from yiju.facts.comparatives import comparative
from yiju.facts.unit_rows import UnitRow

NUMBER = "0-9〇零一二两三四五六七八九十百千"
ORDINAL_SIGNS = frozenset("第数几上、至和及或到—")
ORDINAL = re.compile(rf"(?:第|[A-Za-z])(?:[{NUMBER}]+(?:[、,至和及或到—~-]|条[至和、]))*$")
PHRASE_BEGINS = frozenset("15一")
PHRASE = re.compile(r"1([人户村企镇岗事项])1|5个一|[一1]对")
"""`1户1策`, `5个一`: names, not numbers of things."""

CALENDAR_DAY = re.compile(r"(?:月|日|号|旬|日?[、和至到—~-]|于|在|[每当次本上下同]月[底末初]?)$")
IN_DAYS = re.compile(r"[以之]?内|以[上下]|后|的|[届期]满|期|工作|连续|\(含\)")
EARLIER = re.compile(r"之前|以前")
PEOPLE_AND_PLACES = frozenset(("人", "名", "位", "户", "家", "村", "件", "个", "人次", "户次"))
FIRST_YEAR, LAST_YEAR = 1900, 2099

BOUNDED_BEHIND = re.compile(r"[以之]?内|以[上下]|[届期]满|期|后|起|的|过渡|[,;。、)]|$|未|不|无|仍|半|\(含|的?时间")
BOUNDED_BEFORE = re.compile(
    r"(?:满|过|逾|为|期|期限|试行|试用|暂停|连续|累计|间隔|提前|保留|保存|延长|服务|学制|公示|停发|停止|限|至少|少于|低于|"
    r"不足|不到|达|达到|续|延续|顺延|执行|补贴|补助|发放|扶持|享受|减免|贴息|不得少于|工作|居住|缴费|缴纳|从业|就业|务工)$"
)
LOOSE_BEFORE = re.compile(r"(?:[前这那另去头上下同每近又]|过去|新的|最近|未来|今后|历时)$")
SUPERLATIVE = re.compile("最[高低大小长短早晚新优](?:的)?$")
"""`最高一项`: not a bound, but one among others."""
POINTS_BEFORE = re.compile(
    r"(?:加|扣|减|计|得|奖|奖励|记|积|满分|扣除|扣减|不超过|最高|最多|达到|增加|获|获得|赋|折合|每)$"
)
MONEY_BEFORE = re.compile(
    r"资金|[款费金资额税息债贷捐]|拨付|投入|补[助贴]|经费|预算|收入|支出|安排|奖|投资|结余|[财市省县区]级|下达|整合|使用"
)
NO_MONEY_BEFORE = re.compile(
    r"(?:[人户口员生民众]|人数|面积|产量|户数|职工|干部|学生|儿童|客流量?|粉丝|游客|点击量?|存栏量?|出栏量?|存量|能力|浏览量?|"
    r"[树苗林果牛羊鸡鸭猪]|家庭|传单|资料|手册|宣传[页单品册]|订单|会员|信息|数据|图书)(?:总?数|总计|约|近|达到?|为|共|计|有|超过?|逾)*$"
)
AMOUNT = re.compile(r"[0-9万亿]元|资金")
NEAR = 60
ARABIC = re.compile("[0-9]")
PAUSED = re.compile(r"$|[,;。:、)]|\.(?![0-9])")
NO_UNIT_BEHIND = re.compile(r"$|\.(?![0-9])|[,;。:、()|!?\s]|用于|用作|作为|以[上下内]|左右|[和及与或]")
PAUSE = re.compile(r"[,;。:!?]")


def is_ordinal(text: str, start: int) -> bool:
    """`第9次`, `第三、四条`, `N95口罩`; and `数十万元`, which is no number either."""
    before = text[start - 1] if start else ""
    if not before or not (before.isascii() or before in ORDINAL_SIGNS):
        return False
    if before in "数几上":
        return text[start] in "十百千万"
    return before == "第" or ORDINAL.search(text[max(0, start - 24) : start]) is not None


def is_fact(text: str, row: UnitRow, value: Fraction, place: tuple[int, int], first: int) -> bool:
    """Whether a number of `row`'s unit at `place` is a fact; the numbers linked to it begin at `first`."""
    start, end = place
    if text[start] in PHRASE_BEGINS and PHRASE.match(text, start):
        return False
    if row.unit in ("年", "学年", "学期") and FIRST_YEAR <= value <= LAST_YEAR:
        return False
    if row.written == "日" and not _is_period_of_days(text, value, first, end):
        return False
    if row.written == "成" and value > 10:
        return False
    if (
        row.written == "分"
        and text[first - 1 : first] in (":", "时", "点", "度", "亩", "角")
        and text[first - 2 : first - 1].isdecimal()
    ):
        return False
    return ARABIC.search(text, start, end) is not None or _is_firm(text, row, value, place)


def is_money_without_unit(text: str, start: int, end: int) -> bool:
    """`安排资金380万，`: an amount whose 元 is left out."""
    if not NO_UNIT_BEHIND.match(text, end):
        return False
    before = PAUSE.split(text[max(0, start - 24) : start])[-1]
    if NO_MONEY_BEFORE.search(before):
        return False
    return bool(MONEY_BEFORE.search(before)) or _is_among_amounts(text, start, end)


def _is_among_amounts(text: str, start: int, end: int) -> bool:
    """`健康扶贫200万，…人均250元`: at the end of its words, with amounts near."""
    near = f"{text[max(0, start - NEAR) : start]}{text[end : end + NEAR]}"
    return PAUSED.match(text, end) is not None and AMOUNT.search(near) is not None


def _is_period_of_days(text: str, value: Fraction, first: int, end: int) -> bool:
    """`3日内` and `公示5日`, but not `每月10日、25日`, `次月5日前`."""
    if EARLIER.match(text, end):
        return False
    before = text[max(0, first - 6) : first]
    if before.endswith(("月", "月份")):
        return False
    if comparative(text, first, end) is not None:
        return True
    return value > 31 or bool(IN_DAYS.match(text, end)) or not CALENDAR_DAY.search(before)


def _is_firm(text: str, row: UnitRow, value: Fraction, place: tuple[int, int]) -> bool:
    """Whether a Chinese numeral counts here: one that bounds a rule, not one that is said in passing."""
    start, end = place
    if row.chinese == "always":
        return True
    before = text[max(0, start - 8) : start]
    if comparative(text, start, end) is not None:
        is_incidental = before.endswith("每") or (value == 1 and SUPERLATIVE.search(before) is not None)
        return not (row.kind == "count" and is_incidental)
    if row.chinese == "large":
        return value > 10 and (row.unit in PEOPLE_AND_PLACES or value >= 100)
    if row.kind == "points":
        return bool(POINTS_BEFORE.search(before))
    if LOOSE_BEFORE.search(before):
        return False
    return bool(BOUNDED_BEHIND.match(text, end) or BOUNDED_BEFORE.search(before))
