"""Gaps, overlaps and idle rows of tables, each with the sample it is told by."""

from __future__ import annotations

from typing import Any

from check.hand_built import (
    AGE,
    ANY,
    AREA,
    DATE,
    TRUTH,
    YUAN,
    between,
    compare,
    const,
    field,
    optional,
    program,
    table,
    values,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from yiju.check.tables import tables
from yiju.program.program import ConditionTest, RangeTest, TableType
from yiju_grammar.finding import Finding


def found(made: TableType) -> dict[str, Finding]:
    return {f.code: f for f in tables(program(tables=[made]))}


def sample(finding: Finding) -> str:
    return dict(finding.args)["sample"]


def test_a_missing_enumeration_value_is_a_gap_with_its_sample() -> None:
    made = found(table([("城乡", AREA)], ([values("城市")], 760)))
    assert set(made) == {"YJ420"}
    assert sample(made["YJ420"]) == "城乡 = 农村"
    assert "城乡 = 农村" in made["YJ420"].message("zh")


def test_two_columns_name_the_pair_that_falls_through() -> None:
    rows = [([values("城市"), ANY], 1), ([values("农村"), between(18, None)], 2)]
    made = found(table([("城乡", AREA), ("年龄", AGE)], *rows))
    assert sample(made["YJ420"]) == "城乡 = 农村, 年龄 = 17岁"


def test_whole_numbers_leave_no_gap_between_2_and_3_but_money_does() -> None:
    rows = [([between(0, 2)], 1), ([between(3, None)], 2)]
    assert found(table([("年龄", AGE)], *rows)) == {}
    assert sample(found(table([("收入", YUAN)], *rows))["YJ420"]) == "收入 = 2.01元"


def test_a_field_without_bounds_starts_at_zero_unless_a_row_mentions_less() -> None:
    assert found(table([("收入", YUAN)], ([between(0, None)], 1))) == {}
    made = found(table([("收入", YUAN)], ([between(-5, None)], 1)))
    assert sample(made["YJ420"]) == "收入 = -6元"


def test_otherwise_and_any_close_every_gap() -> None:
    assert found(table([("城乡", AREA)], ([values("城市")], 760), otherwise=0)) == {}
    assert found(table([("城乡", AREA)], ([ANY], 760))) == {}


def test_none_of_an_optional_input_is_a_value_of_its_own() -> None:
    rows = [([values("城市", "农村")], 1)]
    assert sample(found(table([("城乡", optional(AREA))], *rows))["YJ420"]) == "城乡 = 无"
    assert found(table([("城乡", optional(AREA))], *rows, ([values(None)], 2))) == {}


def test_days_and_truths() -> None:
    from datetime import date

    early = RangeTest(None, False, date(2020, 12, 31), True)
    late = RangeTest(date(2021, 1, 2), True, None, False)
    assert sample(found(table([("到岗", DATE)], ([early], 1), ([late], 2)))["YJ420"]) == "到岗 = 2021-01-01"
    assert sample(found(table([("残疾", TRUTH)], ([values(True)], 1)))["YJ420"]) == "残疾 = 假"


def test_overlap_with_other_results_is_an_error_with_equal_ones_a_warning() -> None:
    rows: list[Any] = [([between(0, 3)], 1), ([between(3, None)], 2)]
    made = found(table([("年龄", AGE)], *rows))
    assert set(made) == {"YJ421"} and sample(made["YJ421"]) == "年龄 = 3岁"
    assert made["YJ421"].severity == "error"
    rows[1] = (rows[1][0], 1)
    assert set(found(table([("年龄", AGE)], *rows))) == {"YJ422"}


def test_first_hit_finds_rows_that_never_count_and_sum_finds_nothing() -> None:
    rows = [([between(None, 5000)], 1), ([between(None, 3000)], 2), ([ANY], 3)]
    made = found(table([("收入", YUAN)], *rows, hit="first"))
    assert set(made) == {"YJ425"} and dict(made["YJ425"].args)["row"] == "2"
    assert found(table([("收入", YUAN)], rows[0], hit="sum")) == {}


def test_a_condition_column_is_tried_over_its_fields() -> None:
    income = field("收入")
    low = ConditionTest(compare("le", income, const(100)))
    high = ConditionTest(compare("gt", income, const(200)))
    made = found(table([("条件", None)], ([low], 1), ([high], 2)))
    assert sample(made["YJ420"]).startswith("收入 = 101元")
    assert found(table([("条件", None)], ([low], 1), ([high], 2), otherwise=3)) == {}


def test_two_fields_compared_can_be_complete_but_their_gaps_are_only_suspected() -> None:
    less = ConditionTest(compare("le", field("收入"), field("限额")))
    more = ConditionTest(compare("gt", field("收入"), field("限额")))
    assert found(table([("条件", None)], ([less], 1), ([more], 2))) == {}
    assert set(found(table([("条件", None)], ([less], 1)))) == {"YJ423"}


def test_too_many_cells_are_said_not_tried() -> None:
    columns = [(f"列{i}", AGE) for i in range(8)]
    rows = [([values(n)] * i + [between(n, None)] + [ANY] * (7 - i), n) for i in range(8) for n in range(1, 9)]
    assert "YJ424" in found(table(columns, *rows, hit="first", otherwise=0))


edges = st.integers(0, 6)
ranges_ = st.tuples(edges, edges).map(sorted).map(lambda p: between(p[0], p[1]))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ranges_, st.one_of(st.just(ANY), st.sampled_from(["城市", "农村"]).map(values))), max_size=4))
def test_gaps_and_overlaps_agree_with_trying_every_record(cells: list[tuple[Any, Any]]) -> None:
    rows = [([age, area], i) for i, (age, area) in enumerate(cells)]
    codes = set(found(table([("年龄", AGE), ("城乡", AREA)], *rows)))
    hits = [_hits(cells, n, area) for n in range(9) for area in AREA.values]
    assert ("YJ420" in codes) == any(h == 0 for h in hits)
    assert ("YJ421" in codes) == any(h > 1 for h in hits)


def _hits(cells: list[tuple[Any, Any]], n: int, area: str) -> int:
    return sum(r.low <= n <= r.high and (a is ANY or area in a.values) for r, a in cells)
