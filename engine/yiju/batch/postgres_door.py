"""The door in PostgreSQL's SQL: columns of plain types become typed ones; `ok` is 真 only for a record that the plain
checker is sure to take. Every other record is left to the plain checker, which says what is wrong with it.

Input: a record type and the types of a table's columns. Output: select items, or None where a column is of a kind that
only the plain checker reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor

from yiju.backends.relational.nodes import BIG
from yiju.batch.duck import named, quoted
from yiju.batch.postgres_elements import listed
from yiju.batch.postgres_texts import card, stripped
from yiju.batch.typed_columns import Typed
from yiju.program import types as ty
from yiju.program.intervals import field_range
from yiju.program.program import FieldType, RecordType
from yiju.records.door import birth_field
from yiju.records.spellings import NONE_WORD

INTEGERS = ("smallint", "integer", "bigint")
TEXTS = ("text", "character varying")


def typed(record: RecordType, records: Mapping[str, RecordType], types: Mapping[str, str]) -> list[Typed] | None:
    """The fields of a record read off a table's columns.

    Args:
        types: PostgreSQL's type of each column.
    """
    if any(name not in {f.name for f in record.fields} for name in types):
        return None
    made = []
    for field in record.fields:
        found = _field(field, records, types.get(field.name))
        if found is None:
            return None
        made.append(found)
    return made


def in_order(record: RecordType, fields: list[Typed]) -> str:
    """The test that a record is one the plain checker takes."""
    tests = [t for f in fields for t in f.ok]
    places = birth_field(record)
    if places is not None:
        card, born = (fields[i].value for i in places)
        tests.append(f"coalesce(substr({card}, 7, 8) = to_char({born}, 'YYYYMMDD'), true)")
    return " AND ".join(f"({t})" for t in tests) or "true"


def _field(field: FieldType, records: Mapping[str, RecordType], kind: str | None) -> Typed | None:
    if kind is None:
        ok = ("false",) if field.required or field.identifier else ()
        nothing = "false" if field.type.optional else None
        return Typed(field, f"CAST(NULL AS {sql_type(field)})", nothing, ok)
    column = named(field.name)
    is_text = kind.partition("(")[0] in TEXTS
    if is_text:  # texts are the same where their characters are, whatever the column's collation holds
        column = f'({column} COLLATE "C")'
    if isinstance(field.type, ty.ListType):
        found = listed(field.type, records, column) if kind == "jsonb" else None
    else:
        found = _value(field, column, "text" if is_text else kind)
    if found is None:
        return None
    value, tests = found
    nothing = None
    if field.type.optional:
        none = f"""{column} = '"{NONE_WORD}"'""" if kind == "jsonb" else f"{column} = {quoted(NONE_WORD)}"
        nothing = f"coalesce({none}, false)" if is_text or kind == "jsonb" else "false"
        value = f"CASE WHEN NOT {nothing} THEN {value} END"
        tests = tuple(f"{nothing} OR ({t})" for t in tests)
    if field.required or field.identifier:
        tests = (*tests, f"{column} IS NOT NULL")
    return Typed(field, value, nothing, tests)


def _value(field: FieldType, column: str, kind: str) -> tuple[str, tuple[str, ...]] | None:
    """A field's stored value, and tests that hold where it is in order (NULL is unknown, and in order)."""
    match field.type:
        case ty.NumberType() as number:
            return _number(field, number, column, kind)
        case ty.TruthType() if kind == "boolean":
            return column, ()
        case ty.DateType() if kind == "date":
            inside = f"{column} BETWEEN '0001-01-01' AND '9999-12-31'"
            return f"CASE WHEN {inside} THEN {column} END", (f"coalesce({inside}, true)",)
        case ty.EnumType(values=values) if kind == "text":
            listed = ", ".join(map(quoted, values))
            return stripped(column), (f"coalesce({column} IN ({listed}), true)",)
        case ty.TextType(identity=True) if kind == "text":
            return stripped(column), (f"coalesce({card(column)}, true)",)
        case ty.TextType() if kind == "text":
            none = f" AND {column} <> {quoted(NONE_WORD)}" if not field.type.optional else ""
            return stripped(column), (f"coalesce({column} <> '' AND {column} = {stripped(column)}{none}, true)",)
        case ty.MultiType(of=of) if kind in ("text[]", "character varying[]"):
            return _several(column, of.values)
    return None


def _several(column: str, values: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    listed = ", ".join(map(quoted, values))
    flat = f"coalesce(array_ndims({column}), 1) = 1"
    among = f"{column}::text[] <@ ARRAY[{listed}]::text[]"
    once = f"cardinality({column}) = (SELECT count(DISTINCT w) FROM unnest({column}) AS w)"
    test = f"{flat} AND {among} AND {once}"
    return f"CASE WHEN {test} THEN {column}::text[] END", (f"coalesce({test}, true)",)


def _number(field: FieldType, number: ty.NumberType, column: str, kind: str) -> tuple[str, tuple[str, ...]] | None:
    span = field_range(number, field.low, field.high)
    if kind not in INTEGERS and kind.partition("(")[0] != "numeric":
        return None
    low, high = ceil(span.low * number.scale), floor(span.high * number.scale)
    steps = f"{column}::numeric * {number.scale}"
    inside = f"{steps} BETWEEN {low} AND {high}"
    tests = [f"coalesce({inside}, true)"]
    if kind not in INTEGERS:
        # trunc of what is no number, or has no end, is refused before by its bounds
        tests.append(f"coalesce(trunc({steps}) = {steps}, true)")
    return f"CASE WHEN {inside} THEN ({steps})::{sql_type(field)} END", tuple(tests)


def sql_type(field: FieldType) -> str:
    """The type of a field's typed column."""
    match field.type:
        case ty.NumberType() as number:
            span = field_range(number, field.low, field.high)
            most = max(abs(span.low), abs(span.high)) * number.scale
            return "bigint" if most < BIG else "numeric"
        case ty.TruthType():
            return "boolean"
        case ty.DateType():
            return "date"
        case ty.MultiType():
            return "text[]"
        case ty.HistoryType() | ty.ListType():
            return "jsonb"
    return "text"


def columns(record: RecordType) -> list[tuple[str, str]]:
    """Name and type of each typed column of a record."""
    made = []
    for field in record.fields:
        made.append((field.name, sql_type(field)))
        if field.type.optional:
            made.append((f"{field.name} 无", "boolean"))
    return made
