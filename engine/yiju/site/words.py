"""The words of the site's shell, the page of all places and a place's own: Chinese and English side by side."""

from __future__ import annotations

from yiju_grammar.finding import Lang

WORDS: dict[str, tuple[str, str]] = {
    # the shell
    "site_name": ("依据", "Yiju 依据"),
    "site_description": (
        "公开的规则：每一条规则都写在它所依据的文件原文旁边，可以检索，也可以自己试算。",
        "The published rules: each beside the words of the document it comes from, to be searched and tried.",
    ),
    "notice": (
        "规则以所引文件的原文为准；本站的试算和说明只供参考，不是行政决定。",
        "The words of the documents prevail. What is calculated or explained here is no administrative decision.",
    ),
    "parts": ("网站的各部分", "Parts of the site"),
    "other_language": ("English", "中文"),
    "theme_auto": ("跟随系统的明暗；点击改为浅色", "Light or dark as the system; switch to light"),
    "theme_light": ("浅色；点击改为深色", "Light; switch to dark"),
    "theme_dark": ("深色；点击改为跟随系统", "Dark; switch to the system's"),
    "permalink": ("这一节的固定链接", "Permanent link to this section"),
    "part_places": ("各地政策", "Policies"),
    "part_guide": ("编写指南", "Guide"),
    "part_glossary": ("术语", "Glossary"),
    "part_codes": ("检查代码", "Finding codes"),
    "part_reference": ("参考", "Reference"),
    "command_line": ("命令行", "Command line"),
    "python": ("Python 接口", "Python interface"),
    # the page of all places
    "all_places": ("各地的政策", "Policies by place"),
    "all_places_lead": (
        "这里公开各地政策的规则。每一条规则旁边是它所依据的文件原文；给付多少、给谁、从何时到何时，都可以在各政策的页面上自己试算。",
        "The rules of policies, published place by place. Beside each rule stand the words of the document it comes "
        "from; what is given, to whom, and from when to when can be tried on the page of each policy.",
    ),
    "no_places": ("还没有公开任何地方的规则。", "No place has published its rules yet."),
    # a place
    "place": ("地方", "Place"),
    "policies": ("政策", "Policies"),
    "policies_above": ("上级政策在本地的执行", "Policies of the places above, as they apply here"),
    "shared": ("各项政策共用的规则", "Rules that policies share"),
    "documents": ("文件", "Documents"),
    "documents_above": ("上级文件", "Documents of the places above"),
    "ledgers": ("资金", "Funds"),
    "records": ("记录", "Records"),
    "dates": ("日期", "Dates"),
    "above": ("上级：{name}", "Within {name}"),
    "policy": ("政策", "Policy"),
    "subject": ("对象", "For"),
    "in_force": ("执行期间", "In force"),
    "pays": ("发放", "Pays"),
    "document": ("文件", "Document"),
    "number": ("文号", "Number"),
    "no_number": ("无文号", "no number"),
    "issuer": ("发文机关", "Issued by"),
    "issued": ("成文", "Dated"),
    "force": ("效力", "Status"),
    "ledger": ("账目", "Ledger"),
    "received": ("收入", "Received"),
    "used": ("使用", "Used"),
    "left": ("结余", "Left"),
    "checks": ("核对", "Checks"),
    "holds": ("各项核对相符", "all checks hold"),
    "fails": ("有不符的", "some checks fail"),
    "record": ("记录", "Record"),
    "fields": ("字段", "Fields"),
    "unit_of": ("计数单位", "Counted as"),
    "text_at_hand": ("有正文", "text at hand"),
    "no_text": ("正文不在手头", "text not at hand"),
    "day": ("日期", "Day"),
    "what_changes": ("变化", "What changes"),
    "coming": ("将要到来的日期", "Coming dates"),
    "lately": ("最近的变化", "What changed lately"),
    "earlier": ("更早的变化", "Earlier changes"),
    "as_of": ("以{day}为准。", "As of {day}."),
    "nothing_coming": ("没有已知的将来变化。", "No change to come is known."),
    "starts": ("“{name}”开始执行", "“{name}” begins"),
    "ends": ("“{name}”执行的最后一天", "last day of “{name}”"),
    "changes": ("“{policy}”：{names}有变化", "“{policy}”: {names} changes"),
    "changes_place": ("{names}有变化", "{names} changes"),
    "document_issued": ("{name}成文", "{name} is dated"),
    "document_starts": ("{name}施行", "{name} takes effect"),
    "document_ends": ("{name}效力的最后一天", "last day of {name}"),
    "has_errors": (
        "这里的规则有 {count} 处错误，有错误的部分没有写进网站，用 `yiju check` 查看。",
        "The rules of this place have errors ({count}); what is wrong was left out of the site: see `yiju check`.",
    ),
    # periods and status
    "from_to": ("{start}至{end}", "{start} to {end}"),
    "from": ("{start}起", "from {start}"),
    "until": ("至{end}止", "until {end}"),
    "open": ("未定起止", "no dates given"),
    "now_in_force": ("有效", "in force"),
    "not_yet": ("尚未施行", "not yet in force"),
    "ended": ("已失效", "no longer in force"),
    "unknown": ("未注明", "not stated"),
    "policy_now": ("执行中", "in force"),
    "policy_not_yet": ("尚未开始", "not begun"),
    "policy_ended": ("已结束", "ended"),
    "repealed_by": ("{day}后失效，由{name}废止", "ended with {day}, repealed by {name}"),
    "amended_by": ("部分内容由{name}修改", "amended in part by {name}"),
    "list_comma": ("、", ", "),
    "count_policies": ("{n} 项政策", "{n} policies"),
    "count_policy": ("1 项政策", "1 policy"),
    "count_documents": ("{n} 份文件", "{n} documents"),
    "count_document": ("1 份文件", "1 document"),
    "count_ledgers": ("{n} 份账目", "{n} ledgers"),
    "count_ledger": ("1 份账目", "1 ledger"),
    "semicolon": ("；", "; "),
    "colon": ("：", ": "),
}


def say(lang: Lang, key: str, **parts: object) -> str:
    """One phrase, filled in."""
    return WORDS[key][lang == "en"].format(**parts)


def counted(lang: Lang, noun: str, number: int) -> str:
    """`3 项政策`, `1 policy`; noun: policy, document, ledger."""
    plural = {"policy": "policies"}.get(noun, f"{noun}s")
    return say(lang, f"count_{noun}" if number == 1 else f"count_{plural}", n=number)
