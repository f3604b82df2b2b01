"""The door: what each type accepts, and what a finding says."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from records.made_up import (
    CITY,
    GRADE,
    HEALTH,
    HOUSEHOLD,
    MEMBER,
    MONTHS,
    RECORDS,
    YUAN,
    YUAN_MONTH,
    identity,
    one_field,
)

from yiju.program import types as ty
from yiju.program.program import RecordType
from yiju.program.types import Type
from yiju.program.values import NOTHING, UNKNOWN, month_number
from yiju.records.door import check_record
from yiju_grammar.finding import Finding

MONEY = ty.NumberType(YUAN, 100)
RATIO = ty.NumberType((), 1_000_000)
DAY = ty.DateType()


def read(kind: Type, raw: object, **flags: object) -> Any:
    """The stored value, or the code with the keys of its reasons."""
    result = check_record(one_field(kind, **flags), RECORDS, {"值": raw})
    if result and isinstance(result[0], Finding):
        for lang in ("zh", "en"):
            assert result[0].message(lang) != result[0].code, "the message lacks one of its words"
            assert all(text for _, text in result[0].note_texts(lang))
        return " ".join([result[0].code, *(n.key for n in result[0].notes)])
    return result[0]


def findings(kind: RecordType, raw: Any) -> tuple[Finding, ...]:
    result = check_record(kind, RECORDS, raw)
    assert all(isinstance(f, Finding) for f in result)
    return result


@pytest.mark.parametrize(
    "raw",
    ["2020-06-30", "2020/6/30", "2020.6.30", "2020年6月30日", "２０２０／６／３０", "2020-6-30", "2020-06-30 00:00:00"],
)
def test_a_day_has_listed_spellings(raw: str) -> None:
    assert read(DAY, raw) == date(2020, 6, 30)


def test_a_day_of_a_spreadsheet() -> None:
    assert read(DAY, date(2020, 6, 30)) == date(2020, 6, 30)
    assert read(DAY, datetime(2020, 6, 30)) == date(2020, 6, 30)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("2021-02-29", "YJ605 impossible"),
        ("2020-13-01", "YJ605 impossible"),
        ("0000-01-01", "YJ605 impossible"),
        ("2020-06/30", "YJ605"),
        ("20200630", "YJ605"),
        ("2020-W01-1", "YJ605"),
        ("2020年6月", "YJ605"),
        ("去年", "YJ605"),
        ("", "YJ605"),
        (44012, "YJ605 number"),
        (datetime(2020, 6, 30, 8), "YJ605 time"),
        ("2020-06-30 08:00:00", "YJ605"),
        ("无", "YJ623"),
    ],
)
def test_what_is_no_day(raw: object, said: str) -> None:
    assert read(DAY, raw) == said


@pytest.mark.parametrize(
    ("raw", "cents"),
    [
        ("1,200.00", 120000),
        ("1200", 120000),
        (1200, 120000),
        (Decimal("1200.5"), 120050),
        (1200.1, 120010),
        ("１，２００．５", 120050),
        ("-3.05", -305),
        ("−3.05", -305),
        ("1200.500", 120050),
        (Decimal("1E+5"), 10000000),
        (Decimal("0E+99999999"), 0),
        ("0", 0),
    ],
)
def test_money_is_exact(raw: object, cents: int) -> None:
    assert read(MONEY, raw) == cents


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("1,2000", "YJ602 groups"),
        ("1000元", "YJ602 bare"),
        ("￥1000", "YJ602 bare"),
        ("70%", "YJ602 percent"),
        ("1e5", "YJ602 scientific"),
        ("1_000", "YJ602"),
        (" 1", "YJ602"),
        (".5", "YJ602"),
        ("٣", "YJ602"),
        ("", "YJ602"),
        ("一千", "YJ602"),
        (True, "YJ602"),
        ([1], "YJ602"),
        (float("nan"), "YJ602"),
        (Decimal("Infinity"), "YJ602"),
        ("9" * 80, "YJ602 long"),
        (10**60, "YJ602 long"),
        (Decimal("1E+999999"), "YJ602 long"),
        (Decimal("1E-999999"), "YJ603"),
        ("1.005", "YJ603"),
        (10**12 + 1, "YJ604 usual"),
    ],
)
def test_what_is_no_money(raw: object, said: str) -> None:
    assert read(MONEY, raw) == said


def test_a_ratio_can_be_a_percentage() -> None:
    assert read(RATIO, "70%") == 700_000
    assert read(RATIO, "12.00000000000000000000000000001%") == "YJ603"
    assert read(RATIO, "4.5％") == 45_000
    assert read(RATIO, "0.7") == read(RATIO, 0.7) == 700_000
    assert read(ty.NumberType((), 1), "100%") == "YJ602 percent"


def test_declared_bounds_are_included() -> None:
    months = ty.NumberType(MONTHS, 1)
    bounds = {"low": Fraction(0), "high": Fraction(12)}
    assert [read(months, n, **bounds) for n in (0, 12, 13, -1)] == [0, 12, "YJ604", "YJ604"]
    assert read(months, "1.5", **bounds) == "YJ603"


def test_what_is_counted_is_never_negative() -> None:
    assert read(ty.NumberType(MONTHS, 1), -1) == "YJ604 usual"


@pytest.mark.parametrize("raw", ["是", "真", "true", "TRUE", True])
def test_yes(raw: object) -> None:
    assert read(ty.TruthType(), raw) is True


@pytest.mark.parametrize("raw", ["否", "假", "false", "FALSE", False])
def test_no(raw: object) -> None:
    assert read(ty.TruthType(), raw) is False


@pytest.mark.parametrize("raw", [1, 0, "1", "yes", "", Decimal(1)])
def test_neither_yes_nor_no(raw: object) -> None:
    assert read(ty.TruthType(), raw) == "YJ606"


def test_choices() -> None:
    kind = ty.MultiType(HEALTH)
    both = frozenset({"大病", "残疾"})
    assert read(kind, ["大病", "残疾"]) == both
    assert [read(kind, f"大病{s}残疾") for s in ("、", "，", ",", "；", ";", " 、 ")] == [both] * 6
    assert read(kind, []) == frozenset()
    assert read(kind, "大病、残废") == "YJ607"
    assert read(kind, ["大病", ["残疾"]]) == "YJ607"
    assert read(kind, 3) == "YJ624 choices"


def test_an_enumeration_offers_the_closest_value() -> None:
    found = findings(one_field(CITY), {"值": "农材"})[0]
    assert found.code == "YJ607"
    assert found.message() == "`值` 没有取值 `农材`"
    assert found.label() == "应为其中之一：城市，农村"
    assert found.hint() == "是不是 `农村`？"
    assert read(CITY, ["农村"]) == "YJ607"


def test_numbers_are_no_text() -> None:
    assert read(ty.TextType(), "007") == "007"
    assert read(ty.TextType(), 7) == read(ty.TextType(), Decimal("7.5")) == "YJ608"
    assert read(ty.TextType(), True) == read(ty.TextType(), ["a"]) == "YJ624 text"
    assert read(ty.TextType(identity=True), 990000201001150018) == "YJ641"


def test_identity_numbers() -> None:
    kind = ty.TextType(identity=True)
    good = identity("20100115")
    assert read(kind, good) == good
    with_x = next(n for n in (identity("20100115", s) for s in range(1, 99)) if n.endswith("X"))
    assert read(kind, with_x.lower()) == with_x
    wrong = good[:17] + ("0" if good[17] != "0" else "1")
    assert read(kind, wrong) == "YJ609 check"
    assert read(kind, identity("20100230")) == "YJ609 birth"
    assert read(kind, good[:15]) == "YJ609 old"
    assert read(kind, good + "1") == "YJ609 length"
    assert read(kind, "A" + good[1:]) == "YJ609 characters"


def test_check_digit_of_the_standard() -> None:
    """The example of GB 11643-1999 itself, a made-up person: 11010519491231002X."""
    assert read(ty.TextType(identity=True), "11010519491231002X") == "11010519491231002X"


def test_birth_date_must_agree_with_the_identity_number() -> None:
    card = identity("20100115")
    row = check_record(MEMBER, RECORDS, {"证件号": card, "出生日期": "2010/1/15"})
    assert row[:2] == (card, date(2010, 1, 15))
    found = findings(MEMBER, {"证件号": card, "出生日期": "2010-01-16"})
    assert [f.code for f in found] == ["YJ610"]
    assert card not in found[0].message() + str(found[0].args)


def test_absent_and_null() -> None:
    assert read(DAY, None) is UNKNOWN
    assert read(ty.DateType(optional=True), None) is NOTHING
    assert read(ty.DateType(optional=True), "无") is NOTHING
    assert check_record(one_field(ty.ListType("成员")), RECORDS, {}) == (UNKNOWN,)
    assert read(ty.ListType("成员"), []) == ()
    assert read(GRADE, "无") is NOTHING
    assert read(DAY, None, required=True) == "YJ621"
    assert read(ty.TextType(), " ", identifier=True) == "YJ620"


def test_the_word_none_may_be_a_declared_value() -> None:
    assert read(ty.EnumType("学籍", ("无", "小学")), "无") == "无"


def test_histories() -> None:
    kind = ty.HistoryType(ty.NumberType(YUAN_MONTH, 100))
    stored = {month_number(date(2020, 1, 1)): 320000, month_number(date(2020, 2, 1)): 1}
    assert read(kind, {"2020-01": "3,200", "2020年2月": Decimal("0.01"), "2020-03": None}) == stored
    assert read(kind, [{"月份": "2020/1", "值": 3200}, {"月份": "2020.2", "值": "0.01"}]) == stored
    assert read(kind, {"2020-01": 1, "2020年1月": 1}) == "YJ626"
    assert read(kind, {"2020-13": 1}) == "YJ625"
    assert read(kind, {"2020-01": "x"}) == "YJ602"
    assert read(kind, [{"月": "2020-01"}]) == "YJ624 history"
    assert read(kind, "3200") == "YJ624 history"


def household(**given: object) -> dict[str, object]:
    return {"户编号": "H01", "城乡": "农村", **given}


def test_a_household_with_members() -> None:
    card = identity("20100115")
    raw = household(年纯收入="1,200.00", 成员=[{"证件号": card, "健康状况": "健康", "在校": "是"}])
    member = (card, UNKNOWN, NOTHING, frozenset({"健康"}), UNKNOWN, NOTHING, True)
    empty = UNKNOWN
    assert check_record(HOUSEHOLD, RECORDS, raw) == (
        ("H01", empty, "农村", 120000, empty, empty, empty, NOTHING, (member,))
    )


def test_every_trouble_is_named_with_its_place() -> None:
    cards = [identity("20100115", n) for n in (1, 2)]
    raw = household(
        申请日朝="2020-01-01",
        年纯收入="很多",
        成员=[{"证件号": cards[0], "在岗月数": 13}, {"证件号": cards[1], "在校": "也许"}, {"证件号": cards[0]}, 3],
    )
    found = findings(HOUSEHOLD, raw)
    assert [(f.code, f.where) for f in found] == [
        ("YJ601", "申请日朝"),
        ("YJ602", "年纯收入"),
        ("YJ604", "成员[1].在岗月数"),
        ("YJ606", "成员[2].在校"),
        ("YJ624", "成员[4]"),
        ("YJ622", "成员[3].证件号"),
    ]
    assert found[0].hint() == "是不是 `申请日期`？"
    assert "***" in found[5].message()


def test_private_values_are_masked() -> None:
    kind = one_field(HEALTH, private=True)
    found = findings(kind, {"值": "大症"})[0]
    assert "大症" not in found.message() + found.label() + found.hint() + str(found.args)
    assert found.message("en") == "`值` cannot be `***`"


def test_a_private_list_masks_what_is_inside() -> None:
    kind = one_field(ty.ListType("成员"), private=True)
    found = findings(kind, {"值": [{"证件号": identity("20100115"), "在校": "也许"}]})[0]
    assert "也许" not in found.message()


def test_what_is_no_record() -> None:
    assert [f.message() for f in findings(HOUSEHOLD, [1])] == ["`家庭` 的值 `[…]` 形状不对"]


def test_a_list_has_a_greatest_length() -> None:
    assert read(ty.ListType("成员"), [{}] * 10_001) == "YJ642"
