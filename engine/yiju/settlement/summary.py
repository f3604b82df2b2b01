"""Counts and sums of a settlement: by payment, by group (street), by month, by fund, and which fund paid what.

Input: a settlement. Output: `Summary`, inert, exact; amounts in 分. One pass over the lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yiju.settlement.model import Account, Line, Note, Rule, Settlement, State, Totals, Why


@dataclass(frozen=True, slots=True)
class Tally:
    """A row: what is counted (a payment, a street, a month) and its totals."""

    name: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class FundTally:
    """An account and how many payments it had a part in."""

    account: Account
    count: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why payments were not made: `why`, or "withheld" by the 互斥 at place `rule`; `funds` that fell short."""

    why: Why | State
    funds: tuple[str, ...]
    rule: int | None
    count: int
    cents: int


@dataclass(frozen=True, slots=True)
class Link:
    """What an account (by its place in `Summary.funds`) paid under a payment's name."""

    account: int
    payment: str
    cents: int


@dataclass(frozen=True, slots=True)
class Summary:
    """`programmes` and `months` in order, `groups` by name; `reasons` of what was unpaid, `withheld` by 互斥.

    `records` counts those of whom something was paid.
    """

    policy: str
    title: str
    place: str
    digest: str
    ledger: str | None
    order: Note
    totals: Totals
    records: int
    programmes: tuple[Tally, ...]
    groups: tuple[Tally, ...]
    months: tuple[Tally, ...]
    funds: tuple[FundTally, ...]
    reasons: tuple[Reason, ...]
    withheld: tuple[Reason, ...]
    links: tuple[Link, ...]
    rules: tuple[Rule, ...]
    notes: tuple[Note, ...]


@dataclass(slots=True)
class _Sums:
    """Totals under work: counts and sums by state."""

    counts: dict[State, int] = field(default_factory=dict)
    cents: dict[State, int] = field(default_factory=dict)

    def add(self, line: Line) -> None:
        """Count a line."""
        self.counts[line.state] = self.counts.get(line.state, 0) + 1
        self.cents[line.state] = self.cents.get(line.state, 0) + (line.cents or 0)

    def made(self) -> Totals:
        """What they come to."""
        counts, cents = self.counts.get, self.cents.get
        return Totals(
            counts("paid", 0), cents("paid", 0), counts("withheld", 0), cents("withheld", 0),
            counts("unpaid", 0), cents("unpaid", 0), counts("undetermined", 0),
        )  # fmt: skip


ReasonKey = tuple["Why | State", tuple[str, ...], "int | None"]


@dataclass(slots=True)
class _Counting:
    whole: _Sums = field(default_factory=_Sums)
    programmes: dict[str, _Sums] = field(default_factory=dict)
    groups: dict[str, _Sums] = field(default_factory=dict)
    months: dict[str, _Sums] = field(default_factory=dict)
    records: set[str] = field(default_factory=set)
    draws: dict[int, int] = field(default_factory=dict)
    links: dict[tuple[int, str], int] = field(default_factory=dict)
    reasons: dict[ReasonKey, list[int]] = field(default_factory=dict)


def summarise(settlement: Settlement) -> Summary:
    """The counts and sums of a settlement."""
    made = _counted(settlement.lines)
    reasons = tuple(Reason(*key, *found) for key, found in sorted(made.reasons.items(), key=lambda r: -r[1][1]))
    return Summary(
        settlement.policy,
        settlement.title,
        settlement.place,
        settlement.digest,
        settlement.ledger,
        settlement.order,
        made.whole.made(),
        len(made.records),
        tuple(_tallies(made.programmes)),
        tuple(_tallies(made.groups)),
        tuple(_tallies(made.months)),
        tuple(FundTally(account, made.draws.get(i, 0)) for i, account in enumerate(settlement.accounts)),
        tuple(r for r in reasons if r.why != "withheld"),
        tuple(r for r in reasons if r.why == "withheld"),
        tuple(Link(*key, cents) for key, cents in sorted(made.links.items())),
        settlement.rules,
        settlement.notes,
    )


def _counted(lines: Iterable[Line]) -> _Counting:
    made = _Counting()
    for line in lines:
        item = line.item
        made.whole.add(line)
        made.programmes.setdefault(item.payment, _Sums()).add(line)
        made.groups.setdefault(item.group, _Sums()).add(line)
        made.months.setdefault(item.month, _Sums()).add(line)
        if line.state == "paid":
            _count_paid(made, line)
        elif line.cents is not None:
            _count_reason(made, line)
    return made


def _count_paid(made: _Counting, line: Line) -> None:
    made.records.add(line.item.record)
    for draw in line.draws:
        made.draws[draw.account] = made.draws.get(draw.account, 0) + 1
        key = draw.account, line.item.payment
        made.links[key] = made.links.get(key, 0) + draw.cents


def _count_reason(made: _Counting, line: Line) -> None:
    found = made.reasons.setdefault((line.why or line.state, line.funds, line.rule), [0, 0])
    found[0] += 1
    found[1] += line.cents or 0


def _tallies(sums: dict[str, _Sums]) -> Iterator[Tally]:
    for name in sorted(sums, key=lambda name: (not name, name)):
        yield Tally(name, sums[name].made())
