"""The shape of an expression: what it reads and does, whatever its place, type and grounds.

Two expressions of one shape have one value on one record and day. `shift` moves a definition's frames to those of
the expression that refers to it.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from yiju.program import expressions as e
from yiju.program.traverse import EXPRESSIONS, HOLDERS

LEFT_OUT = ("type", "span", "grounds", "readings")


def shape(x: e.Expr, shift: int = 0, own: int = 0) -> Any:
    """A hashable form of an expression; names of frames below `own` are an inner list's element, not the record."""
    match x:
        case e.Grounded(operand=operand):
            return shape(operand, shift, own)
        case e.Const(value=value):
            return ("value", type(value).__name__, value)
        case e.Field(up=up, name=name, default=None):
            return ("field", _moved(up, shift, own), name)
        case e.Ref(up=up, definition=definition, arguments=arguments):
            return ("ref", _moved(up, shift, own), definition, *(shape(a, shift, own) for a in arguments))
        case e.Aggregate():
            inner = (x.where and shape(x.where, shift, own + 1), x.value and shape(x.value, shift, own + 1))
            return ("aggregate", x.op, shape(x.source, shift, own), *inner)
        case e.Rank():
            inner = (shape(x.key, shift, max(own, 1)), x.where and shape(x.where, shift, max(own, 1)))
            return ("rank", x.descending, shape(x.source, shift, own), *inner)
    names = (f.name for f in fields(x) if f.name not in LEFT_OUT)
    return (type(x).__name__, *(_part(getattr(x, n), shift, own) for n in names))


def _moved(up: int, shift: int, own: int) -> int:
    return up if up < own else up + shift


def _part(value: Any, shift: int, own: int) -> Any:
    if isinstance(value, EXPRESSIONS):
        return shape(value, shift, own)  # type: ignore[arg-type]  # one of the union's members
    if isinstance(value, tuple):
        return tuple(_part(v, shift, own) for v in value)
    if isinstance(value, HOLDERS):
        names = (f.name for f in fields(value) if f.name not in LEFT_OUT)
        return tuple(_part(getattr(value, n), shift, own) for n in names)
    return value
