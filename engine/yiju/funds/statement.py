"""A ledger as a statement: received, used and left by source and by programme, its checks, and the way of the money.

Input: a program and a ledger's name. Output: `Statement`, inert; text, JSON, CSV and SVG are drawn from it. What does
not follow from the ledger is a range or None, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from yiju.check.ledger_accounts import Accounts, accounts, total, walk
from yiju.check.ledger_checks import LedgerCheck, ledger_checks
from yiju.check.ledger_pots import Pot, pots
from yiju.documents.model import Assumed, Citation, Ground
from yiju.funds.flow import Flow, flow
from yiju.funds.shares import Range, left_of
from yiju.program.ledger import LedgerLine, LedgerType
from yiju.program.program import Program


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A receipt. `depth` counts the receipts it is a part of. `used` and `left` are ranges where the documents do not
    say which source paid; None where what was used is not stated at all. `is_source`: the flow begins here."""

    name: str
    depth: int
    received: Fraction
    used: Range | None
    left: Range | None
    is_source: bool


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme; a figure is None where the ledger neither states nor decides it. `is_left_derived`: no line states
    what is left."""

    name: str
    received: Fraction | None
    allotted: Fraction | None
    used: Fraction | None
    left: Fraction | None
    is_left_derived: bool


@dataclass(frozen=True, slots=True)
class TotalRow:
    """The whole. `is_left_derived` as above."""

    received: Fraction
    allotted: Fraction | None
    used: Fraction | None
    left: Fraction | None
    is_left_derived: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """All amounts are in `ledger.unit` (元). `grounds` are those the ledger stands on, by their index in the program;
    figures of checks name them so."""

    name: str
    place: str
    digest: str
    ledger: LedgerType
    sources: tuple[SourceRow, ...]
    programmes: tuple[ProgrammeRow, ...]
    total: TotalRow
    checks: tuple[LedgerCheck, ...]
    flow: Flow
    grounds: dict[int, Ground]

    @property
    def holds(self) -> bool:
        """Whether no check fails."""
        return all(check.status != "fails" for check in self.checks)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The words the ledger stands on, in the order of its lines."""
        return tuple(g for g in self.grounds.values() if isinstance(g, Citation))

    @property
    def assumptions(self) -> tuple[Assumed, ...]:
        """What of it is assumed."""
        return tuple(g for g in self.grounds.values() if isinstance(g, Assumed))


def statement(program: Program, name: str) -> Statement:
    """The statement of a ledger.

    Raises:
        KeyError: there is no such ledger.
    """
    ledger = program.ledgers[name]
    held = accounts(ledger)
    parted = pots(held)
    return Statement(
        name,
        program.place,
        program.digest,
        ledger,
        tuple(_source_rows(held, parted)),
        tuple(_programme_rows(held, parted)),
        _total(held, parted),
        ledger_checks(held, parted),
        flow(held, parted),
        {index: program.grounds[index] for index in _grounds(ledger)},
    )


def _grounds(ledger: LedgerType) -> Iterator[int]:
    """The grounds of the lines in the order written, each once."""
    lines = (line for top in ledger.lines for line in walk(top))
    yield from dict.fromkeys(g for line in lines for own in (line, *line.shares) for g in own.grounds)


# --- by source


def _source_rows(held: Accounts, parted: Sequence[Pot]) -> Iterator[SourceRow]:
    sources = {id(source.line): index for index, source in enumerate(held.sources)}
    for line, depth in _receipts(held):
        below = frozenset(sources[id(part)] for part in walk(line) if id(part) in sources)
        left = left_of(held, parted, below) if held.uses else None
        used = None if left is None else Range(line.amount - left.high, line.amount - left.low)
        yield SourceRow(line.label, depth, line.amount, used, left, id(line) in sources)


def _receipts(held: Accounts) -> Iterator[tuple[LedgerLine, int]]:
    """Every receipt that is a source or holds one, the total left out."""
    sources = {id(source.line) for source in held.sources}
    waiting = [(line, 0) for line in reversed(held.ledger.of("received"))]
    while waiting:
        line, depth = waiting.pop()
        if not any(id(part) in sources for part in walk(line)):
            continue
        if not line.is_total:
            yield line, depth
        inner = depth if line.is_total else depth + 1
        waiting.extend((part, inner) for part in reversed(line.parts))


# --- by programme


def _programme_rows(held: Accounts, parted: Sequence[Pot]) -> Iterator[ProgrammeRow]:
    received = {label: held.received_for(label) for label in held.programmes}
    pot_of = {i: pot for pot in parted for i in pot.uses}
    uses = {use.label: i for i, use in enumerate(held.uses)}
    for label in held.programmes:
        cells = received[label]
        amount = total(cell.amount for cell in cells) if cells else None
        if label not in uses:
            yield ProgrammeRow(label, amount, None, None, amount, True)
            continue
        use, pot = held.uses[uses[label]], pot_of[uses[label]]
        left = _left(held, pot, uses[label])
        yield ProgrammeRow(label, amount, use.amount("allotted"), use.spent, left, not use.left)


def _left(held: Accounts, pot: Pot, index: int) -> Fraction | None:
    """What is left of a use: as stated, else of what was allotted, else of what was received for it alone."""
    use = held.uses[index]
    stated, allotted = use.amount("left"), use.amount("allotted")
    if stated is not None or use.spent is None:
        return stated
    if allotted is not None:
        return allotted - use.spent
    return pot.left(held) if pot.kind == "own" else Fraction(0) if pot.kind == "joint" else None


# --- the whole


def _total(held: Accounts, parted: Sequence[Pot]) -> TotalRow:
    received = _whole(held.ledger.of("received")) or Fraction(0)
    spent = [use.spent for use in held.uses]
    summed = None if not spent or any(s is None for s in spent) else total(s for s in spent if s is not None)
    stated = _stated_total(held.ledger, "used")
    used = summed if stated is None else stated
    left = _stated_total(held.ledger, "left")
    if left is None:
        left = _whole(held.ledger.of("left"))
    derived = None if used is None else received - used
    is_derived = not held.ledger.of("left")
    return TotalRow(received, _allotted(held), used, derived if is_derived else left, is_derived)


def _stated_total(ledger: LedgerType, kind: str) -> Fraction | None:
    return next((line.amount for line in ledger.lines if line.kind == kind and line.is_total), None)


def _whole(lines: Sequence[LedgerLine]) -> Fraction | None:
    """The total of lines: as stated, else what they come to."""
    stated = [line.amount for line in lines if line.is_total]
    return stated[0] if stated else total(line.amount for line in lines) if lines else None


def _allotted(held: Accounts) -> Fraction | None:
    """All that was allotted, if that is stated of every programme or as a whole."""
    lines = held.ledger.of("allotted")
    stated = [line.amount for line in lines if line.is_total]
    amounts = [use.amount("allotted") for use in held.uses]
    if stated:
        return stated[0]
    return None if not lines or any(a is None for a in amounts) else total(a for a in amounts if a is not None)
