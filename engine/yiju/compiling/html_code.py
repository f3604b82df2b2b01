"""A line of a draft in the light colours of its words.

Input: a line of the rule language or of a register. Output: HTML with the same text. Knows keywords from the lexicon,
and nothing of what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from html import escape

from yiju_grammar.lexicon import KEYWORDS, Before, Group

TOKEN = re.compile(
    r"(?P<comment>#.*)|(?P<text>“[^”]*”?|\"[^\"]*\"?)|(?P<document>\w*〔\d+〕\w*)|(?P<schedule>每年\d+月)"
    r"|(?P<number>-?\d[\w.%/-]*)|(?P<word>[^\W\d][\w-]*)"
)
QUESTION = re.compile(r"待定\s*“([^”]*)”(?:\s*或\s*“[^”]*”)*")
TOML_TOKEN = re.compile(r"(?P<comment>#.*)|(?P<text>\"(?:[^\"\\]|\\.)*\"?)|(?P<head>^\[.*\]$)|(?P<key>[\w-]+(?=\s*=))")
CLASS_BY_TOKEN: Mapping[str, str] = {
    "comment": "kc", "text": "ks", "number": "kn", "document": "", "schedule": "kw", "head": "kd", "key": "kw",
}  # fmt: skip
CLASS_BY_GROUP: Mapping[Group, str] = {"declaration": "kd", "value": "kv", "function": "kf"}
MUST_FOLLOW: Mapping[Before, str] = {"bracket": "（(", "text": '“"「', "angle": "<"}


def policy_line(line: str, open_by_question: Mapping[str, str]) -> str:
    """A line of a policy; an open point links to where it is listed."""
    pieces, at = [], 0
    for found in QUESTION.finditer(line):
        pieces.append(_coloured(line[at : found.start()], TOKEN))
        pieces.append(_open(found, open_by_question.get(found[1], "")))
        at = found.end()
    return "".join((*pieces, _coloured(line[at:], TOKEN)))


def register_line(line: str) -> str:
    """A line of a register (TOML)."""
    return _coloured(line, TOML_TOKEN)


def _open(found: re.Match[str], anchor: str) -> str:
    link = f' href="#{anchor}"' if anchor else ""
    return f'<a class="open"{link}>{escape(found[0], quote=False)}</a>'


def _coloured(line: str, tokens: re.Pattern[str]) -> str:
    pieces, at = [], 0
    for found in tokens.finditer(line):
        kind = found.lastgroup or ""
        name = _keyword_class(found) if kind == "word" else CLASS_BY_TOKEN[kind]
        if name:
            drawn = f'<span class="{name}">{escape(found[0], quote=False)}</span>'
            pieces += [escape(line[at : found.start()], quote=False), drawn]
            at = found.end()
    return "".join((*pieces, escape(line[at:], quote=False)))


def _keyword_class(found: re.Match[str]) -> str:
    """The class of a word that is a keyword here."""
    known = _keywords().get(found[0], ())
    behind = found.string[found.end() :].lstrip(" ")[:1]
    is_head = found.start() == 0
    groups = (g for g, before in known if (g != "declaration" or is_head) and _may_stand(before, behind))
    group = next(groups, None)
    return "" if group is None else CLASS_BY_GROUP.get(group, "kw")


def _may_stand(before: Before, behind: str) -> bool:
    return before == "word" or (bool(behind) and behind in MUST_FOLLOW[before])


@cache
def _keywords() -> Mapping[str, tuple[tuple[Group, Before], ...]]:
    """What a spelling may be: a clause before a function where it is both (`合计`)."""
    found: dict[str, tuple[tuple[Group, Before], ...]] = {}
    for word in KEYWORDS:
        for spelling in (s for pair in word.spellings for s in (pair.zh, pair.en)):
            found[spelling] = (*found.get(spelling, ()), (word.group, word.before))
    return found
