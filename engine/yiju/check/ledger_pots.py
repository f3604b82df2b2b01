"""Which receipts paid which uses: a ledger's accounts parted into pots, each of which balances by itself if any does.

Input: accounts. Output: pots. A programme received and used in one amount is a pot of its own; those that differ are
regrouped into the smallest joint sets (`yiju.sums.regroup`). What no pot decides stays open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yiju.check.ledger_accounts import Accounts, Cell, Use, total
from yiju.sums.regroup import JointSet, Line, Regrouping, regroup

PotKind = Literal["own", "joint", "competing", "differing", "unused", "all"]


@dataclass(frozen=True, slots=True)
class Moved:
    """Money received under one label and used under another. `is_printed`: the amount is that of a line of the ledger;
    else it stands nowhere and is derived."""

    giver: str
    taker: str
    amount: Fraction
    is_printed: bool


@dataclass(frozen=True, slots=True)
class Pot:
    """Cells and uses (by index) that belong together.

    own: one programme. joint: several whose receipts and uses balance together only, with what `moved`. competing: the
    lines of several `alternatives` that balance as well. differing: a programme whose amounts do not agree. unused:
    received, and not named again. all: no programme is named on both sides."""

    kind: PotKind
    cells: tuple[int, ...]
    uses: tuple[int, ...]
    moved: tuple[Moved, ...] = ()
    alternatives: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()

    def received(self, accounts: Accounts) -> Fraction:
        """What was received for it."""
        return total(accounts.cells[i].amount for i in self.cells)

    def outflow(self, accounts: Accounts) -> Fraction:
        """What went out of it."""
        return total(accounts.uses[i].outflow for i in self.uses)

    def spent(self, accounts: Accounts) -> Fraction | None:
        """What was used of it; None where that is not stated of every use."""
        spent = [accounts.uses[i].spent for i in self.uses]
        return None if any(s is None for s in spent) else total(s for s in spent if s is not None)

    def left(self, accounts: Accounts) -> Fraction | None:
        """What is left of it; None where that is not decided."""
        spent = self.spent(accounts)
        return None if spent is None or self.kind == "differing" else self.received(accounts) - spent


@dataclass(frozen=True, slots=True)
class _Received:
    """What was received under one label, with its cells."""

    label: str
    cells: tuple[int, ...]
    amount: Fraction


def pots(accounts: Accounts) -> tuple[Pot, ...]:
    """The pots of a ledger, in the order of its uses."""
    received = _received(accounts.cells)
    labels = {use.label for use in accounts.uses}
    if not any(r.label in labels for r in received):
        every = Pot("all", tuple(range(len(accounts.cells))), tuple(range(len(accounts.uses))))
        return (every,) if accounts.cells or accounts.uses else ()
    settled, rest, uses = _agreeing(accounts, received)
    if any(not _may_be_left(accounts.uses[i], rest) for i in uses):
        settled += _regrouped(_Sides.of(accounts, rest, uses))
        taken = {i for pot in settled for i in pot.cells}
        used = {i for pot in settled for i in pot.uses}
        rest = [r for r in rest if not taken & set(r.cells)]
        uses = [i for i in uses if i not in used]
    settled += _left_over(accounts, rest, uses)
    return tuple(sorted(settled, key=lambda pot: min((*pot.uses, len(accounts.uses)))))


def _received(cells: tuple[Cell, ...]) -> list[_Received]:
    """Receipts by programme; money of no stated programme is by itself, each source apart."""
    by_label: dict[tuple[str, int], list[int]] = {}
    for index, cell in enumerate(cells):
        by_label.setdefault((cell.programme, -1 if cell.programme else cell.source), []).append(index)
    return [
        _Received(label or cells[held[0]].lines[0].label, tuple(held), total(cells[i].amount for i in held))
        for (label, _), held in by_label.items()
    ]


def _agreeing(accounts: Accounts, received: list[_Received]) -> tuple[list[Pot], list[_Received], list[int]]:
    """A pot for each programme with one amount on both sides; the other receipts and uses."""
    by_label = {r.label: r for r in received}
    nothing = _Received("", (), Fraction(0))
    own = {
        i: held
        for i, use in enumerate(accounts.uses)
        if (held := by_label.get(use.label, nothing)).amount == use.outflow
    }
    settled = [Pot("own", r.cells, (i,)) for i, r in own.items()]
    taken = [r.cells for r in own.values()]
    rest = [r for r in received if r.cells not in taken]
    return settled, rest, [i for i in range(len(accounts.uses)) if i not in own]


def _may_be_left(use: Use, rest: list[_Received]) -> bool:
    """Whether the difference of a use may be a balance that nobody states."""
    return use.is_open and any(r.label == use.label and r.amount > use.outflow for r in rest)


# --- regrouping


@dataclass(frozen=True, slots=True)
class _Sides:
    """What differs label by label: `givers` are labels of which more was received than used, `takers` the others, each
    with the difference. So a label is never parted: its receipt and its use are regrouped together or not at all."""

    accounts: Accounts
    received: dict[str, _Received]
    uses: dict[str, int]
    givers: tuple[Line, ...]
    takers: tuple[Line, ...]

    @staticmethod
    def of(accounts: Accounts, received: list[_Received], uses: list[int]) -> _Sides:
        """The differences of the lines that agree with none."""
        by_label = {r.label: r for r in received}
        used = {accounts.uses[i].label: i for i in uses}
        more = [
            Line(label, _difference(accounts, by_label, used, label)) for label in dict.fromkeys((*by_label, *used))
        ]
        givers = tuple(line for line in more if line.amount > 0)
        takers = tuple(Line(line.label, -line.amount) for line in more if line.amount < 0)
        return _Sides(accounts, by_label, used, givers, takers)

    def places(self, joint: JointSet) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The cells and uses of the labels of a joint set."""
        labels = [*(self.givers[i].label for i in joint.received), *(self.takers[i].label for i in joint.used)]
        cells = sorted(i for label in labels if label in self.received for i in self.received[label].cells)
        return tuple(cells), tuple(sorted(self.uses[label] for label in labels if label in self.uses))


def _difference(accounts: Accounts, received: dict[str, _Received], uses: dict[str, int], label: str) -> Fraction:
    given = received[label].amount if label in received else Fraction(0)
    return given - accounts.uses[uses[label]].outflow if label in uses else given


def _regrouped(sides: _Sides) -> list[Pot]:
    """The smallest sets of labels that balance together, and one pot of all that compete."""
    found = regroup(sides.givers, sides.takers)
    made = [Pot("joint", *sides.places(joint), tuple(_moved(sides, found, joint))) for joint in found.joint]
    if found.competing:
        alternatives = tuple(sides.places(joint) for joint in found.competing)
        cells = tuple(sorted({i for held, _ in alternatives for i in held}))
        made.append(Pot("competing", cells, tuple(sorted({i for _, u in alternatives for i in u})), (), alternatives))
    return made


def _moved(sides: _Sides, found: Regrouping, joint: JointSet) -> Iterator[Moved]:
    """What each giver of a joint set gave to whom, the takers in the order written."""
    for transfer in sorted(found.transfers, key=lambda t: (t.giver, sides.uses[sides.takers[t.taker].label])):
        if transfer.giver in joint.received and transfer.taker in joint.used:
            taker = sides.takers[transfer.taker].label
            is_printed = sides.accounts.uses[sides.uses[taker]].outflow == transfer.amount
            yield Moved(sides.givers[transfer.giver].label, taker, transfer.amount, is_printed)


def _left_over(accounts: Accounts, rest: list[_Received], uses: list[int]) -> Iterator[Pot]:
    """What neither agrees nor regroups: balances nobody states, receipts not named again, amounts that differ."""
    by_label = {r.label: r for r in rest}
    for i in uses:
        use = accounts.uses[i]
        held = by_label.pop(use.label, None)
        kind: PotKind = "own" if _may_be_left(use, rest) else "differing"
        yield Pot(kind, held.cells if held else (), (i,))
    for held in by_label.values():
        yield Pot("unused", held.cells, ())
