"""The tree: what a policy file says, declaration by declaration, before any name is looked up.

Made by `parse`, read by the rule set. Inert frozen data; every node has `span`; sequences are tuples. Spellings
are already folded (full and half width, keyword language), units are canonical; names are as written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from yiju_grammar.finding import Finding
from yiju_grammar.span import Span
from yiju_grammar.terms import Reading as Reading
from yiju_grammar.terms import RoundMode as RoundMode
from yiju_grammar.terms import Schedule as Schedule
from yiju_grammar.terms import Unit as Unit


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


# --- declarations -------------------------------------------------------------------------------------------
# Each has `name` (where it has one), `grounds` (those above it, then a trailing 假定) and `span` (from keyword to
# the end of its last line).


@dataclass(frozen=True, slots=True)
class Policy:
    """`政策 NAME “title”` with 依据 and 对象 below; what follows in the file belongs to it."""

    name: Name
    title: str
    basis: tuple[Name, ...]
    subject: Name | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Filling:
    """`细则 彩石街道 于 积分制扶贫` (with 依据 below it): the head of a sub-district's file."""

    office: Name
    policy: Name
    basis: tuple[Name, ...]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Enumeration:
    """`枚举 等级（一级，二级）`."""

    name: Name
    values: tuple[Name, ...]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Measure:
    """`计量 头，桶`: further base units."""

    units: tuple[Name, ...]
    grounds: Grounds
    span: Span


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
class Field:
    """One line of a record. `low`/`high`: `0至12`, both included. `multiple`: 多选. `optional`: 可无."""

    name: Name
    type: TypeExpr
    identifier: bool
    required: bool
    private: bool
    optional: bool
    multiple: bool
    low: Number | None
    high: Number | None
    default: Expr | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Record:
    """`记录 家庭 每户`; `counts_as` is the unit (户), or None."""

    name: Name
    counts_as: str | None
    fields: tuple[Field, ...]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Eligibility:
    """`资格 NAME 当 C`."""

    name: Name
    condition: Expr
    interval: Interval | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Definition:
    """`定义 NAME = F` or `定义 NAME 当 C`; `record` for `成员 的`; `parameters` None when it takes no arguments."""

    name: Name
    record: Name | None
    parameters: tuple[Name, ...] | None
    body: Formula
    is_condition: bool
    interval: Interval | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Standard:
    """`标准 NAME = F [当 C]`: with 当, the value where C holds, else 无."""

    name: Name
    body: Formula
    when: Expr | None
    interval: Interval | None
    grounds: Grounds
    span: Span


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


@dataclass(frozen=True, slots=True)
class Parameter:
    """`参数 NAME（args） TYPE [不低于|不超过 …]` with dated lines, or rows. `bound`: the value stated is a floor (ge)
    or a ceiling (le)."""

    name: Name
    parameters: tuple[Name, ...]
    type: TypeExpr
    bound: Literal["ge", "le"] | None
    values: tuple[DatedValue, ...]
    rows: Rows | ExternalRows | None
    grounds: Grounds
    span: Span


HitPolicy = Literal["unique", "first", "sum", "cross"]


@dataclass(frozen=True, slots=True)
class Table:
    """`表 NAME（args） [唯一|首个|合计|交叉] [自 D 至 D]` with rows; `record` for `表 成员 的 X`."""

    name: Name
    record: Name | None
    parameters: tuple[Name, ...] | None
    hit: HitPolicy
    rows: Rows | ExternalRows
    interval: Interval | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Scale:
    """`累进 NAME` with columns 超过 and 费率: marginal rates."""

    name: Name
    rows: Rows | ExternalRows
    interval: Interval | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Points:
    """`积分 NAME（event list） [每月|每年]` with columns 类别 事项 分值 上限 and, optionally, 类别上限."""

    name: Name
    events: Name
    period: Literal["month", "year"] | None
    rows: Rows | ExternalRows
    interval: Interval | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Payment:
    """`发放 NAME SCHEDULE [自 F] [至 G] [按日] [给 L [其中 C]] = F [当 C]`. `start`/`end` are expressions (fields or
    dates); `interval` is not used."""

    name: Name
    schedule: Schedule
    start: Expr | None
    end: Expr | None
    by_day: bool
    recipients: Name | None
    recipients_where: Expr | None
    amount: Formula
    when: Expr | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Arrears:
    """`补发 PAYMENT 自 2021年1月 于 2021年4月`: the months from 自 up to the month before 于 were paid by what was
    known then; the difference falls due in 于."""

    payment: Name
    start: date
    due: date
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Exclusion:
    """`除外 NAME 于 TARGET 当 C`."""

    name: Name
    target: Name
    condition: Expr
    interval: Interval | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Exception_:
    """`例外 NAME 于 TARGET [自 D 至 D] 改为 V [当 C]`."""

    name: Name
    target: Name
    value: Formula
    condition: Expr | None
    interval: Interval | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Mutual:
    """`互斥 A，B 每 K 取 较高者|较低者|前者|FIELD`."""

    payments: tuple[Name, ...]
    key: Name
    take: Literal["higher", "lower", "first", "field"]
    field: Name | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Fund:
    """`资金 NAME [付 P，Q] [占 30%] [顺位 1] [限 100万元] [当 C]`; `share` and `cap` are literals, `order` from 1."""

    name: Name
    pays: tuple[Name, ...]
    share: Number | None
    order: int | None
    cap: Number | None
    when: Expr | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Cutoff:
    """`截止 D`: the last day."""

    day: date
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Start:
    """`起始 D`: the first day."""

    day: date
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Obligation:
    """`要求 NAME [当 C]`."""

    name: Name
    when: Expr | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Remedy:
    """`救济 NAME [当 C]`: what a person refused may do, where a document gives it; printed with a refusal."""

    name: Name
    when: Expr | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Deadline:
    """`时限 NAME = date expression [当 C]`."""

    name: Name
    day: Expr
    when: Expr | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Discretion:
    """`裁量 NAME 由 WHO [当 C]`."""

    name: Name
    who: Name
    when: Expr | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Delegation:
    """`授权 F 制定 X 为 T [不低于 V]`."""

    field: Name
    name: Name
    type: TypeExpr
    bound: Literal["ge", "le"] | None
    bound_value: Expr | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """`收入|支出|结余 LABEL AMOUNT` with its parts below it."""

    kind: Literal["received", "used", "left", "part"]
    label: Name
    amount: Number
    parts: tuple[LedgerEntry, ...]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Ledger:
    """`账目 NAME`."""

    name: Name
    entries: tuple[LedgerEntry, ...]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Assertion:
    """`核对 NAME 当 C`: checked by `yiju check`, no record."""

    name: Name
    condition: Expr
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class NotRule:
    """`不入规则 “why”` with clause ranges (`第四条至第八条`, `三（一）`) and quotes below."""

    why: str
    clauses: tuple[Name, ...]
    quotes: tuple[Quote, ...]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class ValueList:
    """`（大病，残疾）`: the values of a 多选 field in 假设."""

    values: tuple[Expr, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Given:
    """`字段 = 值` or, with `rows`, a list of members given as a table."""

    name: Name
    value: Expr | ValueList | None
    rows: Rows | None
    span: Span


@dataclass(frozen=True, slots=True)
class ExpectedValue:
    """`儿童补贴 = 100元`, `补助 = 无`; `value` is an OpenPoint with empty text for `= 未定`."""

    name: Name
    value: Expr
    span: Span


@dataclass(frozen=True, slots=True)
class Expectation:
    """`应为 不符合 因 R 引 “words” 缺 F，G， X = V`. `outcome` None when only values are expected."""

    outcome: Literal["eligible", "ineligible", "undetermined", "conflict"] | None
    because: tuple[Name, ...]
    cites: tuple[Text, ...]
    missing: tuple[Name, ...]
    values: tuple[ExpectedValue, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Case:
    """`案例 NAME` with 假设, 于 and 应为. `on`: as written (its last day is the day)."""

    name: Name
    given: tuple[Given, ...]
    on: DateLiteral | None
    expected: Expectation | None
    grounds: Grounds
    span: Span


Declaration = (
    Policy
    | Filling
    | Enumeration
    | Measure
    | Record
    | Eligibility
    | Definition
    | Standard
    | Parameter
    | Table
    | Scale
    | Points
    | Payment
    | Arrears
    | Exclusion
    | Exception_
    | Mutual
    | Fund
    | Cutoff
    | Start
    | Obligation
    | Remedy
    | Deadline
    | Discretion
    | Delegation
    | Ledger
    | Assertion
    | NotRule
    | Case
)


@dataclass(frozen=True, slots=True)
class Comment:
    """`# words`, with the line it stands on."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Tree:
    """One file: its sound declarations in order, its comments, and what was wrong with the rest."""

    file: str
    declarations: tuple[Declaration, ...]
    comments: tuple[Comment, ...]
    findings: tuple[Finding, ...]
