"""A quick door for each record type: generated Python that agrees with `door.check_record`.

Each field is read by straight-line code for its commonest spelling, by the plain reader of its type for the others;
at the first trouble the whole record goes to the plain checker, which finds the words. Only dicts are quick.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from math import ceil, floor
from typing import Any, TypeVar

from yiju.program import types as ty
from yiju.program.intervals import LIST_LENGTH, field_range
from yiju.program.program import FieldType, RecordType
from yiju.program.values import NOTHING, UNKNOWN, Row
from yiju.records.door import Records, birth_field, check_record
from yiju.records.field_value import scalar_value
from yiju.records.identity_card import birth_date, weighted_sums
from yiju.records.number_spelling import number_value
from yiju.records.spellings import NONE_WORD, TRUTH_WORDS, month_value
from yiju.records.trouble import Refused
from yiju_grammar.finding import Finding

Trouble = TypeVar("Trouble")


class NotPlain(Exception):
    """The quick door met what it leaves to the plain checker."""


def compile_door(record_type: RecordType, records: Records) -> Callable[[Mapping[str, Any]], Row | tuple[Finding, ...]]:
    """The quick equal of `check_record` for one record type."""
    return compile_door_with(record_type, records, lambda raw: check_record(record_type, records, raw))


def compile_door_with(
    record_type: RecordType, records: Records, otherwise: Callable[[Any], Trouble]
) -> Callable[[Any], Row | Trouble]:
    """The quick door; what it does not take is given to `otherwise`."""
    names: dict[str, Any] = {
        "NOTHING": NOTHING,
        "UNKNOWN": UNKNOWN,
        "NotPlain": NotPlain,
        "to_day": date.fromisoformat,
        "date": date,
        "Decimal": Decimal,
        "birth_date": birth_date,
        "TRUTH": dict(TRUTH_WORDS),
        "otherwise": otherwise,
    }
    source = [
        line for n, kind in enumerate(_reached(record_type, records)) for line in _function(kind, n, records, names)
    ]
    source += _entry(record_type)
    exec(compile("\n".join(source), f"<door of {record_type.name}>", "exec"), names)
    door: Callable[[Any], Row | Trouble] = names["door"]
    return door


def _entry(record_type: RecordType) -> list[str]:
    return [
        "def door(raw):",
        "    try:",
        f"        return {_name(record_type)}(raw)",
        "    except (NotPlain, ValueError, TypeError, LookupError):",
        "        return otherwise(raw)",
    ]


def _reached(record_type: RecordType, records: Records) -> list[RecordType]:
    """The record and those its lists hold."""
    found = [record_type]
    for kind in found:
        lists = [f.type.record for f in kind.fields if isinstance(f.type, ty.ListType)]
        found += [records[name] for name in dict.fromkeys(lists) if records[name] not in found]
    return found


def _name(kind: RecordType) -> str:
    return "row_" + kind.name.encode().hex()


def _function(kind: RecordType, n: int, records: Records, names: dict[str, Any]) -> list[str]:
    """One record's reader. Absent fields are counted: with them, as many keys as fields means no unknown name."""
    body = ["if type(raw) is not dict: raise NotPlain", "get = raw.get", "absent = 0"]
    for i, f in enumerate(kind.fields):
        body += _field(f, i, _Scope(n, records, names))
    known = f"KNOWN_{n}"
    names[known] = frozenset(f.name for f in kind.fields)
    body += [
        f"if len(raw) + absent != {len(kind.fields)}:",
        f"    if not raw.keys() <= {known}: raise NotPlain",
    ]
    body += _births(kind)
    body.append(f"return ({''.join(f'v{i}, ' for i in range(len(kind.fields)))})")
    return [f"def {_name(kind)}(raw):", *("    " + line for line in body)]


class _Scope:
    """Where generated code finds its constants."""

    def __init__(self, n: int, records: Records, names: dict[str, Any]) -> None:
        self.n, self.records, self.names = n, records, names

    def constant(self, name: str, value: object) -> str:
        full = f"{name}_{self.n}"
        self.names[full] = value
        return full


def _field(f: FieldType, i: int, scope: _Scope) -> list[str]:
    lines = [f"v = get({f.name!r})", "if v is None:"]
    if f.identifier or f.required:
        lines.append("    raise NotPlain")
    else:
        lines += ["    absent += 1", f"    v{i} = {'NOTHING' if f.type.optional else 'UNKNOWN'}"]
    if isinstance(f.type, ty.TextType) and f.type.identity:
        lines.append(f"    b{i} = None")
    lines.append("else:")
    return [*lines, *("    " + line for line in _value(f, i, scope))]


def _value(f: FieldType, i: int, scope: _Scope) -> list[str]:
    match f.type:
        case ty.NumberType():
            return _number(f, f.type, i, scope)
        case ty.DateType():
            test = "type(v) is str and len(v) == 10 and v[4] == '-' and v[7] == '-'"
            return [f"if {test}:", f"    v{i} = to_day(v)", "else:", *_plain(f, i, scope)]
        case ty.TruthType():
            return [f"v{i} = v if v is True or v is False else TRUTH.get(v) if type(v) is str else None"] + (
                [f"if v{i} is None:", *_plain(f, i, scope)]
            )
        case ty.EnumType(values=values):
            words = scope.constant(f"VALUES{i}", {v: v for v in values if not (f.type.optional and v == NONE_WORD)})
            return [f"v{i} = {words}.get(v)", f"if v{i} is None:", *_plain(f, i, scope)]
        case ty.TextType(identity=False):
            stripped = " and v.strip()" if f.identifier else ""
            return [f"if type(v) is str and v != {NONE_WORD!r}{stripped}:", f"    v{i} = v", "else:"] + (
                _plain(f, i, scope)
            )
        case ty.TextType():
            return _card(f, i, scope)
        case ty.MultiType(of=of):
            words = scope.constant(f"VALUES{i}", frozenset(of.values))
            return [f"if type(v) is list and {words}.issuperset(v):", f"    v{i} = frozenset(v)", "else:"] + (
                _plain(f, i, scope)
            )
        case ty.ListType():
            return _list(f.type, i, scope)
        case ty.HistoryType():
            read = scope.constant(f"read{i}", _history_reader(f, f.type))
            return [f"v{i} = {read}(v)"]
    raise TypeError(f"a field cannot be of {f.type}")


def _card(f: FieldType, i: int, scope: _Scope) -> list[str]:
    """An identity number by its weighted sum, three digits at a time: 2^15 … 2^3 (mod 11) are 10, 4, 6, 9, 8."""
    scope.names["SUMS"], scope.names["LAST_SUMS"] = weighted_sums()
    parts = ["SUMS[v[:3]] * 10", "SUMS[v[3:6]] * 4", "SUMS[v[6:9]] * 6", "SUMS[v[9:12]] * 9", "SUMS[v[12:15]] * 8"]
    return [
        "if type(v) is str and len(v) == 18 and v[0] != '0':",
        f"    if ({' + '.join(parts)} + LAST_SUMS[v[15:]]) % 11 != 1: raise NotPlain",
        f"    b{i} = date(int(v[6:10]), int(v[10:12]), int(v[12:14]))",
        f"    v{i} = v",
        "else:",
        *_plain(f, i, scope),
        f"    b{i} = None",
    ]


def _plain(f: FieldType, i: int, scope: _Scope) -> list[str]:
    """The plain reader of the type."""
    return [f"    v{i} = {scope.constant(f'read{i}', _reader(f))}(v)"]


def _reader(f: FieldType) -> Callable[[Any], Any]:
    kind = f.type
    assert not isinstance(kind, (ty.ListType, ty.HistoryType, ty.MonthType, ty.NothingType))

    def plain(raw: Any) -> Any:
        if isinstance(kind, ty.NumberType) and raw != NONE_WORD:
            return number_value(raw, kind)
        return scalar_value(raw, kind, f)

    def read(raw: Any) -> Any:
        if f.identifier and type(raw) is str and not raw.strip():
            raise NotPlain
        value = plain(raw)
        if isinstance(value, Refused):
            raise NotPlain
        return value

    return read


def _steps(f: FieldType, kind: ty.NumberType) -> tuple[int, int]:
    """The least and greatest number of the field, in steps of its type."""
    span = field_range(kind, f.low, f.high)
    return ceil(span.low * kind.scale), floor(span.high * kind.scale)


def _number(f: FieldType, kind: ty.NumberType, i: int, scope: _Scope) -> list[str]:
    """Integers, decimals, and texts of digits with as many decimals as the type has; the range is last."""
    low, high = _steps(f, kind)
    places = len(str(kind.scale)) - 1 if str(kind.scale).strip("0") == "1" else 0
    times = f" * {kind.scale}" if kind.scale != 1 else ""
    lines = ["if type(v) is int:", f"    v{i} = v{times}"]
    lines += ["elif type(v) is str and len(v) < 20 and v.isascii() and v.isdigit():", f"    v{i} = int(v){times}"]
    if places:
        lines += [
            f"elif type(v) is str and v[-{places + 1}:-{places}] == '.' and len(v) < 20 and v.isascii()"
            f" and (w := v[:-{places + 1}]).isdigit() and (u := v[-{places}:]).isdigit():",
            f"    v{i} = int(w + u)",
        ]
    lines += [
        "elif type(v) is Decimal and -20 < v.adjusted() < 20:",
        "    n, d = v.as_integer_ratio()",
        f"    v{i}, d = divmod(n{times}, d)",
        "    if d: raise NotPlain",
        "else:",
        *_plain(f, i, scope),
    ]
    check = f"if v{i} is not NOTHING and not {low} <= v{i} <= {high}: raise NotPlain"
    return [*lines, check if kind.optional else f"if not {low} <= v{i} <= {high}: raise NotPlain"]


def _list(kind: ty.ListType, i: int, scope: _Scope) -> list[str]:
    """A list of records; the same identifier twice is left to the plain checker."""
    element = scope.records[kind.record]
    lines = [
        f"if type(v) is not list or len(v) > {LIST_LENGTH}: raise NotPlain",
        f"v{i} = tuple([{_name(element)}(x) for x in v])",
    ]
    place = next((p for p, f in enumerate(element.fields) if f.identifier), None)
    if place is not None:
        lines.append(f"if len(v) > 1 and len({{r[{place}] for r in v{i}}}) != len(v): raise NotPlain")
    if kind.optional:
        return [f"if v == {NONE_WORD!r}:", f"    v{i} = NOTHING", "else:", *("    " + x for x in lines)]
    return lines


def _history_reader(f: FieldType, kind: ty.HistoryType) -> Callable[[Any], Any]:
    """A history's reader; months beside those written `2020-01` and lists of months are read by the plain one."""
    low, high = _steps(f, kind.of)

    def read(raw: Any) -> Any:
        if type(raw) is not dict:
            raise NotPlain
        values: dict[int, int] = {}
        for key, given in raw.items():
            day = date.fromisoformat(key + "-01") if len(key) == 7 and key[4] == "-" else None
            month = month_value(key) if day is None else day.year * 12 + day.month - 1
            if given is None and not isinstance(month, Refused):
                continue
            value = given * kind.of.scale if type(given) is int else number_value(given, kind.of)
            if isinstance(month, Refused) or isinstance(value, Refused) or month in values or not low <= value <= high:
                raise NotPlain
            values[month] = value
        return values

    return read


def _births(kind: RecordType) -> list[str]:
    places = birth_field(kind)
    if places is None:
        return []
    card, born = places
    known = f"v{born} is not None and v{born} is not NOTHING and v{card} is not None and v{card} is not NOTHING"
    return [f"if {known} and (b{card} or birth_date(v{card})) != v{born}: raise NotPlain"]
