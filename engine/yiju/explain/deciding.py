"""Which steps of the reasoning fixed its result: the ones a caseworker would name.

Input and output: `Why` steps. Of a 且 that fails, what failed; of a 或 that holds, what holds; of exceptions, the one
that applied, else the rule itself. Nothing here makes words.
"""

from __future__ import annotations

import re

from yiju.decision.model import Why

_NAME = re.compile(r"[^\s（）()+×÷]+")
GROUPS = ("all", "any", "not")
NAMED = ("policy", "rule", "definition", "table", "exception", "member", "interval")


def deciding(step: Why) -> tuple[Why, ...]:
    """The steps under this one that fixed its result; all of them where nothing tells them apart."""
    told = _candidates(step) if is_exceptional(step) else _under(step)
    marked = tuple(s for s in step.because if s.decisive)
    return tuple(s for s in marked or told if not is_silent(s))


def is_silent(step: Why) -> bool:
    """Whether a step only says that a rule is in force, which goes without saying."""
    return step.kind == "interval" and step.rule is None and step.holds is True


def _under(step: Why) -> tuple[Why, ...]:
    if step.kind == "any":
        return _connective(step, True)
    if step.kind in ("all", "policy", "rule", "exception") or (step.kind == "definition" and step.holds is not None):
        return _connective(step, False)
    return step.because


def _connective(step: Why, settling: bool) -> tuple[Why, ...]:
    """Of a connective that one `settling` operand decides."""
    if step.holds is settling:
        return tuple(s for s in step.because if s.holds is settling)
    if step.holds is None:
        return tuple(s for s in step.because if s.holds is None)
    return step.because


def is_exceptional(step: Why) -> bool:
    """Whether the step is a rule with its exceptions."""
    return any(s.kind == "exception" for s in step.because)


def _candidates(step: Why) -> tuple[Why, ...]:
    exceptions = [s for s in step.because if s.kind == "exception"]
    applied = tuple(s for s in exceptions if s.holds is True)
    if applied:
        return applied
    base = tuple(s for s in step.because if s.kind != "exception")
    open_ones = tuple(s for s in exceptions if s.holds is None)
    if step.holds is None and step.value is None:
        return (*(s for s in base if s.holds is not True), *open_ones)
    if step.holds is False:
        return tuple(s for s in base if s.holds is False) or base
    defeated = tuple(s for s in exceptions if s.holds is False and _met_its_own(s))
    return (*base, *defeated, *open_ones)


def _met_its_own(step: Why) -> bool:
    """Whether an exception gave way to an exception of its own."""
    return any((s.kind == "exception" and s.holds is True) or _met_its_own(s) for s in step.because)


def unwrap(step: Why) -> Why:
    """The step itself, or the only rule of a policy that has just one."""
    if step.kind == "policy" and len(step.because) == 1 and not step.citations:
        return step.because[0]
    return step


def is_leaf(step: Why) -> bool:
    """Whether it is one condition, not a connective or a thing with a name."""
    return step.kind not in GROUPS and step.kind not in NAMED and not is_exceptional(step)


def unknown_facts(step: Why) -> tuple[str, ...]:
    """The fields that a step read and nobody knows, those under it included."""
    found = dict.fromkeys(name for name, value in step.facts if value.kind == "unknown" and _NAME.fullmatch(name))
    for inner in step.because:
        found.update(dict.fromkeys(unknown_facts(inner)))
    return tuple(found)
