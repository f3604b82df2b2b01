"""What an amount may be *for each of*, as data: persons, households, months, and the phrases that say so.

A kind of thing is added as a row of `EACH_ROWS`, a phrase as a row of `PHRASES`; each has an example that is tested.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EachRow:
    """`written` after 每 or / counts `unit`; an amount of the `example` is a rate in `rate`."""

    written: str
    unit: str
    example: str
    rate: str


EACH_ROWS = (
    EachRow("人", "人", "每人200元", "元/人"),
    EachRow("名", "人", "每名学生300元", "元/人"),
    EachRow("位", "人", "每位老人300元", "元/人"),
    EachRow("员", "人", "100元/员", "元/人"),
    EachRow("口", "人", "每口人30元", "元/人"),
    EachRow("孩", "人", "每孩500元", "元/人"),
    EachRow("生", "生", "每生每学期1500元", "元/生/学期"),
    EachRow("户", "户", "每户5000元", "元/户"),
    EachRow("家", "家", "每家20000元", "元/家"),
    EachRow("村", "村", "每村20万元", "元/村"),
    EachRow("个村", "村", "每个村20万元", "元/村"),
    EachRow("个行政村", "村", "每个行政村20万元", "元/村"),
    EachRow("镇", "镇", "每镇50万元", "元/镇"),
    EachRow("乡", "乡", "每乡50万元", "元/乡"),
    EachRow("个乡镇", "乡镇", "每个乡镇50万元", "元/乡镇"),
    EachRow("社区", "社区", "每社区5万元", "元/社区"),
    EachRow("个社区", "社区", "每个社区5万元", "元/社区"),
    EachRow("个月", "月", "每个月300元", "元/月"),
    EachRow("人次", "人次", "每人次50元", "元/人次"),
    EachRow("月", "月", "每月300元", "元/月"),
    EachRow("季度", "季度", "每季度900元", "元/季度"),
    EachRow("季", "季度", "每季900元", "元/季度"),
    EachRow("年度", "年", "每年度3600元", "元/年"),
    EachRow("年", "年", "每年3600元", "元/年"),
    EachRow("学期", "学期", "每学期1500元", "元/学期"),
    EachRow("学年", "学年", "每学年3000元", "元/学年"),
    EachRow("天", "天", "每天50元", "元/天"),
    EachRow("日", "日", "每日50元", "元/日"),
    EachRow("小时", "小时", "每小时20元", "元/小时"),
    EachRow("周", "周", "每周100元", "元/周"),
    EachRow("次", "次", "每次50元", "元/次"),
    EachRow("例", "例", "每例2000元", "元/例"),
    EachRow("场", "场", "每场1000元", "元/场"),
    EachRow("期", "期", "每期3000元", "元/期"),
    EachRow("亩", "亩", "每亩120元", "元/亩"),
    EachRow("公顷", "公顷", "每公顷1800元", "元/公顷"),
    EachRow("平方米", "平方米", "每平方米800元", "元/平方米"),
    EachRow("平方", "平方米", "每平方800元", "元/平方米"),
    EachRow("㎡", "平方米", "800元/㎡", "元/平方米"),
    EachRow("立方米", "立方米", "每立方米3元", "元/立方米"),
    EachRow("平方公里", "平方公里", "每平方公里5万元", "元/平方公里"),
    EachRow("公里", "公里", "每公里30万元", "元/公里"),
    EachRow("千米", "公里", "每千米30万元", "元/公里"),
    EachRow("米", "米", "每米300元", "元/米"),
    EachRow("吨", "吨", "每吨60元", "元/吨"),
    EachRow("公斤", "公斤", "每公斤3元", "元/公斤"),
    EachRow("千克", "公斤", "每千克3元", "元/公斤"),
    EachRow("斤", "斤", "每斤2元", "元/斤"),
    EachRow("头", "头", "每头1000元", "元/头"),
    EachRow("只", "只", "每只200元", "元/只"),
    EachRow("羽", "羽", "每羽10元", "元/羽"),
    EachRow("箱", "箱", "每箱100元", "元/箱"),
    EachRow("株", "株", "每株5元", "元/株"),
    EachRow("棵", "棵", "每棵5元", "元/棵"),
    EachRow("台", "台", "每台2000元", "元/台"),
    EachRow("套", "套", "每套3000元", "元/套"),
    EachRow("辆", "辆", "每辆3000元", "元/辆"),
    EachRow("件", "件", "每件100元", "元/件"),
    EachRow("项", "项", "每项5000元", "元/项"),
    EachRow("个", "个", "每个3000元", "元/个"),
    EachRow("处", "处", "每处8000元", "元/处"),
    EachRow("座", "座", "每座8000元", "元/座"),
    EachRow("间", "间", "每间8000元", "元/间"),
    EachRow("盏", "盏", "每盏2000元", "元/盏"),
    EachRow("床", "床", "每床2000元", "元/床"),
    EachRow("张", "张", "每张2000元", "元/张"),
    EachRow("班", "班", "每班2000元", "元/班"),
    EachRow("岗", "岗", "每岗800元", "元/岗"),
    EachRow("证", "证", "每证500元", "元/证"),
    EachRow("度", "度", "每度0.5元", "元/度"),
    EachRow("千瓦时", "度", "0.5元/千瓦时", "元/度"),
    EachRow("千瓦", "千瓦", "每千瓦300元", "元/千瓦"),
    EachRow("个积分", "分", "每个积分1元", "元/分"),
    EachRow("积分", "分", "每积分1元", "元/分"),
    EachRow("分", "分", "每分1元", "元/分"),
    EachRow("个百分点", "百分点", "每个百分点500元", "元/百分点"),
    EachRow("份", "份", "每份20元", "元/份"),
    EachRow("批", "批", "每批5000元", "元/批"),
    EachRow("课时", "课时", "每课时100元", "元/课时"),
    EachRow("学时", "学时", "每学时100元", "元/学时"),
    EachRow("标段", "标段", "每标段500元", "元/标段"),
)

UNIT_BY_WORD = {row.written: row.unit for row in EACH_ROWS}
LONGEST_WORD = max(map(len, UNIT_BY_WORD))
WORDS = "|".join(sorted(map(re.escape, UNIT_BY_WORD), key=len, reverse=True))
COUNTED = "[0-9一二两三四五六七八九十百千万半]"


NO_TIME_BEFORE = "(?<![0-9〇零一二三四五六七八九十年当本次每上下个同按逐全])"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words before an amount that make it one for each; the group `what` holds what for, one of the characters of
    `sign` stands in them. `unless` are words behind them that speak of a schedule instead; `counter` shows that."""

    sign: str
    pattern: str
    example: str
    rate: str
    unless: str = ""
    counter: str = ""


PHRASES = (
    Phrase(
        "每",
        rf"(?P<what>每(?![当逢况到])(?:{WORDS}|{COUNTED}{{0,4}}(?:{WORDS})?))",
        "每户救助800元",
        "元/户",
        rf"{COUNTED}{{1,3}}[日月号]|[初底末]|[上中下]旬|[首末次]月",
        "每月10日前拨付800元",
    ),
    Phrase(
        "每",
        rf"每(?![当逢况到])(?!{COUNTED}|{WORDS})[^,。;:0-9每均]{{1,8}}?(?:1|一)(?P<what>{WORDS})",
        "每培训一人补助500元",
        "元/人",
    ),
    Phrase("均", r"(?P<what>[年月人户村亩日次生师镇乡件头只例岗校家])均", "户均2万元", "元/户"),
    Phrase("单", r"单(?P<what>[人户次件笔例亩村校个台套座项头只辆株处期栋场])", "单户最高补助5000元", "元/户"),
    Phrase(
        "按",
        r"按(?P<what>[年月季天日次户人亩]|学期|季度)(?:发放|补助|补贴|给予|计发|支付|奖励|领取|缴纳|一次性)*$",
        "按月发放1000元",
        "元/月",
    ),
    Phrase(
        "月日",
        rf"{NO_TIME_BEFORE}(?P<what>[月日])(?:最[高低多少]|(?:人均|平均|基本|最低|最高|固定|绩效|生活|岗位|护理|累计|务工)?"
        r"(?:补助|补贴|津贴|工资|薪酬|租金|收入|标准|缴费|生活费|护理费|发放|报酬|养老金|限额))",
        "月基本工资1800元",
        "元/月",
    ),
)
