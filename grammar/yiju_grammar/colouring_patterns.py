"""Regular expressions of what is coloured by its form: names, texts, numbers with units, dates, words of the lexicon.

They are written for the text as it stands (either width), in the syntax that Python's `re` and Oniguruma share. Knows
the lexicon and the folding of widths; knows no colour.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from yiju_grammar.characters import fold_width
from yiju_grammar.lexicon import (
    MONTH_NAMES,
    POSTFIXES,
    RANGE_TO,
    SCHEDULES,
    Before,
    Spelling,
    english_units,
    keyword,
    unit_by_spelling,
)

_ALL = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0xD800), *range(0xE000, 0x10000))))


@cache
def _widths() -> Mapping[str, str]:
    """Each sign, and the characters that fold to it."""
    found: dict[str, str] = {}
    for character, folded in zip(_ALL, fold_width(_ALL), strict=True):
        if not re.match(r"[\w\s]", folded):
            found[folded] = found.get(folded, "") + character
    return found


def signs(characters: str) -> str:
    """The members of a class of these signs in either width."""
    return "".join(re.escape(c) for character in characters for c in _widths()[character])


def sign(characters: str) -> str:
    """A class of the signs in either width."""
    return f"[{signs(characters)}]"


BLANK = "[ \\t\u00a0\u3000]*"
GAP = "[ \\t\u00a0\u3000]+"
NAME = r"[^\W\d][\w·]*"
ANY_NAME = r"[\w·]+"
BAR = sign("|")
HASHES = signs("#")
COMMENT = rf"[{HASHES}][^\r\n]*"
MARGIN = rf"^(?=[^\s{HASHES}])"
QUOTE_MARK = rf"{sign('>')}(?!{sign('=')})"
TEXT = r'“(?:[^“”\r\n]|“[^“”\r\n]*”)*”|["＂][^"＂\r\n]*["＂]|「[^」\r\n]*」|[“"＂「][^\r\n]*'
BRACKET_AHEAD = rf"(?=\s*{sign('(')})"
PUNCTUATION = sign("()[]<>,:;.|~") + "|['’]"

_FOLLOWED_BY: Mapping[Before, str] = {
    "word": r"(?!\w)",
    "bracket": BRACKET_AHEAD,
    "text": r"(?=\s*[“\"＂「])",
    "angle": rf"(?=\s*{sign('<')})",
}

_END = rf"(?!\w)(?!{sign('.')}\d)"
_DIGITS = rf"\d+(?:{sign('.')}\d+)?"
_SLASH = sign("/")
_SIGNS = "".join(unit for unit in unit_by_spelling() if not re.match(r"\w", unit))
_WORD = rf"(?:[^\W\d_]|[{_SIGNS}])"
_DAY = rf"\d{{4}}{sign('-')}\d{{1,2}}{sign('-')}\d{{1,2}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日"
_MONTH = rf"\d{{4}}年\d{{1,2}}月|\d{{4}}{sign('-')}\d{{2}}(?!{sign('-')})"


def longest_first(spellings: Iterable[str]) -> list[str]:
    """The spellings, so that none is hidden by one that it begins with."""
    return sorted(set(spellings), key=lambda s: (-len(s), s))


def spelled(spelling: str) -> str:
    """A spelling as it stands in a file: signs in either width, white space of any length."""
    return r"\s+".join(_literal(part) for part in spelling.split())


def _literal(part: str) -> str:
    return re.escape(part) if re.search(r"\w", part) else "".join(sign(c) if c in _widths() else c for c in part)


def word(spelling: str, before: Before = "word") -> str:
    """A spelling where it is a whole word, or is followed by what makes it a keyword."""
    left = r"(?<!\w)" if re.match(r"\w", spelling) else ""
    if re.match(r"\w", spelling[-1]):
        return left + spelled(spelling) + _FOLLOWED_BY[before]
    return spelled(spelling) + (f"(?!{sign('=')})" if spelling in "<>=" else "")


def words(spellings: Iterable[str], before: Before = "word") -> str:
    """Any of the spellings."""
    return "|".join(word(spelling, before) for spelling in longest_first(spellings))


def both(pairs: Iterable[Spelling]) -> list[str]:
    """The spellings of pairs in both languages."""
    return [spelling for pair in pairs for spelling in (pair.zh, pair.en)]


def token_words(*tokens: str) -> str:
    """Any of the words of these keywords, each where it is one, longest first."""
    found = {spelling: keyword(token).before for token in tokens for spelling in both(keyword(token).spellings)}
    return "|".join(word(spelling, found[spelling]) for spelling in longest_first(found))


DATE = rf"(?<!\w)(?:{_DAY}|{_MONTH}|\d{{4}}年){_END}"
UNIT_WORDS = "|".join(map(re.escape, longest_first(unit_by_spelling())))
UNIT = rf"(?<!\w)(?:(?:{UNIT_WORDS})(?:{_SLASH}{_WORD}\w*)*|{_WORD}+(?:{_SLASH}{_WORD}\w*)+)(?!\w)"
_POSTFIX = "|".join(map(spelled, longest_first(both(pair for _, pair in POSTFIXES))))
_AFTER = (
    rf"{sign('%')}|{_WORD}+?(?:{_SLASH}{_WORD}\w*?)*"
    rf"|\s(?:{'|'.join(english_units())})(?:{_SLASH}[^\W\d]\w*)*"
)
QUANTITY = rf"(?<!\w)({_DIGITS})({_AFTER})?"
NUMBER = rf"{QUANTITY}(?=(?:{_POSTFIX})(?!\w)|{_END})"
COMPARED = rf"{QUANTITY}(\s*)({_POSTFIX})(?!\w)"
RANGE = (
    rf"(?<!\w)(?!\d{{4}}年\s*{RANGE_TO.zh})({_DIGITS})({_AFTER})?"
    rf"(\s*(?:{RANGE_TO.zh}|{sign('~')}|{RANGE_TO.en}(?=[\s\d]))\s*)({_DIGITS})({_AFTER})?{_END}"
)
RECENT = r"(?<!\w)(?:近\s*\d+\s*个?月|last\s+\d+\s+months?)(?!\w)"
COUNTS_AS = rf"(?<!\w)(?:每{_WORD}\w*|per\s+{_WORD}\w*)"
_MONTHS = rf"\d{{1,2}}月(?:\s*{sign(',')}\s*\d{{1,2}}月)*"
_MONTHS_EN = rf"(?:{'|'.join(MONTH_NAMES)})(?:\s*{sign(',')}\s*(?:{'|'.join(MONTH_NAMES)}))*"
_YEARLY = next(pair for kind, pair in SCHEDULES if kind == "yearly")
SCHEDULE = (
    rf"(?<!\w)(?:{_YEARLY.zh}\s*{_MONTHS}|{_YEARLY.en}\s+(?:{_MONTHS_EN}|{_MONTHS})"
    rf"|{'|'.join(map(spelled, longest_first(both(pair for _, pair in SCHEDULES))))})(?!\w)"
)
