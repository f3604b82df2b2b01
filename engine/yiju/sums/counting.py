"""How often an amount counts: `甲镇、乙镇、丙乡各100万元` three times, `3个村各20万元` three times.

Input: the folded words before an amount. Output: how often; 0 where it counts more than once and nobody says how often.
"""

from __future__ import annotations

import re

from yiju.sums.words import COUNTED, EACH, before, pattern

NUMBERED = re.compile(rf"(?<![第\d])(\d+|[一二两三四五六七八九十]+)(?:个?(?:{COUNTED})|个[^\d、,]{{1,12}})$")
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
JOINED = re.compile(r"(.{2,})(?:和|及|与|以及)(.{2,})")
EACH_OF_A_KIND = re.compile(f"(?:{pattern(EACH).pattern})[^\\d,、;]{{2,10}}$")
MOST = 10_000
_EACH = before(EACH)


def times_of(words: str) -> int:
    """How often the amount after these words counts."""
    if "各" not in words and "均" not in words:
        return 1
    each = _EACH.search(words)
    if each is None:
        kind = EACH_OF_A_KIND.search(words)
        return (named_times(words[: kind.start()]) if kind else 0) or 1
    return named_times(words[: each.start()]) or (1 if each[0].startswith("均") else 0)


def named_times(words: str) -> int:
    """How many are named, by name or by number; 0 where fewer than two are."""
    names = _names(words)
    numbers = [_small(m[1]) for name in names if (m := NUMBERED.search(name))]
    if numbers and (len(numbers) == len(names) or "等" in names[-1]):
        return min(MOST, sum(numbers) if len(numbers) == len(names) else numbers[-1])
    return len(names) if len(names) >= 2 else 0


def _names(words: str) -> list[str]:
    """Names joined by 、 and, before the last, by 和 (which may also be part of a name)."""
    names = [n for n in words.split("、") if n]
    last = JOINED.fullmatch(names[-1]) if names else None
    return [*names[:-1], last[1], last[2]] if last else names


def _small(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0)
