"""The words of settlements, reports and 公示 lists, Chinese and English side by side."""

from __future__ import annotations

from yiju.settlement.model import Note
from yiju_grammar.finding import Lang

WORDS: dict[str, tuple[str, str]] = {
    "comma": ("、", ", "),
    "semicolon": ("；", "; "),
    "colon": ("：", ": "),
    # what becomes of an item
    "due": ("应发", "due"),
    "paid": ("实发", "paid"),
    "withheld": ("互斥不发", "withheld"),
    "unpaid": ("未能发放", "not paid"),
    "undetermined": ("金额未定", "undetermined"),
    "exhausted": ("{funds}余额不足", "not enough is left of {funds}"),
    "beyond_cap": ("超过{funds}每次支付的上限", "above what {funds} may pay at a time"),
    "no_fund": ("没有资金支付这一项", "no fund pays this"),
    "fund_condition": (
        "由哪项资金支付，条件还不能确定",
        "which fund pays it hangs on a condition that is not known yet",
    ),
    "fund_unclear": (
        "{funds}各付多少，政策没有写明",
        "the policy does not say how much each of {funds} pays",
    ),
    "rival": (
        "与{record}的“{payment}”互斥，对方的金额或选择还不能确定",
        "excluded by “{payment}” of {record}, whose amount or choice is not determined yet",
    ),
    "rival_of": (
        "{payments}互斥，对方的金额或选择还不能确定",
        "{payments} exclude each other, and the other one is not determined yet",
    ),
    "in_favour": ("与{record}的“{payment}”互斥（同一{payee}）", "excluded by “{payment}” of {record} (same {payee})"),
    "rule": ("{payments}不重复发，取{take}", "{payments} are not paid together; {take} is paid"),
    "rule_one": ("{payments}每一{payee}只发一份，取{take}", "{payments} is paid once for each {payee}; {take} is paid"),
    "take_higher": ("较高者", "the higher"),
    "take_lower": ("较低者", "the lower"),
    "take_first": ("前者", "the one named first"),
    "take_field": ("所选的一项", "the one chosen"),
    "in_brackets": ("（{inner}）", " ({inner})"),
    "quoted": ("{source}：“{quote}”", "{source}: “{quote}”"),
    "assumed": ("假定：{why}", "assumed: {why}"),
    "share_of": ("{fund} {amount}", "{fund} {amount}"),
    # what is said aloud
    "note_by_identifier": (
        "政策没有规定发放的先后：按应发的月份，同月按标识、款项、领取人的次序发放；一笔要么全发，要么不发，不够的跳过",
        "the policy states no order of payees: payments are made by month due, then by identifier, payment and "
        "recipient; each is made in whole or not at all, and one that cannot be made is passed over",
    ),
    "note_no_account": (
        "“{fund}”没有账目记载有多少钱，按不限计",
        "no ledger says how much there is of “{fund}”; it is taken to be without limit",
    ),
    "note_least": (
        "“{ledger}”没有写明“{fund}”已用多少，只按至少还剩的数计",
        "“{ledger}” does not say how much of “{fund}” was used; only what is certainly left is counted",
    ),
    "note_other": (
        "“{ledger}”里“{fund}”的钱都是给别的项目的，按 0 计",
        "all money of “{fund}” in “{ledger}” is for other programmes; it counts as 0",
    ),
    "note_cap_each": (
        "“{fund}”的上限按每一笔支付计，整批能付多少由账目决定",
        "the cap of “{fund}” is that of each payment; what it can pay in all is for the ledger to say",
    ),
    "note_elsewhere": (
        "互斥还涉及{payments}，不在这一批里，没有比对",
        "a 互斥 also names {payments}, which are not in this batch and were not compared",
    ),
    "note_unchecked": (
        "有 {count} 笔不知道领取人的标识，没有比对互斥",
        "for {count} payments it is not known who is paid, and no 互斥 was checked",
    ),
    # tables
    "by_state": ("发放结果", "What was paid"),
    "by_programme": ("按款项", "By payment"),
    "by_group": ("按{name}", "By {name}"),
    "by_month": ("按月份", "By month"),
    "by_fund": ("按资金", "By fund"),
    "by_reason": ("未能发放的原因", "Why payments were not made"),
    "by_rule": ("互斥不发", "Withheld by 互斥"),
    "withheld_list": ("互斥不发的款项", "Payments withheld by 互斥"),
    "unpaid_list": ("未能发放的款项", "Payments not made"),
    "paid_list": ("实发的款项", "Payments made"),
    "first_of": ("{title}（共 {count} 笔，列出前 {most} 笔）", "{title} (the first {most} of {count})"),
    "all_of": ("{title}（{count} 笔）", "{title} ({count})"),
    "state": ("结果", "result"),
    "payment": ("款项", "payment"),
    "group": ("分组", "group"),
    "no_group": ("（未填）", "(not filled in)"),
    "month": ("月份", "month"),
    "fund": ("资金", "fund"),
    "available": ("可用", "available"),
    "drawn": ("支付", "drawn"),
    "left": ("结余", "left"),
    "unlimited": ("不限", "no limit"),
    "count": ("笔数", "payments"),
    "amount": ("金额", "amount"),
    "paid_count": ("实发笔数", "payments made"),
    "why": ("原因", "why"),
    "record": ("标识", "identifier"),
    "recipient": ("领取人", "recipient"),
    "grounds": ("依据", "grounds"),
    "from": ("由", "from"),
    "total": ("合计", "total"),
    "outcome": ("审核结果", "outcome"),
    "records": ("人（户）数", "records"),
    "share": ("占比", "share"),
    # the report
    "report_title": ("{title}：审核与发放汇总", "{title}: summary of decisions and payments"),
    "report_title_decided": ("{title}：审核汇总", "{title}: summary of decisions"),
    "place": ("地方", "place"),
    "documents": ("政策文件", "documents"),
    "when": ("日期", "as of"),
    "digest": ("规则摘要", "rules"),
    "counted": ("记录", "records"),
    "counted_words": (
        "共 {given} 条：作出决定 {decided} 条，不合要求退回 {rejected} 条",
        "{given} in all: {decided} decided, {rejected} rejected",
    ),
    "ledger": ("账目", "ledger"),
    "unit": ("金额单位：元", "amounts in 元"),
    "outcomes": ("审核结果", "Outcomes"),
    "rejected": ("退回", "rejected"),
    "flow": ("资金从哪里来、用到哪里", "From funds to payments"),
    "flow_told": ("单位：元；宽窄与金额成比例", "in 元; widths are in proportion"),
    "flow_left": ("结余", "left"),
    "said_aloud": ("说明", "Notes"),
    "legend_paid": ("实发", "paid"),
    "legend_not_paid": ("未发（互斥、资金不足等）", "not paid (withheld, no money left …)"),
    "headline": (
        "应发 {due} 元，实发 {paid} 元（{count} 笔，{records} 个记录）；互斥不发 {withheld} 元，未能发放 {unpaid} 元",
        "{due} 元 due, {paid} 元 paid (payments: {count}, records: {records}); {withheld} 元 withheld, "
        "{unpaid} 元 not paid",
    ),
    "headline_open": ("；另有 {count} 笔金额未定", "; {count} more of which the amount is not determined"),
    "rest": ("其余 {count} 项", "{count} more"),
    # 公示
    "publish_title": ("{title}公示", "{title}: public notice"),
    "publish_intro": (
        "下列各{subject}经审核符合条件，现予公示。",
        "The following ({subject}) were found eligible and are published here.",
    ),
    "publish_none": ("没有符合条件的记录。", "No record was found eligible."),
    "publish_count": ("共 {count} 条。", " {count} in all."),
    "publish_remedy": ("有异议或者不服的", "Objections and remedies"),
    "number": ("序号", "no."),
    "eligible": ("符合", "eligible"),
    "ineligible": ("不符合", "not eligible"),
    "error": ("不能作出决定", "no decision possible"),
    "open": ("未定", "open"),
    "undetermined_outcome": ("尚不能确定", "not yet determined"),
    "masked_note": ("带 *** 的是隐私字段，只公开一部分。", "What shows *** is private and published in part only."),
}


def say(key: str, lang: Lang, **words: object) -> str:
    """The sentence of a key, filled in."""
    return WORDS[key][lang == "en"].format(**words)


def note_text(note: Note, lang: Lang) -> str:
    """A note as a sentence."""
    return say(f"note_{note.key}", lang, **dict(note.words))


def money(cents: int) -> str:
    """`1,234.50`: an amount in 分, shown in 元."""
    sign = "-" if cents < 0 else ""
    yuan, rest = divmod(abs(cents), 100)
    return f"{sign}{yuan:,}.{rest:02}"
