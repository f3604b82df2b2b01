"""The parser on the language's own examples, on names that look like keywords, and on what the tree says."""

from __future__ import annotations

import logging
from datetime import date
from fractions import Fraction
from pathlib import Path

import lark
import pytest

from yiju_grammar import parse, parse_bytes, tree
from yiju_grammar.line_grammar import START_RULES, grammar_text

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("*.policy"))


def only(text: str) -> tree.Declaration:
    """The one declaration of a text without findings."""
    made = parse(text, "f")
    assert made.findings == ()
    (declaration,) = made.declarations
    return declaration


def value_of(expression: str) -> tree.Expr:
    made = only(f"定义 x = {expression}")
    assert isinstance(made, tree.Definition)
    return made.body.value


def condition_of(condition: str) -> tree.Expr:
    made = only(f"资格 x 当 {condition}")
    assert isinstance(made, tree.Eligibility)
    return made.condition


def test_the_grammar_has_no_conflicts(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="lark")
    lark.Lark(grammar_text(), parser="lalr", lexer="contextual", start=list(START_RULES), debug=True)
    assert not [r.message for r in caplog.records if "conflict" in r.getMessage().lower()]


@pytest.mark.parametrize("path", FIXTURES, ids=lambda p: p.stem)
def test_the_examples_parse(path: Path) -> None:
    made = parse(path.read_text("utf-8"), path.name)
    assert made.findings == ()
    assert made.declarations


@pytest.mark.parametrize(
    "name", ["当地低保标准", "自付费用", "且末县", "是否在校", "非农户口", "合计收入", "人数", "金额"]
)
def test_names_may_begin_with_keywords(name: str) -> None:
    made = condition_of(f"{name} 不低于 60岁")
    assert isinstance(made, tree.Compare)
    assert made.left == tree.NameRef(name, made.left.span)


def test_a_name_may_begin_with_digits() -> None:
    made = only("账目 2020年财政专项资金\n    收入 2019年结转 19.65万元")
    assert isinstance(made, tree.Ledger)
    assert made.name.text == "2020年财政专项资金"
    assert made.entries[0].amount.value == 196500


def test_spans_are_characters_of_the_text() -> None:
    text = "定义 Ａ = （甲 + 乙）× ２"
    made = parse(text, "f").declarations[0]
    assert isinstance(made, tree.Definition) and isinstance(made.body.value, tree.Arithmetic)
    left = made.body.value.left.span
    assert text[left.start : left.end] == "（甲 + 乙）"
    assert made.name.text == "A"


def test_quantities() -> None:
    assert value_of("1000元/人/月") == tree.Number(
        Fraction(1000), (("人", -1), ("元", 1), ("月", -1)), False, value_of("1000元/人/月").span
    )
    assert _number("70%") == (Fraction(7, 10), (), True)
    assert _number("1000 yuan/person/month") == (Fraction(1000), (("人", -1), ("元", 1), ("月", -1)), False)
    assert _number("30日") == (30, (("天", 1),), False)
    assert _number("6个月") == (6, (("月", 1),), False)


def _number(text: str) -> tuple[Fraction, tree.Unit, bool]:
    made = value_of(text)
    assert isinstance(made, tree.Number)
    return made.value, made.unit, made.percent


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-06-30", date(2020, 6, 30), date(2020, 6, 30)),
        ("2020年6月30日", date(2020, 6, 30), date(2020, 6, 30)),
        ("2020年2月", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020年", date(2020, 1, 1), date(2020, 12, 31)),
    ],
)
def test_dates(text: str, first: date, last: date) -> None:
    made = value_of(text)
    assert isinstance(made, tree.DateLiteral)
    assert (made.first, made.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "op"), [("60岁以上", "ge"), ("3次以下", "le"), ("30日以内", "le"), ("16岁以外", "gt"), ("不满 18岁", "lt")]
)
def test_comparatives(text: str, op: str) -> None:
    made = condition_of(f"年龄 {text}")
    assert isinstance(made, tree.Compare)
    assert made.op == op


def test_a_long_formula_goes_on_with_an_operator() -> None:
    made = only("标准 甲 = 1元  # 基数\n    # 说明\n    + 2元\n    舍入到 元 进位")
    assert isinstance(made, tree.Standard)
    assert isinstance(made.body.value, tree.Arithmetic)
    assert made.body.rounding is not None and made.body.rounding.mode == "up"


@pytest.mark.parametrize("indent", ["    ", "\t", "\u3000\u3000", " "])
def test_indentation_by_spaces_tab_or_wide_spaces(indent: str) -> None:
    made = only(f"资格 甲 当\n{indent}任一\n{indent * 2}> 原文\n{indent * 2}乙\n{indent * 2}丙")
    assert isinstance(made, tree.Eligibility) and isinstance(made.condition, tree.Block)
    assert [len(line.grounds) for line in made.condition.lines] == [1, 0]


def test_for_members_where_has_one_reading() -> None:
    made = only("发放 津贴 每月 给 成员 其中 儿童 = 津贴额")
    assert isinstance(made, tree.Payment)
    assert made.recipients is not None and made.recipients_where is not None
    assert isinstance(made.amount.value, tree.NameRef)


def test_yearly_payments() -> None:
    made = only("payment 补贴 yearly February, June = 1 yuan")
    assert isinstance(made, tree.Payment)
    assert (made.schedule.kind, made.schedule.months) == ("yearly", (2, 6))


def test_the_languages_mix() -> None:
    assert isinstance(only("资格 x when 年龄 at least 16岁 且 not 在校"), tree.Eligibility)


def test_open_points_may_stand_for_conditions_values_and_cells() -> None:
    assert isinstance(condition_of("待定 “谁来认定”"), tree.OpenPoint)
    table = only("表 甲（乙） 假定 “示例”\n    | 乙 | 值 |\n    | 一级 | 待定 “多少” |")
    assert isinstance(table, tree.Table) and isinstance(table.rows, tree.Rows)
    assert isinstance(table.rows.rows[0].cells[1].content, tree.OpenPoint)
    dated = only("参数 甲 元\n    自 2020年 = 待定 “多少” 或 “一元” 或 “二元”")
    assert isinstance(dated, tree.Parameter) and isinstance(dated.values[0].value, tree.OpenPoint)
    assert dated.values[0].value.readings == ("一元", "二元")


def test_a_column_of_quotes_grounds_the_rows() -> None:
    made = only("表 甲（乙）\n    | 乙 | 值 | 原文 |\n    | 一级 | 1元 | 一级每人1元 |")
    assert isinstance(made, tree.Table) and isinstance(made.rows, tree.Rows)
    assert [c.name for c in made.rows.columns] == ["乙", "值"]
    ground = made.rows.rows[0].grounds[0]
    assert isinstance(ground, tree.Quote) and ground.text == "一级每人1元"


def test_a_case_says_what_it_expects() -> None:
    made = only("案例 甲\n    应为 不符合 因 乙，丙 引 “原话” 缺 丁，成员[2].学籍， 补助 = 无")
    assert isinstance(made, tree.Case) and made.expected is not None
    assert [n.text for n in made.expected.because] == ["乙", "丙"]
    assert [n.text for n in made.expected.missing] == ["丁", "成员[2].学籍"]
    assert isinstance(made.expected.values[0].value, tree.Nothing)


def test_bytes_may_begin_with_a_mark() -> None:
    assert parse_bytes("\ufeff截止 2020年12月".encode(), "f").findings == ()
