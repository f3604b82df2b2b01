"""The 不入规则 of loaded rules, each with the documents it may speak of.

Input: loaded rules. Output: the declarations in the order of the policies. Knows nothing of versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yiju.documents.register import Document, Register
from yiju.load import Rules
from yiju.rule_set.model import RuleSet, Scope
from yiju_grammar import tree as t


@dataclass(frozen=True, slots=True)
class Statement:
    """A 不入规则; `documents` are those of 依据 with the ones that restate them, or for a place's own all of them."""

    declared: t.NotRule
    documents: tuple[Document, ...]
    register: Register

    @property
    def quotes(self) -> tuple[t.Quote, ...]:
        """The words it says to be no rule, written below it or above."""
        return (*self.declared.quotes, *(g for g in self.declared.grounds if isinstance(g, t.Quote)))


def statements(rules: Rules) -> Iterator[Statement]:
    """Every 不入规则 of a place and of those above it."""
    for scope in _scopes(rules.checked.rule_set):
        for stated in scope.others:
            if isinstance(stated.declaration, t.NotRule):
                register = stated.source.register
                yield Statement(stated.declaration, _documents(scope, register), register)


def _scopes(rule_set: RuleSet) -> Iterator[Scope]:
    yield rule_set.place_scope
    for policy in rule_set.policies.values():
        yield policy.scope
        yield from policy.fillings.values()


def _documents(scope: Scope, register: Register) -> tuple[Document, ...]:
    named = [d for name in scope.basis if (d := register.find(name.text)) is not None]
    if not named:
        return tuple(register.all_documents())
    restating = [d for n in named for r in n.restated_by if (d := register.find(r.key)) is not None]
    return tuple(dict.fromkeys((*named, *restating)))
