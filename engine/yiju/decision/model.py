"""The decision: what was decided for one record, and everything it stands on.

Plain frozen data with decimal strings nowhere: renderers (`yiju.explain`) turn it into text, JSON or HTML. Built by
`yiju.decision.build` from what a backend evaluated; a backend may hand out one that builds these parts when asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from yiju.documents.model import Assumed, Citation, Grade
from yiju_grammar.span import Span
from yiju_grammar.terms import Reading, Unit

OutcomeName = Literal["eligible", "ineligible", "undetermined"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A value ready to print exactly: a number with its unit, a day, an enumeration value, `None` for unknown.

    `kind` "nothing" is 无; `private` values are masked by renderers unless asked for. A number with `decimals`
    not None is printed with at least that many decimals (money: 2). A ratio that is no finite decimal is printed
    as a fraction."""

    kind: Literal["number", "truth", "text", "date", "set", "nothing", "unknown", "pair"]
    value: Fraction | bool | str | date | frozenset[str] | tuple[Fraction, Fraction] | None
    unit: Unit = ()
    percent: bool = False
    decimals: int | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """One step of the reasoning.

    `rule`: the name of the rule, definition, table or exception at this step, or None for a condition inside one.
    `text`: the condition or formula as written in the rule file (folded white space). `holds`: for conditions, 真 假
    or None for unknown; always None for values. `value`: what a formula came to; None for conditions. `facts`: the
    record's values read here, in the order they occur (`成员[2].学籍` for a member's). `comparison`: for a numeric
    comparison, what was compared and by how much it missed. `citations`: indexes into `Decision.citations`, the first
    being the one to print. `assumed`: indexes into `Decision.assumptions`. `kind` tells renderers how to phrase it.
    `because`: the steps under it, deciding ones first is not assumed: in the order written; `decisive` marks those
    that fixed the result.
    """

    kind: Literal[
        "policy",
        "rule",
        "condition",
        "all",
        "any",
        "not",
        "exists",
        "every",
        "exception",
        "table",
        "definition",
        "member",
        "interval",
        "formula",
    ]
    rule: str | None
    text: str
    holds: bool | None
    value: Shown | None
    facts: tuple[tuple[str, Shown], ...]
    comparison: Comparison | None
    citations: tuple[int, ...]
    assumed: tuple[int, ...]
    decisive: bool
    because: tuple[Why, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left op right`, both known: 720 元/月 低于 690 元/月 is missed by 30 元/月. Days differ in 天."""

    op: Literal["eq", "ne", "ge", "gt", "le", "lt"]
    left: Shown
    right: Shown
    difference: Shown | None


@dataclass(frozen=True, slots=True)
class Amount:
    """A 标准: `value` unknown with its `missing` fields and `open` points. `why` is how it came about."""

    name: str
    value: Shown
    unit: Unit
    missing: tuple[str, ...]
    open: tuple[str, ...]
    citations: tuple[int, ...]
    assumed: tuple[int, ...]
    why: Why | None


@dataclass(frozen=True, slots=True)
class FundShare:
    name: str
    value: Shown
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment due on `on`, in month `due` (`2020-06`). `value` unknown when outcome or amount is; `if_eligible` where
    only the outcome is. Nothing or zero: not in the list but in `Decision.unpaid`, with its reason. `recipient`: the
    identifier of the member paid (给), else None. `withheld`: by 互斥, the name of the rule, and the value is 0."""

    name: str
    due: str
    on: date
    value: Shown
    if_eligible: Shown | None
    unit: Unit
    recipient: str | None
    missing: tuple[str, ...]
    open: tuple[str, ...]
    funds: tuple[FundShare, ...]
    citations: tuple[int, ...]
    assumed: tuple[int, ...]
    why: Why | None


@dataclass(frozen=True, slots=True)
class Unpaid:
    """A payment that was due and came to nothing. `reason`: "zero", "nothing" (无), "withheld" (by 互斥), "bounds"
    (outside 自/至)."""

    name: str
    due: str
    recipient: str | None
    reason: Literal["zero", "nothing", "withheld", "bounds"]
    rule: str | None
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """要求, 时限, 裁量, 救济 that the documents add to this decision."""

    kind: Literal["obligation", "deadline", "discretion", "remedy"]
    name: str
    day: date | None
    who: str
    certain: bool
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RecordError:
    """What made a record undecidable: a conflict of rules (all named), an overlap, a zero divisor, a negative payment.
    `code` is its finding code; `rules` its rule names, `citations` theirs."""

    code: str
    message: Mapping[str, str]
    rules: tuple[str, ...]
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """A 待定 that this decision meets."""

    point: str
    readings: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class IntervalOutcome:
    """A run of months with one outcome and reason (with --period)."""

    start: date
    end: date
    outcome: OutcomeName | None
    why: Why | None


@dataclass(frozen=True, slots=True)
class Change:
    """What would have to be different, for a refusal: one field (or condition), its value and the value needed."""

    field: str
    have: Shown
    need: str
    rule: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """See `docs` of the JSON form in ARCHITECTURE.md. `missing` is the union, the outcome's first, the field that
    decides most first; `missing_exact` says whether it is exact or a superset. `errors` non-empty: `outcome` None.
    `stands_on`: of the citations, those that outcome, payments and amounts hang on (the others are only told)."""

    policy: str
    title: str
    subject: str
    record: str
    on: date | None
    period: tuple[date, date] | None
    outcome: OutcomeName | None
    errors: tuple[RecordError, ...]
    grade: Grade
    amounts: tuple[Amount, ...]
    payments: tuple[Payment, ...]
    unpaid: tuple[Unpaid, ...]
    why: Why | None
    citations: tuple[Citation, ...]
    assumptions: tuple[Assumed, ...]
    missing: tuple[str, ...]
    missing_exact: bool
    open: tuple[OpenPoint, ...]
    readings: tuple[tuple[str, Reading], ...]
    duties: tuple[Duty, ...]
    changes: tuple[Change, ...]
    intervals: tuple[IntervalOutcome, ...]
    unconditional: bool
    digest: str
    stands_on: tuple[Citation, ...] = ()

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        from yiju.explain.html import to_html

        return to_html(self, full=False)
