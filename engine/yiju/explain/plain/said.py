"""Conditions in words, joined: short ones in one sentence, nested ones as a numbered list.

Input: phrases joined by 且 and 或. Output: a phrase, or lines. Knows no rules and no records.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from yiju.explain.layout import cell_width
from yiju.explain.plain.line import PlainLine, chinese_number, numbered
from yiju.explain.plain.words import put
from yiju_grammar.finding import Lang

Frame = Callable[[str], str]
"""Sets a condition, or `具备下列情形之一`, into its sentence (without the full stop)."""

SHORT: dict[Lang, int] = {"zh": 44, "en": 76}
"""Cells up to which alternatives stand in a sentence without numbers."""
JOINED: dict[Lang, int] = {"zh": 110, "en": 170}
"""Cells up to which conditions needed together stand in one sentence."""
LONG: dict[Lang, int] = {"zh": 150, "en": 220}
"""Cells up to which alternatives are told off in one sentence."""
FEW = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition. `open`: it is what nobody has decided yet."""

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Several:
    """Conditions of which all (`every`) are needed, or one will do."""

    every: bool
    parts: tuple[Said, ...]


Said = Clause | Several


def several(every: bool, parts: tuple[Said, ...]) -> Said:
    """Join conditions; those joined the same way already come in between."""
    flat = tuple(q for p in parts for q in (p.parts if isinstance(p, Several) and p.every is every else (p,)))
    return flat[0] if len(flat) == 1 else Several(every, flat)


def in_one(said: Said, lang: Lang) -> str:
    """A condition as one phrase; brackets where 或 stands inside 且 or the other way round."""
    if isinstance(said, Clause):
        return said.text
    parts = [_bracketed(p, lang) if isinstance(p, Several) else p.text for p in said.parts]
    return put("and_joined" if said.every else "or_joined", lang).join(parts)


def _bracketed(said: Several, lang: Lang) -> str:
    return put("bracketed", lang, text=in_one(said, lang))


def sentence_of(frame: Frame, said: Said, lang: Lang) -> tuple[PlainLine, ...]:
    """A sentence with a condition in it: one line, or a heading and the numbered list of what it says."""
    if is_short(said, lang):
        return (PlainLine(frame(in_one(said, lang)) + put("stop", lang)),)
    assert isinstance(said, Several)
    head = frame(put("which_all" if said.every else "which_any", lang))
    told = _told_off(said, lang)
    one = head + put("colon_joined", lang) + (told or "")
    if told is not None and cell_width(one) <= LONG[lang]:
        return (PlainLine(one + put("stop", lang)),)
    return (PlainLine(head + put("colon", lang)), *items(said, lang, 1))


def is_short(said: Said, lang: Lang) -> bool:
    """Whether a condition reads well inside a sentence."""
    if isinstance(said, Clause):
        return True
    if not all(isinstance(p, Clause) for p in said.parts) or any(_is_open(p) for p in said.parts):
        return False
    most = JOINED[lang] if said.every else SHORT[lang]
    return len(said.parts) <= (FEW if said.every else 2) and cell_width(in_one(said, lang)) <= most


def _is_open(said: Said) -> bool:
    return isinstance(said, Clause) and said.open


def _told_off(said: Several, lang: Lang) -> str | None:
    """`一是……；二是……`, if the parts are few and none is nested itself."""
    if len(said.parts) > FEW or not all(is_short(p, lang) and not _is_alternative(p) for p in said.parts):
        return None
    ordinal = put("told_off", lang)
    numbers = [chinese_number(i) if lang == "zh" else "abc"[i - 1] for i in range(1, len(said.parts) + 1)]
    phrases = [in_one(p, lang) for p in said.parts]
    if any(p.startswith("是") for p in phrases):
        return None
    told = [ordinal.format(n=n) + p for n, p in zip(numbers, phrases, strict=True)]
    return put("semicolon", lang).join(told)


def _is_alternative(said: Said) -> bool:
    return isinstance(said, Several) and not said.every


def items(said: Several, lang: Lang, depth: int) -> tuple[PlainLine, ...]:
    """One numbered line a part; what nests further has a list of its own below it."""
    made: list[PlainLine] = []
    for number, part in enumerate(said.parts, 1):
        end = put("stop" if number == len(said.parts) and depth == 1 else "item_end", lang)
        made += _item(part, numbered(number, depth, lang), end, lang=lang, depth=depth)
    return tuple(made)


def _item(part: Said, number: str, end: str, *, lang: Lang, depth: int) -> list[PlainLine]:
    if is_short(part, lang) or not isinstance(part, Several):
        return [PlainLine(in_one(part, lang) + end, depth, number)]
    head = put("item_all" if part.every else "item_any", lang)
    under = items(part, lang, depth + 1)
    return [
        PlainLine(head, depth, number),
        *under[:-1],
        PlainLine(_ended(under[-1].text, end, lang), under[-1].depth, under[-1].item),
    ]


def _ended(text: str, end: str, lang: Lang) -> str:
    return text.removesuffix(put("item_end", lang)) + end
