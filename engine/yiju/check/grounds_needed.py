"""Every rule stands on words: a declaration with no ground, and none on every part of it, is a finding.

Also: exceptions must target something of their policy. Looks at the rule set alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.rule_set.model import RuleSet, Scope, Stated
from yiju.rule_set.same_as_above import repeats_nothing
from yiju.rule_set.tree_to_rules import closest
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding, finding
from yiju_grammar.span import Span

NEED = (
    t.Eligibility,
    t.Standard,
    t.Parameter,
    t.Table,
    t.Scale,
    t.Points,
    t.Payment,
    t.Arrears,
    t.Exclusion,
    t.Exception_,
    t.Mutual,
    t.Fund,
    t.Cutoff,
    t.Start,
    t.Obligation,
    t.Remedy,
    t.Deadline,
    t.Discretion,
    t.Delegation,
    t.Assertion,
)
"""A 定义 names a value and may stand on what it reads; what it states by itself is looked at by its literals."""


def scopes_of(rule_set: RuleSet) -> Iterator[tuple[Scope, bool]]:
    """Every scope, and whether its 政策 line assumes all it says."""
    yield rule_set.place_scope, False
    for policy in rule_set.policies.values():
        assumed = any(isinstance(g, t.Assumption) for g in policy.head.grounds)
        yield policy.scope, assumed
        for filling in policy.fillings.values():
            yield filling, False


def grounds_needed(rule_set: RuleSet) -> Iterator[Finding]:
    """YJ562 for each rule without a ground; YJ565 for 同上 with nothing before it."""
    for scope, assumed in scopes_of(rule_set):
        stated = [s for items in scope.named.values() for s in items] + list(scope.others)
        for item in stated:
            declared = item.declaration
            if not isinstance(declared, t.Ledger) and repeats_nothing(item):
                yield finding("YJ565", _place(declared), name=_name(declared))
            if isinstance(declared, NEED) and not assumed and not _grounded(item):
                yield finding("YJ562", _place(declared), name=_name(declared))


def _grounded(item: Stated) -> bool:
    declared = item.declaration
    if any(isinstance(g, t.Quote | t.SameAsAbove | t.Assumption) for g in declared.grounds):
        return True
    parts = _parts(declared)
    return bool(parts) and all(any(not isinstance(g, t.Reading) for g in p) for p in parts)


def _parts(declared: t.Declaration) -> list[t.Grounds]:
    """The grounds of each part: lines of a block, dated values, rows."""
    match declared:
        case t.Eligibility(condition=t.Block(lines=lines)):
            return [line.grounds for line in lines]
        case t.Exclusion(condition=t.Block(lines=lines)):
            return [line.grounds for line in lines]
        case t.Parameter(values=dated) if dated:
            return [v.grounds for v in dated]
        case t.Parameter(rows=t.Rows(rows=rows)) | t.Table(rows=t.Rows(rows=rows)):
            return [r.grounds for r in rows]
        case t.Scale(rows=t.Rows(rows=rows)) | t.Points(rows=t.Rows(rows=rows)):
            return [r.grounds for r in rows]
    return []


def _place(declared: t.Declaration) -> Span:
    name = getattr(declared, "name", None)
    return name.span if isinstance(name, t.Name) else declared.span


def _name(declared: t.Declaration) -> str:
    name = getattr(declared, "name", None)
    if isinstance(name, t.Name):
        return name.text
    return {t.Cutoff: "截止", t.Start: "起始", t.Mutual: "互斥", t.Arrears: "补发"}.get(type(declared), "")


def targets_known(rule_set: RuleSet) -> Iterator[Finding]:
    """YJ207 for an exception whose target is nothing of its policy."""
    for scope, _ in scopes_of(rule_set):
        names = {name for _, name in scope.named}
        exceptions = [s.declaration for s in scope.others if isinstance(s.declaration, t.Exclusion | t.Exception_)]
        names |= {x.name.text for x in exceptions}
        for declared in exceptions:
            if declared.target.text not in names:
                close = closest(declared.target.text, names)
                yield finding("YJ207", declared.target.span, name=declared.target.text, close=close)
