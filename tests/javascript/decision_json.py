"""A Python decision as JSON that JavaScript turns back into its own shape of the same decision (see `page_driver.js`)."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.decision.model import Decision, Shown
from yiju.program.expressions import Expr


def decision_json(decision: Decision) -> Any:
    """Numbers as {"$num": [n, d]}, sets as {"$set": […]}, pairs as {"$pair": [low, high]}, days as ordinals."""
    return _plain(decision)


def _plain(value: Any) -> Any:
    match value:
        case bool() | None | str() | int():
            return value
        case date():
            return value.toordinal()
        case Fraction():
            return {"$num": [str(value.numerator), str(value.denominator)]}
        case frozenset():
            return {"$set": sorted(value)}
        case Shown(kind="pair"):
            low, high = map(_plain, value.value)  # type: ignore[arg-type]  # a pair's value is two numbers
            return {**_fields(value), "value": {"$pair": [low, high]}}
        case tuple() | list():
            return [_plain(v) for v in value]
        case dict():
            return {k: _plain(v) for k, v in value.items()}
    assert is_dataclass(value) and not isinstance(value, Expr)
    return _fields(value)


def _fields(value: Any) -> dict[str, Any]:
    return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name != "span" or True}
