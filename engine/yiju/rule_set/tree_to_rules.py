"""Trees to a rule set: declarations gathered by name over all files of a place; order never matters.

Input: sources (parsed files with their registers). Output: a rule set and findings (YJ205 twice declared, YJ206 a
declaration with no policy to belong to, YJ207 an unknown target).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import reduce
from typing import Any, get_args

from yiju.rule_set.model import Key, Named, PolicyScope, RuleSet, Scope, Source, Stated
from yiju.rule_set.same_as_above import own_quotes
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding, Note, finding
from yiju_grammar.span import Span

NAMED = get_args(Named)
PLACE_LEVEL = (t.Definition, t.Parameter, t.Table, t.Scale, t.Assertion, t.NotRule, t.Ledger)


@dataclass(slots=True)
class _Building:
    """A scope while it is gathered."""

    name: str
    basis: tuple[t.Name, ...] = ()
    source: Source | None = None
    named: dict[Key, list[Stated]] = field(default_factory=dict)
    others: list[Stated] = field(default_factory=list)

    def add(self, stated: Stated) -> None:
        declaration = stated.declaration
        if isinstance(declaration, NAMED):
            self.named.setdefault(key_of(declaration), []).append(stated)
        else:
            self.others.append(stated)

    def done(self) -> Scope:
        named = {key: tuple(items) for key, items in sorted(self.named.items(), key=lambda i: (i[0][0] or "", i[0][1]))}
        return Scope(self.name, self.basis, self.source, named, tuple(self.others))


@dataclass(slots=True)
class _Gathering:
    place: _Building
    enumerations: dict[str, t.Enumeration] = field(default_factory=dict)
    units: set[str] = field(default_factory=set)
    records: dict[str, t.Record] = field(default_factory=dict)
    heads: dict[str, t.Policy] = field(default_factory=dict)
    policies: dict[str, _Building] = field(default_factory=dict)
    fillings: dict[tuple[str, str], _Building] = field(default_factory=dict)
    filling_heads: list[t.Filling] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def key_of(declaration: Named) -> Key:
    """The record and name under which a declaration is found."""
    record = declaration.record if isinstance(declaration, t.Definition | t.Table) else None
    return (record.text if record else None, declaration.name.text)


def gather(place: str, sources: Sequence[Source]) -> tuple[RuleSet, tuple[Finding, ...]]:
    """Gather the declarations of all files of a place under their names."""
    work = _Gathering(_Building(place))
    for source in sorted(sources, key=lambda s: s.file):
        _gather_file(work, source)
    rule_set = RuleSet(
        place,
        tuple(sources),
        dict(sorted(work.enumerations.items())),
        frozenset(work.units),
        dict(sorted(work.records.items())),
        _parents(work.records),
        work.place.done(),
        {name: _policy(work, name) for name in sorted(work.policies)},
    )
    return rule_set, (*work.findings, *_unknown_fillings(work), *_twice_named(rule_set))


def _gather_file(work: _Gathering, source: Source) -> None:
    home = work.place
    quotes: tuple[t.Quote, ...] = ()
    passed: list[t.Declaration] = []
    for declaration in source.tree.declarations:
        if _repeats(declaration):
            quotes = reduce(_after, passed, quotes)
            passed.clear()
        stated = Stated(declaration, source, quotes if _repeats(declaration) else ())
        passed.append(declaration)
        match declaration:
            case t.Policy():
                home = _open_policy(work, declaration, source)
            case t.Filling():
                home = _open_filling(work, declaration, source)
            case t.Enumeration():
                _once(work, work.enumerations, declaration)
            case t.Record():
                _once(work, work.records, declaration)
            case t.Measure():
                work.units.update(n.text for n in declaration.units)
            case _:
                _place_at(work, home, stated)


def _repeats(declaration: t.Declaration) -> bool:
    """Whether a declaration repeats the quotes of the one before it."""
    return any(isinstance(g, t.SameAsAbove) for g in declaration.grounds)


def _after(quotes: tuple[t.Quote, ...], declaration: t.Declaration) -> tuple[t.Quote, ...]:
    """What 同上 repeats below a declaration, given what it would repeat above."""
    own = own_quotes(declaration)
    same = any(isinstance(g, t.SameAsAbove) for g in declaration.grounds)
    return (*quotes, *own) if same else own or quotes


def _place_at(work: _Gathering, home: _Building, stated: Stated) -> None:
    if home is work.place and not isinstance(stated.declaration, PLACE_LEVEL):
        work.findings.append(finding("YJ206", _head(stated.declaration), name=_name(stated.declaration)))
        return
    home.add(stated)


def _head(declaration: t.Declaration) -> Span:
    name = getattr(declaration, "name", None)
    return name.span if isinstance(name, t.Name) else declaration.span


def _name(declaration: t.Declaration) -> str:
    name = getattr(declaration, "name", None)
    return name.text if isinstance(name, t.Name) else ""


def _once(work: _Gathering, known: dict[str, Any], declaration: t.Enumeration | t.Record) -> None:
    _first(work, known.get(declaration.name.text), declaration)
    known.setdefault(declaration.name.text, declaration)


def _first(work: _Gathering, earlier: t.Declaration | None, declaration: t.Declaration) -> None:
    if earlier is not None:
        notes = (Note("first", _head(earlier)),)
        work.findings.append(finding("YJ205", _head(declaration), notes=notes, name=_name(declaration)))


def _open_policy(work: _Gathering, head: t.Policy, source: Source) -> _Building:
    _first(work, work.heads.get(head.name.text), head)
    work.heads.setdefault(head.name.text, head)
    return work.policies.setdefault(head.name.text, _Building(head.name.text, head.basis, source))


def _open_filling(work: _Gathering, head: t.Filling, source: Source) -> _Building:
    work.filling_heads.append(head)
    key = (head.policy.text, head.office.text)
    return work.fillings.setdefault(key, _Building(head.office.text, head.basis, source))


def _policy(work: _Gathering, name: str) -> PolicyScope:
    fillings = {office: b.done() for (policy, office), b in sorted(work.fillings.items()) if policy == name}
    return PolicyScope(work.heads[name], work.policies[name].done(), fillings)


def _unknown_fillings(work: _Gathering) -> Iterable[Finding]:
    for head in work.filling_heads:
        if head.policy.text not in work.policies:
            yield finding(
                "YJ207", head.policy.span, name=head.policy.text, close=closest(head.policy.text, work.policies)
            )


def closest(name: str, names: Iterable[str]) -> str:
    """The known name most like this one, or nothing."""
    return next(iter(get_close_matches(name, sorted(names), 1, 0.5)), "")


def _parents(records: dict[str, t.Record]) -> dict[str, tuple[str, ...]]:
    holders: dict[str, set[str]] = {}
    for record in records.values():
        for f in record.fields:
            if isinstance(f.type, t.ListType):
                holders.setdefault(f.type.record.text, set()).add(record.name.text)
    return {name: tuple(sorted(found)) for name, found in sorted(holders.items())}


def _twice_named(rule_set: RuleSet) -> Iterable[Finding]:
    scopes = [rule_set.place_scope, *(p.scope for p in rule_set.policies.values())]
    fillings = [f for p in rule_set.policies.values() for f in p.fillings.values()]
    for scope in (*scopes, *fillings):
        for items in scope.named.values():
            yield from _kinds_differ(items)


def _kinds_differ(items: tuple[Stated, ...]) -> Iterable[Finding]:
    """Several declarations of one name are one value over time: they must be of one kind."""
    first = items[0].declaration
    mixed = {type(i.declaration) for i in items}
    for item in items[1:]:
        alone = isinstance(item.declaration, t.Parameter | t.Payment | t.Delegation | t.Deadline)
        if len(mixed) > 1 or alone:
            notes = (Note("first", _head(first)),)
            yield finding("YJ205", _head(item.declaration), notes=notes, name=_name(item.declaration))
