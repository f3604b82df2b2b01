"""The program: one place's rules as the core calculus. Inert, deterministic, made by the checker.

`Program` imports nothing of ours but spans, types, expressions and document citations. Ids of definitions, tables,
scales and points are unique in a program: `policy/name`, `record.name`, or `name` for a place's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from yiju.documents.model import Days, Ground
from yiju.program.expressions import Constant, Expr, Grounds
from yiju.program.ledger import LedgerType
from yiju.program.types import Type
from yiju_grammar.span import Span
from yiju_grammar.terms import Reading, Schedule


@dataclass(frozen=True, slots=True)
class FieldType:
    """A field as the door checks it. `low`/`high` both included, in the field's unit."""

    name: str
    type: Type
    identifier: bool
    required: bool
    private: bool
    low: Fraction | None
    high: Fraction | None
    span: Span


@dataclass(frozen=True, slots=True)
class RecordType:
    """`counts_as`: the unit one record is (户), or None. `fields` in the order written: a record is stored as a tuple
    in that order."""

    name: str
    counts_as: str | None
    fields: tuple[FieldType, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Definition:
    """A named value of a record (`record` None: reads none), maybe with parameters. `label` is the name as written.
    `private`: it is a private field's equal (not used for masking yet)."""

    id: str
    label: str
    kind: Literal[
        "definition",
        "eligibility",
        "standard",
        "parameter",
        "table",
        "points",
        "payment",
        "outcome",
        "condition",
    ]
    record: str | None
    parameters: tuple[Parameter, ...]
    body: Expr
    type: Type
    grounds: Grounds
    readings: tuple[Reading, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class AnyTest:
    """`—`."""


@dataclass(frozen=True, slots=True)
class ValuesTest:
    values: tuple[Constant, ...]


@dataclass(frozen=True, slots=True)
class RangeTest:
    """As `InRange`."""

    low: Fraction | date | None
    low_included: bool
    high: Fraction | date | None
    high_included: bool


@dataclass(frozen=True, slots=True)
class EitherTest:
    """Any of several tests: `0至2岁，60岁以上`."""

    tests: tuple[ValuesTest | RangeTest, ...]


@dataclass(frozen=True, slots=True)
class ConditionTest:
    """A cell of a 条件 column."""

    condition: Expr


Test = AnyTest | ValuesTest | RangeTest | EitherTest | ConditionTest


@dataclass(frozen=True, slots=True)
class TableRow:
    """`tests` one an input column (for a 条件 column the argument is unused), `results` one a result column."""

    tests: tuple[Test, ...]
    results: tuple[Expr, ...]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class TableType:
    """A decision table as `Candidates`: a row applies when all its tests hold (Kleene). `otherwise` (其他) applies
    when no row does. unique: two rows that apply 真 with different values are an overlap error; first: the candidates
    are those before and including the first 真; sum: the sum of all that apply. No candidate: an error (YJ613)."""

    id: str
    label: str
    inputs: tuple[str, ...]
    input_types: tuple[Type | None, ...]
    outputs: tuple[str, ...]
    output_types: tuple[Type, ...]
    hit: Literal["unique", "first", "sum"]
    rows: tuple[TableRow, ...]
    otherwise: TableRow | None
    record: str | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Band:
    above: Fraction
    rate: Expr
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class ScaleType:
    id: str
    label: str
    bands: tuple[Band, ...]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class PointsRow:
    """`points` for each time; `cap` over the row's `period`; `category_cap` over all rows of the category (same
    period). A deduction has negative points, and its cap bounds the deduction."""

    category: str
    item: str
    points: Fraction
    cap: Fraction | None
    category_cap: Fraction | None
    period: Literal["month", "year"]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class PointsType:
    """`item_field`, `date_field`, `times_field` (None: each event counts once) of the event record. Σ points × times a
    row over the events dated in the row's month or year of the day, cut to its cap, summed; then each category cut to
    its cap; then all summed. An event whose item has no row: an error on the
    record (YJ614). Unknown when an event's item, date or times is."""

    id: str
    label: str
    item_field: str
    date_field: str
    times_field: str | None
    rows: tuple[PointsRow, ...]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A definition as a policy uses it, while one of `intervals` holds the day."""

    definition: str
    intervals: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class PaymentType:
    """`amount` is money in 元 for the whole record, or for one recipient (a list field's element as frame 0, the record
    as frame 1) when `recipients` is set; `when` and `where` likewise. `start`/`end` are dates of the record (frame as
    amount). `accrues`: the sum of the months since the last due one. `definition`: the definition that puts these
    together as one value (0 where a bound or `when` does not hold): what a backend evaluates; the parts are for
    explaining."""

    name: str
    schedule: Schedule
    accrues: bool
    by_day: bool
    start: Expr | None
    end: Expr | None
    recipients: Expr | None
    where: Expr | None
    when: Expr | None
    amount: Expr
    definition: str
    intervals: tuple[Days, ...]
    grounds: Grounds
    readings: tuple[Reading, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class ArrearsType:
    payment: str
    start: date
    due: date
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class MutualType:
    """`payments` as (policy, payment). `key` is a field or definition name of the payee."""

    payments: tuple[tuple[str, str], ...]
    key: str
    key_expr: Expr | None
    take: Literal["higher", "lower", "first", "field"]
    field_expr: Expr | None
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class FundType:
    """`pays` empty: all payments. Shares of the funds that pay one payment must come to 1 (the checker)."""

    name: str
    pays: tuple[str, ...]
    share: Fraction | None
    order: int | None
    cap: Fraction | None
    when: Expr | None
    intervals: tuple[Days, ...]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Duty:
    """要求, 时限, 裁量, 救济: printed when `when` is not 假. `day` for 时限, `who` for 裁量."""

    kind: Literal["obligation", "deadline", "discretion", "remedy"]
    name: str
    when: Expr | None
    day: Expr | None
    who: str
    intervals: tuple[Days, ...]
    grounds: Grounds
    readings: tuple[Reading, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Bound:
    """An end of a policy's interval and where it is written; `unknown`: its documents were not issued by then."""

    day: date
    grounds: Grounds
    kind: Literal["start", "cutoff", "document", "unknown"]


@dataclass(frozen=True, slots=True)
class PolicyType:
    """`start`/`end` None: open. `outcome`: the definition that is the outcome (interval and eligibility).
    `eligibility`, `standards` are used while in force; `duties`, `payments`, `funds` in the order written."""

    name: str
    title: str
    subject: str
    basis: tuple[str, ...]
    start: Bound | None
    end: Bound | None
    outcome: str
    eligibility: tuple[RuleUse, ...]
    standards: tuple[RuleUse, ...]
    payments: tuple[PaymentType, ...]
    arrears: tuple[ArrearsType, ...]
    mutuals: tuple[MutualType, ...]
    funds: tuple[FundType, ...]
    duties: tuple[Duty, ...]
    readings: tuple[Reading, ...]
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class AssertionType:
    """核对: true of the rules themselves on every day; reads no record."""

    name: str
    condition: Expr
    grounds: Grounds
    span: Span


@dataclass(frozen=True, slots=True)
class Program:
    """Everything a place decides. `digest` is `sha256:…` over the sources; `changes` the sorted days on which any
    dated thing changes (a day d means: different from the day before)."""

    place: str
    digest: str
    records: Mapping[str, RecordType]
    definitions: Mapping[str, Definition]
    tables: Mapping[str, TableType]
    scales: Mapping[str, ScaleType]
    points: Mapping[str, PointsType]
    policies: Mapping[str, PolicyType]
    assertions: tuple[AssertionType, ...]
    grounds: tuple[Ground, ...]
    changes: tuple[date, ...]
    ledgers: Mapping[str, LedgerType] = field(default_factory=dict)
