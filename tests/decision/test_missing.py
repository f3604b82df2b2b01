"""Missing fields: exact where all values can be tried, else a superset that says so; the most decisive first."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yiju
from yiju.decision.domains import Domain, domain
from yiju.decision.missing import LIMIT, Missing, determined, missing, put, surely_differ
from yiju.program import types as ty
from yiju.program.program import FieldType
from yiju.program.values import NOTHING
from yiju_grammar.span import NOWHERE

TRUTH = Domain((True, False), True)


def tried(evaluate: Any, *domains: Domain) -> Missing:
    row = (None,) * len(domains)
    return missing(row, {"甲乙丙丁"[i]: (((i,),), d) for i, d in enumerate(domains)}, evaluate)


def kleene(op: str, values: list[Any]) -> Any:
    decisive = op == "any"
    if decisive in values:
        return decisive
    return None if None in values else not decisive


def test_the_field_that_settles_alone_comes_first() -> None:
    def evaluate(row: Any) -> Any:
        return kleene("all", [row[2], kleene("any", [row[0], row[1]])])

    assert tried(evaluate, TRUTH, TRUTH, TRUTH) == Missing(("丙", "甲", "乙"), True)


def test_what_cannot_change_the_result_is_not_asked_for() -> None:
    def evaluate(row: Any) -> Any:
        both_ways = kleene("any", [row[0], None if row[0] is None else not row[0]])
        return kleene("all", [both_ways, row[1]])

    assert tried(evaluate, TRUTH, TRUTH) == Missing(("乙",), True)


def test_a_list_that_is_not_there_makes_it_a_superset() -> None:
    assert tried(lambda row: row[0], TRUTH, Domain((), False)) == Missing(("甲", "乙"), False)


def test_samples_that_differ_prove_but_samples_that_agree_do_not() -> None:
    samples = Domain((1, 2), False)
    assert tried(lambda row: row[0], samples) == Missing(("甲",), True)
    assert tried(lambda row: row[0] and row[0] > 5, samples) == Missing(("甲",), False)


def test_a_point_left_open_hides_differences() -> None:
    assert tried(lambda row: None, TRUTH) == Missing(("甲",), False)
    assert tried(lambda row: (row[0], None), TRUTH) == Missing(("甲",), True)


def test_too_many_combinations_are_not_all_tried() -> None:
    many = Domain(tuple(range(200)), True)
    assert LIMIT < 200**2
    found = tried(lambda row: None if None in row[:2] else row[0] == 199 and row[1] == 199, many, many)
    assert found == Missing(("甲", "乙"), False)


def test_known_parts_differ_or_not() -> None:
    assert surely_differ((True, None), (False, 3))
    assert not surely_differ((None, 3), (False, 3))
    assert not surely_differ((True, None), (True, 3))
    assert determined((True, (1, 2))) and not determined((True, (1, None)))


def test_a_members_field_is_put_in_place() -> None:
    row = ("户", (("甲", 1), ("乙", None)), 5)
    assert put(row, ((1, 1), (1,)), 7) == ("户", (("甲", 1), ("乙", 7)), 5)


formulas = st.recursive(
    st.integers(0, 3),
    lambda inner: st.one_of(st.tuples(st.sampled_from(["all", "any"]), inner, inner), st.tuples(st.just("not"), inner)),
    max_leaves=8,
)


def value(formula: Any, row: Any) -> Any:
    if isinstance(formula, int):
        return row[formula]
    op, *operands = formula
    values = [value(f, row) for f in operands]
    if op == "not":
        return None if values[0] is None else not values[0]
    return kleene(op, values)


@settings(max_examples=150, deadline=None)
@given(formulas)
def test_exact_means_trying_all(formula: Any) -> None:
    found = tried(lambda row: value(formula, row), TRUTH, TRUTH, TRUTH, TRUTH)
    rows = list(product([True, False], repeat=4))
    flips = ((i, r, (*r[:i], not r[i], *r[i + 1 :])) for r in rows for i in range(4))
    needed = {"甲乙丙丁"[i] for i, a, b in flips if value(formula, a) != value(formula, b)}
    assert set(found.fields) == needed and found.exact


# --- domains ------------------------------------------------------------------------------------------------


def declared(kind: Any, low: int | None = None, high: int | None = None) -> FieldType:
    bounds = [None if v is None else Fraction(v) for v in (low, high)]
    return FieldType("甲", kind, False, False, False, *bounds, NOWHERE)


MONEY = ty.NumberType((("元", 1),), 100)
MONTHS = ty.NumberType((("月", 1),), 1)


def test_domains_stand_for_every_value() -> None:
    day = date(2020, 6, 30)
    months = domain(declared(MONTHS, 0, 12), None, day)
    assert months == Domain(tuple(range(13)), True)
    compared = domain(declared(MONEY, 0), frozenset({Fraction(690)}), day)
    assert compared.whole and 69000 in compared.values
    assert {v < 69000 for v in compared.values} == {v > 69000 for v in compared.values} == {True, False}
    assert not domain(declared(MONEY), None, day).whole
    optional = domain(declared(ty.DateType(optional=True)), frozenset({day}), day)
    assert optional.values[-1] is NOTHING and len(optional.values) == 4
    assert len(domain(declared(ty.MultiType(ty.EnumType("病", ("甲", "乙", "丙")))), None, day).values) == 8


# --- with rules ---------------------------------------------------------------------------------------------

POLICY = """
记录 家庭 每户
    户编号   文本  标识
    城乡     枚举（城市，农村）
    月收入   元/月
    残疾     是否
    户主生日 日期
    备注     文本

政策 低保 “低保” 假定 “示例”
    对象 家庭

起始 2019-01-01
截止 2020-12-31

参数 低保标准（城乡） 元/月
    | 城乡 | 始终 |
    | 城市 | 690  |
    | 农村 | 520  |

定义 户主年龄 = 周岁（户主生日）

资格 收入 当 月收入 低于 低保标准（城乡）
资格 情形 当
    任一
        残疾
        户主年龄 60岁以上

发放 低保金 每月 = 100元/月
"""


@pytest.fixture
def rules(tmp_path: Path) -> Any:
    (tmp_path / "documents.toml").write_text('[place]\nname = "试"\n', "utf-8")
    (tmp_path / "低保.policy").write_text(POLICY, "utf-8")
    made = yiju.load(tmp_path)
    assert [f.message("zh") for f in made.check() if f.severity == "error"] == []
    return made


def asked(rules: Any, **record: Any) -> tuple[tuple[str, ...], bool]:
    decision = rules.decide("低保", {"户编号": "甲", **record}, on=date(2020, 6, 30))
    return decision.missing, decision.missing_exact


def test_of_a_record_only_what_can_still_decide(rules: Any) -> None:
    assert asked(rules, 城乡="城市", 月收入="100", 残疾=True) == ((), True)
    assert asked(rules, 城乡="城市", 月收入="100") == (("残疾", "户主生日"), True)
    assert asked(rules, 月收入="100", 残疾=True) == ((), True)
    assert asked(rules, 月收入="600", 残疾=True) == (("城乡",), True)
    assert asked(rules, 城乡="城市", 月收入="800") == ((), True)
    fields, exact = asked(rules)
    assert fields[0] == "月收入" and set(fields) == {"月收入", "城乡", "残疾", "户主生日"} and exact


OPEN = (
    POLICY
    + """
资格 政策 当 待定 “何为符合政策”
"""
)


def test_a_condition_left_open_is_tried_both_ways(tmp_path: Path) -> None:
    (tmp_path / "documents.toml").write_text('[place]\nname = "试"\n', "utf-8")
    (tmp_path / "低保.policy").write_text(OPEN, "utf-8")
    rules = yiju.load(tmp_path)
    assert asked(rules, 城乡="城市", 月收入="100") == (("残疾", "户主生日"), True)
    assert asked(rules, 城乡="城市", 月收入="100", 残疾=True) == ((), True)
