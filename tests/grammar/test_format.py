"""The formatter: idempotent, keeps comments and meaning, changes the keyword language and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from generators.policy_text import policy_texts
from generators.tree_shape import shape
from hypothesis import given, settings

from yiju_grammar import format_text, parse

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.policy"))


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_examples_format_to_themselves(path: Path, lang: str) -> None:
    text = path.read_text("utf-8")
    once = format_text(text, path.name, "en" if lang == "en" else "zh").text
    assert format_text(once, path.name).text == once
    assert shape(parse(once, path.name).declarations) == shape(parse(text, path.name).declarations)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_the_examples_stand_in_normal_form(path: Path) -> None:
    text = path.read_text("utf-8")
    assert format_text(text, path.name).text == text


@settings(max_examples=60, deadline=None)
@given(policy_texts())
def test_formatting_keeps_tree_and_comments(text: str) -> None:
    before = parse(text, "f")
    assert before.findings == ()
    for lang in (None, "zh", "en"):
        once = format_text(text, "f", lang).text
        after = parse(once, "f")
        assert shape(after.declarations) == shape(before.declarations)
        assert [c.text for c in after.comments] == [c.text for c in before.comments]
        assert format_text(once, "f", lang).text == once


@settings(max_examples=40, deadline=None)
@given(policy_texts())
def test_keywords_go_to_english_and_back(text: str) -> None:
    there = format_text(text, "f", "en").text
    back = format_text(there, "f", "zh").text
    assert shape(parse(back, "f").declarations) == shape(parse(text, "f").declarations)


def test_widths_spaces_and_columns() -> None:
    text = "标准 补助=１０００元/人/月×( 甲+乙 )\n表 丙(等级)\n  |等级|值|\n  | 一级 | 100元|\n"
    assert format_text(text).text == (
        "标准 补助 = 1000元/人/月 × （甲 + 乙）\n表 丙（等级）\n    | 等级 | 值    |\n    | 一级 | 100元 |\n"
    )


def test_the_english_reads_as_a_policy() -> None:
    text = "资格 范围 当\n    任一\n        年龄 60岁以上\n        单位 属于（甲，乙）\n"
    text += "发放 补助 每年2月，6月 = 100元/人/年\n"
    assert format_text(text, lang="en").text == (
        "eligibility 范围 when\n    any\n        年龄 60 year_of_age or more\n        单位 in (甲, 乙)\n"
        "payment 补助 yearly February, June = 100 yuan/person/year\n"
    )


def test_a_declaration_with_errors_is_left_as_it_stands() -> None:
    text = "资格 甲   年龄   满 16岁  # 注\n标准   乙=1元\n"
    made = format_text(text)
    assert made.text == "资格 甲   年龄   满 16岁  # 注\n标准 乙 = 1元\n"
    assert [f.code for f in made.findings] == ["YJ102"]
