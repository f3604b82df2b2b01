"""Which declarations, fields and policies a declaration reads, by name.

Input: a declaration's tree and the rule set. Output: names as resolved on a policy's page. Values of enumerations that
are called like a rule are taken for values where they are compared with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yiju.rule_set.model import PolicyScope, RuleSet, Scope, Stated
from yiju_grammar import tree as t
from yiju_grammar.walk import parts_of


@dataclass(frozen=True, slots=True)
class Read:
    """A name that is read. `of`: the other policy it belongs to, if one."""

    name: str
    of: str = ""


def names_read(declared: t.Declaration, rule_set: RuleSet) -> tuple[Read, ...]:
    """Names that a declaration reads, each once, in the order written; its own arguments and 令 are left out."""
    bound = {n.text for n in getattr(declared, "parameters", None) or ()}
    nodes = tuple(_nodes(declared))
    bound |= {n.name.text for n in nodes if isinstance(n, t.Let)}
    reads = (*_headed(declared), *_reads(nodes, rule_set))
    return tuple(dict.fromkeys(r for r in reads if r.of or r.name not in bound))


def _reads(nodes: Sequence[object], rule_set: RuleSet) -> Iterator[Read]:
    for node in nodes:
        match node:
            case t.NameRef(name=name):
                yield Read(name)
            case t.Call(name=name):
                yield Read(name.text)
            case t.MemberOf(base=t.NameRef(name=policy), name=name) if policy in rule_set.policies:
                yield Read(name.text, policy)
            case t.MemberOf(name=name):
                yield Read(name.text)


def _headed(declared: t.Declaration) -> Iterator[Read]:
    """Names that stand outside expressions."""
    match declared:
        case t.Payment(recipients=t.Name() as name):
            yield Read(name.text)
        case t.Points(events=events):
            yield Read(events.text)
        case t.Table(rows=t.Rows(columns=columns)):
            yield from (Read(c.name) for c in columns)
        case t.Table(parameters=parameters) if parameters:
            yield from (Read(p.text) for p in parameters)
        case t.Delegation(field=field):
            yield Read(field.text)
        case t.Mutual(payments=payments, key=key):
            yield from (Read(p.text) for p in payments)
            yield Read(key.text)


def _nodes(node: object) -> Iterator[object]:
    """Every node of a tree, grounds left out; what stands on the right of 是, 属于, 含 is a value."""
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part)
        return
    names = parts_of(node)
    if not names:
        return
    yield node
    for name in names:
        if not _is_value(node, name):
            yield from _nodes(getattr(node, name))


def _is_value(node: object, part: str) -> bool:
    match node:
        case t.Is(right=t.NameRef()):
            return part == "right"
        case t.Contains(item=t.NameRef()):
            return part == "item"
        case t.In():
            return part == "items" and all(isinstance(i, t.NameRef) for i in node.items)
    return False


def other_policies(policy: PolicyScope, rule_set: RuleSet) -> dict[str, tuple[str, ...]]:
    """The policies that a policy reads, with what of them; a payment of another one in a 互斥 counts."""
    made: dict[str, tuple[str, ...]] = {}
    own = {name for _, name in policy.scope.named}
    for stated in _stated(policy):
        for read in names_read(stated.declaration, rule_set):
            of = read.of or _payer(stated.declaration, read.name, own, rule_set)
            if of and read.name not in made.get(of, ()):
                made[of] = (*made.get(of, ()), read.name)
    made.pop(policy.head.name.text, None)
    return made


def _stated(policy: PolicyScope) -> Iterator[Stated]:
    for scope in (policy.scope, *policy.fillings.values()):
        yield from (s for items in scope.named.values() for s in items)
        yield from (s for s in scope.others if not isinstance(s.declaration, t.Case | t.NotRule))


def _payer(declared: t.Declaration, name: str, own: set[str], rule_set: RuleSet) -> str:
    """The policy whose payment a 互斥 names, where it is not this one."""
    if not isinstance(declared, t.Mutual) or name in own or name == declared.key.text:
        return ""
    found = (n for n, p in rule_set.policies.items() if _pays(p.scope, name))
    return next(found, "")


def _pays(scope: Scope, name: str) -> bool:
    items = scope.named.get((None, name))
    return bool(items) and isinstance(items[0].declaration, t.Payment) if items else False


def shared_read(policy: PolicyScope, rule_set: RuleSet) -> tuple[Stated, ...]:
    """Rules of the place that a policy reads, and those that these read in turn."""
    place = rule_set.place_scope
    own = {name for _, name in policy.scope.named}
    waiting: list[t.Declaration] = [s.declaration for s in _stated(policy)]
    found: dict[int, Stated] = {}
    while waiting:
        for read in names_read(waiting.pop(), rule_set):
            if read.of or read.name in own:
                continue
            for items in (i for (_, name), i in place.named.items() if name == read.name):
                for stated in items:
                    if id(stated) not in found:
                        found[id(stated)] = stated
                        waiting.append(stated.declaration)
    return tuple(sorted(found.values(), key=lambda s: (s.source.file, s.declaration.span.start)))


def record_of(policy: PolicyScope, rule_set: RuleSet, name: str, own: t.Name | None = None) -> str:
    """The record that has a field: the declaration's own, that of the policy, one of a list below it; else empty."""
    reached = [n.text for n in (own, policy.head.subject) if n is not None]
    for record in reached:
        declared = rule_set.records.get(record)
        for held in declared.fields if declared else ():
            if held.name.text == name:
                return record
            if isinstance(held.type, t.ListType) and held.type.record.text not in reached:
                reached.append(held.type.record.text)
    return ""


def fields_read(policy: PolicyScope, rule_set: RuleSet) -> frozenset[tuple[str, str]]:
    """Record and name of every field that a policy reads, itself or by the place's own rules."""
    own = {name for _, name in policy.scope.named} | {name for _, name in rule_set.place_scope.named}
    found = set()
    for stated in (*_stated(policy), *shared_read(policy, rule_set)):
        for read in names_read(stated.declaration, rule_set):
            if not read.of and read.name not in own:
                record = record_of(policy, rule_set, read.name, getattr(stated.declaration, "record", None))
                found.add((record, read.name))
    return frozenset(found)
