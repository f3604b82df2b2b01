"""Payments, amounts and what was not paid, in lines and tables.

Input: a decision and a `Teller`. Output: blocks; for a period a table with a row a month.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from yiju.decision.model import Amount, Decision, Payment, Shown, Unpaid, Why
from yiju.explain.layout import clean
from yiju.explain.page import Block, Line, Table
from yiju.explain.reasons import Teller, origin_text, tell_value
from yiju.explain.terms import listed, place, tight
from yiju.explain.values import month_text, number_text

Payee = tuple[str, str | None]
"""A payment's name and whom it goes to."""


@dataclass(frozen=True, slots=True)
class Total:
    """What a column comes to: the sum of what is known, and whether some of it is not."""

    known: Fraction
    like: Shown | None
    open: bool


def tell_payments(teller: Teller, payments: Iterable[Payment]) -> list[Block]:
    """Each payment: its amount, the fund, how it was calculated, the words it stands on."""
    return [block for payment in payments for block in _payment(teller, payment)]


def _payment(teller: Teller, payment: Payment) -> list[Block]:
    known = payment.value.kind != "unknown"
    value = teller.value(payment.value) if known else _open_amount(teller, payment)
    parts = [payee_text(teller, (payment.name, payment.recipient)) + (" " if known else teller.say("colon")) + value]
    if known and payment.funds:
        parts.append(teller.say("from_fund", funds=_funds(teller, payment)))
    made: list[Block] = [Line(teller.say("comma").join(parts), 0, "plain" if known else "open")]
    return [*made, *_calculation(teller, payment), *teller.citer.cite(_cited([payment]), payment.assumed, 1)]


def _cited(payments: list[Payment]) -> tuple[int, ...]:
    """What payments stand on, then what their funds stand on."""
    amounts = [i for p in payments for i in p.citations]
    return tuple(dict.fromkeys((*amounts, *(i for p in payments for f in p.funds for i in f.citations))))


def _open_amount(teller: Teller, payment: Payment) -> str:
    if payment.if_eligible is not None:
        return teller.say("if_eligible", value=teller.value(payment.if_eligible))
    return teller.say("comma").join((teller.say("amount_unknown"), *wanting(teller, payment.missing, payment.open)))


def wanting(teller: Teller, missing: tuple[str, ...], opens: tuple[str, ...]) -> list[str]:
    """What an amount lacks: `缺考核结果`, `有待明确：…`."""
    made = []
    if missing:
        names = teller.say("list_comma").join(place(m, teller.lang) for m in missing)
        made.append(teller.say("wants", names=names))
    if opens:
        made.append(teller.say("depends_on", points=teller.say("semicolon").join(map(clean, opens))))
    return made


def payee_text(teller: Teller, payee: Payee) -> str:
    """`儿童补贴（乙）`."""
    name, recipient = payee
    return teller.say("in_brackets", text=clean(name), inner=teller.identifier(recipient)) if recipient else clean(name)


def _funds(teller: Teller, payment: Payment) -> str:
    if len(payment.funds) == 1 and payment.funds[0].value == payment.value:
        return clean(payment.funds[0].name)
    parts = [teller.say("fund_part", name=clean(f.name), value=teller.value(f.value)) for f in payment.funds]
    return teller.say("list_comma").join(parts)


def _calculation(teller: Teller, payment: Payment) -> list[Block]:
    """The formula with the values in it, unless the amount is simply a standard."""
    if payment.why is None or payment.value.kind == "unknown" and payment.if_eligible is None:
        return []
    formula = _formula(payment.why)
    if len(formula.because) == 1 and formula.because[0].rule == formula.text:
        value = formula.because[0]
        return [] if value.rule in _amount_names(teller) else list(tell_value(teller, value, 1))
    if formula.rule is not None or not (formula.facts or formula.because) or not _is_whole(payment, formula):
        return []
    where = origin_text(teller, formula)
    if any(s.kind == "exception" and s.holds is True for s in formula.because):
        return [Line(where, 1)]
    said = teller.say("calculated", formula=tight(formula.text, teller.lang))
    named = [b for s in formula.because if s.rule not in _amount_names(teller) for b in tell_value(teller, s, 2)]
    return [Line(teller.say("comma").join(filter(None, (said, where))), 1), *named]


def _formula(step: Why) -> Why:
    """The formula that gave an amount, below the exceptions that did not apply to it."""
    base = [s for s in step.because if s.kind != "exception"]
    if len(base) == 1 and base[0].kind == "formula" and base[0].rule is None:
        return _formula(base[0])
    return step if step.rule is None or step.kind != "formula" else replace(step, rule=None)


def _is_whole(payment: Payment, formula: Why) -> bool:
    """Whether the formula gives the payment itself, not one of several months that it sums."""
    paid = payment.if_eligible or payment.value
    return formula.value is not None and formula.value.value == paid.value


def _amount_names(teller: Teller) -> set[str]:
    return {a.name for a in teller.citer.decision.amounts}


# --- over a period ------------------------------------------------------------------------------------------


def payment_table(teller: Teller, decision: Decision) -> Table:
    """A row a month, a column a payment and payee, totals below."""
    payees = tuple(dict.fromkeys((p.name, p.recipient) for p in decision.payments))
    months = tuple(dict.fromkeys(p.due for p in sorted(decision.payments, key=lambda p: p.due)))
    cells = {(p.due, (p.name, p.recipient)): p for p in decision.payments}
    rows = [(month_text(m, teller.lang), *(_cell(teller, cells.get((m, payee))) for payee in payees)) for m in months]
    totals = [total([p for p in decision.payments if (p.name, p.recipient) == payee]) for payee in payees]
    rows.append((teller.say("total"), *(total_text(teller, t) for t in totals)))
    head = (teller.say("month"), *(payee_text(teller, payee) for payee in payees))
    return Table(head, tuple(rows), tuple(range(1, len(head))), total=True)


def _cell(teller: Teller, payment: Payment | None) -> str:
    if payment is None:
        return ""
    return teller.say("undecided_cell") if payment.value.kind == "unknown" else teller.value(payment.value)


def total(payments: list[Payment]) -> Total:
    """The sum of payments whose amount is known."""
    known = [p.value for p in payments if isinstance(p.value.value, Fraction)]
    amount = sum((v.value for v in known if isinstance(v.value, Fraction)), Fraction(0))
    return Total(amount, known[0] if known else None, len(known) < len(payments))


def total_text(teller: Teller, came_to: Total) -> str:
    """`8400.00元`; with payments not yet determined it says so."""
    if came_to.like is None:
        return teller.say("undecided_cell")
    value = number_text(came_to.known, came_to.like, teller.lang)
    return teller.say("total_open", value=value) if came_to.open else value


def payment_notes(teller: Teller, decision: Decision) -> list[Block]:
    """Below the table: for each payment how it is calculated, who pays, what an open one lacks, its grounds."""
    made: list[Block] = []
    for name in dict.fromkeys(p.name for p in decision.payments):
        own = [p for p in decision.payments if p.name == name]
        made += _note(teller, own)
    return made


def _note(teller: Teller, own: list[Payment]) -> list[Block]:
    sample = next((p for p in own if p.value.kind != "unknown"), own[0])
    funds = teller.say("list_comma").join(dict.fromkeys(clean(f.name) for p in own for f in p.funds))
    parts = [teller.say("from_fund", funds=funds)] if funds else []
    lacks = _lacks(teller, [p for p in own if p.value.kind == "unknown"])
    said = teller.say("comma").join((*parts, *lacks[:1]))
    head = teller.say("colon").join((clean(sample.name), said)) if said else clean(sample.name)
    cited = _cited(own)
    assumed = tuple(dict.fromkeys(i for p in own for i in p.assumed))
    tone = "open" if lacks else "plain"
    grounds = [*_calculation(teller, sample), *teller.citer.cite(cited, assumed, 1)]
    made: list[Block] = [Line(head, 0, tone), *(Line(lack, 1, "open") for lack in lacks[1:])]  # type: ignore[arg-type]  # a literal
    return [*made, *grounds] if said or grounds else []


def _lacks(teller: Teller, unknown: list[Payment]) -> list[str]:
    """What open payments lack: the months that lack the same are said together."""
    amounts = dict.fromkeys(p.if_eligible for p in unknown if p.if_eligible is not None)
    groups: dict[tuple[str, ...], set[str]] = {}
    for p in (p for p in unknown if p.if_eligible is None):
        groups.setdefault(tuple(wanting(teller, p.missing, p.open)), set()).add(p.due)
    said = [
        teller.say("comma").join((teller.say("amount_unknown_in", months=month_span(teller, sorted(months))), *wants))
        for wants, months in groups.items()
        if wants
    ]
    return [*(teller.say("if_eligible", value=teller.value(v)) for v in amounts), *said]


# --- amounts and what was not paid --------------------------------------------------------------------------


def tell_amounts(teller: Teller, amounts: Iterable[Amount]) -> list[Block]:
    """What the standards come to."""
    return [b for a in amounts for b in _amount(teller, a)]


def _amount(teller: Teller, amount: Amount) -> list[Block]:
    name = clean(amount.name)
    grounds = teller.citer.cite(amount.citations, amount.assumed, 1)
    if amount.value.kind == "unknown":
        wants = (teller.say("amount_unknown"), *wanting(teller, amount.missing, amount.open))
        return [Line(teller.say("colon").join((name, teller.say("comma").join(wants))), 0, "open"), *grounds]
    line = teller.say("paid", name=name, value=teller.value(amount.value))
    parts = origin_text(teller, amount.why) if amount.why else ""
    return [Line(teller.say("comma").join(filter(None, (line, parts))), 0), *grounds]


def tell_unpaid(teller: Teller, unpaid: tuple[Unpaid, ...]) -> list[Block]:
    """What was due and came to nothing: payees and months of one kind together."""
    groups: dict[tuple[str, str, str | None], list[Unpaid]] = {}
    for u in unpaid:
        groups.setdefault((u.name, u.reason, u.rule), []).append(u)
    return [block for group in groups.values() for block in _unpaid(teller, group)]


def _unpaid(teller: Teller, group: list[Unpaid]) -> list[Block]:
    payees = [teller.identifier(r) for r in dict.fromkeys(u.recipient for u in group) if r]
    inner = [teller.say("list_comma").join(payees)] if payees else []
    if teller.day is None:
        inner.append(month_span(teller, sorted({u.due for u in group})))
    what = clean(group[0].name)
    if inner:
        what = teller.say("in_brackets", text=what, inner=teller.say("comma").join(inner))
    rule = teller.say("list_comma").join(listed(clean(group[0].rule or "").removeprefix("互斥 ")))
    cited = tuple(dict.fromkeys(i for u in group for i in u.citations))
    return [Line(teller.say(f"unpaid_{group[0].reason}", what=what, rule=rule), 0), *teller.citer.cite(cited, (), 1)]


def month_span(teller: Teller, months: list[str]) -> str:
    """Months as runs: `2020年1月至3月`."""
    runs: list[list[str]] = []
    for month in months:
        if runs and _number(month) == _number(runs[-1][-1]) + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return teller.say("list_comma").join(run_text(teller, r[0], r[-1]) for r in runs)


def run_text(teller: Teller, first: str, last: str) -> str:
    """`2020年6月`, `2020年1月至3月`, `2020年11月至2021年2月`."""
    if first == last:
        return month_text(first, teller.lang)
    end = month_text(last, teller.lang)
    if teller.lang == "zh" and first[:4] == last[:4]:
        end = end.partition("年")[2]
    return teller.say("month_span", start=month_text(first, teller.lang), end=end)


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:7])
