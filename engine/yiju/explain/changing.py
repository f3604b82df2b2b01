"""For a refusal: what would have to be different for the outcome to be otherwise.

Input: the reasoning of a refusal. Output: requirements, joined by 且 and 或 as the rules join them. What already holds
is left out; nothing is promised of payments.
"""

from __future__ import annotations

from dataclasses import dataclass

from yiju.decision.model import Why
from yiju.explain.deciding import deciding, is_exceptional, is_silent, unwrap
from yiju.explain.layout import clean
from yiju.explain.page import Block, Line
from yiju.explain.reasons import is_exclusion
from yiju.explain.terms import quantified, tight
from yiju.explain.testing import needed_text
from yiju.explain.words import say
from yiju_grammar.finding import Lang


@dataclass(frozen=True, slots=True)
class Need:
    """`text`, or several needs of which all (`every`) or one will do."""

    text: str = ""
    every: bool = True
    parts: tuple[Need, ...] = ()


def needs(step: Why, lang: Lang, *, want: bool = True) -> Need | None:
    """What would make a step come out as wanted; None where nothing about the record can (a policy not in force)."""
    step = unwrap(step)
    if step.kind == "interval":
        return None
    if step.kind == "exception":
        return _exception(step, lang)
    if is_exceptional(step):
        told = [s for s in deciding(step) if s.kind != "exception" or s.holds is not False]
        return _joined([needs(s, lang, want=want) for s in told], True)
    if step.kind == "not" and step.because:
        return needs(step.because[0], lang, want=not want)
    if step.kind in ("any", "all"):
        failing = [needs(s, lang, want=want) for s in step.because if s.holds is not want and not is_silent(s)]
        return _joined(failing, (step.kind == "all") is want)
    if step.kind in ("rule", "policy", "definition") and step.because and step.value is None:
        failing = [needs(s, lang, want=want) for s in step.because if s.holds is not want and not is_silent(s)]
        return _joined(failing, want)
    found = quantified(step.text) if step.kind in ("exists", "every") else None
    if found is not None:
        name, text = (tight(t, lang) for t in found)
        return Need(say(f"{step.kind}_must_{'true' if want else 'false'}", lang, name=name, text=text))
    return Need(needed_text(step, lang, want=want))


def _exception(step: Why, lang: Lang) -> Need | None:
    if not is_exclusion(step):
        return None
    inner = _joined(
        [needs(s, lang, want=False) for s in step.because if s.holds is not False and not is_silent(s)], False
    )
    if inner is not None:
        return inner
    text = (
        f"须不属于“{clean(step.rule or '')}”" if lang == "zh" else f"“{clean(step.rule or '')}” would have to be lifted"
    )
    return Need(text)


def _joined(parts: list[Need | None], every: bool) -> Need | None:
    found = tuple(dict.fromkeys(p for p in parts if p is not None))
    if not found or (every and len(found) < len(parts)):
        return None
    if len(found) == 1:
        return found[0]
    flat = tuple(q for p in found for q in (p.parts if p.parts and p.every is every else (p,)))
    return Need(every=every, parts=flat)


def need_lines(need: Need, lang: Lang, depth: int = 0) -> list[Block]:
    """Requirements as lines: one a line; alternatives as items under a heading."""
    if not need.parts:
        return [Line(need.text, depth)]
    if need.every:
        return [line for p in need.parts for line in need_lines(p, lang, depth)]
    items = [Line(_in_one(p, lang), depth + 1, item=True) for p in need.parts]
    return [Line(say("any_will_do", lang), depth), *items]


def _in_one(need: Need, lang: Lang) -> str:
    if not need.parts:
        return need.text
    if need.every:
        joiner = say("comma", lang)
    else:
        joiner = f"{say('comma', lang)}{say('or', lang)}" + ("" if lang == "zh" else " ")
    return joiner.join(_in_one(p, lang) for p in need.parts)
