"""互斥 where an amount is not known yet: who is paid is known only where every amount it could be says the same."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from yiju.decision.model import Decision
from yiju.load import load_texts

POLICY = """
记录 家庭 每户
    户编号 文本 标识
    成员   列表<成员>

记录 成员 每人
    姓名 文本 标识
    孤儿 是否
    残疾 是否

政策 津贴 “津贴” 假定 “示例”
    对象 家庭

发放 孤儿费 每月 给 成员 其中 孤儿 = 100元/人/月
发放 残疾费 每月 给 成员 其中 残疾 = 60元/人/月
互斥 孤儿费，残疾费 每 姓名 取 RULE
"""


def decide(rule: str, **member: Any) -> Decision:
    rules = load_texts({"津贴.policy": POLICY.replace("RULE", rule)})
    assert not rules.has_errors
    return rules.decide("津贴", {"户编号": "甲", "成员": [{"姓名": "一", **member}]}, on=date(2020, 6, 30))


def paid(decision: Decision) -> dict[str, Any]:
    return {p.name: p.value.value for p in decision.payments}


@pytest.mark.parametrize("rule", ["较高者", "前者"])
def test_what_a_better_one_may_take_the_place_of_is_unknown(rule: str) -> None:
    decision = decide(rule, 残疾=True)
    assert paid(decision) == {"孤儿费": None, "残疾费": None}
    assert decision.missing == ("成员[1].孤儿",)
    assert [p.missing for p in decision.payments] == [("成员[1].孤儿",)] * 2


@pytest.mark.parametrize("rule", ["较高者", "前者"])
def test_what_can_no_longer_win_is_withheld(rule: str) -> None:
    decision = decide(rule, 孤儿=True)
    assert paid(decision) == {"孤儿费": Fraction(100)}
    assert decision.missing == ()


def test_the_lower_one_may_be_nothing() -> None:
    assert paid(decide("较低者", 孤儿=True)) == {"孤儿费": None, "残疾费": None}
    assert paid(decide("较低者", 孤儿=True, 残疾=False)) == {"孤儿费": Fraction(100)}
