"""Values in words: exact, with their units, masked where private."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiju.decision.model import Shown
from yiju.explain.layout import cell_width, clean, columns, wrap
from yiju.explain.terms import place, quantified, quote_text, split_at, tight
from yiju.explain.values import plain, unit_name, value_text

YUAN = (("元", 1),)
RATE = Shown("number", Fraction(7, 10), percent=True)


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (Shown("number", Fraction(700), YUAN, decimals=2), "700.00元", "700.00元"),
        (Shown("number", Fraction(1000), (("元", 1), ("月", -1)), decimals=2), "1000.00元/月", "1000.00元/月"),
        (
            Shown("number", Fraction(10), (("人", -1), ("元", 1), ("月", -1)), decimals=2),
            "10.00元/人/月",
            "10.00元/人/月",
        ),
        (Shown("number", Fraction("0.125"), YUAN, decimals=2), "0.125元", "0.125元"),
        (Shown("number", Fraction(-5, 2), YUAN, decimals=2), "-2.50元", "-2.50元"),
        (Shown("number", Fraction(1, 3), YUAN, decimals=2), "1/3元", "1/3元"),
        (RATE, "70%", "70%"),
        (Shown("number", Fraction(1, 3), percent=True), "1/3", "1/3"),
        (Shown("number", Fraction(12), (("月", 1),)), "12个月", "12 months"),
        (Shown("number", Fraction(1), (("人", 1),)), "1人", "1 person"),
        (Shown("date", date(2020, 6, 30)), "2020年6月30日", "2020-06-30"),
        (Shown("truth", True), "是", "yes"),
        (Shown("nothing", None), "无", "none"),
        (Shown("unknown", None), "未知", "unknown"),
        (Shown("set", frozenset({"大病", "残疾"})), "大病、残疾", "大病, 残疾"),
        (Shown("pair", (Fraction(1), Fraction(3)), (("人", 1),)), "1至3人", "1 to 3 persons"),
        (Shown("text", "甲\u202e乙\x1b[31m"), "甲乙\ufffd[31m", "甲乙\ufffd[31m"),
    ],
)
def test_value_text(value: Shown, zh: str, en: str) -> None:
    assert value_text(value, "zh") == zh
    assert value_text(value, "en") == en


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (Shown("text", "张三丰", private=True), "张***"),
        (Shown("text", "370112199003071234", private=True), "370***34"),
        (Shown("date", date(1990, 3, 7), private=True), "1990年**月**日"),
        (Shown("number", Fraction(700), YUAN, decimals=2, private=True), "***"),
        (Shown("unknown", None, private=True), "未知"),
    ],
)
def test_private_values_are_masked(value: Shown, seen: str) -> None:
    assert value_text(value, "zh") == seen
    assert "*" not in value_text(value, "zh", reveal=True)


@given(st.fractions())
@settings(deadline=None)
def test_plain_is_exact(number: Fraction) -> None:
    assert Fraction(plain(number)) == number


def test_unit_name_keeps_the_plain_month() -> None:
    assert unit_name((("月", 1),)) == "月"
    assert unit_name(()) == ""
    assert unit_name((("分", 1), ("次", -1))) == "分/次"


def test_columns_align_wide_characters() -> None:
    lines = columns((("月份", "金额"), ("2020年1月", "700.00元")), right=(1,))
    assert lines == ["月份           金额", "2020年1月  700.00元"]
    assert len({cell_width(line) for line in lines}) == 1


@given(st.text("补助，。（）“”abc 12", min_size=1, max_size=80), st.integers(20, 60))
@settings(deadline=None)
def test_wrap_loses_nothing(text: str, width: int) -> None:
    lines = wrap(text, width, indent="  ")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_wrap_keeps_marks_with_their_words() -> None:
    assert wrap("一二三四五六七八九十。", 20, indent="") == ["一二三四五六七八九", "十。"]


def test_clean_is_one_line() -> None:
    assert clean("甲\n乙\x00\u2066丙") == "甲 乙\ufffd丙"


def test_terms() -> None:
    assert tight("补助 × 30% × 在岗月数", "zh") == "补助×30%×在岗月数"
    assert tight("单位 是 街道", "en") == "单位 is 街道"
    assert place("成员[2].学籍", "zh") == "成员[2]的学籍"
    assert split_at("成员[2].收入 低于 3元", ("低于",)) == ("成员[2].收入", "低于", "3元")
    assert place("［甲］", "zh") == "甲"
    assert split_at("人数（成员，其中 年龄 不满 18岁） 不低于 2", ("不满", "不低于")) == (
        "人数（成员，其中 年龄 不满 18岁）",
        "不低于",
        "2",
    )
    assert quantified("存在（成员，其中 学籍 是 小学）") == ("成员", "学籍 是 小学")
    assert quote_text("其中70%\n\n按月进行发放，第二条 有") == "其中70%按月进行发放，第二条 有"
