"""What the words around a number say of it as a threshold (以上, 不满, 不超过 …) and whether it is a rough figure.

Input: a folded passage and where the number with its unit stands in it. Output: ge, gt, le, lt or None. 以上, 以下,
以内 and 届满 include the number, 不满, 超过 and 以外 do not (民法典 第1259条), unless the text says 含 or 不含.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from yiju.facts.model import Comparative

WINDOW = 24


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """Words before (or behind) a number and what they make it; `example` has one number."""

    words: str
    side: Literal["before", "behind"]
    comparative: Comparative
    example: str


ROWS = (
    ThresholdRow("以上", "behind", "ge", "60周岁以上"),
    ThresholdRow("及以上", "behind", "ge", "60周岁及以上"),
    ThresholdRow("以下", "behind", "le", "14周岁以下"),
    ThresholdRow("及以下", "behind", "le", "14周岁及以下"),
    ThresholdRow("以内", "behind", "le", "7天以内"),
    ThresholdRow("之内", "behind", "le", "7天之内"),
    ThresholdRow("内", "behind", "le", "7天内"),
    ThresholdRow("以外", "behind", "gt", "7天以外"),
    ThresholdRow("封顶", "behind", "le", "5000元封顶"),
    ThresholdRow("为限", "behind", "le", "以5000元为限"),
    ThresholdRow("为上限", "behind", "le", "以5000元为上限"),
    ThresholdRow("为下限", "behind", "ge", "以5000元为下限"),
    ThresholdRow("届满", "behind", "ge", "30日届满"),
    ThresholdRow("不低于", "before", "ge", "不低于100元"),
    ThresholdRow("不得低于", "before", "ge", "不得低于100元"),
    ThresholdRow("不少于", "before", "ge", "不少于7天"),
    ThresholdRow("不得少于", "before", "ge", "不得少于7天"),
    ThresholdRow("不应低于", "before", "ge", "不应低于100元"),
    ThresholdRow("不应少于", "before", "ge", "不应少于7天"),
    ThresholdRow("不能低于", "before", "ge", "不能低于100元"),
    ThresholdRow("不能少于", "before", "ge", "不能少于7天"),
    ThresholdRow("不得小于", "before", "ge", "不得小于7天"),
    ThresholdRow("不应小于", "before", "ge", "不应小于7天"),
    ThresholdRow("不小于", "before", "ge", "不小于7天"),
    ThresholdRow("不得短于", "before", "ge", "不得短于7天"),
    ThresholdRow("不短于", "before", "ge", "不短于7天"),
    ThresholdRow("至少", "before", "ge", "至少2次"),
    ThresholdRow("最低", "before", "ge", "最低100元"),
    ThresholdRow("最少", "before", "ge", "最少100元"),
    ThresholdRow("满", "before", "ge", "满6个月"),
    ThresholdRow("年满", "before", "ge", "年满60周岁"),
    ThresholdRow("已满", "before", "ge", "已满60周岁"),
    ThresholdRow("达到", "before", "ge", "达到50分"),
    ThresholdRow("达", "before", "ge", "达50分"),
    ThresholdRow("超过", "before", "gt", "超过5万元"),
    ThresholdRow("超出", "before", "gt", "超出5万元"),
    ThresholdRow("高于", "before", "gt", "高于5万元"),
    ThresholdRow("多于", "before", "gt", "多于3次"),
    ThresholdRow("大于", "before", "gt", "大于3次"),
    ThresholdRow("逾", "before", "gt", "逾30日"),
    ThresholdRow("不超过", "before", "le", "不超过30%"),
    ThresholdRow("不得超过", "before", "le", "不得超过30%"),
    ThresholdRow("不能超过", "before", "le", "不能超过30%"),
    ThresholdRow("不应超过", "before", "le", "不应超过30%"),
    ThresholdRow("未超过", "before", "le", "未超过30%"),
    ThresholdRow("不可超过", "before", "le", "不可超过30%"),
    ThresholdRow("不准超过", "before", "le", "不准超过30%"),
    ThresholdRow("不宜超过", "before", "le", "不宜超过30%"),
    ThresholdRow("不突破", "before", "le", "不突破30%"),
    ThresholdRow("不得突破", "before", "le", "不得突破30%"),
    ThresholdRow("不能突破", "before", "le", "不能突破30%"),
    ThresholdRow("不应高于", "before", "le", "不应高于30%"),
    ThresholdRow("不能高于", "before", "le", "不能高于30%"),
    ThresholdRow("不得大于", "before", "le", "不得大于3次"),
    ThresholdRow("不应大于", "before", "le", "不应大于3次"),
    ThresholdRow("不应多于", "before", "le", "不应多于3次"),
    ThresholdRow("不能多于", "before", "le", "不能多于3次"),
    ThresholdRow("不得长于", "before", "le", "不得长于6个月"),
    ThresholdRow("不长于", "before", "le", "不长于6个月"),
    ThresholdRow("不高于", "before", "le", "不高于30%"),
    ThresholdRow("不得高于", "before", "le", "不得高于30%"),
    ThresholdRow("不多于", "before", "le", "不多于3次"),
    ThresholdRow("不得多于", "before", "le", "不得多于3次"),
    ThresholdRow("不大于", "before", "le", "不大于3次"),
    ThresholdRow("最高", "before", "le", "最高300元"),
    ThresholdRow("最多", "before", "le", "最多300元"),
    ThresholdRow("最长", "before", "le", "最长6个月"),
    ThresholdRow("至多", "before", "le", "至多300元"),
    ThresholdRow("上限", "before", "le", "上限300元"),
    ThresholdRow("上限为", "before", "le", "上限为300元"),
    ThresholdRow("限额", "before", "le", "限额300元"),
    ThresholdRow("限额为", "before", "le", "限额为300元"),
    ThresholdRow("不满", "before", "lt", "不满16周岁"),
    ThresholdRow("未满", "before", "lt", "未满16周岁"),
    ThresholdRow("低于", "before", "lt", "低于100元"),
    ThresholdRow("少于", "before", "lt", "少于7天"),
    ThresholdRow("小于", "before", "lt", "小于7天"),
    ThresholdRow("不足", "before", "lt", "不足15天"),
    ThresholdRow("不到", "before", "lt", "不到15天"),
    ThresholdRow("未达到", "before", "lt", "未达到60分"),
    ThresholdRow("未达", "before", "lt", "未达60分"),
    ThresholdRow("达不到", "before", "lt", "达不到60分"),
    ThresholdRow("≥", "before", "ge", "≥60分"),
    ThresholdRow("≤", "before", "le", "≤60分"),
    ThresholdRow(">", "before", "gt", ">60分"),
    ThresholdRow("<", "before", "lt", "<60分"),
)


def _alternatives(side: str) -> str:
    return "|".join(
        sorted(
            (re.escape(row.words) + ("(?![部容])" if row.words == "内" else "") for row in ROWS if row.side == side),
            key=len,
            reverse=True,
        )
    )


MARK = r"\((?P<{0}>不?)含[^()]{{0,8}}\)"
BEHIND = re.compile(
    rf"(?:{MARK.format('early')})?的?(?:{MARK.format('mark')})?(?P<words>{_alternatives('behind')})?"
    rf"(?:{MARK.format('late')})?"
)
FILLER = r"(?:[^,;。:、|]{0,10}的|人民币|每[人户年月次天村个日]+|为|了|约|近|:|\()*"
BEFORE = re.compile(rf"(?P<words>{_alternatives('before')}){FILLER}$")
BEHIND_BEGINS = frozenset("(的" + "".join(row.words[0] for row in ROWS if row.side == "behind"))
FILLER_ENDS = frozenset("的币人户年月次天村个日为了约近:(")
BY_WORDS = {(row.side, row.words): row.comparative for row in ROWS}
LONGEST_FIRST = sorted((row.words for row in ROWS if row.side == "before"), key=len, reverse=True)
BEFORE_BY_LAST = {last: [w for w in LONGEST_FIRST if w[-1] == last] for last in {w[-1] for w in LONGEST_FIRST}}
INCLUSIVE: dict[Comparative, Comparative] = {"gt": "ge", "lt": "le", "ge": "ge", "le": "le"}
STRICT: dict[Comparative, Comparative] = {"ge": "gt", "le": "lt", "gt": "gt", "lt": "lt"}

ROUGH_BEFORE = re.compile(r"(?:约|近|大约|大概|约为|将近|接近|预计)(?:人民币)?$")
ROUGH_BEHIND = re.compile(r"左右|上下|余|多(?![于次])")
ROUGH_BEGINS = frozenset("左上余多")
ROUGH_ENDS = frozenset("约近概为计币")


def comparative(text: str, start: int, end: int) -> Comparative | None:
    """What the words around `start`..`end` make of the number there."""
    behind = BEHIND.match(text, end) if text[end : end + 1] in BEHIND_BEGINS else None
    found = _before(text, start) or (BY_WORDS.get(("behind", behind["words"])) if behind and behind["words"] else None)
    if found is None or behind is None or not behind[0]:
        return found
    marks = [behind[name] for name in ("early", "mark", "late") if behind[name] is not None]
    if not marks:
        return found
    return (STRICT if "不" in marks else INCLUSIVE)[found]


def _before(text: str, start: int) -> Comparative | None:
    last = text[start - 1 : start]
    for words in BEFORE_BY_LAST.get(last, ()):
        if text.endswith(words, 0, start):
            return BY_WORDS["before", words]
    match = BEFORE.search(text[max(0, start - WINDOW) : start]) if last in FILLER_ENDS else None
    return BY_WORDS["before", match["words"]] if match else None


def is_rough(text: str, start: int, end: int) -> bool:
    """Whether the words around a number say that it is about right only."""
    if text[end : end + 1] in ROUGH_BEGINS and ROUGH_BEHIND.match(text, end):
        return True
    may_be = text[start - 1 : start] in ROUGH_ENDS
    return may_be and ROUGH_BEFORE.search(text[max(0, start - 8) : start]) is not None
