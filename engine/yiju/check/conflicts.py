"""Exceptions of one target: whether two can apply to one record with different values.

Input: a program. Findings: YJ430 where one exception never applies without another that says otherwise, YJ431 where
both might apply (with a sample), YJ432 an exception that can never apply.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from yiju.check import cells as cs
from yiju.check.abstract import Analysis
from yiju.check.formulas import Formulas
from yiju.check.shapes import shape
from yiju.program import expressions as e
from yiju.program.program import Program
from yiju.program.traverse import below, bodies
from yiju_grammar.finding import Finding, Note, finding


def conflicts(program: Program) -> tuple[Finding, ...]:
    """YJ430 to YJ432 of a program's exceptions."""
    analysis = Analysis(program)
    found: dict[Finding, None] = {}
    for body in bodies(program):
        for x in below(body):
            if isinstance(x, e.Candidates):
                found.update(dict.fromkeys(_of_target(analysis, x)))
    return tuple(found)


def _of_target(analysis: Analysis, x: e.Candidates) -> Iterator[Finding]:
    idle = [a for a in x.alternatives if _never(analysis, a)]
    yield from (finding("YJ432", a.span, name=a.label, target=x.label) for a in idle)
    for one, other in combinations([a for a in x.alternatives if a not in idle], 2):
        if shape(one.value) != shape(other.value):
            yield from _pair(analysis, x, (one, other))


def _never(analysis: Analysis, alternative: e.Alternative) -> bool:
    """Whether no record makes it apply."""
    run = Formulas(analysis.program, analysis)
    applies = run.condition(alternative.applies)
    return run.space.size() <= cs.CONDITION_LIMIT and not any(applies(cell) for cell in run.space.cells())


def _pair(analysis: Analysis, x: e.Candidates, pair: tuple[e.Alternative, e.Alternative]) -> Iterator[Finding]:
    """What can be said of two exceptions with different values."""
    one, other = pair
    run = Formulas(analysis.program, analysis)
    first, second = run.condition(one.applies), run.condition(other.applies)
    notes = (Note("first", one.span),)
    names = {"first": one.label, "second": other.label, "target": x.label}
    if run.space.size() > cs.CONDITION_LIMIT:
        yield finding("YJ431", other.span, notes=notes, sample="…", **names)
        return
    seen = [(first(cell), second(cell), cell) for cell in run.space.cells()]
    together = [cell for a, b, cell in seen if a and b]
    if not together:
        return
    alone = {a for a, b, _ in seen if a != b}
    constant = isinstance(one.value, e.Const) and isinstance(other.value, e.Const)
    sample = run.space.sample(together[0]) or "…"
    sure = constant and len(alone) < 2
    yield finding("YJ430" if sure else "YJ431", other.span, notes=notes, sample=sample, **names)
