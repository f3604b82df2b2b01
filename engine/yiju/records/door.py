"""The door: a record as JSON or a spreadsheet gives it becomes a row in stored form, or every reason why not.

This is the plain checker that says what the door means; `compile_door` makes a quick one that agrees with it.
It knows no files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from yiju.program import types as ty
from yiju.program.intervals import LIST_LENGTH
from yiju.program.program import FieldType, RecordType
from yiju.program.values import NOTHING, UNKNOWN, Row
from yiju.records.field_value import Scalar, bounded_number, scalar_value
from yiju.records.identity_card import birth_date
from yiju.records.spellings import NONE_WORD, month_value
from yiju.records.trouble import Refused, Steps, Trouble, closest, shown_value, to_finding
from yiju_grammar.finding import Finding

BIRTH_DATE: Final = "出生日期"
MONTH_KEY: Final = "月份"
VALUE_KEY: Final = "值"

Records = Mapping[str, RecordType]


class RepeatedKeys(dict[str, Any]):
    """An object in which JSON names a key more than once (`names`): its values cannot be told apart."""

    names: tuple[str, ...] = ()


def check_record(record_type: RecordType, records: Records, raw: Mapping[str, Any]) -> Row | tuple[Finding, ...]:
    """The record in stored form, or its findings (YJ601–YJ610, YJ620–YJ626, YJ641).

    Args:
        record_type: what the record must be.
        records: every record type, for lists.
        raw: field names to values, as JSON gives them (decimals as `Decimal`) or a spreadsheet's.
    """
    result = examine(record_type, records, raw)
    return tuple(to_finding(t) for t in result) if isinstance(result, list) else result


def examine(record_type: RecordType, records: Records, raw: object) -> Row | list[Trouble]:
    """As `check_record`, with the places of what is wrong as steps; troubles are a list, a row is a tuple."""
    check = _Check(records)
    row = check.record(record_type, raw, ())
    return check.troubles or row


def birth_field(record_type: RecordType) -> tuple[int, int] | None:
    """The places of the identity number and the birth date to compare: where a record has one of each."""
    cards = [i for i, f in enumerate(record_type.fields) if isinstance(f.type, ty.TextType) and f.type.identity]
    births = [i for i, f in enumerate(record_type.fields) if isinstance(f.type, ty.DateType) and f.name == BIRTH_DATE]
    return (cards[0], births[0]) if len(cards) == len(births) == 1 else None


class _Check:
    """One record's check: `troubles` grows, every field is looked at."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.troubles: list[Trouble] = []

    def record(self, kind: RecordType, raw: object, steps: Steps, masked: bool = False) -> Row:
        if not isinstance(raw, Mapping):
            named = () if steps else (("field", kind.name),)
            self._refuse(steps, Refused("YJ624", named, ("object",)), raw, masked)
            return ()
        self._names(kind, raw, steps)
        row = tuple(self._field(f, raw.get(f.name), (*steps, f.name), masked) for f in kind.fields)
        self._births_agree(kind, row, steps)
        return row

    def _names(self, kind: RecordType, raw: Mapping[Any, Any], steps: Steps) -> None:
        known = [f.name for f in kind.fields]
        if isinstance(raw, RepeatedKeys):
            for name in raw.names:
                self._report((*steps, name), "YJ626", name=shown_value(name, masked=False))
        for name in raw:
            if name not in known:
                close = closest(str(name), [k for k in known if k not in raw] or known)
                self._report(
                    (*steps, str(name)), "YJ601", name=shown_value(name, masked=False), record=kind.name, close=close
                )

    def _field(self, f: FieldType, raw: object, steps: Steps, masked: bool) -> Any:
        masked = masked or f.private
        if raw is None or (f.identifier and isinstance(raw, str) and not raw.strip()):
            return self._absent(f, steps)
        match f.type:
            case ty.ListType():
                return self._list(f.type, raw, steps, masked)
            case ty.HistoryType():
                return self._history(f, raw, steps, masked)
            case ty.MonthType() | ty.NothingType():
                raise TypeError(f"a field cannot be of {f.type}")
        return self._scalar(f, f.type, raw, steps=steps, masked=masked)

    def _absent(self, f: FieldType, steps: Steps) -> Any:
        if f.identifier or f.required:
            self._report(steps, "YJ620" if f.identifier else "YJ621")
        return NOTHING if f.type.optional else UNKNOWN

    def _scalar(self, f: FieldType, kind: Scalar, raw: object, *, steps: Steps, masked: bool) -> Any:
        value = scalar_value(raw, kind, f)
        if isinstance(value, Refused):
            self._refuse(steps, value, raw, masked)
            return UNKNOWN
        return value

    def _list(self, kind: ty.ListType, raw: object, steps: Steps, masked: bool) -> Any:
        if raw == NONE_WORD and kind.optional:
            return NOTHING
        if isinstance(raw, str) or not isinstance(raw, Sequence):
            self._shape(steps, "array", raw, masked)
            return UNKNOWN
        if len(raw) > LIST_LENGTH:
            self._report(steps, "YJ642", most=LIST_LENGTH, length=len(raw))
            return UNKNOWN
        element = self.records[kind.record]
        rows = tuple(self.record(element, x, (*steps, i), masked) for i, x in enumerate(raw))
        self._repeated(element, rows, steps, masked)
        return rows

    def _repeated(self, element: RecordType, rows: tuple[Row, ...], steps: Steps, masked: bool) -> None:
        """Two elements of one list with the same identifier."""
        place = next((i for i, f in enumerate(element.fields) if f.identifier), None)
        first: dict[Any, int] = {}
        for n, row in enumerate(rows):
            value = row[place] if place is not None and row else UNKNOWN
            if place is None or value is UNKNOWN or value is NOTHING:
                continue
            if value in first:
                field = element.fields[place]
                text = shown_value(value, masked=masked or field.private)
                self._report((*steps, n, field.name), "YJ622", value=text, first=first[value] + 1)
            first.setdefault(value, n)

    def _history(self, f: FieldType, raw: object, steps: Steps, masked: bool) -> Any:
        if raw == NONE_WORD and f.type.optional:
            return NOTHING
        values: dict[int, int] = {}
        for month, value, here in self._months(raw, steps, masked):
            self._month(f, (month, value), values, steps=here, masked=masked)
        return values

    def _months(self, raw: object, steps: Steps, masked: bool) -> list[tuple[object, object, Steps]]:
        """The months of a history with their values and places: an object, or a list of {月份, 值}."""
        if isinstance(raw, Mapping):
            for name in raw.names if isinstance(raw, RepeatedKeys) else ():
                self._report((*steps, name), "YJ626", name=shown_value(name, masked=False))
            return [(month, value, (*steps, str(month))) for month, value in raw.items()]
        if isinstance(raw, str) or not isinstance(raw, Sequence):
            self._shape(steps, "history", raw, masked)
            return []
        pairs: list[tuple[object, object, Steps]] = []
        for i, item in enumerate(raw):
            if isinstance(item, Mapping) and set(item) == {MONTH_KEY, VALUE_KEY}:
                pairs.append((item[MONTH_KEY], item[VALUE_KEY], (*steps, i)))
            else:
                self._shape((*steps, i), "history", item, masked)
        return pairs

    def _month(
        self, f: FieldType, pair: tuple[object, object], values: dict[int, int], *, steps: Steps, masked: bool
    ) -> None:
        kind = f.type
        assert isinstance(kind, ty.HistoryType)
        month = month_value(pair[0])
        if isinstance(month, Refused):
            self._refuse(steps, month, pair[0], masked=False)
            return
        if pair[1] is None:
            return
        value = bounded_number(pair[1], kind.of, f)
        if isinstance(value, Refused):
            self._refuse(steps, value, pair[1], masked)
        elif month in values:
            self._report(steps, "YJ626", name=pair[0])
        else:
            values[month] = value

    def _births_agree(self, kind: RecordType, row: Row, steps: Steps) -> None:
        places = birth_field(kind)
        if places is None:
            return
        card, born = row[places[0]], row[places[1]]
        if isinstance(card, str) and isinstance(born, date) and birth_date(card) != born:
            self._report((*steps, BIRTH_DATE), "YJ610", card=kind.fields[places[0]].name)

    def _shape(self, steps: Steps, expected: str, raw: object, masked: bool) -> None:
        self._refuse(steps, Refused("YJ624", (), (expected,)), raw, masked)

    def _refuse(self, steps: Steps, refused: Refused, raw: object, masked: bool) -> None:
        told = [(k, v) for k, v in refused.args if not (masked and k == "close")]
        args = (("value", shown_value(raw, masked=masked)), *told)
        self.troubles.append(Trouble(steps, refused.code, args, refused.notes))

    def _report(self, steps: Steps, code: str, **args: object) -> None:
        self.troubles.append(Trouble(steps, code, tuple((k, str(v)) for k, v in args.items())))
