"""What Spark SQL would get wrong by itself is written so that it cannot, or refused by name; needs no Spark."""

from __future__ import annotations

import pytest

from yiju.backends.relational.builder import UnsupportedError
from yiju.backends.relational.duckdb import DuckDB
from yiju.backends.relational.nodes import Node, Pool
from yiju.backends.relational.spark import Spark
from yiju.backends.relational.widths import refuse_wide


def text(node: Node) -> str:
    spark = Spark()

    def write(n: Node) -> object:
        return spark.write(n, write)  # type: ignore[arg-type]

    return spark.sql(write(node))  # type: ignore[arg-type]


def figure(pool: Pool, name: str, most: int, *, least: int = 0) -> Node:
    return pool.column(name, "int", bounds=(least, most))


def test_an_integer_is_a_bigint() -> None:
    assert text(Pool().number(5)) == "5L"
    assert text(Pool().number(10**20)) == f"{10**20}BD"


def test_a_divisor_that_may_be_zero_gives_null() -> None:
    pool = Pool()
    assert text(pool.divide(figure(pool, "甲", 9), figure(pool, "乙", 9))) == "`甲` DIV NULLIF(`乙`, 0L)"


def test_a_quotient_beyond_bigint_is_not_cut() -> None:
    pool = Pool()
    made = text(pool.divide(figure(pool, "甲", 10**30), figure(pool, "乙", 9, least=1)))
    assert " DIV " not in made
    assert "TRY_DIVIDE" in made


def test_what_no_decimal_holds_is_refused_by_name() -> None:
    pool = Pool()
    wide = pool.multiply(figure(pool, "甲", 10**20), figure(pool, "乙", 10**18 + 1))
    with pytest.raises(UnsupportedError) as refused:
        refuse_wide(Spark(), [("金额", wide)])
    assert refused.value.finding.code == "YJ806"
    assert dict(refused.value.finding.args) == {"what": "金额", "engine": "spark"}


def test_each_engine_has_its_own_width() -> None:
    pool = Pool()
    refuse_wide(DuckDB(), [("金额", pool.multiply(figure(pool, "甲", 10**20), figure(pool, "乙", 10**18 + 1)))])
    with pytest.raises(UnsupportedError):
        refuse_wide(DuckDB(), [("金额", pool.multiply(figure(pool, "甲", 10**20), figure(pool, "丙", 10**19)))])


def test_a_dividend_of_too_many_digits_is_refused() -> None:
    pool = Pool()
    with pytest.raises(UnsupportedError):
        refuse_wide(Spark(), [("金额", pool.divide(figure(pool, "甲", 10**33), pool.number(7)))])
