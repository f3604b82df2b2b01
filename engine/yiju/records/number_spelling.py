"""Numbers as records spell them, made exact: `1,200.00`, `1200`, JSON's numbers, `70%` where a ratio is due.

Nothing passes through a float: JSON's decimals arrive as `Decimal`; a float of a Python caller counts as the shortest
decimal that names it. A number finer than its type's step, or outside its range, is refused, never rounded.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

from yiju.check.units import unit_text
from yiju.program.intervals import field_range
from yiju.program.program import FieldType
from yiju.program.types import NumberType
from yiju.records.spellings import fold
from yiju.records.trouble import Refused

_NUMBER: Final = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_LONGEST: Final = 60
_MOST_PLACES: Final = 40


def takes_percent(kind: NumberType) -> bool:
    """Whether `70%` is a spelling of this type's numbers: a ratio, not an integer and not a measure."""
    return kind.unit == () and kind.scale > 1


def unit_of(kind: NumberType) -> str:
    """The type's unit as a finding names it; empty for an integer."""
    return unit_text(kind.unit) if kind.unit or takes_percent(kind) else ""


def number_value(raw: object, kind: NumberType) -> int | Refused:
    """The number × the type's scale. Refused: YJ602 no number, YJ603 too fine."""
    amount = _decimal(raw, kind)
    if isinstance(amount, Refused):
        return amount
    if not amount:
        return 0
    _, digits, exponent = amount.as_tuple()
    if len(digits) > _LONGEST or not isinstance(exponent, int) or amount.adjusted() > _MOST_PLACES:
        return Refused("YJ602", _expected(kind), ("long",))
    scaled = Fraction(amount) * kind.scale if exponent > -_MOST_PLACES else None
    if scaled is None or scaled.denominator != 1:
        return Refused("YJ603", (*_expected(kind), ("step", decimal_text(Fraction(1, kind.scale)))))
    return scaled.numerator


def in_range(scaled: int, kind: NumberType, field: FieldType) -> Refused | None:
    """Refused (YJ604) when the number is outside what the field declares, or what the checker assumes of its unit."""
    span = field_range(kind, field.low, field.high)
    if span.low <= Fraction(scaled, kind.scale) <= span.high:
        return None
    words = (("low", decimal_text(span.low)), ("high", decimal_text(span.high)))
    usual = () if field.low is not None or field.high is not None else ("usual",)
    return Refused("YJ604", (*_expected(kind), *words), usual)


def decimal_text(value: Fraction) -> str:
    """The exact decimal of a fraction, or `1/3` where it has none."""
    places = next((n for n in range(_MOST_PLACES) if 10**n % value.denominator == 0), None)
    if places is None:
        return str(value)
    whole, digits = divmod(abs(value.numerator) * 10**places // value.denominator, 10**places)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}" + (f".{digits:0{places}d}" if places else "")


def _expected(kind: NumberType) -> tuple[tuple[str, str], ...]:
    return (("unit", unit_of(kind) or "1"),)


def _decimal(raw: object, kind: NumberType) -> Decimal | Refused:
    match raw:
        case bool():
            return Refused("YJ602", _expected(kind))
        case int():
            return Decimal(raw) if raw.bit_length() < 150 else Refused("YJ602", _expected(kind), ("long",))
        case float():
            raw = Decimal(repr(raw))
        case str():
            return _decimal_of_text(raw, kind)
    if isinstance(raw, Decimal) and raw.is_finite():
        return raw
    return Refused("YJ602", _expected(kind))


def _decimal_of_text(raw: str, kind: NumberType) -> Decimal | Refused:
    text = fold(raw)
    if len(text) > _LONGEST:
        return Refused("YJ602", _expected(kind), ("long",))
    percent = text.endswith("%") and takes_percent(kind)
    digits = text[:-1] if percent else text
    if _NUMBER.fullmatch(digits) is None:
        return Refused("YJ602", _expected(kind), _why_not(text))
    return _hundredth(Decimal(digits.replace(",", ""))) if percent else Decimal(digits.replace(",", ""))


def _hundredth(number: Decimal) -> Decimal:
    """A hundredth, exactly: arithmetic of decimals would round to the digits of its context."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    return Decimal((sign, digits, exponent - 2))


def _why_not(text: str) -> tuple[str, ...]:
    if text.endswith("%"):
        return ("percent",)
    if re.fullmatch(r"-?[0-9.]+[eE][-+]?[0-9]+", text):
        return ("scientific",)
    if re.fullmatch(r"[¥￥]?-?[0-9.,]+[^0-9.,]{1,6}", text) or text.startswith(("¥", "￥")):
        return ("bare",)
    if "," in text:
        return ("groups",)
    return ()
