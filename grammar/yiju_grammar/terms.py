"""The few terms of the language that go through every stage unchanged: units, roundings, readings, schedules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yiju_grammar.span import Span

Unit = tuple[tuple[str, int], ...]
"""Base unit and power, sorted by name, powers never 0: 元/人/月 is (("人", -1), ("元", 1), ("月", -1)). 日 is
written 天, 个月 is 月; 万元 and 亿元 are folded into the number."""

RoundMode = Literal["half_up", "up", "down"]
"""四舍五入 (half away from zero), 进位 (away from zero), 舍去 (toward zero)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`理解 “the reading” 因 “why”`."""

    text: str
    why: str
    span: Span


@dataclass(frozen=True, slots=True)
class Schedule:
    """`每月` monthly, `每月初` month_start, `每季度` quarterly, `每年12月` yearly with one month, `每年2月，6月` yearly
    with several (accrues), `每年` yearly with months (12,), `一次` once."""

    kind: Literal["monthly", "month_start", "quarterly", "yearly", "once"]
    months: tuple[int, ...]
    span: Span
