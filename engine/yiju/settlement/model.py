"""What is paid: items drawn from a batch, and what became of each, in plain data that any engine can make.

Input and output of settling; it knows neither engines nor files. Amounts of items are in 元, exact; what is settled
is in whole 分.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from yiju.documents.model import Citation


@dataclass(frozen=True, slots=True)
class Item:
    """One payment that a record's decision says is due, in 元; `value` None where it is undetermined.

    `month` is that in which it is due (`2020-06`), `day` the day as of which it was decided. `funds`: the names of the
    policy's 资金 that pay it (their conditions hold of the record); None where a condition is unknown. `keys`: one for
    each 互斥 of the policy, in their order: what the payee is told by (a text, a number …), None where that is unknown
    or the 互斥 does not name this payment; `named`: likewise the payment that the record's field names. `group` is what
    summaries group by, beside programme and month (a street): the record's own word, empty where it has none.
    """

    record: str
    payment: str
    month: str
    day: date
    recipient: str | None
    value: Fraction | None
    funds: tuple[str, ...] | None
    keys: tuple[Any, ...] = ()
    named: tuple[Any, ...] = ()
    group: str = ""


State = Literal["paid", "withheld", "unpaid", "undetermined"]
Why = Literal["exhausted", "beyond_cap", "no_fund", "fund_condition", "fund_unclear", "rival"]


@dataclass(frozen=True, slots=True)
class Draw:
    """`cents` 分 taken from an account, by its place in `Settlement.accounts`."""

    account: int
    cents: int


@dataclass(frozen=True, slots=True)
class Line:
    """What became of an item. `cents` is its amount in 分, None where undetermined.

    paid: `draws` come to `cents`. withheld: by the 互斥 at place `rule` of `Settlement.rules`, in favour of `favour`.
    unpaid: `why`, with the `funds` that fell short; for "rival", `favour` may yet take it by the 互斥 at `rule`.
    `unchecked`: the 互斥 that could not be looked at, since what tells the payee is unknown.
    """

    item: Item
    state: State
    cents: int | None
    draws: tuple[Draw, ...] = ()
    why: Why | None = None
    funds: tuple[str, ...] = ()
    rule: int | None = None
    favour: Item | None = None
    unchecked: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """Money of a fund for a programme, in 分. `ledger` and `available` None: no ledger keeps it, it is not bounded.

    `remark`: "least" the ledger does not say which source paid what, so only what is certainly left is counted;
    "other" the ledger has money of this source, all of it for other programmes.
    """

    fund: str
    programme: str
    ledger: str | None
    available: int | None
    drawn: int = 0
    remark: Literal["", "least", "other"] = ""

    @property
    def left(self) -> int | None:
        """What is left; None where it is not bounded."""
        return None if self.available is None else self.available - self.drawn


@dataclass(frozen=True, slots=True)
class Rule:
    """A 互斥 as it is cited: the payments it names, by what a payee is told, which is paid, and its grounds.

    `elsewhere`: (policy, payment) that it names and this batch does not pay.
    """

    payments: tuple[str, ...]
    key: str
    take: Literal["higher", "lower", "first", "field"]
    citations: tuple[Citation, ...]
    assumed: tuple[str, ...]
    elsewhere: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something to be said aloud: its key in `words.WORDS` (after `note_`) and the words it is filled with."""

    key: str
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Totals:
    """Counts of items, and their sums in 分; undetermined ones have no amount."""

    paid_count: int = 0
    paid: int = 0
    withheld_count: int = 0
    withheld: int = 0
    unpaid_count: int = 0
    unpaid: int = 0
    undetermined_count: int = 0

    @property
    def due(self) -> int:
        """All that was due and has an amount."""
        return self.paid + self.withheld + self.unpaid

    @property
    def count(self) -> int:
        """All items, the undetermined ones too."""
        return self.paid_count + self.withheld_count + self.unpaid_count + self.undetermined_count


@dataclass(frozen=True, slots=True)
class Settlement:
    """A batch settled: `lines` in the order of payment. `rules` are the policy's 互斥 in their order."""

    policy: str
    title: str
    place: str
    digest: str
    ledger: str | None
    order: Note
    lines: tuple[Line, ...]
    accounts: tuple[Account, ...]
    rules: tuple[Rule, ...]
    notes: tuple[Note, ...]

    @property
    def totals(self) -> Totals:
        """The whole."""
        return totals(self.lines)

    def check(self) -> None:
        """Hold the sums against one another, to the 分.

        Raises:
            Unbalanced: they differ, which is a mistake of ours.
        """
        drawn = [0] * len(self.accounts)
        for line in self.lines:
            if line.state == "paid" and sum(d.cents for d in line.draws) != line.cents:
                raise Unbalanced(f"{line.item.record} {line.item.payment}: the draws do not come to {line.cents}")
            for draw in line.draws:
                drawn[draw.account] += draw.cents
        for account, taken in zip(self.accounts, drawn, strict=True):
            if taken != account.drawn or (account.left or 0) < 0:
                raise Unbalanced(f"{account.fund}: {taken} drawn, {account.drawn} booked, {account.left} left")
        due, whole = sum(line.cents for line in self.lines if line.cents is not None), self.totals
        if whole.due != due or whole.paid != sum(drawn):
            raise Unbalanced(f"{due} due, {whole}, {sum(drawn)} drawn")


class Unbalanced(Exception):
    """Sums of a settlement that do not agree."""


def totals(lines: Iterable[Line]) -> Totals:
    """Counts and sums of lines."""
    counts = dict.fromkeys(("paid", "withheld", "unpaid", "undetermined"), 0)
    sums = dict(counts)
    for line in lines:
        counts[line.state] += 1
        sums[line.state] += line.cents or 0
    return Totals(
        counts["paid"], sums["paid"], counts["withheld"], sums["withheld"],
        counts["unpaid"], sums["unpaid"], counts["undetermined"],
    )  # fmt: skip
