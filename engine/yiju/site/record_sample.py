"""A made-up record of a declared type, as JSON and as CSV, for those who prepare records.

Input: a record type. Output: values as JSON gives them, which the door takes; CSV texts by file name.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from yiju.program import types as ty
from yiju.program.intervals import field_range
from yiju.program.program import FieldType, RecordType
from yiju.records.identity_card import check_digit
from yiju.records.number_spelling import decimal_text, takes_percent

Records = Mapping[str, RecordType]
DAY, BIRTHDAY, BIRTH = "2020-01-01", "1990-01-01", "出生"
MONTHS = ("2020-01", "2020-02", "2020-03")
MADE_UP = "编造"
NONE = "无"
AMOUNT, COUNT = Fraction(1000), Fraction(2)
BORN = "99000019900101001"
"""The first digits of an identity number of region 990000, which there is not."""


def sample(kind: RecordType, records: Records, above: tuple[str, ...] = ()) -> dict[str, Any]:
    """One record; each list holds one element, but none of a record that is being made already."""
    return {f.name: _value(f, kind, records, (*above, kind.name)) for f in kind.fields}


def _value(field: FieldType, kind: RecordType, records: Records, above: tuple[str, ...]) -> Any:
    match field.type:
        case ty.NumberType():
            return _number(field, field.type)
        case ty.HistoryType(of=of):
            return {month: _number(field, of) for month in MONTHS}
        case ty.TextType():
            return _text(field, field.type)
        case ty.DateType():
            return NONE if field.type.optional else BIRTHDAY if BIRTH in field.name else DAY
        case ty.TruthType():
            return True
        case ty.EnumType(values=values):
            return values[0]
        case ty.MultiType(of=of):
            return list(of.values[:2])
        case ty.ListType(record=record):
            return [] if record in above else [sample(records[record], records, above)]
    return None


def _text(field: FieldType, kind: ty.TextType) -> str:
    if kind.identity:
        return BORN + check_digit(BORN)
    return f"{MADE_UP}1" if field.identifier else MADE_UP


def _number(field: FieldType, kind: ty.NumberType) -> int | str:
    """A likely number within the bounds of the field."""
    span = field_range(kind, field.low, field.high)
    wanted = Fraction(1, 2) if takes_percent(kind) else AMOUNT if "元" in dict(kind.unit) else COUNT
    number = min(max(wanted, span.low), span.high)
    return number.numerator if number.denominator == 1 else decimal_text(number)


def as_csv(kind: RecordType, records: Records) -> Mapping[str, str]:
    """The record's own fields, and each of its lists joined to it by its identifier, as CSV texts by file name: side by
    side in a folder they are read as one."""
    made = sample(kind, records)
    lists = {f.name: f.type.record for f in kind.fields if isinstance(f.type, ty.ListType)}
    files = {f"{kind.name}.csv": _csv({n: v for n, v in made.items() if n not in lists})}
    identifier = next((f.name for f in kind.fields if f.identifier), None)
    for name in lists:
        if identifier is not None and made[name]:
            files[f"{kind.name}.{name}.csv"] = _csv({identifier: made[identifier], **made[name][0]})
    return files


def _csv(row: Mapping[str, Any]) -> str:
    """One row with its head."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([row, map(_cell, row.values())])
    return out.getvalue()


def _cell(value: Any) -> str:
    """Several values are joined by 、; a history, and a list inside a member, is JSON."""
    match value:
        case bool():
            return "是" if value else "否"
        case list() if all(isinstance(v, str) for v in value):
            return "、".join(value)
        case dict() | list():
            return json.dumps(value, ensure_ascii=False)
    return str(value)
