"""Numerals: read back as they were spelled, and the spellings that trip a reader."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiju.facts.numerals import NUMERAL, plain, read_numeral, read_year

FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


def below_ten_thousand(number: int) -> str:
    digits, words, skipped = f"{number:04d}", "", False
    for digit, unit in zip(digits, "千百十 ", strict=True):
        if digit == "0":
            skipped = bool(words)
            continue
        words += "零" * skipped + "零一二三四五六七八九"[int(digit)] + unit.strip()
        skipped = False
    return words


def spell(number: int) -> str:
    if number == 0:
        return "零"
    words = ""
    for unit, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // unit % 10**4
        if part:
            words += ("零" if words and part < 1000 else "") + below_ten_thousand(part) + name
    return words


@given(st.integers(0, 10**12 - 1))
def test_chinese_numerals_are_read_back(number: int) -> None:
    words = spell(number)
    assert read_numeral(words) == number
    assert read_numeral(words.translate(FORMAL)) == number
    assert NUMERAL.fullmatch(words)


@given(st.integers(0, 10**9), st.integers(0, 6))
def test_arabic_decimals_are_read_back_and_written_plain(number: int, places: int) -> None:
    value = Fraction(number, 10**places)
    assert read_numeral(plain(value)) == value
    assert not ("." in plain(value) and plain(value).endswith("0"))


@given(st.integers(1, 10**7), st.integers(0, 6), st.sampled_from("万亿"))
def test_mixed_numerals_are_read_back(number: int, places: int, unit: str) -> None:
    value = Fraction(number, 10**places)
    assert read_numeral(plain(value) + unit) == value * {"万": 10**4, "亿": 10**8}[unit]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("两千零五", "2005"),
        ("一万二", "12000"),
        ("三千五", "3500"),
        ("两百五", "250"),
        ("一百九十万零三千九百七十一", "1903971"),
        ("廿五", "25"),
        ("卅", "30"),
        ("十二", "12"),
        ("贰万", "20000"),
        ("壹佰贰拾叁万肆仟", "1234000"),
        ("叁拾", "30"),
        ("参拾", "30"),
        ("3百万", "3000000"),
        ("5千", "5000"),
        ("12万3千", "123000"),
        ("1亿2000万", "120000000"),
        ("一万亿", "1000000000000"),
        ("六点五", "6.5"),
        ("一点二亿", "120000000"),
        ("〇", "0"),
    ],
)
def test_spellings(words: str, value: str) -> None:
    number = read_numeral(words)
    assert number is not None and plain(number) == value


@pytest.mark.parametrize("words", ["百", "千万", "十百", "三四", "一九九八", "十二五", "点五", "", "1" * 5000])
def test_no_numerals(words: str) -> None:
    assert read_numeral(words) is None


def test_years_are_read_digit_by_digit() -> None:
    assert (read_year("二〇二一"), read_year("2021"), read_year("一九九八")) == (2021, 2021, 1998)
