"""The items of a record are the payments its decision lists, with the funds that pay them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from yiju.decision.model import Decision
from yiju.load import Rules, load, load_texts
from yiju.program.values import Row
from yiju.records.door import check_record
from yiju.records.readers import read_records
from yiju.settlement.items import items_of
from yiju.settlement.settle import settle

RULES = Path(__file__).parent.parent.parent / "rules"


PLACES = (
    ("shili", "家庭生活补贴", "住户.json", date(2021, 6, 30)),
    ("binjiang", "驻村补贴", "驻村干部.csv", date(2018, 12, 31)),
    ("qinghu", "城乡低保", "救助对象.csv", date(2021, 4, 30)),
    ("yushan", "临时救助", "申请户.json", (date(2021, 1, 1), date(2021, 3, 31))),
    ("licheng", "干部补助", "干部.csv", date(2020, 12, 31)),
)


def rows_of(rules: Rules, policy: str, file: str) -> list[Row]:
    kind = rules.program.records[rules.program.policies[policy].subject]
    return [row for _, row in read_records(rules.path / "records" / file, kind, rules.program.records).rows]


def decided(rules: Rules, policy: str, row: Row, when: date | tuple[date, date]) -> Decision:
    if isinstance(when, tuple):
        return rules.decide_row(policy, row, period=when)
    return rules.decide_row(policy, row, on=when)


@pytest.mark.parametrize(("place", "policy", "file", "when"), PLACES)
def test_items_are_the_payments_of_the_decision(
    place: str, policy: str, file: str, when: date | tuple[date, date]
) -> None:
    rules = load(RULES / place)
    found = 0
    for row in rows_of(rules, policy, file):
        decision = decided(rules, policy, row, when)
        items = list(items_of(rules.program, policy, row, when))
        listed = () if decision.errors else decision.payments
        assert [(i.payment, i.month, i.day, i.recipient, i.value) for i in items] == [
            (p.name, p.due, p.on, p.recipient, p.value.value) for p in listed
        ]
        found += len(items)
    assert found


@pytest.mark.parametrize(("place", "policy", "file", "when"), PLACES)
def test_what_one_payment_draws_is_what_its_decision_says(
    place: str, policy: str, file: str, when: date | tuple[date, date]
) -> None:
    """Where no 分 is divided and no ledger bounds it."""
    rules = load(RULES / place)
    for row in rows_of(rules, policy, file):
        decision = decided(rules, policy, row, when)
        for payment, item in zip(decision.payments, items_of(rules.program, policy, row, when), strict=False):
            shares = {f.name: f.value.value for f in payment.funds}
            if None in (item.value, *shares.values()) or not all(_is_whole(v) for v in shares.values()):
                continue
            line = settle(rules.program, policy, [item]).lines[0]
            if sum(shares.values()) == item.value:
                accounts = settle(rules.program, policy, [item]).accounts
                assert {accounts[d.account].fund: Fraction(d.cents, 100) for d in line.draws} == shares


def _is_whole(value: object) -> bool:
    return isinstance(value, Fraction) and (value * 100).denominator == 1


def test_groups_and_keys_come_from_the_record() -> None:
    rules = load_texts({"例.policy": RULES_WITH_KEY})
    kind = rules.program.records["户"]
    row = check_record(kind, rules.program.records, {"户编号": "H1", "街道": "东街", "证件号": "一"})
    (item,) = items_of(rules.program, "补贴", row, date(2020, 6, 30), group="街道")
    assert (item.group, item.keys, item.named, item.funds) == ("东街", ("一",), (None,), ("区",))
    (bare,) = items_of(rules.program, "补贴", (*row[:1], None, None, None), date(2020, 6, 30), group="街道")
    assert (bare.group, bare.keys, bare.funds) == ("", (None,), None)


RULES_WITH_KEY = """\
记录 户 每户
    户编号 文本 标识
    街道 文本
    证件号 文本
    收入 元/月

政策 补贴 假定 “示例”
    对象 户

发放 甲 每月 = 5元/月
互斥 甲 每 证件号 取 前者
资金 区 当 街道 是 “东街”
"""
