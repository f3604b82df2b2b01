"""The hand-written door of the household policy: a dict as JSON gives it becomes a stored record, or is refused.

The same conversions and checks as the declaration asks: required and unknown fields, types, ranges, enumeration
values, dates, exact money, one identifier once. Spellings beyond the plain ones are refused here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from bench.household_by_hand import decide_and_keep

from yiju.program.values import NOTHING

FIELDS = frozenset(
    [
        "户编号",
        "户主",
        "城乡",
        "户籍本地",
        "居住月数",
        "年收入",
        "存款",
        "房产数",
        "机动车数",
        "车辆用途",
        "拒绝介绍次数",
        "面积",
        "月租金",
        "医疗支出",
        "受灾",
        "单亲",
        "申请日期",
        "低保户",
        "驻地",
        "成员",
    ]
)
MEMBER_FIELDS = frozenset(["证件号", "出生日期", "学籍", "健康", "残疾等级", "去世日期"])
AREAS = frozenset(("城市", "农村"))
USES = frozenset(("自用", "经营", "残疾代步"))
PLACES = frozenset(("平原", "山区", "海岛"))
LEARNING = frozenset(("无学籍", "小学", "初中", "高中", "本科"))
HEALTH = frozenset(("健康", "长期慢性病", "大病", "残疾"))
LEVELS = frozenset(("一级", "二级", "三级", "四级"))
MOST = 10**18


class Refused(ValueError):
    """A record that does not fit its declaration."""


def name_of(raw: Any) -> str:
    """An identifier: text that is not empty."""
    if type(raw) is not str or not raw.strip():
        raise Refused(raw)
    return raw


def text(raw: Any) -> str | None:
    if raw is not None and type(raw) is not str:
        raise Refused(raw)
    return raw


def truth(raw: Any) -> bool | None:
    if raw is None or raw is True or raw is False:
        return raw
    raise Refused(raw)


def whole(raw: Any, most: int) -> int | None:
    """A whole number from 0."""
    if raw is None:
        return None
    if type(raw) is str and raw.isascii() and raw.isdigit():
        raw = int(raw)
    if type(raw) is not int or not 0 <= raw <= most:
        raise Refused(raw)
    return raw


def money(raw: Any) -> int | None:
    """元 with at most two decimals, in 分."""
    if raw is None:
        return None
    if type(raw) is str:
        over, point, under = raw.partition(".")
        if not over.isascii() or not over.isdigit() or len(under) > 2 or (point and not under.isdigit()):
            raise Refused(raw)
        return int(over + under.ljust(2, "0"))
    if type(raw) is int and 0 <= raw <= MOST:
        return raw * 100
    if type(raw) is Decimal and raw == (cents := int(raw * 100)) / Decimal(100) and raw >= 0:
        return cents
    raise Refused(raw)


def area_of(raw: Any) -> int | None:
    """平方米 with at most four decimals, in steps of 0.0001."""
    if raw is None:
        return None
    if type(raw) is int and 0 <= raw <= MOST:
        return raw * 10_000
    steps = Decimal(raw) * 10_000 if type(raw) in (str, Decimal) else None
    if steps is None or not 0 <= steps <= MOST or steps != int(steps):
        raise Refused(raw)
    return int(steps)


def one_of(raw: Any, values: frozenset[str]) -> str | None:
    if raw is not None and raw not in values:
        raise Refused(raw)
    return raw  # type: ignore[no-any-return]


def day(raw: Any) -> date | None:
    if raw is None:
        return None
    if type(raw) is not str or len(raw) != 10:
        raise Refused(raw)
    return date.fromisoformat(raw)


def or_nothing(value: Any) -> Any:
    """A field that may be none: absent or null is known to be none."""
    return NOTHING if value is None else value


def row_of(raw: Mapping[str, Any]) -> tuple[Any, ...]:
    """The stored record.

    Raises:
        ValueError: it does not fit.
    """
    if not raw.keys() <= FIELDS:
        raise Refused(raw.keys() - FIELDS)
    get = raw.get
    area = get("城乡")
    if area not in AREAS:
        raise Refused(area)
    members = get("成员")
    if members is not None:
        if type(members) is not list or len(members) > 100:
            raise Refused(members)
        members = tuple([member_of(m) for m in members])
        if len({m[0] for m in members}) != len(members):
            raise Refused(members)
    return (
        name_of(get("户编号")),
        text(get("户主")),
        area,
        truth(get("户籍本地")),
        whole(get("居住月数"), 1200),
        money(get("年收入")),
        money(get("存款")),
        whole(get("房产数"), 99),
        whole(get("机动车数"), 99),
        or_nothing(one_of(get("车辆用途"), USES)),
        whole(get("拒绝介绍次数"), 99),
        area_of(get("面积")),
        or_nothing(money(get("月租金"))),
        money(get("医疗支出")),
        truth(get("受灾")),
        truth(get("单亲")),
        day(get("申请日期")),
        truth(get("低保户")),
        one_of(get("驻地"), PLACES),
        members,
    )


def member_of(raw: Any) -> tuple[Any, ...]:
    """A stored member."""
    if type(raw) is not dict or not raw.keys() <= MEMBER_FIELDS:
        raise Refused(raw)
    get = raw.get
    return (
        name_of(get("证件号")),
        day(get("出生日期")),
        one_of(get("学籍"), LEARNING),
        one_of(get("健康"), HEALTH),
        or_nothing(one_of(get("残疾等级"), LEVELS)),
        or_nothing(day(get("去世日期"))),
    )


def decide_json(raw: Mapping[str, Any], on: date) -> tuple[Any, tuple[Any, ...]]:
    """From a dict to the answers and every value on the way."""
    return decide_and_keep(row_of(raw), on)
