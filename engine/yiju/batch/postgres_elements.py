"""The elements of a JSONB list read by the door in SQL: objects whose values are spelled plainly become typed ones.

Input: an element's record type, the list's column. Output: the list's stored value and tests that hold where all of it
is in order; None where an element holds what only the plain checker reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor

from yiju.batch.duck import quoted
from yiju.batch.postgres_texts import card, length_of_month, stripped
from yiju.program import types as ty
from yiju.program.intervals import LIST_LENGTH, field_range
from yiju.program.program import FieldType, RecordType
from yiju.records.door import birth_field
from yiju.records.spellings import NONE_WORD

NUMBER = "^-?(0|[1-9][0-9]{0,14})([.][0-9]{1,12})?$"
DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"


def listed(kind: ty.ListType, records: Mapping[str, RecordType], column: str) -> tuple[str, tuple[str, ...]] | None:
    """A list's value and tests, of a column of JSONB."""
    element = records[kind.record]
    fields = [_field(f) for f in element.fields]
    if any(f is None for f in fields):
        return None
    found = [f for f in fields if f is not None]
    names = ", ".join(quoted(f.name) for f in element.fields)
    good = [f"(e - ARRAY[{names}]::text[]) = '{{}}'", *(test for _, tests in found for test in tests)]
    good += _births(element)
    order = f"CASE WHEN jsonb_typeof(e) = 'object' THEN {' AND '.join(f'({t})' for t in good)} ELSE false END"
    rows = f"jsonb_array_elements({column}) WITH ORDINALITY AS l(e, i)"
    tests = [f"jsonb_array_length({column}) <= {LIST_LENGTH}", f"NOT EXISTS (SELECT 1 FROM {rows} WHERE NOT {order})"]
    tests += _once(element, column, rows)
    whole = f"CASE WHEN jsonb_typeof({column}) = 'array' THEN {' AND '.join(tests)} ELSE false END"
    items = ", ".join(f"{quoted(n)}, {sql}" for values, _ in found for n, sql in values)
    made = f"(SELECT coalesce(jsonb_agg(jsonb_build_object({items}) ORDER BY i), '[]') FROM {rows})"
    return f"CASE WHEN {whole} THEN {made} END", (f"{column} IS NULL OR {whole}",)


def _once(element: RecordType, column: str, rows: str) -> list[str]:
    identifier = next((f.name for f in element.fields if f.identifier), None)
    if identifier is None:
        return []
    return [f"jsonb_array_length({column}) = (SELECT count(DISTINCT e ->> {quoted(identifier)}) FROM {rows})"]


def _births(element: RecordType) -> list[str]:
    """The day of birth in an identity number is the one beside it."""
    places = birth_field(element)
    if places is None:
        return []
    number, born = (f"(e ->> {quoted(element.fields[i].name)})" for i in places)
    return [f"coalesce(substr({number}, 7, 8) = replace({born}, '-', ''), true)"]


Read = tuple[list[tuple[str, str]], list[str]]
"""Names and expressions of a field's values, and tests."""


def _field(field: FieldType) -> Read | None:
    text = f"(e ->> {quoted(field.name)})"
    kind = f"jsonb_typeof(e -> {quoted(field.name)})"
    found = _value(field, text, kind)
    if found is None:
        return None
    test, value = found
    nothing = f"coalesce({text} = {quoted(NONE_WORD)}, false)"
    holds = f"{text} IS NULL OR {f'{nothing} OR ' if field.type.optional else ''}({test})"
    tests = [holds] + ([f"{text} IS NOT NULL"] if field.required or field.identifier else [])
    values = [(field.name, f"CASE WHEN NOT {nothing} THEN {value} END" if field.type.optional else value)]
    return ([*values, (f"{field.name} 无", nothing)] if field.type.optional else values), tests


def _value(field: FieldType, text: str, kind: str) -> tuple[str, str] | None:
    """The test that a value is spelled plainly and fits, and the value in stored form."""
    is_text = f"{kind} = 'string'"
    match field.type:
        case ty.NumberType() as number:
            span = field_range(number, field.low, field.high)
            low, high = ceil(span.low * number.scale), floor(span.high * number.scale)
            steps = f"{text}::numeric * {number.scale}"
            plain = f"{kind} = 'number' OR {is_text} AND {text} ~ {quoted(NUMBER)}"
            fits = f"{steps} BETWEEN {low} AND {high} AND trunc({steps}) = {steps}"
            return f"CASE WHEN {plain} THEN {fits} ELSE false END", f"trunc({steps})"
        case ty.TruthType():
            return f"{kind} = 'boolean'", f"{text}::boolean"
        case ty.DateType():
            year, month, day = (f"substr({text}, {at}, {n})::integer" for at, n in ((1, 4), (6, 2), (9, 2)))
            fits = f"{year} >= 1 AND {day} <= {length_of_month(year, month)}"
            return f"CASE WHEN {is_text} AND {text} ~ {quoted(DAY)} THEN {fits} ELSE false END", text
        case ty.EnumType(values=values):
            return f"{is_text} AND {text} IN ({', '.join(map(quoted, values))})", text
        case ty.TextType(identity=True):
            return f"{is_text} AND {card(text)}", text
        case ty.TextType():
            none = f" AND {text} <> {quoted(NONE_WORD)}" if not field.type.optional else ""
            return f"{is_text} AND {text} <> '' AND {text} = {stripped(text)}{none}", text
    return None
