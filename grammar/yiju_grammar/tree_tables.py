"""The tree's types and tables: what fields and parameters are declared to be, rows and cells as written.

Inert frozen data; every node has `span`. `tree.py` gives all of these out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiju_grammar.span import Span
from yiju_grammar.terms import Unit
from yiju_grammar.tree_expressions import Compare, Expr, Grounds, Interval, Name, Range


@dataclass(frozen=True, slots=True)
class UnitType:
    """`元/人/月`, `比例`, `人`, `月`: a number; 比例 and 整数 (`kind` "integer") have no unit."""

    unit: Unit
    kind: Literal["unit", "ratio", "integer"]
    span: Span


@dataclass(frozen=True, slots=True)
class PlainType:
    """`文本` text, `日期` date, `是否` yes/no, `身份证号` identity-card number."""

    kind: Literal["text", "date", "truth", "identity"]
    span: Span


@dataclass(frozen=True, slots=True)
class InlineEnumType:
    """`枚举（城市，农村）`."""

    values: tuple[Name, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class NamedType:
    """`等级`: a declared enumeration; in 授权 … 为 T also 积分 and 表."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class ListType:
    """`列表<成员>`."""

    record: Name
    span: Span


@dataclass(frozen=True, slots=True)
class HistoryType:
    """`历史<元/月>`: a value a calendar month."""

    unit: Unit
    span: Span


TypeExpr = UnitType | PlainType | InlineEnumType | NamedType | ListType | HistoryType


@dataclass(frozen=True, slots=True)
class DatedValue:
    """`自 D = V`, `自 D 停止` (value None), `始终 = V`, `此前 = V` (start None); `end` where 至 is written."""

    start: date | None
    end: date | None
    value: Expr | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: `text` as written (folded; a single word of the language in Chinese), parsed to `content`;
    AnyValue for `—`, Otherwise for 其他, None if empty."""

    text: str
    content: CellContent
    span: Span


@dataclass(frozen=True, slots=True)
class AnyValue:
    """`—`."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """`其他` in an input column."""


CellContent = AnyValue | Otherwise | tuple[Expr | Range, ...] | Compare | Expr | None
"""A tuple for one or more values or ranges separated by commas (`优秀，称职`); a Compare whose left is NameRef("")
for a comparative cell (`3岁以上`, `不低于 60%`); other expressions in result and 条件 columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A header cell: `name`, the unit in brackets if any (`标准（元/人/月）`), or the interval of `D起`, `此前`,
    `始终`."""

    name: str
    unit: Unit | None
    interval: Interval | None
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Cell, ...]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Rows:
    """Header and rows as written. A last column headed 原文 is taken out by the parser: its quotes are the rows'
    grounds. Cells are parsed with one start symbol: expression, list, range, comparative, `—`, `其他`."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ExternalRows:
    """`见 “file.csv”`: rows kept beside the policy (resolved by the loader)."""

    path: str
    span: Span
