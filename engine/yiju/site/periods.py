"""Periods and standing in words: from when to when something holds, and whether it does on the day of the site.

Input: first and last days (both included; None is open) and the day of the site. Output: words in a language.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from yiju.documents.dates import PartialDate
from yiju.explain.values import date_text, partial_text
from yiju.site.words import say
from yiju_grammar.finding import Lang

Standing = Literal["now", "not_yet", "ended", "unknown"]


def period_text(start: date | None, end: date | None, lang: Lang) -> str:
    """`2020年1月1日至2020年12月31日`, `2019年1月1日起`."""
    if start is None and end is None:
        return say(lang, "open")
    if end is None or end == date.max:
        return say(lang, "from", start=date_text(start, lang)) if start else say(lang, "open")
    if start is None:
        return say(lang, "until", end=date_text(end, lang))
    return say(lang, "from_to", start=date_text(start, lang), end=date_text(end, lang))


def standing(start: date | None, end: date | None, on: date) -> Standing:
    """Whether a period holds the day; unknown where neither end is."""
    if start is None and end is None:
        return "unknown"
    if start is not None and on < start:
        return "not_yet"
    return "ended" if end is not None and end < on else "now"


def partial_or_none(day: PartialDate | None, lang: Lang) -> str:
    """A date as far as it is known; `未注明` for none."""
    return say(lang, "unknown") if day is None else partial_text(day, lang)


def partial_iso(day: PartialDate | None) -> str:
    """The same as ISO 8601 has it: `2019`, `2019-08`, `2019-08-31`; empty for none."""
    if day is None:
        return ""
    if day.first == day.last:
        return day.first.isoformat()
    return day.first.isoformat()[: 4 if (day.first.month, day.last.month) == (1, 12) else 7]
