"""Ordinals of clauses: 第X条, 一、, （一）, 1., （1）, ① and their like.

Input: folded text (of the same length as the original). Output: what could be an ordinal where, by its form alone;
whether it is one is decided by `clauses.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

CHINESE = "[一二三四五六七八九十百零〇○]+"
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
COUNTED = "[级类档款项等批季月届号次期孩年条章户人个名]"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
BRACKETED_CHINESE = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
POINTED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"

PART, CHAPTER, SECTION, ARTICLE, HEAD, BRACKET, POINT, BRACKET_DIGIT, HALF_BRACKET, CIRCLE = range(10)
"""Levels, from the outermost."""

REFERRED = (
    r"(?!规定|以[下上外内及前后])"
    r"(?!\s*(?:至(?!少|今)|和(?!谐|睦)|及(?!时)|或|与|规定[的处执办]|所[称列指述规涉定]|的"
    r"|第\s*[一二三四五六七八九十百\d]+\s*[条款项章节目编]|款(?!项)|项(?!目)|目(?![标前录的])"
    r"|中(?=[的第所有关“\"《,:]|规定|删|增|$)|之外|[、,;。.)》\"”]))"
)
"""Behind 第X条: words that make it a mention of an article, in the words of another."""
ITEM = r"(?!\s*(?:项(?!目)|款(?!项)|至(?!少|今|迟|\d{4}年)|和(?!谐|睦|美)|或|、|号(?!召)))"
"""Behind （一）: words that make it a mention of an item."""
FORMS = (
    (PART, rf"第\s*(?P<part>{CHINESE}|\d+)\s*编{REFERRED}"),
    (CHAPTER, rf"第\s*(?P<chapter>{CHINESE}|\d+)\s*章{REFERRED}"),
    (SECTION, rf"第\s*(?P<section>{CHINESE}|\d+)\s*节{REFERRED}"),
    (ARTICLE, rf"第\s*(?P<article>{CHINESE}|\d+)\s*条(?P<later>之{CHINESE})?{REFERRED}"),
    (HEAD, rf"(?P<head>{CHINESE})\s*(?:、|\.)(?!(?:{CHINESE}、)*{CHINESE}{COUNTED})"),
    (
        BRACKET,
        rf"(?:\(\s*(?P<bracket>{CHINESE})\s*\)|(?P<bracketed>[{BRACKETED_CHINESE}]))[、.]?{ITEM}",
    ),
    (POINT, rf"(?:(?P<point>\d{{1,3}})\s*[.、]|(?P<pointed>[{POINTED}]))"),
    (
        BRACKET_DIGIT,
        rf"(?:\(\s*(?P<digit>\d{{1,2}})\s*\)|(?P<enclosed>[{BRACKETED}])){ITEM}",
    ),
    (HALF_BRACKET, r"(?P<half>\d{1,2})\)"),
    (CIRCLE, rf"(?P<circle>[{CIRCLED}])"),
)
ANY = re.compile("|".join(f"(?P<level{level}>{form})" for level, form in FORMS))
NUMERALS = r"\d一二三四五六七八九十百零〇○"
MAY_BEGIN = re.compile(rf"[第({NUMERALS}{CIRCLED}{BRACKETED_CHINESE}{BRACKETED}{POINTED}][{NUMERALS}]*")
"""Where an ordinal may begin: at no second digit of a number."""
NUMERAL_ENDS = frozenset(".、)")
ENDS = {"第": frozenset("编章节条"), "(": frozenset(")")}
"""What ends the numeral that follows a first character."""
SIGNS = frozenset(CIRCLED + BRACKETED_CHINESE + BRACKETED + POINTED)
"""Whole ordinals."""
LEVELS = {
    f"level{level}": (level, [name for name in re.findall(r"\(\?P<(\w+)>", form) if name != "later"])
    for level, form in FORMS
}
"""The level of a form and the groups that may hold its numeral, by the name of its group."""
MEASURED = re.compile(r"\d{1,3}\.\d+\s*(?:万|亿|千|百|元|%|‰|倍|个|公里|米|平方|亩|人|户|分|岁|小时|吨|公斤|度|折|成)")


class Ordinal(NamedTuple):
    """One possible ordinal: `start`..`end` in the text, its level, number, and its piece of a path."""

    start: int
    end: int
    level: int
    number: int
    label: str


def starts_with_ordinal(text: str) -> bool:
    """Whether a line begins with an ordinal, by form."""
    begin = MAY_BEGIN.match(text)
    if begin is None or not _may_end(text[0], text[begin.end() : begin.end() + 1]):
        return False
    return ANY.match(text) is not None and not MEASURED.match(text)


def candidates(text: str, start: int, end: int) -> Iterator[Ordinal]:
    """All possible ordinals in `start`..`end`, in order."""
    at = start
    for begin in MAY_BEGIN.finditer(text, start, end):
        first, behind = begin.start(), begin.end()
        if first < at or not _may_end(text[first], text[behind : behind + 1]):
            continue
        match = ANY.match(text, first, end)
        if match is not None:
            at = match.end()
            if first == start or text[first - 1] != "." or not match[0][0].isdigit():
                yield _ordinal(match)


def _may_end(first: str, behind: str) -> bool:
    """Whether what stands behind the numeral of an ordinal is of its form; white space may stand between."""
    return first in SIGNS or behind in ENDS.get(first, NUMERAL_ENDS) or behind.isspace()


def _ordinal(match: re.Match[str]) -> Ordinal:
    level, groups = LEVELS[match.lastgroup or ""]
    word = match[groups[0]] or match[groups[-1]]
    number, label = _said(level, word, (match["later"] or "") if level == ARTICLE else "")
    return Ordinal(match.start(), match.end(), level, number, label)


@lru_cache(maxsize=1024)
def _said(level: int, word: str, later: str) -> tuple[int, str]:
    return number_of(word), _label(level, word, later)


def number_of(word: str) -> int:
    """The number an ordinal's word says."""
    if word.isdecimal():
        return int(word)
    for row in (CIRCLED, BRACKETED_CHINESE, BRACKETED, POINTED):
        if word in row:
            return row.index(word) + 1
    total = digit = 0
    for char in word:
        if char in "十百":
            total += (digit or 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = digit * 10 + DIGITS[char] if digit else DIGITS[char]
    return total + digit


def _label(level: int, word: str, later: str) -> str:
    if level <= ARTICLE:
        return f"第{word}{'编章节条'[level]}{later}"
    if word in BRACKETED_CHINESE:
        return f"（{'一二三四五六七八九十'[number_of(word) - 1]}）"
    if level in (BRACKET, BRACKET_DIGIT, HALF_BRACKET):
        return f"（{number_of(word) if word in BRACKETED else word}）"
    return str(number_of(word)) if word in POINTED else word
