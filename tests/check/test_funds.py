"""Shares of the funds that pay one payment come to 100%; no two stand in one place of an order."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from check.hand_built import TRUTH, const, days, definition, field, here, policy, program

from yiju.check.funds import funds
from yiju.documents.model import ALWAYS, Days
from yiju.program import expressions as e
from yiju.program.program import FundType, PaymentType
from yiju_grammar.finding import Finding
from yiju_grammar.terms import Schedule

MONTHLY = Schedule("monthly", (), here())
PAYMENT = PaymentType(
    "补助", MONTHLY, False, False, None, None, None, None, None, const(1), "补助", (ALWAYS,), (), (), here()
)  # fmt: skip


def fund(
    name: str,
    share: str | None = None,
    order: int | None = None,
    *,
    when: e.Expr | None = None,
    pays: tuple[str, ...] = (),
    interval: Days = ALWAYS,
) -> FundType:
    part = None if share is None else Fraction(share)
    return FundType(name, pays, part, order, None, when, (interval,), (), here())


def found(*made: FundType) -> list[Finding]:
    whole = replace(policy(), payments=(PAYMENT,), funds=made)
    return list(funds(program(definition("补助", const(1)), policies=[whole])))


def codes(*made: FundType) -> list[str]:
    return [f.code for f in found(*made)]


def test_shares_that_come_to_one_or_not() -> None:
    assert codes(fund("省", "0.6"), fund("市", "0.4")) == []
    (short,) = found(fund("省", "0.6"), fund("市", "0.3"))
    assert short.code == "YJ440" and dict(short.args)["total"] == "90%"
    assert codes(fund("省", "0.6")) == ["YJ440"]
    assert codes(fund("区")) == []


def test_shares_by_condition_and_by_date() -> None:
    city = field("城市", TRUTH)
    other = e.Not(TRUTH, here(), city)
    parts = (fund("省", "0.6", when=city), fund("市", "0.4", when=city), fund("县", "1", when=other))
    assert codes(*parts) == []
    assert codes(*parts[:1], *parts[2:]) == ["YJ440"]
    early, late = days(None, "2019-12-31"), days("2020-01-01")
    assert codes(fund("旧", "1", interval=early), fund("新", "1", interval=late)) == []
    assert codes(fund("旧", "1", interval=early), fund("新", "0.5", interval=late)) == ["YJ440"]


def test_a_named_payment_comes_before_all_payments() -> None:
    assert codes(fund("区", "1"), fund("省", "1", pays=("补助",))) == []


def test_shares_beside_none_and_one_place_twice() -> None:
    assert codes(fund("省", "0.6"), fund("市")) == ["YJ441"]
    assert codes(fund("省", order=1), fund("市", order=2)) == []
    assert codes(fund("省", order=1), fund("市", order=1)) == ["YJ442"]
