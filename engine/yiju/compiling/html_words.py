"""Every word of the page of a compiled document, Chinese and English side by side.

The only place of the page with words of its own; documents and drafts stay in their language.
"""

from __future__ import annotations

from collections.abc import Mapping

from yiju.facts.model import Comparative, FactKind, MentionKind, Moment
from yiju.provisions.model import AccountStatus, ProvisionKind
from yiju.sums.model import Status
from yiju_grammar.finding import Lang, Severity

Words = tuple[str, str]
"""Chinese, English."""

WORDS: Mapping[str, Words] = {
    "draft_of": ("草案：{title}", "Draft: {title}"),
    "colon": ("：", ": "),
    "comma": ("，", ", "),
    "semicolon": ("；", "; "),
    "title": ("《{title}》", "{title}"),
    "number": ("文号", "Number"),
    "issuer": ("发文机关", "Issuer"),
    "issued": ("成文日期", "Date"),
    "file": ("文件", "File"),
    "not_given": ("没有写", "not given"),
    # the parts of the page
    "document": ("原文", "Document"),
    "clauses": ("条款", "Clauses"),
    "todo": ("要核对的", "To look at"),
    "sums": ("合计", "Sums"),
    "draft": ("草案", "Draft"),
    "facts": ("事实", "Facts"),
    "legend": ("图例", "Legend"),
    "nothing": ("没有。", "None."),
    # the account
    "account": ("全文 {n} 句", "{n} sentences"),
    "sentences": ("句子", "Sentences"),
    "uncovered_list": ("没有读懂的句子", "Sentences not understood"),
    "open_points": ("待定：要由人决定的", "Open points: somebody must decide"),
    "readings": ("可以理解为", "Can be read as"),
    "stands_in": ("用在", "Used in"),
    "findings": ("发现的问题", "Findings"),
    "all_read": ("每一句都有着落，没有要核对的。", "Every sentence is accounted for; there is nothing to look at."),
    "stated_why": ("陈述事实", "states a fact"),
    "not_normative_why": ("不是规定", "not normative"),
    "given_because": ("{status}：{why}", "{status}: {why}"),
    # the document
    "provisions": ("规定", "Provisions"),
    "provision_title": ("{kind}，见草案：{names}", "{kind}, in the draft: {names}"),
    "provision_repeal": ("{kind}，写在文件登记里", "{kind}, entered in the register"),
    "provision_lost": ("{kind}，草案里没有写成规则", "{kind}, not written as a rule in the draft"),
    "lost": ("{kind}，草案未写", "{kind}, not in the draft"),
    "more_of": ("另见草案：{name}", "also in the draft: {name}"),
    "wellformed": ("文号：{number}", "document number: {number}"),
    "malformed": ("文号写法有误，建议改为 {number}", "malformed document number, proposed: {number}"),
    "document_number": ("文号", "document number"),
    "repair": ("应为 {number}？", "should be {number}?"),
    "to_finding": ("见发现的问题", "see the finding"),
    # facts
    "fact_title": ("{kind}：{value}", "{kind}: {value}"),
    "about": ("约 {value}", "about {value}"),
    "kind": ("种类", "Kind"),
    "words": ("原文", "Words"),
    "value": ("值", "Value"),
    "clause": ("条款", "Clause"),
    "facts_of": ("从原文读到的 {n} 项事实和文号", "{n} facts and document numbers read from the text"),
    # sums
    "derived": ("推算", "derived"),
    "derived_why": ("原文没有写出这个数，由其他数推算", "printed nowhere in the document, derived from the others"),
    "also_derived": ("由此推算", "Derived from this"),
    "difference": ("相差", "Off by"),
    "parts_total": ("分项之和", "Sum of the parts"),
    "alternatives": (
        "同样相符的还有 {n} 种分法，没有选定哪一种：",
        "{n} other sets of parts balance as well, none is chosen:",
    ),
    "in_sum": ("合计{status}", "sum: {status}"),
    "no_label": ("（没有名称）", "(no label)"),
    "times": ("{value} × {times}", "{value} × {times}"),
    # the draft
    "place": ("地方：{place}", "Place: {place}"),
    "given_up": ("核对没有通过，改为待定或者要求：", "Weakened because the checker refused them:"),
    "from_words": ("出自原文：{words}", "from the words: {words}"),
    "back": ("原文", "words"),
    "show": ("显示", "Show"),
}

STATUSES: Mapping[AccountStatus, Words] = {
    "ruled": ("写成规定", "ruled"),
    "stated": ("陈述事实", "stated as a fact"),
    "not_normative": ("不是规定", "not normative"),
    "structural": ("标题落款", "headings, signature"),
    "uncovered": ("没有读懂", "not understood"),
}
PROVISIONS: Mapping[ProvisionKind, Words] = {
    "eligibility": ("资格", "eligibility"),
    "exclusion": ("除外", "exclusion"),
    "exception": ("例外", "exception"),
    "rate": ("标准", "rate"),
    "payment": ("发放", "payment"),
    "funding": ("资金", "funding"),
    "cutoff": ("截止", "cutoff"),
    "effective": ("施行", "in force"),
    "points": ("积分", "points"),
    "table": ("表", "table"),
    "obligation": ("要求", "obligation"),
    "repeal": ("废止", "repeal"),
}
FACTS: Mapping[FactKind, Words] = {
    "money": ("金额", "money"),
    "rate": ("单位标准", "rate"),
    "percentage": ("比例", "percentage"),
    "date": ("日期", "date"),
    "month": ("月份", "month"),
    "count": ("数量", "count"),
    "age": ("年龄", "age"),
    "duration": ("期限", "duration"),
    "points": ("分值", "points"),
}
MENTIONS: Mapping[MentionKind, Words] = {
    "source": ("资金来源", "funding source"),
    "group": ("对象", "group"),
    "organisation": ("机关单位", "organisation"),
}
COMPARATIVES: Mapping[Comparative, Words] = {
    "ge": ("≥ {value}（含）", "≥ {value}"),
    "gt": ("> {value}（不含）", "> {value}"),
    "le": ("≤ {value}（含）", "≤ {value}"),
    "lt": ("< {value}（不含）", "< {value}"),
}
MOMENTS: Mapping[Moment, Words] = {
    "": ("{value}", "{value}"),
    "from": ("自 {value} 起", "from {value}"),
    "until": ("到 {value} 止", "until {value}"),
    "as_of": ("截至 {value} 的数字", "as of {value}"),
    "issued": ("{value} 成文", "issued {value}"),
}
SUMS: Mapping[Status, tuple[str, Words]] = {
    "holds": ("✓", ("相符", "holds")),
    "fails": ("✗", ("不符", "does not hold")),
    "regrouped": ("⇄", ("归并后相符", "holds when regrouped")),
}
"""The sign of each outcome, and its words."""

SEVERITIES: Mapping[Severity, Words] = {
    "error": ("错误", "error"),
    "warning": ("提醒", "warning"),
    "note": ("说明", "note"),
}


def chosen(words: Words, lang: Lang, **more: object) -> str:
    """One of two words in the language of the page, its places filled in."""
    return words[0 if lang == "zh" else 1].format(**more)


def say(key: str, lang: Lang, **more: object) -> str:
    """A word of the page.

    Raises:
        KeyError: there is no such word.
    """
    return chosen(WORDS[key], lang, **more)
