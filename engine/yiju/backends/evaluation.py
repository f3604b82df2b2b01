"""What the reference interpreter's parts share: scopes, failures, the three-valued connectives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.program import expressions as e
from yiju.program.errors import Failure, RunError
from yiju.program.program import RecordType
from yiju.program.values import NOTHING, UNKNOWN, Row

Result = Any
"""A `Value`, a `Failure`, or the pair of a 人数."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One record in reach; `path` tells which: () the root, (("成员", 0),) its first member."""

    record: RecordType
    row: Row
    path: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Where an expression is evaluated: frames (innermost first), the day, arguments and 令."""

    frames: tuple[Frame, ...]
    day: date
    variables: tuple[tuple[str, Result], ...] = ()

    def up(self, n: int) -> Scope:
        """The scope of the record `n` frames out."""
        return Scope(self.frames[n:], self.day)

    def push(self, frame: Frame) -> Scope:
        """The scope of a list's element."""
        return Scope((frame, *self.frames), self.day, self.variables)

    def sibling(self, frame: Frame) -> Scope:
        """The scope of another element of the list the record at hand stands in."""
        return Scope((frame, *self.frames[1:]), self.day, self.variables)


def fail(code: str, expr: e.Expr, label: str = "", detail: str = "") -> Failure:
    """A failure at an expression."""
    place = (expr.span.file, expr.span.start, expr.span.end)
    return Failure(frozenset({RunError(code, label, (), detail, place)}))


def strict(values: list[Result] | tuple[Result, ...]) -> Failure | bool:
    """Of operands all needed: their failures together; else whether one is unknown."""
    failures = [v for v in values if isinstance(v, Failure)]
    if failures:
        return Failure(frozenset().union(*(f.errors for f in failures)))
    return any(v is UNKNOWN for v in values)


def kleene(op: str, values: list[Result]) -> Result:
    """且 (`all`) and 或 (`any`) of truths, unknowns and failures."""
    decisive = op == "any"
    if any(v is decisive for v in values):
        return decisive
    blocked = strict(values)
    if isinstance(blocked, Failure):
        return blocked
    return UNKNOWN if blocked else not decisive


def within(value: Any, x: Any) -> bool:
    """Whether a number or day lies in the range `x` (an InRange or a RangeTest)."""
    above = x.low is None or value > x.low or (x.low_included and value == x.low)
    below = x.high is None or value < x.high or (x.high_included and value == x.high)
    return bool(above and below)


def total(op: str, values: list[Any]) -> Result:
    """sum, max, min or average of known values; 无 of nothing but for a sum."""
    if op == "sum":
        return sum(values, Fraction(0))
    if not values:
        return NOTHING
    if op == "average":
        return Fraction(sum(values, Fraction(0)) / len(values))
    return max(values) if op == "max" else min(values)
