"""What the report on two versions says, in both languages, by key.

Data. The keys of statuses and kinds are those of the model.
"""

from __future__ import annotations

from typing import Final

from yiju_grammar.finding import Lang

TERMS: Final[dict[str, dict[Lang, str]]] = {
    "head": {"zh": "《{title}》：两个文本的比较", "en": "{title}: two versions compared"},
    "old": {"zh": "旧", "en": "old"},
    "new": {"zh": "新", "en": "new"},
    "none": {"zh": "（没有）", "en": "(none)"},
    "nowhere": {"zh": "找不到相近的话", "en": "no words are near"},
    "same": {"zh": "两个文本说的是一样的话。", "en": "The two versions say the same."},
    "nothing": {"zh": "没有要重新核对的。", "en": "Nothing must be looked at again."},
    "look": {"zh": "要重新核对的", "en": "To be looked at again"},
    "look.quotes": {"zh": "规则文件里的引文 {n}", "en": "Quotes in rule files: {n}"},
    "look.named": {"zh": "按条号说到的条款 {n}", "en": "Clauses named by their numbers: {n}"},
    "look.provisions": {"zh": "文件里的规定 {n}", "en": "Provisions of the document: {n}"},
    "look.unquoted": {"zh": "文件里的规定，上面没有列出的 {n}", "en": "Provisions not listed above: {n}"},
    "look.sums": {"zh": "现在不符的合计 {n}", "en": "Sums that fail now: {n}"},
    "sum.before": {"zh": "旧文本里 {status}", "en": "in the old version it {status}"},
    "sum.none": {"zh": "旧文本里没有", "en": "not in the old version"},
    "sum.holds": {"zh": "相符", "en": "held"},
    "sum.fails": {"zh": "也不符，数不同", "en": "failed too, with other figures"},
    "sum.regrouped": {"zh": "调剂后相符", "en": "held by regrouping"},
    "standing": {"zh": "引文没有变，但要知道的", "en": "Words that stand, with something to know"},
    "standing.beside": {"zh": "同一条或上一级的话有改动", "en": "other words of the clause or around it changed"},
    "standing.renumbered": {"zh": "条号变了", "en": "the clause has another number"},
    "quote.changed": {"zh": "引文改了", "en": "the words changed"},
    "quote.gone": {"zh": "引文没有了", "en": "the words are gone"},
    "quote.ambiguous": {"zh": "引文有不止一处", "en": "the words stand more than once"},
    "quote.outside": {"zh": "引文不在转述的条款里", "en": "the words are outside what restates the document"},
    "named.changed": {"zh": "{named} 的话改了", "en": "the words of {named} changed"},
    "named.gone": {"zh": "没有 {named} 了", "en": "there is no {named} any more"},
    "named.renumbered": {"zh": "原来的 {named} 现在是 {now}", "en": "what was {named} is {now} now"},
    "provision.changed": {"zh": "改", "en": "changed"},
    "provision.gone": {"zh": "没有了", "en": "gone"},
    "provision.opener": {"zh": "列举的开头改了", "en": "the line that opens its list changed"},
    "provision.new": {"zh": "新", "en": "new"},
    "header": {"zh": "标题和落款", "en": "Header"},
    "header.title": {"zh": "标题", "en": "title"},
    "header.number": {"zh": "文号", "en": "number"},
    "header.issuer": {"zh": "发文机关", "en": "issuer"},
    "header.issued": {"zh": "成文日期", "en": "issued"},
    "clauses": {"zh": "条款的改动", "en": "Clauses"},
    "clause.changed": {"zh": "改", "en": "changed"},
    "clause.renumbered": {"zh": "改号", "en": "renumbered"},
    "clause.moved": {"zh": "移", "en": "moved"},
    "clause.added": {"zh": "增", "en": "added"},
    "clause.removed": {"zh": "删", "en": "removed"},
    "clause.unchanged": {"zh": "没有变", "en": "unchanged"},
    "struck": {"zh": "【删：{words}】", "en": "[struck: {words}]"},
    "put": {"zh": "【增：{words}】", "en": "[added: {words}]"},
    "facts": {"zh": "数值的改动", "en": "Values"},
    "moment.from": {"zh": "起", "en": "from"},
    "moment.until": {"zh": "止", "en": "until"},
    "moment.as_of": {"zh": "截至", "en": "as of"},
    "moment.issued": {"zh": "成文", "en": "issued"},
    "counts": {"zh": "条款和条款外的段落 {n}：", "en": "Clauses and paragraphs outside them, {n}: "},
    "counts.provisions": {"zh": "旧规定 {n}，话还在的 {standing}", "en": "Old provisions {n}, standing {standing}"},
    "comma": {"zh": "，", "en": ", "},
    "part.title": {"zh": "标题", "en": "title"},
    "part.number": {"zh": "文号", "en": "number"},
    "part.addressee": {"zh": "主送", "en": "addressee"},
    "part.body": {"zh": "条款外", "en": "outside clauses"},
    "part.signature": {"zh": "落款", "en": "signature"},
    "part.date": {"zh": "日期", "en": "date"},
    "part.attachment": {"zh": "附件", "en": "attachment"},
    "part.table": {"zh": "表", "en": "table"},
    "part.caption": {"zh": "表题", "en": "caption"},
    "kind.eligibility": {"zh": "资格", "en": "eligibility"},
    "kind.exclusion": {"zh": "除外", "en": "exclusion"},
    "kind.exception": {"zh": "例外", "en": "exception"},
    "kind.rate": {"zh": "标准", "en": "rate"},
    "kind.payment": {"zh": "发放", "en": "payment"},
    "kind.funding": {"zh": "资金", "en": "funding"},
    "kind.cutoff": {"zh": "截止", "en": "cutoff"},
    "kind.effective": {"zh": "施行", "en": "effect"},
    "kind.points": {"zh": "积分", "en": "points"},
    "kind.table": {"zh": "表", "en": "table"},
    "kind.obligation": {"zh": "要求", "en": "obligation"},
    "kind.repeal": {"zh": "废止", "en": "repeal"},
}  # fmt: skip


def say(key: str, lang: Lang, **words: object) -> str:
    """The words of a key with what they speak of."""
    return TERMS[key][lang].format(**words)
