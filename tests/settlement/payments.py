"""Made-up items and rules to settle, and Hypothesis strategies for any."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

import yiju
from yiju.load import load_texts
from yiju.settlement.model import Item, Settlement
from yiju.settlement.settle import settle

HEAD = """\
记录 户 每户
    户编号 文本 标识
    街道 文本
    证件号 文本 隐私
    选择 枚举（甲，乙）
    标准额 元/月

政策 补贴 “生活补贴” 假定 “示例”
    对象 户

发放 甲 每月 = 标准额
发放 乙 每月 = 标准额

"""


def rules_of(lines: str) -> yiju.Rules:
    """The rules of a policy that makes two payments, 甲 and 乙, with these declarations beside it."""
    rules = load_texts({"例.policy": HEAD + lines}, place="示例")
    assert not rules.has_errors, [f.message("zh") for f in rules.findings]
    return rules


def settled(lines: str, *items: Item) -> Settlement:
    """The settlement of items by these rules."""
    return settle(rules_of(lines).program, "补贴", items)


def item(
    record: str,
    yuan: int | str | None,
    payment: str = "甲",
    *,
    funds: tuple[str, ...] | None = ("区",),
    keys: tuple[str | None, ...] = (),
    named: tuple[str | None, ...] = (),
    month: int = 6,
    group: str = "",
) -> Item:
    """A payment due in 2020 to a made-up record."""
    value = None if yuan is None else Fraction(yuan)
    return Item(record, payment, f"2020-{month:02}", date(2020, month, 28), None, value, funds, keys, named, group)


FUNDS = (
    "资金 区",
    "资金 省 占 33%\n资金 市 占 33%\n资金 区 占 34%",
    "资金 省 占 12.5%\n资金 区 占 87.5%",
    "资金 省 顺位 1 限 3元\n资金 市 顺位 2\n资金 区 顺位 3",
    "资金 区 付 甲\n资金 省",
    "资金 省\n资金 区",
)
LEDGERS = (
    "",
    "账目 账 假定 “示例”\n    收入 省 20元\n    收入 区 50元",
    "账目 账 假定 “示例”\n    收入 省 20元\n"
    "        补贴 8元\n        道路 12元\n    收入 区 9元\n    支出 道路 5元\n    支出 补贴 3元",
)
MUTUALS = (
    "",
    *(f"互斥 甲，乙 每 证件号 取 {take}" for take in ("较高者", "较低者", "前者", "选择")),
    "互斥 甲 每 证件号 取 前者\n互斥 乙，甲 每 街道 取 较高者",
)

keys = st.sampled_from((None, "一", "二", "三"))


@st.composite
def rule_texts(draw: st.DrawFn) -> str:
    """Declarations: funds, ledger and 互斥."""
    return "\n".join(draw(st.sampled_from(choices)) for choices in (FUNDS, MUTUALS, LEDGERS)) + "\n"


@st.composite
def any_item(draw: st.DrawFn) -> Item:
    """An item of any kind."""
    cents = draw(st.one_of(st.none(), st.integers(1, 2000)))
    return Item(
        f"H{draw(st.integers(0, 30)):02}",
        draw(st.sampled_from(("甲", "乙"))),
        "2020-06" if draw(st.booleans()) else "2020-07",
        date(2020, 6, 30),
        draw(st.sampled_from((None, "A", "B"))),
        None if cents is None else Fraction(cents, 100),
        draw(st.one_of(st.none(), st.just(()), st.just(("区",)), st.just(("省", "市", "区")))),
        (draw(keys), draw(keys)),
        (draw(st.sampled_from((None, "甲", "乙"))), None),
        draw(st.sampled_from(("", "东街", "西街"))),
    )
