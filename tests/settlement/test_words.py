"""Every sentence is there in both languages and is filled in with the same words; every note can be said."""

from __future__ import annotations

from string import Formatter

import pytest
from settlement.payments import item, settled

from yiju.settlement.words import WORDS, money, note_text


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_say_the_same(key: str) -> None:
    zh, en = WORDS[key]
    assert zh and en
    assert placeholders(zh) == placeholders(en)


def test_every_note_is_said() -> None:
    lines = """\
资金 省 顺位 1 限 2元
资金 区 顺位 2
资金 市 顺位 3
互斥 甲，乙 每 证件号 取 较高者
账目 账 假定 “示例”
    收入 省 5元
        桥 2元
        路 3元
    收入 区 5元
        补贴 5元
    收入 别 5元
        补贴 5元
    支出 桥 1元
    支出 路 1元
    支出 补贴 1元
"""
    made = settled(lines, item("H1", 5, funds=("省", "区", "市"), keys=(None,)))
    assert [note_text(note, "zh") for note in made.notes] == [
        "“市”没有账目记载有多少钱，按不限计",
        "“账”里“省”的钱都是给别的项目的，按 0 计",
        "“账”没有写明“区”已用多少，只按至少还剩的数计",
        "“省”的上限按每一笔支付计，整批能付多少由账目决定",
        "有 1 笔不知道领取人的标识，没有比对互斥",
    ]
    assert all(note_text(note, "en").isprintable() for note in (*made.notes, made.order))
    assert [(made.accounts[d.account].fund, d.cents) for d in made.lines[0].draws] == [("区", 400), ("市", 100)]


@pytest.mark.parametrize(("cents", "text"), [(0, "0.00"), (5, "0.05"), (123456789, "1,234,567.89"), (-150, "-1.50")])
def test_money(cents: int, text: str) -> None:
    assert money(cents) == text
