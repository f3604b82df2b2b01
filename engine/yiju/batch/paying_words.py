"""The words of what follows a batch, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from yiju_grammar.finding import Lang

_WORDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "notes": ("说明", "Notes"),
        "nothing_due": ("这一批没有应发的款项", "nothing is due in this batch"),
        "grouped": (
            "按记录的“{field}”汇总；要按别的字段，用 --group",
            "sums are grouped by the record's “{field}”; --group names another field",
        ),
        "rejected": (
            "退回的 {count} 条记录没有认定，不在其中",
            "the {count} rejected records were not decided and are not among these",
        ),
        "more_rows": (
            "……还有 {count} 行，都在 --report 的页面里",
            "… {count} more rows: all are on the page of --report",
        ),
        "file_paid": ("实发名单：{path}", "payments made: {path}"),
        "file_unpaid": ("未能发放和金额未定：{path}", "payments not made or not determined: {path}"),
        "file_withheld": ("互斥不发：{path}", "withheld: {path}"),
        "file_publish": ("公示名单：{path}（{count} 条）", "list to post: {path} ({count})"),
        "file_report": ("汇总页：{path}", "report: {path}"),
        "spread": ("{name}的分布（符合的 {count} 条）", "{name}: distribution ({count} eligible)"),
        "spread_in": (
            "{name}的分布（符合的 {count} 条；各段含下限，不含上限）",
            "{name}: distribution ({count} eligible; of each stretch the lower bound is included)",
        ),
    }
)


def say(key: str, lang: Lang, **words: object) -> str:
    """The sentence of a key, filled in."""
    return _WORDS[key][lang == "en"].format(**words)
