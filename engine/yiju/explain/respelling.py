"""Texts of rule files in one keyword language: conditions are understood in Chinese and shown in the reader's.

Input: a condition or formula as written. A text that does not parse by itself stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from yiju.decision.model import Why
from yiju_grammar.finding import Lang

_LEADS = {"zh": ("定义 甲 当 ", "定义 甲 = "), "en": ("definition 甲 when ", "definition 甲 = ")}
_LATIN = re.compile(r"[A-Za-z]")


def in_chinese(step: Why) -> Why:
    """The same step with its keywords in Chinese, those under it included."""
    because = tuple(map(in_chinese, step.because))
    same = all(new is old for new, old in zip(because, step.because, strict=True))
    if same and not _LATIN.search(step.text):
        return step
    return replace(step, text=respelled(step.text, "zh"), because=because)


@lru_cache(maxsize=4096)
def respelled(text: str, lang: Lang) -> str:
    """A condition or formula with the keywords of a language."""
    from yiju_grammar.formatter import format_text

    for lead, made_lead in zip(_LEADS["zh"], _LEADS[lang], strict=True):
        made = format_text(lead + text + "\n", lang=lang)
        if not made.findings and made.text.startswith(made_lead):
            return " ".join(made.text.removeprefix(made_lead).split())
    return text
