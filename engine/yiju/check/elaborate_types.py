"""Types as written to types of the calculus, and records to record types."""

from __future__ import annotations

from fractions import Fraction

from yiju.check.elaborate_values import known_units
from yiju.check.elaborator import Elaborator
from yiju.check.scope import Where
from yiju.check.units import field_scale
from yiju.program import types as ty
from yiju.program.program import FieldType, RecordType
from yiju.rule_set.tree_to_rules import closest
from yiju_grammar import tree as t


def type_of(el: Elaborator, written: t.TypeExpr, owner: str, *, optional: bool = False) -> ty.Type | None:
    """The type that a field, parameter or delegation is given; `owner` names an enumeration written in place."""
    match written:
        case t.UnitType(unit=unit, kind=kind):
            known_units(el, unit, written.span)
            return ty.NumberType(unit, field_scale(unit, ratio=kind == "ratio"), optional=optional)
        case t.PlainType(kind=kind):
            return _plain(kind, optional)
        case t.InlineEnumType(values=values):
            return ty.EnumType(owner, tuple(v.text for v in values), optional)
        case t.NamedType(name=name):
            return _named(el, written, name, optional)
        case t.ListType(record=record):
            if record.text in el.rules.records:
                return ty.ListType(record.text, optional)
            el.report("YJ210", record.span, name=record.text, close=closest(record.text, el.rules.records))
            return None
        case t.HistoryType(unit=unit):
            return ty.HistoryType(ty.NumberType(unit, field_scale(unit)), optional)


def _plain(kind: str, optional: bool) -> ty.Type:
    match kind:
        case "date":
            return ty.DateType(optional)
        case "truth":
            return ty.TruthType(optional)
    return ty.TextType(kind == "identity", optional)


def _named(el: Elaborator, written: t.NamedType, name: str, optional: bool) -> ty.Type | None:
    declared = el.rules.enumerations.get(name)
    if declared is None and name in el.rules.units:
        return ty.NumberType(((name, 1),), field_scale(((name, 1),)), optional=optional)
    if declared is None:
        el.report("YJ210", written.span, name=name, close=closest(name, el.rules.enumerations))
        return None
    return ty.EnumType(name, tuple(v.text for v in declared.values), optional)


def field_type(el: Elaborator, record: str, f: t.Field) -> ty.Type | None:
    """The type of a field."""
    kind = type_of(el, f.type, f"{record}.{f.name.text}", optional=f.optional)
    if f.multiple and isinstance(kind, ty.EnumType):
        return ty.MultiType(ty.EnumType(kind.name, kind.values), f.optional)
    return kind


def record_types(el: Elaborator) -> dict[str, RecordType]:
    """Every record as the door checks it; a field without a sound type is left out after its finding."""
    return {name: _record(el, declared) for name, declared in el.rules.records.items()}


def _record(el: Elaborator, declared: t.Record) -> RecordType:
    fields = []
    seen: dict[str, t.Field] = {}
    for f in declared.fields:
        if f.name.text in seen:
            el.report("YJ205", f.name.span, name=f.name.text)
            continue
        seen[f.name.text] = f
        kind = field_type(el, declared.name.text, f)
        if kind is not None:
            fields.append(_field(f, kind))
        if f.default is not None:
            el.expression(f.default, Where(None, None, ()), kind)
    return RecordType(declared.name.text, declared.counts_as, tuple(fields), declared.span)


def _field(f: t.Field, kind: ty.Type) -> FieldType:
    return FieldType(f.name.text, kind, f.identifier, f.required, f.private, _bound(f.low), _bound(f.high), f.span)


def _bound(number: t.Number | None) -> Fraction | None:
    return number.value if number else None
