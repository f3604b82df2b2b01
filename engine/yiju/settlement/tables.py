"""A settlement as tables: plain rows of text in either language, which a terminal, a page or a sheet can draw.

Input: a summary or a settlement. Output: `Sheet`s of the sums; the lists line by line, one row at a time. Amounts in
元 with two places. Computes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from yiju.explain.layout import clean
from yiju.explain.values import month_text
from yiju.settlement.model import Account, Line, Settlement, Totals
from yiju.settlement.summary import Reason, Summary, Tally
from yiju.settlement.telling import (
    account_name,
    draws_text,
    grounds_text,
    identifier_text,
    reason_text,
    rule_text,
    why_text,
)
from yiju.settlement.words import money, say
from yiju_grammar.finding import Lang

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: columns in `right` hold numbers; the last row is a total if `total`. `key` names it in any language."""

    key: str
    title: str
    head: Row
    rows: tuple[Row, ...]
    right: tuple[int, ...]
    total: bool = False


def summary_sheets(summary: Summary, lang: Lang = "zh", *, group_name: str = "") -> tuple[Sheet, ...]:
    """The sums as tables, those that would say nothing left out: result, payment, group, month, fund, reasons, 互斥.

    Args:
        group_name: what `Item.group` is called (街道).
    """
    named = group_name or say("group", lang)
    made = [
        _states(summary, lang),
        _tallies("by_programme", say("payment", lang), summary.programmes, summary.totals, lang),
        _funds(summary, lang),
    ]
    if any(tally.name for tally in summary.groups):
        made.append(_tallies("by_group", clean(named), summary.groups, summary.totals, lang, name=clean(named)))
    if len(summary.months) > 1:
        made.append(_tallies("by_month", say("month", lang), summary.months, summary.totals, lang))
    if summary.reasons:
        made.append(_reasons(summary, lang))
    if summary.withheld:
        made.append(_rules(summary, lang))
    return tuple(made)


def _states(summary: Summary, lang: Lang) -> Sheet:
    t = summary.totals
    rows = [
        (say("paid", lang), f"{t.paid_count:,}", money(t.paid)),
        (say("withheld", lang), f"{t.withheld_count:,}", money(t.withheld)),
        (say("unpaid", lang), f"{t.unpaid_count:,}", money(t.unpaid)),
        (say("due", lang), f"{t.count - t.undetermined_count:,}", money(t.due)),
    ]
    if t.undetermined_count:
        rows.insert(3, (say("undetermined", lang), f"{t.undetermined_count:,}", "-"))
        rows[4] = (say("due", lang), f"{t.count:,}", money(t.due))
    head = (say("state", lang), say("count", lang), say("amount", lang))
    return Sheet("by_state", say("by_state", lang), head, tuple(rows), (1, 2), True)


def _tallies(key: str, first: str, tallies: tuple[Tally, ...], whole: Totals, lang: Lang, *, name: str = "") -> Sheet:
    is_open = bool(whole.undetermined_count)
    columns = ("count", "due", "paid_count", "paid", "withheld", "unpaid", *(("undetermined",) if is_open else ()))
    rows = [(_name(key, tally.name, lang), *_cells(tally.totals, is_open)) for tally in tallies]
    rows.append((say("total", lang), *_cells(whole, is_open)))
    head = (first, *(say(column, lang) for column in columns))
    return Sheet(key, say(key, lang, name=name), head, tuple(rows), tuple(range(1, len(head))), True)


def _name(key: str, name: str, lang: Lang) -> str:
    if key == "by_month":
        return month_text(name, lang)
    return clean(name) or say("no_group", lang)


def _cells(t: Totals, is_open: bool) -> Row:
    """The numbers of a row; the count of undetermined payments where there are any."""
    cells = (f"{t.count:,}", money(t.due), f"{t.paid_count:,}", money(t.paid), money(t.withheld), money(t.unpaid))
    return (*cells, f"{t.undetermined_count:,}") if is_open else cells


def _funds(summary: Summary, lang: Lang) -> Sheet:
    accounts = [tally.account for tally in summary.funds]
    rows: list[Row] = [(account_name(t.account), *_balance(t.account, lang), f"{t.count:,}") for t in summary.funds]
    is_bounded = all(a.available is not None for a in accounts)
    available = money(sum(a.available or 0 for a in accounts)) if is_bounded else "-"
    left = money(sum(a.left or 0 for a in accounts)) if is_bounded else "-"
    rows.append((say("total", lang), available, money(sum(a.drawn for a in accounts)), left, ""))
    head = tuple(say(key, lang) for key in ("fund", "available", "drawn", "left", "count"))
    return Sheet("by_fund", say("by_fund", lang), head, tuple(rows), (1, 2, 3, 4), True)


def _balance(account: Account, lang: Lang) -> Row:
    if account.available is None or account.left is None:
        return say("unlimited", lang), money(account.drawn), "-"
    return money(account.available), money(account.drawn), money(account.left)


def _reasons(summary: Summary, lang: Lang) -> Sheet:
    rows = [_reason(r, reason_text(r, summary.rules, lang)) for r in summary.reasons]
    head = (say("why", lang), say("count", lang), say("amount", lang))
    rows.append((say("total", lang), f"{summary.totals.unpaid_count:,}", money(summary.totals.unpaid)))
    return Sheet("by_reason", say("by_reason", lang), head, tuple(rows), (1, 2), True)


def _rules(summary: Summary, lang: Lang) -> Sheet:
    rows = []
    for r in summary.withheld:
        rule = summary.rules[r.rule or 0]
        rows.append((*_reason(r, rule_text(rule, lang)), grounds_text(rule, lang)))
    head = tuple(say(key, lang) for key in ("why", "count", "amount", "grounds"))
    return Sheet("by_rule", say("by_rule", lang), head, tuple(rows), (1, 2))


def _reason(reason: Reason, told: str) -> Row:
    return told, f"{reason.count:,}", money(reason.cents)


# --- line by line


def list_title(name: Literal["paid", "unpaid", "withheld"], lang: Lang = "zh") -> str:
    """What a list of lines is called."""
    return say(f"{name}_list", lang)


def list_sheet(
    settlement: Settlement,
    name: Literal["paid", "unpaid", "withheld"],
    lang: Lang = "zh",
    *,
    most: int = 100,
    reveal: bool = False,
) -> Sheet:
    """The first lines of a list as a table, for a page; its title says of how many."""
    head, rows = {
        "paid": (paid_head, paid_rows),
        "unpaid": (unpaid_head, unpaid_rows),
        "withheld": (withheld_head, withheld_rows),
    }[name]
    states = {"paid": ("paid",), "unpaid": ("unpaid", "undetermined"), "withheld": ("withheld",)}[name]
    count = sum(1 for line in settlement.lines if line.state in states)
    key = "first_of" if count > most else "all_of"
    title = say(key, lang, title=list_title(name, lang), most=f"{most:,}", count=f"{count:,}")
    shown = tuple(islice(rows(settlement, lang, reveal=reveal), most))
    return Sheet(f"{name}_list", title, head(lang), shown, (4,))


def paid_head(lang: Lang = "zh") -> Row:
    """Of `paid_rows`."""
    return tuple(say(key, lang) for key in ("record", "recipient", "payment", "month", "amount", "from"))


def paid_rows(settlement: Settlement, lang: Lang = "zh", *, reveal: bool = False) -> Iterator[Row]:
    """Who was paid what from which fund, in the order of payment."""
    for line in settlement.lines:
        if line.state == "paid":
            yield (*_whom(line, lang, reveal=reveal), draws_text(line, settlement.accounts, lang))


def unpaid_head(lang: Lang = "zh") -> Row:
    """Of `unpaid_rows`."""
    return tuple(say(key, lang) for key in ("record", "recipient", "payment", "month", "amount", "why"))


def unpaid_rows(settlement: Settlement, lang: Lang = "zh", *, reveal: bool = False) -> Iterator[Row]:
    """Who could not be paid and why, the undetermined ones too; those withheld by 互斥 are in `withheld_rows`."""
    for line in settlement.lines:
        if line.state in ("unpaid", "undetermined"):
            why = why_text(line, settlement.rules, lang, reveal=reveal)
            yield (*_whom(line, lang, reveal=reveal), why)


def withheld_head(lang: Lang = "zh") -> Row:
    """Of `withheld_rows`."""
    return (*unpaid_head(lang), say("grounds", lang))


def withheld_rows(settlement: Settlement, lang: Lang = "zh", *, reveal: bool = False) -> Iterator[Row]:
    """What 互斥 withheld, from whom, in whose favour, by which quoted words."""
    grounds = [grounds_text(rule, lang) for rule in settlement.rules]
    for line in settlement.lines:
        if line.state == "withheld" and line.rule is not None:
            why = why_text(line, settlement.rules, lang, reveal=reveal)
            yield (*_whom(line, lang, reveal=reveal), why, grounds[line.rule])


def _whom(line: Line, lang: Lang, *, reveal: bool) -> Row:
    item = line.item
    return (
        identifier_text(item.record, reveal=reveal),
        identifier_text(item.recipient or "", reveal=reveal),
        clean(item.payment),
        month_text(item.month, lang),
        "-" if line.cents is None else money(line.cents),
    )
