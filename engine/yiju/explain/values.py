"""Values in words: exact numbers with their units, days, percentages, what is unknown, what is private.

Input: `Shown`. Output: its text in a language, or the plain decimal string of the JSON form.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from yiju.decision.model import Shown
from yiju.documents.dates import PartialDate
from yiju.explain.layout import clean
from yiju.explain.words import say
from yiju_grammar.finding import Lang
from yiju_grammar.terms import Unit

MASK = "***"
ID_LENGTH = 8
"""A text this long is masked as an identifier: its first three and last two characters stay."""

_ENGLISH_UNITS = {
    "月": ("month", "months"),
    "天": ("day", "days"),
    "年": ("year", "years"),
    "岁": ("year", "years"),
    "次": ("time", "times"),
    "人": ("person", "persons"),
    "户": ("household", "households"),
    "分": ("point", "points"),
    "小时": ("hour", "hours"),
}
_BELOW = ("人", "户", "次", "分", "平方米", "亩", "小时", "天", "月", "年", "岁")


def value_text(value: Shown, lang: Lang = "zh", *, reveal: bool = False) -> str:
    """A value as it is read: `700.00元`, `1000.00元/月`, `70%`, `2020年6月30日`, 无, 未知; `1/3` where no decimal can
    say. A private one is masked unless `reveal`."""
    if value.private and not reveal and value.kind not in ("unknown", "nothing"):
        return masked(value, lang)
    match value.value:
        case None:
            return say("unknown" if value.kind == "unknown" else "nothing", lang)
        case bool():
            return say("yes" if value.value else "no", lang)
        case Fraction():
            return number_text(value.value, value, lang)
        case date():
            return date_text(value.value, lang)
        case frozenset():
            return say("list_comma", lang).join(sorted(map(clean, value.value))) or say("empty_set", lang)
        case (low, high):
            joined = say("range", lang, low=plain(low, value.decimals), high=plain(high, value.decimals))
            return joined + unit_text(value.unit, lang, Fraction(2))
    return clean(str(value.value))


def number_text(number: Fraction, like: Shown, lang: Lang = "zh") -> str:
    """A number in the unit and form of another value."""
    if like.percent and is_decimal(number):
        return f"{plain(number * 100)}%"
    return plain(number, like.decimals) + unit_text(like.unit, lang, number)


def date_text(day: date, lang: Lang = "zh") -> str:
    """`2020年6月30日`, `2020-06-30`."""
    return f"{day.year}年{day.month}月{day.day}日" if lang == "zh" else day.isoformat()


def partial_text(day: PartialDate, lang: Lang = "zh") -> str:
    """A date as far as it is known: `2019年`, `2019年8月`, `2019年8月31日`."""
    if day.first == day.last:
        return date_text(day.first, lang)
    if (day.first.month, day.last.month) == (1, 12):
        return f"{day.first.year}年" if lang == "zh" else str(day.first.year)
    return month_text(day.first.isoformat()[:7], lang)


def month_text(month: str, lang: Lang = "zh") -> str:
    """`2020-06` as `2020年6月`."""
    year, _, number = month.partition("-")
    return f"{year}年{int(number)}月" if lang == "zh" else month


def is_decimal(number: Fraction) -> bool:
    """Whether a finite decimal says it exactly."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def plain(number: Fraction, decimals: int | None = None) -> str:
    """An exact decimal with at least `decimals` places, or a fraction `1/3`."""
    if not is_decimal(number):
        return f"{number.numerator}/{number.denominator}"
    places = decimals or 0
    while (number * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(number * 10**places))).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def unit_text(unit: Unit, lang: Lang = "zh", number: Fraction | None = None) -> str:
    """What follows the number: `元/人/月`; a lone 月 is 个月, since `12月` is a month of the year."""
    if not unit:
        return ""
    if len(unit) == 1 and unit[0][1] == 1:
        return _single(unit[0][0], lang, number)
    return unit_name(unit)


def unit_name(unit: Unit) -> str:
    """A unit by itself, as the rules write it: `元/人/月`; empty for none."""
    above = [name if n == 1 else f"{name}^{n}" for name, n in unit if n > 0]
    below = [name if n == -1 else f"{name}^{-n}" for name, n in sorted(unit, key=_place) if n < 0]
    return "/".join(["·".join(above) or ("1" if below else ""), *below])


def _place(part: tuple[str, int]) -> int:
    return _BELOW.index(part[0]) if part[0] in _BELOW else -1


def _single(name: str, lang: Lang, number: Fraction | None) -> str:
    if lang == "zh":
        return "个月" if name == "月" else name
    if name in _ENGLISH_UNITS:
        return " " + _ENGLISH_UNITS[name][number != 1]
    return name


def masked(value: Shown, lang: Lang = "zh") -> str:
    """What may be seen of a private value: a surname, the ends of a number, a year of birth, nothing of an amount."""
    match value.value:
        case date():
            return f"{value.value.year}年**月**日" if lang == "zh" else f"{value.value.year}-**-**"
        case str():
            return mask_text(clean(value.value))
    return MASK


def mask_text(text: str) -> str:
    """`张***`, `370***12`."""
    if len(text) >= ID_LENGTH:
        return text[:3] + MASK + text[-2:]
    return text[:1] + MASK
