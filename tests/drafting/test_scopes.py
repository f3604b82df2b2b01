"""Words of who may receive become conditions: lists, alternatives, doubt about how far a qualifier reaches."""

from __future__ import annotations

import pytest

from yiju.drafting.conditions import fields_of, opens_of, when
from yiju.drafting.naming import Names
from yiju.drafting.phrases import Words
from yiju.drafting.scopes import scope_condition
from yiju.facts.read import read_facts


def condition(words: str, names: Names | None = None) -> str:
    made = scope_condition(Words(words, 0, read_facts(words).facts), names or Names())
    tail, body = when(made)
    return "\n".join((tail.strip(), *body))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("具有本县户籍、年满60周岁的老年人，可以申请养老补贴。", "当 具有本县户籍 且 周岁（出生日期） 不低于 60岁"),
        ("本县户籍且常年居住的农户均可参加，脱贫户优先。", "当 具有本县户籍 且 常年居住"),
        ("脱贫户、监测户。", "当 类别 属于（脱贫户，监测户）"),
        ("补助对象为家庭人均年收入低于6000元的家庭。", "当 家庭人均年收入 低于 6000元/人"),
        ("符合条件的困难群众", "当 待定 “‘符合条件’指哪些条件”"),
        (
            "县医保局全体工作人员；乡镇分管医保工作的领导",
            "当\n任一\n    单位 是 县医保局\n    单位 是 乡镇 且 岗位 是 分管医保工作的领导",
        ),
    ],
)
def test_scope(words: str, text: str) -> None:
    assert condition(words) == text


def test_a_qualifier_that_may_reach_over_a_list_is_left_open_for_the_later_items_alone() -> None:
    point = "待定 “‘街道’是否及于‘民政办工作人员’” 或 “及于‘民政办工作人员’” 或 “只及于前一项，‘民政办工作人员’不限”"
    assert condition("街道分管民政工作的领导干部，民政办工作人员。").split("\n") == [
        "当",
        "任一",
        "    单位 是 街道 且 岗位 属于（分管民政工作的领导干部，民政办工作人员）",
        f"    岗位 是 民政办工作人员 且 {point}",
    ]


def test_a_person_may_settle_how_far_it_reaches() -> None:
    question = "‘街道’是否及于‘民政办工作人员’"
    words = "街道分管民政工作的领导干部，民政办工作人员。"
    both = condition(words, Names(answers={question: "及于‘民政办工作人员’"}))
    assert both == "当 单位 是 街道 且 岗位 属于（分管民政工作的领导干部，民政办工作人员）"
    alone = condition(words, Names(answers={question: "只及于前一项，‘民政办工作人员’不限"}))
    assert alone.split("\n")[-1].strip() == "岗位 是 民政办工作人员"


def test_confirmed_names_take_the_place_of_proposed_ones() -> None:
    names = Names(confirmed={"岗位": "职务", "分管民政工作的领导": "分管领导"})
    assert condition("乡镇分管民政工作的领导", names) == "当 单位 是 乡镇 且 职务 是 分管领导"


def test_items_with_qualifiers_of_their_own_leave_nothing_open() -> None:
    words = "无劳动能力的残疾人、无子女的老年人"
    made = scope_condition(Words(words, 0, ()), Names())
    assert not opens_of(made)
    assert len(fields_of(made)) == 2
