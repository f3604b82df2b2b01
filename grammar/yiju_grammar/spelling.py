"""Tokens of a parsed piece → their spelling in a keyword language. Nothing here changes what a token means."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from lark import Token

from yiju_grammar.lexicon import (
    KEYWORDS,
    MONTH_NAMES,
    OTHERWISE_CELL,
    POSTFIXES,
    SCHEDULES,
    Spelling,
    unit_in,
)

Lang = Literal["zh", "en"]

_BY_TOKEN = {word.token: word.spellings for word in KEYWORDS}
_NUMBER = re.compile(r"(\d+(?:\.\d+)?%?)\s*(.*)", re.DOTALL)
_RANGE_TO = re.compile(r"\s*(?:至|~|to(?=[\s\d]))\s*")
_SIGNS: Mapping[Lang, Mapping[str, str]] = {
    "zh": {"LPAR": "（", "RPAR": "）", "COMMA": "，"},
    "en": {"LPAR": "(", "RPAR": ")", "COMMA": ","},
}


def spelled(token: Token, lang: Lang, words: Mapping[int, Spelling], original: str) -> str:
    """A token's text in a language. `words` are the words of the language that are no keywords, by their start."""
    text = str(token)
    if token.type in _BY_TOKEN:
        return _keyword(text, _BY_TOKEN[token.type], lang)
    word = words.get(token.start_pos or 0)
    if word is not None:
        return word.zh if lang == "zh" else word.en
    if token.type in _SIGNS[lang]:
        return _SIGNS[lang][token.type]
    if token.type == "TEXT":
        return original
    rewrite = _REWRITES.get(token.type)
    return text if rewrite is None else rewrite(text, lang)


def _range(text: str, lang: Lang) -> str:
    low, high = _RANGE_TO.split(text, 1)
    return f"{number(low, lang)}{'至' if lang == 'zh' else ' to '}{number(high, lang)}"


def _recent(text: str, lang: Lang) -> str:
    months = "".join(c for c in text if c.isdigit())
    return f"近{months}个月" if lang == "zh" else f"last {months} months"


def _counts_as(text: str, lang: Lang) -> str:
    each = unit(text.removeprefix("每").removeprefix("per").strip(), lang)
    return f"每{each}" if lang == "zh" else f"per {each}"


def _any_value(text: str, lang: Lang) -> str:
    return "—"


def _otherwise(text: str, lang: Lang) -> str:
    return OTHERWISE_CELL.zh if lang == "zh" else OTHERWISE_CELL.en


def _keyword(text: str, spellings: tuple[Spelling, ...], lang: Lang) -> str:
    same = " ".join(text.split())
    found = next((p for p in spellings if same in (p.zh, p.en)), spellings[0])
    return found.zh if lang == "zh" else found.en


def number(text: str, lang: Lang) -> str:
    """`1000元/人/月` ↔ `1000 yuan/person/month`; 万元 and units of one's own stay as they are."""
    match = _NUMBER.match(text)
    assert match is not None
    digits, unit_text = match.groups()
    made = unit(unit_text, lang)
    apart = made.isascii() and made[:1].isalpha() and unit_in("zh", made.partition("/")[0]) != made.partition("/")[0]
    return f"{digits} {made}" if apart else digits + made


def unit(text: str, lang: Lang) -> str:
    """A product of units, each word in the language."""
    words = [part.strip() for part in text.split("/")]
    if lang == "en" and words and unit_in("en", words[0]) == words[0] and len(words) > 1:
        return "/".join(words)
    return "/".join(unit_in(lang, word) for word in words)


def _compared(text: str, lang: Lang) -> str:
    spelled_out = [(p, r"\s+".join(s.split())) for _, p in POSTFIXES for s in (p.zh, p.en)]
    for pair, pattern in sorted(spelled_out, key=lambda item: -len(item[1])):
        match = re.fullmatch(rf"(.*?)\s*{pattern}", text, re.DOTALL)
        if match:
            literal = number(match.group(1), lang)
            return literal + pair.zh if lang == "zh" else f"{literal} {pair.en}"
    return text


def _schedule(text: str, lang: Lang) -> str:
    same = " ".join(text.split())
    pair = next(p for _, p in SCHEDULES if same.startswith(p.zh) or same.startswith(p.en))
    months = [int(n) for n in re.findall(r"\d+", same)]
    months = months or [MONTH_NAMES.index(name) + 1 for name in re.findall(r"[A-Z][a-z]+", same)]
    if any(not 1 <= month <= 12 for month in months):
        return text
    if lang == "zh":
        return pair.zh + "，".join(f"{month}月" for month in months)
    return " ".join((pair.en, ", ".join(MONTH_NAMES[month - 1] for month in months))).strip()


_REWRITES: Mapping[str, Callable[[str, Lang], str]] = {
    "NUMBER": number,
    "TYPE_WORD": unit,
    "RANGE": _range,
    "COMPARED": _compared,
    "SCHEDULE": _schedule,
    "RECENT": _recent,
    "COUNTS_AS": _counts_as,
    "ANY_VALUE": _any_value,
    "OTHERWISE": _otherwise,
}
