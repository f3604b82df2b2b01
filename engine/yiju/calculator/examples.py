"""Example records for a calculator's buttons, written as its form holds them.

Input: records in stored form, or a policy's own 案例. Output: JSON whose every value is the text of a control.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.cases.given import raw_record
from yiju.cases.run import cases_of
from yiju.load import Rules
from yiju.program import types as ty
from yiju.program.program import Program, RecordType
from yiju.program.values import NOTHING, UNKNOWN, Row
from yiju.records.door import check_record
from yiju.records.number_spelling import decimal_text, takes_percent
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding


@dataclass(frozen=True, slots=True)
class Example:
    """A made-up record by its name, and the day as of which it is decided."""

    name: str
    record: dict[str, Any]
    day: date


def case_examples(rules: Rules, policy: str) -> tuple[Example, ...]:
    """The cases of a policy whose records the door takes, in the order written."""
    return tuple(e for name, case in cases_of(rules) if name == policy for e in _of_case(rules, policy, case))


def _of_case(rules: Rules, policy: str, case: t.Case) -> Iterator[Example]:
    program = rules.program
    kind = program.records[program.policies[policy].subject]
    raw, wrong = raw_record(case, next((f.name for f in kind.fields if f.identifier), None))
    row = check_record(kind, program.records, raw)
    if case.on is None or wrong or not isinstance(row, tuple) or (row and isinstance(row[0], Finding)):
        return
    yield Example(case.name.text, record_values(program, kind, row), case.on.last)


def record_values(program: Program, kind: RecordType, row: Row) -> dict[str, Any]:
    """A stored record as the form writes it; what is unknown has no key."""
    pairs = ((f.name, _value(program, f.type, v)) for f, v in zip(kind.fields, row, strict=True) if v is not UNKNOWN)
    return dict(pairs)


def _value(program: Program, kind: ty.Type, value: Any) -> Any:
    if value is NOTHING:
        return "无"
    match kind:
        case ty.NumberType(scale=scale):
            ratio = takes_percent(kind)
            return decimal_text(Fraction(value * (100 if ratio else 1), scale)) + ("%" if ratio else "")
        case ty.DateType():
            return value.isoformat()
        case ty.TruthType():
            return "是" if value else "否"
        case ty.MultiType():
            return sorted(value)
        case ty.ListType(record=record):
            return [record_values(program, program.records[record], row) for row in value]
        case ty.HistoryType(of=of):
            return _months(program, of, value)
    return value


def _months(program: Program, of: ty.NumberType, months: Any) -> list[dict[str, str]]:
    known = sorted((m, v) for m, v in months.items() if v is not UNKNOWN)
    return [{"月份": f"{m // 12:04}-{m % 12 + 1:02}", "值": _value(program, of, v)} for m, v in known]
