"""Conditions that are always or never true, and exceptions that clash or never apply."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from check.hand_built import (
    AGE,
    AREA,
    TRUTH,
    YUAN,
    both,
    candidates,
    compare,
    const,
    dated,
    days,
    definition,
    field,
    here,
    in_force,
    optional,
    program,
    record,
    ref,
)

from yiju.check.assertions import assertions
from yiju.check.comparisons import comparisons
from yiju.check.conflicts import conflicts
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.changes import changes
from yiju.program.program import AssertionType
from yiju_grammar.finding import Finding

MONTHS = ty.NumberType((("月", 1),), 1)
WORKED = record(("在岗月数", MONTHS, 0, 12))


def judged(body: e.Expr, *others: Any) -> list[Finding]:
    return list(comparisons(program(definition("条件", body), *others, records=[WORKED])))


def codes(body: e.Expr, *others: Any) -> list[str]:
    return [f.code for f in judged(body, *others)]


def months() -> e.Field:
    return field("在岗月数", MONTHS)


def month_count(n: int) -> e.Const:
    return const(n, MONTHS)


def test_by_declared_bounds() -> None:
    (never,) = judged(compare("gt", months(), month_count(12)))
    assert never.code == "YJ410" and "0..12月" in never.message("zh")
    assert codes(compare("le", months(), month_count(12))) == ["YJ411"]
    assert codes(compare("ge", months(), month_count(12))) == []
    assert codes(e.InRange(TRUTH, here(), months(), month_count(13).value, True, None, False)) == ["YJ410"]  # type: ignore[arg-type]


def test_none_keeps_a_comparison_from_always_holding() -> None:
    assert codes(compare("le", replace(months(), type=optional(MONTHS)), month_count(12))) == []


def test_parameters_compared_with_each_other_are_left_alone() -> None:
    assert codes(compare("lt", const(1), ref("标准", YUAN)), definition("标准", const(2))) == []


def test_a_number_finer_than_the_field() -> None:
    assert codes(compare("eq", field("年龄", AGE), const("2.5", AGE))) == ["YJ412"]
    assert codes(compare("eq", field("收入"), const("2.55"))) == []
    assert codes(compare("ge", field("年龄", AGE), const("2.5", AGE))) == []


def test_none_of_what_is_never_none() -> None:
    assert codes(e.IsNothing(TRUTH, here(), field("年龄", AGE))) == ["YJ413"]
    assert codes(e.IsNothing(TRUTH, here(), field("年龄", optional(AGE)))) == []


def test_an_enumeration_value_no_definition_comes_to() -> None:
    grade = ty.EnumType("档次", ("一档", "二档", "三档"))
    body = e.Choice(grade, here(), field("残疾", TRUTH), const("一档", grade), const("二档", grade))
    asked = e.Is(TRUTH, here(), ref("档", grade), const("三档", grade), False)
    (made,) = judged(asked, definition("档", body))
    assert made.code == "YJ414" and dict(made.args)["value"] == "三档"
    assert codes(replace(asked, right=const("二档", grade)), definition("档", body)) == []


def test_conditions_that_exclude_each_other() -> None:
    age = field("年龄", AGE)
    young, old = compare("lt", age, const(16, AGE)), compare("ge", age, const(60, AGE))
    assert codes(both("all", young, old)) == ["YJ415"]
    assert codes(both("any", young, old)) == []
    assert codes(both("all", both("all", young, old), field("残疾", TRUTH))) == ["YJ415"]
    named = both("all", ref("儿童"), old)
    assert codes(named, definition("儿童", young)) == ["YJ415"]
    assert codes(both("all", ref("儿童"), e.Not(TRUTH, here(), ref("儿童"))), definition("儿童", young)) == ["YJ415"]


def clash(*alternatives: tuple[str, e.Expr, e.Expr]) -> dict[str, Finding]:
    return {f.code: f for f in conflicts(program(definition("补助", candidates(const(1), *alternatives))))}


def test_exceptions_that_exclude_each_other_or_agree() -> None:
    income = field("收入")
    low, high = compare("lt", income, const(100)), compare("ge", income, const(100))
    assert clash(("低", low, const(2)), ("高", high, const(3))) == {}
    assert clash(("低", low, const(2)), ("也低", low, const(2))) == {}
    early, late = in_force(days(None, "2019-12-31")), in_force(days("2020-01-01"))
    assert clash(("旧", both("all", early, low), const(2)), ("新", both("all", late, low), const(3))) == {}


def test_exceptions_that_may_clash_and_that_must() -> None:
    income, ill = field("收入"), field("大病", TRUTH)
    low = compare("lt", income, const(100))
    made = clash(("低", low, const(2)), ("病", ill, const(3)))
    assert set(made) == {"YJ431"} and dict(made["YJ431"].args)["sample"] == "收入 = 99元, 大病 = 真"
    assert set(clash(("低", low, const(2)), ("也低", low, const(3)))) == {"YJ430"}
    lower = compare("lt", income, const(50))
    assert set(clash(("低", low, const(2)), ("更低", lower, const(3)))) == {"YJ430"}


def test_an_exception_nobody_meets() -> None:
    area = field("城乡", AREA)
    city, country = (e.Is(TRUTH, here(), area, const(v, AREA), False) for v in AREA.values)
    assert set(clash(("两处", both("all", city, country), const(2)))) == {"YJ432"}


def test_assertions_over_time() -> None:
    minimum = dated("最低工资", (days(None, "2019-12-31"), const(500)), (days("2020-01-01"), const(1000)))
    rate = dated("低保标准", (days(), const(700)))
    below = compare("lt", ref("低保标准", YUAN), ref("最低工资", YUAN))
    made = program(definition("最低工资", minimum), definition("低保标准", rate))
    whole = changes(replace(made, assertions=(AssertionType("低于最低工资", below, (), here()),)))
    (wrong,) = assertions(whole)
    assert wrong.code == "YJ460" and dict(wrong.args)["days"] == "..2019-12-31"
    unknown = replace(made, assertions=(AssertionType("收入", compare("lt", field("收入"), const(1)), (), here()),))
    assert [f.code for f in assertions(unknown)] == ["YJ461"]
