"""Trying rules from where they stand: a case decided, all cases run, a value as it is today.

Input: a snapshot and a file. Output: lenses (what can be done, over which line), and what comes of doing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiju.cases.run import CaseResult, run_cases
from yiju.editing.hover import current_piece, definition_of, piece_text, quotes_of
from yiju.editing.occurrences import Thing
from yiju.editing.snapshot import Snapshot
from yiju.editing.words import say
from yiju.explain.text import to_text
from yiju.program.program import Definition
from yiju_grammar import tree as t
from yiju_grammar.finding import Lang
from yiju_grammar.span import Span

LensKind = Literal["decide", "run_cases", "run_case"]


@dataclass(frozen=True, slots=True)
class Lens:
    """Something to do, offered over a line: `decide` a case's record by the policy, or run cases."""

    span: Span
    kind: LensKind
    title: str
    policy: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class Inlay:
    """Words of ours shown behind a place of the text."""

    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of running a case: `told` the whole decision in words; `brief` one line."""

    case: str
    span: Span
    passed: bool
    brief: str
    told: str


def lenses(snapshot: Snapshot, file: str, lang: Lang) -> tuple[Lens, ...]:
    """What can be tried in a file."""
    held = snapshot.files.get(file)
    made: list[Lens] = []
    declared = held.tree.declarations if held else ()
    cases = [d for d in declared if isinstance(d, t.Case)]
    for head in (d for d in declared if isinstance(d, t.Policy)):
        if not cases:
            made.append(Lens(head.span, "decide", say("decide_none", lang), head.name.text))
            continue
        made.append(Lens(head.span, "run_cases", say("run_cases", lang, count=len(cases)), head.name.text))
        first = cases[0].name.text
        made.append(Lens(head.span, "decide", say("decide_with", lang, record=first), head.name.text, first))
    for case in cases:
        policy = snapshot.policy_of(file, case.span.start)
        owner = policy.head.name.text if policy else ""
        made.append(Lens(case.span, "run_case", say("run_case", lang), owner, case.name.text))
        made.append(Lens(case.span, "decide", say("decide_with", lang, record=case.name.text), owner, case.name.text))
    return tuple(made)


def run(snapshot: Snapshot, file: str, lang: Lang, case: str = "") -> tuple[tuple[Tried, ...], tuple[Span, ...], str]:
    """The cases of a file (one, if named): what came of each, what none of them reached, and the coverage in words."""
    result = run_cases(snapshot.rules(file), frozenset({file}))
    tried = tuple(_tried(r, lang) for r in result.results if not case or r.name == case)
    left = tuple(u.span for u in result.coverage.uncovered if u.span.file == file)
    kinds = ("rules", "rows", "conditions")
    told = say("coverage", lang, **{kind: "{}/{}".format(*getattr(result.coverage, kind)) for kind in kinds})
    return tried, left, told


def _tried(result: CaseResult, lang: Lang) -> Tried:
    told = to_text(result.decision, lang) if result.decision is not None else ""
    why = say("semicolon", lang).join(f.message(lang) for f in result.findings)
    outcome = told.partition("\n")[0]
    mark = say("passed", lang) if result.passed else say("failed", lang, why=why)
    brief = say("comma", lang).join(filter(None, (mark, outcome)))
    return Tried(result.name, result.case.name.span, result.passed, brief, told)


# --- inlays -------------------------------------------------------------------------------------------------


def inlays(snapshot: Snapshot, file: str, *, today: date, lang: Lang) -> tuple[Inlay, ...]:
    """Behind a parameter its value today; behind a quote the clause it stands in."""
    held = snapshot.files.get(file)
    if held is None:
        return ()
    found = [*_values(snapshot, file, today, lang), *_clauses(snapshot, file)]
    return tuple(sorted(found, key=lambda i: i.offset))


def _values(snapshot: Snapshot, file: str, today: date, lang: Lang) -> Iterator[Inlay]:
    program = snapshot.checked(file).program
    for declaration in snapshot.files[file].tree.declarations:
        if not isinstance(declaration, t.Parameter | t.Standard | t.Definition):
            continue
        policy = snapshot.policy_of(file, declaration.span.start)
        owner = policy.head.name.text if policy else ""
        thing = Thing("declaration", declaration.name.text, declaration.name.span, owner)
        made = definition_of(program, thing)
        text = _now(made, today, lang) if made is not None else ""
        if text:
            yield Inlay(declaration.name.span.end, f" {text}")


def _now(made: Definition, today: date, lang: Lang) -> str:
    piece = current_piece(made, today)
    return say("now", lang, value=piece_text(piece, made, lang)) if piece is not None else ""


def _clauses(snapshot: Snapshot, file: str) -> Iterator[Inlay]:
    cited = snapshot.checked(file).cited
    for quote in quotes_of(snapshot, file):
        found = cited.get((file, quote.span.start))
        if found is not None and found.clause:
            yield Inlay(quote.span.end, f" {found.clause}")
