"""Two versions of a document: what changed, and which provisions must be looked at again. The texts are made up."""

from __future__ import annotations

import json
from importlib.resources import files

from compiling.versions_of_texts import compared, marks, told, values
from jsonschema import Draft202012Validator

from yiju.compiling.versions.json import to_json
from yiju.compiling.versions.model import Comparison, ProvisionStatus
from yiju.compiling.versions.text import to_text

OLD = """某县高龄补贴发放办法

某发〔2020〕1号

一、补贴对象

本县户籍年满80周岁以上的老年人，可以享受高龄补贴。

二、补贴标准

1. 80周岁至89周岁的，每人每月100元。

2. 90周岁至99周岁的，每人每月200元。

3. 100周岁以上的，每人每月500元。

三、有下列情形之一的，不予发放：

（一）户籍迁出本县的；

（二）已经死亡的。

四、补贴按月发放，所需资金由县级财政负担。

五、本办法自2020年3月1日起施行。

某县民政局

2020年2月1日
"""


def edited(*edits: tuple[str, str]) -> Comparison:
    """The text above against itself with some words replaced."""
    new = OLD
    for before, after in edits:
        assert before in new
        new = new.replace(before, after)
    return compared(OLD, new)


def of_status(comparison: Comparison, status: ProvisionStatus) -> list[str]:
    """The quotes of the old provisions with a status; for new ones their own."""
    found = [p.old or p.new for p in comparison.provisions if p.status == status]
    return [p.quote.strip() for p in found if p is not None]


def test_a_changed_number_is_one_run_and_one_value() -> None:
    comparison = edited(("每人每月200元", "每人每月260元"))
    assert told(comparison) == [("changed", "二2", "二2")]
    assert marks(comparison) == [("200", "260")]
    assert values(comparison) == [("200", "260")]


def test_a_changed_threshold_is_a_change_though_its_number_is_not() -> None:
    comparison = edited(("年满80周岁以上的", "超过80周岁的"))
    [change] = comparison.facts
    assert change.old is not None and change.new is not None
    assert (change.old.comparative, change.new.comparative) == ("ge", "gt")


def test_a_removed_clause_renumbers_those_after_it() -> None:
    comparison = edited(("2. 90周岁至99周岁的，每人每月200元。\n\n3.", "2."))
    assert told(comparison) == [("removed", "二2", None)]
    assert [(c.old.path, c.new.path) for c in comparison.clauses if c.is_renumbered and c.old and c.new] == [
        ("二3", "二2")
    ]


def test_clauses_that_change_places_are_moved_not_changed() -> None:
    fourth, fifth = "补贴按月发放，所需资金由县级财政负担。", "本办法自2020年3月1日起施行。"
    new = OLD.replace(fourth, "其").replace(fifth, fourth).replace("其", fifth)
    assert [t[0] for t in told(compared(OLD, new))] == ["moved"]


def test_a_new_title_and_date_are_told_of_the_header() -> None:
    comparison = edited(("高龄补贴发放办法", "高龄津贴发放办法"), ("2020年2月1日", "2021年2月1日"))
    assert [(h.field, h.old, h.new) for h in comparison.header] == [
        ("title", "某县高龄补贴发放办法", "某县高龄津贴发放办法"),
        ("issued", "2020-02-01", "2021-02-01"),
    ]


def test_a_changed_quote_is_shown_with_the_words_that_took_its_place() -> None:
    comparison = edited(("每人每月200元", "每人每月260元"))
    [change] = [p for p in comparison.provisions if p.status == "changed"]
    assert change.nearest is not None and change.new is not None
    assert "260" in comparison.new.text[slice(*change.nearest)]
    assert change.new.value == "260"


def test_struck_words_are_gone_and_an_added_clause_is_a_new_provision() -> None:
    comparison = edited(
        ("（一）户籍迁出本县的；\n\n（二）", "（一）"), ("五、本", "五、骗取补贴的，应当追回。\n\n六、本")
    )
    assert of_status(comparison, "gone") == ["户籍迁出本县的"]
    assert of_status(comparison, "new") == ["骗取补贴的，应当追回。"]
    assert of_status(comparison, "changed") == []


def test_items_must_be_looked_at_when_the_line_that_opens_their_list_changes() -> None:
    comparison = edited(("有下列情形之一的，不予发放", "有下列情形之一的，减半发放"))
    assert of_status(comparison, "opener") == ["户籍迁出本县的", "已经死亡的。"]


def test_what_stands_under_another_number_needs_no_more_than_its_path() -> None:
    comparison = edited(
        ("二、补贴标准", "二、定义\n\n本办法所称老年人是自然人。\n\n三、补贴标准"), ("三、有下", "四、有下")
    )
    renumbered = {(p.old_clause, p.new_clause) for p in comparison.provisions if p.status == "renumbered"}
    assert ("二1", "三1") in renumbered
    assert of_status(comparison, "changed") == of_status(comparison, "gone") == []


def test_words_that_moved_into_another_clause_still_stand() -> None:
    words = "所需资金由县级财政负担"
    comparison = edited((f"，{words}。", "。"), ("2020年3月1日起施行。", f"2020年3月1日起施行。{words}。"))
    [change] = [p for p in comparison.provisions if p.old and p.old.kind == "funding"]
    assert change.status in ("beside", "renumbered")
    assert (change.old_clause, change.new_clause) == ("四", "五")


def test_a_sum_that_held_and_fails_now_is_told_with_what_it_was() -> None:
    old = "一、2020年共安排资金100万元，其中：\n\n1. 省级资金60万元；\n\n2. 县级资金40万元。\n"
    [change] = compared(old, old.replace("40万元", "30万元")).sums
    assert change.old is not None
    assert (change.old.status, change.new.status, change.new.difference) == ("holds", "fails", 100_000)


def test_the_unit_of_a_table_changes_the_values_in_other_lines() -> None:
    old = "一、分配表\n\n单位：万元\n\n项目    金额\n道路    12\n水渠    30\n合计    42\n"
    changed = values(compared(old, old.replace("万元", "元")))
    assert ("120000", "12") in changed


def test_line_breaks_and_widths_are_no_change() -> None:
    new = OLD.replace("老年人，可以", "老年\n人,可以").replace("100周岁", "１００ 周岁").replace("\n\n", "\r\n")
    comparison = compared(OLD, new)
    assert comparison.is_same
    assert not comparison.is_in_question


def test_the_report_puts_what_must_be_looked_at_first() -> None:
    text = to_text(edited(("每人每月200元", "每人每月260元")))
    assert text.index("要重新核对的") < text.index("条款的改动")
    assert "每人每月【删：200】【增：260】元" in text
    assert "To be looked at again" in to_text(edited(("200元", "260元")), "en")
    assert "两个文本说的是一样的话" in to_text(compared(OLD, OLD))


def test_the_json_is_of_its_schema() -> None:
    schema = json.loads(files("yiju.compiling.versions").joinpath("versions.schema.json").read_text("utf-8"))
    for edits in (
        (),
        (("200元", "260元"),),
        (("不予", "减半"),),
        (("（二）已经死亡的。", ""), ("五、本", "五、另定。\n六、本")),
    ):
        Draft202012Validator(schema).validate(json.loads(to_json(edited(*edits))))


def test_spans_of_the_json_hold_the_words_in_each_text() -> None:
    comparison = edited(("每人每月200元", "每人每月260元"))
    data = json.loads(to_json(comparison))
    assert data["schema"] == "yiju/versions/1"
    [run] = [run for c in data["clauses"] for run in c.get("runs", ())]
    assert comparison.old.text[slice(*run["old_span"])] == run["struck"] == "200"
    assert comparison.new.text[slice(*run["new_span"])] == run["added"] == "260"
    assert data["quotes"] is None
