"""What a decision is made from, as a graph: fields, conditions and figures, eligibility, standards, payments, funds.

Input: a policy of a rule set. Output: nodes and edges from what is read to what reads it; only what leads to an
outcome, a standard or a payment.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from yiju.rule_set.model import PolicyScope, RuleSet, Scope
from yiju.site.anchors import stated_in
from yiju.site.policy.reading_names import Read, names_read, record_of, shared_read
from yiju.site.policy.view import name_text
from yiju_grammar import tree as t
from yiju_grammar.span import Span

NodeKind = Literal["field", "definition", "exception", "eligibility", "outcome", "standard", "payment", "fund"]
OUTCOME = "\0outcome"

KIND_OF: dict[type, NodeKind] = {
    t.Definition: "definition",
    t.Parameter: "definition",
    t.Table: "definition",
    t.Scale: "definition",
    t.Points: "definition",
    t.Delegation: "definition",
    t.Exclusion: "exception",
    t.Exception_: "exception",
    t.Eligibility: "eligibility",
    t.Standard: "standard",
    t.Payment: "payment",
    t.Fund: "fund",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A box: what it is called, and the declaration or the policy it leads to. `record` is that of a field."""

    label: str
    kind: NodeKind
    span: Span | None = None
    record: str = ""
    policy: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """`start` is read by `end`, or defeats it."""

    start: int
    end: int
    is_exception: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes in the order written; edges by their indexes."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(slots=True)
class _Building:
    rule_set: RuleSet
    policy: PolicyScope
    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[tuple[str, str, bool], None] = field(default_factory=dict)

    def join(self, start: str, end: str, *, is_exception: bool = False) -> None:
        if start != end and start in self.nodes and end in self.nodes:
            self.edges[(start, end, is_exception)] = None


def graph(policy: PolicyScope, rule_set: RuleSet) -> Graph:
    """The graph of a policy."""
    work = _Building(rule_set, policy)
    declared = list(_declared(policy, rule_set))
    for name, node, _ in declared:
        work.nodes.setdefault(name, node)
    tests = [name for name, node, _ in declared if node.kind == "eligibility"]
    if tests:
        work.nodes[OUTCOME] = Node("", "outcome")
    for name, _, tree in declared:
        _join_reads(work, name, tree)
    for name in dict.fromkeys(tests):
        work.join(name, OUTCOME)
    _join_payments(work, [name for name, node, _ in declared if node.kind == "payment"])
    return _pruned(work)


def _declared(policy: PolicyScope, rule_set: RuleSet) -> Iterator[tuple[str, Node, t.Declaration]]:
    """Every declaration that has a part in a decision, by name; what fills in a 授权 goes by the name of the 授权."""
    shared = shared_read(policy, rule_set)
    scopes: Sequence[Scope] = (policy.scope, *policy.fillings.values())
    for stated in (*(s for scope in scopes for s in stated_in(scope)), *shared):
        declared = stated.declaration
        kind = KIND_OF.get(type(declared))
        name = getattr(declared, "name", None)
        if kind is not None and isinstance(name, t.Name):
            key = f"\0fund {name.text}" if kind == "fund" else name.text
            yield key, Node(name_text(declared), kind, declared.span), declared


def _join_reads(work: _Building, name: str, declared: t.Declaration) -> None:
    for read in names_read(declared, work.rule_set):
        found = _node_of(work, read, declared)
        if found:
            work.join(found, name)
    if isinstance(declared, t.Exclusion | t.Exception_):
        work.join(name, declared.target.text, is_exception=True)


def _node_of(work: _Building, read: Read, declared: t.Declaration) -> str:
    """The node a name means here: a rule, what another policy gives, a field; empty for a word of the language."""
    if read.of:
        key = f"{read.of}的{read.name}"
        work.nodes.setdefault(key, Node(key, "definition", policy=read.of))
        return key
    if read.name in work.nodes:
        return read.name
    record = record_of(work.policy, work.rule_set, read.name, getattr(declared, "record", None))
    if not record:
        return ""
    key = f"\0field {record} {read.name}"
    work.nodes.setdefault(key, Node(read.name, "field", record=record))
    return key


def _join_payments(work: _Building, payments: Sequence[str]) -> None:
    """The outcome opens the payments (the standards, where nothing is paid); payments draw on the funds."""
    standards = [name for name, node in work.nodes.items() if node.kind == "standard"]
    for name in payments or standards:
        work.join(OUTCOME, name)
    for stated in stated_in(work.policy.scope):
        if isinstance(fund := stated.declaration, t.Fund):
            for name in [p.text for p in fund.pays] or payments:
                work.join(name, f"\0fund {fund.name.text}")


def _pruned(work: _Building) -> Graph:
    """Only what leads to an end: outcome, standards, payments, funds."""
    ends = {n for n, node in work.nodes.items() if node.kind in ("outcome", "standard", "payment", "fund")}
    before: dict[str, list[str]] = {}
    for start, end, _ in work.edges:
        before.setdefault(end, []).append(start)
    kept, waiting = set(ends), list(ends)
    while waiting:
        for name in before.get(waiting.pop(), ()):
            if name not in kept:
                kept.add(name)
                waiting.append(name)
    joined = {name for start, end, _ in work.edges for name in (start, end)}
    names = [n for n in work.nodes if n in kept and (n in joined or work.nodes[n].kind != "fund")]
    index = {n: i for i, n in enumerate(names)}
    edges = tuple(Edge(index[a], index[b], x) for a, b, x in work.edges if a in index and b in index)
    return Graph(tuple(work.nodes[n] for n in names), edges)
