"""Conditions as formulas over a few variables, and the cells that the variables' breakpoints cut their values into.

Two values of one cell are told apart by no condition, so one of each is enough to try: whether conditions can hold,
hold together or leave something out is then a matter of counting. No solver. A variable whose relation to the
others is not known (`certain` False) is tried with all its outcomes: what no cell shows is proven; what a cell shows
may be impossible.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import floor, prod
from typing import Any

from yiju.check.unit_texts import value_text
from yiju.program import types as ty
from yiju.program.values import NOTHING

Key = Any
"""What tells one variable from another: the shape of its expression."""

Cell = Mapping[Key, Any]
Formula = Callable[[Cell], bool]

LIMIT = 200_000
"""Cells of a table that are tried at most."""

CONDITION_LIMIT = 20_000
"""Cells that are tried at most of conditions, of which a place has many."""

DAY = timedelta(days=1)


class OtherText:
    """Any text that no condition mentions."""

    __slots__ = ()


OTHER_TEXT = OtherText()


@dataclass(slots=True)
class Variable:
    """`low`/`high` bound a number. `points` are breakpoints; `mentioned` values of texts and enumerations."""

    name: str
    kind: ty.Type
    certain: bool = True
    low: Fraction | None = None
    high: Fraction | None = None
    points: set[Any] = field(default_factory=set)
    order: bool = False

    def values(self) -> list[Any]:
        """One value for each cell, the plainest first."""
        made = self._known()
        return [*made, NOTHING] if self.kind.optional else made

    def _known(self) -> list[Any]:
        if self.order:
            return [-1, 0, 1]
        match self.kind:
            case ty.NumberType(scale=scale):
                return numbers(self.points, self.low, self.high, scale)
            case ty.DateType():
                return days(self.points)
            case ty.EnumType(values=values):
                rest = [v for v in values if v not in self.points]
                return [v for v in values if v in self.points] + rest[:1]
            case ty.TruthType():
                return [True, False]
        return [*sorted(self.points), OTHER_TEXT]


def numbers(points: set[Fraction], low: Fraction | None, high: Fraction | None, scale: int) -> list[Fraction]:
    """The breakpoints and a number between each two, below the first and above the last, in steps of 1/scale."""
    inside = sorted(p for p in points if (low is None or p >= low) and (high is None or p <= high))
    edges = [None, *inside, None]
    made: list[Fraction] = []
    for before, after in zip(edges, edges[1:], strict=False):
        if before is not None and (not scale or scale % before.denominator == 0):
            made.append(before)
        found = _between((before, after), (low, high), scale)
        if found is not None:
            made.append(found)
    return made


Ends = tuple[Fraction | None, Fraction | None]


def _between(edges: Ends, bounds: Ends, scale: int) -> Fraction | None:
    """A number after the first edge and before the second (None: no edge) within the bounds: a whole one if any."""
    (before, after), (low, high) = edges, bounds
    if before is None and after is None:
        return low if low is not None else high if high is not None else Fraction(0)
    for step in (Fraction(1), Fraction(1, scale) if scale else None):
        found = _stepped(before, after, step)
        if found is None or (after is not None and found >= after) or (before is not None and found <= before):
            continue
        if (low is None or found >= low) and (high is None or found <= high):
            return found
    return None


def _stepped(before: Fraction | None, after: Fraction | None, step: Fraction | None) -> Fraction | None:
    if before is None:
        assert after is not None
        return -(floor(-after / step) + 1) * step if step else None
    if step:
        return (floor(before / step) + 1) * step
    return (before + after) / 2 if after is not None else None


def days(points: set[date]) -> list[date]:
    """The breakpoints, the day after each, and the day before the first."""
    inside = sorted(points)
    if not inside:
        return [date(2020, 1, 1)]
    made = [inside[0] - DAY] if inside[0] > date.min else []
    for day, following in zip(inside, [*inside[1:], None], strict=True):
        made.append(day)
        if day < date.max and (following is None or day + DAY < following):
            made.append(day + DAY)
    return made


@dataclass(slots=True)
class Space:
    """The variables of some conditions."""

    variables: dict[Key, Variable] = field(default_factory=dict)

    def variable(self, key: Key, name: str, kind: ty.Type, *, certain: bool = True) -> Variable:
        """The variable of a key, made when first met."""
        return self.variables.setdefault(key, Variable(name, kind, certain))

    @property
    def certain(self) -> bool:
        return all(v.certain for v in self.variables.values())

    def size(self) -> int:
        """How many cells there are."""
        return prod(len(v.values()) for v in self.variables.values())

    def cells(self) -> Iterator[Cell]:
        """Every cell, by one value of each variable."""
        keys = list(self.variables)
        for values in product(*(self.variables[k].values() for k in keys)):
            yield dict(zip(keys, values, strict=True))

    def sample(self, cell: Cell) -> str:
        """A cell as a record: `年龄 = 17岁, 城乡 = 农村`."""
        shown = [(self.variables[k], v) for k, v in cell.items()]
        return ", ".join(_shown(variable, value) for variable, value in shown)


def _shown(variable: Variable, value: Any) -> str:
    if variable.order:
        return variable.name.format({-1: "<", 0: "=", 1: ">"}[value])
    return f"{variable.name} = {sample_text(value, variable.kind)}"


def sample_text(value: Any, kind: ty.Type) -> str:
    """A value of a sample record as a policy writer would type it."""
    if value is NOTHING:
        return "无"
    if value is OTHER_TEXT:
        return "其他文字"
    return value_text(value, kind)
