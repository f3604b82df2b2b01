"""What a ledger must add up to, checked exactly.

Input: accounts and their pots. Output: checks, each with its figures on both sides and the difference: parts against
totals, the same share stated twice, what was allotted against what was used and is left, receipts against uses by
programme and overall. A figure that no line states is derived.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from yiju.check.ledger_accounts import OUTGOING, Accounts, Cell, Use, total, walk
from yiju.check.ledger_pots import Moved, Pot
from yiju.program.expressions import Grounds
from yiju.program.ledger import TOTAL, LedgerLine, LineKind
from yiju.sums.model import Status
from yiju_grammar.span import Span

CheckKind = Literal["parts", "shares", "twice", "allotment", "source", "programme", "overall_allotted", "overall"]


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount of a check: what it is of, and the lines that state it; with none it is derived."""

    kind: LineKind
    label: str
    amount: Fraction
    lines: tuple[LedgerLine, ...] = ()

    @property
    def is_derived(self) -> bool:
        """Whether no line states it."""
        return not self.lines

    @property
    def grounds(self) -> Grounds:
        """The grounds of its lines, each once."""
        return tuple(dict.fromkeys(ground for line in self.lines for ground in line.grounds))


Side = tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """`totals` must come to `parts`; `difference` is the one less the other. `label` says of what.

    regrouped: the lines differ label by label and balance together, with what `moved`, and `sides`: each line that gave
    or took, against what it came to or came from. Where `alternatives` are listed several sets balance as well, and
    none is chosen (`totals` and `parts` are the first of them)."""

    kind: CheckKind
    label: str
    totals: Side
    parts: Side
    status: Status
    moved: tuple[Moved, ...] = ()
    sides: tuple[tuple[Figure, Side], ...] = ()
    alternatives: tuple[tuple[Side, Side], ...] = ()

    @property
    def difference(self) -> Fraction:
        """The totals less the parts."""
        return total(f.amount for f in self.totals) - total(f.amount for f in self.parts)

    @property
    def place(self) -> Span | None:
        """Where the first figure that is stated stands in the rule file."""
        return next((f.lines[0].span for f in (*self.totals, *self.parts) if f.lines), None)


def ledger_checks(accounts: Accounts, pots: Sequence[Pot]) -> tuple[LedgerCheck, ...]:
    """All checks of a ledger: sums of its lines as written, then shares, then receipts against uses."""
    return (
        *_sums(accounts),
        *_twice(accounts),
        *_sources(accounts),
        *(check for use in accounts.uses for check in _allotment(use)),
        *(check for pot in pots for check in _programme(accounts, pot)),
        *_overall(accounts, pots),
    )


def of_line(line: LedgerLine) -> Figure:
    """The figure a line states."""
    return Figure(line.kind, line.label, line.amount, (line,))


def _made(kind: CheckKind, label: str, totals: Side, parts: Side) -> LedgerCheck:
    balances = total(f.amount for f in totals) == total(f.amount for f in parts)
    return LedgerCheck(kind, label, totals, parts, "holds" if balances else "fails")


# --- sums of lines


def _sums(accounts: Accounts) -> Iterator[LedgerCheck]:
    kinds: tuple[LineKind, ...] = ("received", *OUTGOING)
    for kind in kinds:
        tops = accounts.ledger.of(kind)
        for line in (below for top in tops for below in walk(top)):
            beside = tuple(top for top in tops if line.is_total and line in tops and top is not line)
            yield from _sum("parts", line, (*line.parts, *beside))
            yield from _sum("shares", line, line.shares)


def _sum(kind: CheckKind, line: LedgerLine, parts: tuple[LedgerLine, ...]) -> Iterator[LedgerCheck]:
    """A line against its parts; one part that is the whole says nothing."""
    if parts and (len(parts) > 1 or parts[0].amount != line.amount):
        yield _made(kind, line.label, (of_line(line),), tuple(map(of_line, parts)))


# --- shares


def _twice(accounts: Accounts) -> Iterator[LedgerCheck]:
    """A share of a source that the receipt and the use both state."""
    for cell in accounts.cells:
        received = tuple(line for line in cell.lines if line.kind == "received" and cell.programme)
        allotted = tuple(line for line in cell.lines if line.kind == "allotted")
        label = accounts.sources[cell.source].line.label
        if received and allotted:
            here = Figure("received", cell.programme, total(line.amount for line in received), received)
            there = Figure("allotted", label, total(line.amount for line in allotted), allotted)
            yield _made("twice", label, (here,), (there,))
        yield from _spent_of_share(cell, label)


def _spent_of_share(cell: Cell, label: str) -> Iterator[LedgerCheck]:
    """What was used and is left of a share, where both are stated, or more than it was used."""
    if not cell.programme or not any(line.kind in ("received", "allotted") for line in cell.lines):
        return
    parts = tuple(of_line(line) for line in cell.lines if line.kind in ("used", "left"))
    spent = (cell.used or Fraction(0)) + (cell.left or 0)
    if (cell.used is not None and cell.left is not None) or spent > cell.amount:
        stated = tuple(line for line in cell.lines if line.kind in ("received", "allotted"))
        yield _made("twice", label, (Figure(stated[0].kind, cell.programme, cell.amount, stated),), parts)


def _sources(accounts: Accounts) -> Iterator[LedgerCheck]:
    """Sources of which more was allotted by 自 than received."""
    for index, source in enumerate(accounts.sources):
        cells = [c for c in accounts.cells if c.source == index and c.programme]
        if total(c.amount for c in cells) > source.line.amount and not source.line.parts:
            parts = tuple(Figure("allotted", c.programme, c.amount, c.lines) for c in cells)
            yield _made("source", source.line.label, (of_line(source.line),), parts)


# --- programmes


def _allotment(use: Use) -> Iterator[LedgerCheck]:
    """What was allotted against what was used and is left, where both are stated, or more than it was used."""
    allotted = use.amount("allotted")
    if allotted is None or (not use.used and not use.left):
        return
    spent = (use.amount("used") or Fraction(0)) + (use.amount("left") or 0)
    if (use.used and use.left) or spent > allotted:
        totals = (Figure("allotted", use.label, allotted, use.allotted),)
        yield _made("allotment", use.label, totals, tuple(map(of_line, (*use.used, *use.left))))


def _programme(accounts: Accounts, pot: Pot) -> Iterator[LedgerCheck]:
    match pot.kind:
        case "own" | "differing":
            use = accounts.uses[pot.uses[0]]
            totals = _received(accounts, pot.cells) or (Figure("received", use.label, Fraction(0)),)
            parts = _spent(accounts, pot) if pot.kind == "own" else (_outflow(use),)
            yield _made("programme", use.label, totals, parts)
        case "joint" | "competing":
            ways = pot.alternatives or ((pot.cells, pot.uses),)
            shown = tuple(
                (_received(accounts, cells), tuple(_outflow(accounts.uses[i]) for i in uses)) for cells, uses in ways
            )
            label = "、".join(dict.fromkeys(f.label for f in shown[0][0]))
            others = shown if pot.alternatives else ()
            sides = tuple(_sides(*shown[0], pot.moved))
            yield LedgerCheck("programme", label, *shown[0], "regrouped", pot.moved, sides, others)


def _sides(received: Side, out: Side, moved: tuple[Moved, ...]) -> Iterator[tuple[Figure, Side]]:
    """Each receipt of which something moved, then each use with a receipt of its own to which something moved."""
    own = {figure.label: figure for figure in received}
    uses = {figure.label: figure for figure in out}
    for giver in (figure for figure in received if any(m.giver == figure.label for m in moved)):
        kept = giver.amount - total(m.amount for m in moved if m.giver == giver.label)
        mine = [replace(uses[giver.label], amount=kept)] if giver.label in uses else []
        yield giver, (*mine, *(_moved(uses[m.taker], m) for m in moved if m.giver == giver.label))
    for taker in (figure for figure in out if figure.label in own and any(m.taker == figure.label for m in moved)):
        yield taker, (own[taker.label], *(_moved(own[m.giver], m) for m in moved if m.taker == taker.label))


def _moved(figure: Figure, moved: Moved) -> Figure:
    """What moved to or from a line: its own figure, where that is the amount, else one that is printed nowhere."""
    return figure if figure.amount == moved.amount else Figure(figure.kind, figure.label, moved.amount)


def _received(accounts: Accounts, cells: tuple[int, ...]) -> Side:
    """What was received, one figure a label."""
    lines: dict[str, tuple[LedgerLine, ...]] = {}
    amounts: dict[str, Fraction] = {}
    for cell in (accounts.cells[i] for i in cells):
        label = cell.programme or accounts.sources[cell.source].line.label
        lines[label] = (*lines.get(label, ()), *(line for line in cell.lines if line.kind in ("received", "allotted")))
        amounts[label] = amounts.get(label, Fraction(0)) + cell.amount
    return tuple(Figure("received", label, amount, lines[label]) for label, amount in amounts.items())


def _outflow(use: Use) -> Figure:
    """What went out under a label, as the one figure that states it, or what its lines come to."""
    if use.allotted:
        return Figure("allotted", use.label, use.outflow, use.allotted)
    return Figure("used", use.label, use.outflow, (*use.used, *use.left))


def _spent(accounts: Accounts, pot: Pot) -> Side:
    """What was used of a programme and what is left; what was allotted, where neither is known."""
    use = accounts.uses[pot.uses[0]]
    left = pot.left(accounts)
    if use.spent is None or left is None or left < 0:
        return (_outflow(use),)
    used = Figure("used", use.label, use.spent, use.used)
    return (used, Figure("left", use.label, left, use.left)) if left or use.left else (used,)


# --- overall


def _overall(accounts: Accounts, pots: Sequence[Pot]) -> Iterator[LedgerCheck]:
    if not accounts.uses or not accounts.ledger.of("received"):
        return
    received = _whole(accounts, "received")
    allotted = _whole_allotted(accounts, pots)
    if allotted:
        yield _made("overall_allotted", TOTAL, (received,), allotted)
    used, left = _whole_used(accounts), _whole_left(accounts, pots)
    if used is None:
        return
    if left is None and used.amount <= received.amount:
        left = Figure("left", TOTAL, received.amount - used.amount)
    parts = (used,) if left is None or not (left.amount or left.lines) else (used, left)
    yield _made("overall", TOTAL, (received,), parts)


def _whole(accounts: Accounts, kind: LineKind) -> Figure:
    """The total of a kind: as stated, else what its lines come to."""
    lines = accounts.ledger.of(kind)
    stated = tuple(line for line in lines if line.is_total)
    return Figure(kind, TOTAL, stated[0].amount if stated else total(line.amount for line in lines), stated or lines)


def _whole_allotted(accounts: Accounts, pots: Sequence[Pot]) -> Side:
    """All that was allotted; nothing where some lines say only what was used of more."""
    stated = tuple(of_line(line) for line in accounts.ledger.of("allotted") if line.is_total)
    if stated or not accounts.ledger.of("allotted"):
        return stated
    is_silent = any(pot.kind in ("unused", "all") or _is_open(accounts, pot) for pot in pots)
    return () if is_silent else tuple(map(_outflow, accounts.uses))


def _is_open(accounts: Accounts, pot: Pot) -> bool:
    return pot.kind == "own" and pot.received(accounts) != pot.outflow(accounts)


def _whole_used(accounts: Accounts) -> Figure | None:
    """All that was used: as stated, else what the programmes come to where each says it."""
    whole = _whole(accounts, "used")
    if whole.lines and whole.lines[0].is_total:
        return whole
    spent = [use.spent for use in accounts.uses]
    if any(s is None for s in spent):
        return None
    return Figure("used", TOTAL, total(s for s in spent if s is not None), whole.lines)


def _whole_left(accounts: Accounts, pots: Sequence[Pot]) -> Figure | None:
    """All that is left: as stated, else what the pots come to; None where it is but what was not used."""
    if accounts.ledger.of("left"):
        return _whole(accounts, "left")
    left = [pot.left(accounts) for pot in pots]
    if any(amount is None for amount in left):
        return None
    if any(pot.kind in ("all", "unused", "competing") or _is_open(accounts, pot) for pot in pots):
        return None
    return Figure("left", TOTAL, total(amount for amount in left if amount is not None))
