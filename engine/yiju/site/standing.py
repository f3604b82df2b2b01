"""Which declaration stands on which words: the links between documents and rules, in both directions.

Input: the rules of a place. Output: each quote that was found in a document, with the declaration it stands above and
where that is on the site. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yiju.check.elaborate_grounds import basis_documents
from yiju.documents.coverage import Place, places_of_clauses
from yiju.documents.model import Citation
from yiju.documents.quotes import locate
from yiju.documents.register import Document, Register
from yiju.load import Rules
from yiju.rule_set.model import RuleSet, Scope, Stated
from yiju.rule_set.same_as_above import quotes_of
from yiju.site.addresses import declaration_anchor, policy_page
from yiju.site.anchors import TOKENS, Home, homes, name_of, place_of
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding
from yiju_grammar.lexicon import keyword
from yiju_grammar.span import Span
from yiju_grammar.walk import all_grounds

ENTRIES: Mapping[str, str] = {"received": "RECEIVED", "allotted": "ALLOTTED", "used": "USED", "left": "LEFT"}


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands on words: a declaration, a line of a ledger, or the first or last day of a policy.

    `token`: the terminal of its keyword (ELIGIBILITY), or BEGINS, ENDS for the days. `holder`: the policy or the ledger
    it belongs to, empty for one of the place. `is_fact`: it states a fact (账目, 核对) and rules nothing."""

    citation: Citation
    token: str
    name: str
    holder: str
    home: Home
    is_fact: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """Words of a document that are said to make no rule: a quote, or all of a clause; why, and where that is shown."""

    file: str
    span: Place
    why: str
    home: Home
    is_quote: bool


@dataclass(frozen=True, slots=True)
class _Scoped:
    """A scope with what its declarations belong to."""

    holder: str
    scope: Scope


def standings(rules: Rules) -> tuple[Standing, ...]:
    """All of them: those of the place, then of its policies, each in the order of the rule set."""
    rule_set = rules.checked.rule_set
    known = homes(rule_set)
    made = [*_declared(rule_set, known), *_of_records(rule_set, known), *_of_days(rules)]
    return tuple(dict.fromkeys(made))


def reasons(rules: Rules) -> tuple[Reason, ...]:
    """What 不入规则 says of which words, in the order of the rule set."""
    known = homes(rules.checked.rule_set)
    made = (
        reason
        for scoped in _scopes(rules.checked.rule_set)
        for stated in scoped.scope.others
        if isinstance(stated.declaration, t.NotRule)
        for reason in _of_not_rule(stated.declaration, stated, scoped.scope, known[stated.declaration.span])
    )
    return tuple(dict.fromkeys(made))


def line_anchor(kind: str, labels: Sequence[str]) -> str:
    """A line of a ledger on its page: the kind of the line at the margin (received …), and the labels down to it."""
    return declaration_anchor(keyword(ENTRIES[kind]).spellings[0].zh, " ".join(labels))


def _declared(rule_set: RuleSet, known: Mapping[Span, Home]) -> Iterator[Standing]:
    for scoped in _scopes(rule_set):
        scope = scoped.scope
        for stated in (*(s for items in scope.named.values() for s in items), *scope.others):
            match stated.declaration:
                case t.NotRule() | t.Case():
                    continue
                case t.Ledger() as ledger:
                    yield from _of_ledger(ledger, stated, scope, known[ledger.span])
                case declared:
                    yield from _of_declaration(declared, stated, scoped, known[declared.span])


def _of_not_rule(declared: t.NotRule, stated: Stated, scope: Scope, home: Home) -> Iterator[Reason]:
    register = stated.source.register
    documents = _meant(scope, register)
    for clause in declared.clauses:
        found = places_of_clauses(clause.text, clause.span, documents)
        if not isinstance(found, Finding):
            yield from (Reason(found[0], place, declared.why, home, is_quote=False) for place in found[1])
    for quote in (*declared.quotes, *(g for g in declared.grounds if isinstance(g, t.Quote))):
        cited = locate(quote, documents, register)
        if isinstance(cited, Citation) and cited.document:
            yield Reason(cited.document, cited.span, declared.why, home, is_quote=True)


def _meant(scope: Scope, register: Register) -> tuple[Document, ...]:
    """The documents that 不入规则 may mean: those of 依据 and what restates them; of a place, all."""
    named = [d for name in scope.basis if (d := register.find(name.text)) is not None]
    restating = [d for n in named for r in n.restated_by if (d := register.find(r.key)) is not None]
    return tuple(dict.fromkeys((*named, *restating))) or tuple(register.all_documents())


def _scopes(rule_set: RuleSet) -> Iterator[_Scoped]:
    yield _Scoped("", rule_set.place_scope)
    for name, policy in rule_set.policies.items():
        yield _Scoped(name, policy.scope)
        yield from (_Scoped(name, filling) for filling in policy.fillings.values())


def _of_declaration(declared: t.Declaration, stated: Stated, scoped: _Scoped, home: Home) -> Iterator[Standing]:
    token, name, is_fact = TOKENS[type(declared)], name_of(declared), isinstance(declared, t.Assertion)
    for grounds in all_grounds(declared):
        for citation in _quoted(grounds, stated, scoped.scope):
            yield Standing(citation, token, name, scoped.holder, home, is_fact)


def _of_ledger(ledger: t.Ledger, stated: Stated, scope: Scope, home: Home) -> Iterator[Standing]:
    name = ledger.name.text
    for citation in _quoted(ledger.grounds, stated, scope):
        yield Standing(citation, "LEDGER", name, name, home, is_fact=True)
    for labels, kind, entry in _entries(ledger):
        line = Home(home.page, line_anchor(kind, labels))
        for citation in _quoted(entry.grounds, stated, scope):
            yield Standing(citation, ENTRIES[kind], labels[-1], name, line, is_fact=True)


def _entries(ledger: t.Ledger) -> Iterator[tuple[tuple[str, ...], str, t.LedgerEntry]]:
    """Every line with the labels from the margin down to it, and the kind of the one at the margin."""
    waiting: list[tuple[tuple[str, ...], str, t.LedgerEntry]] = [
        ((entry.label.text,), entry.kind, entry) for entry in reversed(ledger.entries)
    ]
    while waiting:
        labels, kind, entry = waiting.pop()
        yield labels, kind, entry
        waiting.extend(((*labels, part.label.text), kind, part) for part in reversed(entry.parts))


def _of_records(rule_set: RuleSet, known: Mapping[Span, Home]) -> Iterator[Standing]:
    """Fields whose 缺省 stands on words."""
    for record in rule_set.records.values():
        source = next(s for s in rule_set.sources if s.file == record.span.file)
        scoped = _Scoped("", rule_set.place_scope)
        yield from _of_declaration(record, Stated(record, source, ()), scoped, known[record.span])


def _of_days(rules: Rules) -> Iterator[Standing]:
    """A policy's first and last day, where they are those of its documents: the sentences that say so."""
    heads = rules.checked.rule_set.policies
    for policy in rules.program.policies.values():
        home = Home(policy_page(place_of(heads[policy.name].head), policy.name), "")
        for bound, token in ((policy.start, "BEGINS"), (policy.end, "ENDS")):
            grounds = bound.grounds if bound is not None and bound.kind == "document" else ()
            for ground in (rules.program.grounds[i] for i in grounds):
                if isinstance(ground, Citation) and ground.quote:
                    yield Standing(ground, token, "", policy.name, home, is_fact=False)


def _quoted(grounds: t.Grounds, stated: Stated, scope: Scope) -> Iterator[Citation]:
    register = stated.source.register
    for ground in grounds:
        for quote in quotes_of(ground, stated):
            found = locate(quote, basis_documents(scope, register), register)
            if isinstance(found, Citation):
                yield found
