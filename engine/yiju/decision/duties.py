"""What else the documents oblige: 要求, 时限, 裁量, 救济, each printed unless its condition is 假 (*Semantics* 14)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from yiju.backends.evaluation import Scope
from yiju.decision.evaluate import Evaluator
from yiju.decision.model import Duty

Cite = Callable[[tuple[int, ...]], tuple[tuple[int, ...], tuple[int, ...]]]

CHECK_OTHERS = "核对他户"


def duties(evaluator: Evaluator, scope: Scope, cite: Cite, outcome: str | None) -> tuple[Duty, ...]:
    """The duties of a policy in force on the day, with the obligation a 互斥 adds; remedies only for a refusal."""
    made = []
    for duty in evaluator.policy.duties:
        holds = True if duty.when is None else evaluator.run.value(duty.when, scope)
        if holds is False or not any(scope.day in span for span in duty.intervals):
            continue
        if duty.kind == "remedy" and outcome not in ("ineligible", None):
            continue
        day = evaluator.run.value(duty.day, scope) if duty.day is not None else None
        cited, _ = cite(duty.grounds)
        day = day if isinstance(day, date) else None
        made.append(Duty(duty.kind, duty.name, day, duty.who, holds is True, cited))
    for mutual in evaluator.policy.mutuals:
        cited, _ = cite(mutual.grounds)
        names = "，".join(name for _, name in mutual.payments)
        made.append(Duty("obligation", f"{CHECK_OTHERS}（{names}）", None, "", True, cited))
    return tuple(made)
