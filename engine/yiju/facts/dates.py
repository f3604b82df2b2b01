"""Days and months with their year, in all the ways that they are written, and what each is: from, until, as of.

Input: folded words of a passage. Output: `2021-04-16` or `2021-04` with its place. A year alone, and a day or month
without its year (当年12月, 次月5日, the second of 2021年1月至6月), is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from yiju.facts.model import Moment
from yiju.facts.numerals import read_numeral, read_year

YEAR = r"(?<![0-9.])(?:(?P<year{0}>(?:19|20)[0-9]{{2}})|(?P<spelled{0}>[一二][〇○零0OoΟО一二三四五六七八九]{{3}}))"
MONTH = r"(?:元|[01]?[0-9](?![0-9])|十[一二]?|[一二三四五六七八九])"
ONE = "[一二三四五六七八九]"
DAY = rf"(?:[0-3]?[0-9](?![0-9])|[初零]?{ONE}|二?十{ONE}?|三十一?|廿{ONE}?|卅一?)"
OTHERS = rf"(?:[-—~–至到、和及]+{MONTH})*"
DATE = re.compile(
    rf"{YEAR.format('')}年(?P<month>{MONTH}){OTHERS}月(?:份?(?:的)?(?P<day>{DAY})(?:[-—~–至到、和及]+{DAY})*[日号])?"
    rf"|{YEAR.format('2')}(?P<sign>[-./])(?P<month2>[01]?[0-9])(?P=sign)(?P<day2>[0-3]?[0-9])(?![0-9])日?"
    rf"|{YEAR.format('3')}-(?P<month3>0[1-9]|1[0-2])(?![-0-9.年月])"
)
ROUND = str.maketrans("OoΟО", "0000")
MAY_BEGIN = re.compile(
    r"[12一二](?<![0-9.].)(?:(?:(?<=1)9|(?<=2)0)[0-9]{2}[-./年]|(?<=[一二])[〇○零0OoΟО一二三四五六七八九]{3}年)"
)


class Dated(NamedTuple):
    """A day or a month at `start`..`end` of a passage."""

    kind: Literal["date", "month"]
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MomentRow:
    """Words that touch a date, `before` and `behind` it, and what they make it."""

    before: str
    behind: str
    moment: Moment
    example: str


STATED = r"(?:底|末|初|上旬|中旬|下旬)?(?:24时|零时)?(?:[,共已现]|累计|[全我本][县区市镇乡村街省])"
BUSINESS = "申报|申请|报名|受理|发放|缴费|办理|认定|填报|提交|报送|征求意见|投标|公示|登记|兑换|执行|有效|录入"
PERIOD = "有效期限?|试行期|执行期限?|施行期|期限|过渡期|服务期|公示期|缴费期|聘期"
UNTIL = "截止|为止|止|以前|之前|前|期满|到期|终止|失效"
MOMENTS = (
    MomentRow(
        rf"(?:{BUSINESS})(?:时间|日期|期限|期)?(?:截止|截至)(?:时间|日期|日|期|到|至|于|为|:)*",
        "",
        "until",
        "申报截止2022年4月30日,逾期不再受理",
    ),
    MomentRow("", "起?(?:至|到|[-—~–])", "from", "公示期为2022年3月10日至3月19日"),
    MomentRow(r"截止(?:时间|日期|日|期限|为|是|于|:)+(?:到|至)?", "", "until", "截止日期为2020年12月31日"),
    MomentRow("截至|截止到|截止至", "", "as_of", "截至2021年6月30日,共发放12人"),
    MomentRow("截止", STATED, "as_of", "截止2022年12月31日,全区享受补贴12人"),
    MomentRow("截止", "", "until", "截止2022年12月31日全部完成"),
    MomentRow("", rf"(?:底|末|初|上旬|中旬|下旬)?(?:24时|零时)?(?:{UNTIL})", "until", "执行至2020年12月31日止"),
    MomentRow(rf"(?:{PERIOD})(?:限|延长|顺延|延续|暂定|原则上)*(?:到|至|为|:)*", "", "until", "有效期至2024年6月30日"),
    MomentRow("至|到|直至|延至|延长至|-|—|~|–", "", "until", "执行至2020年12月"),
    MomentRow("", r"(?:\(含\))?(?:份|底|末|初)?(?:零时|0时)?(?:起|开始|以后|之后|后)", "from", "自2019年7月1日起施行"),
    MomentRow("", "起?(?:施行|实施|执行|生效|实行|启用)", "from", "2021年1月1日施行"),
    MomentRow("自|从", "", "from", "自2021年1月1日至2021年6月30日"),
)
"""In the order in which they are tried."""
COMPILED = tuple((row.moment, re.compile(rf"(?:{row.before})$"), re.compile(row.behind)) for row in MOMENTS)


def dates(text: str) -> Iterator[Dated]:
    """The days and months of a passage; those that the calendar lacks are none."""
    at = 0 if "年" in text or "20" in text or "19" in text else len(text)
    while (begin := MAY_BEGIN.search(text, at)) is not None:
        match = DATE.match(text, begin.start())
        found = _dated(match) if match else None
        if found is not None:
            yield found
        at = match.end() if match else begin.end()


def moment(text: str, start: int, end: int) -> Moment:
    """What the date at `start`..`end` is."""
    words_before = text[max(0, start - 16) : start]
    found = (m for m, before, behind in COMPILED if before.search(words_before) and behind.match(text, end))
    return next(found, "")


def _dated(match: re.Match[str]) -> Dated | None:
    for suffix in ("", "2", "3"):
        year = match[f"year{suffix}"] or match[f"spelled{suffix}"]
        if year is not None:
            day = match.groupdict().get(f"day{suffix}")
            return _valid(match, year, match[f"month{suffix}"], day)
    return None


def _valid(match: re.Match[str], year: str, month: str, day: str | None) -> Dated | None:
    whole_year = int(year) if year.isdecimal() else read_year(year.translate(ROUND))
    try:
        first = date(whole_year, 1 if month == "元" else _number(month), _number(day) if day else 1)
    except ValueError:
        return None
    end = match.end()
    if day is None:
        return Dated("month", first.isoformat()[:7], match.start(), end)
    return Dated("date", first.isoformat(), match.start(), end)


def _number(words: str) -> int:
    value = read_numeral(words.lstrip("初"))
    return int(value) if value is not None else 0
