"""Which sentences of its documents a place's rules stand on, say to be no rule, or leave out.

Input: what was gone through, and the place's registers. Output: coverage a document, and findings (YJ530, YJ531).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yiju.check.elaborate import Checked
from yiju.documents.coverage import Coverage, Place, Stated, coverage, places_of_clauses, uncovered
from yiju.documents.model import Citation
from yiju.documents.quotes import locate
from yiju.documents.register import Document, Register
from yiju.rule_set.model import RuleSet, Scope
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding


@dataclass(frozen=True, slots=True)
class CoveredDocument:
    """A document whose text is at hand, with what became of its sentences."""

    document: Document
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class DocumentCoverage:
    """The documents in the order of the registers. `findings`: clauses that do not exist, then sentences left out."""

    documents: tuple[CoveredDocument, ...]
    findings: tuple[Finding, ...]


def document_coverage(checked: Checked, registers: Sequence[Register]) -> DocumentCoverage:
    """Hold every sentence of the documents against the rules."""
    stated: dict[str, list[Stated]] = {}
    for item in _statements(checked.rule_set):
        if not isinstance(item, Finding):
            file, statement = item
            stated.setdefault(file, []).append(statement)
    ruled: dict[str, list[Place]] = {}
    for ground in checked.program.grounds:
        if isinstance(ground, Citation) and ground.document:
            ruled.setdefault(ground.document, []).append(ground.span)
    covered = tuple(
        CoveredDocument(d, coverage(d.text, ruled.get(d.file, ()), stated.get(d.file, ())))
        for register in registers
        for d in register.documents
        if d.text
    )
    left = [f for c in covered for f in uncovered(c.coverage, c.document)]
    return DocumentCoverage(covered, (*wrong_statements(checked.rule_set), *left))


def wrong_statements(rule_set: RuleSet) -> tuple[Finding, ...]:
    """What is wrong in 不入规则: clauses and words that no document has."""
    return tuple(item for item in _statements(rule_set) if isinstance(item, Finding))


def _statements(rule_set: RuleSet) -> Iterator[tuple[str, Stated] | Finding]:
    """Every 不入规则 by the file of the document it speaks of."""
    for scope in _scopes(rule_set):
        for held in scope.others:
            if isinstance(held.declaration, t.NotRule):
                yield from _statement(held.declaration, scope, held.source.register)


def _scopes(rule_set: RuleSet) -> Iterator[Scope]:
    yield rule_set.place_scope
    for policy in rule_set.policies.values():
        yield policy.scope
        yield from policy.fillings.values()


def _statement(declared: t.NotRule, scope: Scope, register: Register) -> Iterator[tuple[str, Stated] | Finding]:
    documents = _documents(scope, register)
    for clause in declared.clauses:
        found = places_of_clauses(clause.text, clause.span, documents)
        yield found if isinstance(found, Finding) else (found[0], Stated(declared.why, found[1]))
    for quote in (*declared.quotes, *(g for g in declared.grounds if isinstance(g, t.Quote))):
        cited = locate(quote, documents, register)
        if isinstance(cited, Finding):
            yield cited
        elif cited.document:
            yield cited.document, Stated(declared.why, (cited.span,))


def _documents(scope: Scope, register: Register) -> tuple[Document, ...]:
    """The documents a statement may mean: those of 依据, with the ones that restate them; of a place, all."""
    named = [d for name in scope.basis if (d := register.find(name.text)) is not None]
    if not named:
        return tuple(register.all_documents())
    restating = [d for n in named for r in n.restated_by if (d := register.find(r.key)) is not None]
    return tuple(dict.fromkeys((*named, *restating)))
