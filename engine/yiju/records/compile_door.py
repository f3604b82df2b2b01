"""A quick door for each record type: generated Python that agrees with `door.check_record`.

Each field is read by straight-line code for its commonest spelling, by the plain reader of its type for the others;
at the first trouble the whole record goes to the plain checker, which finds the words. Only dicts are quick.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from yiju.check.intervals import LIST_LENGTH, field_range
from yiju.program import types as ty
from yiju.program.program import FieldType, RecordType
from yiju.program.values import NOTHING, UNKNOWN, Row
from yiju.records.door import Records, birth_field, check_record
from yiju.records.field_value import bounded_number, scalar_value
from yiju.records.identity_card import birth_date
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
        case ty.ListType():
            return _list(f.type, i, scope)
        case ty.HistoryType():
            read = scope.constant(f"read{i}", _history_reader(f, f.type))
            return [f"v{i} = {read}(v)"]
    return [line.removeprefix("    ") for line in _plain(f, i, scope)]


def _plain(f: FieldType, i: int, scope: _Scope) -> list[str]:
    """The plain reader of the type."""
    return [f"    v{i} = {scope.constant(f'read{i}', _reader(f))}(v)"]


def _reader(f: FieldType) -> Callable[[Any], Any]:
    kind = f.type
    assert not isinstance(kind, (ty.ListType, ty.HistoryType, ty.MonthType, ty.NothingType))

    def read(raw: Any) -> Any:
        if f.identifier and type(raw) is str and not raw.strip():
            raise NotPlain
        value = scalar_value(raw, kind, f)
        if isinstance(value, Refused):
            raise NotPlain
        return value

    return read


def _number(f: FieldType, kind: ty.NumberType, i: int, scope: _Scope) -> list[str]:
    """Integers, and texts of digits with as many decimals as the type has; its range is checked in steps."""
    span = field_range(kind, f.low, f.high)
    low, high = -(-span.low * kind.scale // 1), span.high * kind.scale // 1
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
    lines += ["else:", *_plain(f, i, scope)]
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


def _history_reader(f: FieldType, kind: ty.HistoryType) -> Callable[[Any], dict[int, int]]:
    def read(raw: Any) -> dict[int, int]:
        if type(raw) is not dict:
            raise NotPlain
        values: dict[int, int] = {}
        for key, given in raw.items():
            month = month_value(key)
            value = bounded_number(given, kind.of, f) if given is not None else None
            if isinstance(month, Refused) or isinstance(value, Refused) or month in values:
                raise NotPlain
            if value is not None:
                values[month] = value
        return values

    return read


def _births(kind: RecordType) -> list[str]:
    places = birth_field(kind)
    if places is None:
        return []
    card, born = (f"v{p}" for p in places)
    known = f"{card} is not None and {card} is not NOTHING and {born} is not None and {born} is not NOTHING"
    return [f"if {known} and birth_date({card}) != {born}: raise NotPlain"]
