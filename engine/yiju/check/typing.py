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
        case ty.NumberType():
            return unit_text(kind.unit) if kind.unit else "比例"
        case ty.TruthType():
            return "条件"
        case ty.TextType():
            return "身份证号" if kind.identity else "文本"
        case ty.DateType():
            return "日期"
        case ty.MonthType():
            return "当月"
        case ty.EnumType():
            return f"枚举 {kind.name}"
        case ty.MultiType():
            return f"多选 {kind.of.name}"
        case ty.ListType():
            return f"列表<{kind.record}>"
        case ty.HistoryType():
            return f"历史<{unit_text(kind.of.unit)}>"
        case ty.NothingType():
            return "无"
