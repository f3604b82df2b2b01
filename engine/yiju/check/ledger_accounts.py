"""A ledger as accounts: from which source how much was received for which programme, and what became of it.

Input: a ledger. Output: its sources, the cells (source, programme) and its uses. Lines are linked by their labels: the
lowest line of a receipt that is named on the other side (安排, 支出, 结余) is what the money was received for, the line
above it is its source. Adds nothing up that a line does not state; knows no documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Literal

from yiju.program.ledger import LedgerLine, LedgerType

OUTGOING: tuple[Literal["allotted", "used", "left"], ...] = ("allotted", "used", "left")


@dataclass(frozen=True, slots=True)
class Source:
    """A receipt; `within` are the lines it is a part of, the total left out."""

    line: LedgerLine
    within: tuple[LedgerLine, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Money of one source (by index) for one programme; an empty programme is money whose programme is not said.
    `lines` state it. `used` and `left` are what 自 below 支出 and 结余 says of it."""

    source: int
    programme: str
    amount: Fraction
    lines: tuple[LedgerLine, ...]
    used: Fraction | None = None
    left: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """A programme on the outgoing side, with the lines that state each of its figures."""

    label: str
    allotted: tuple[LedgerLine, ...] = ()
    used: tuple[LedgerLine, ...] = ()
    left: tuple[LedgerLine, ...] = ()

    def amount(self, kind: Literal["allotted", "used", "left"]) -> Fraction | None:
        """What the lines of a kind come to; None where there are none."""
        lines = self.lines(kind)
        return total(line.amount for line in lines) if lines else None

    def lines(self, kind: Literal["allotted", "used", "left"]) -> tuple[LedgerLine, ...]:
        """The lines that state a figure."""
        return {"allotted": self.allotted, "used": self.used, "left": self.left}[kind]

    @property
    def outflow(self) -> Fraction:
        """What went out under this label: what was allotted, else what was used and what is stated to be left."""
        allotted = self.amount("allotted")
        return allotted if allotted is not None else (self.amount("used") or Fraction(0)) + (self.amount("left") or 0)

    @property
    def is_open(self) -> bool:
        """Whether only its use is stated, so that some of what was received may be left."""
        return self.amount("allotted") is None and self.amount("left") is None

    @property
    def spent(self) -> Fraction | None:
        """What was used; None where that is not stated and does not follow."""
        used, allotted, left = (self.amount(kind) for kind in ("used", "allotted", "left"))
        return allotted - left if used is None and allotted is not None and left is not None else used


@dataclass(frozen=True)  # no slots: `programmes` is worked out when first asked for
class Accounts:
    """`sources` and `uses` in the order written."""

    ledger: LedgerType
    sources: tuple[Source, ...]
    cells: tuple[Cell, ...]
    uses: tuple[Use, ...]

    @cached_property
    def programmes(self) -> tuple[str, ...]:
        """The labels under which money was received or went out, those of the uses first."""
        return tuple(dict.fromkeys([*(u.label for u in self.uses), *(c.programme for c in self.cells if c.programme)]))

    def received_for(self, programme: str) -> tuple[Cell, ...]:
        """The cells of a programme."""
        return tuple(cell for cell in self.cells if cell.programme == programme)


def total(amounts: Iterable[Fraction]) -> Fraction:
    """The sum, nought for none."""
    return sum(amounts, Fraction(0))


def accounts(ledger: LedgerType) -> Accounts:
    """The accounts of a ledger."""
    labels = _outgoing_labels(ledger)
    found = [made for line in ledger.of("received") for made in _receipts(line, (), labels)]
    sources = tuple(source for source, _ in found)
    designated = _merged(Cell(i, p.label, p.amount, (p,)) for i, (_, parts) in enumerate(found) for p in parts)
    received = [Cell(i, "", s.line.amount, (s.line,)) for i, (s, parts) in enumerate(found) if not parts]
    uses = _uses(ledger, frozenset(p.label for _, parts in found for p in parts))
    cells = _with_shares([*designated, *received], _shares(sources, uses))
    return Accounts(ledger, sources, tuple(cells), uses)


def walk(line: LedgerLine) -> Iterator[LedgerLine]:
    """A line and its parts at every depth, shares left out."""
    yield line
    for part in line.parts:
        yield from walk(part)


def _merged(cells: Iterable[Cell]) -> list[Cell]:
    """One cell for each source and programme."""
    made: dict[tuple[int, str], Cell] = {}
    for cell in cells:
        key = cell.source, cell.programme
        known = made.get(key)
        if known is not None:
            cell = replace(known, amount=known.amount + cell.amount, lines=(*known.lines, *cell.lines))
        made[key] = cell
    return list(made.values())


@dataclass(frozen=True, slots=True)
class _Labels:
    """Labels of the outgoing side: of its lines, and of what is named by 自."""

    programmes: frozenset[str]
    shares: frozenset[str]


def _outgoing_labels(ledger: LedgerType) -> _Labels:
    outgoing = [line for kind in OUTGOING for top in ledger.of(kind) for line in walk(top)]
    shares = frozenset(share.label for line in outgoing for share in line.shares)
    return _Labels(frozenset(line.label for line in outgoing if not line.is_total), shares)


# --- receipts


def _receipts(
    line: LedgerLine, within: tuple[LedgerLine, ...], labels: _Labels
) -> Iterator[tuple[Source, tuple[LedgerLine, ...]]]:
    """The sources at and below a line, each with the programmes it was received for."""
    if not line.parts:
        if not line.is_total:
            yield Source(line, within), ((line,) if line.label in labels.programmes else ())
        return
    programmes = _programmes(line, labels)
    if programmes or line.label in labels.shares:
        yield Source(line, within), programmes
    if line.label in labels.shares:
        return
    inside = within if line.is_total else (*within, line)
    for part in line.parts:
        if part not in programmes:
            yield from _receipts(part, inside, labels)


def _programmes(line: LedgerLine, labels: _Labels) -> tuple[LedgerLine, ...]:
    """What a receipt was received for: its lowest parts that are named on the other side."""
    if line.is_total:
        return ()
    below = walk(line) if line.label in labels.shares else iter(line.parts)
    return tuple(part for part in below if not part.parts and part.label in labels.programmes)


# --- uses


def _uses(ledger: LedgerType, received: frozenset[str]) -> tuple[Use, ...]:
    by_kind = {kind: [line for top in ledger.of(kind) for line in walk(top)] for kind in OUTGOING}
    uses: dict[str, Use] = {}
    for kind in OUTGOING:
        elsewhere = received | {line.label for other in OUTGOING if other != kind for line in by_kind[other]}
        for line in (made for top in ledger.of(kind) for made in _use_lines(top, elsewhere)):
            use = uses.setdefault(line.label, Use(line.label))
            match kind:
                case "allotted":
                    uses[line.label] = replace(use, allotted=(*use.allotted, line))
                case "used":
                    uses[line.label] = replace(use, used=(*use.used, line))
                case "left":
                    uses[line.label] = replace(use, left=(*use.left, line))
    return tuple(uses.values())


def _use_lines(line: LedgerLine, elsewhere: frozenset[str]) -> Iterator[LedgerLine]:
    """The lines that are programmes: not the total, and no group whose parts are named elsewhere in the ledger."""
    is_group = any(part.label in elsewhere for part in walk(line) if part is not line)
    if not line.is_total and not is_group:
        yield line
        return
    for part in line.parts:
        yield from _use_lines(part, elsewhere)


# --- shares

Shares = dict[tuple[int, str], tuple[LedgerLine, ...]]


def _shares(sources: tuple[Source, ...], uses: tuple[Use, ...]) -> Shares:
    """What 自 says, by source and programme."""
    places: dict[str, int] = {}
    for index, source in enumerate(sources):
        places.setdefault(source.line.label, index)
    shares: Shares = {}
    for use in uses:
        for share in (share for kind in OUTGOING for line in use.lines(kind) for share in line.shares):
            if share.label in places:
                key = places[share.label], use.label
                shares[key] = (*shares.get(key, ()), share)
    return shares


def _with_shares(cells: Sequence[Cell], shares: Shares) -> Iterator[Cell]:
    """The cells with what 自 says of them, then those that only 自 states, taken from money of no stated programme."""
    taken: dict[int, Fraction] = {}
    stated = {(cell.source, cell.programme) for cell in cells}
    for key, lines in shares.items():
        if key not in stated:
            taken[key[0]] = taken.get(key[0], Fraction(0)) + _shared(lines)
    for cell in cells:
        rest = cell.amount - taken.get(cell.source, 0) if not cell.programme else cell.amount
        if rest > 0 or not taken.get(cell.source):
            yield _told(replace(cell, amount=rest), shares.get((cell.source, cell.programme), ()))
    for key, lines in shares.items():
        if key not in stated:
            yield _told(Cell(*key, _shared(lines), ()), lines)


def _shared(lines: tuple[LedgerLine, ...]) -> Fraction:
    """The amount that shares state: of what was allotted, else of what was used and is left."""
    allotted = [line.amount for line in lines if line.kind == "allotted"]
    return total(allotted or (line.amount for line in lines))


def _told(cell: Cell, shares: tuple[LedgerLine, ...]) -> Cell:
    """The cell with the lines of its shares."""
    used = [line.amount for line in shares if line.kind == "used"]
    left = [line.amount for line in shares if line.kind == "left"]
    return replace(
        cell,
        lines=(*cell.lines, *shares),
        used=total(used) if used else None,
        left=total(left) if left else None,
    )
