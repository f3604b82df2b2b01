"""Pieces of a sentence put together to what it rules: conditions go to what follows them, afterthoughts to what they
follow, and each new kind or value begins anew.

Input: pieces, each with its row or none. Output: groups, one for each thing ruled. Reads no context.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from yiju.provisions.matching import Anchor
from yiju.provisions.reading import Piece
from yiju.provisions.rows import Kind

LEAD = re.compile(
    r"(?:的|者|时|后|前|内|外|起|之日|前提下|情况下|基础上|期间|[:：])$"
    r"|^(?:对|凡|如|若|因|经|属|根据|按照|依据|自|从|在|除|当|其中|同时|另外|此外|一[是、]|[一二三四五六七八九十]是)"
)
CONNECTED = re.compile(
    r"^(?:并|且|以及|以便|以确保|同时|及时|或者|再|也|亦|即|纳入|列入|确保|保证|做到|统一|一并|直接|逐|不得|不再|通过|按|最高|最长|最多)"
)
CONTINUED = re.compile(
    r"^(?:在|于|凭|用|由|每|另|可|应|须|需|原则上|所|其(?![余他])|上浮|下浮|标准|幅度|金额|额度|比例|保费|年度|全年|累计|总额)"
    r"|各(?:发放|拨付|兑付|支付|发|付)"
)
WEAK = 3
CONDITION = re.compile(
    r"(?:的|后|时|者|情况下|前提下|基础上)$|(?:超过|超出|高于|低于|不满|不足|以上|以下|以内|之间|至).*部分$"
)
"""How a piece ends that says only when what follows it holds."""
TOGETHER: frozenset[Kind] = frozenset(("eligibility", "exclusion", "exception", "points"))
"""What several pieces rule together on one condition before them."""


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
class _Growing:
    """A group as it grows."""

    kind: Kind
    value: str | None
    pattern: str
    lead: tuple[Piece, ...]
    body: list[Marked]
    is_weak: bool


@dataclass(slots=True)
class _Work:
    """Groups as they grow, and the pieces that wait for what follows."""

    groups: list[_Growing] = field(default_factory=list)
    waiting: list[Marked] = field(default_factory=list)


def compose(marked: Sequence[Marked]) -> tuple[Group, ...]:
    """The groups of a sentence, in order."""
    work = _Work()
    for item in without_companions(marked):
        if item.anchor is None:
            _take_plain(work, item)
        elif work.groups and _goes_on(work, item, item.anchor):
            _extend(work, [*work.waiting, item], item)
        else:
            lead = tuple(m.piece for m in work.waiting)
            row = item.anchor.row
            work.groups.append(_Growing(row.kind, item.value, row.name, lead, [item], row.rank <= WEAK))
            work.waiting = []
    if work.groups and work.waiting:
        _extend(work, work.waiting, None)
    return tuple(Group(g.kind, g.value, g.pattern, g.lead, tuple(g.body)) for g in work.groups)


def without_companions(marked: Sequence[Marked]) -> Iterator[Marked]:
    """Pieces whose row goes along with the rows beside it (`joins`) lose it where there is such a row."""
    following: list[Marked | None] = [None]
    for item in reversed(marked):
        following.append(item if item.anchor else following[-1])
    before: Marked | None = None
    for item, after in zip(marked, following[-2::-1], strict=True):
        kept = Marked(item.piece, None) if _is_companion(item, before, after) else item
        before = kept if kept.anchor else before
        yield kept


def _is_companion(item: Marked, before: Marked | None, after: Marked | None) -> bool:
    """Of two rows that would each go along with the other the first is kept."""
    if before is not None and _joins(item, before):
        return True
    if after is None or item.anchor is None or item.anchor.row.caps:
        return False
    return _joins(item, after) and not _joins(after, item)


def _joins(item: Marked, other: Marked) -> bool:
    joins = item.anchor.row.joins if item.anchor else frozenset()
    return other.kind is not None and (other.kind in joins or "any" in joins)


def _take_plain(work: _Work, item: Marked) -> None:
    """A piece that rules nothing waits if it is a condition, or if nothing has been ruled yet."""
    if not work.groups or work.waiting or LEAD.search(item.piece.text):
        work.waiting.append(item)
    else:
        _extend(work, [item], None)


def _extend(work: _Work, items: Sequence[Marked], ruling: Marked | None) -> None:
    last = work.groups[-1]
    last.body += items
    work.waiting = []
    if ruling is not None and ruling.anchor is not None:
        last.is_weak = last.is_weak and ruling.anchor.row.rank <= WEAK
        if last.value is None or ruling.anchor.row.replaces:
            last.value = ruling.value


def _goes_on(work: _Work, item: Marked, anchor: Anchor) -> bool:
    """Whether a piece that rules goes on with the group before it."""
    last = work.groups[-1]
    if anchor.row.kind != last.kind or anchor.row.begins:
        return False
    if anchor.row.replaces or (anchor.row.caps and last.value is not None and Fraction(last.value) <= 1):
        return True
    if work.waiting or (item.value is not None and last.value is not None):
        return False
    text = item.piece.text
    if CONNECTED.search(text) or (last.kind != "obligation" and (anchor.row.rank <= WEAK or last.is_weak)):
        return True
    if item.value is not None or last.value is not None:
        return CONTINUED.search(text) is not None
    return last.kind in TOGETHER and is_condition(last.lead)


def is_condition(lead: Sequence[Piece]) -> bool:
    """Whether pieces before the words that rule say when these hold."""
    return bool(lead) and CONDITION.search(lead[-1].text) is not None
