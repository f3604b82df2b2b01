"""What a number can be: least, greatest, and how fine, with arithmetic on it.

`common` is a denominator all its values share, 0 where none is known; `most` is the greatest that one value can
need. Exact throughout; nothing here is a float.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor, lcm

from yiju.program.types import NumberType

BITS = 127
LIMIT = 2**BITS
"""Numerators and denominators stay below this (128 bits with a sign)."""

ZERO = Fraction(0)

COUNTED = {"人": 10**6, "户": 10**6, "次": 10**6, "天": 4 * 10**6, "月": 12 * 10**4, "年": 10**4, "岁": 10**4}
"""How large a counted field can be that declares no bounds: years as the calendar has them."""

MONEY = 10**12
RATIO = 10**6
LIST_LENGTH = 10**4


@dataclass(frozen=True, slots=True)
class Number:
    """Values from `low` to `high`, both included."""

    low: Fraction
    high: Fraction
    common: int
    most: int

    @property
    def size(self) -> Fraction:
        return max(abs(self.low), abs(self.high))


def number(low: Fraction | int, high: Fraction | int, common: int = 1, most: int | None = None) -> Number:
    """A range; a single value brings its own denominator."""
    low, high = Fraction(low), Fraction(high)
    if low == high:
        return Number(low, high, low.denominator, low.denominator)
    return Number(low, high, common, common or (most or LIMIT))


def magnitude(kind: NumberType) -> int:
    """The size of a number of this unit that declares no bounds: see the tables above."""
    above = [name for name, n in kind.unit if n > 0]
    if not above:
        return RATIO
    return max(COUNTED.get(name, MONEY) for name in above)


def is_counted(kind: NumberType) -> bool:
    """Whether all it is made of is counted, so that it is never below 0."""
    above = [name for name, n in kind.unit if n > 0]
    return bool(above) and all(name in COUNTED for name in above)


def default_range(kind: NumberType) -> Number:
    """What a number of a type can be when nothing else is known of it."""
    size = magnitude(kind)
    return number(0 if is_counted(kind) else -size, size, kind.scale, LIMIT)


def field_range(kind: NumberType, low: Fraction | None, high: Fraction | None) -> Number:
    """What a field can be: its declared bounds, else the default ones."""
    usual = default_range(kind)
    least = usual.low if low is None else low
    greatest = max(usual.high, least) if high is None else high
    return number(least, max(least, greatest), kind.scale, LIMIT)


def fits(x: Number, scale: int = 0) -> bool:
    """Whether every numerator and denominator has room in 128 bits, also when stored in steps of 1/scale."""
    return bool(x.size * max(x.most, scale, 1) < LIMIT) and max(x.most, scale) < LIMIT


def join(a: Number, b: Number) -> Number:
    """Either of two."""
    return number(min(a.low, b.low), max(a.high, b.high), _both(a, b), max(a.most, b.most))


def _both(a: Number, b: Number) -> int:
    return lcm(a.common, b.common) if a.common and b.common else 0


def add(a: Number, b: Number) -> Number:
    """a + b."""
    return number(a.low + b.low, a.high + b.high, _both(a, b), a.most * b.most)


def negate(a: Number) -> Number:
    """-a."""
    return number(-a.high, -a.low, a.common, a.most)


def multiply(a: Number, b: Number) -> Number:
    """a × b."""
    ends = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    return number(min(ends), max(ends), a.common * b.common, a.most * b.most)


def divide(a: Number, b: Number) -> Number:
    """a ÷ b where b is not 0: it is at least one step away from it."""
    step = Fraction(1, b.most)
    parts = [(lo, hi) for lo, hi in ((b.low, min(b.high, -step)), (max(b.low, step), b.high)) if lo <= hi]
    ends = [x / y for x in (a.low, a.high) for pair in parts for y in pair] or [ZERO]
    common = a.common * abs(b.low.numerator) if b.low == b.high else 0
    numerator = floor(b.size * b.most)
    return number(min(ends), max(ends), common, a.most * max(numerator, 1))


def power(a: Number, n: int) -> Number:
    """a^n."""
    ends = [a.low**n, a.high**n, *([ZERO] if a.low < 0 < a.high and n else [])]
    return number(min(ends), max(ends), a.common**n, a.most**n)


def times(a: Number, count: int) -> Number:
    """The sum of up to `count` values; without a common denominator nothing is known of its own."""
    low, high = min(a.low * count, ZERO), max(a.high * count, ZERO)
    return number(low, high, a.common, LIMIT)


def mean(a: Number, count: int) -> Number:
    """The average of up to `count` values."""
    return number(a.low, a.high, 0, a.common * count if a.common else LIMIT)


def round_to(a: Number, step: Fraction) -> Number:
    """Rounded to multiples of `step`, whichever way."""
    low, high = floor(a.low / step) * step, -floor(-a.high / step) * step
    return number(low, high, step.denominator)
