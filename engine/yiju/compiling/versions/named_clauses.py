"""What clauses named by their paths are called in the other version, and whether they say the same.

Input: an alignment and a name as it is written (`三（二）`, `第四条至第八条`). Output: its status and its new paths.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yiju.compiling.versions.alignment import Alignment
from yiju.compiling.versions.model import NamedStatus
from yiju.documents.clauses import Clause, clauses
from yiju.documents.ranges import clause_range


@dataclass(frozen=True, slots=True)
class NamedNow:
    """As `NamedChange` has it; `now` is empty where the name still names the clauses that were meant."""

    status: NamedStatus
    now: str


def named_now(alignment: Alignment, name: str) -> NamedNow | None:
    """What to tell of a name of clauses of this version; None where it names the same clauses with the same words."""
    after = clauses(alignment.other.reading.text)
    olds = clause_range(name, clauses(alignment.version.reading.text)) or ()
    news = clause_range(name, after) or ()
    carried = [alignment.carry(c.span) for c in olds]
    now, named = [c.place[0] if c else -1 for c in carried], [c.span[0] for c in news]
    if now == named and _is_kept(alignment, olds):
        return None
    there = {at for at in now if at >= 0}
    if there and not there <= set(named):
        return NamedNow("renumbered", "、".join(_outermost([c for c in after if c.span[0] in there])))
    return NamedNow("changed" if news else "gone", "")


def _outermost(found: Sequence[Clause]) -> Iterator[str]:
    """The paths of clauses in order, without those inside another of them."""
    reached = -1
    for clause in found:
        if clause.extent[1] > reached:
            reached = clause.extent[1]
            yield clause.path


def _is_kept(alignment: Alignment, olds: Sequence[Clause]) -> bool:
    """Whether all the clauses have pairs with the same words."""
    parts = (i for c in olds for i in alignment.parts_at((c.span[0], c.body_span[1])))
    return all(alignment.is_same(i) for i in parts)
