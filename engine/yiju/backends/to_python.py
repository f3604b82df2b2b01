"""The Python backend: what is asked of a record becomes one generated function, in two forms.

`compile_asked(program, record, asked, …)` gives a `Compiled`: `run` answers, `trace` answers and keeps the value of
every condition, intermediate and member value for explaining. A function is made for a stretch of days in which no
dated thing changes. It agrees with the reference interpreter, to which an answer that is an error is left.
"""

from __future__ import annotations

import builtins
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import CodeType
from typing import Any

from yiju.backends import to_python_choices as choices
from yiju.backends import to_python_conditions as conditions
from yiju.backends import to_python_days as days
from yiju.backends import to_python_lists as lists
from yiju.backends import to_python_numbers as numbers
from yiju.backends import to_python_runtime as runtime
from yiju.backends import to_python_tables as tables
from yiju.backends.to_python_blocks import RESERVED, Loop, Names, lay_out, unpacked
from yiju.backends.to_python_build import Builder, Here, Now, Rule, Slot
from yiju.backends.to_python_day_parts import CALLED
from yiju.backends.to_python_value import VARIES, Level, Piece, Shape, shape_of, whole
from yiju.program import expressions as e
from yiju.program.program import Program
from yiju.program.values import NOTHING, Row

RULES: Mapping[type, Rule] = {
    e.Const: lambda b, x, _: b.constant(x.value),
    e.Open: lambda b, _, __: b.unknown(),
    e.Grounded: lambda b, x, here: b.piece(x.operand, here),
    e.Field: lists.field,
    e.Variable: lists.variable,
    e.Let: lists.let,
    e.Ref: lists.ref,
    e.Aggregate: lists.aggregate,
    e.Rank: lists.rank,
    e.PointsTotal: lists.points_total,
    e.At: days.at,
    e.Day: days.day,
    e.InForce: days.in_force,
    e.Dated: days.dated,
    e.FullYears: days.years,
    e.ShiftDate: days.shift,
    e.DaysBetween: days.between,
    e.Overlap: days.overlap,
    e.HistoryAt: days.history_at,
    e.HistoryWindow: days.history_window,
    e.Arithmetic: numbers.arithmetic,
    e.Extreme: numbers.extreme,
    e.Round: numbers.rounded,
    e.Sure: numbers.sure,
    e.Marginal: numbers.marginal,
    e.Compare: conditions.compare,
    e.IsNothing: conditions.is_nothing,
    e.Is: conditions.is_value,
    e.OneOf: conditions.one_of,
    e.InRange: conditions.in_range,
    e.InMonth: conditions.in_month,
    e.MonthIn: conditions.month_in,
    e.Contains: conditions.contains,
    e.Both: conditions.both,
    e.Not: conditions.negation,
    e.Choice: choices.choice,
    e.OrElse: choices.or_else,
    e.Candidates: choices.candidates,
    e.Delegated: choices.delegated,
    e.Lookup: choices.lookup,
}

GLOBALS: dict[str, Any] = {
    "__builtins__": builtins,
    "ERR": runtime.ERR,
    "NOTHING": NOTHING,
    "Incomplete": runtime.Incomplete,
    "Fraction": Fraction,
    "bisect_left": bisect_left,
    "bisect_right": bisect_right,
    "round_half_up": runtime.round_half_up,
    "round_up": runtime.round_up,
    "round_down": runtime.round_down,
    "add_ratio": runtime.add_ratio,
    "agreed": runtime.agreed,
    "agreed_ratio": runtime.agreed_ratio,
    "overlap_days": runtime.overlap_days,
    "overlap_months": runtime.overlap_months,
    "shifted": runtime.shifted,
    "window": runtime.window,
    "place": runtime.place,
    "settle": runtime.settle,
    "settle_sum": runtime.settle_sum,
    "stretch_of_ratio": tables.stretch_of_ratio,
    **CALLED,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a record: an expression for the record itself, or for each element of its list `each`."""

    name: str
    expr: e.Expr
    each: e.Field | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """Where a trace keeps a value: positions to follow, one more than there are lists on the way."""

    steps: tuple[int, ...]
    shape: Shape
    const: Any = VARIES


@dataclass(frozen=True, slots=True)
class Compiled:
    """A generated function. `function(row, day)` gives one stored value for each thing asked and, in a trace, the kept
    values; `shapes` say how to read them. `slots`: from (id of an expression, list fields on the way) to an address."""

    function: Callable[[Row, date], Any]
    asked: tuple[Asked, ...]
    shapes: tuple[Shape, ...]
    slots: Mapping[tuple[int, tuple[str, ...]], Address]
    source: str

    def value(self, index: int, stored: Any) -> Any:
        """The value of the thing asked at `index`, as the interpreter has it; ERR for a failure."""
        if self.asked[index].each is not None and isinstance(stored, tuple):
            return tuple(self.shapes[index].value(v) for v in stored)
        return self.shapes[index].value(stored)


def compile_asked(
    program: Program,
    record: str,
    asked: tuple[Asked, ...],
    *,
    span: tuple[date | None, date | None] = (None, None),
    why: bool = False,
) -> Compiled:
    """Compile what is asked of a record for the days of `span` (both ends included; None is open).

    Raises:
        UnsupportedError: YJ801 to YJ803, something that this backend cannot do.
    """
    root = Loop(program.records[record])
    now = Now("day", root, (0,), *span)
    b = Builder(program, root, now, why, RULES, Names({*RESERVED, *GLOBALS}))
    here = Here((root,), now, {}, why)
    answers = [_answer(b, a, here) for a in asked]
    kept = _Kept(b) if why else None
    body = lay_out(root, b.names)
    opening = [f"    {line}" for line in unpacked(root, set(root.fields.values()))]
    results = f"({', '.join(code for code, _ in answers)}{',' if len(answers) == 1 else ''})"
    closing = f"    return {results}, {kept.tuple}" if kept else f"    return {results}"
    source = "\n".join(["def answer(row, day):", *opening, *body, closing, ""])
    function = _function(compile(source, f"<{record}>", "exec"), b.constants)
    slots = {} if kept is None else {k: kept.address(s) for k, s in b.slots.items()}
    return Compiled(function, asked, tuple(s for _, s in answers), slots, source)


def _function(code: CodeType, constants: Mapping[str, Any]) -> Callable[[Row, date], Any]:
    space = {**GLOBALS, **constants}
    exec(code, space)  # the code was made above, from the calculus alone
    made: Callable[[Row, date], Any] = space["answer"]
    return made


def _answer(b: Builder, asked: Asked, here: Here) -> tuple[str, Shape]:
    if asked.each is None:
        piece = b.piece(asked.expr, here)
        return whole(piece), shape_of(piece)
    listed, loop = lists.elements(b, asked.each, asked.each, here)
    piece = b.bound(b.piece(asked.expr, here.of(loop)), asked.name)
    tally = lists.Tally(b, loop, piece)
    column = tally.start("of_each", "[]")
    tally.lines = [f"{column}.append({whole(piece)})"]
    tally.done()
    code = f"tuple({column})"
    return (f"(None if {listed.name} is None else {code})" if listed.none else code), shape_of(piece)


class _Kept:
    """The tuple of kept values: the record's own, and for each list one tuple an element."""

    def __init__(self, b: Builder) -> None:
        self.root = b.root
        self.groups: dict[tuple[Loop, Level], list[str]] = {}
        self.rows: dict[tuple[Loop, Level], str] = {}
        for slot in b.slots.values():
            if slot.const is VARIES:
                self._add(slot.loop, slot.loop.full(slot.level)[:-1], slot.name)
        for depth in range(max((loop.depth for loop, _ in self.groups), default=0), 0, -1):
            for loop, run in [k for k in self.groups if k[0].depth == depth]:
                self._keep_elements(b, loop, run)
        names = self.groups.get((b.root, ()), [])
        self.tuple = f"({', '.join(names)}{',' if len(names) == 1 else ''})"

    def _add(self, loop: Loop, run: Level, name: str) -> None:
        names = self.groups.setdefault((loop, run), [])
        if name not in names:
            names.append(name)

    def _keep_elements(self, b: Builder, loop: Loop, run: Level) -> None:
        assert loop.parent is not None
        rows = self.rows[loop, run] = b.names.new(f"values_of_{loop.field_name}")
        loop.parent.add(run, f"{rows} = []")
        loop.parent.bound[rows] = run
        loop.close((*run, 0), f"{rows}.append(({', '.join(self.groups[loop, run])},))")
        self._add(loop.parent, run[:-1], rows)

    def address(self, slot: Slot) -> Address:
        """Where a slot's value is."""
        if slot.const is not VARIES:
            return Address((), slot.shape, slot.const)
        steps: list[int] = []
        loop, run, name = slot.loop, slot.loop.full(slot.level)[:-1], slot.name
        while True:
            steps.append(self.groups[loop, run].index(name))
            if loop.parent is None:
                return Address(tuple(reversed(steps)), slot.shape)
            loop, run, name = loop.parent, run[:-1], self.rows[loop, run]


def value_at(address: Address, values: Any, path: tuple[int, ...]) -> Any:
    """The stored value at an address, for the element that `path` leads to."""
    if address.const is not VARIES:
        return address.const
    found = values[address.steps[0]]
    for place, step in zip(path, address.steps[1:], strict=False):
        found = found[place][step]
    return found


__all__ = ["Asked", "Compiled", "Piece", "compile_asked", "value_at"]
