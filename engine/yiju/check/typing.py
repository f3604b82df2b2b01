"""Types of expressions: how two join, and how a type is named to a policy writer."""

from __future__ import annotations

from dataclasses import replace
from math import lcm

from yiju.check.units import unit_text
from yiju.program import types as ty
from yiju.program.types import Type

TRUTH = ty.TruthType()
DATE = ty.DateType()


def join_scale(a: int, b: int) -> int:
    """The scale that holds both: 0 (a ratio) if either is."""
    return lcm(a, b) if a and b else 0


def join(a: Type, b: Type) -> Type | None:
    """The type that holds values of both, or None when they have nothing in common."""
    optional = a.optional or b.optional
    match a, b:
        case (ty.NothingType(), _):
            return replace(b, optional=True)
        case (_, ty.NothingType()):
            return replace(a, optional=True)
        case (ty.NumberType(), ty.NumberType()) if a.unit == b.unit:
            return ty.NumberType(a.unit, join_scale(a.scale, b.scale), optional=optional)
        case (ty.EnumType(), ty.EnumType()) if a.name == b.name:
            return replace(a, optional=optional)
        case (ty.TextType(), ty.TextType()) | (ty.DateType(), ty.DateType()) | (ty.TruthType(), ty.TruthType()):
            return replace(a, optional=optional)
    same = replace(a, optional=False) == replace(b, optional=False)
    return replace(a, optional=optional) if same else None


def type_text(kind: Type) -> str:
    """A type in the words of the language."""
    match kind:
        case ty.NumberType(unit=unit):
            return unit_text(unit) if unit else "比例"
        case ty.EnumType(name=name):
            return f"枚举 {name}"
        case ty.MultiType(of=of):
            return f"多选 {of.name}"
        case ty.ListType(record=record):
            return f"列表<{record}>"
        case ty.HistoryType(of=of):
            return f"历史<{unit_text(of.unit)}>"
        case ty.TextType(identity=True):
            return "身份证号"
    return PLAIN_NAMES[type(kind)]


PLAIN_NAMES: dict[type, str] = {
    ty.TruthType: "条件",
    ty.TextType: "文本",
    ty.DateType: "日期",
    ty.MonthType: "当月",
    ty.NothingType: "无",
}
