"""What a 细则 may hold: what was left open, helpers of its own, and nothing else; and whose 细则 it is.

Input: a rule set. Findings: YJ220 a declaration that was not left open, YJ221 an office that no record can name.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.rule_set.model import PolicyScope, RuleSet, Scope
from yiju.rule_set.tree_to_rules import closest
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding, finding
from yiju_grammar.span import Span

HELPERS = (t.Definition, t.Table, t.Scale, t.Points, t.Parameter)
"""What an office may declare for its own use."""

ANYWHERE = (t.Case, t.NotRule)
"""What decides nothing."""


def fillings_allowed(rule_set: RuleSet) -> Iterator[Finding]:
    """YJ220 and YJ221 of every 细则."""
    for policy in rule_set.policies.values():
        for scope in policy.fillings.values():
            yield from _beyond(policy, scope)
            yield from _unnamed(rule_set, policy, scope)


def _left_open(policy: PolicyScope) -> dict[str, t.Declaration]:
    """What the policy delegates, and its bounded parameters."""
    first = {name: items[0].declaration for (_, name), items in policy.scope.named.items()}
    return {n: d for n, d in first.items() if isinstance(d, t.Delegation) or _is_bounded(d)}


def _is_bounded(declared: t.Declaration) -> bool:
    return isinstance(declared, t.Parameter) and declared.bound is not None and not declared.parameters


def _beyond(policy: PolicyScope, scope: Scope) -> Iterator[Finding]:
    opened = _left_open(policy)
    own = {name for _, name in scope.named}
    taken = {name for _, name in policy.scope.named} - set(opened)
    for stated in (*(s for items in scope.named.values() for s in items), *scope.others):
        declared = stated.declaration
        name = getattr(declared, "name", None)
        text = name.text if isinstance(name, t.Name) else ""
        kinds = (*HELPERS, t.Standard) if text in opened else () if text in taken else HELPERS
        if isinstance(declared, (*ANYWHERE, *kinds)):
            continue
        if isinstance(declared, t.Exception_ | t.Exclusion) and declared.target.text in own:
            continue
        place = name.span if isinstance(name, t.Name) else declared.span
        close = closest(text, opened) if text else ""
        yield finding("YJ220", place, name=text or "—", policy=policy.head.name.text, close=close)


def _unnamed(rule_set: RuleSet, policy: PolicyScope, scope: Scope) -> Iterator[Finding]:
    """A 细则 whose office the field that selects it cannot have."""
    subject = policy.head.subject.text if policy.head.subject else ""
    record = rule_set.records.get(subject)
    fields = {f.name.text: f for f in record.fields} if record else {}
    for name, declared in _left_open(policy).items():
        if not isinstance(declared, t.Delegation) or (None, name) not in scope.named:
            continue
        field = fields.get(declared.field.text)
        values = _values(rule_set, field) if field else ()
        if values and scope.name not in values:
            place = _head(scope, name)
            close = closest(scope.name, values)
            yield finding("YJ221", place, name=scope.name, field=declared.field.text, close=close)


def _values(rule_set: RuleSet, field: t.Field) -> tuple[str, ...]:
    match field.type:
        case t.InlineEnumType(values=values):
            return tuple(v.text for v in values)
        case t.NamedType(name=name) if name in rule_set.enumerations:
            return tuple(v.text for v in rule_set.enumerations[name].values)
    return ()


def _head(scope: Scope, name: str) -> Span:
    declared = scope.named[(None, name)][0].declaration
    found = getattr(declared, "name", None)
    return found.span if isinstance(found, t.Name) else declared.span
