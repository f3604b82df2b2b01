"""The pages of a place's policies, and the page of what belongs to no policy.

Input: the rules of a place. Output: Markdown texts by the path of the page, in one language. Reads nothing from disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from yiju.cases.run import CaseResult, run_cases
from yiju.check.elaborate_grounds import GroundBook
from yiju.load import Rules
from yiju.rule_set.model import PolicyScope, RuleSet
from yiju.site import addresses
from yiju.site.anchors import Home, homes, policies_shown, policy_anchors, shared_anchors, shared_page
from yiju.site.policy.calculator_place import calculator_files
from yiju.site.policy.page import policy_page_text
from yiju.site.policy.reading_names import other_policies, shared_read
from yiju.site.policy.shared import shared_page_text
from yiju.site.policy.view import View
from yiju_grammar.finding import Lang
from yiju_grammar.span import Span


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the pages of a place need whatever their language: how its cases ran, and the calculators' scripts by
    path."""

    cases: tuple[CaseResult, ...]
    scripts: Mapping[str, str]


def prepare(rules: Rules, place: str) -> Prepared:
    """Run the cases of the policies that the place shows, and translate the policies."""
    shown = policies_shown(rules.checked.rule_set, place)
    policies = [rules.checked.rule_set.policies[name] for name in shown]
    scopes = [scope for policy in policies for scope in (policy.scope, *policy.fillings.values())]
    files = frozenset(s.source.file for scope in scopes for s in scope.others)
    return Prepared(run_cases(rules, files).results, calculator_files(rules, shown))


def pages(
    rules: Rules, place: str, lang: Lang, on: date | None = None, prepared: Prepared | None = None
) -> Mapping[str, str]:
    """One page a policy that is laid down or filled in by the place, `shared.md` where anything is shared, and the
    scripts of the calculators below `calculator/`.

    Args:
        on: the day of the site; with it each page says in JSON-LD whether the policy is in force.
        prepared: what `prepare` gave for the place, where pages are made in several languages.
    """
    rule_set = rules.checked.rule_set
    known, book = dict(homes(rule_set)), GroundBook(rules.known)
    ready = prepared or prepare(rules, place)
    reads = {name: other_policies(p, rule_set) for name, p in rule_set.policies.items()}
    made: dict[str, str] = {}
    for name in policies_shown(rule_set, place):
        policy = rule_set.policies[name]
        page = addresses.policy_page(place, name)
        anchors = {**policy_anchors(policy), **_anchors_shared(policy, rule_set)}
        cases = tuple(r for r in ready.cases if r.policy == name)
        view = View(rules, lang, policy, page, anchors, known, book, cases, reads, on)
        made[page] = policy_page_text(view, policy, place)
    return {**made, **_shared(rules, place, lang, known), **ready.scripts}


def _anchors_shared(policy: PolicyScope, rule_set: RuleSet) -> dict[Span, str]:
    """The anchors of the place's own rules that are shown on a policy's page, since it reads them."""
    anchors = shared_anchors(rule_set)
    return {s.declaration.span: anchors[s.declaration.span] for s in shared_read(policy, rule_set)}


def _shared(rules: Rules, place: str, lang: Lang, known: dict[Span, Home]) -> dict[str, str]:
    rule_set = rules.checked.rule_set
    page = shared_page(place)
    view = View(rules, lang, None, page, dict(shared_anchors(rule_set)), known, GroundBook(rules.known))
    text = shared_page_text(view, place)
    return {page: text} if text else {}
