"""Values made ready to print: exact, with their units."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from yiju.check.units import is_money
from yiju.decision.model import Shown
from yiju.program import types as ty
from yiju.program.errors import Failure
from yiju.program.types import Type
from yiju.program.values import NOTHING, UNKNOWN
from yiju_grammar.terms import Unit

SHOWN_UNKNOWN = Shown("unknown", None)


def shown(value: Any, kind: Type, *, private: bool = False, unit: Unit | None = None) -> Shown:
    """A value of a type, ready to print; `unit` overrides the type's (with /人 cancelled)."""
    if value is UNKNOWN or isinstance(value, Failure):
        return Shown("unknown", None, private=private)
    if value is NOTHING:
        return Shown("nothing", None, private=private)
    match value:
        case bool():
            return Shown("truth", value, private=private)
        case Fraction():
            return _number(value, kind, unit, private)
        case date():
            return Shown("date", value, private=private)
        case frozenset():
            return Shown("set", value, private=private)
        case tuple() if len(value) == 2 and isinstance(value[0], Fraction):
            if value[0] == value[1]:
                return _number(value[0], kind, unit, private)
            return Shown("pair", value, kind.unit if isinstance(kind, ty.NumberType) else (), private=private)
    return Shown("text", str(value), private=private)


def _number(value: Fraction, kind: Type, unit: Unit | None, private: bool) -> Shown:
    written = unit if unit is not None else kind.unit if isinstance(kind, ty.NumberType) else ()
    percent = not written and isinstance(kind, ty.NumberType) and kind.scale != 1
    return Shown("number", value, written, percent, 2 if is_money(written) else None, private)
