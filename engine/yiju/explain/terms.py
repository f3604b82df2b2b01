"""The words of a rule file as they are read aloud: spaces closed up in Chinese, places of members, parts of a test.

Input: texts as they stand in rule files (white space folded). Knows brackets, no grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from yiju.explain.layout import clean
from yiju.explain.respelling import respelled
from yiju_grammar.finding import Lang

_WIDE = r"\u2014-\u2027\u2460-\u24ff\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff×÷“”·"
_BETWEEN = re.compile(rf"(?<=[{_WIDE}]) +| +(?=[{_WIDE}])")
_AROUND = re.compile(r" *([-+=]) *")
_PLACE = re.compile(r"(\[\d+\])\.")
_OPEN, _CLOSE = "（([【［", "）)]】］"
_COMMA = re.compile(r"[，,、]")


def tight(text: str, lang: Lang) -> str:
    """Words of a rule: Chinese is written without spaces; in an English sentence keywords are English."""
    text = clean(text).strip()
    return _AROUND.sub(r"\1", _BETWEEN.sub("", text)) if lang == "zh" else respelled(text, "en")


def place(name: str, lang: Lang) -> str:
    """`成员[2].学籍` is `成员[2]的学籍` in Chinese."""
    name = tight(name, lang)
    if name and name[0] in _OPEN and name.find(_CLOSE[_OPEN.index(name[0])]) == len(name) - 1:
        name = name[1:-1]
    return _PLACE.sub(r"\1的", name) if lang == "zh" else name


def split_at(text: str, words: Iterable[str]) -> tuple[str, str, str] | None:
    """Cut a text at the first of the words that stands outside brackets, as a word of its own."""
    known = frozenset(words)
    for start, end in _words_outside_brackets(text):
        if text[start:end] in known and start > 0 and end < len(text):
            return text[:start].strip(), text[start:end], text[end:].strip()
    return None


def _words_outside_brackets(text: str) -> Iterable[tuple[int, int]]:
    depth, start = 0, 0
    for index, char in enumerate(text + " "):
        if depth == 0 and (char == " " or char in _OPEN):
            if index > start:
                yield start, index
            start = index + 1 if char == " " else index
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
            start = index + 1


def listed(text: str) -> tuple[str, ...]:
    """The values of a bracketed list: `（甲，乙）`."""
    inner = text[1:-1] if text[:1] in _OPEN and text[-1:] in _CLOSE else text
    return tuple(v.strip() for v in _COMMA.split(inner) if v.strip())


def quote_text(quote: str) -> str:
    """A quote on one line: a break between Chinese characters is the file's, not the document's."""
    joined = re.sub(rf"(?<=[{_WIDE}])\s*\n\s*|\s*\n\s*(?=[{_WIDE}])", "", quote)
    return re.sub(r"\s+", " ", clean(joined)).strip()


def quantified(text: str) -> tuple[str, str] | None:
    """The list and the condition of `存在（成员，其中 C）` or `全部（成员，C）`; None for another text."""
    inner = text[text.find("（") + 1 : -1] if text.endswith("）") else text[text.find("(") + 1 : -1]
    name, comma, condition = inner.partition("，") if "，" in inner else inner.partition(",")
    if not comma or text[-1:] not in _CLOSE:
        return None
    for word in ("其中", "where"):
        condition = condition.strip().removeprefix(word)
    return name.strip(), condition.strip()
