"""Where numbers outgrow 128 bits, and where money is finer than a 分."""

from __future__ import annotations

from fractions import Fraction

from check.hand_built import (
    RATIO,
    YUAN,
    arithmetic,
    candidates,
    compare,
    const,
    definition,
    field,
    here,
    policy,
    program,
    record,
    ref,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from yiju.check.bounds import bounds, ranges
from yiju.program import expressions as e
from yiju.program import intervals as iv
from yiju.program import types as ty
from yiju.program.intervals import Number


def codes(body: e.Expr, **standards: e.Expr) -> list[str]:
    others = [definition(name, x) for name, x in standards.items()]
    made = program(definition("补助", body, "standard"), *others, policies=[policy(standards=["补助"])])
    return [f.code for f in bounds(made)]


def test_whole_fen_needs_no_rounding() -> None:
    assert codes(const(1000)) == []
    assert codes(arithmetic("multiply", const(1000), const("0.3", RATIO), 10)) == []
    assert codes(arithmetic("subtract", const(760), field("收入"), 100)) == []


def test_a_quotient_or_a_fine_ratio_does_until_it_is_rounded() -> None:
    share = arithmetic("divide", field("收入"), const(3, RATIO))
    assert codes(share) == ["YJ322"]
    assert codes(e.Round(YUAN, here(), share, Fraction(1, 100), "half_up")) == []
    assert codes(e.Round(YUAN, here(), share, Fraction(1, 1000), "half_up")) == ["YJ322"]
    assert codes(arithmetic("multiply", field("收入"), field("比例", RATIO), 10**8)) == ["YJ322"]


def test_an_exception_finer_than_the_base_is_seen() -> None:
    fine = arithmetic("divide", const(1000), const(3, RATIO))
    more = compare("lt", field("收入"), const(100))
    assert codes(candidates(const(600), ("困难", more, fine))) == ["YJ322"]


def test_128_bits() -> None:
    income = field("收入")
    square = arithmetic("multiply", income, income, 10**4)
    assert "YJ321" not in codes(square)
    fourth = arithmetic("multiply", square, square, 10**8)
    assert codes(fourth).count("YJ321") == 1
    rounded = e.Round(YUAN, here(), income, Fraction(10**9), "down")
    assert "YJ321" not in codes(arithmetic("multiply", rounded, arithmetic("multiply", income, const(2), 100), 100))


def test_the_innermost_place_is_named_once() -> None:
    income = field("收入")
    square = arithmetic("multiply", income, income, 10**4)
    fourth = arithmetic("multiply", square, square, 10**8)
    made = program(definition("补助", arithmetic("add", fourth, fourth, 10**8)))
    assert [f.span for f in bounds(made)] == [fourth.span]


def test_ranges_follow_declared_bounds_and_references() -> None:
    months = ty.NumberType((("月", 1),), 1)
    body = arithmetic("multiply", const(1000), field("在岗月数", months), 1)
    made = program(
        definition("年补", body), definition("半", ref("年补", YUAN)), records=[record(("在岗月数", months, 0, 12))]
    )
    found = ranges(made)
    assert found["半"] == Number(Fraction(0), Fraction(12000), 1, 1)


fractions_ = st.fractions(-50, 50, max_denominator=6)


@settings(max_examples=80, deadline=None)
@given(st.lists(fractions_, min_size=4, max_size=4), st.sampled_from(["add", "multiply", "divide"]))
def test_ranges_hold_every_result(ends: list[Fraction], op: str) -> None:
    left, right = sorted(ends[:2]), sorted(ends[2:])
    one, two = iv.number(*left, 60), iv.number(*right, 60)
    made = {"add": iv.add, "multiply": iv.multiply, "divide": iv.divide}[op](one, two)
    for p in left:
        for q in right:
            if op == "divide" and q == 0:
                continue
            value = {"add": p + q, "multiply": p * q, "divide": p / q if q else p}[op]
            assert made.low <= value <= made.high
            assert value.denominator <= made.most
            assert not made.common or made.common % value.denominator == 0
