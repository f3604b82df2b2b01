"""Settling a batch: what 互斥 withholds across records, then each payment drawn on its funds, in a stated order.

Input: a program, a policy, the items of a batch. Output: a `Settlement` whose sums balance to the 分. Items are kept
(they have to be put in order, and a 互斥 may find a rival in the last of them); what is worked out for an item is
bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from yiju.documents.model import Assumed, Citation
from yiju.program.program import MutualType, PolicyType, Program
from yiju.program.values import UNKNOWN
from yiju.settlement.accounts import ledgers_of, opened
from yiju.settlement.drawing import Purse, draw, plan_of, purse
from yiju.settlement.exclusion import Excluded, exclude, key_of, orders
from yiju.settlement.model import Account, Item, Line, Note, Rule, Settlement

BY_IDENTIFIER = Note("by_identifier")


def settle(program: Program, policy: str, items: Iterable[Item], *, ledger: str | None = None) -> Settlement:
    """Settle the payments of a batch.

    The language has no order of payees, so payments are made by month due, then by the record's identifier (as texts
    compare), payment and recipient; `Settlement.order` says so. A payment is made in whole or not at all: what an
    office owes is the amount of the decision, and no rule says how to cut it. One that cannot be made is passed over
    and the next one tried, since an order by identifier ranks nobody.

    Args:
        ledger: the ledger to draw on; None: the only one in which a fund of the policy has money.
    Raises:
        KeyError: there is no such policy or ledger.
        ValueError: several ledgers have money of the policy's funds (`ledgers_of`), or an amount that is not a whole
            number of 分, which the checker rules out.
    """
    chosen = ledger if ledger is not None else _only(ledgers_of(program, policy))
    kind = program.policies[policy]
    placed = sorted(items, key=in_order)
    accounts = opened(program, kind, chosen)
    held, named = purse(kind, accounts)
    excluded = exclude(kind, placed)
    lines = tuple(_lines(kind, placed, excluded, held))
    made = Settlement(
        kind.name,
        kind.title or kind.name,
        program.place,
        program.digest,
        chosen,
        BY_IDENTIFIER,
        lines,
        tuple(replace(a, drawn=held.drawn[i]) for i, a in enumerate(named)),
        tuple(_rule(program, kind, m) for m in kind.mutuals),
        tuple(_notes(kind, named, lines)),
    )
    made.check()
    return made


def in_order(item: Item) -> tuple[str, str, str, str]:
    """The order of payment."""
    return item.month, item.record, item.payment, item.recipient or ""


def _only(ledgers: Sequence[str]) -> str | None:
    if len(ledgers) > 1:
        raise ValueError(f"several ledgers have money of these funds: {'、'.join(ledgers)}")
    return ledgers[0] if ledgers else None


def _lines(policy: PolicyType, items: Sequence[Item], excluded: Mapping[int, Excluded], held: Purse) -> Iterator[Line]:
    mutuals = [(n, orders(policy, m)) for n, m in enumerate(policy.mutuals)]
    for place, item in enumerate(items):
        unchecked = tuple(n for n, order in mutuals if item.payment in order and key_of(item, n) is UNKNOWN)
        if item.value is None:
            yield Line(item, "undetermined", None, unchecked=unchecked)
            continue
        cents = cents_of(item.value)
        if place not in excluded:
            yield _drawn(item, cents, held, unchecked)
            continue
        by = excluded[place]
        favour = items[by.favour]
        if by.is_open:
            yield Line(item, "unpaid", cents, why="rival", rule=by.rule, favour=favour, unchecked=unchecked)
        else:
            yield Line(item, "withheld", cents, rule=by.rule, favour=favour, unchecked=unchecked)


def _drawn(item: Item, cents: int, held: Purse, unchecked: tuple[int, ...]) -> Line:
    plan = plan_of(held, item)
    if plan.why is not None:
        return Line(item, "unpaid", cents, why=plan.why, funds=plan.names, unchecked=unchecked)
    draws, short = draw(held, plan, cents)
    if draws or not cents:
        return Line(item, "paid", cents, draws, unchecked=unchecked)
    return Line(
        item, "unpaid", cents, why="exhausted" if short else "beyond_cap", funds=short or plan.names,
        unchecked=unchecked,
    )  # fmt: skip


def cents_of(value: Fraction) -> int:
    """An amount of 元 in 分.

    Raises:
        ValueError: it is no whole number of them.
    """
    cents, rest = divmod(value.numerator * 100, value.denominator)
    if rest:
        raise ValueError(f"{value} is no whole number of 分")
    return cents


def _rule(program: Program, policy: PolicyType, mutual: MutualType) -> Rule:
    grounds = [program.grounds[i] for i in mutual.grounds or policy.grounds]
    return Rule(
        tuple(name for _, name in mutual.payments),
        mutual.key,
        mutual.take,
        tuple(g for g in grounds if isinstance(g, Citation)),
        tuple(g.why for g in grounds if isinstance(g, Assumed)),
        tuple(pair for pair in mutual.payments if pair[0] != policy.name),
    )


def _notes(policy: PolicyType, accounts: Sequence[Account], lines: Sequence[Line]) -> Iterator[Note]:
    """What is to be said aloud, beside the order."""
    for fund in dict.fromkeys(a.fund for a in accounts if a.available is None):
        yield Note("no_account", (("fund", fund),))
    for account in accounts:
        if account.remark:
            yield Note(account.remark, (("fund", account.fund), ("ledger", account.ledger or "")))
    for capped in dict.fromkeys(f.name for f in policy.funds if f.cap is not None):
        yield Note("cap_each", (("fund", capped),))
    for mutual in policy.mutuals:
        others = [f"{owner} 的 {name}" for owner, name in mutual.payments if owner != policy.name]
        if others:
            yield Note("elsewhere", (("payments", "、".join(others)),))
    unchecked = sum(1 for line in lines if line.unchecked)
    if unchecked:
        yield Note("unchecked", (("count", str(unchecked)),))
