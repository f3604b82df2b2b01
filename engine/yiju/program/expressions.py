"""Expressions of the core calculus: all sugar is gone, every name is resolved, every node has a type and a span.

Made by the checker; read by the reference interpreter, the backends and the explainer. An expression is
evaluated in *frames* (the record at hand, then those that enclose it) and as of a *day*. There is no recursion,
clock or I/O: every evaluation ends. Meaning: see the reference interpreter. What one policy reads of another
(`P 的 结果`) is a `Ref` to that policy's outcome or payment definition.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from yiju.documents.model import Days
from yiju.program.types import Type
from yiju_grammar.span import Span
from yiju_grammar.terms import RoundMode

Constant = Fraction | bool | str | date | frozenset[str] | None
"""A number, truth, text or enumeration value, day, set of enumeration values; None is 无."""

Grounds = tuple[int, ...]
"""Indexes into `Program.grounds`."""


@dataclass(frozen=True, slots=True)
class Const:
    type: Type
    span: Span
    value: Constant


@dataclass(frozen=True, slots=True)
class Open:
    """待定, a missing 细则, a name without a value on the day: always unknown. `point` is what must be decided;
    where `of` is set, its value (the office) is added to the point when it is named."""

    type: Type
    span: Span
    point: str
    readings: tuple[str, ...] = ()
    of: Expr | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the record `up` frames out (0: at hand). `default`: its value when absent (缺省), on `grounds`."""

    type: Type
    span: Span
    up: int
    name: str
    default: Expr | None = None
    grounds: Grounds = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """An argument of the definition at hand, or a 令 (its text name; unique within the definition)."""

    type: Type
    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Let:
    """`body` with `name` standing for `value`."""

    type: Type
    span: Span
    name: str
    value: Expr
    body: Expr


@dataclass(frozen=True, slots=True)
class Ref:
    """The definition `definition` for the record `up` frames out, as of the day at hand, with `arguments`."""

    type: Type
    span: Span
    up: int
    definition: str
    arguments: tuple[Expr, ...] = ()


@dataclass(frozen=True, slots=True)
class At:
    """`value` evaluated as of `day` (everything inside it included); unknown where the day is, 无 where it is 无."""

    type: Type
    span: Span
    value: Expr
    day: Expr


@dataclass(frozen=True, slots=True)
class Day:
    """A day told by the day at hand: itself, the first or last of its month or year, the last of the month before."""

    type: Type
    span: Span
    which: Literal["day", "month_start", "month_end", "year_start", "year_end", "last_month"]


@dataclass(frozen=True, slots=True)
class InForce:
    """Whether the day at hand lies in one of `intervals`."""

    type: Type
    span: Span
    intervals: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    interval: Days
    value: Expr
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Dated:
    """The value of the piece whose interval holds the day at hand; unknown, with the point `no value on D`, if none
    does. Pieces are disjoint."""

    type: Type
    span: Span
    pieces: tuple[Piece, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Exact; unknown if an operand is. A zero divisor is an error on the record (YJ611). `power`: right is a Const
    natural number."""

    type: Type
    span: Span
    op: Literal["add", "subtract", "multiply", "divide", "power"]
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Extreme:
    """较高者 / 较低者 of numbers or dates; unknown if one is."""

    type: Type
    span: Span
    op: Literal["max", "min"]
    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """To a multiple of `step` (> 0)."""

    type: Type
    span: Span
    operand: Expr
    step: Fraction
    mode: RoundMode


@dataclass(frozen=True, slots=True)
class Sure:
    """A 人数 pair as a number: known when both ends are equal, else unknown."""

    type: Type
    span: Span
    operand: Expr


@dataclass(frozen=True, slots=True)
class Compare:
    """Numbers of one unit, days, enumeration values, texts, truths (the last three only eq and ne). Unknown if an
    operand is, but for pairs, which are known when both ends agree. 无 on either side: 假."""

    type: Type
    span: Span
    op: Literal["eq", "ne", "ge", "gt", "le", "lt"]
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class IsNothing:
    """`X 是 无`; unknown where X is."""

    type: Type
    span: Span
    operand: Expr


@dataclass(frozen=True, slots=True)
class Is:
    """`X 是 V` / `不是 V` as they read, 无 being a value like another: `不是 V` holds of 无."""

    type: Type
    span: Span
    left: Expr
    right: Expr
    negated: bool


@dataclass(frozen=True, slots=True)
class OneOf:
    """`X 属于（…）`: one of some values (numbers, texts, enumeration values, days). 无 is in none; 不属于 holds of
    无 only as written: `negated` of 无 is 真."""

    type: Type
    span: Span
    operand: Expr
    values: tuple[Constant, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class InRange:
    """`low` to `high` (None: open), each end included or not. 无: 假 (negated too)."""

    type: Type
    span: Span
    operand: Expr
    low: Fraction | date | None
    low_included: bool
    high: Fraction | date | None
    high_included: bool


@dataclass(frozen=True, slots=True)
class InMonth:
    """`D 属于 当月`: the day `operand` lies in the month of the day at hand (`unit` "year" for 当年). 无: 假."""

    type: Type
    span: Span
    operand: Expr
    unit: Literal["month", "year"]


@dataclass(frozen=True, slots=True)
class MonthIn:
    """`当月 属于（11月，12月）`."""

    type: Type
    span: Span
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """`X 含 V`: the set X (多选) has V. 无: 假."""

    type: Type
    span: Span
    operand: Expr
    value: str


@dataclass(frozen=True, slots=True)
class Both:
    """且 (`all`) or 或 (`any`) over its operands, Kleene's strong tables; an error counts as
    unknown with a cause: 假 且 error is 假."""

    type: Type
    span: Span
    op: Literal["all", "any"]
    operands: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Not:
    type: Type
    span: Span
    operand: Expr


@dataclass(frozen=True, slots=True)
class Choice:
    """若 C 则 A 否则 B. C unknown: A if A and B are known and equal, else unknown."""

    type: Type
    span: Span
    condition: Expr
    then: Expr
    otherwise: Expr


@dataclass(frozen=True, slots=True)
class OrElse:
    """`X 若无 V`: V where X is 无."""

    type: Type
    span: Span
    value: Expr
    fallback: Expr


@dataclass(frozen=True, slots=True)
class Aggregate:
    """Over the list `source`; `where` and `value` see its element as frame 0. `where` None: every element.

    count: a pair. exists, all (of `where`): Kleene, empty 假 and 真. sum: 0 of nothing; max, min, average: 无 of
    nothing; those four unknown when any element's condition or counted value is. An unknown list: unknown. An element
    whose value is 无 counts as nothing to add (the checker has asked for 若无)."""

    type: Type
    span: Span
    op: Literal["count", "sum", "max", "min", "average", "exists", "all"]
    source: Expr
    where: Expr | None
    value: Expr | None


@dataclass(frozen=True, slots=True)
class Rank:
    """Within the list `source` (evaluated at hand), the place of the record at hand: 1 + how many in the filter have a
    lesser `key` (greater if `descending`); ties share a place. 无 for one not in the filter. Unknown when any element's
    condition or key is unknown."""

    type: Type
    span: Span
    source: Expr
    key: Expr
    where: Expr | None
    descending: bool


@dataclass(frozen=True, slots=True)
class HistoryAt:
    """The history's value for the month of the day at hand; unknown if unmentioned."""

    type: Type
    span: Span
    history: Expr


@dataclass(frozen=True, slots=True)
class HistoryWindow:
    """sum, max, min, average over the `months` whole calendar months before the month of the day at hand; unknown if
    any is."""

    type: Type
    span: Span
    op: Literal["sum", "max", "min", "average"]
    history: Expr
    months: int


@dataclass(frozen=True, slots=True)
class FullYears:
    """周岁（d） as of the day at hand: the greatest n with d + n年 not after it (may be negative)."""

    type: Type
    span: Span
    operand: Expr


@dataclass(frozen=True, slots=True)
class ShiftDate:
    """`d + n天|月|年`, `amount` an integer number; without such a day the month's last (民法典 第202条)."""

    type: Type
    span: Span
    operand: Expr
    amount: Expr
    unit: Literal["day", "month", "year"]
    negative: bool


@dataclass(frozen=True, slots=True)
class DaysBetween:
    """`a - b` of days: the first day not counted."""

    type: Type
    span: Span
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Overlap:
    """Days, or calendar months touched, that the two intervals share; 0 if none. A 无 end or start is open; both
    open on one side is never an infinite result (the checker sees to it). Ends included."""

    type: Type
    span: Span
    unit: Literal["month", "day"]
    first: tuple[Expr, Expr]
    second: tuple[Expr, Expr]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One alternative of `Candidates`: an exception, an exclusion, a case that applies."""

    label: str
    applies: Expr
    value: Expr
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Candidates:
    """Exceptions: the candidates are all alternatives that do not apply 假, and `base` unless one applies 真. Two that
    apply 真 with different values: a conflict, an error on the record naming both. All candidates known and equal:
    that value; else unknown."""

    type: Type
    span: Span
    label: str
    alternatives: tuple[Alternative, ...]
    base: Expr


@dataclass(frozen=True, slots=True)
class Lookup:
    """The cell of result column `column` of the table `table` for `arguments` (one an input column)."""

    type: Type
    span: Span
    table: str
    arguments: tuple[Expr, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Marginal:
    """A 累进 scale applied to `operand`: Σ (part of it within each band) × rate. Below the first threshold: an error
    on the record (YJ612)."""

    type: Type
    span: Span
    scale: str
    operand: Expr


@dataclass(frozen=True, slots=True)
class PointsTotal:
    """The total of the points table `points` over the event list `events` as of the day at hand."""

    type: Type
    span: Span
    points: str
    events: Expr


@dataclass(frozen=True, slots=True)
class Delegated:
    """What the 细则 selected by `selector`'s value says; `floor` stands in for a bounded parameter not filled. With no
    selector there is one filling at most. None yet: unknown, the point is 尚无细则：value."""

    type: Type
    span: Span
    label: str
    selector: Expr | None
    fillings: tuple[tuple[str, Expr], ...]


@dataclass(frozen=True, slots=True)
class Grounded:
    """A line of a block with grounds of its own; transparent to evaluation."""

    type: Type
    span: Span
    operand: Expr
    grounds: Grounds


Expr = (
    Const
    | Open
    | Field
    | Variable
    | Let
    | Ref
    | At
    | Day
    | InForce
    | Dated
    | Arithmetic
    | Extreme
    | Round
    | Sure
    | Compare
    | IsNothing
    | Is
    | OneOf
    | InRange
    | InMonth
    | MonthIn
    | Contains
    | Both
    | Not
    | Choice
    | OrElse
    | Aggregate
    | Rank
    | HistoryAt
    | HistoryWindow
    | FullYears
    | ShiftDate
    | DaysBetween
    | Overlap
    | Candidates
    | Lookup
    | Marginal
    | PointsTotal
    | Delegated
    | Grounded
)
