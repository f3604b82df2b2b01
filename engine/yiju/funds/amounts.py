"""Amounts as a ledger shows them: exact decimals in its own unit (万元), with as many places as any of them needs.

Input: exact amounts. Output: texts that stand under one another.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from yiju.check.ledger_accounts import walk
from yiju.funds.shares import Range
from yiju.program.ledger import LedgerType

LEAST_PLACES = 2
MOST_PLACES = 10


@dataclass(frozen=True, slots=True)
class Amounts:
    """How a ledger's amounts are written: `scale` to one of the unit shown, `places` after the point."""

    scale: int
    places: int

    def text(self, amount: Fraction) -> str:
        """`1214.25`."""
        return decimal(amount / self.scale, self.places)

    def optional(self, amount: Fraction | None) -> str:
        """The amount; a dash where there is none."""
        return "-" if amount is None else self.text(amount)

    def range(self, amount: Range | None) -> str:
        """`38.90`, or from the least to the most, `0.00~19.65`."""
        if amount is None or amount.is_exact:
            return self.optional(None if amount is None else amount.low)
        return f"{self.text(amount.low)}~{self.text(amount.high)}"


def amounts_of(ledger: LedgerType) -> Amounts:
    """How the amounts of a ledger are written."""
    written = (line.amount for top in ledger.lines for held in walk(top) for line in (held, *held.shares))
    return Amounts(ledger.scale, max((_places(amount / ledger.scale) for amount in written), default=LEAST_PLACES))


def _places(number: Fraction) -> int:
    return next((n for n in range(LEAST_PLACES, MOST_PLACES) if (number * 10**n).denominator == 1), MOST_PLACES)


def decimal(number: Fraction, places: int = 0) -> str:
    """An exact decimal with at least so many places.

    Raises:
        ValueError: no finite decimal says it.
    """
    while (number * 10**places).denominator != 1:
        places += 1
        if places > 60:
            raise ValueError(f"{number} is no finite decimal")
    digits = str(abs(int(number * 10**places))).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)
