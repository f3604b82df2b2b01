"""When a list of figures is claimed to be a total's parts, and the sum that comes of it.

Input: a total, the readings that the words allow of its list, and how much the words claim. Output: the sum, or None
where nothing is claimed. A reading that holds is taken before one that fails: a document is read in its favour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from yiju.sums.figures import Figure, Number
from yiju.sums.model import Sum
from yiju.sums.words import Strength

WIDEST_MISS: dict[Strength, int] = {"firm": 50, "near": 10, "exact": 0}
"""The largest share of the total, in hundredths, by which a list may miss it and still be taken for its parts. A list
that misses by more names some parts only (其中 alone does not claim the whole), or parts that overlap."""


SPANS = ("天", "日", "工作日", "月", "个月", "年", "小时", "学期")
"""Units of time; like rates they are seldom meant to add up, so a list of them is claimed only where it holds."""


NAMED = re.compile("[、和与及]")


@dataclass(frozen=True, slots=True)
class Claim:
    """A total and its parts as figures."""

    total: Figure
    parts: tuple[Figure, ...]

    @property
    def difference(self) -> Number:
        """The total less the parts."""
        return self.total.value - sum(p.counted for p in self.parts)

    @property
    def holds(self) -> bool:
        """Whether the parts are the total."""
        return not self.difference

    @property
    def is_balance(self) -> bool:
        """Whether the parts are what was used of the total and what is left."""
        roles = {p.role for p in self.parts}
        return "used" in roles and "left" in roles

    @property
    def sum(self) -> Sum:
        """The claim with its outcome."""
        return Sum(
            self.total.amount,
            tuple(p.amount for p in self.parts),
            "holds" if self.holds else "fails",
            Fraction(self.difference),
            self.total.unit,
        )


def settle(
    total: Figure, readings: Iterable[Sequence[Figure]], plain: Sequence[Figure], strength: Strength
) -> Claim | None:
    """The first reading that holds, else the plain one where it is claimed and fails."""
    for parts in readings:
        if sum(p.counted for p in parts) == total.value and is_list(total, parts):
            return Claim(total, tuple(parts))
    claim = Claim(total, tuple(plain))
    if not is_list(total, plain) or (strength == "exact" and not claim.holds):
        return None
    widest = WIDEST_MISS["exact" if total.unit.startswith("元/") or total.unit in SPANS else strength]
    return claim if abs(Fraction(claim.difference)) * 100 <= widest * total.value else None


def is_list(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether figures may be the parts of a total: two or more, or one that several named share (a number of them
    makes a product), none of them the total."""
    is_several = len(parts) > 1 or (len(parts) == 1 and parts[0].times > 1 and bool(NAMED.search(parts[0].label)))
    return is_several and total.value > 0 and all(p.span != total.span for p in parts)


def parts_key(claim: Claim) -> tuple[object, ...]:
    """What claims of the same parts have in common, whichever mention of the total they are held against."""
    return claim.total.unit, claim.total.value, tuple(sorted(p.span for p in claim.parts))


def words_key(claim: Claim) -> tuple[object, ...]:
    """What claims have in common that say the same in other places: values, and labels but for those of a balance."""
    parts = tuple(sorted((p.counted, "" if claim.is_balance else p.label) for p in claim.parts))
    return claim.total.unit, claim.total.value, "" if claim.is_balance else claim.total.role, parts
