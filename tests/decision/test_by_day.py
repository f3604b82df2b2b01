"""按日 with exceptions: each amount is shared out by days and then rounded as it says; what is excluded is nothing."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from yiju.load import load_texts

POLICY = """
记录 家庭 每户
    户编号   文本 标识
    入住日期 日期
    搬走     是否
    困难     是否

政策 过渡 “过渡” 假定 “示例”
    对象 家庭

起始 2020-01-01

发放 过渡费 每月 自 入住日期 按日 = 300元/月 舍入到 1元 四舍五入
除外 已搬走 于 过渡费 当 搬走
例外 困难户 于 过渡费 改为 600元 舍入到 0.01元 舍去 当 困难
"""


def test_exceptions_are_shared_out_by_days_too() -> None:
    rules = load_texts({"过渡.policy": POLICY})
    assert [f.code for f in rules.findings if f.severity == "error"] == []

    def paid(moved: bool, poor: bool) -> list[object]:
        record = {"户编号": "甲", "入住日期": "2020-01-16", "搬走": moved, "困难": poor}
        return [p.value.value for p in rules.decide("过渡", record, on=date(2020, 1, 31)).payments]

    assert paid(False, False) == [Fraction(155)]
    assert paid(True, False) == []
    assert paid(False, True) == [Fraction(30967, 100)]
