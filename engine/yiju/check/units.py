"""Units as a small algebra, and how fine a number of each unit can be.

A unit is a product of base units (see `yiju_grammar.tree.Unit`). Used by the elaborator; knows no expressions.
"""

from __future__ import annotations

from math import lcm

from yiju_grammar.terms import Unit

INTEGER_UNITS = frozenset({"人", "户", "次", "天", "月", "年", "岁"})
"""Units that are counted, not measured: their numbers are whole."""

FIELD_SCALES = {"元": 100, "分": 100, "小时": 100}
"""Decimals of a field's unit: money to the 分 (0.01元), points and hours to a hundredth."""

MEASURED_SCALE = 10_000
RATIO_SCALE = 1_000_000


def multiply(a: Unit, b: Unit, power: int = 1) -> Unit:
    """a × b^power."""
    powers = dict(a)
    for name, n in b:
        powers[name] = powers.get(name, 0) + n * power
    return tuple(sorted((name, n) for name, n in powers.items() if n))


def power(unit: Unit, n: int) -> Unit:
    """unit^n."""
    return tuple((name, p * n) for name, p in unit) if n else ()


def single(name: str) -> Unit:
    """The unit of one base unit."""
    return ((name, 1),)


def without(unit: Unit, name: str | None) -> Unit:
    """`unit` with `/name` cancelled, if it is there once below the line."""
    if name is None or dict(unit).get(name) != -1:
        return unit
    return multiply(unit, single(name))


def field_scale(unit: Unit, *, ratio: bool = False) -> int:
    """The finest step of a field of this unit, as the number of steps in 1."""
    above = [name for name, n in unit if n > 0]
    if not above:
        return RATIO_SCALE if ratio or unit else 1
    scales = [1 if n in INTEGER_UNITS else FIELD_SCALES.get(n, MEASURED_SCALE) for n in above]
    return lcm(*scales)


def unit_text(unit: Unit) -> str:
    """As an office writes it: 元/人/月; 人·天 for a product; 比例 for none."""
    above = [name if n == 1 else f"{name}^{n}" for name, n in unit if n > 0]
    below = [name for name, n in sorted(unit, key=lambda p: _ORDER.index(p[0]) if p[0] in _ORDER else -1) if n < 0]
    head = "·".join(above) or ("1" if below else "比例")
    return "/".join([head, *below])


_ORDER = ("人", "户", "次", "分", "平方米", "亩", "小时", "天", "月", "年", "岁")


def is_money(unit: Unit) -> bool:
    """Whether it is an amount of money, whole or per something."""
    return dict(unit).get("元", 0) == 1
