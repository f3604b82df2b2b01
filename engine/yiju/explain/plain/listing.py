"""Lists in plain words: numbered lines, names joined by 和.

Input: texts. Output: lines or a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence

from yiju.explain.plain.line import PlainLine, numbered
from yiju.explain.plain.words import put
from yiju_grammar.finding import Lang


def numbered_lines(texts: Sequence[str], lang: Lang) -> tuple[PlainLine, ...]:
    """Texts as a numbered list one step in, each with its mark at the end."""
    return tuple(
        PlainLine(text + put("stop" if i == len(texts) else "item_end", lang), 1, numbered(i, 1, lang))
        for i, text in enumerate(texts, 1)
    )


def names_joined(names: Sequence[str], lang: Lang) -> str:
    """`儿童补贴、学生补贴和成员补贴`."""
    if not names:
        return ""
    *first, last = names
    return put("list_and", lang).join(filter(None, (put("list_comma", lang).join(first), last)))
