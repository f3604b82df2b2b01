"""The door in Spark SQL, for Parquet: `yiju.batch.door_sql` said to Spark.

Input: a record type and the types of a file's columns (as Spark's schema says them in JSON). Output: select items
and the test that a record is one the plain checker is sure to take, or None where a column is of a kind that only it
reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor
from re import fullmatch
from typing import Any, Final

from yiju.batch.typed_columns import Typed, factor_of
from yiju.program import types as ty
from yiju.program.intervals import LIST_LENGTH, field_range
from yiju.program.program import FieldType, RecordType
from yiju.records.door import birth_field
from yiju.records.spellings import NONE_WORD

INTEGERS: Final = ("byte", "short", "integer", "long")
DIGITS: Final = 38


def quoted(text: str) -> str:
    """A text in Spark SQL; what is not plain is written by its number."""
    return "'" + "".join(c if c.isalnum() or c in " _-.,:/()" else _escaped(c) for c in text) + "'"


def _escaped(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code < 1 << 16 else char


def named(name: str) -> str:
    """A name in Spark SQL."""
    return "`" + name.replace("`", "``") + "`"


def typed(
    record: RecordType, records: Mapping[str, RecordType], types: Mapping[str, Any], of: str = ""
) -> list[Typed] | None:
    """The fields of a record read off columns.

    Args:
        types: the type of each column of the file.
        of: the name before each column (an element's), with its dot.
    """
    if any(name not in {f.name for f in record.fields} for name in types):
        return None
    made = []
    for field in record.fields:
        found = _field(field, records, types.get(field.name), of)
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
        tests.append(f"coalesce(substr({card}, 7, 8) = replace(CAST({born} AS STRING), '-', ''), true)")
    return " AND ".join(f"({t})" for t in tests) or "true"


def _field(field: FieldType, records: Mapping[str, RecordType], kind: Any, of: str) -> Typed | None:
    if kind is None:
        ok = ("false",) if field.required or field.identifier else ()
        nothing = "false" if field.type.optional else None
        return Typed(field, f"CAST(NULL AS {sql_type(field.type, records)})", nothing, ok)
    column = of + named(field.name)
    found = _value(field, records, column, kind)
    if found is None:
        return None
    value, tests = found
    nothing = None
    if field.type.optional:
        nothing = f"coalesce({column} = {quoted(NONE_WORD)}, false)" if kind == "string" else "false"
        value = f"CASE WHEN NOT {nothing} THEN {value} END"
        tests = tuple(f"{nothing} OR ({t})" for t in tests)
    if field.required or field.identifier:
        tests = (*tests, f"{column} IS NOT NULL")
    return Typed(field, value, nothing, tests)


def _value(
    field: FieldType, records: Mapping[str, RecordType], column: str, kind: Any
) -> tuple[str, tuple[str, ...]] | None:
    """A field's stored value, and tests that hold where it is in order (NULL is unknown, and in order)."""
    match field.type:
        case ty.NumberType() as number:
            return _number(field, number, column, kind)
        case ty.TruthType() if kind == "boolean":
            return column, ()
        case ty.DateType() if kind == "date":
            return column, (f"coalesce(year({column}) BETWEEN 1 AND 9999, true)",)
        case ty.MultiType(of=of) if isinstance(kind, dict) and kind.get("elementType") == "string":
            return column, (f"coalesce(forall({column}, v -> coalesce(v IN ({_listed(of.values)}), false)), true)",)
        case ty.ListType() as listed_type:
            return _list(listed_type, records, column, kind)
        case _ if kind == "string":
            return _text(field.type, column)
    return None


def _text(kind: ty.Type, column: str) -> tuple[str, tuple[str, ...]] | None:
    match kind:
        case ty.EnumType(values=values):
            return column, (f"coalesce({column} IN ({_listed(values)}), true)",)
        case ty.TextType(identity=True):
            return column, (f"coalesce({_card(column)}, true)",)
        case ty.TextType():
            none = f" AND {column} <> {quoted(NONE_WORD)}" if not kind.optional else ""
            stripped = f"{column} = btrim({column}, {quoted(_SPACES)})"
            return column, (f"coalesce(is_valid_utf8({column}) AND {column} <> '' AND {stripped}{none}, true)",)
    return None


def _listed(values: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, values))


_BLANK = (9, 10, 11, 12, 13, 28, 29, 30, 31, 32, 133, 160, 5760, *range(8192, 8203), 8232, 8233, 8239, 8287, 12288)
_SPACES: Final = "".join(map(chr, _BLANK))
"""What Python's `strip` takes off."""


def _number(field: FieldType, number: ty.NumberType, column: str, kind: Any) -> tuple[str, tuple[str, ...]] | None:
    span = field_range(number, field.low, field.high)
    low, high = ceil(span.low * number.scale), floor(span.high * number.scale)
    if kind in INTEGERS:
        inside = f"{column} BETWEEN {ceil(span.low)}L AND {floor(span.high)}L"
        value = f"CAST({column} AS BIGINT) * {number.scale}L"
        return f"CASE WHEN {inside} THEN {value} END", (f"coalesce({inside}, true)",)
    found = fullmatch(r"decimal\((\d+),(\d+)\)", kind) if isinstance(kind, str) else None
    if found is None or max(abs(low), abs(high)) >= 10**18:
        return None
    return _decimal(number.scale, (low, high), column, (int(found[1]), int(found[2])))


def _decimal(
    scale: int, ends: tuple[int, int], column: str, kind: tuple[int, int]
) -> tuple[str, tuple[str, ...]] | None:
    """A decimal as steps of 1/scale: within the field's bounds it has few digits, so that a product keeps them all."""
    precision, digits = kind
    places = len(str(scale)) - 1
    whole = len(str(max(map(abs, ends)) // scale))
    factor, rest = factor_of(scale, digits)
    too_wide = max(precision - digits + max(digits, places), whole + 2 * digits + 2) > DIGITS
    if factor is None or too_wide or 10**places != scale:
        return None
    inside = f"{column} BETWEEN {_literal(ends[0], scale)} AND {_literal(ends[1], scale)}"
    steps = f"CAST(CAST({column} AS DECIMAL({whole + digits}, {digits})) * {10**digits}BD AS BIGINT)"
    tests = [f"coalesce({inside}, true)"]
    if rest > 1:
        tests.append(f"coalesce(CASE WHEN {inside} THEN {steps} % {rest}L = 0 END, true)")
        value = f"{steps} DIV {rest}L"
    else:
        value = steps if factor == 1 else f"{steps} * {factor}L"
    return f"CASE WHEN {inside} THEN {value} END", tuple(tests)


def _literal(scaled: int, scale: int) -> str:
    whole, rest = divmod(abs(scaled), scale)
    places = len(str(scale)) - 1
    text = f"{whole}.{rest * 10**places // scale:0{places}d}BD" if rest else f"{whole}BD"
    return f"-{text}" if scaled < 0 else text


def _card(column: str) -> str:
    """An identity number's digits, day of birth and check digit."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    digits = " + ".join(f"(ascii(substr({column}, {i}, 1)) - 48) * {w}" for i, w in enumerate(weights, 1))
    shape = f"char_length({column}) = 18 AND {column} RLIKE '^[1-9][0-9]{{16}}[0-9X]$'"
    parts = ", '-', ".join(f"substr({column}, {start}, {count})" for start, count in ((7, 4), (11, 2), (13, 2)))
    day = f"try_cast(concat({parts}) AS DATE) IS NOT NULL AND substr({column}, 7, 4) >= '1800'"
    check = f"substr({column}, 18, 1) = substr('10X98765432', ({digits}) % 11 + 1, 1)"
    return f"CASE WHEN {shape} THEN {day} AND {check} ELSE false END"


def _list(
    kind: ty.ListType, records: Mapping[str, RecordType], column: str, found: Any
) -> tuple[str, tuple[str, ...]] | None:
    inner = struct_types(found)
    element = records[kind.record]
    fields = None if inner is None else typed(element, records, inner, "e.")
    if fields is None:
        return None
    items = ", ".join(f"{quoted(n)}, {sql}" for f in fields for n, sql in f.items())
    value = f"transform({column}, e -> named_struct({items}))"
    bad = f"e IS NULL OR NOT ({in_order(element, fields)})"
    tests = [
        f"coalesce(size({column}) <= {LIST_LENGTH}, true)",
        f"NOT coalesce(exists({column}, e -> {bad}), false)",
    ]
    identifier = next((f.field.name for f in fields if f.field.identifier), None)
    if identifier is not None:
        ids = f"transform({column}, e -> e.{named(identifier)})"
        tests.append(f"coalesce(size({column}) < 2 OR size(array_distinct({ids})) = size({column}), true)")
    return value, tuple(tests)


def struct_types(kind: Any) -> dict[str, Any] | None:
    """The fields of a list of structs, by name; None for another type."""
    if not isinstance(kind, dict) or kind.get("type") != "array":
        return None
    element = kind["elementType"]
    if not isinstance(element, dict) or element.get("type") != "struct":
        return None
    return {field["name"]: field["type"] for field in element["fields"]}


def sql_type(kind: ty.Type, records: Mapping[str, RecordType]) -> str:
    """The type of a typed column."""
    match kind:
        case ty.NumberType():
            return "BIGINT"
        case ty.TruthType():
            return "BOOLEAN"
        case ty.DateType():
            return "DATE"
        case ty.MultiType():
            return "ARRAY<STRING>"
        case ty.HistoryType():
            return "ARRAY<STRUCT<`月份`: INT, `值`: BIGINT>>"
        case ty.ListType(record=record):
            return f"ARRAY<STRUCT<{fields_of(records[record], records, ': ')}>>"
    return "STRING"


def fields_of(record: RecordType, records: Mapping[str, RecordType], between: str = " ") -> str:
    """Name and type of each typed column of a record."""
    made = []
    for field in record.fields:
        made.append(f"{named(field.name)}{between}{sql_type(field.type, records)}")
        if field.type.optional:
            made.append(f"{named(f'{field.name} 无')}{between}BOOLEAN")
    return ", ".join(made)
