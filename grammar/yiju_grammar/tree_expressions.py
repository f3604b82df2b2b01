"""The tree's terms: names, grounds, expressions. What a declaration is made of.

Inert frozen data; every node has `span`. `tree.py` has the declarations and gives all of these out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from yiju_grammar.span import Span
from yiju_grammar.terms import Reading, RoundMode, Unit


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it is declared or, outside expressions, mentioned."""

    text: str
    span: Span


# --- grounds ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Quote:
    """`> words`; `……` inside it is kept as written and split by the document search."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class SameAsAbove:
    """`> 同上`: the quotes of the declaration before it."""

    span: Span


@dataclass(frozen=True, slots=True)
class Assumption:
    """`假定 “why”`, above a thing or at the end of a declaration's first line."""

    why: str
    span: Span


Ground = Quote | SameAsAbove | Assumption | Reading
Grounds = tuple[Ground, ...]


# --- expressions --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number:
    """`1000元/人/月`, `70%`, `3次`, `2`; `unit` is empty for a bare number or a percentage. Exact."""

    value: Fraction
    unit: Unit
    percent: bool
    span: Span


@dataclass(frozen=True, slots=True)
class DateLiteral:
    """`2020-06-30`, `2020年12月`, `2020年`: its first and last day."""

    first: date
    last: date
    precision: Literal["day", "month", "year"]
    span: Span


@dataclass(frozen=True, slots=True)
class Text:
    """`“words”`."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Truth:
    """`真` `假`."""

    value: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Nothing:
    """`无`."""

    span: Span


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """`待定 “what must be decided”`, with the readings it may have (`或 “…”`), if any are written."""

    text: str
    readings: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class NameRef:
    """A name in an expression; also the day names 当日 当月 月初 月末 年初 年末 上月."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class MemberOf:
    """`成员 的 收入`, `低保 的 结果`, `表（…） 的 列`."""

    base: Expr
    name: Name
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """`name（args）`: a definition with arguments, a table, a parameter, or a builtin function such as 周岁, 取整's
    siblings 较高者 较低者 折月. Builtins of special form have nodes of their own below."""

    name: Name
    args: tuple[Expr, ...]
    span: Span


AggregateOp = Literal["count", "sum", "max", "min", "average", "exists", "all"]


@dataclass(frozen=True, slots=True)
class Aggregate:
    """`人数（成员，其中 C）`, `合计（成员 的 X，其中 C）`, `全部（成员，C）`, `合计（工资，近12个月 于 D）`.

    `source` is a NameRef (the list, or a history) or a MemberOf (list 的 value). For `all` the condition stands
    in `where`. `months` is the N of 近N个月 and `at` its 于 (None: 当日)."""

    op: AggregateOp
    source: Expr
    where: Expr | None
    months: int | None
    at: Expr | None
    span: Span


@dataclass(frozen=True, slots=True)
class Rank:
    """`名次（成员，按 K，其中 C）`; `按 K 降序` ranks from the greatest."""

    source: Expr
    key: Expr
    where: Expr | None
    descending: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Overlap:
    """`重叠月数（自 至 止，自 至 止）`, `重叠天数（…）`."""

    unit: Literal["month", "day"]
    first: tuple[Expr, Expr]
    second: tuple[Expr, Expr]
    span: Span


@dataclass(frozen=True, slots=True)
class RoundInteger:
    """`取整（x MODE）`."""

    operand: Expr
    mode: RoundMode
    span: Span


ArithmeticOp = Literal["add", "subtract", "multiply", "divide", "power"]


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """`a + b`, `a - b`, `a × b`, `a ÷ b`, `a ^ 2` (次方)."""

    op: ArithmeticOp
    left: Expr
    right: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Negative:
    """`-a`."""

    operand: Expr
    span: Span


CompareOp = Literal["eq", "ne", "ge", "gt", "le", "lt"]


@dataclass(frozen=True, slots=True)
class Compare:
    """`a 不低于 b` and its like, also those written after a literal (`年龄 60岁以上`), and 早于 不晚于."""

    op: CompareOp
    left: Expr
    right: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Is:
    """`单位 是 街道`, `单位 不是 街道`, `去世日期 是 无` (right is Nothing)."""

    left: Expr
    right: Expr
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Range:
    """`0至2岁` (both ends), `[18，60)`, and, in cells, `3岁以上`. A missing end is None."""

    low: Expr | None
    low_included: bool
    high: Expr | None
    high_included: bool
    span: Span


@dataclass(frozen=True, slots=True)
class In:
    """`岗位 属于（a，b）`, `年龄 属于 0至2岁`, `日期 属于 当月`, and 不属于."""

    left: Expr
    items: tuple[Expr | Range, ...]
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Contains:
    """`健康状况 含 大病`, and 不含."""

    left: Expr
    item: Expr
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Connective:
    """`a 且 b 且 c` or `a 或 b`: never mixed; at least two."""

    op: Literal["and", "or"]
    operands: tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Not:
    """`非 a`."""

    operand: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Choice:
    """`若 C 则 A 否则 B`."""

    condition: Expr
    then: Expr
    otherwise: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class OrElse:
    """`X 若无 0元`."""

    value: Expr
    fallback: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class At:
    """`X 于 D`: X read as of D."""

    value: Expr
    day: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block, under the grounds that stand above it."""

    grounds: Grounds
    condition: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """`同时` (all) or `任一` (any), one condition a line."""

    mode: Literal["all", "any"]
    lines: tuple[Line, ...]
    span: Span


Expr = (
    Number
    | DateLiteral
    | Text
    | Truth
    | Nothing
    | OpenPoint
    | NameRef
    | MemberOf
    | Call
    | Aggregate
    | Rank
    | Overlap
    | RoundInteger
    | Arithmetic
    | Negative
    | Compare
    | Is
    | In
    | Contains
    | Connective
    | Not
    | Choice
    | OrElse
    | At
    | Block
)


@dataclass(frozen=True, slots=True)
class Rounding:
    """`舍入到 元 进位`: `step` is a Number (1元, 0.1元, 10元) or a bare unit read as 1 of it."""

    step: Number
    mode: RoundMode
    span: Span


@dataclass(frozen=True, slots=True)
class Let:
    """`令 n = …`, a line below the formula."""

    name: Name
    value: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Formula:
    """A value with its rounding and its `令` lines (in order; each sees those before it)."""

    value: Expr
    rounding: Rounding | None
    lets: tuple[Let, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Interval:
    """`自 D 至 D`, both ends included; an absent end is None. `自` a month is its first day, `至` its last."""

    start: date | None
    end: date | None
    span: Span
