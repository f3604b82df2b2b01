"""On any population the sums of a settlement agree to the 分, and nothing is drawn that an account does not have."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from settlement.payments import any_item, rule_texts, rules_of

import yiju
from yiju.program.program import MutualType
from yiju.settlement.accounts import opened
from yiju.settlement.drawing import divided, draw, plan_of, purse
from yiju.settlement.exclusion import orders
from yiju.settlement.model import Item, Line
from yiju.settlement.settle import cents_of, settle
from yiju.settlement.summary import summarise


@cache
def rules(text: str) -> yiju.Rules:
    return rules_of(text)


populations = st.lists(any_item(), max_size=40)
LONG = settings(deadline=None, max_examples=100)


@LONG
@given(rule_texts(), populations)
def test_every_item_is_settled_once_and_all_balances(text: str, items: list[Item]) -> None:
    made = settle(rules(text).program, "补贴", items)
    made.check()
    assert Counter(line.item for line in made.lines) == Counter(items)
    assert made.totals.due == sum(cents_of(i.value) for i in items if i.value is not None)
    assert made.totals.undetermined_count == sum(i.value is None for i in items)
    assert all(a.available is None or a.available == a.drawn + (a.left or 0) for a in made.accounts)
    assert all(a.left is None or a.left >= 0 for a in made.accounts)


@LONG
@given(rule_texts(), populations)
def test_summaries_come_to_the_same(text: str, items: list[Item]) -> None:
    made = settle(rules(text).program, "补贴", items)
    summary = summarise(made)
    for tallies in (summary.programmes, summary.groups, summary.months):
        assert sum(t.totals.due for t in tallies) == made.totals.due
        assert sum(t.totals.count for t in tallies) == len(items)
        assert sum(t.totals.paid for t in tallies) == made.totals.paid
    assert sum(fund.account.drawn for fund in summary.funds) == made.totals.paid
    assert sum(link.cents for link in summary.links) == made.totals.paid
    assert sum(reason.cents for reason in summary.reasons) == made.totals.unpaid


@LONG
@given(rule_texts(), populations, st.randoms())
def test_the_order_of_the_items_given_does_not_matter(text: str, items: list[Item], random: object) -> None:
    items = list(dict.fromkeys(items))
    shuffled = list(items)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis's random
    seen = [settle(rules(text).program, "补贴", some) for some in (items, shuffled)]
    assert seen[0].totals.due == seen[1].totals.due
    if len({(i.record, i.payment, i.month, i.recipient) for i in items}) == len(items):
        assert seen[0] == seen[1]


@LONG
@given(rule_texts(), populations)
def test_of_one_payee_one_is_paid(text: str, items: list[Item]) -> None:
    rules_here = rules(text)
    made = settle(rules_here.program, "补贴", items)
    policy = rules_here.program.policies["补贴"]
    for number, mutual in enumerate(policy.mutuals):
        for (_, key), lines in by_payee(made.lines, number, orders(policy, mutual)).items():
            if key is not None:
                assert sum(line.state == "paid" for line in lines) <= 1
                assert_right_one(number, mutual, orders(policy, mutual), lines)


@LONG
@given(rule_texts(), populations)
def test_what_was_not_paid_for_want_of_money_cannot_be_paid_at_the_end(text: str, items: list[Item]) -> None:
    program = rules(text).program
    made = settle(program, "补贴", items)
    policy = program.policies["补贴"]
    for line in (line for line in made.lines if line.why == "exhausted"):
        held, _ = purse(policy, opened(program, policy, made.ledger))
        held.left = [account.left for account in made.accounts]
        assert draw(held, plan_of(held, line.item), line.cents or 0)[0] == ()


def by_payee(lines: tuple[Line, ...], number: int, order: dict[str, int]) -> dict[tuple[str, object], list[Line]]:
    found: dict[tuple[str, object], list[Line]] = {}
    for line in lines:
        if line.item.payment in order:
            found.setdefault((line.item.month, line.item.keys[number]), []).append(line)
    return found


def assert_right_one(number: int, mutual: MutualType, order: dict[str, int], lines: list[Line]) -> None:
    """Where everything is known, what is not withheld is what the 互斥 takes."""
    if number or mutual.take == "field" or any(line.cents is None for line in lines):
        return
    kept = [line for line in lines if not (line.state == "withheld" and line.rule == number)]
    assert len(kept) == 1
    amounts = [line.cents or 0 for line in lines]
    match mutual.take:
        case "higher":
            assert kept[0].cents == max(amounts)
        case "lower":
            assert kept[0].cents == min(amounts)
        case "first":
            assert order[kept[0].item.payment] == min(order[line.item.payment] for line in lines)
    assert all(line.favour == kept[0].item for line in lines if line is not kept[0])


@LONG
@given(st.integers(0, 10**9), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_parts_come_to_the_whole_and_are_less_than_a_fen_off(cents: int, weights: list[int]) -> None:
    shares = [Fraction(w, sum(weights)) for w in weights]
    parts = divided(cents, shares)
    assert sum(parts) == cents
    assert all(abs(part - cents * share) < 1 for part, share in zip(parts, shares, strict=True))
