"""Pieces of generated Python: what an expression of the calculus became, where it may stand, how it may be unknown.

A `Piece` is inert; `to_python_blocks.py` binds pieces to local names and lays them out. Numbers are integers over a
static `scale` (and over `den`, the code of a divisor above 0, for ratios): no fraction object, no float.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from math import gcd, lcm
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from yiju.backends.to_python_blocks import Loop


class _Mark(Enum):
    VARIES = "varies"


VARIES: Final = _Mark.VARIES

Kind = Literal["number", "pair", "truth", "day", "text", "set", "list", "history", "nothing", "unknown"]

Level = tuple[int, ...]
"""When a piece may be evaluated within its loop: lexicographic; one number for each loop it stands in."""


@dataclass(frozen=True, slots=True)
class Piece:
    """`code` is valid where no name in `none` is None and none in `err` is ERR; then it is the value itself.

    `own_none`, `own_err`: the code itself may come to None or ERR. `nothing`: it may come to NOTHING. `const`: the
    value where it is the same for every record (a number as a Fraction). A pair's other end is `high`. `name`: the
    local name under which all of it stands: the value, None, ERR or NOTHING.
    """

    kind: Kind
    code: str
    loop: Loop
    level: Level
    none: tuple[str, ...] = ()
    err: tuple[str, ...] = ()
    own_none: bool = False
    own_err: bool = False
    nothing: bool = False
    scale: int = 1
    den: str = ""
    high: str = ""
    const: Any = VARIES
    name: str = ""

    @property
    def is_bound(self) -> bool:
        """A name or a literal, which may be said twice."""
        return bool(self.name) or self.const is not VARIES or (self.kind == "unknown" and not self.err)

    @property
    def may_be_unknown(self) -> bool:
        return bool(self.none) or self.own_none

    @property
    def may_fail(self) -> bool:
        return bool(self.err) or self.own_err


@dataclass(frozen=True, slots=True)
class Guards:
    """What several operands, all needed, have in common."""

    loop: Loop
    level: Level
    none: tuple[str, ...]
    err: tuple[str, ...]
    unknown: bool

    def piece(self, kind: Kind, code: str, **more: Any) -> Piece:
        """A piece under these guards; unknown for good if an operand is."""
        if self.unknown:
            return Piece("unknown", "None", self.loop, self.level, (), self.err, own_none=True)
        return Piece(kind, code, self.loop, self.level, self.none, self.err, **more)


def guards(*operands: Piece) -> Guards:
    """The guards of operands of which each is needed (none of them with a None or ERR of its own)."""
    loop = max((o.loop for o in operands), key=lambda l: l.depth)
    level = max(o.level for o in operands)
    none = tuple(dict.fromkeys(n for o in operands for n in o.none))
    err = tuple(dict.fromkeys(n for o in operands for n in o.err))
    return Guards(loop, level, none, err, any(o.kind == "unknown" for o in operands))


def whole(piece: Piece) -> str:
    """Code that comes to the value, None, ERR or NOTHING; ratios and pairs as tuples."""
    if piece.name:
        return piece.name
    code = piece.code
    if piece.kind == "pair" or piece.den:
        code = f"({piece.code}, {piece.high or piece.den})"
    if piece.none:
        code = f"None if {' or '.join(f'{n} is None' for n in piece.none)} else {code}"
    if piece.err:
        code = f"ERR if {' or '.join(f'{n} is ERR' for n in piece.err)} else {code}"
    return f"({code})" if piece.none or piece.err else code


def embraced(code: str) -> str:
    """The code as an operand."""
    simple = code.isidentifier() or code.isdigit() or (code.startswith("(") and _closes_at_end(code))
    return code if simple else f"({code})"


def _closes_at_end(code: str) -> bool:
    if "'" in code or '"' in code:
        return False
    depth = 0
    for i, char in enumerate(code):
        depth += (char == "(") - (char == ")")
        if depth == 0 and i < len(code) - 1:
            return False
    return True


def times(code: str, factor: int) -> str:
    """`code × factor`, folded where it can be."""
    if factor == 1:
        return code
    if code.lstrip("-").isdigit():
        return str(int(code) * factor)
    return f"{embraced(code)} * {factor}"


def scaled(piece: Piece, scale: int) -> str:
    """The code of a number without divisor at another scale, a multiple of its own."""
    assert not piece.den and scale % piece.scale == 0
    return times(piece.code, scale // piece.scale)


def common_scale(*numbers: Piece) -> int:
    """The least scale that holds all."""
    return lcm(*(n.scale for n in numbers))


def number(value: Fraction, root: Loop) -> Piece:
    """A number that is the same for every record."""
    return Piece("number", str(value.numerator), root, (0,), scale=value.denominator, const=value)


def reduced(up: int, down: int) -> tuple[int, int]:
    """Two static factors without what they share."""
    shared = gcd(up, down)
    return up // shared, down // shared


@dataclass(frozen=True, slots=True)
class Shape:
    """How a value stands in a result: what turns the generated code's value into the calculus' value."""

    kind: Kind
    scale: int

    def value(self, stored: Any) -> Any:
        """The value as the reference interpreter has it; None and NOTHING are themselves."""
        match stored:
            case bool() | str() | date() | None | Enum():
                return stored
            case int():
                return Fraction(stored, self.scale)
            case (over, under) if self.kind == "number":
                return Fraction(over, under * self.scale)
            case (low, high) if self.kind == "pair":
                return Fraction(low), Fraction(high)
        return stored


def shape_of(piece: Piece) -> Shape:
    """The shape in which `whole(piece)` leaves a value."""
    return Shape(piece.kind, piece.scale)
