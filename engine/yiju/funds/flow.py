"""The way of the money: from sources, where need be through a pool, to uses.

Input: accounts and pots. Output: nodes and links. A link is direct where the ledger or the smallest joint set says who
paid whom; where several gave and nobody says which paid what, the money goes through a pool.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from yiju.check.ledger_accounts import Accounts, Cell, Source, total
from yiju.check.ledger_pots import Moved, Pot

NodeKind = Literal["source", "pool", "use", "left"]
Key = tuple[NodeKind, str]


@dataclass(frozen=True, slots=True)
class Node:
    """A source, a pool of several, a use, or what is left of what nobody used. `within` are the receipts a source is a
    part of, the outermost first; `used` and `left` are of a use, None where they are not known."""

    kind: NodeKind
    name: str
    amount: Fraction
    within: tuple[str, ...] = ()
    used: Fraction | None = None
    left: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """`amount` went from one node to another (by index). `is_inferred`: the documents do not say so, it follows from
    receipts and uses that balance together only. `is_derived`: the amount too is printed nowhere."""

    giver: int
    taker: int
    amount: Fraction
    is_inferred: bool = False
    is_derived: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """Sources first, then pools, then uses, each in the order written; links in the order of their nodes."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


@dataclass(slots=True)
class _Drawing:
    """A flow under work: nodes by what they stand for."""

    accounts: Accounts
    nodes: dict[Key, Node] = field(default_factory=dict)
    links: list[tuple[Key, Key, Link]] = field(default_factory=list)

    def link(self, giver: Key, taker: Key, amount: Fraction, moved: Moved | None = None) -> None:
        """A link between two nodes, if anything flows."""
        if amount > 0:
            made = Link(0, 0, amount, moved is not None, moved is not None and not moved.is_printed)
            self.links.append((giver, taker, made))

    def source(self, cell: Cell) -> Key:
        """The node of a cell's source."""
        return "source", str(cell.source)

    def use(self, index: int) -> Key:
        """The node of a use."""
        return "use", str(index)


def flow(accounts: Accounts, pots: tuple[Pot, ...]) -> Flow:
    """The flow of a ledger."""
    drawing = _Drawing(accounts)
    for index, source in enumerate(accounts.sources):
        drawing.nodes["source", str(index)] = _source(accounts, index, source)
    for pot in pots:
        _use_nodes(drawing, pot)
        _draw(drawing, pot)
    order: tuple[NodeKind, ...] = ("source", "pool", "use", "left")
    keys = sorted(drawing.nodes, key=lambda key: (order.index(key[0]), int(key[1]) if key[1].isdecimal() else 0))
    place = {key: i for i, key in enumerate(keys)}
    links = [Link(place[g], place[t], link.amount, link.is_inferred, link.is_derived) for g, t, link in drawing.links]
    return Flow(
        tuple(drawing.nodes[key] for key in keys), tuple(sorted(links, key=lambda link: (link.giver, link.taker)))
    )


def _source(accounts: Accounts, index: int, source: Source) -> Node:
    given = total(cell.amount for cell in accounts.cells if cell.source == index)
    return Node("source", source.line.label, given, tuple(line.label for line in source.within))


def _use_nodes(drawing: _Drawing, pot: Pot) -> None:
    accounts = drawing.accounts
    for index in pot.uses:
        use = accounts.uses[index]
        open_left = pot.kind == "own" and use.is_open
        amount = max(use.outflow, pot.received(accounts)) if open_left else use.outflow
        left = None if use.spent is None else amount - use.spent
        drawing.nodes["use", str(index)] = Node("use", use.label, amount, (), use.spent, left)


def _draw(drawing: _Drawing, pot: Pot) -> None:
    match pot.kind:
        case "own":
            for cell in (drawing.accounts.cells[i] for i in pot.cells):
                drawing.link(drawing.source(cell), drawing.use(pot.uses[0]), cell.amount)
        case "unused":
            _into(drawing, pot, _left_node(drawing, pot))
        case "joint" if pot.moved:
            _joint(drawing, pot)
        case "differing":
            _differing(drawing, pot)
        case _:
            _pooled(drawing, pot, "＋".join(dict.fromkeys(_label(drawing.accounts, i) for i in pot.cells)))


def _label(accounts: Accounts, cell: int) -> str:
    made = accounts.cells[cell]
    return made.programme or accounts.sources[made.source].line.label


def _left_node(drawing: _Drawing, pot: Pot) -> Key:
    name = "＋".join(dict.fromkeys(_label(drawing.accounts, i) for i in pot.cells))
    key: Key = "left", f"{pot.cells[0] if pot.cells else ''}"
    left = pot.received(drawing.accounts) - pot.outflow(drawing.accounts)
    drawing.nodes[key] = Node("left", name, left, left=left)
    return key


def _into(drawing: _Drawing, pot: Pot, taker: Key) -> None:
    """All cells of a pot into one node."""
    for cell in (drawing.accounts.cells[i] for i in pot.cells):
        drawing.link(drawing.source(cell), taker, cell.amount)


def _pooled(drawing: _Drawing, pot: Pot, name: str) -> None:
    """Through a pool: which source paid which use is not said."""
    received, outflow = pot.received(drawing.accounts), pot.outflow(drawing.accounts)
    if not pot.cells:
        return
    key: Key = "pool", name
    drawing.nodes[key] = Node("pool", "合计" if pot.kind == "all" else name, received)
    _into(drawing, pot, key)
    if outflow <= received:
        for index in pot.uses:
            drawing.link(key, drawing.use(index), drawing.accounts.uses[index].outflow)
    if pot.kind == "all" and pot.uses and outflow < received:
        drawing.link(key, _left_node(drawing, pot), received - outflow)


def _differing(drawing: _Drawing, pot: Pot) -> None:
    """Receipts and use of one programme as far as they go together."""
    received, outflow = pot.received(drawing.accounts), pot.outflow(drawing.accounts)
    if received <= outflow or len(pot.cells) == 1:
        for cell in (drawing.accounts.cells[i] for i in pot.cells):
            drawing.link(drawing.source(cell), drawing.use(pot.uses[0]), min(cell.amount, outflow))
    else:
        _pooled(drawing, pot, _label(drawing.accounts, pot.cells[0]))


def _joint(drawing: _Drawing, pot: Pot) -> None:
    """Each label's receipts to its own use, and what moved from one label to another."""
    accounts = drawing.accounts
    by_label: dict[str, list[int]] = {}
    for i in pot.cells:
        by_label.setdefault(_label(accounts, i), []).append(i)
    uses = {accounts.uses[i].label: i for i in pot.uses}
    for label, cells in by_label.items():
        moved = [m for m in pot.moved if m.giver == label]
        giver = _giver(drawing, label, cells) if moved else None
        kept = total(accounts.cells[i].amount for i in cells) - total(m.amount for m in moved)
        if label in uses and giver is not None:
            drawing.link(giver, drawing.use(uses[label]), kept)
        elif label in uses:
            for cell in (accounts.cells[i] for i in cells):
                drawing.link(drawing.source(cell), drawing.use(uses[label]), cell.amount)
        for each in moved:
            assert giver is not None
            drawing.link(giver, drawing.use(uses[each.taker]), each.amount, each)


def _giver(drawing: _Drawing, label: str, cells: list[int]) -> Key:
    """The one source of a label that gives, or a pool of its several."""
    held = [drawing.accounts.cells[i] for i in cells]
    if len(held) == 1:
        return drawing.source(held[0])
    key: Key = "pool", label
    drawing.nodes[key] = Node("pool", label, total(cell.amount for cell in held))
    for cell in held:
        drawing.link(drawing.source(cell), key, cell.amount)
    return key
