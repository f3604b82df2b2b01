"""The words of the pages of finding codes, Chinese and English side by side."""

from __future__ import annotations

from collections.abc import Mapping

from yiju_grammar.finding import Lang

WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("检查代码", "Finding codes"),
    "description": (
        "每个检查代码的含义、例子和改法。",
        "What each finding means, with an example and what to write instead.",
    ),
    "lead": (
        "`yiju` 发现规则、文件或记录有问题时，会打印一个代码。"
        "代码的含义不会改变，也不会移作他用；`yiju explain` 加代码打印同样的说明。",
        "When something is wrong with rules, documents or records, `yiju` prints a code. "
        "A code never changes its meaning; `yiju explain` with a code prints what stands here.",
    ),
    "code": ("代码", "Code"),
    "severity": ("级别", "Severity"),
    "message": ("说的是", "Message"),
    "error": ("错误", "error"),
    "warning": ("警告", "warning"),
    "note": ("提示", "note"),
    "means": ("含义", "What it means"),
    "why": ("为什么要紧", "Why it matters"),
    "example": ("例", "Example"),
    "printed": ("打印出来是", "How it is printed"),
    "instead": ("应写作", "Write instead"),
    "hint": ("提示", "hint"),
    "told": ("说明", "note"),
    "back": ("全部代码", "All codes"),
    "YJ1": ("YJ1xx 文本和语法", "YJ1xx Text and syntax"),
    "YJ2": ("YJ2xx 名称", "YJ2xx Names"),
    "YJ3": ("YJ3xx 类型和单位", "YJ3xx Types and units"),
    "YJ4": ("YJ4xx 逻辑和时间", "YJ4xx Logic and time"),
    "YJ5": ("YJ5xx 依据和文件", "YJ5xx Grounds and documents"),
    "YJ6": ("YJ6xx 记录", "YJ6xx Records"),
    "YJ7": ("YJ7xx 草案和合计", "YJ7xx Drafts and sums"),
    "YJ8": ("YJ8xx 批量、表格和后端", "YJ8xx Batches, sheets and backends"),
}


def say(key: str, lang: Lang) -> str:
    """One phrase."""
    return WORDS[key][lang == "en"]
