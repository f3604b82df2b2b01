"""Rules held against a new version of their document: which quotes must be looked at again. All texts are made up."""

from __future__ import annotations

import json
from importlib.resources import files

from compiling.versions_of_texts import whole
from jsonschema import Draft202012Validator

from yiju.compiling.versions import compare
from yiju.compiling.versions.json import to_json
from yiju.compiling.versions.model import Comparison, QuoteStatus
from yiju.compiling.versions.text import to_text
from yiju.documents.register import Document, Reference, Register
from yiju.load import load_texts

OLD = """某县高龄补贴发放办法

第一条 为了敬老，制定本办法。

第二条 年满八十周岁的老年人，可以享受高龄补贴。

第三条 每人每月100元，按月发放。

第四条 有下列情形之一的，不予发放：

（一）户籍迁出本县的；

（二）已经死亡的。

第五条 所需资金由县级财政负担。
"""

POLICY = """记录 老人 每人
    编号     文本 标识
    出生日期 日期
    迁出     是否

政策 高龄 “高龄补贴”
    依据 某发〔2020〕1号
    对象 老人

不入规则 “立法目的”
    第一条

> 年满八十周岁的老年人，可以享受高龄补贴
资格 年满八十 当 周岁（出生日期） 不低于 80岁

> 户籍迁出本县的
除外 迁出 于 年满八十 当 迁出

> 每人每月100元，按月发放
发放 补贴 每月 = 100元/人/月

> 所需资金由县级财政负担
资金 县级财政
"""

ORDINANCE = Document("某发〔2020〕1号", "某县高龄补贴发放办法", file="办法.txt", text=OLD)


def held(*edits: tuple[str, str], policy: str = POLICY, register: Register | None = None) -> Comparison:
    """The rules against the document with some words replaced."""
    new = OLD
    for before, after in edits:
        assert before in new
        new = new.replace(before, after, 1)
    rules = load_texts({"某县/高龄.policy": policy}, register=register or Register("某县", documents=(ORDINANCE,)))
    assert not [f for f in rules.findings if f.severity == "error"]
    return compare(whole(OLD), whole(new), rules)


def quotes(comparison: Comparison, status: QuoteStatus) -> list[str]:
    """The quotes with a status."""
    return [q.citation.quote for q in comparison.quotes if q.status == status]


def test_a_changed_quote_names_the_line_that_stands_on_it_and_the_new_words() -> None:
    comparison = held(("每人每月100元", "每人每月120元"))
    [change] = [q for q in comparison.quotes if q.status == "changed"]
    assert [(u.file, u.line) for u in change.users] == [("某县/高龄.policy", 20)]
    assert change.nearest is not None
    assert comparison.new.text[slice(*change.nearest)] == "每人每月120元，按月发放"
    assert "某县/高龄.policy:20  发放 补贴 每月 = 100元/人/月" in to_text(comparison)


def test_the_json_names_the_rules_and_is_of_its_schema() -> None:
    schema = json.loads(files("yiju.compiling.versions").joinpath("versions.schema.json").read_text("utf-8"))
    data = json.loads(
        to_json(held(("每人每月100元", "每人每月120元"), ("第一条 为了", "第一条 另定。\n\n第二条 为了")))
    )
    Draft202012Validator(schema).validate(data)
    assert data["quotes"][0]["users"] == [
        {"file": "某县/高龄.policy", "line": 20, "text": "发放 补贴 每月 = 100元/人/月"}
    ]


def test_rules_whose_words_stand_are_not_told() -> None:
    comparison = held(("第五条 所需资金由县级财政负担。", "第五条 所需资金由县级财政负担。\n\n第六条 另行制定细则。"))
    assert comparison.quotes == comparison.named == ()


def test_a_quote_under_another_number_needs_nothing_more() -> None:
    comparison = held(("第五条 所需", "第五条 另行制定细则。\n\n第六条 所需"))
    assert quotes(comparison, "renumbered") == ["所需资金由县级财政负担"]
    assert not comparison.named


def test_a_quote_whose_list_opens_otherwise_is_told() -> None:
    assert quotes(held(("不予发放", "减半发放")), "beside") == ["户籍迁出本县的"]


def test_a_quote_that_stands_twice_now_is_ambiguous() -> None:
    comparison = held(("第五条 所需", "第五条 户籍迁出本县的，应当告知。\n\n第六条 所需"))
    assert quotes(comparison, "ambiguous") == ["户籍迁出本县的"]


def test_a_quote_that_is_nowhere_is_gone() -> None:
    assert quotes(held(("（一）户籍迁出本县的；\n\n（二）", "（一）")), "gone") == ["户籍迁出本县的"]


def test_words_that_only_another_clause_has_are_not_the_ones_quoted() -> None:
    policy = POLICY.replace("> 所需资金由县级财政负担", "> 第五条 所需资金由县级财政负担")
    comparison = held(("第五条 所需资金由县级财政负担。", "第五条 另行规定。"), policy=policy)
    assert [q.status for q in comparison.quotes] in (["changed"], ["gone"])


def test_a_clause_that_a_rule_names_by_its_number_is_followed() -> None:
    comparison = held(("第一条 为了", "第一条 本县适用本办法。\n\n第二条 为了"), ("第二条 年满", "第三条 年满"))
    assert [(n.status, n.named, n.now) for n in comparison.named] == [("renumbered", "第一条", "第二条")]


def test_what_an_entry_says_to_be_restated_is_followed_and_its_quotes_with_it() -> None:
    restating = Document("", "某县高龄补贴发放办法", file="办法.txt", text=OLD)
    authority = Document(
        "某发〔2019〕9号", "高龄规定", restated_by=(Reference("《某县高龄补贴发放办法》", "第二条至第五条"),)
    )
    policy = POLICY.replace("某发〔2020〕1号", "某发〔2019〕9号")
    register = Register("某县", documents=(restating, authority))
    edits = (
        ("第二条 年满", "第二条 本县适用本办法。\n\n第三条 年满"),
        ("第三条 每人", "第四条 每人"),
        ("第四条 有下", "第五条 有下"),
        ("第五条 所需", "第六条 所需"),
    )
    comparison = held(*edits, policy=policy, register=register)
    assert [(n.status, n.named, n.now) for n in comparison.named] == [
        ("renumbered", "第二条至第五条", "第三条、第四条、第五条、第六条")
    ]
    assert {q.status for q in comparison.quotes} == {"renumbered"}
