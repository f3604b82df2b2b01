"""Numerals of official documents: Arabic, Chinese, 大写, and mixtures such as 3.2万, 1亿2000万, 十二万.

Input: folded words (half width, simplified). Output: exact values, or None for what is no numeral. Knows no units.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}
SAME = str.maketrans({**dict(zip("〇○两壹贰叁参肆伍陆柒捌玖拾佰仟", "零零二一二三三四五六七八九十百千", strict=True))})
SAME |= {ord("廿"): "二十", ord("卅"): "三十"}
UNITS = (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10))

DIGITS_BEHIND = r"[0-9]*(?:\.[0-9]+)?"
ARABIC = rf"[0-9]{DIGITS_BEHIND}"
CHINESE = "零〇○一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟"
THREE = "参(?=[拾佰仟万亿元圆])"
WORDS_BEHIND = rf"(?:[{CHINESE}]|{THREE})*"
DECIMALS = r"(?:点[零〇○一二三四五六七八九]+[万亿]*)?"
SCALE = r"(?:[百千佰仟]?[万亿]+|[百千佰仟])(?!分[点之])"
SCALED = rf"(?:{SCALE}(?:零?{ARABIC}{SCALE})*(?:零?[0-9]+(?![.0-9]))?)?"
NUMERAL = re.compile(
    rf"[0-9{CHINESE}参](?:(?<=[0-9]){DIGITS_BEHIND}{SCALED}|(?<=[{CHINESE}]){WORDS_BEHIND}{DECIMALS}"
    rf"|(?<={THREE}){WORDS_BEHIND}{DECIMALS})"
)
"""What may be a numeral; `read_numeral` says whether it is."""
LONGEST = 40
PLAIN = re.compile(r"([0-9]+)(?:\.([0-9]+))?([万亿])?")
LARGE = {"": 1, "万": 10**4, "亿": 10**8}


@lru_cache(maxsize=4096)
def read_numeral(words: str) -> Fraction | None:
    """The value of a numeral: `2005`, `两千零五`, `一万二` (12000), `1亿2000万`, `六点五`; None for anything else."""
    if len(words) > LONGEST:
        return None
    if words.isdecimal():
        return Fraction(int(words))
    plain_number = PLAIN.fullmatch(words)
    if plain_number is not None:
        before, behind, large = plain_number.groups("")
        return Fraction(int(before + behind) * LARGE[large], 10 ** len(behind))
    whole, point, decimals = words.translate(SAME).partition("点")
    value = _in_units(whole, UNITS)
    if not point or value is None:
        return value
    digits = decimals.rstrip("万亿")
    if not digits or any(c not in DIGITS for c in digits):
        return None
    fraction = Fraction(int("".join(str(DIGITS[c]) for c in digits)), 10 ** len(digits))
    return (value + fraction) * _scale(decimals[len(digits) :])


def read_year(words: str) -> int:
    """`二〇二一` and `2021`, digit by digit.

    Raises:
        KeyError: a character is no digit.
    """
    return int("".join(c if c.isdecimal() else str(DIGITS[c]) for c in words.translate(SAME)))


def plain(value: Fraction) -> str:
    """A decimal without trailing zeros or separators.

    Raises:
        ValueError: the value has no finite decimal.
    """
    places, rest = 0, value.denominator
    if rest == 1:
        return str(value.numerator)
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    if rest != 1:
        raise ValueError(f"{value} has no finite decimal")
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _scale(units: str) -> int:
    scale, by_name = 1, dict(UNITS)
    for unit in units:
        scale *= by_name[unit]
    return scale


def _in_units(words: str, units: tuple[tuple[str, int], ...]) -> Fraction | None:
    """A numeral without 点: what stands before the largest unit counts it, what follows is less."""
    for place, (name, unit) in enumerate(units):
        head, found, tail = words.rpartition(name)
        if found:
            high, low = _head(head, name, units[place:]), _tail(tail, unit, units[place + 1 :])
            return None if high is None or low is None else high * unit + low
    return _digits(words)


def _head(words: str, name: str, units: tuple[tuple[str, int], ...]) -> Fraction | None:
    """How often a unit is counted: `十二` and `一万亿` are numerals, `百` and `十百` are none."""
    if name == "十" and words in ("", "零"):
        return Fraction(1)
    return _in_units(words, units if name == "亿" else units[1:]) if name in "亿万" else _digits(words.lstrip("零"))


def _tail(words: str, unit: int, units: tuple[tuple[str, int], ...]) -> Fraction | None:
    """`一万二` is 12000: a last digit alone counts tenths of the unit before it, unless 零 parts them."""
    if not words:
        return Fraction(0)
    if len(words) == 1 and unit > 10:
        digit = _digits(words)
        return None if digit is None else digit * (unit // 10)
    return _in_units(words.lstrip("零") or "零", units)


def _digits(words: str) -> Fraction | None:
    if words in DIGITS:
        return Fraction(DIGITS[words])
    return Fraction(words) if re.fullmatch(ARABIC, words) else None
