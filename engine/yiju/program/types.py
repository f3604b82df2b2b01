"""Types of the core calculus. A unit is a type; a number's `scale` says how fine it can be.

Used by the checker (which makes them) and every backend (which relies on them).
"""

from __future__ import annotations

from dataclasses import dataclass

from yiju_grammar.terms import Unit

NO_UNIT: Unit = ()


@dataclass(frozen=True, slots=True)
class NumberType:
    """An exact rational in `unit`. `scale` > 0: value × scale is always an integer (元 fields: 100). `scale` 0: a
    ratio of integers with no common denominator known. `pair`: a 人数 with its sure and possible count.
    `optional`: may be 无."""

    unit: Unit
    scale: int
    pair: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class TruthType:
    """真, 假 or unknown."""

    optional: bool = False


@dataclass(frozen=True, slots=True)
class TextType:
    """Text; `identity` for an identity-card number."""

    identity: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class DateType:
    """A calendar day."""

    optional: bool = False


@dataclass(frozen=True, slots=True)
class MonthType:
    """当月: a calendar month, only tested for membership."""

    optional: bool = False


@dataclass(frozen=True, slots=True)
class EnumType:
    """One of `values`. `name` is the enumeration's, or `RECORD.FIELD` for one written in place."""

    name: str
    values: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class MultiType:
    """Any set of an enumeration's values (多选)."""

    of: EnumType
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ListType:
    """A list of records."""

    record: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class HistoryType:
    """A number for each calendar month; a month not mentioned is unknown."""

    of: NumberType
    optional: bool = False


@dataclass(frozen=True, slots=True)
class NothingType:
    """The type of a bare 无; joins with any type, making it optional."""

    optional: bool = True


Type = (
    NumberType
    | TruthType
    | TextType
    | DateType
    | MonthType
    | EnumType
    | MultiType
    | ListType
    | HistoryType
    | NothingType
)
