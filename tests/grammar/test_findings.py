"""Mistakes: each gives its own finding at its own place, and the rest of the file survives."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiju_grammar import parse, parse_bytes
from yiju_grammar.finding import code_page
from yiju_grammar.limits import MAX_CHARACTERS, MAX_LINE

MISTAKES = [
    ("YJ102", "资格 甲 年龄 满 16岁", "年龄"),
    ("YJ103", "标准 乙 = （1 + 2元", "（"),
    ("YJ104", "资格 丙 当 甲 且 乙 或 丙", "或"),
    ("YJ105", "资格 丁 当 年龄 = 16岁", "="),
    ("YJ114", "资格 戊 当年龄 不满 16岁", "当年龄"),
    ("YJ108", "资恪 己 当 甲", "资恪"),
    ("YJ109", "截止 2021-02-30", "2021-02-30"),
    ("YJ111", "表 庚（等级）\n    | 等级 | 值 |\n    | 一级 |", "| 一级 |"),
    ("YJ107", "资格 辛 当\n    甲\n    乙", "乙"),
    ("YJ113", "标准 壬 = 100元 假定 “示例", "“"),
    ("YJ123", "标准 癸 = 基数 ×", "×"),
    ("YJ101", "发放 补贴 每周 = 100元", "每周"),
    ("YJ122", "标准 子 = 100元；", "；"),
    ("YJ115", "截止 2020年12月\n    年龄 不满 16岁", "年龄 不满 16岁"),
    ("YJ116", "资格 丑 当", "当"),
    ("YJ117", "资金 寅 占 30% 占 40%", "占 40%"),
    ("YJ121", "标准 卯 = 1000元每人每月", "元每人每月"),
    ("YJ106", "资格 辰 当\n    任一\n        甲\n      乙", "乙"),
    ("YJ110", "例外 甲 于 乙 自 2021-01-01 至 2020-01-01 改为 真", "自 2021-01-01 至 2020-01-01"),
    ("YJ138", "政策 甲\n    依据 济历城政办字[2019]10号", "[2019]"),
    ("YJ112", "截止 2020年12月\n>\n起始 2020年", ">"),
    ("YJ119", "资金 甲 顺位 0", "0"),
    ("YJ124", "标准 甲 = 1,000元", "1,000"),
    ("YJ105", "定义 x = a == b", "=="),
    ("YJ114", "资格 戊 当 年龄 不满16岁", "不满16岁"),
    ("YJ114", "资格 戊 当\n    任一\n        周岁（生日）不低于80岁", "不低于80岁"),
    ("YJ120", "案例 甲\n    应为 符合，补助", "补助"),
]


@pytest.mark.parametrize(("code", "text", "words"), MISTAKES, ids=[text[:8] for _, text, _ in MISTAKES])
def test_a_mistake_gives_its_finding_at_its_place(code: str, text: str, words: str) -> None:
    found = [f for f in parse(text, "f").findings if f.code == code]
    assert found and found[0].span is not None
    assert text[found[0].span.start : found[0].span.end] == words
    assert found[0].message("zh") and found[0].message("en")


def test_ten_mistakes_in_ten_declarations_give_ten_findings() -> None:
    ten = [text for _, text, _ in MISTAKES[:10]]
    good = "标准 好 = 5元"
    text = f"\n{good}\n".join(["", *ten, ""])
    made = parse(text, "f")
    assert [f.code for f in made.findings] == [code for code, _, _ in MISTAKES[:10]]
    starts = [text.index(part) for part in ten]
    assert all(f.span and s <= f.span.start < s + len(t) for f, s, t in zip(made.findings, starts, ten, strict=True))
    assert sum(type(d).__name__ == "Standard" and d.name.text == "好" for d in made.declarations) == 11


def test_a_ground_above_nothing() -> None:
    assert [f.code for f in parse("标准 甲 = 1元\n> 悬空", "f").findings] == ["YJ118"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("YJ131", "标准 甲 = " + "(" * 1000 + "1" + ")" * 1000),
        ("YJ131", "标准 甲 = 1" + " + 1" * 3000),
        ("YJ131", "资格 甲 当 " + "非 " * 2000 + "乙"),
        ("YJ131", "标准 甲 = " + "若 甲 则 1 否则 " * 900 + "1"),
        ("YJ131", "资格 甲 当\n" + "\n".join(" " * n + "任一" for n in range(1, 400)) + "\n" + " " * 400 + "乙"),
        ("YJ133", "标准 甲 = " + "1" * (MAX_LINE + 1)),
        ("YJ132", " " * (MAX_CHARACTERS + 1)),
        ("YJ135", "标准 补\ud83d助 = 1元"),
        ("YJ136", "标准 补\0助 = 1元"),
        ("YJ137", "标准 补\u202e助 = 1元"),
    ],
)
def test_limits_are_findings(code: str, text: str) -> None:
    assert code in [f.code for f in parse(text, "f").findings]


def test_a_long_flat_chain_is_fine() -> None:
    assert parse("资格 甲 当 " + " 且 ".join(["乙"] * 1500), "f").findings == ()


def test_bytes_that_are_not_utf8() -> None:
    (found,) = parse_bytes("标准 补助".encode("gb18030"), "f").findings
    assert found.code == "YJ134"


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("资格标准 当且或=（）()[]|>#“”\n\t\u3000-1元人年月日至自0.5%以上甲乙，/\0\ud800a")))
def test_no_text_breaks_the_parser(text: str) -> None:
    for found in parse(text, "f").findings:
        assert found.span is not None and 0 <= found.span.start <= found.span.end <= len(text)
        assert code_page(found.code)


def test_deep_nesting_needs_no_deep_stack() -> None:
    limit = sys.getrecursionlimit()
    text = "标准 甲 = " + "(" * 190 + "1" + ")" * 190
    assert parse(text, "f").findings == ()
    assert sys.getrecursionlimit() == limit
