"""Which accounts pay one item, and how much of it each: by share, or in order up to a cap.

Input: a policy, its accounts, an item. Output: a plan, then draws on the money that is left. The same rule as in a
decision (`yiju.decision.funds`), where money has no end.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor, lcm

from yiju.program.program import FundType, PolicyType
from yiju.settlement.model import Account, Draw, Item, Why


@dataclass(frozen=True, slots=True)
class Plan:
    """The funds that pay an item, as places of accounts: `shares` one each, else in order with `caps` in 分 (None: no
    cap). `why` where it cannot be paid at all."""

    names: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    shares: tuple[Fraction, ...] = ()
    caps: tuple[int | None, ...] = ()
    why: Why | None = None


@dataclass(slots=True)
class Purse:
    """Accounts that are drawn on: `left` in 分 by place, None without an end; `drawn` likewise."""

    policy: PolicyType
    places: Mapping[tuple[str, str], int]
    left: list[int | None]
    drawn: list[int]
    plans: dict[tuple[object, ...], Plan] = field(default_factory=dict)


def purse(policy: PolicyType, opened: Mapping[tuple[str, str], Account]) -> tuple[Purse, tuple[Account, ...]]:
    """A purse with all that is available, and its accounts in their places."""
    accounts = tuple(dict.fromkeys(opened.values()))
    places = {key: accounts.index(account) for key, account in opened.items()}
    return Purse(policy, places, [a.available for a in accounts], [0] * len(accounts)), accounts


def plan_of(purse: Purse, item: Item) -> Plan:
    """Which funds pay an item."""
    key = item.payment, item.day, item.funds
    if key not in purse.plans:
        purse.plans[key] = _plan(purse, item)
    return purse.plans[key]


def draw(purse: Purse, plan: Plan, cents: int) -> tuple[tuple[Draw, ...], tuple[str, ...]]:
    """Pay an amount in whole, or nothing: the draws, and the funds whose money is not enough."""
    parts = divided(cents, plan.shares) if plan.shares else _in_order(purse, plan, cents)
    short = tuple(
        name for name, place, part in zip(plan.names, plan.places, parts, strict=True) if _is_short(purse, place, part)
    )
    if short or sum(parts) != cents:
        return (), short or _limited(purse, plan)
    for place, part in zip(plan.places, parts, strict=True):
        _take(purse, place, part)
    return tuple(Draw(place, part) for place, part in zip(plan.places, parts, strict=True) if part), ()


def divided(cents: int, shares: Sequence[Fraction]) -> list[int]:
    """An amount by shares that come to 1, in whole 分: each rounded down, and what is over given 分 by 分 to the
    largest remainders, of equal ones to the fund written first. The parts always come to the amount."""
    whole = lcm(*(share.denominator for share in shares))
    counted = [divmod(cents * share.numerator * (whole // share.denominator), whole) for share in shares]
    parts = [part for part, _ in counted]
    over = cents - sum(parts)
    if over:
        for i in sorted(range(len(parts)), key=lambda i: (-counted[i][1], i))[:over]:
            parts[i] += 1
    return parts


def _is_short(purse: Purse, place: int, part: int) -> bool:
    left = purse.left[place]
    return left is not None and part > left


def _take(purse: Purse, place: int, part: int) -> None:
    left = purse.left[place]
    purse.left[place] = None if left is None else left - part
    purse.drawn[place] += part


def _in_order(purse: Purse, plan: Plan, cents: int) -> list[int]:
    """Each pays as much as its cap and its money allow, the next one the rest."""
    parts = []
    for place, cap in zip(plan.places, plan.caps, strict=True):
        part = min(n for n in (cents, cap, purse.left[place]) if n is not None)
        parts.append(part)
        cents -= part
    return parts


def _limited(purse: Purse, plan: Plan) -> tuple[str, ...]:
    """The funds in an order whose money, not whose cap, is not enough."""
    return tuple(
        name
        for name, place, cap in zip(plan.names, plan.places, plan.caps, strict=True)
        if (left := purse.left[place]) is not None and (cap is None or left < cap)
    )


# --- plans


def _plan(purse: Purse, item: Item) -> Plan:
    if item.funds is None:
        return Plan(why="fund_condition")
    payment = _payment_name(purse.policy, item.payment)
    funds = [f for f in purse.policy.funds if _pays(f, item, payment)]
    funds = [f for f in funds if f.pays] or funds
    if not funds:
        return Plan(why="no_fund")
    shares = tuple(f.share for f in funds if f.share is not None)
    is_stated = len(funds) == 1 or all(f.order is not None or f.cap is not None for f in funds)
    if (shares and (len(shares) < len(funds) or sum(shares) != 1)) or not (shares or is_stated):
        return Plan(why="fund_unclear", names=tuple(f.name for f in funds))
    if not shares:
        funds = [f for _, _, _, f in sorted((f.order is None, f.order or 0, i, f) for i, f in enumerate(funds))]
    caps = tuple(None if f.cap is None else floor(f.cap * 100) for f in funds)
    places = tuple(purse.places[f.name, payment] for f in funds)
    return Plan(tuple(f.name for f in funds), places, shares, caps)


def _pays(fund: FundType, item: Item, payment: str) -> bool:
    if fund.name not in (item.funds or ()) or not any(item.day in days for days in fund.intervals):
        return False
    return not fund.pays or payment in fund.pays


def _payment_name(policy: PolicyType, name: str) -> str:
    """The payment that a fund names: 补发 is paid by the funds of what it makes up for."""
    return next((a.payment for a in policy.arrears if name == f"补发{a.payment}"), name)
