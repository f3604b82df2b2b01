"""Pieces of a sentence put together to what it rules: conditions go to what follows them, afterthoughts to what they
follow, and each new kind or value begins anew.

Input: pieces, each with its row or none. Output: groups, one for each thing ruled. Reads no context.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from yiju.provisions.matching import Anchor
from yiju.provisions.reading import Piece
from yiju.provisions.rows import Kind

LEAD = re.compile(
    r"(?:的|者|时|后|前|内|外|起|之日|前提下|情况下|基础上|期间|[:：])$"
    r"|^(?:对|凡|如|若|因|经|属|根据|按照|依据|自|从|在|除|当|其中|同时|另外|此外|一[是、]|[一二三四五六七八九十]是)"
)
CONNECTED = re.compile(r"^(?:并|且|以及|同时|以|及时|或者|再|也|亦|即|纳入|列入|确保|保证|做到)")
APART: frozenset[Kind] = frozenset(("obligation", "funding"))
"""What is ruled anew by each piece that rules it, unless its words are joined to those before."""
VALUED: frozenset[Kind] = frozenset(("rate", "payment", "funding", "points", "cutoff", "effective", "repeal"))


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece, the row it keeps to, and the value it gives."""

    piece: Piece
    anchor: Anchor | None
    value: str | None = None

    @property
    def kind(self) -> Kind | None:
        """What the piece rules by itself."""
        return self.anchor.row.kind if self.anchor else None


@dataclass(frozen=True, slots=True)
class Group:
    """Pieces that rule one thing: `lead` are conditions before the words that rule, `body` these and what follows."""

    kind: Kind
    value: str | None
    pattern: str
    lead: tuple[Piece, ...]
    body: tuple[Marked, ...]


@dataclass(slots=True)
class _Work:
    """Groups as they grow, and the pieces that wait for what follows."""

    groups: list[Group] = field(default_factory=list)
    waiting: list[Marked] = field(default_factory=list)


def compose(marked: Sequence[Marked]) -> tuple[Group, ...]:
    """The groups of a sentence, in order."""
    work = _Work()
    for item in without_companions(marked):
        if item.anchor is None:
            _take_plain(work, item)
        elif work.groups and _goes_on(work, item):
            _extend(work, [*work.waiting, item], item.value)
        else:
            lead = tuple(m.piece for m in work.waiting)
            work.groups.append(Group(item.anchor.row.kind, item.value, item.anchor.row.name, lead, (item,)))
            work.waiting = []
    if work.groups and work.waiting:
        _extend(work, work.waiting, None)
    return tuple(work.groups)


def without_companions(marked: Sequence[Marked]) -> Sequence[Marked]:
    """Pieces whose row goes along with the rows beside it (`joins`) lose it where there is such a row."""
    kinds = [m.kind for m in marked]
    return [replace(m, anchor=None, value=None) if _is_companion(i, marked, kinds) else m for i, m in enumerate(marked)]


def _is_companion(at: int, marked: Sequence[Marked], kinds: Sequence[Kind | None]) -> bool:
    anchor = marked[at].anchor
    if anchor is None or not anchor.row.joins:
        return False
    before = next((k for k in reversed(kinds[:at]) if k is not None), None)
    after = next((m.kind for m in marked[at + 1 :] if m.anchor and not m.anchor.row.joins), None)
    joins = anchor.row.joins
    return before in joins or after in joins or ("any" in joins and (before or after) is not None)


def _take_plain(work: _Work, item: Marked) -> None:
    """A piece that rules nothing waits if it is a condition, or if nothing has been ruled yet."""
    if not work.groups or work.waiting or LEAD.search(item.piece.text):
        work.waiting.append(item)
    else:
        _extend(work, [item], None)


def _extend(work: _Work, items: Sequence[Marked], value: str | None) -> None:
    last = work.groups[-1]
    work.groups[-1] = replace(last, body=(*last.body, *items), value=value if last.value is None else last.value)
    work.waiting = []


def _goes_on(work: _Work, item: Marked) -> bool:
    """Whether a piece that rules goes on with the group before it."""
    last, anchor = work.groups[-1], item.anchor
    if anchor is None or anchor.row.kind != last.kind or anchor.row.begins:
        return False
    if anchor.row.caps and last.value is not None and Fraction(last.value) <= 1:
        return True
    if last.kind in VALUED:
        is_further = item.value is not None and last.value is not None
        if is_further or work.waiting:
            return False
    is_apart = last.kind in APART and last.value is None and not CONNECTED.search(item.piece.text)
    return not work.waiting and not is_apart
