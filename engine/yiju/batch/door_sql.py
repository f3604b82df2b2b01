"""The door in SQL, for Parquet: columns of plain values become typed ones; `ok` is 真 only for a record that the plain
checker is sure to take. Every other record is left to the plain checker, which says what is wrong or reads it its
own way.

Input: a record type and the types of a file's columns. Output: select items, or None where a column is of a kind that
only the plain checker reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import ceil, floor
from re import fullmatch

from yiju.batch.duck import named, quoted
from yiju.batch.typed_columns import Typed, factor_of
from yiju.program import types as ty
from yiju.program.intervals import LIST_LENGTH, field_range
from yiju.program.program import FieldType, RecordType
from yiju.records.door import birth_field
from yiju.records.spellings import NONE_WORD

INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")


def typed(
    record: RecordType,
    records: Mapping[str, RecordType],
    types: Mapping[str, str],
    of: str = "",
    *,
    unread: frozenset[str] = frozenset(),
) -> list[Typed] | None:
    """The fields of a record read off columns.

    Args:
        types: DuckDB's type of each column of the file.
        unread: fields whose values nothing is made of: blanks around them may stay.
        of: the name before each column (an element's), with its dot.
    """
    if any(name not in {f.name for f in record.fields} for name in types):
        return None
    made = []
    for field in record.fields:
        found = _field(field, records, types.get(field.name), of)
        if found is None:
            return None
        if field.name in unread and found.ok:
            # a text that is not read is refused for one thing alone: that it is the word 无 where there is always one
            column = of + named(field.name)
            easy = f"CASE WHEN contains({column}, {quoted(NONE_WORD)}) THEN {found.ok[0]} ELSE true END"
            found = replace(found, ok=(f"coalesce({column} <> '', true) AND coalesce({easy}, true)", *found.ok[1:]))
        made.append(found)
    return made


def in_order(record: RecordType, fields: list[Typed]) -> str:
    """The test that a record is one the plain checker takes."""
    tests = [t for f in fields for t in f.ok]
    places = birth_field(record)
    if places is not None:
        card, born = (fields[i].value for i in places)
        tests.append(f"coalesce({card}[7:14] = strftime({born}, '%Y%m%d'), true)")
    return " AND ".join(f"({t})" for t in tests) or "true"


def _field(field: FieldType, records: Mapping[str, RecordType], kind: str | None, of: str) -> Typed | None:
    if kind is None:
        ok = ("false",) if field.required or field.identifier else ()
        return Typed(
            field, f"CAST(NULL AS {sql_type(field.type, records)})", "true" if field.type.optional else None, ok
        )
    column = of + named(field.name)
    found = _value(field, records, column, kind)
    if found is None:
        return None
    value, tests = found
    nothing = None
    if field.type.optional:
        nothing = f"coalesce({column} = {quoted(NONE_WORD)}, true)" if kind == "VARCHAR" else f"{column} IS NULL"
        value = f"CASE WHEN NOT {nothing} THEN {value} END"
        tests = tuple(f"{nothing} OR ({t})" for t in tests)
    if field.required or field.identifier:
        tests = (*tests, f"{column} IS NOT NULL")
    return Typed(field, value, nothing, tests)


def _value(
    field: FieldType, records: Mapping[str, RecordType], column: str, kind: str
) -> tuple[str, tuple[str, ...]] | None:
    """A field's stored value, and tests that hold where it is in order (NULL is unknown, and in order)."""
    match field.type:
        case ty.NumberType() as number:
            return _number(field, number, column, kind)
        case ty.TruthType() if kind == "BOOLEAN":
            return column, ()
        case ty.DateType() if kind == "DATE":
            return column, (f"coalesce(year({column}) BETWEEN 1 AND 9999, true)",)
        case ty.EnumType(values=values) if kind == "VARCHAR":
            listed = ", ".join(map(quoted, values))
            return column, (f"coalesce({column} IN ({listed}), true)",)
        case ty.TextType(identity=True) if kind == "VARCHAR":
            return column, (f"coalesce({_card(column)}, true)",)
        case ty.TextType() if kind == "VARCHAR":
            none = f" AND {column} <> {quoted(NONE_WORD)}" if not field.type.optional else ""
            return column, (f"coalesce({_untrimmed(column)}{none}, true)",)
        case ty.MultiType(of=of) if kind == "VARCHAR[]":
            listed = ", ".join(map(quoted, of.values))
            return column, (
                f"coalesce(list_has_all([{listed}], {column}) AND len({column}) = list_count({column}), true)",
            )
        case ty.ListType() as listed_type:
            return _list(listed_type, records, column, kind)
    return None


def _untrimmed(column: str) -> str:
    """The test that neither end of a text is blank, for letters, digits and CJK; others are left to the plain checker.

    Characters that Python's `strip` takes off lie at 32 and below, between 128 and 160, and in a few places up to
    12288 (全角空格).
    """
    return f"{_is_plain(f'unicode({column})')} AND {_is_plain(f'unicode(right({column}, 1))')}"


def _is_plain(code: str) -> str:
    return f"({code} BETWEEN 33 AND 126 OR {code} > 12288)"


def _number(field: FieldType, number: ty.NumberType, column: str, kind: str) -> tuple[str, tuple[str, ...]] | None:
    span = field_range(number, field.low, field.high)
    low, high = ceil(span.low * number.scale), floor(span.high * number.scale)
    if kind in INTEGERS:
        inside = f"{column} BETWEEN {ceil(span.low)} AND {floor(span.high)}"
        value = column if number.scale == 1 else f"{column} * {number.scale}"
        return f"CASE WHEN {inside} THEN CAST({value} AS BIGINT) END", (f"coalesce({inside}, true)",)
    found = fullmatch(r"DECIMAL\((\d+),(\d+)\)", kind)
    if found is None or max(abs(low), abs(high)) >= 10**18:
        return None
    digits = int(found[2])
    # a decimal's digits are an integer of its own scale: a product with a power of ten is exact
    inside = f"{column} BETWEEN {_decimal(low, number.scale)} AND {_decimal(high, number.scale)}"
    factor, rest = factor_of(number.scale, digits)
    if factor is None:
        return None
    wide = f"CAST({column} * {10**digits} AS BIGINT)"
    tests = [f"coalesce({inside}, true)"]
    if rest > 1:
        tests.append(f"coalesce({wide} % {rest} = 0, true)")
        value = f"{wide} // {rest}"
    else:
        value = wide if factor == 1 else f"{wide} * {factor}"
    return f"CASE WHEN {inside} THEN {value} END", tuple(tests)


def _decimal(scaled: int, scale: int) -> str:
    whole, rest = divmod(abs(scaled), scale)
    digits = len(str(scale)) - 1
    text = f"{whole}.{rest * 10**digits // scale:0{digits}d}" if rest else str(whole)
    return f"-{text}" if scaled < 0 else text


def _card(column: str) -> str:
    """An identity number's digits, day of birth and check digit."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    digits = " + ".join(f"(ascii({column}[{i}]) - 48) * {w}" for i, w in enumerate(weights, 1))
    shape = f"regexp_full_match({column}, '[1-9][0-9]{{16}}[0-9X]')"
    day = f"try_strptime({column}[7:14], '%Y%m%d') IS NOT NULL AND {column}[7:10] >= '1800'"
    check = f"{column}[18] = '10X98765432'[({digits}) % 11 + 1]"
    return f"CASE WHEN {shape} THEN {day} AND {check} ELSE false END"


def _list(
    kind: ty.ListType, records: Mapping[str, RecordType], column: str, sql: str
) -> tuple[str, tuple[str, ...]] | None:
    inner = struct_types(sql)
    element = records[kind.record]
    fields = None if inner is None else typed(element, records, inner, "e.")
    if fields is None:
        return None
    items = ", ".join(f"{named(n)} := {sql}" for f in fields for n, sql in f.items())
    value = f"list_transform({column}, lambda e: struct_pack({items}))"
    bad = f"e IS NULL OR NOT ({in_order(element, fields)})"
    tests = [
        f"coalesce(len({column}) <= {LIST_LENGTH}, true)",
        f"NOT coalesce(list_contains(list_transform({column}, lambda e: {bad}), true), false)",
    ]
    identifier = next((f.field.name for f in fields if f.field.identifier), None)
    if identifier is not None:
        ids = f"list_transform({column}, lambda e: e.{named(identifier)})"
        tests.append(f"coalesce(len({column}) < 2 OR list_unique({ids}) = len({column}), true)")
    return value, tuple(tests)


def struct_types(sql: str) -> dict[str, str] | None:
    """The fields of a `STRUCT(a T, "b c" U)[]`, by name; None for another type."""
    if not (sql.startswith("STRUCT(") and sql.endswith(")[]")):
        return None
    inner, found, depth, start = sql[7:-3], {}, 0, 0
    quote = False
    for i, char in enumerate(inner + ","):
        quote ^= char == '"'
        depth += (char == "(") - (char == ")") if not quote else 0
        if char == "," and depth == 0 and not quote:
            item = inner[start:i].strip()
            end = item.index('"', 1) if item.startswith('"') else item.index(" ")
            name = item[1:end] if item.startswith('"') else item[:end]
            found[name] = item[end + 1 :].strip()
            start = i + 1
    return found


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
            return "VARCHAR[]"
        case ty.HistoryType():
            return 'STRUCT("月份" INTEGER, "值" BIGINT)[]'
        case ty.ListType(record=record):
            return f"{struct_type(records[record], records)}[]"
    return "VARCHAR"


def struct_type(record: RecordType, records: Mapping[str, RecordType]) -> str:
    """The type of a record's columns together."""
    return f"STRUCT({', '.join(f'{named(n)} {kind}' for n, kind in columns(record, records))})"


def columns(record: RecordType, records: Mapping[str, RecordType]) -> list[tuple[str, str]]:
    """Name and type of each typed column of a record."""
    made = []
    for field in record.fields:
        made.append((field.name, sql_type(field.type, records)))
        if field.type.optional:
            made.append((f"{field.name} 无", "BOOLEAN"))
    return made
