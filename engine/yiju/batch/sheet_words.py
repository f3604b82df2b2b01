"""The words of a workbook in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from yiju_grammar.finding import Lang

_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "decided_sheet": ("认定", "Decisions"),
        "citations_sheet": ("引文", "Citations"),
        "summary_sheet": ("汇总", "Summary"),
        "record": ("记录", "Record"),
        "outcome": ("结果", "Outcome"),
        "payments": ("发放明细", "Payments"),
        "reasons": ("理由", "Reasons"),
        "citations": ("依据", "Grounds"),
        "missing": ("缺少的信息", "Missing"),
        "grade": ("依据等级", "Weakest ground"),
        "error": ("错误", "Error"),
        "why": ("推理过程", "Why"),
        "eligible": ("符合", "Eligible"),
        "ineligible": ("不符合", "Not eligible"),
        "undetermined": ("未定", "Undetermined"),
        "no_outcome": ("不能认定", "No decision"),
        "verbatim": ("原文", "verbatim"),
        "restated": ("转述", "restated"),
        "unverified": ("未核", "unverified"),
        "assumed": ("假定", "assumed"),
        "number": ("文号", "Number"),
        "title": ("标题", "Title"),
        "clause": ("条款", "Clause"),
        "quote": ("原文词句", "Quoted words"),
        "policy": ("政策", "Policy"),
        "day": ("认定日期", "Day"),
        "period": ("认定期间", "Period"),
        "rules": ("规则", "Rules"),
        "read": ("读入", "Read"),
        "decided": ("认定", "Decided"),
        "rejected": ("退回", "Rejected"),
        "records": ("记录数", "Records"),
        "share": ("占认定的", "Of the decided"),
        "payment": ("发放", "Payment"),
        "total": ("金额合计（元）", "Total (元)"),
        "paid_records": ("有金额的记录", "Records with an amount"),
        "open_records": ("金额未定的记录", "Records not determined"),
        "cut": ("……（太长，全文见 .jsonl 或 .parquet 的输出）", "… (too long: whole in .jsonl or .parquet output)"),
    }
)


def word(key: str, lang: Lang) -> str:
    """The word of a key."""
    return _WORDS[key][0 if lang == "zh" else 1]
