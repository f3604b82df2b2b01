"""Any declaration in plain words, by its kind.

Input: a declaration of the tree, the program and the sources of its place. Output: lines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from yiju.explain.plain import duties, frame, parameters, payments, rules, scales, tables
from yiju.explain.plain.line import PlainLine
from yiju.explain.plain.wording import Wording
from yiju.program.program import Program
from yiju_grammar import tree as t
from yiju_grammar.finding import Lang

RULES: dict[type, Callable[[Wording, Any], tuple[PlainLine, ...]]] = {
    t.Policy: frame.policy,
    t.Filling: frame.filling,
    t.Enumeration: frame.enumeration,
    t.Measure: frame.measure,
    t.Record: frame.record,
    t.Eligibility: rules.eligibility,
    t.Definition: rules.definition,
    t.Standard: rules.standard,
    t.Exclusion: rules.exclusion,
    t.Exception_: rules.exception,
    t.Parameter: parameters.parameter,
    t.Table: tables.table,
    t.Scale: scales.scale,
    t.Points: scales.points,
    t.Payment: payments.payment,
    t.Arrears: payments.arrears,
    t.Mutual: payments.mutual,
    t.Fund: payments.fund,
    t.Cutoff: payments.cutoff,
    t.Start: frame.start,
    t.Obligation: duties.obligation,
    t.Remedy: duties.remedy,
    t.Deadline: duties.deadline,
    t.Discretion: duties.discretion,
    t.Delegation: duties.delegation,
    t.Assertion: duties.assertion,
    t.NotRule: duties.not_rule,
    t.Ledger: frame.ledger,
    t.Case: frame.case,
}


def plain_rule(
    program: Program, sources: Mapping[str, str], declaration: t.Declaration, lang: Lang
) -> tuple[PlainLine, ...]:
    """A declaration in plain words: a sentence, then further sentences and numbered lists one line each.

    Args:
        program: of the declaration's place; says what kind of thing each name is.
        sources: texts of the place's files by name (`Rules.sources`); the author's comparatives are read there.
    """
    wording = wording_of(program, sources, declaration, lang)
    lines = RULES[type(declaration)](wording, declaration)
    return tuple(_begun(line) for line in lines) if lang == "en" else lines


def wording_of(program: Program, sources: Mapping[str, str], declaration: t.Declaration, lang: Lang) -> Wording:
    """What phrases of a declaration are said with: its file, its arguments and 令."""
    bound = {p.text for p in getattr(declaration, "parameters", None) or ()}
    for name in ("body", "amount", "value"):
        body = getattr(declaration, name, None)
        bound |= {x.name.text for x in body.lets} if isinstance(body, t.Formula) else set()
    return Wording(program, sources, lang, declaration.span.file, frozenset(bound))


def _begun(line: PlainLine) -> PlainLine:
    """An English line that is no item begins with a capital."""
    return line if line.item or line.depth else replace(line, text=line.text[:1].upper() + line.text[1:])
