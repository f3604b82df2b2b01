"""Where each declaration of a place is shown: its page and its anchor there.

Input: a rule set. Output: pages and anchors by the span of a declaration. An anchor is the kind word and the name in
Chinese whatever the language of the site; adding a declaration below others changes no anchor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from yiju.rule_set.model import PolicyScope, RuleSet, Scope, Stated
from yiju.site.addresses import declaration_anchor, ledger_page, place_page, policy_page, record_page
from yiju_grammar import tree as t
from yiju_grammar.finding import Lang
from yiju_grammar.lexicon import keyword
from yiju_grammar.span import Span

TOKENS: Mapping[type, str] = MappingProxyType(
    {
        t.Policy: "POLICY",
        t.Filling: "FILLING",
        t.Enumeration: "ENUMERATION",
        t.Measure: "MEASURE",
        t.Record: "RECORD",
        t.Eligibility: "ELIGIBILITY",
        t.Definition: "DEFINITION",
        t.Standard: "STANDARD",
        t.Parameter: "PARAMETER",
        t.Table: "TABLE",
        t.Scale: "SCALE",
        t.Points: "POINTS",
        t.Payment: "PAYMENT",
        t.Arrears: "ARREARS",
        t.Exclusion: "EXCLUSION",
        t.Exception_: "EXCEPTION",
        t.Mutual: "MUTUAL",
        t.Fund: "FUND",
        t.Cutoff: "CUTOFF",
        t.Start: "START",
        t.Obligation: "OBLIGATION",
        t.Remedy: "REMEDY",
        t.Deadline: "DEADLINE",
        t.Discretion: "DISCRETION",
        t.Delegation: "DELEGATION",
        t.Ledger: "LEDGER",
        t.Assertion: "ASSERTION",
        t.NotRule: "NOT_RULE",
        t.Case: "CASE",
    }
)


@dataclass(frozen=True, slots=True)
class Home:
    """A page of the source tree and an anchor on it."""

    page: str
    anchor: str


def kind_word(declaration: t.Declaration, lang: Lang = "zh") -> str:
    """`资格`, `eligibility`."""
    spelling = keyword(TOKENS[type(declaration)]).spellings[0]
    return spelling.zh if lang == "zh" else spelling.en


def name_of(declaration: t.Declaration) -> str:
    """The name as it is read: `成员 的 年龄`, the payments of a 互斥; empty for what has none."""
    if isinstance(declaration, t.Mutual):
        return "，".join(n.text for n in declaration.payments)
    if isinstance(declaration, t.Arrears):
        return declaration.payment.text
    if isinstance(declaration, t.Filling):
        return declaration.office.text
    name = getattr(declaration, "name", None)
    record = getattr(declaration, "record", None)
    if not isinstance(name, t.Name):
        return ""
    return f"{record.text} 的 {name.text}" if isinstance(record, t.Name) else name.text


def place_of(declaration: t.Declaration) -> str:
    """The folder of the place in whose files a declaration stands."""
    return declaration.span.file.partition("/")[0]


def shared_page(place: str) -> str:
    """The page of what belongs to no policy: parameters of the place, enumerations, units, 核对, 不入规则."""
    return place_page(place).replace("index.md", "shared.md")


def stated_in(scope: Scope) -> tuple[Stated, ...]:
    """All declarations of a scope in the order written, file by file."""
    held = [*(s for items in scope.named.values() for s in items), *scope.others]
    return tuple(sorted(held, key=lambda s: (s.source.file, s.declaration.span.start)))


def policy_anchors(policy: PolicyScope) -> Mapping[Span, str]:
    """The anchors of a policy's page by the span of the declaration; of a 细则 after its office."""
    made = dict(_anchors(s.declaration for s in stated_in(policy.scope)))
    made[policy.head.span] = declaration_anchor(kind_word(policy.head), policy.head.name.text)
    for office, filling in policy.fillings.items():
        prefix = filling_anchor(office)
        made |= {span: f"{prefix}-{a}" for span, a in _anchors(s.declaration for s in stated_in(filling))}
    return made


def filling_anchor(office: str) -> str:
    """An office's 细则 on the page of the policy that it fills in."""
    return declaration_anchor("细则", office)


def shared_anchors(rule_set: RuleSet) -> Mapping[Span, str]:
    """The anchors of what belongs to no policy."""
    return dict(_anchors(shared_declarations(rule_set)))


def shared_declarations(rule_set: RuleSet) -> tuple[t.Declaration, ...]:
    """Enumerations and units, then the place's own rules, in the order written."""
    declared = [d for s in rule_set.sources for d in s.tree.declarations if isinstance(d, t.Enumeration | t.Measure)]
    own = [s.declaration for s in stated_in(rule_set.place_scope) if not isinstance(s.declaration, t.Ledger)]
    return (*declared, *own)


def homes(rule_set: RuleSet) -> Mapping[Span, Home]:
    """Page and anchor of every declaration of a place and of the places above it, which have pages of their own."""
    made = {d.span: Home(shared_page(place_of(d)), a) for d, a in _with(shared_declarations(rule_set))}
    for record in rule_set.records.values():
        made[record.span] = Home(record_page(place_of(record), record.name.text), _plain(record))
    for stated in rule_set.place_scope.others:
        if isinstance(ledger := stated.declaration, t.Ledger):
            made[ledger.span] = Home(ledger_page(place_of(ledger), ledger.name.text), _plain(ledger))
    for name, policy in rule_set.policies.items():
        for span, anchor in policy_anchors(policy).items():
            made[span] = Home(policy_page(span.file.partition("/")[0], name), anchor)
    for head in (d for s in rule_set.sources for d in s.tree.declarations if isinstance(d, t.Filling)):
        made[head.span] = Home(policy_page(place_of(head), head.policy.text), filling_anchor(head.office.text))
    return made


def policies_shown(rule_set: RuleSet, place: str) -> tuple[str, ...]:
    """The policies that have a page in a place: its own, and those of a place above that it fills in."""
    heads = {name: p.head.span.file for name, p in rule_set.policies.items()}
    filled = {
        d.policy.text for s in rule_set.sources for d in s.tree.declarations
        if isinstance(d, t.Filling) and place_of(d) == place
    }  # fmt: skip
    return tuple(n for n, file in heads.items() if file.partition("/")[0] == place or n in filled)


def _plain(declaration: t.Declaration) -> str:
    return declaration_anchor(kind_word(declaration), name_of(declaration))


def _with(declarations: Sequence[t.Declaration]) -> Iterator[tuple[t.Declaration, str]]:
    anchors = dict(_anchors(declarations))
    return ((d, anchors[d.span]) for d in declarations)


def _anchors(declarations: Iterable[t.Declaration]) -> Iterator[tuple[Span, str]]:
    """The first of a kind and name has the plain anchor, those after it one with their first day or a number."""
    taken: set[str] = set()
    for declaration in declarations:
        anchor = plain = _not_rule(declaration) if isinstance(declaration, t.NotRule) else _plain(declaration)
        start = getattr(getattr(declaration, "interval", None), "start", None)
        if anchor in taken and start is not None:
            anchor = plain = f"{plain}-{start.isoformat()}"
        number = 1
        while anchor in taken:
            number += 1
            anchor = f"{plain}-{number}"
        taken.add(anchor)
        yield declaration.span, anchor


def _not_rule(declared: t.NotRule) -> str:
    """What has no name is called after the clauses it speaks of."""
    return declaration_anchor(kind_word(declared), "-".join(c.text for c in declared.clauses))
