"""Record types and values for the tests of records. Every person, number and identity number here is MADE UP:
no region has the code 990000."""

from __future__ import annotations

from fractions import Fraction

from yiju.program import types as ty
from yiju.program.program import FieldType, RecordType
from yiju.program.types import Type
from yiju.records.identity_card import check_digit
from yiju_grammar.span import NOWHERE

YUAN = (("元", 1),)
YUAN_MONTH = (("元", 1), ("月", -1))
MONTHS = (("月", 1),)
CITY = ty.EnumType("家庭.城乡", ("城市", "农村"))
HEALTH = ty.EnumType("健康", ("健康", "长期慢性病", "大病", "残疾"))
GRADE = ty.EnumType("等级", ("一级", "二级", "三级"), optional=True)


def field(name: str, kind: Type, **flags: object) -> FieldType:
    """A field; flags: identifier, required, private, low, high."""
    usual: dict[str, object] = {"identifier": False, "required": False, "private": False, "low": None, "high": None}
    return FieldType(name, kind, span=NOWHERE, **{**usual, **flags})  # type: ignore[arg-type]


MEMBER = RecordType(
    "成员",
    "人",
    (
        field("证件号", ty.TextType(identity=True), identifier=True, private=True),
        field("出生日期", ty.DateType()),
        field("残疾等级", GRADE),
        field("健康状况", ty.MultiType(HEALTH)),
        field("在岗月数", ty.NumberType(MONTHS, 1), low=Fraction(0), high=Fraction(12)),
        field("去世日期", ty.DateType(optional=True)),
        field("在校", ty.TruthType()),
    ),
    NOWHERE,
)
HOUSEHOLD = RecordType(
    "家庭",
    "户",
    (
        field("户编号", ty.TextType(), identifier=True),
        field("户主", ty.TextType(), private=True),
        field("城乡", CITY, required=True),
        field("年纯收入", ty.NumberType(YUAN, 100)),
        field("比例", ty.NumberType((), 1_000_000), low=Fraction(0), high=Fraction(3, 10)),
        field("申请日期", ty.DateType()),
        field("工资", ty.HistoryType(ty.NumberType(YUAN_MONTH, 100))),
        field("备注", ty.TextType(optional=True)),
        field("成员", ty.ListType("成员")),
    ),
    NOWHERE,
)
RECORDS = {"家庭": HOUSEHOLD, "成员": MEMBER}


def identity(born: str, serial: int = 1) -> str:
    """A made-up identity-card number of someone born on `born` (YYYYMMDD)."""
    first = f"990000{born}{serial:03d}"
    return first + check_digit(first)


def one_field(kind: Type, **flags: object) -> RecordType:
    """A record with the single field 值."""
    return RecordType("记录", None, (field("值", kind, **flags),), NOWHERE)
