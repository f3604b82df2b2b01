"""Funding sources, eligible groups and organisations that a passage names, verbatim.

Input: a passage's folded words. Output: places of names, by kind. What may name one stands in the tables below, each
row with an example that is tested; nothing here decides who receives or who pays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yiju.facts.model import MentionKind

WORD = r"[^,。;:、()《》“”\"\s\ufffc0-9|由从按在和及与或对为将向给的报经到]"
LEVELS = "中央|省级?|市级?|区级?|县级?|乡镇级?|镇级?|街道|本级|各级|上级|市以上|市级以上|派出单位|村级?|村集体"
PEOPLE = (
    "老年人|老人|残疾人|贫困户|脱贫户|监测户|监测对象|监测帮扶对象|低保户|低保对象|特困人员|特困供养人员|孤儿|儿童|未成年人|学生|"
    "家庭|农户|困难群众|贫困人口|脱贫人口|困难职工|低收入家庭|优抚对象|退役军人|工作人员|领导干部|工作队员|工作队队员|第一书记|村干部|"
    "居民|村民|农民工|患者|产妇|参保人员|毕业生|经营主体|合作社|人员|对象|户"
)
OFFICES = (
    "人民政府办公室|人民政府|政府办公室|办公室|委员会|领导小组|工作专班|财政局|民政局|审计局|农业农村局|乡村振兴局|教育局|卫生健康局|"
    "医疗保障局|人力资源和社会保障局|住房和城乡建设局|水利局|交通运输局|残疾人联合会|残联|妇联|工会|红十字会|街道办事处|村民委员会|"
    "村委会|居委会|监察机关|扶贫办|乡村振兴办|农委办?|局|厅|委员会"
)


@dataclass(frozen=True, slots=True)
class NameRow:
    """A pattern whose group `name` is a name of `kind`; `example` holds `name`."""

    kind: MentionKind
    pattern: str
    example: str
    name: str


ROWS = (
    NameRow(
        "source",
        rf"(?P<name>(?:{LEVELS}){WORD}{{0,14}}?(?:专项资金|预算资金|资金|财政|公用经费|经费预算|工作经费|经费|预算|福彩公益金|公益金|收益))"
        rf"(?!{WORD}{{0,4}}(?:局|部门|所|管理办法))",
        "所需资金由县级财政承担",
        "县级财政",
    ),
    NameRow(
        "source",
        rf"(?P<name>(?:社会|企业|爱心|对口|{WORD}{{0,8}}基金){WORD}{{0,4}}(?:捐赠资金|捐助|捐赠|捐款|募捐|帮扶资金))",
        "不足部分由社会捐赠解决",
        "社会捐赠",
    ),
    NameRow(
        "source",
        rf"(?P<name>{WORD}{{0,8}}(?:福彩公益金|医疗保险基金|医疗救助基金|统筹基金|债券资金))",
        "从福彩公益金中列支",
        "福彩公益金",
    ),
    NameRow(
        "source",
        r"从(?P<name>[^,。;:《》\ufffc]{2,30}?)中?(?:列支|解决|安排|支出|支付)",
        "从乡镇管理费中列支",
        "乡镇管理费",
    ),
    NameRow(
        "group",
        rf"(?P<name>(?:[^,。;:《》\ufffc|]{{1,24}}的)(?:{WORD}{{0,10}}?)(?:{PEOPLE}))(?![一-鿿]{{0,3}}(?:标准|补贴|津贴|救助金))",
        "年满60周岁的老年人可以申请",
        "年满60周岁的老年人",
    ),
    NameRow(
        "group",
        rf"(?P<name>(?:建档立卡|脱贫|监测|困难|重度|低保|特困|高龄|失能|残疾){WORD}{{0,8}}?(?:{PEOPLE}))",
        "为建档立卡贫困户购买保险",
        "建档立卡贫困户",
    ),
    NameRow("organisation", rf"(?P<name>{WORD}{{1,16}}?(?:{OFFICES}))(?!{WORD}?长)", "报县民政局备案", "县民政局"),
)
COMPILED = tuple((row.kind, re.compile(row.pattern)) for row in ROWS)


def names_in(text: str) -> Iterator[tuple[MentionKind, tuple[int, int]]]:
    """The names of a passage, in order, with their places; of two of a kind that overlap, the first."""
    found = sorted((m.span("name"), kind) for kind, pattern in COMPILED for m in pattern.finditer(text))
    ends: dict[MentionKind, int] = {}
    for place, kind in found:
        if place[0] >= ends.get(kind, 0):
            ends[kind] = place[1]
            yield kind, place
