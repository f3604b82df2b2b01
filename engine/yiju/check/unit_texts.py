"""Constants as a policy writer would type them: `17岁`, `1.5元/月`, `2020-01-01`, `农村`, `真`."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from yiju.check.units import unit_text
from yiju.program import types as ty


def value_text(value: Any, kind: ty.Type) -> str:
    """A constant of a type in words."""
    match value:
        case bool():
            return "真" if value else "假"
        case Fraction() | int():
            unit = unit_text(kind.unit) if isinstance(kind, ty.NumberType) and kind.unit else ""
            return f"{number_text(Fraction(value))}{unit}"
        case date():
            return value.isoformat()
        case frozenset():
            return "，".join(sorted(value)) or "空"
        case None:
            return "无"
    return str(value)


def number_text(value: Fraction) -> str:
    """A number exactly: as a decimal if it is a finite one, else as a fraction."""
    for places in range(7):
        scaled = value * 10**places
        if scaled.denominator == 1:
            return _decimal(int(scaled), places)
    return f"{value.numerator}/{value.denominator}"


def _decimal(scaled: int, places: int) -> str:
    sign, digits = "-" if scaled < 0 else "", str(abs(scaled)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"
