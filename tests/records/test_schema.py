"""The published schema: valid by the metaschema, deterministic, and of one mind with the door on JSON."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from records.made_up import HOUSEHOLD, MEMBER, RECORDS, identity, one_field

from yiju.program import types as ty
from yiju.program.program import RecordType
from yiju.records.door import examine
from yiju.records.schema import to_json_schema


def validator(kind: RecordType) -> Draft202012Validator:
    """Schema and numbers exact: a float's multipleOf is no exact test."""
    text = json.dumps(to_json_schema(kind, RECORDS), ensure_ascii=False)
    schema = json.loads(text, parse_float=Decimal)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


SCHEMAS = {kind.name: validator(kind) for kind in (HOUSEHOLD, MEMBER)}


def agree(kind: RecordType, raw: dict[str, Any]) -> bool:
    """Whether the door takes the record; the schema must say the same."""
    exact = json.loads(json.dumps(raw), parse_float=Decimal)
    taken = isinstance(examine(kind, RECORDS, exact), tuple)
    reasons = [e.message for e in SCHEMAS[kind.name].iter_errors(exact)]
    assert taken == (not reasons), (raw, reasons)
    return taken


def test_it_is_a_schema() -> None:
    for kind in (HOUSEHOLD, MEMBER):
        Draft202012Validator.check_schema(to_json_schema(kind, RECORDS))


def test_it_says_what_a_field_is() -> None:
    schema = to_json_schema(HOUSEHOLD, RECORDS)
    assert schema["title"] == "家庭"
    assert schema["required"] == ["户编号", "城乡"]
    assert schema["properties"]["年纯收入"]["description"] == (
        "数，单位 元，最细到 0.01，-1000000000000 至 1000000000000"
    )
    assert schema["properties"]["户主"]["description"] == "文本；隐私"
    assert schema["properties"]["成员"]["anyOf"][0]["items"] == {"$ref": "#/$defs/成员"}
    assert list(schema["$defs"]) == ["日期", "成员"]
    assert schema["$defs"]["日期"]["anyOf"][0] == {"type": "string", "format": "date"}
    assert json.dumps(schema) == json.dumps(to_json_schema(HOUSEHOLD, RECORDS))


DAYS = st.builds(
    "{:04d}{}{:02d}{}{:02d}{}".format,
    st.sampled_from([0, 1, 1899, 1900, 2000, 2020, 2021, 9999]),
    st.sampled_from("-/.年"),
    st.integers(0, 13),
    st.sampled_from("-/.月"),
    st.integers(0, 32),
    st.sampled_from(["", "", "日"]),
)
NUMBERS = (
    st.integers(-2, 14)
    | st.decimals(-1, 2, places=3).map(float)
    | st.sampled_from(
        ["1,200.00", "1.2", "0.30", "1.005", "1.500", "30%", "12.5%", "abc", "", "1,20", "1e3", True, 10**13]
    )
)
WORDS = (
    st.sampled_from(["无", "", "农村", "一级", "大病", "大病、残疾", "大病、", "是", "false", "007", "x"]) | st.none()
)
HISTORY = st.dictionaries(
    st.sampled_from(["2020-01", "2020年2月", "2020.3", "2020-13", "x"]), NUMBERS | st.none(), max_size=2
)
MONTHS = st.lists(st.fixed_dictionaries({"月份": st.sampled_from(["2020/1", "x"]), "值": NUMBERS}), max_size=1)
CARDS = st.sampled_from([identity("20100115"), identity("20100115").lower(), "1234", "12345678901234567A", ""])
ANY = DAYS | NUMBERS | WORDS | HISTORY | MONTHS | st.booleans() | st.lists(WORDS, max_size=2)
IN_RANGE = NUMBERS.filter(lambda x: not isinstance(x, str))


def one_of(kind: RecordType, base: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A record with a few fields that may be anything; texts of bounded fields are the door's alone."""
    fields = {f.name: ANY for f in kind.fields}
    fields |= {
        "申请日期": DAYS | ANY,
        "出生日期": WORDS,
        "去世日期": DAYS | WORDS,
        "证件号": CARDS | WORDS,
        "工资": HISTORY | MONTHS | ANY,
    }
    fields |= {"比例": IN_RANGE, "在岗月数": IN_RANGE, "岗务": WORDS}
    return st.sampled_from(sorted(fields)).flatmap(lambda n: fields[n].map(lambda v: {**base, n: v}))


@settings(max_examples=600, deadline=None)
@given(one_of(HOUSEHOLD, {"户编号": "H01", "城乡": "农村"}) | one_of(HOUSEHOLD, {}))
def test_schema_and_door_agree_on_a_household(raw: dict[str, Any]) -> None:
    agree(HOUSEHOLD, raw)


@settings(max_examples=400, deadline=None)
@given(one_of(MEMBER, {"证件号": identity("20100115")}))
def test_schema_and_door_agree_on_a_member(raw: dict[str, Any]) -> None:
    agree(MEMBER, raw)


def test_every_day_of_the_calendar_and_no_other() -> None:
    for year in (1900, 2000, 2020, 2021):
        for month in range(0, 14):
            for day in range(0, 33):
                agree(HOUSEHOLD, {"户编号": "H", "城乡": "农村", "申请日期": f"{year}.{month}.{day}"})


def test_a_record_may_hold_its_own_kind() -> None:
    kind = one_field(ty.ListType("记录"))
    schema = to_json_schema(kind, {"记录": kind})
    assert schema["$defs"] == {"记录": {"$ref": "#"}}
    check = Draft202012Validator(schema)
    assert check.is_valid({"值": [{"值": []}]})
    assert not check.is_valid({"值": [{"值": 3}]})
