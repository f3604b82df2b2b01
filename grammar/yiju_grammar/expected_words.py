"""What may stand at a place, said in the user's words: sets of terminals → a short phrase in each language."""

from __future__ import annotations

from collections.abc import Iterable

from yiju_grammar.lexicon import KEYWORDS

_CLASSES: tuple[tuple[frozenset[str], str, str], ...] = (
    (frozenset({"NAME", "NUMBER"}), "一个值", "a value"),
    (frozenset({"NAME"}), "名称", "a name"),
    (frozenset({"NUMWORD"}), "名称", "a name"),
    (frozenset({"TYPE_WORD"}), "类型或单位", "a type or unit"),
    (frozenset({"NUMBER"}), "数", "a number"),
    (frozenset({"DATE"}), "日期", "a date"),
    (frozenset({"TEXT"}), "“……”", "“words”"),
    (frozenset({"SCHEDULE"}), "`每月` 之类的发放周期", "a schedule such as `monthly`"),
    (frozenset({"PLUS", "TIMES"}), "运算符", "an operator"),
    (frozenset({"GE", "LT"}), "比较（`不低于`、`是`……）", "a comparison (`at least`, `is`, …)"),
    (frozenset({"LPAR"}), "`（`", "`(`"),
    (frozenset({"RPAR"}), "`）`", "`)`"),
    (frozenset({"COMMA"}), "`，`", "`,`"),
    (frozenset({"EQUAL"}), "`=`", "`=`"),
    (frozenset({"$END"}), "行末", "the end of the line"),
)
_COVERED = frozenset().union(*(tokens for tokens, _, _ in _CLASSES))
_PLAIN = frozenset(k.token for k in KEYWORDS if k.group in ("clause", "connective", "modifier")) - _COVERED
_MOST = 6


def expected_words(tokens: Iterable[str]) -> tuple[str, str]:
    """The phrase in Chinese and in English; empty when too much may stand there for a list to help."""
    accepted = set(tokens)
    pairs = [(zh, en) for needed, zh, en in _classes(accepted)]
    pairs += [(f"`{k.spellings[0].zh}`", f"`{k.spellings[0].en}`") for k in KEYWORDS if k.token in accepted & _PLAIN]
    pairs = list(dict.fromkeys(pairs))
    if not pairs or len(pairs) > _MOST:
        pairs = pairs[:_MOST]
    return "、".join(zh for zh, _ in pairs), _english([en for _, en in pairs])


def _classes(accepted: set[str]) -> list[tuple[frozenset[str], str, str]]:
    found = []
    left = set(accepted)
    for needed, zh, en in _CLASSES:
        if needed <= left:
            found.append((needed, zh, en))
            left -= needed
    return found


def _english(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1] if words else ""
