"""The accepted spellings of days, months, yes/no and choices: one table, and a reader for each.

    day       2020-06-30  2020/6/30  2020.6.30  2020年6月30日; a spreadsheet's date; at midnight (`2020-06-30 00:00:00`)
    month     2020-06  2020/6  2020.6  2020年6月
    yes/no    true 是 真 · false 否 假 (also TRUE True FALSE False, and JSON's and a spreadsheet's own)
    choices   a list, or one text with 、 ， , ； or ; between the values
    none      无, where the field is 可无

Full-width digits and signs equal half-width ones. Anything else is refused: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from yiju.program.values import month_number
from yiju.records.trouble import Refused

NONE_WORD: Final = "无"

TRUTH_WORDS: Final[Mapping[str, bool]] = MappingProxyType(
    {
        **dict.fromkeys(("是", "真", "true", "True", "TRUE"), True),
        **dict.fromkeys(("否", "假", "false", "False", "FALSE"), False),
    }
)

SEPARATORS: Final = "、，,；;"

_FOLD: Final = str.maketrans("０１２３４５６７８９．，－−／％：", "0123456789.,--/%:")
_DAY: Final = re.compile(
    r"(?P<y>[0-9]{4})(?:(?P<sep>[-/.])(?P<m>[0-9]{1,2})(?P=sep)(?P<d>[0-9]{1,2})(?P<time>[ T]00:00(?::00(?:\.0+)?)?)?"
    r"|年(?P<cm>[0-9]{1,2})月(?P<cd>[0-9]{1,2})日)"
)
_MONTH: Final = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})|年([0-9]{1,2})月)")
_SPLIT: Final = re.compile(f" *[{SEPARATORS}] *")


def fold(text: str) -> str:
    """Full-width digits and signs made half-width."""
    return text if text.isascii() else text.translate(_FOLD)


def day_value(raw: object) -> date | Refused:
    """A day in any accepted spelling. Refused: YJ605."""
    if isinstance(raw, datetime):
        return raw.date() if raw.time().isoformat() == "00:00:00" else Refused("YJ605", (), ("time",))
    if isinstance(raw, date):
        return raw
    if not isinstance(raw, str):
        return Refused("YJ605", (), ("number",))
    found = _DAY.fullmatch(fold(raw))
    if found is None:
        return Refused("YJ605")
    parts = found["y"], found["m"] or found["cm"], found["d"] or found["cd"]
    try:
        return date(*map(int, parts))
    except ValueError:
        return Refused("YJ605", (), ("impossible",))


def month_value(raw: object) -> int | Refused:
    """A month in any accepted spelling, as `month_number`. Refused: YJ625."""
    found = _MONTH.fullmatch(fold(raw)) if isinstance(raw, str) else None
    if found is None:
        return Refused("YJ625")
    try:
        return month_number(date(int(found[1]), int(found[2] or found[3]), 1))
    except ValueError:
        return Refused("YJ625")


def truth_value(raw: object) -> bool | Refused:
    """Yes or no. Refused: YJ606."""
    if isinstance(raw, bool):
        return raw
    value = TRUTH_WORDS.get(raw) if isinstance(raw, str) else None
    return Refused("YJ606") if value is None else value


def choices_of(raw: str) -> list[str]:
    """The values of a 多选 written as one text."""
    return _SPLIT.split(raw)
