"""The fields of a record as labelled controls: one function a kind of field, and a template for what a list holds.

Input: a record's declaration. Output: HTML with nothing chosen, that is, with everything unknown. The scripts in
`form/` read and fill it by its `data-` attributes; ids hold `__N__` where a template is copied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Any, Final

from yiju.calculator.form_words import form_say
from yiju.explain.values import unit_text
from yiju.program import types as ty
from yiju.program.program import FieldType, RecordType
from yiju.records.number_spelling import decimal_text, takes_percent
from yiju_grammar.finding import Lang

COPY: Final = "__N__"
"""What stands for the number of a copy in the ids of a template."""


@dataclass(frozen=True, slots=True)
class Control:
    """A field about to be drawn, with the id of its control."""

    field: FieldType
    id: str
    lang: Lang

    @property
    def name(self) -> str:
        """Its name, escaped."""
        return escape(self.field.name)

    def say(self, key: str, **words: object) -> str:
        """Words of the form, escaped."""
        return escape(form_say(key, self.lang, **words))


def controls(record: RecordType, lang: Lang, prefix: str) -> str:
    """The controls of every field of a record, in the order written."""
    return "".join(_control(Control(f, f"{prefix}-{n}", lang)) for n, f in enumerate(record.fields))


def templates(record: RecordType, records: Mapping[str, RecordType], lang: Lang) -> str:
    """A template for each record that the lists below one hold, and one for a month of a history."""
    held = _held(record, records)
    made = "".join(
        _template(escape(kind.name), controls(kind, lang, f"yc-{n}-{COPY}")) for n, kind in enumerate(held, 1)
    )
    return made + "".join(_template("", month) for month in (_month(lang),) if _has_history(record, held))


def _template(name: str, inner: str) -> str:
    return f'<template data-record="{name}">{inner}</template>'


def _held(record: RecordType, records: Mapping[str, RecordType]) -> list[RecordType]:
    found: list[RecordType] = []
    waiting = [record]
    while waiting:
        for f in waiting.pop(0).fields:
            if isinstance(f.type, ty.ListType) and records[f.type.record] not in found:
                found.append(records[f.type.record])
                waiting.append(records[f.type.record])
    return found


def _has_history(record: RecordType, held: list[RecordType]) -> bool:
    return any(isinstance(f.type, ty.HistoryType) for kind in (record, *held) for f in kind.fields)


def _control(control: Control) -> str:
    kind = type(control.field.type)
    inner = CONTROLS[kind](control)
    problem = f'<p class="yiju-problem" id="{control.id}-p" hidden></p>'
    group = kind in GROUPED
    tag, label = ("fieldset", "legend") if group else ("div", f'label for="{control.id}"')
    mark = f' <small class="yiju-tag">{control.say("required")}</small>' if control.field.required else ""
    head = f"<{label}>{control.name}{mark}</{'legend' if group else 'label'}>"
    told = f' aria-describedby="{control.id}-p"' if group else ""
    data = f'data-field="{control.name}" data-kind="{KINDS[kind]}"{_marks(control.field)}'
    return f'<{tag} class="yiju-field yiju-kind-{KINDS[kind]}" {data}{told}>{head}{inner}{problem}</{tag}>'


def _marks(f: FieldType) -> str:
    marks = {"data-identifier": f.identifier, "data-optional": f.type.optional}
    if isinstance(f.type, ty.ListType):
        return f' data-holds="{escape(f.type.record)}"' + _attributes(marks)
    return _attributes(marks)


def _attributes(marks: dict[str, bool]) -> str:
    return "".join(f" {name}" for name, holds in marks.items() if holds)


# --- one value ----------------------------------------------------------------------------------------------


def _input(control: Control, kind: str, more: str = "", *, after: str = "", hint: str = "") -> str:
    told = [f"{control.id}-h"] if hint else []
    described = " ".join([*told, f"{control.id}-p"])
    box = f'<input id="{control.id}" type="{kind}" {more} autocomplete="off" aria-describedby="{described}">'
    said = f'<p class="yiju-hint" id="{control.id}-h">{escape(hint)}</p>' if hint else ""
    return f'<div class="yiju-entry">{box}{after}{_none(control)}</div>{said}'


def _none(control: Control) -> str:
    """The choice 无 beside the control of a field that may be none."""
    if not control.field.type.optional:
        return ""
    label = control.say("own", name=control.field.name, word=form_say("none", control.lang))
    box = f'<input type="checkbox" data-none aria-label="{label}">'
    return f'<label class="yiju-none">{box}{control.say("none")}</label>'


def _text(control: Control) -> str:
    kind = control.field.type
    if isinstance(kind, ty.TextType) and kind.identity:
        return _input(control, "text", 'maxlength="18"', hint=form_say("identity", control.lang))
    return _input(control, "text")


def _number(control: Control) -> str:
    kind = control.field.type
    assert isinstance(kind, ty.NumberType)
    return _input(control, "text", 'inputmode="decimal"', after=_unit(control, kind), hint=_hint(control, kind))


def _unit(control: Control, kind: ty.NumberType) -> str:
    unit = unit_text(kind.unit, control.lang).strip()
    return f'<span class="yiju-unit">{escape(unit)}</span>' if unit else ""


def _hint(control: Control, kind: ty.NumberType) -> str:
    """What the declaration says of the number: its bounds, that a ratio may be a percentage."""
    f = control.field
    told = []
    if f.low is not None and f.high is not None:
        low, high = (_bound(b * 100 if takes_percent(kind) else b, kind) for b in (f.low, f.high))
        told.append(form_say("bounds", control.lang, low=low, high=high))
    elif takes_percent(kind):
        told.append(form_say("ratio", control.lang))
    return "，".join(told)


def _bound(value: Any, kind: ty.NumberType) -> str:
    return decimal_text(value) + ("%" if takes_percent(kind) else "")


def _date(control: Control) -> str:
    return _input(control, "date", 'min="0001-01-01" max="9999-12-31"')


def _truth(control: Control) -> str:
    words = (("", "unknown"), ("是", "yes"), ("否", "no"))
    choices = [_radio(control, value, control.say(key)) for value, key in words]
    return f'<div class="yiju-choices">{"".join(choices)}{_none(control)}</div>'


def _radio(control: Control, value: str, word: str) -> str:
    checked = "" if value else " checked"
    return (
        f'<label class="yiju-radio"><input type="radio" name="{control.id}" value="{value}"{checked}>'
        f"<span>{word}</span></label>"
    )


def _enum(control: Control) -> str:
    kind = control.field.type
    assert isinstance(kind, ty.EnumType)
    options = [("", form_say("unknown", control.lang)), *((v, v) for v in kind.values)]
    if kind.optional:
        options.insert(1, ("无", form_say("none", control.lang)))
    inner = "".join(f'<option value="{escape(value)}">{escape(word)}</option>' for value, word in options)
    return f'<div class="yiju-entry"><select id="{control.id}" aria-describedby="{control.id}-p">{inner}</select></div>'


def _multi(control: Control) -> str:
    kind = control.field.type
    assert isinstance(kind, ty.MultiType)
    boxes = [_box(f'data-choice value="{escape(v)}"', escape(v)) for v in kind.of.values]
    if not kind.optional:
        boxes.append(_box("data-empty", control.say("none_of_these")))
    return f'<div class="yiju-choices">{"".join(boxes)}{_none(control)}</div>'


def _box(attributes: str, word: str) -> str:
    return f'<label class="yiju-box"><input type="checkbox" {attributes}><span>{word}</span></label>'


# --- several values -----------------------------------------------------------------------------------------


def _list(control: Control) -> str:
    add = f'<button type="button" data-add>{control.say("add", list=control.field.name)}</button>'
    empty = "" if control.field.type.optional else _box("data-empty", control.say("nobody", list=control.field.name))
    return f'<div class="yiju-members"></div><div class="yiju-choices">{add}{empty}{_none(control)}</div>'


def _history(control: Control) -> str:
    add = f'<button type="button" data-add>{control.say("add_month")}</button>'
    return f'<div class="yiju-members"></div><div class="yiju-choices">{add}{_none(control)}</div>'


def _month(lang: Lang) -> str:
    """A month of a history with its value."""
    parts = (("月份", "month", "month", 'placeholder="2020-01"'), ("值", "value", "text", 'inputmode="decimal"'))
    return "".join(
        f'<label class="yiju-month">{escape(form_say(key, lang))} '
        f'<input id="yc-{key}-{COPY}" type="{kind}" data-part="{part}" {more} autocomplete="off"></label>'
        for part, key, kind, more in parts
    )


GROUPED: Final = (ty.TruthType, ty.MultiType, ty.ListType, ty.HistoryType)
"""Kinds of field with several controls: a fieldset with a legend."""

KINDS: Final[Mapping[type, str]] = MappingProxyType(
    {
        ty.TextType: "text",
        ty.NumberType: "number",
        ty.DateType: "date",
        ty.TruthType: "truth",
        ty.EnumType: "enum",
        ty.MultiType: "multi",
        ty.ListType: "list",
        ty.HistoryType: "history",
    }
)

CONTROLS: Final[Mapping[type, Callable[[Control], str]]] = MappingProxyType(
    {
        ty.TextType: _text,
        ty.NumberType: _number,
        ty.DateType: _date,
        ty.TruthType: _truth,
        ty.EnumType: _enum,
        ty.MultiType: _multi,
        ty.ListType: _list,
        ty.HistoryType: _history,
    }
)
