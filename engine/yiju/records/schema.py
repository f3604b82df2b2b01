"""A record's declaration as JSON Schema, draft 2020-12: what the door takes from JSON, published.

What a schema cannot say – the check digit of an identity number, the range of a number written as text, repeated
identifiers, full-width digits – is left to the door; so the door may refuse what the schema lets through.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, assert_never

from yiju.program import types as ty
from yiju.program.intervals import LIST_LENGTH, field_range
from yiju.program.program import FieldType, RecordType
from yiju.records.door import MONTH_KEY, VALUE_KEY, Records
from yiju.records.number_spelling import decimal_text, takes_percent, unit_of
from yiju.records.spellings import NONE_WORD, SEPARATORS, TRUTH_WORDS

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_MONTH: Final = "(?!0000)[0-9]{4}(?:[-/.](?:0?[1-9]|1[0-2])|年(?:0?[1-9]|1[0-2])月)"


def to_json_schema(record_type: RecordType, records: Records) -> Schema:
    """The schema of one record, with those its lists hold under `$defs`; the same declaration gives the same dict.

    Args:
        record_type: the record.
        records: every record type, for lists.
    """
    kinds = _reached(record_type, records)
    defs: Schema = {"日期": _day()} if _uses_days(kinds) else {}
    if any(f.type.record == record_type.name for k in kinds for f in k.fields if isinstance(f.type, ty.ListType)):
        defs[record_type.name] = {"$ref": "#"}
    defs |= {kind.name: _object(kind) for kind in kinds[1:]}
    return {"$schema": DRAFT, **_object(record_type), **({"$defs": defs} if defs else {})}


def _reached(record_type: RecordType, records: Records) -> list[RecordType]:
    found = [record_type]
    for kind in found:
        lists = [f.type.record for f in kind.fields if isinstance(f.type, ty.ListType)]
        found += [records[name] for name in dict.fromkeys(lists) if records[name] not in found]
    return found


def _uses_days(kinds: list[RecordType]) -> bool:
    return any(isinstance(f.type, ty.DateType) for kind in kinds for f in kind.fields)


def _object(kind: RecordType) -> Schema:
    needed = [f.name for f in kind.fields if f.identifier or f.required]
    schema: Schema = {"title": kind.name, "type": "object"}
    if kind.counts_as:
        schema["description"] = f"一条记录是一{kind.counts_as}"
    schema["properties"] = {f.name: _field(f) for f in kind.fields}
    if needed:
        schema["required"] = needed
    return {**schema, "additionalProperties": False}


def _field(f: FieldType) -> Schema:
    """A field's schema: its title and description, then what it takes; null and 无 where they are taken."""
    forms = _forms(f)
    if f.type.optional and not (isinstance(f.type, ty.TextType) and not f.type.identity):
        forms.append({"const": NONE_WORD})
    if not (f.identifier or f.required):
        forms.append({"type": "null"})
    head = {"title": f.name, "description": "；".join(_description(f))}
    return {**head, **forms[0]} if len(forms) == 1 else {**head, "anyOf": forms}


def _description(f: FieldType) -> list[str]:
    marks = [
        ("标识", f.identifier),
        ("必填", f.required),
        ("隐私", f.private),
        ("可无：缺省、null 或“无”表示确知没有", f.type.optional),
    ]
    return [_kind(f), *(word for word, holds in marks if holds)]


_KINDS: Final[Mapping[type, str]] = MappingProxyType(
    {
        ty.TextType: "文本",
        ty.DateType: "日期",
        ty.TruthType: "是或否",
        ty.EnumType: "取值之一",
        ty.MultiType: "多选：取值的列表，或以顿号隔开的文字",
    }
)


def _kind(f: FieldType) -> str:
    match f.type:
        case ty.NumberType():
            return f"数，{_measure(f, f.type)}"
        case ty.HistoryType(of=of):
            return f"逐月的数，{_measure(f, of)}；没有写的月份是未知"
        case ty.TextType(identity=True):
            return "身份证号，18 位，末位校验码要对"
        case ty.ListType(record=record):
            return f"{record}的列表；空列表是确知没有，缺省是未知"
    return _KINDS[type(f.type)]


def _measure(f: FieldType, kind: ty.NumberType) -> str:
    span = field_range(kind, f.low, f.high)
    unit = unit_of(kind)
    words = [f"单位 {unit}"] if unit else ["整数"]
    if kind.scale > 1:
        words.append(f"最细到 {decimal_text(Fraction(1, kind.scale))}")
    return "，".join([*words, f"{decimal_text(span.low)} 至 {decimal_text(span.high)}"])


def _forms(f: FieldType) -> list[Schema]:
    """The alternatives a field takes."""
    match f.type:
        case ty.NumberType():
            return _number(f, f.type)
        case ty.HistoryType(of=of):
            return _history(_number(f, of))
        case ty.TextType():
            return [_text(f, f.type)]
        case ty.DateType():
            return [{"$ref": "#/$defs/日期"}]
        case ty.TruthType():
            return [{"type": "boolean"}, {"enum": list(TRUTH_WORDS)}]
        case ty.EnumType(values=values):
            return [{"enum": list(values)}]
        case ty.MultiType(of=of):
            return _choices(of)
        case ty.ListType(record=record):
            return [{"type": "array", "items": {"$ref": f"#/$defs/{record}"}, "maxItems": LIST_LENGTH}]
        case ty.MonthType() | ty.NothingType():
            raise TypeError(f"a field cannot be of {f.type}")
    assert_never(f.type)


def _number(f: FieldType, kind: ty.NumberType) -> list[Schema]:
    """A JSON number in steps of the type within its range, or text with as many decimals (more only as zeros)."""
    span = field_range(kind, f.low, f.high)
    number = {"type": "number", "minimum": _exact(span.low), "maximum": _exact(span.high)}
    places = len(str(kind.scale)) - 1
    digits = "-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
    forms = [_pattern(digits + _decimals(places))]
    if takes_percent(kind):
        forms.append(_pattern(digits + _decimals(places - 2) + "%"))
    return [{**number, "multipleOf": _exact(Fraction(1, kind.scale))}, *forms]


def _decimals(places: int) -> str:
    return rf"(?:\.[0-9]{{1,{places}}}0*)?" if places > 0 else r"(?:\.0+)?"


def _exact(value: Fraction) -> int | float:
    """A bound as JSON writes it; `repr` of the float is the decimal itself for as many digits as bounds have."""
    if value.denominator == 1:
        return value.numerator
    text = decimal_text(value)
    return float(Decimal(text)) if "/" not in text else float(value)


def _pattern(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$"}


def _history(value: list[Schema]) -> list[Schema]:
    values = {"anyOf": [*value, {"type": "null"}]}
    pair: Schema = {
        "type": "object",
        "properties": {MONTH_KEY: _pattern(_MONTH), VALUE_KEY: values},
        "required": [MONTH_KEY, VALUE_KEY],
        "additionalProperties": False,
    }
    by_month: Schema = {"type": "object", "patternProperties": {f"^{_MONTH}$": values}, "additionalProperties": False}
    return [by_month, {"type": "array", "items": pair}]


def _text(f: FieldType, kind: ty.TextType) -> Schema:
    if kind.identity:
        return _pattern("[1-9][0-9]{16}[0-9Xx]")
    schema: Schema = {"type": "string"}
    if f.identifier:
        schema["pattern"] = r"\S"
    return schema if kind.optional else {**schema, "not": {"const": NONE_WORD}}


def _choices(of: ty.EnumType) -> list[Schema]:
    one = "(?:" + "|".join(re.escape(v) for v in of.values) + ")"
    return [
        {"type": "array", "items": {"enum": list(of.values)}},
        _pattern(f"{one}(?: *[{SEPARATORS}] *{one})*"),
    ]


def _day() -> Schema:
    return {
        "title": "日期",
        "description": "2020-06-30、2020/6/30、2020.6.30 或 2020年6月30日",
        "anyOf": [{"type": "string", "format": "date"}, _pattern(_days_pattern())],
        "examples": ["2020-06-30"],
    }


def _days_pattern() -> str:
    """Days the calendar has, in every accepted spelling: first the signs between the numbers, then the numbers."""
    signs = rf"(?=[0-9]{{4}}(?:([-/.])[0-9]+\1[0-9]+{_TIME}|年[0-9]+月[0-9]+日)$)"
    long, short, february = "(?:0?[13578]|1[02])", "(?:0?[469]|11)", "0?2"
    parts = [
        f"[0-9]{{4}}.{long}.(?:0?[1-9]|[12][0-9]|3[01])",
        f"[0-9]{{4}}.{short}.(?:0?[1-9]|[12][0-9]|30)",
        f"[0-9]{{4}}.{february}.(?:0?[1-9]|1[0-9]|2[0-8])",
        f"{_LEAP_YEAR}.{february}.29",
    ]
    return rf"(?!0000){signs}(?:{'|'.join(parts)})(?![0-9]).*"


_LEAP_YEAR: Final = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
_TIME: Final = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
