"""Funding sources, eligible groups and organisations that a passage names, verbatim.

Input: a passage's folded words. Output: places of names, by kind. A name is found by the word that it ends with, and
reaches back to the words that cannot belong to it; both stand in the tables below, each row with an example that is
tested. Nothing here decides who receives or who pays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from yiju.facts.model import MentionKind

Place = tuple[int, int]

REACH = 36
SEPARATORS = r"[,;:。!?|\s\ufffc《》“”\"()]|\.(?![0-9])"
PRONOUNS = (
    r"为了?|由|从|按照?|根据|在|将|对于?|向|给予?|是|即|包括|其中|通过|使用|纳入|安排|收到|下达|拨付|用于|列入|并可|可"
)
AND = r"(?<![省市区县镇乡])、|、(?![省市区县镇乡])|和|及|与|或|以及"


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of `kind` ends with one of `ends` (and none of `unless` behind it), reaches back to the last of `starts`,
    and is `holds` somewhere; `example` holds `name`."""

    kind: MentionKind
    ends: str
    unless: str
    starts: str
    holds: str
    example: str
    name: str


LEVEL = r"中央|[省市区县镇乡村]|街道|上级|各级|本级|派出单位|单位"
PAID = "支付|列支|承担|解决|安排|拨付|补助|下达"
ROWS = (
    NameRow(
        "source",
        r"专项(?:扶贫)?资金|预算资金|衔接资金|配套资金|补助资金|统筹资金|债券资金|资金|财政|公用经费|工作经费预算|工作经费|经费|预算",
        r"局|所|部门|办|管理|使用|分配|安排|来源|规模|支出|收入|总额|支付率|保障|公告|计划|监管|情况|渠道|是|补助资金|扶贫|专项|资金|预算|衔接|金融|性",
        rf"{SEPARATORS}|{AND}|{PRONOUNS}|所需|的(?={LEVEL})|[0-9元年]",
        rf"(?:^|级)(?:{LEVEL})",
        "所需资金由县级财政承担",
        "县级财政",
    ),
    NameRow(
        "source",
        r"捐赠资金|捐赠|捐助|捐款|募捐|公益金|统筹基金|保险基金|救助基金|经济收益|帮扶资金",
        r"资金|人|者|款",
        rf"{SEPARATORS}|{AND}|{PRONOUNS}|所需|[0-9元年]",
        r"社会|企业|爱心|基金|福彩|彩票|医疗|村集体|对口|个人",
        "不足部分由社会捐赠解决",
        "社会捐赠",
    ),
    NameRow(
        "group",
        r"老年人|老人|残疾人|贫困户|脱贫户|监测户|监测对象|低保户|低保对象|特困人员|孤儿|儿童|未成年人|学生|家庭|农户|困难群众|贫困人口|脱贫人口|"
        r"困难职工|优抚对象|退役军人|工作人员|领导干部|工作队员|工作队队员|第一书记|村干部|人员|贫困老人|子女|患者|产妇|毕业生",
        r"[生活护理]{2}|补[贴助]|津贴|救助|联合会|事务|身份|证|福利|办|局|基本|综合|经济|货币|收入|成员|人数|名单|信息|院|数|户口|或|人口|家庭|子女",
        rf"{SEPARATORS}|为(?!了)|发放给|帮助|资助|惠及|带动|对于?|向|给予?|是|由(?!各)|[0-9]+(?:\.[0-9]+)?万?余?[名户人个位]|以及|引导|提高|确保|保障|减轻|解决|激发|调动|奖补|参照|享受|使(?!用)|扶持|关于|现将|发放至|保障了",
        r"的|困难|贫困|脱贫|监测|低保|特困|重度|高龄|建档立卡|残疾|失能|全体|优抚|军人|第一书记|干部|学生|孤儿",
        "年满60周岁的老年人可以申请",
        "年满60周岁的老年人",
    ),
    NameRow(
        "organisation",
        r"人民政府办公室|人民政府|政府办公室|办公室|委员会|领导小组|办事处|联合会|红十字会|村委会|居委会|监察机关|扶贫办|局(?<=[\u4e00-\u9fff]局)|厅|法院|检察院",
        r"[的]?(?:办公室|文件|关于|长|部|级|势|限|面|令|务会|堂)",
        rf"{SEPARATORS}|、|{PRONOUNS}|报|经|到|原|各(?=.)|[0-9元年月日]",
        r"",
        "报县民政局备案",
        "县民政局",
    ),
)


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: MentionKind
    ends: re.Pattern[str]
    starts: re.Pattern[str]
    holds: re.Pattern[str]


def _compiled(row: NameRow) -> _Pattern:
    """The last of the `starts` is found first, by what stands before it in a greedy match."""
    starts = re.compile(f".*(?:{row.starts})", re.DOTALL)
    return _Pattern(row.kind, re.compile(f"(?:{row.ends})(?!{row.unless})"), starts, re.compile(row.holds))


COMPILED = tuple(map(_compiled, ROWS))
SHORTEST = 2
JOINING = "、和及与或的中"


def names_in(texts: Sequence[str]) -> Iterator[tuple[int, MentionKind, Place]]:
    """The names of passages, in order: which passage, what kind, and where in it. All are searched at one go, parted
    by line breaks, which no name goes over."""
    joined = "\n".join(texts)
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    found = sorted((place, pattern.kind) for pattern in COMPILED for place in _of_kind(joined, pattern))
    for (start, end), kind in found:
        i = bisect_right(starts, start) - 1
        yield i, kind, (start - starts[i], end - starts[i])


def _of_kind(text: str, pattern: _Pattern) -> Iterator[Place]:
    last = 0
    for end in pattern.ends.finditer(text):
        first, stop = end.span()
        floor = max(last, first - REACH)
        begin = pattern.starts.match(text, floor, first)
        start = begin.end() if begin else floor
        start += len(text[start:first]) - len(text[start:first].lstrip(JOINING))
        if stop - start > SHORTEST and pattern.holds.search(text[start:stop]):
            yield start, stop
        last = stop
