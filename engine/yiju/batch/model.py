"""What a batch says of each record: one flat row, the same whichever engine worked it out.

`row_of` is the meaning: the row of a decision as `Rules.decide` makes it. Every engine's rows equal it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.decision.model import Decision, OutcomeName, Shown
from yiju.documents.model import Citation, Grade
from yiju.explain.deciding import deciding
from yiju.explain.json import shown_plain
from yiju.program.program import PolicyType, Program
from yiju.program.types import Type

Period = tuple[date, date]
When = date | Period
"""The day, or the first and last day of a period."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A payment that is due (nothing and zero are not): `due` its month (`2020-06`), `value` and `if_eligible` in 元.
    `value` None where it is undetermined."""

    name: str
    due: str
    recipient: str | None
    value: Fraction | None
    if_eligible: Fraction | None


@dataclass(frozen=True, slots=True)
class BatchRow:
    """`amounts` in the order of `Columns.amounts`, as plain text (a decimal string, `真`/`假`, a day, a word; `无`
    for nothing), None where unknown. `reasons`: the names of the rules that fixed the outcome, as written. `error`:
    codes of what made the record undecidable (`outcome` None then). `citations`: number and clause, sorted;
    `missing`: sorted too."""

    record: str
    outcome: OutcomeName | None
    error: str | None
    amounts: tuple[str | None, ...]
    payments: tuple[Paid, ...]
    reasons: tuple[str, ...]
    citations: tuple[str, ...]
    missing: tuple[str, ...]
    grade: Grade


@dataclass(frozen=True, slots=True)
class Column:
    """A column of its own for an amount: the 标准's name and type."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Columns:
    """What a policy gives on a day or over a period: one column an amount, one a payment (its sum, by name)."""

    amounts: tuple[Column, ...]
    payments: tuple[str, ...]


def columns_of(program: Program, policy: PolicyType, when: When) -> Columns:
    """The columns of a policy: the 标准 in force on the day (a period's last), and its payments by name."""
    day = when[1] if isinstance(when, tuple) else when
    used = [use.definition for use in policy.standards if any(day in span for span in use.intervals)]
    amounts = tuple(Column(program.definitions[name].label, program.definitions[name].type) for name in used)
    names = [p.name for p in policy.payments] + [f"补发{a.payment}" for a in policy.arrears]
    return Columns(amounts, tuple(dict.fromkeys(names)))


def row_of(decision: Decision) -> BatchRow:
    """The row of a decision."""
    return BatchRow(
        record=decision.record,
        outcome=decision.outcome,
        error="；".join(dict.fromkeys(e.code for e in decision.errors)) or None,
        amounts=tuple(shown_plain(a.value) for a in decision.amounts),
        payments=tuple(
            Paid(
                p.name, p.due, p.recipient, _number(p.value), None if p.if_eligible is None else _number(p.if_eligible)
            )
            for p in decision.payments
        ),
        reasons=reasons_of(decision),
        citations=tuple(sorted({cited(c) for c in decision.stands_on})),
        missing=tuple(sorted(decision.missing)),
        grade=decision.grade,
    )


def reasons_of(decision: Decision) -> tuple[str, ...]:
    """The rules that fixed the outcome, in the order of the policy; outside its interval, what says so."""
    if decision.why is None or decision.errors:
        return ()
    if decision.why.kind != "policy":
        return (decision.why.rule or decision.why.text,)
    return tuple(s.rule or s.text for s in deciding(decision.why))


def cited(citation: Citation) -> str:
    """`济历城政办字〔2019〕10号 三（二）1`; the title stands in for a document without a number."""
    name = citation.number or f"《{citation.title}》"
    return f"{name} {citation.clause}" if citation.clause else name


def total(payments: Iterable[Paid], name: str) -> Fraction | None:
    """What a record is paid under a name in the whole run: 0 for nothing, None where some of it is undetermined."""
    values = [p.value for p in payments if p.name == name]
    return None if None in values else sum((v for v in values if v is not None), Fraction(0))


def _number(value: Shown) -> Fraction | None:
    found: Any = value.value
    return found if isinstance(found, Fraction) else None
