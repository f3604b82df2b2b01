"""One value of a record file to its stored form, by the field's type; lists and histories are the door's.

Input: what JSON or a spreadsheet gives. Output: as `yiju.program.values` says, or why it is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, assert_never

from yiju.program import types as ty
from yiju.program.program import FieldType
from yiju.program.values import NOTHING
from yiju.records.identity_card import identity_value
from yiju.records.number_spelling import in_range, number_value
from yiju.records.spellings import NONE_WORD, choices_of, day_value, truth_value
from yiju.records.trouble import Refused, closest

Scalar = ty.NumberType | ty.TruthType | ty.TextType | ty.DateType | ty.EnumType | ty.MultiType


def scalar_value(raw: object, kind: Scalar, field: FieldType) -> Any:
    """The stored form of one value that is not a list or history. Refused: YJ602–YJ609, YJ623, YJ624."""
    if isinstance(raw, str) and raw == NONE_WORD:
        return _none_word(kind)
    match kind:
        case ty.NumberType():
            return bounded_number(raw, kind, field)
        case ty.DateType():
            return day_value(raw)
        case ty.TruthType():
            return truth_value(raw)
        case ty.TextType():
            return _text(raw, kind)
        case ty.EnumType():
            return _choice(raw, kind)
        case ty.MultiType():
            return _choices(raw, kind)
    assert_never(kind)


def bounded_number(raw: object, kind: ty.NumberType, field: FieldType) -> int | Refused:
    """A number within its field's range, × the type's scale."""
    scaled = number_value(raw, kind)
    if isinstance(scaled, Refused):
        return scaled
    return in_range(scaled, kind, field) or scaled


def _none_word(kind: Scalar) -> Any:
    if kind.optional:
        return NOTHING
    match kind:
        case ty.EnumType(values=values) if NONE_WORD in values:
            return NONE_WORD
        case ty.MultiType(of=ty.EnumType(values=values)) if NONE_WORD in values:
            return frozenset((NONE_WORD,))
    return Refused("YJ623")


def _text(raw: object, kind: ty.TextType) -> str | Refused:
    if isinstance(raw, str):
        return identity_value(raw) if kind.identity else raw
    if isinstance(raw, (int, float, Decimal)) and not isinstance(raw, bool):
        return Refused("YJ641" if kind.identity else "YJ608")
    return Refused("YJ624", (), ("text",))


def _choice(raw: object, kind: ty.EnumType) -> str | Refused:
    if isinstance(raw, str) and raw in kind.values:
        return raw
    close = closest(raw, kind.values) if isinstance(raw, str) else ""
    return Refused("YJ607", (("values", "，".join(kind.values)), ("close", close)))


def _choices(raw: object, kind: ty.MultiType) -> frozenset[str] | Refused:
    parts = choices_of(raw) if isinstance(raw, str) else raw
    if not isinstance(parts, Sequence):
        return Refused("YJ624", (), ("choices",))
    for part in parts:
        value = _choice(part, kind.of)
        if isinstance(value, Refused):
            return value
    return frozenset(parts)
