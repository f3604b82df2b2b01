"""Clauses and sentences, against the readings in this folder and on forms that trip a reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiju.documents.clauses import clauses, paths_at
from yiju.documents.folding import fold_words
from yiju.documents.ranges import clause_range
from yiju.documents.sentences import sentences

HERE = Path(__file__).parent
GOLD = sorted(HERE.rglob("*.gold.json"), key=lambda p: p.name)


def paths(text: str) -> list[str]:
    return [c.path for c in clauses(text)]


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.name[:12])
def test_gold_clauses(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))["clauses"]
    text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
    found = clauses(text)
    assert [c.path for c in found] == [g["path"] for g in gold]
    assert all(c.span[0] < g["span"][1] and g["span"][0] < c.span[1] for c, g in zip(found, gold, strict=True))


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.name[:12])
def test_every_character_of_a_gold_document_is_in_one_sentence(path: Path) -> None:
    text = path.with_name(path.name.replace(".gold.json", ".txt")).read_bytes().decode("utf-8")
    found = sentences(text)
    assert all(a.span[1] <= b.span[0] for a, b in zip(found, found[1:], strict=False))
    between = [text[a.span[1] : b.span[0]] for a, b in zip(found, found[1:], strict=False)]
    assert all(gap.strip() == "" or "— " in gap for gap in between)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一、范围\n（一）甲；\n（二）乙。\n二、标准\n1.甲。\n2.2020年度乙。\n",
            ["一", "一（一）", "一（二）", "二", "二1", "二2"],
        ),
        ("第一条 甲。第二条 乙。第三条 按第一条的规定办理。\n", ["第一条", "第二条", "第三条"]),
        (
            "第一章 总则\n第一条 甲：\n（一）乙；\n1、丙。\n第二章 附则\n第二条 丁。\n",
            ["第一章", "第一条", "第一条（一）", "第一条（一）1", "第二章", "第二条"],
        ),
        ("一、标准包括：(1)甲；(2)乙。二、其他。\n", ["一", "一（1）", "一（2）", "二"]),
        ("二、甲。\n二、乙。\n五、丙。\n", ["二", "二", "五"]),
        ("各地要做到：一是甲；二是乙。\n三、四级残疾人不在范围。\n", []),
        ("一、资金\n共安排\n1.5万元，用于甲。\n", ["一"]),
        ("一、甲①乙；②丙。\n", ["一", "一①", "一②"]),
        ("第十二条 甲。\n第十二条之一 乙。\n", ["第十二条", "第十二条之一"]),
        ("㈠ 甲。\n⒈ 乙。\n⑴ 丙。\n", ["（一）", "（一）1", "（一）1（1）"]),
        ("一、甲乙。\n附件：1.申请表\n2.汇总表\n", ["一"]),
        ("第一條 甲。\n第二條 乙。\n", ["第一条", "第二条"]),
        (
            "第一条 所需资金由县财政承担。\n第二条 中央资金甲。\n第三条 第一书记乙。\n第四条 以户为单位。\n"
            "第五条 及时拨付。\n第六条 按第四条第一款、第五条中“丙”的规定。\n",
            ["第一条", "第二条", "第三条", "第四条", "第五条", "第六条"],
        ),
        ("第一章　总　则\n第一条 甲。\n", ["第一章", "第一条"]),
        (
            "一、甲：\n（一）和谐家庭；\n（二）至少两项；\n（三）项目资金。\n",
            ["一", "一（一）", "一（二）", "一（三）"],
        ),
    ],
)
def test_forms_of_ordinals(text: str, expected: list[str]) -> None:
    assert paths(text) == expected


def test_a_paragraph_after_a_list_belongs_to_the_clause_that_opened_it() -> None:
    text = "第三条 标准如下：\n（一）甲；\n（二）乙。\n丙不重复享受。\n第四条 丁。\n"
    last = next(s for s in sentences(text) if s.text.startswith("丙"))
    assert last.clause_path == "第三条"


def test_a_sentence_broken_over_paragraphs_is_one() -> None:
    text = "一、标准\n\n按每人每月1000元发放，其中70%\n\n按月发放。\n\n二、其他\n\n丁。\n"
    found = sentences(text)
    assert [s.kind for s in found] == ["heading", "body", "heading", "body"]
    assert found[1].text == "按每人每月1000元发放，其中70%按月发放。"


def test_kinds_of_a_notice() -> None:
    text = "甲县人民政府\n关于补贴的通知\n甲政〔2020〕1号\n各乡镇人民政府：\n现通知如下：\n"
    text += "一、标准\n每月10元。\n甲县人民政府\n2020年1月2日\n"
    kinds = [s.kind for s in sentences(text)]
    assert kinds == ["title", "number", "addressee", "body", "heading", "body", "signature", "date"]


def test_marks_of_markdown_are_no_part_of_the_words() -> None:
    text = "# 甲县办法\n\n## 一、范围\n\n**（一）甲类**\n\n乙可以申请。\n\n| 类别 | 标准 |\n|---|---|\n| 甲 | 10元 |\n"
    assert paths(text) == ["一", "一（一）"]
    assert [s.kind for s in sentences(text)] == ["title", "heading", "heading", "body", "table", "table"]


def test_a_range_holds_its_sub_clauses() -> None:
    tree = clauses("第一条 甲：\n（一）乙；\n（二）丙。\n第二条 丁。\n第三条 戊。\n")
    assert [c.path for c in clause_range("第一条至第二条", tree) or ()] == [
        "第一条",
        "第一条（一）",
        "第一条（二）",
        "第二条",
    ]
    assert [c.path for c in clause_range("第一条第(二)项，第三条", tree) or ()] == ["第一条（二）", "第三条"]
    assert clause_range("第九条", tree) is None


TEXTS = st.text(alphabet="一二三（）()1234.、。：；第条章 　\n\r甲乙元年至①“”附件|", max_size=120)


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text_has_clauses_in_order_and_whole_sentences(text: str) -> None:
    tree = clauses(text)
    assert all(a.span[0] < b.span[0] for a, b in zip(tree, tree[1:], strict=False))
    assert all(c.span[0] < c.span[1] <= c.extent[1] <= len(text) for c in tree)
    found = sentences(text)
    assert all(a.span[1] <= b.span[0] for a, b in zip(found, found[1:], strict=False))
    assert all(paths_at(tree, s.span) is not None and fold_words(s.text) for s in found if s.text.strip())
