"""Spelled tokens → text, with the spaces between them that the language's style has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lark import Token

from yiju_grammar.lexicon import KEYWORDS
from yiju_grammar.spelling import Lang

_FUNCTIONS = frozenset(k.token for k in KEYWORDS if k.before == "bracket")
_CALLED = _FUNCTIONS | {"NAME", "NUMWORD", "TYPE_WORD"}
_VALUES = frozenset(
    [
        "NAME",
        "NUMWORD",
        "TYPE_WORD",
        "NUMBER",
        "DATE",
        "TEXT",
        "TRUE",
        "FALSE",
        "NONE",
        "RPAR",
        "RSQB",
        "RANGE",
        "COMPARED",
        "RECENT",
        "PATH",
    ]
)


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its spelling; `line` is the physical line it stands on."""

    token: Token
    text: str
    line: int


def join(words: Sequence[Word], lang: Lang) -> str:
    """The words with their spaces."""
    words = _half_width_intervals(words)
    parts: list[str] = []
    for place, word in enumerate(words):
        if place and _space(words, place, lang):
            parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


def _half_width_intervals(words: Sequence[Word]) -> list[Word]:
    """`[18，60)`: a round bracket paired with a square one stays half-width."""
    made = list(words)
    opened: list[int] = []
    for place, word in enumerate(made):
        if word.token.type in ("LPAR", "LSQB"):
            opened.append(place)
        elif word.token.type in ("RPAR", "RSQB") and opened:
            partner = opened.pop()
            if {made[partner].token.type, word.token.type} not in ({"LPAR", "RPAR"}, {"LSQB", "RSQB"}):
                made[partner] = replace(made[partner], text=str(made[partner].token))
                made[place] = replace(word, text=str(word.token))
    return made


def _space(words: Sequence[Word], place: int, lang: Lang) -> bool:
    before, here = words[place - 1].token.type, words[place].token.type
    if here in ("COMMA", "RPAR", "RSQB", "LANGLE", "RANGLE") or before in ("LPAR", "LSQB", "LANGLE"):
        return False
    if before == "COMMA":
        return lang == "en" or _assigns(words, place)
    if here == "LPAR":
        return not (before in _CALLED or (lang == "zh" and before in ("IN", "NOT_IN")))
    if here == "OF":
        return lang == "zh"
    is_unary = before == "MINUS" and (place < 2 or words[place - 2].token.type not in _VALUES)
    return not is_unary


def _assigns(words: Sequence[Word], place: int) -> bool:
    following = words[place + 1 : place + 2]
    return words[place].token.type in ("NAME", "NUMWORD") and bool(following) and following[0].token.type == "EQUAL"
