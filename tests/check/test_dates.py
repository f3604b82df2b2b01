"""A policy reads nothing on a day on which it has no value; the first such run and its reader are named."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from check.hand_built import (
    DATE,
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
    policy,
    program,
    ref,
)
from hypothesis import given
from hypothesis import strategies as st

from yiju.check import day_sets as ds
from yiju.check.cycles import find_cycle
from yiju.check.dates import dates
from yiju.documents.model import Days
from yiju.program import expressions as e
from yiju_grammar.finding import Finding

FROM_2020 = dated("低保标准", (days("2020-01-01"), const(600)))


def found(body: e.Expr, start: str | None = "2019-06-01", end: str | None = "2021-12-31") -> list[Finding]:
    rate = definition("低保标准", FROM_2020, "parameter")
    return list(dates(program(rate, definition("补助", body, "standard"), policies=[policy(start, end, ["补助"])])))


def read() -> e.Expr:
    return ref("低保标准", YUAN)


def words(finding: Finding) -> dict[str, str]:
    return dict(finding.args)


def test_the_first_run_without_a_value_and_its_reader() -> None:
    (made,) = found(read())
    assert made.code == "YJ402" and made.severity == "error"
    assert words(made)["days"] == "2019-06-01..2019-12-31"
    assert words(made)["name"] == "低保标准" and made.span == FROM_2020.span


def test_a_policy_within_the_values_is_fine_and_an_open_one_is_not() -> None:
    assert found(read(), "2020-01-01") == []
    assert words(found(read(), None)[0])["days"] == "..2019-12-31"
    assert found(read(), "2020-01-01", None) == []


def test_guards_narrow_the_days() -> None:
    guarded = e.Choice(YUAN, here(), in_force(days("2020-01-01")), read(), const(0))
    assert found(guarded) == []
    wrong = e.Choice(YUAN, here(), in_force(days("2019-12-31")), read(), const(0))
    assert words(found(wrong)[0])["days"] == "2019-12-31"
    late = both("all", in_force(days("2020-01-01")), compare("lt", field("收入"), read()))
    assert found(candidates(const(1), ("困难", late, const(2)))) == []


def test_an_exception_in_force_makes_its_base_unneeded_those_days() -> None:
    before = in_force(days(None, "2019-12-31"))
    assert found(candidates(read(), ("此前", before, const(2)))) == []
    perhaps = both("all", before, compare("lt", field("收入"), const(1)))
    assert len(found(candidates(read(), ("此前", perhaps, const(2))))) == 1


def test_as_of_a_day() -> None:
    at_2019 = e.At(YUAN, here(), read(), const(date(2019, 1, 1), DATE))
    assert words(found(at_2019, "2020-01-01")[0])["days"] == "2019-01-01"
    year_start = e.At(YUAN, here(), read(), e.Day(DATE, here(), "year_start"))
    assert found(year_start, "2020-05-01") == []
    last_month = e.At(YUAN, here(), read(), e.Day(DATE, here(), "last_month"))
    assert words(found(last_month, "2020-01-01")[0])["days"] == "2019-12-31"
    (moved,) = found(e.At(YUAN, here(), read(), field("申请日期", DATE)), "2020-01-01")
    assert moved.code == "YJ403" and moved.severity == "warning"


def test_an_exception_outside_the_policy_is_warned_of() -> None:
    late = both("all", in_force(days("2023-01-01")), compare("lt", field("收入"), const(9)))
    (made,) = found(candidates(const(1), ("困难", late, const(2))))
    assert made.code == "YJ404" and words(made)["name"] == "困难"


def test_two_readers_of_one_gap_are_told_once() -> None:
    assert len(found(e.Choice(YUAN, here(), field("残疾", TRUTH), read(), read()))) == 1


def test_find_cycle_shows_the_way_round() -> None:
    assert find_cycle({"甲": ["乙"], "乙": ["丙"], "丙": ["乙"]}) == ("丙", "乙", "丙")
    assert find_cycle({"甲": ["甲"]}) == ("甲", "甲")
    assert find_cycle({"甲": ["乙", "丙"], "乙": ["丙"], "丙": []}) is None


near = st.integers(0, 12).map(lambda n: date(2020, 1, 1) + timedelta(days=n))
some_days = st.lists(st.builds(Days, st.none() | near, st.none() | near), max_size=3)


@given(some_days, some_days, near)
def test_day_sets_are_sets(a: list[Days], b: list[Days], day: date) -> None:
    def has(made: Any) -> bool:
        return any(s <= day <= t for s, t in made)

    one, two = ds.of(a), ds.of(b)
    assert has(one) == any(day in d for d in a)
    assert has(ds.meet(one, two)) == (has(one) and has(two))
    assert has(ds.without(one, two)) == (has(one) and not has(two))
