"""互斥: which of several payments that exclude each other is made, also where some amounts are not known yet.

Input: the rule and what each payment comes to. Output: for each whether it is paid, withheld, or not known to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from yiju.program.program import MutualType
from yiju.program.values import UNKNOWN

LEAST, MOST = Fraction(1, 10**9), Fraction(10**15)
"""What an unknown amount is tried as: below every amount known, above every one, or nothing at all."""

TRIED = 5
"""Unknown amounts of which every order is tried; of more, nothing is known."""


@dataclass(frozen=True, slots=True)
class Rival:
    """A payment: its place in the order named, and its amount; UNKNOWN: nothing, or what it is `if_due`, or any."""

    order: int
    value: Fraction | None
    if_due: Fraction | None = UNKNOWN

    @property
    def amounts(self) -> tuple[Fraction, ...]:
        """What it may come to, as far as it matters who is ahead."""
        if self.value is not UNKNOWN:
            return (self.value,)
        return (Fraction(0), self.if_due) if self.if_due is not UNKNOWN else (Fraction(0), LEAST, MOST)


def paid(mutual: MutualType, rivals: Sequence[Rival], named: Any = UNKNOWN) -> list[bool | None]:
    """Whether each rival is paid; None where that hangs on what is unknown.

    Args:
        rivals: those of one key, ties by their order here.
        named: the payment that the record's field names, for `取 FIELD`.
    """
    if sum(r.value is UNKNOWN for r in rivals) > TRIED:
        return [None] * len(rivals)
    winners = set(_winners(mutual, rivals, named))
    return [None if i in winners and winners != {i} else i in winners for i in range(len(rivals))]


def _winners(mutual: MutualType, rivals: Sequence[Rival], named: Any) -> Iterator[int | None]:
    """The number of the rival that is paid, for everything the unknown amounts and the field could be."""
    names = [n for _, n in mutual.payments] if mutual.take == "field" and named is UNKNOWN else [named]
    for values in product(*(r.amounts for r in rivals)):
        here = [i for i, value in enumerate(values) if value > 0]
        for name in names:
            yield _winner(mutual, sorted(here, key=lambda i: rivals[i].order), values, rivals, name) if here else None


def _winner(
    mutual: MutualType, here: list[int], values: Sequence[Fraction], rivals: Sequence[Rival], named: Any
) -> int:
    match mutual.take:
        case "higher":
            return max(here, key=lambda i: values[i])
        case "lower":
            return min(here, key=lambda i: values[i])
        case "field":
            names = [n for _, n in mutual.payments]
            return next((i for i in here if names[rivals[i].order] == named), here[0])
    return here[0]
