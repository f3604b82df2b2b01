"""The words of a sheet in either language: labels of its first column, names of the added columns, hit policies."""

from __future__ import annotations

from collections.abc import Mapping

from yiju_grammar.finding import Lang

LABELS: Mapping[str, Mapping[Lang, str]] = {
    "table": {"zh": "表", "en": "table"},
    "parameter": {"zh": "参数", "en": "parameter"},
    "scale": {"zh": "累进", "en": "scale"},
    "points": {"zh": "积分", "en": "points"},
    "hit": {"zh": "命中", "en": "hit policy"},
    "declared": {"zh": "声明", "en": "declared as"},
    "file": {"zh": "文件", "en": "file"},
    "grounds": {"zh": "引文", "en": "quotes"},
    "documents": {"zh": "依据", "en": "documents"},
    "types": {"zh": "类型", "en": "types"},
    "units": {"zh": "单位", "en": "units"},
    "columns": {"zh": "列", "en": "columns"},
    "date": {"zh": "日期", "en": "dates"},
    "value": {"zh": "值", "en": "value"},
}
KINDS = ("table", "parameter", "scale", "points")
HITS: Mapping[str, Mapping[Lang, str]] = {
    "unique": {"zh": "唯一", "en": "unique"},
    "first": {"zh": "首个", "en": "first"},
    "sum": {"zh": "合计", "en": "sum"},
    "cross": {"zh": "交叉", "en": "cross"},
}
STOPPED = ("停止", "stopped")


def key_of(text: str, keys: Mapping[str, Mapping[Lang, str]] = LABELS) -> str:
    """The key that a word stands for, in either language; empty if for none."""
    word = text.strip().lower()
    return next((key for key, words in keys.items() if word in words.values()), "")
