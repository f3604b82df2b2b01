"""For a refusal: what would have to be different, condition by condition, in the words of the rule."""

from __future__ import annotations

from collections.abc import Iterator

from yiju.decision.model import Change, Shown, Why
from yiju.decision.show import SHOWN_UNKNOWN


def would_change(step: Why | None, rule: str = "") -> tuple[Change, ...]:
    """Every condition that failed and that the outcome needs; of a 或, its alternatives as one change."""
    return tuple(dict.fromkeys(_needs(step, rule, ()))) if step is not None else ()


def _needs(step: Why, rule: str, citations: tuple[int, ...]) -> Iterator[Change]:
    if step.holds is not False or step.kind == "interval":
        return
    rule, citations = step.rule or rule, step.citations or citations
    match step.kind:
        case "any" | "exists":
            yield _change(step, rule, citations, " 或 ".join(dict.fromkeys(s.text for s in step.because)) or step.text)
        case "not":
            yield _change(step, rule, citations, step.text)
        case _ if step.because and any(s.holds is False for s in step.because):
            for under in step.because:
                yield from _needs(under, rule, citations)
        case _:
            yield from _carved(step, rule, citations)


def _carved(step: Why, rule: str, citations: tuple[int, ...]) -> Iterator[Change]:
    """A condition by itself, or a rule that an exclusion took away: then the exclusion must not hold."""
    taken = [s for s in step.because if s.kind == "exception" and s.holds is True]
    for exception in taken:
        need = f"非（{exception.text}）"
        yield _change(exception, exception.rule or rule, exception.citations or citations, need)
    if not taken:
        yield _change(step, rule, citations, step.text)


def _change(step: Why, rule: str, citations: tuple[int, ...], need: str) -> Change:
    name, have = _first_fact(step)
    return Change(name, have, need, rule, citations)


def _first_fact(step: Why) -> tuple[str, Shown]:
    if step.facts:
        return step.facts[0]
    for under in step.because:
        name, have = _first_fact(under)
        if name:
            return name, have
    return "", SHOWN_UNKNOWN
