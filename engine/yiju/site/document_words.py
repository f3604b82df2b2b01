"""The words of a document's page, Chinese and English side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from yiju_grammar.finding import Lang
from yiju_grammar.lexicon import keyword

Fate = Literal["rule", "fact", "stated", "uncovered", "structural"]
"""What became of a sentence: a rule or a fact stands on it, it is said to make no rule, nothing covers it; or it is a
title, signature or their like, of which nothing is asked."""

SIGNS: Mapping[Fate, str] = {"rule": "●", "fact": "◆", "stated": "○", "uncovered": "▲", "structural": ""}

WORDS: Mapping[str, tuple[str, str]] = {
    # what became of sentences
    "rule": ("规则", "Rule"),
    "fact": ("事实", "Fact"),
    "stated": ("不入规则", "No rule"),
    "uncovered": ("无着落", "Unaccounted for"),
    "structural": ("题名、落款等", "Headings and the like"),
    "rule_means": ("有规则依据这一句", "a rule stands on this sentence"),
    "fact_means": (
        "账目或核对依据这一句，它陈述事实，不设立规则",
        "a ledger or a check stands on it: it states a fact and rules nothing",
    ),
    "stated_means": ("规则文件说明了它为什么不成为规则", "the rule file says why it makes no rule"),
    "uncovered_means": (
        "没有规则依据它，也没有说明它为什么不入规则",
        "no rule stands on it, and nobody has said why it makes none",
    ),
    "structural_means": ("题名、文号、标题、落款、附件目录", "title, number, headings, signature, list of attachments"),
    "stated_why": ("不入规则：{why}", "no rule: {why}"),
    # the head
    "title": ("《{title}》", "{title}"),
    "number": ("文号", "Number"),
    "no_number": ("没有文号", "none"),
    "issuer": ("发文机关", "Issued by"),
    "issued": ("成文日期", "Dated"),
    "effective": ("施行日期", "Effective"),
    "ends": ("写明的截止日期", "Stated end"),
    "not_given": ("没有写明", "not stated"),
    "force": ("效力", "Status"),
    "force_now": ("有效", "in force"),
    "force_not_yet": ("尚未施行", "not yet in force"),
    "force_ended": ("已失效", "no longer in force"),
    "as_of": ("{status}（截至{day}）", "{status} (as of {day})"),
    "period": ("{start}至{end}", "{start} to {end}"),
    "period_from": ("{start}起，登记里没有失效或废止的记载", "from {start}; the register knows of no end"),
    "period_until": ("至{end}止", "until {end}"),
    "period_open": ("登记里没有施行日期", "the register gives no date of effect"),
    "said_at": ("见{clause}", "see {clause}"),
    "note": ("备注", "Note"),
    "no_text": (
        "这份文件的正文不在手头，下面只有登记的内容。",
        "The text of this document is not at hand; what follows is what the register says of it.",
    ),
    # other documents
    "amends": ("修改", "Amends"),
    "repeals": ("废止", "Repeals"),
    "amended_by": ("被修改", "Amended by"),
    "repealed_by": ("被废止", "Repealed by"),
    "restated_by": ("内容转述于", "Restated by"),
    "restates": ("转述", "Restates"),
    "clause_of": ("{document}（{clause}）", "{document} ({clause})"),
    "since": ("{document}，自{day}", "{document}, from {day}"),
    # the text
    "text": ("原文", "Text"),
    "legend": ("每一句的着落", "What became of each sentence"),
    "legend_lead": (
        "全文 {n} 句。每一句前的记号说明它的着落；数字指向旁边依据这些字句的规则。",
        "{n} sentences. The sign before each says what became of it; the numbers lead to the rules that stand on "
        "those words.",
    ),
    "fate": ("着落", "Sign"),
    "meaning": ("含义", "Meaning"),
    "sentences": ("句数", "Sentences"),
    "clauses": ("条款目录", "Clauses"),
    "permalink": ("固定链接：{clause}", "Permanent link: {clause}"),
    "quote_rules": ("引文 {n}：依据这些字句的规则", "Quote {n}: the rules that stand on these words"),
    "to_words": ("引文 {n}：回到原文", "Quote {n}: back to the words"),
    "notes": ("依据这一段的规则", "Rules that stand on this passage"),
    # the rules
    "rules": ("依据本文件的规则", "Rules that stand on this document"),
    "no_rules": ("没有规则依据本文件。", "No rule stands on this document."),
    "policies": ("以本文件为依据的政策：", "Policies based on this document: "),
    "of_place": ("全地方通用", "Of the whole place"),
    "restated_words": (
        "字句出自转述它的文件，条款是那份文件的条款。",
        "The words stand in the document that restates it; the clauses are those of that document.",
    ),
    "declaration": ("规则", "Rule"),
    "words": ("字句", "Words"),
    "grade": ("等级", "Grade"),
    "verbatim": ("原文", "verbatim"),
    "restated": ("转述", "restated"),
    "unverified": ("未核", "not verified"),
    "whole": ("全文", "the whole"),
    "BEGINS": ("施行日期", "date of effect"),
    "ENDS": ("失效日期", "date of end"),
    "list_comma": ("、", ", "),
    "description": (
        "{title}：全文，每一句的着落，依据它的规则。",
        "{title}: its text, and the rules that stand on it.",
    ),
}


def say(key: str, lang: Lang, **parts: object) -> str:
    """One phrase, filled in."""
    return WORDS[key][lang == "en"].format(**parts)


def kind_of(token: str, lang: Lang) -> str:
    """What kind of declaration stands on words: `资格`, `eligibility`."""
    if token in WORDS:
        return say(token, lang)
    spelling = keyword(token).spellings[0]
    return spelling.zh if lang == "zh" else spelling.en
