"""Lines are linked by their names; what is left follows or is a range; nothing is moved that nobody moved."""

from __future__ import annotations

from fractions import Fraction

from funds.ledgers import statement_of

from yiju.funds.statement import Statement


def links(statement: Statement) -> list[tuple[str, str, Fraction]]:
    nodes = statement.flow.nodes
    return [(nodes[n.giver].name, nodes[n.taker].name, n.amount / 10_000) for n in statement.flow.links]


def statuses(statement: Statement, kind: str) -> list[str]:
    return [c.status for c in statement.checks if c.kind == kind]


def test_the_lowest_line_named_on_the_other_side_is_the_programme() -> None:
    made = statement_of("收入 省级 5万元\n    道路 3万元\n    助学 2万元\n支出 道路 3万元\n支出 助学 2万元")
    assert links(made) == [("省级", "道路", 3), ("省级", "助学", 2)]


def test_a_receipt_that_is_named_on_the_other_side_is_its_own_source() -> None:
    assert links(statement_of("收入 合计 3万元\n    道路 3万元\n支出 道路 3万元")) == [("道路", "道路", 3)]


def test_money_of_no_stated_programme_goes_through_one_pool() -> None:
    made = statement_of("收入 中央 3万元\n收入 省级 2万元\n安排 道路 4万元\n安排 助学 1万元")
    assert [n.name for n in made.flow.nodes if n.kind == "pool"] == ["合计"]
    assert ("中央", "合计", 3) in links(made) and ("合计", "道路", 4) in links(made)


def test_shares_say_who_paid() -> None:
    made = statement_of("收入 中央 3万元\n收入 省级 2万元\n安排 道路 4万元\n    自 中央 3万元\n    自 省级 1万元")
    assert links(made) == [("中央", "道路", 3), ("省级", "道路", 1), ("省级", "省级", 1)]
    assert made.flow.nodes[-1].kind == "left"


def test_a_share_of_a_group_makes_the_group_the_source() -> None:
    made = statement_of("收入 中央 3万元\n    第一批 1万元\n    第二批 2万元\n安排 道路 3万元\n    自 中央 3万元")
    assert links(made) == [("中央", "道路", 3)]


def test_more_was_given_than_received() -> None:
    made = statement_of("收入 中央 3万元\n安排 道路 4万元\n    自 中央 4万元")
    assert statuses(made, "source") == ["fails"] and not made.holds


def test_what_nobody_says_is_left_is_the_difference() -> None:
    made = statement_of("收入 道路 5万元\n收入 助学 2万元\n支出 道路 3万元\n支出 助学 2万元")
    assert [row.left for row in made.programmes] == [20_000, 0]
    assert made.holds and made.total.left == 20_000


def test_balances_nobody_states_are_not_taken_for_a_regrouping() -> None:
    """80 + 20 is 100 by accident; no programme took more than it received."""
    made = statement_of("收入 甲 100元\n收入 乙 50元\n收入 丙 30元\n支出 甲 80元\n支出 乙 40元\n支出 丙 20元")
    assert statuses(made, "programme") == ["holds"] * 3


def test_a_receipt_is_not_regrouped_without_its_own_use() -> None:
    """5 + 5 = 10 by accident: the water works used 4 of their 5 themselves."""
    made = statement_of("收入 水利 5元\n收入 监测 5元\n收入 统筹 50元\n支出 水利 4元\n支出 园区 10元\n支出 统筹 40元")
    regrouped = next(c for c in made.checks if c.status == "regrouped")
    assert [f.label for f in regrouped.totals] == ["统筹"] and made.total.left == 6


def test_a_receipt_never_named_again_is_left() -> None:
    made = statement_of("收入 道路 5万元\n收入 质保金 2万元\n支出 道路 5万元")
    assert links(made) == [("道路", "道路", 5), ("质保金", "质保金", 2)]
    assert made.total.left == 20_000


def test_several_gave_and_nobody_says_to_whom() -> None:
    """5 + 7 = 4 + 8 without a label in common: the two receipts are shown together."""
    made = statement_of("收入 助学 1元\n收入 甲 5元\n收入 乙 7元\n支出 助学 1元\n支出 丙 4元\n支出 丁 8元")
    assert [c.status for c in made.checks if c.kind == "programme"] == ["holds", "regrouped"]
    assert [n.name for n in made.flow.nodes if n.kind == "pool"] == ["甲＋乙"]
    assert not any(link.is_derived for link in made.flow.links)


def test_a_giver_with_several_sources_gives_through_a_pool() -> None:
    lines = "收入 省级 6元\n    统筹 6元\n收入 市级 4元\n    统筹 4元\n收入 道路 2元\n支出 道路 5元\n支出 统筹 7元"
    made = statement_of(lines)
    assert [(n.name, n.amount) for n in made.flow.nodes if n.kind == "pool"] == [("统筹", 10)]
    assert ("统筹", "道路", Fraction(3, 10_000)) in links(made)


def test_the_total_is_of_its_parts_and_of_the_lines_beside_it() -> None:
    made = statement_of("收入 合计 6元\n    甲 1元\n    乙 2元\n收入 丙 3元")
    assert [(c.label, c.status) for c in made.checks] == [("合计", "holds")]
    assert statement_of("收入 合计 6元\n收入 丙 3元\n收入 丁 4元").checks[0].difference == -1


def test_groups_of_uses_are_looked_into_where_their_parts_are_named_elsewhere() -> None:
    lines = "收入 保险 3元\n收入 助学 2元\n安排 金融 5元\n    保险 3元\n    助学 2元\n支出 保险 1元\n支出 助学 2元"
    assert [row.name for row in statement_of(lines).programmes] == ["保险", "助学"]


def test_what_was_only_allotted_leaves_the_use_unknown() -> None:
    made = statement_of("收入 省级 5元\n    道路 5元\n安排 道路 5元")
    assert made.total.used is None and made.total.left is None
    assert made.sources[0].left is None and made.programmes[0].used is None
