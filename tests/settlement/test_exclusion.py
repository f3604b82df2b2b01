"""互斥 across records: who is paid of those told to be one payee, and what is said of the others."""

from __future__ import annotations

import pytest
from settlement.payments import item, settled

from yiju.load import load
from yiju.settlement.model import Settlement
from yiju.settlement.settle import settle
from yiju.settlement.tables import list_title, unpaid_rows, withheld_head, withheld_rows

MUTUAL = "资金 区\n互斥 乙，甲 每 证件号 取 {}\n"


def states(made: Settlement) -> dict[str, str]:
    return {line.item.record: line.why or line.state for line in made.lines}


@pytest.mark.parametrize(("take", "paid"), [("较高者", "H1"), ("较低者", "H3"), ("前者", "H2")])
def test_one_is_paid(take: str, paid: str) -> None:
    made = settled(
        MUTUAL.format(take),
        item("H1", 30, keys=("一",)),
        item("H2", 20, "乙", keys=("一",)),
        item("H3", 10, keys=("一",)),
        item("H4", 10, keys=("二",)),
    )
    expected = {"H1": "withheld", "H2": "withheld", "H3": "withheld", "H4": "paid", paid: "paid"}
    assert states(made) == expected
    assert {line.favour.record for line in made.lines if line.favour} == {paid}


def test_equal_ones_go_by_the_order_named_then_by_identifier() -> None:
    made = settled(
        MUTUAL.format("较高者"),
        item("H1", 20, keys=("一",)),
        item("H3", 20, "乙", keys=("一",)),
        item("H2", 20, "乙", keys=("一",)),
    )
    assert states(made) == {"H1": "withheld", "H2": "paid", "H3": "withheld"}


def test_other_months_and_payees_do_not_exclude_each_other() -> None:
    made = settled(
        MUTUAL.format("较高者"), item("H1", 1, keys=("一",)), item("H2", 2, keys=("一",), month=7), item("H3", 3)
    )
    assert set(states(made).values()) == {"paid"}


def test_an_unknown_payee_excludes_nothing_and_it_is_said() -> None:
    made = settled(MUTUAL.format("较高者"), item("H1", 1, keys=(None,)), item("H2", 2, keys=(None,)))
    assert states(made) == {"H1": "paid", "H2": "paid"}
    assert [line.unchecked for line in made.lines] == [(0,), (0,)]
    assert ("unchecked", (("count", "2"),)) in [(note.key, note.words) for note in made.notes]


def test_the_one_that_a_field_names() -> None:
    lines = MUTUAL.format("选择")
    both = settled(lines, item("H1", 9, keys=("一",), named=("乙",)), item("H2", 1, keys=("一",), named=("甲",)))
    assert states(both) == {"H1": "withheld", "H2": "paid"}
    none = settled(lines, item("H1", 9, keys=("一",), named=("乙",)), item("H2", 1, keys=("一",), named=("乙",)))
    assert states(none) == {"H1": "paid", "H2": "withheld"}
    later = settled(lines, item("H1", 9, keys=("一",), named=(None,)), item("H2", 1, keys=("一",), named=("甲",)))
    assert states(later) == {"H1": "rival", "H2": "rival"}


def test_what_hangs_on_an_undetermined_amount_is_not_paid_yet() -> None:
    items = item("H1", 30, keys=("一",)), item("H2", None, keys=("一",))
    made = settled(MUTUAL.format("较高者"), *items)
    assert states(made) == {"H1": "rival", "H2": "undetermined"}
    assert list(unpaid_rows(made))[0] == (
        "H1", "", "甲", "2020年6月", "30.00", "与H2的“甲”互斥，对方的金额或选择还不能确定",
    )  # fmt: skip
    assert list(unpaid_rows(made, "en"))[1] == ("H2", "", "甲", "2020-06", "-", "undetermined")
    first = settled("资金 区\n互斥 甲 每 证件号 取 前者\n", *items)
    assert states(first) == {"H1": "paid", "H2": "undetermined"}


def test_what_one_rule_withholds_is_no_rival_in_the_next() -> None:
    lines = "资金 区\n互斥 甲 每 证件号 取 较高者\n互斥 甲，乙 每 街道 取 较高者\n"
    made = settled(
        lines,
        item("H1", 30, keys=("一", "东街")),
        item("H2", 20, keys=("一", "西街")),
        item("H3", 10, "乙", keys=(None, "西街")),
    )
    assert states(made) == {"H1": "paid", "H2": "withheld", "H3": "paid"}


def test_what_is_withheld_is_listed_with_the_words_it_stands_on() -> None:
    program = load("rules/shili").program
    funds = "街道专项资金", "社会捐赠资金"
    made = settle(
        program,
        "家庭生活补贴",
        [
            item("H1", 100, "儿童补贴", funds=funds, keys=("甲",)),
            item("H2", 30, "学生交通补贴", funds=funds, keys=("甲",)),
        ],
    )
    quote = "同一名成员的儿童补贴和学生交通补贴在同一次发放中重复的，发给较高的一项。"
    told = "与H1的“儿童补贴”互斥（同一证件号）"
    assert list(withheld_rows(made)) == [
        ("H2", "", "学生交通补贴", "2020年6月", "30.00", told, f"示例街办〔2020〕3号 第九条：“{quote}”")
    ]
    told = "excluded by “儿童补贴” of H1 (same 证件号)"
    assert list(withheld_rows(made, "en")) == [
        ("H2", "", "学生交通补贴", "2020-06", "30.00", told, f"示例街办〔2020〕3号 第九条: “{quote}”")
    ]
    assert (list_title("withheld"), list_title("withheld", "en")) == ("互斥不发的款项", "Payments withheld by 互斥")
    assert withheld_head("en") == ("identifier", "recipient", "payment", "month", "amount", "why", "grounds")


def test_identity_numbers_are_shown_in_part() -> None:
    number = "370112198001010018"
    made = settled(MUTUAL.format("较高者"), item(number, 2, keys=("一",)), item("H2", 1, keys=("一",)))
    assert number not in str(list(withheld_rows(made)))
    assert number in str(list(withheld_rows(made, reveal=True)))
