"""Numbers, days and roundings of a rule in words: `每人每月1000元`, `2020年12月`, `四舍五入到分`.

Input: literals of the tree. Output: words. Numbers inside conditions and formulas are written as decisions write them.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

from yiju.decision.model import Shown
from yiju.explain.plain.wording import Wording
from yiju.explain.plain.words import put
from yiju.explain.terms import tight
from yiju.explain.values import date_text, month_text, number_text, unit_name
from yiju_grammar import tree as t
from yiju_grammar.finding import Lang
from yiju_grammar.terms import RoundMode, Unit

_PER = {
    "人": "person",
    "户": "household",
    "次": "time",
    "分": "point",
    "天": "day",
    "月": "month",
    "年": "year",
    "岁": "year of age",
    "小时": "hour",
    "平方米": "square metre",
    "亩": "mu",
}
_MANY = {u: f"{word}s" for u, word in _PER.items() if u not in ("岁", "亩")} | {"岁": "years of age", "亩": "mu"}
_CENT, _YUAN = Fraction(1, 100), Fraction(1)
_MYRIAD = re.compile("[万亿]")


def quantity(wording: Wording, number: t.Number, unit: Unit = ()) -> str:
    """A number as decisions write it, `1000元/人/月`; 万元 stays where the rule writes it.

    Args:
        unit: what a bare number is in (`参数 … 元/人/月`).
    """
    written = wording.written(number.span)
    if wording.lang == "zh" and _MYRIAD.search(written):
        return tight(written, "zh")
    return number_text(number.value, _like(number, number.unit or unit), wording.lang)


def amount(wording: Wording, number: t.Number, unit: Unit = ()) -> str:
    """A number that stands by itself, said as a document says it: `每人每月1000元`."""
    unit = number.unit or unit
    above = [n for n, power in unit if power > 0]
    if number.percent or len(above) != 1 or any(abs(power) != 1 for _, power in unit) or len(unit) == 1:
        return quantity(wording, number, unit)
    units = unit_name(unit).split("/")[1:]
    only: Unit = ((above[0], 1),)
    written = wording.written(number.span)
    if wording.lang == "zh" and _MYRIAD.search(written):
        said = tight(written, "zh").split("/")[0]
    else:
        said = number_text(number.value, _like(number, only), wording.lang)
    if wording.lang == "zh":
        return "".join(per(u, "zh") for u in units) + said
    return said + "".join(per(u, "en") for u in units)


def each(unit: str, lang: Lang) -> str:
    """What one record is: `户`, `household`."""
    return unit if lang == "zh" else "occasion" if unit == "次" else _PER.get(unit, unit)


def per(unit: str, lang: Lang) -> str:
    """`每人`; in English what follows the number: ` per person`."""
    if lang == "zh":
        return f"每{unit}"
    return " each time" if unit == "次" else f" per {_PER.get(unit, unit)}"


def unit_words(unit: Unit, lang: Lang) -> str:
    """A unit by itself: `元/人/月`; in English with the names of periods and persons."""
    name = unit_name(unit)
    if lang == "zh":
        return name
    first, *below = name.split("/")
    return _MANY.get(first, first) + "".join(per(u, "en") for u in below)


def _like(number: t.Number, unit: Unit) -> Shown:
    return Shown("number", number.value, unit, number.percent and not unit)


def day(literal: t.DateLiteral, lang: Lang) -> str:
    """`2020年6月30日`, `2020年12月`, `2020年`."""
    if literal.precision == "day":
        return date_text(literal.first, lang)
    if literal.precision == "month":
        return month_text(literal.first.isoformat()[:7], lang)
    return f"{literal.first.year}年" if lang == "zh" else str(literal.first.year)


def last_day(last: date, lang: Lang) -> str:
    """A last day; of a month, `2020年12月底`."""
    if (last + timedelta(days=1)).day == 1:
        return put("month_end", lang, month=month_text(last.isoformat()[:7], lang))
    return date_text(last, lang)


def interval(start: date | None, end: date | None, lang: Lang) -> str:
    """`2020年2月1日至2020年3月31日`, `2021年7月1日起`, `2021年6月30日以前（含当日）`; empty for no ends."""
    if start is not None and end is not None:
        return put("days", lang, start=date_text(start, lang), end=date_text(end, lang))
    if start is not None:
        return put("onward", lang, start=date_text(start, lang))
    return put("until", lang, end=date_text(end, lang)) if end is not None else ""


def rounding(wording: Wording, how: t.Rounding) -> str:
    """`四舍五入到分`, `不足1元的进位`."""
    return rounded(quantity(wording, how.step), how.step, how.mode, wording.lang)


def rounded(step: str, number: t.Number, mode: RoundMode, lang: Lang) -> str:
    """How a value is rounded; 0.01元 is 分, 1元 is 元."""
    if ("元", 1) in number.unit and number.value in (_CENT, _YUAN):
        whole = number.value == _YUAN
        english = "0.01元" if not whole else "whole 元" if mode == "half_up" else "a whole 元"
        return put(f"rounded_{mode}", lang, step=("元" if whole else "分") if lang == "zh" else english)
    return put(f"rounded_{mode}_step", lang, step=step)
