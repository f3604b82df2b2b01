"""The words of a ledger's page that a statement has not, Chinese and English side by side."""

from __future__ import annotations

from collections.abc import Mapping

from yiju.funds.words import say as said
from yiju_grammar.finding import Lang

WORDS: Mapping[str, tuple[str, str]] = {
    "description": (
        "{name}：收入、使用、结余，各项核对和资金流向，每一个数都有依据。",
        "{name}: received, used and left, its checks and the flow of the money, each figure with its ground.",
    ),
    "lead": ("单位：{unit}。", "In {unit}."),
    "balance": ("收入 {received}，使用 {used}，结余 {left}。", "Received {received}, used {used}, left {left}."),
    "received_alone": ("收入 {received}；没有写明用了多少。", "Received {received}; what was used is not stated."),
    "all_hold": ("各项核对都相符。", "Every check holds."),
    "some_fail": ("有 {n} 项核对不符，见下。", "{n} of the checks fail, see below."),
    "one_fails": ("有 1 项核对不符，见下。", "One of the checks fails, see below."),
    "check": ("核对的数", "Check"),
    "figures": ("算式", "Figures"),
    "result": ("结果", "Result"),
    "implied": ("归并的结果", "What the regrouping implies"),
    "lines": ("账目各行", "Lines of the ledger"),
    "line": ("行", "Line"),
    "amount": ("金额", "Amount"),
    "words": ("原文", "Words"),
    "readings": ("理解", "Readings"),
    "reading": (
        "“{name}”理解为：{reading}，因为{why}。",
        "“{name}” is read as: {reading}, because {why}.",
    ),
    "share_of": ("来自{name}", "from {name}"),
    "flow_table": ("资金流向（列表）", "The flow as a table"),
    "giver": ("从", "From"),
    "taker": ("到", "To"),
    "remark": ("备注", "Remark"),
    "assumed": ("假定：{why}", "Assumed: {why}"),
    "documents": ("依据的文件", "Documents"),
}


def say(key: str, lang: Lang, **parts: object) -> str:
    """One phrase, filled in; one that statements have too as a heading."""
    if key in WORDS:
        return WORDS[key][lang == "en"].format(**parts)
    words = said(key, lang, **parts)
    return words[:1].upper() + words[1:]
