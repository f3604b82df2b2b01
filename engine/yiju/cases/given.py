"""A case's 假设 as a record the way JSON would give it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from yiju_grammar import tree as t
from yiju_grammar.finding import Finding, finding


def raw_record(case: t.Case, identifier: str | None) -> tuple[dict[str, Any], list[Finding]]:
    """Field names to raw values; the case's name stands in for an identifier that is not given."""
    record: dict[str, Any] = {}
    findings: list[Finding] = []
    for given in case.given:
        if given.rows is not None:
            record[given.name.text] = _members(given.rows)
        elif given.value is not None:
            record[given.name.text] = _raw(given.value, findings)
    if identifier is not None:
        record.setdefault(identifier, case.name.text)
    return record, findings


def _members(rows: t.Rows) -> list[dict[str, Any]]:
    names = [c.name for c in rows.columns]
    return [
        {name: cell.text for name, cell in zip(names, row.cells, strict=False) if cell.text.strip()}
        for row in rows.rows
    ]


def _raw(x: object, findings: list[Finding]) -> Any:
    match x:
        case t.Number(value=value):
            return decimal_text(value)
        case t.DateLiteral(first=first):
            return first.isoformat()
        case t.Text(value=text):
            return text
        case t.Truth(value=truth):
            return truth
        case t.Nothing():
            return "无"
        case t.NameRef(name=name):
            return name
        case t.ValueList(values=items):
            return [_raw(item, findings) for item in items]
        case t.Negative(operand=t.Number(value=value)):
            return decimal_text(-value)
        case t.OpenPoint():
            return None
    findings.append(finding("YJ650", getattr(x, "span", None)))
    return None


def decimal_text(value: Fraction) -> str:
    """A number as a decimal string; one that is no finite decimal as a fraction, which the door refuses."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    return format((Decimal(value.numerator) / Decimal(value.denominator)).normalize(), "f")
