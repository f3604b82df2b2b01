"""Periods in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from yiju.explain.values import date_text
from yiju.site.policy.view import View
from yiju.site.policy.words import say
from yiju_grammar import tree as t


def days_text(view: View, start: date | None, end: date | None) -> str:
    """`2020年1月1日至2020年12月31日`; 始终 where both are open."""
    lang = view.lang
    if start is None and end is None:
        return say(lang, "always")
    if start is None or end is None:
        day = end if start is None else start
        assert day is not None
        return say(lang, "to_day" if start is None else "from_day", day=date_text(day, lang))
    return say(lang, "bound_both", low=date_text(start, lang), high=date_text(end, lang))


def period_text(view: View, start: date | None, end: date | None, values: Sequence[t.DatedValue]) -> str:
    """The days of a dated value: until the day before the next one begins, where nothing else is written."""
    return days_text(view, start, end or next_start(start, values))


def next_start(start: date | None, values: Sequence[t.DatedValue]) -> date | None:
    """The day before the next value after `start`."""
    after = [v.start for v in values if v.start is not None and (start is None or v.start > start)]
    return min(after) - timedelta(days=1) if after else None
