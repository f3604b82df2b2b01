"""Which funds pay, how much each, until what a ledger has is used up."""

from __future__ import annotations

import pytest
from settlement.payments import item, rules_of, settled

from yiju.settlement.accounts import ledgers_of, opened
from yiju.settlement.model import Settlement
from yiju.settlement.settle import settle
from yiju.settlement.summary import summarise
from yiju.settlement.tables import paid_rows, summary_sheets, unpaid_rows
from yiju.settlement.words import note_text

LEDGER = "账目 账 假定 “示例”\n    收入 省 0.1元\n    收入 区 10元\n"
BOTH = "省", "区"


def drawn(made: Settlement) -> dict[str, tuple[int, int | None]]:
    return {account.fund: (account.drawn, account.left) for account in made.accounts}


def test_shares_are_in_whole_fen_and_the_largest_remainder_takes_what_is_over() -> None:
    made = settled("资金 省 占 33%\n资金 区 占 67%\n", item("H1", "0.05", funds=BOTH), item("H2", "1", funds=BOTH))
    assert [[d.cents for d in line.draws] for line in made.lines] == [[2, 3], [33, 67]]


def test_funds_in_order_each_to_its_cap_and_to_the_end_of_its_money() -> None:
    lines = f"资金 省 顺位 1 限 0.06元\n资金 区 顺位 2\n{LEDGER}"
    made = settled(lines, *(item(f"H{n}", 1, funds=BOTH) for n in range(3)))
    assert [[d.cents for d in line.draws] for line in made.lines] == [[6, 94], [4, 96], [100]]
    assert drawn(made) == {"省": (10, 0), "区": (290, 710)}
    assert list(paid_rows(made))[0] == ("H0", "", "甲", "2020年6月", "1.00", "省 0.06、区 0.94")


def test_what_cannot_be_paid_in_whole_is_not_paid_and_the_next_is_tried() -> None:
    made = settled(f"资金 区\n{LEDGER}", item("H1", 6), item("H2", 5), item("H3", 4))
    assert [(line.state, line.why) for line in made.lines] == [("paid", None), ("unpaid", "exhausted"), ("paid", None)]
    assert list(unpaid_rows(made)) == [("H2", "", "甲", "2020年6月", "5.00", "“区”余额不足")]
    assert drawn(made) == {"区": (1000, 0)}


def test_months_due_earlier_are_paid_first() -> None:
    made = settled(f"资金 区\n{LEDGER}", item("H1", 6, month=7), item("H2", 6, month=6))
    assert [(line.item.record, line.state) for line in made.lines] == [("H2", "paid"), ("H1", "unpaid")]


@pytest.mark.parametrize(
    ("lines", "funds", "why"),
    [
        ("资金 区\n", None, "由哪项资金支付，条件还不能确定"),
        ("资金 区\n", (), "没有资金支付这一项"),
        ("资金 区 付 乙\n", ("区",), "没有资金支付这一项"),
        ("资金 省\n资金 区\n", BOTH, "“省”、“区”各付多少，政策没有写明"),
        ("资金 区 限 1元\n", ("区",), "超过“区”每次支付的上限"),
    ],
)
def test_why_it_cannot_be_paid(lines: str, funds: tuple[str, ...] | None, why: str) -> None:
    made = settled(lines, item("H1", 6, funds=funds))
    assert [row[-1] for row in unpaid_rows(made)] == [why]
    assert made.totals.unpaid == 600


def test_a_fund_without_an_account_has_no_limit_and_it_is_said() -> None:
    made = settled("资金 区\n", item("H1", 6))
    assert drawn(made) == {"区": (600, None)}
    assert [note_text(note, "zh") for note in made.notes] == ["“区”没有账目记载有多少钱，按不限计"]
    assert [note_text(note, "en") for note in made.notes] == [
        "no ledger says how much there is of “区”; it is taken to be without limit"
    ]
    assert note_text(made.order, "zh").startswith("政策没有规定发放的先后：按应发的月份，同月按标识、款项、领取人")


def test_the_ledger_has_to_be_named_where_several_have_the_money() -> None:
    rules = rules_of(f"资金 区\n{LEDGER}{LEDGER.replace('账目 账', '账目 另账').replace('10元', '3元')}")
    assert ledgers_of(rules.program, "补贴") == ("另账", "账")
    with pytest.raises(ValueError, match="另账、账"):
        settle(rules.program, "补贴", [])
    made = settle(rules.program, "补贴", [item("H1", 3)], ledger="另账")
    assert drawn(made) == {"区": (300, 0)}


@pytest.mark.parametrize(
    ("receipts", "left", "remark"),
    [
        ("    收入 区 9元\n        甲 3元\n        道路 6元\n    安排 甲 3元\n    安排 道路 6元\n", 300, ""),
        ("    收入 区 9元\n        补贴 3元\n        道路 6元\n    支出 补贴 1元\n    支出 道路 6元\n", 200, ""),
        ("    收入 区 9元\n        桥 3元\n        道路 6元\n    支出 桥 1元\n    支出 道路 6元\n", 0, "other"),
        ("    收入 区 9元\n        补贴 9元\n    收入 省 9元\n        补贴 9元\n    支出 补贴 4元\n", 500, "least"),
        ("    收入 总 9元\n        区 9元\n    支出 道路 4元\n", 500, ""),
    ],
)
def test_what_the_ledger_has_for_a_programme(receipts: str, left: int, remark: str) -> None:
    program = rules_of(f"资金 区\n账目 账 假定 “示例”\n{receipts}").program
    account = opened(program, program.policies["补贴"], "账")["区", "甲"]
    assert (account.available, account.remark) == (left, remark)


def test_parts_of_a_receipt_that_are_funds_of_their_own_are_counted_once() -> None:
    lines = "资金 总 顺位 1\n资金 区 顺位 2\n账目 账 假定 “示例”\n    收入 总 9元\n        省 3元\n        区 6元\n"
    made = settled(lines, item("H1", 9, funds=("总", "区")))
    assert drawn(made) == {"总": (300, 0), "区": (600, 0)}


def test_sums_as_tables_in_both_languages() -> None:
    lines = f"资金 省 顺位 1\n资金 区 顺位 2\n互斥 甲，乙 每 证件号 取 较高者\n{LEDGER}"
    made = settled(
        lines,
        item("H1", "2.5", funds=BOTH, keys=("一",), group="东街"),
        item("H2", 2, "乙", funds=BOTH, keys=("一",), group="西街"),
        item("H3", 9, funds=BOTH, keys=("二",), group="西街", month=7),
        item("H4", None, funds=BOTH, keys=("三",), month=7),
    )
    sheets = {sheet.key: sheet for sheet in summary_sheets(summarise(made), "zh", group_name="街道")}
    assert list(sheets) == ["by_state", "by_programme", "by_fund", "by_group", "by_month", "by_reason", "by_rule"]
    assert sheets["by_state"].rows == (
        ("实发", "1", "2.50"),
        ("互斥不发", "1", "2.00"),
        ("未能发放", "1", "9.00"),
        ("金额未定", "1", "-"),
        ("应发", "4", "13.50"),
    )
    assert sheets["by_group"].title == "按街道"
    assert sheets["by_group"].rows == (
        ("东街", "1", "2.50", "1", "2.50", "0.00", "0.00", "0"),
        ("西街", "2", "11.00", "0", "0.00", "2.00", "9.00", "0"),
        ("（未填）", "1", "0.00", "0", "0.00", "0.00", "0.00", "1"),
        ("合计", "4", "13.50", "1", "2.50", "2.00", "9.00", "1"),
    )
    assert sheets["by_fund"].rows == (
        ("省", "0.10", "0.10", "0.00", "1"),
        ("区", "10.00", "2.40", "7.60", "1"),
        ("合计", "10.10", "2.50", "7.60", ""),
    )
    english = {sheet.key: sheet for sheet in summary_sheets(summarise(made), "en", group_name="街道")}
    assert english["by_month"].rows[0] == ("2020-06", "2", "4.50", "1", "2.50", "2.00", "0.00", "0")
    assert english["by_reason"].rows[0] == ("not enough is left of “省”, “区”", "1", "9.00")
    assert english["by_rule"].rows == (
        ("“甲”, “乙” are not paid together; the higher is paid", "1", "2.00", "assumed: 示例"),
    )
