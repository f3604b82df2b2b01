"""The tree: what a policy file says, declaration by declaration, before any name is looked up.

Made by `parse`, read by the rule set. Inert frozen data; every node has `span`; sequences are tuples. Spellings
are already folded (full and half width, keyword language), units are canonical; names are as written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiju_grammar.finding import Finding
from yiju_grammar.span import Span
from yiju_grammar.terms import Reading as Reading
from yiju_grammar.terms import RoundMode as RoundMode
from yiju_grammar.terms import Schedule as Schedule
from yiju_grammar.terms import Unit as Unit
from yiju_grammar.tree_expressions import Aggregate as Aggregate
from yiju_grammar.tree_expressions import AggregateOp as AggregateOp
from yiju_grammar.tree_expressions import Arithmetic as Arithmetic
from yiju_grammar.tree_expressions import ArithmeticOp as ArithmeticOp
from yiju_grammar.tree_expressions import Assumption as Assumption
from yiju_grammar.tree_expressions import At as At
from yiju_grammar.tree_expressions import Block as Block
from yiju_grammar.tree_expressions import Call as Call
from yiju_grammar.tree_expressions import Choice as Choice
from yiju_grammar.tree_expressions import Compare as Compare
from yiju_grammar.tree_expressions import CompareOp as CompareOp
from yiju_grammar.tree_expressions import Connective as Connective
from yiju_grammar.tree_expressions import Contains as Contains
from yiju_grammar.tree_expressions import DateLiteral as DateLiteral
from yiju_grammar.tree_expressions import Expr as Expr
from yiju_grammar.tree_expressions import Formula as Formula
from yiju_grammar.tree_expressions import Ground as Ground
from yiju_grammar.tree_expressions import Grounds as Grounds
from yiju_grammar.tree_expressions import In as In
from yiju_grammar.tree_expressions import Interval as Interval
from yiju_grammar.tree_expressions import Is as Is
from yiju_grammar.tree_expressions import Let as Let
from yiju_grammar.tree_expressions import Line as Line
from yiju_grammar.tree_expressions import MemberOf as MemberOf
from yiju_grammar.tree_expressions import Name as Name
from yiju_grammar.tree_expressions import NameRef as NameRef
from yiju_grammar.tree_expressions import Negative as Negative
from yiju_grammar.tree_expressions import Not as Not
from yiju_grammar.tree_expressions import Nothing as Nothing
from yiju_grammar.tree_expressions import Number as Number
from yiju_grammar.tree_expressions import OpenPoint as OpenPoint
from yiju_grammar.tree_expressions import OrElse as OrElse
from yiju_grammar.tree_expressions import Overlap as Overlap
from yiju_grammar.tree_expressions import Quote as Quote
from yiju_grammar.tree_expressions import Range as Range
from yiju_grammar.tree_expressions import Rank as Rank
from yiju_grammar.tree_expressions import Rounding as Rounding
from yiju_grammar.tree_expressions import RoundInteger as RoundInteger
from yiju_grammar.tree_expressions import SameAsAbove as SameAsAbove
from yiju_grammar.tree_expressions import Text as Text
from yiju_grammar.tree_expressions import Truth as Truth
from yiju_grammar.tree_tables import AnyValue as AnyValue
from yiju_grammar.tree_tables import Cell as Cell
from yiju_grammar.tree_tables import CellContent as CellContent
from yiju_grammar.tree_tables import Column as Column
from yiju_grammar.tree_tables import DatedValue as DatedValue
from yiju_grammar.tree_tables import ExternalRows as ExternalRows
from yiju_grammar.tree_tables import HistoryType as HistoryType
from yiju_grammar.tree_tables import InlineEnumType as InlineEnumType
from yiju_grammar.tree_tables import ListType as ListType
from yiju_grammar.tree_tables import NamedType as NamedType
from yiju_grammar.tree_tables import Otherwise as Otherwise
from yiju_grammar.tree_tables import PlainType as PlainType
from yiju_grammar.tree_tables import Row as Row
from yiju_grammar.tree_tables import Rows as Rows
from yiju_grammar.tree_tables import TypeExpr as TypeExpr
from yiju_grammar.tree_tables import UnitType as UnitType

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
    """`收入|安排|支出|结余 LABEL AMOUNT` with its parts below it, which may have parts of their own; a part `自 LABEL
    AMOUNT` (`share`) is what came from that receipt."""

    kind: Literal["received", "allotted", "used", "left", "part", "share"]
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
