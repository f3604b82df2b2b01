"""Why a sentence rules nothing, in both languages, by the key that the rows of phrases give."""

from __future__ import annotations

from collections.abc import Mapping

from yiju_grammar.finding import Lang

REASONS: Mapping[str, Mapping[Lang, str]] = {
    "aims and principles": {"zh": "说明目标和原则", "en": "states aims and principles"},
    "background": {"zh": "说明背景和经过", "en": "tells the background"},
    "closing words": {"zh": "结尾用语", "en": "closing words"},
    "contact": {"zh": "联系方式", "en": "says whom to contact"},
    "definition": {"zh": "解释用语", "en": "defines terms"},
    "lead-in": {"zh": "引起下文", "en": "leads in what follows"},
    "purpose": {"zh": "说明制定目的", "en": "states the purpose"},
    "reference": {"zh": "指明参照的文件或附件", "en": "refers to other papers"},
    "request to carry out": {"zh": "要求贯彻执行", "en": "asks that it be carried out"},
    "term of the notice": {"zh": "说明公告的期限", "en": "states the term of the notice"},
    "what was done or allotted": {"zh": "陈述已经做了的事、已经安排的钱", "en": "tells what was done or allotted"},
}


def reason(key: str, lang: Lang) -> str:
    """The reason in words; the key itself where it is not known, nothing for nothing."""
    return REASONS[key][lang] if key in REASONS else key
