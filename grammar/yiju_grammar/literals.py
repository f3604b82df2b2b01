"""Literals of the language: numbers with units, dates, ranges, schedules; spelling → tree values."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from fractions import Fraction
from typing import Literal

from yiju_grammar.finding import finding
from yiju_grammar.lexicon import MONTH_NAMES, MULTIPLIERS, POSTFIXES, SCHEDULES, unit_by_spelling
from yiju_grammar.source import report
from yiju_grammar.span import Span
from yiju_grammar.tree import CompareOp, DateLiteral, Number, Schedule, Unit

_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(%?)\s*(.*)", re.DOTALL)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?|年(?:(\d{1,2})月(?:(\d{1,2})日)?)?)$")
_POSTFIX = re.compile(
    r"(.*?)\s*("
    + "|".join(sorted((r"\s+".join(s.split()) for _, p in POSTFIXES for s in (p.zh, p.en)), key=lambda s: -len(s)))
    + r")$",
    re.DOTALL,
)


def number(text: str, span: Span) -> Number:
    """`1000元/人/月`, `19.65万元`, `70%`."""
    match = _NUMBER.match(text)
    assert match is not None
    digits, percent, unit_text = match.groups()
    _check_unit(unit_text, span)
    factor, unit_text = _multiplier(unit_text)
    value = Fraction(digits) * factor
    return Number(value / 100 if percent else value, unit(unit_text), bool(percent), span)


def _check_unit(unit_text: str, span: Span) -> None:
    if "每" in unit_text:
        instead = re.sub(r"/?每", "/", unit_text)
        at = Span(span.file, span.end - len(unit_text), span.end)
        report(finding("YJ121", at, unit=unit_text, instead=instead))


def _multiplier(unit_text: str) -> tuple[int, str]:
    for word, factor in MULTIPLIERS:
        rest = unit_text[len(word) :]
        if unit_text.startswith(word) and (not rest or rest[0] == "/" or _first_unit(rest) in unit_by_spelling()):
            return factor, rest
    return 1, unit_text


def _first_unit(unit_text: str) -> str:
    return unit_text.partition("/")[0]


def unit(text: str) -> Unit:
    """A product of base units; empty text has none. Other words than builtin units are kept as they are."""
    if not text:
        return ()
    words = [unit_by_spelling().get(word, word) for word in re.split(r"\s*/\s*", text)]
    powers: dict[str, int] = {}
    for place, word in enumerate(words):
        if word:
            powers[word] = powers.get(word, 0) + (1 if place == 0 else -1)
    return tuple(sorted((word, power) for word, power in powers.items() if power))


def is_unit(text: str) -> bool:
    """Whether the text is a builtin unit or a product of units."""
    return "/" in text or text in unit_by_spelling() or _multiplier(text)[0] != 1


def compared(text: str, span: Span) -> tuple[CompareOp, Number]:
    """`60岁以上`: the comparison and its literal."""
    match = _POSTFIX.match(text)
    assert match is not None
    literal, word = match.groups()
    spelled = " ".join(word.split())
    op = next(op for op, p in POSTFIXES if spelled in (p.zh, p.en))
    return op, number(literal, Span(span.file, span.start, span.start + len(literal)))


def date_literal(text: str, span: Span) -> DateLiteral:
    """`2020-06-30`, `2020年12月`, `2020年`; a day that does not exist is YJ109, and the month's last day is taken."""
    match = _DATE.match(text)
    assert match is not None
    year = int(match[1])
    month, day = match[2] or match[4], match[3] or match[5]
    try:
        return _dated(year, month and int(month), day and int(day), span)
    except ValueError:
        report(finding("YJ109", span, text=text))
        fallback = date(max(year, 1), min(max(int(month or 1), 1), 12), 1)
        return DateLiteral(fallback, fallback, "day", span)


def _dated(year: int, month: int | str | None, day: int | str | None, span: Span) -> DateLiteral:
    if not isinstance(month, int):
        return DateLiteral(date(year, 1, 1), date(year, 12, 31), "year", span)
    if not isinstance(day, int):
        first = date(year, month, 1)
        return DateLiteral(first, date(year, month, monthrange(year, month)[1]), "month", span)
    whole = date(year, month, day)
    return DateLiteral(whole, whole, "day", span)


_RANGE_TO = re.compile(r"\s*(?:至|~|to(?=[\s\d]))\s*")


def number_range(text: str, span: Span) -> tuple[Number, Number]:
    """`0至2岁`: both ends; a unit written once is the unit of both."""
    match = _RANGE_TO.search(text)
    assert match is not None
    low = number(text[: match.start()], Span(span.file, span.start, span.start + match.start()))
    high = number(text[match.end() :], Span(span.file, span.start + match.end(), span.end))
    if not low.unit and high.unit:
        low = Number(low.value, high.unit, low.percent, low.span)
    if high.percent and not low.percent and not low.unit:
        low = Number(low.value / 100, (), True, low.span)
    return low, high


ScheduleKind = Literal["monthly", "month_start", "quarterly", "yearly", "once"]


def schedule(text: str, span: Span) -> Schedule:
    """`每月`, `每年2月，6月，10月`, `yearly February, June`."""
    kind = _schedule_kind(" ".join(text.split()))
    if kind != "yearly":
        return Schedule(kind, (), span)
    numbers = [int(n) for n in re.findall(r"\d+", text)]
    names = [MONTH_NAMES.index(name) + 1 for name in re.findall(r"[A-Z][a-z]+", text)]
    months = tuple(sorted(set(numbers or names or [12])))
    if any(not 1 <= month <= 12 for month in months):
        report(finding("YJ109", span, text=text))
        months = (12,)
    return Schedule("yearly", months, span)


def _schedule_kind(text: str) -> ScheduleKind:
    return next(kind for kind, p in SCHEDULES if text.startswith(p.zh) or text.startswith(p.en))
