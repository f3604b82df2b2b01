"""A Python decision as JSON that `page_driver.js` turns into JavaScript's shape of the same decision."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.decision.model import Decision, Shown


def decision_json(decision: Decision) -> Any:
    """Numbers as {number: [n, d]}, sets as {set: […]}, pairs as {pair: [low, high]}, days as ordinals."""
    return _plain(decision)


def _plain(value: Any) -> Any:
    match value:
        case bool() | None | str() | int():
            return value
        case date():
            return value.toordinal()
        case Fraction():
            return {"number": [str(value.numerator), str(value.denominator)]}
        case frozenset():
            return {"set": sorted(value)}
        case tuple():
            return [_plain(v) for v in value]
        case dict():
            return {k: _plain(v) for k, v in value.items()}
    assert is_dataclass(value)
    made = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    is_pair = isinstance(value, Shown) and value.kind == "pair"
    return {**made, "value": {"pair": made["value"]}} if is_pair else made
