"""一次: each such payment, and each payee, is paid on its own first day; unknown where it may have been paid before."""

from __future__ import annotations

from datetime import date
from typing import Any

from yiju.decision.model import Decision
from yiju.load import load_texts

POLICY = """
记录 家庭 每户
    户编号   文本 标识
    入住日期 日期
    迁出日期 日期 可无
    登记日期 日期
    成员     列表<成员>

记录 成员 每人
    姓名     文本 标识
    入学日期 日期

政策 安置 “安置” 假定 “示例”
    对象 家庭

起始 2020-01-01

资格 已登记 当 登记日期 不晚于 当日

发放 安家费 一次 自 入住日期 = 500元
发放 搬离费 一次 自 迁出日期 = 300元 当 迁出日期 不是 无
发放 入学费 一次 给 成员 自 入学日期 = 100元/人
"""


def decide(month: int, **record: Any) -> Decision:
    rules = load_texts({"安置.policy": POLICY})
    assert [f.code for f in rules.findings if f.severity == "error"] == []
    given = {"登记日期": "2019-05-01", "成员": [], **record}
    return rules.decide("安置", {"户编号": "甲", **given}, on=date(2020, month, 28))


def paid(decision: Decision) -> list[Any]:
    return [(p.name, p.recipient, None if p.value.value is None else str(p.value.value)) for p in decision.payments]


def test_two_one_off_payments_do_not_take_each_others_place() -> None:
    house = {"入住日期": "2020-02-10", "迁出日期": "2020-05-10"}
    assert paid(decide(2, **house)) == [("安家费", None, "500")]
    assert paid(decide(3, **house)) == []
    assert paid(decide(5, **house)) == [("搬离费", None, "300")]


def test_each_member_is_paid_once() -> None:
    house = {
        "入住日期": "2020-01-01",
        "成员": [{"姓名": "一", "入学日期": "2020-03-01"}, {"姓名": "二", "入学日期": "2020-04-01"}],
    }
    assert paid(decide(3, **house)) == [("入学费", "一", "100")]
    assert paid(decide(4, **house)) == [("入学费", "二", "100")]
    assert paid(decide(5, **house)) == []


def test_unknown_before_is_unknown_now() -> None:
    decision = decide(4, 登记日期=None, 入住日期="2020-02-10")
    assert paid(decision) == [("安家费", None, None)]
    assert decision.missing == ("登记日期",)
    decision = decide(4)
    assert paid(decision) == [("安家费", None, None)] and decision.missing == ("入住日期",)
