"""Never a subset: what two completions of a record differ in, and are decided differently by, is among its missing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yiju

POLICY = """
记录 家庭 每户
    户编号   文本  标识
    城乡     枚举（城市，农村）
    月收入   元/月
    残疾     是否
    户主生日 日期
    申请日期 日期
    离开日期 日期 可无
    健康     枚举（健康，大病，慢性病） 多选
    成员     列表<成员>

记录 成员 每人
    证件号   文本 标识
    出生日期 日期
    在读     是否

政策 低保 “低保” 假定 “示例”
    对象 家庭

起始 2019-01-01
截止 2020-12-31

参数 低保标准（城乡） 元/月
    | 城乡 | 此前 | 2020年3月起 |
    | 城市 | 690  | 760 |
    | 农村 | 520  | 580 |

定义 户主年龄 = 周岁（户主生日）

定义 成员 的 儿童 当 周岁（出生日期） 不满 18岁

资格 收入 当 月收入 低于 低保标准（城乡） 于 年初

资格 情形 当
    任一
        残疾
        户主年龄 60岁以上 且 申请日期 不早于 年初
        健康 含 大病 且 离开日期 是 无
        人数（成员，其中 儿童 且 在读） 不低于 2人

例外 宽限 于 收入 改为 真 当 月收入 低于 1000元/月 且 人数（成员，其中 儿童） 满 2人

发放 低保金 每月 = 若 城乡 是 城市 则 100元/月 否则 80元/月

发放 助学 每月 给 成员 其中 在读 = 50元/人/月
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Any:
    place: Path = tmp_path_factory.mktemp("试")
    (place / "documents.toml").write_text('[place]\nname = "试"\n', "utf-8")
    (place / "低保.policy").write_text(POLICY, "utf-8")
    made = yiju.load(place)
    assert [f.message("zh") for f in made.check()] == []
    return made


some_days = st.dates(date(1955, 1, 1), date(2021, 12, 31)).map(str)
members = st.fixed_dictionaries(
    {"出生日期": st.dates(date(2001, 1, 1), date(2004, 12, 31)).map(str), "在读": st.booleans()}
)
FIELDS = {
    "城乡": st.sampled_from(["城市", "农村"]),
    "月收入": st.sampled_from(["519.99", "520", "579", "600", "690", "759", "760", "999.99", "1000", "5000"]),
    "残疾": st.booleans(),
    "户主生日": st.dates(date(1958, 1, 1), date(1962, 12, 31)).map(str),
    "申请日期": st.dates(date(2019, 11, 1), date(2020, 2, 28)).map(str),
    "离开日期": st.none() | some_days,
    "健康": st.lists(st.sampled_from(["健康", "大病", "慢性病"]), unique=True),
}
whole = st.fixed_dictionaries({**FIELDS, "成员": st.lists(members, min_size=2, max_size=2)})
hidden = st.sets(
    st.sampled_from([*(n for n in FIELDS if n != "离开日期"), "0.出生日期", "1.出生日期", "0.在读", "1.在读"])
)


def partial(record: dict[str, Any], hide: set[str]) -> dict[str, Any]:
    """A record without some fields; members carry their identifiers."""
    people = [{"证件号": f"人{i}", **m} for i, m in enumerate(record["成员"])]
    people = [{k: v for k, v in m.items() if f"{i}.{k}" not in hide} for i, m in enumerate(people)]
    return {"户编号": "甲", **{k: v for k, v in record.items() if k not in hide}, "成员": people}


def outcome(rules: Any, record: dict[str, Any], day: date) -> tuple[Any, ...]:
    decision = rules.decide("低保", partial(record, set()), on=day)
    return (decision.outcome, *((p.name, p.recipient, p.value.value) for p in decision.payments))


def place(name: str) -> str:
    return f"成员[{int(name[0]) + 1}].{name[2:]}" if name[0].isdigit() else name


def changed(record: dict[str, Any], other: dict[str, Any], name: str) -> dict[str, Any]:
    """`record` with one field as `other` has it."""
    if not name[0].isdigit():
        return {**record, name: other[name]}
    people = list(record["成员"])
    people[int(name[0])] = {**people[int(name[0])], name[2:]: other["成员"][int(name[0])][name[2:]]}
    return {**record, "成员": people}


@settings(max_examples=120, deadline=None)
@given(whole, whole, hidden, st.sampled_from([date(2019, 6, 30), date(2020, 2, 29), date(2020, 6, 30)]))
def test_never_a_subset(rules: Any, one: dict[str, Any], other: dict[str, Any], hide: set[str], day: date) -> None:
    missing = rules.decide("低保", partial(one, hide), on=day).missing
    start = one
    for name in sorted(hide):
        start = changed(start, other, name) if len(name) % 2 else start
    for name in sorted(hide):
        if outcome(rules, start, day) != outcome(rules, changed(start, other, name), day):
            assert place(name) in missing
