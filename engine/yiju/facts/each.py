"""Where the words around an amount say what it is for each of: before it (`每人每月1000元`), or behind it (`60元/天`).

Input: folded words. Output: the unit and the place of those words. The phrases are rows of `each_rows.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yiju.facts.each_rows import PHRASES, UNIT_BY_WORD, WORDS

CHAIN = rf"\(?(?:{WORDS})(?:[·•・*×]?(?:{WORDS}))*\)?"
BEHIND = re.compile(
    rf"(?P<slash>\(?元?(?:/{CHAIN})+(?:每(?:{WORDS}))*\)?)|(?P<each>\(?(?:每(?:{WORDS}))+\)?)(?![^,;。)]{{0,8}}[0-9])"
)
HEAD_UNIT = re.compile(rf"元(?P<slash>(?:[/每]{CHAIN})+)")
ONE_WORD = re.compile(WORDS)
BEFORE = tuple(re.compile(p.pattern) for p in PHRASES)
SIGNS = tuple(re.compile(f"[{p.sign}]") for p in PHRASES)
UNLESS = tuple(re.compile(p.unless) if p.unless else None for p in PHRASES)
MAY_STAND = re.compile("[" + "".join(p.sign for p in PHRASES) + "]")
TIMES = frozenset(("月", "季度", "年", "学期", "学年", "天", "日", "小时", "周", "次"))
NEAR = 4


@dataclass(frozen=True, slots=True)
class Each:
    """A unit such as `人/月` and the words that say it, `start`..`end`."""

    unit: str
    start: int
    end: int


def each_behind(text: str, at: int) -> Each | None:
    """`/人/月`, `每人每月` right behind an amount that ends at `at`."""
    match = BEHIND.match(text, at) if text[at : at + 1] in ("/", "每", "(", "元") else None
    return Each("/".join(_units(match[0])), at, match.end()) if match else None


def each_before(words: str) -> Each | None:
    """The last phrase that says what for, with those that stand right before it: `每位老人每月`."""
    found = sorted(_phrases(words), key=lambda each: (each.start, each.end)) if MAY_STAND.search(words) else []
    if not found:
        return None
    found = [each for i, each in enumerate(found) if i + 1 == len(found) or found[i + 1].start > each.start]
    units = list(dict.fromkeys(each.unit for each in found))
    start = found[-1].start
    for each in reversed(found):
        start = each.start if start - each.end <= 0 else start
    return Each("/".join(units), start, found[-1].end)


def head_unit(words: str) -> str:
    """`元/人/月` as the unit of a table or a heading; empty if there is none."""
    match = HEAD_UNIT.search(words)
    return "/".join(_units(match["slash"])) if match else ""


def with_subject(unit: str, last_unit: str) -> str:
    """A unit of time alone, for the person or household that the rate before it was for: `月` after `元/人/天`."""
    subjects = [part for part in last_unit.split("/")[1:] if part not in TIMES]
    return "/".join([*subjects, unit]) if unit in TIMES else unit


def _phrases(words: str) -> Iterator[Each]:
    for sign, pattern, unless in zip(SIGNS, BEFORE, UNLESS, strict=True):
        for match in pattern.finditer(words) if sign.search(words) else ():
            if unless is None or not unless.match(words, match.end()):
                yield Each(_unit(match["what"]), match.start(), match.end())


def _unit(what: str) -> str:
    words = what.removeprefix("每")
    bare = words if words in UNIT_BY_WORD else words.lstrip("0123456789一二两三四五六七八九十百千万半")
    return UNIT_BY_WORD.get(bare, bare) or "项"


def _units(words: str) -> list[str]:
    return [UNIT_BY_WORD[word] for word in ONE_WORD.findall(words)]
