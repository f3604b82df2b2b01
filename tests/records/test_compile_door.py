"""The quick door agrees with the plain one on anything, and takes the usual record without it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from records.made_up import HOUSEHOLD, MEMBER, RECORDS, identity

from yiju.program.program import RecordType
from yiju.records.compile_door import compile_door, compile_door_with
from yiju.records.door import RepeatedKeys, check_record

ODD = st.sampled_from(
    [
        "无",
        "",
        " ",
        "x",
        "农材",
        7,
        -1,
        13,
        True,
        False,
        None,
        [],
        {},
        [1],
        "１２",
        "1,200.00",
        "1_0",
        "+5",
        "٣",
        "0.07",
    ]
    + ["7.", ".7", "-7", "70%", "12.00", "12.0", 0.29, 10**13, "9" * 30, "2021-02-29", "2020-W01-1", "2020/2/3", "是"]
    + ["TRUE", "残疾、大病", ["残疾"], ["残疾", []], "a.55", "2.5５", "20200101", identity("20100115"), "2020年6月1日"]
    + [
        Decimal("0.3"),
        Decimal("1E+2"),
        Decimal("NaN"),
        {"2020-01": "3200", "2020/2": None},
        {"2020-1": 1, "2020-01": 1},
    ]
)
CARDS = st.sampled_from([identity("20100115", n) for n in (1, 2)] + [identity("20110116"), None])
GOOD = {
    "户编号": st.sampled_from(["H01", "007"]),
    "城乡": st.sampled_from(["城市", "农村"]),
    "年纯收入": st.integers(-5, 10**6) | st.decimals(0, 10**6, places=2).map(str),
    "比例": st.sampled_from(["0.3", "30%", "0.000001", "31%", Decimal("0.1")]),
    "申请日期": st.dates().map(str),
    "工资": st.dictionaries(st.sampled_from(["2020-01", "2020-02", "2020/2", "2020-13"]), st.integers(0, 9)),
    "证件号": CARDS,
    "出生日期": st.sampled_from(["2010-01-15", "2011/1/16"]),
    "残疾等级": st.sampled_from(["一级", "无"]),
    "健康状况": st.sampled_from(["大病", ["大病"]]),
    "在岗月数": st.integers(-1, 13),
    "在校": st.booleans(),
}


def records_of(kind: RecordType) -> st.SearchStrategy[dict[str, Any]]:
    fields = {f.name: GOOD.get(f.name, ODD) | ODD for f in kind.fields}
    if kind is HOUSEHOLD:
        fields["成员"] = st.lists(records_of(MEMBER), max_size=3) | ODD
    must = {n: s for n, s in fields.items() if n in ("户编号", "城乡", "证件号")}
    rest = {n: s for n, s in fields.items() if n not in must} | {"岗务": ODD}
    return st.fixed_dictionaries(must, optional=rest)


DOOR = compile_door(HOUSEHOLD, RECORDS)


@settings(max_examples=300, deadline=None)
@given(records_of(HOUSEHOLD))
def test_the_quick_door_agrees_with_the_plain_one(raw: dict[str, Any]) -> None:
    plain = check_record(HOUSEHOLD, RECORDS, raw)
    quick = DOOR(raw)
    assert quick == plain
    assert [type(v) for v in quick] == [type(v) for v in plain]


@pytest.mark.parametrize("kind", [HOUSEHOLD, MEMBER])
def test_each_odd_value_in_each_field(kind: RecordType) -> None:
    door = compile_door(kind, RECORDS)
    base = {"户编号": "H01", "城乡": "农村"} if kind is HOUSEHOLD else {"证件号": identity("20100115")}
    for f in kind.fields:
        for value in ODD.elements:  # type: ignore[attr-defined]
            raw = {**base, f.name: value}
            assert door(raw) == check_record(kind, RECORDS, raw), (f.name, value)


def test_the_usual_record_needs_no_plain_check() -> None:
    asked: list[object] = []
    door = compile_door_with(HOUSEHOLD, RECORDS, asked.append)
    usual = {"户编号": "H01", "城乡": "农村", "年纯收入": "1200.00", "申请日期": "2020-06-30", "工资": {"2020-01": 1}}
    members = [{"证件号": identity("20100115"), "健康状况": ["大病"], "在岗月数": 3, "去世日期": None, "在校": True}]
    assert door({**usual, "成员": members}) == check_record(HOUSEHOLD, RECORDS, {**usual, "成员": members})
    assert not asked
    door(RepeatedKeys(usual))
    assert len(asked) == 1
