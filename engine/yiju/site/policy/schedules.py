"""When payments fall due, in words."""

from __future__ import annotations

from yiju_grammar.finding import Lang
from yiju_grammar.lexicon import MONTH_NAMES
from yiju_grammar.terms import Schedule

KINDS: dict[str, tuple[str, str]] = {
    "monthly": ("每月", "every month"),
    "month_start": ("每月初", "at the start of every month"),
    "quarterly": ("每季度", "every quarter"),
    "once": ("一次", "once"),
    "yearly": ("每年{months}", "every year in {months}"),
}


def schedule_text(schedule: Schedule, lang: Lang) -> str:
    """`每年12月`, `every year in December`."""
    if lang == "zh":
        months = "、".join(f"{m}月" for m in schedule.months)
    else:
        names = [MONTH_NAMES[m - 1] for m in schedule.months]
        months = " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
    return KINDS[schedule.kind][lang == "en"].format(months=months)
