"""Every name of a policy file that stands for something declared: where it is written, and what it stands for.

Input: a snapshot and a file. Output: occurrences by place. Names in expressions come from the elaborator; those of
heads, targets, types and cases are found here. A thing is known by the span of the name that declares it first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from yiju.check.meanings import Meant
from yiju.rule_set.model import PolicyScope, RuleSet, Scope, Stated
from yiju_grammar import tree as t
from yiju_grammar.span import Span
from yiju_grammar.walk import nodes

if TYPE_CHECKING:
    from yiju.editing.snapshot import Snapshot

ThingKind = Literal[
    "field", "declaration", "value", "policy", "record", "enumeration", "variable", "column", "outcome", "builtin",
    "document", "office",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """What a name stands for. `declared`: the name's own span where it is declared (None for what the language gives
    and for documents). `owner`: the record of a field, the enumeration of a value, the policy of a declaration."""

    kind: ThingKind
    name: str
    declared: Span | None
    owner: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name where it is written."""

    span: Span
    thing: Thing
    declares: bool = False


@dataclass(frozen=True, slots=True)
class _Home:
    """Where names of a declaration are looked for."""

    rules: RuleSet
    policy: PolicyScope | None
    scopes: tuple[Scope, ...]


def occurrences(snapshot: Snapshot, file: str) -> tuple[Occurrence, ...]:
    """The names of a file, sorted by place; where two readings meet, the elaborator's holds."""
    held = snapshot.files[file]
    found: dict[Span, Occurrence] = {}
    home = _Home(snapshot.rule_set, None, _scopes(snapshot.rule_set, None))
    meant = snapshot.meant(file)
    starts = [span.start for span, _ in meant]
    for declaration in held.tree.declarations:
        if isinstance(declaration, t.Policy | t.Filling):
            policy = snapshot.policy_of(file, declaration.span.start)
            home = _Home(snapshot.rule_set, policy, _scopes(snapshot.rule_set, policy))
        for occurrence in _of(declaration, home):
            found.setdefault(occurrence.span, occurrence)
        first, last = bisect_left(starts, declaration.span.start), bisect_left(starts, declaration.span.end)
        found.update({s: Occurrence(s, _thing(m, declaration, home)) for s, m in meant[first:last]})
    own = (o for o in found.values() if o.span.file == file and o.span.end > o.span.start)
    return tuple(sorted(own, key=lambda o: o.span.start))


def _scopes(rules: RuleSet, policy: PolicyScope | None) -> tuple[Scope, ...]:
    if policy is None:
        return (rules.place_scope,)
    return (policy.scope, *policy.fillings.values(), rules.place_scope)


# --- names the elaborator resolved --------------------------------------------------------------------------


def _thing(meant: Meant, declaration: t.Declaration, home: _Home) -> Thing:
    match meant.kind:
        case "variable":
            return _variable(meant.name, declaration, home)
        case "column":
            return Thing("column", meant.name, _column(meant, home), meant.owner)
    return Thing(meant.kind, meant.name, _declared(meant, home.rules), meant.owner, meant.id)


def _declared(meant: Meant, rules: RuleSet) -> Span | None:
    """Where a thing is declared in the rules as they stand, which may have changed since names were resolved."""
    match meant.kind:
        case "field":
            return next((n.span for n in _field_names(rules, meant.owner) if n.text == meant.name), None)
        case "value":
            return next((n.span for n in _value_names(rules, meant.owner) if n.text == meant.name), None)
        case "policy" | "outcome":
            head = rules.policies.get(meant.name if meant.kind == "policy" else meant.owner)
            return head.head.name.span if head else None
        case "record":
            return rules.records[meant.name].name.span if meant.name in rules.records else None
        case "declaration":
            scope = _scope(rules, meant.owner)
            found = next(_items(scope, meant.name), None) if scope else None
            return _name(found[0].declaration) if found else None
    return None


def _scope(rules: RuleSet, owner: str) -> Scope | None:
    policy, _, office = owner.partition("/")
    if not policy:
        return rules.place_scope
    held = rules.policies.get(policy)
    if held is None:
        return None
    return held.fillings.get(office) if office else held.scope


def _field_names(rules: RuleSet, record: str) -> tuple[t.Name, ...]:
    held = rules.records.get(record)
    return tuple(f.name for f in held.fields) if held else ()


def _value_names(rules: RuleSet, owner: str) -> tuple[t.Name, ...]:
    """The values of an enumeration: declared by itself, or in the line of a field (`RECORD.FIELD`)."""
    if owner in rules.enumerations:
        return rules.enumerations[owner].values
    record, _, field = owner.partition(".")
    held = rules.records.get(record)
    kinds = [f.type for f in held.fields if f.name.text == field] if held else []
    return next((k.values for k in kinds if isinstance(k, t.InlineEnumType)), ())


def _variable(name: str, declaration: t.Declaration, home: _Home) -> Thing:
    """An argument or 令; an argument that bears a field's name takes its type from it and is renamed with it."""
    for parameter in getattr(declaration, "parameters", None) or ():
        if parameter.text == name:
            return _like_a_field(parameter, home)
    lets = [x for x in _lets(declaration) if x.name.text == name]
    return Thing("variable", name, lets[-1].name.span if lets else None)


def _lets(declaration: Any) -> tuple[t.Let, ...]:
    """The 令 of a declaration's formula."""
    formulas = (getattr(declaration, name, None) for name in ("body", "amount", "value"))
    return tuple(let for f in formulas if isinstance(f, t.Formula) for let in f.lets)


def _like_a_field(parameter: t.Name, home: _Home) -> Thing:
    named = [(r, f) for r in home.rules.records.values() for f in r.fields if f.name.text == parameter.text]
    if len(named) == 1:
        record, field = named[0]
        return Thing("field", parameter.text, field.name.span, record.name.text)
    return Thing("variable", parameter.text, parameter.span)


def _column(meant: Meant, home: _Home) -> Span | None:
    label = meant.owner.rpartition("/")[2].rpartition(".")[2].split(":")[0].split("#")[0]
    for scope in home.scopes:
        for (_, name), items in scope.named.items():
            declared = items[0].declaration
            if name == label and isinstance(declared, t.Table) and isinstance(declared.rows, t.Rows):
                return next((c.span for c in declared.rows.columns if c.name == meant.name), None)
    return None


# --- names outside expressions ------------------------------------------------------------------------------


def _of(declaration: t.Declaration, home: _Home) -> Iterator[Occurrence]:
    yield from OWN.get(type(declaration), _named)(declaration, home)
    for kind in nodes(getattr(declaration, "type", None)):
        if isinstance(kind, t.NamedType):
            yield from _enumeration(kind.name, kind.span, home)


def _named(declaration: Any, home: _Home) -> Iterator[Occurrence]:
    """A declaration with a name: itself, its record, arguments and columns, and what it is about."""
    name = getattr(declaration, "name", None)
    if isinstance(name, t.Name):
        yield Occurrence(name.span, _declaration(name.text, home, name.span), declares=True)
    record = getattr(declaration, "record", None)
    if isinstance(record, t.Name):
        yield from _record(record, home)
    parameters = getattr(declaration, "parameters", None) or ()
    for parameter in parameters:
        yield Occurrence(parameter.span, _like_a_field(parameter, home))
    rows = getattr(declaration, "rows", None)
    for column in rows.columns if isinstance(rows, t.Rows) else ():
        like = next((p for p in parameters if p.text == column.name), None)
        thing = _like_a_field(like, home) if like else Thing("column", column.name, column.span)
        yield Occurrence(column.span, thing, declares=like is None)
    for let in _lets(declaration):
        yield Occurrence(let.name.span, Thing("variable", let.name.text, let.name.span), declares=True)
    yield from _targets(declaration, home)


def _targets(declaration: Any, home: _Home) -> Iterator[Occurrence]:
    match declaration:
        case t.Exclusion(target=target) | t.Exception_(target=target):
            yield Occurrence(target.span, _declaration(target.text, home))
        case t.Arrears(payment=payment):
            yield Occurrence(payment.span, _declaration(payment.text, home))
        case t.Fund(pays=pays):
            yield from (Occurrence(p.span, _declaration(p.text, home)) for p in pays)
        case t.Mutual(payments=payments, key=key, field=field):
            yield from (Occurrence(p.span, _declaration(p.text, home)) for p in payments)
            yield from _field(key, home)
            yield from _field(field, home) if field else ()
        case t.Payment(recipients=t.Name() as recipients):
            yield from _field(recipients, home)
        case t.Points(events=events):
            yield from _field(events, home)
        case t.Delegation(field=field):
            yield from _field(field, home)


def _declaration(name: str, home: _Home, own: Span | None = None) -> Thing:
    """The declaration of a name that is in reach, by its first."""
    for scope in home.scopes:
        for items in _items(scope, name):
            if own is None or own in [_name(i.declaration) for i in items]:
                owner = scope.name if scope is not home.rules.place_scope else ""
                return Thing("declaration", name, _name(items[0].declaration), owner)
    owner = home.policy.head.name.text if home.policy else ""
    return Thing("declaration", name, own, owner)


def _items(scope: Scope, name: str) -> Iterator[tuple[Stated, ...]]:
    """The declarations of a name in a scope: its own, then those of records."""
    own = scope.named.get((None, name))
    if own is not None:
        yield own
    yield from (items for (record, known), items in scope.named.items() if record is not None and known == name)


def _name(declaration: Any) -> Span:
    name = getattr(declaration, "name", None)
    return name.span if isinstance(name, t.Name) else declaration.span


def _field(name: t.Name, home: _Home, record: str | None = None) -> Iterator[Occurrence]:
    subject = home.policy.head.subject.text if home.policy and home.policy.head.subject else None
    order = [r for r in (record, subject) if r] + list(home.rules.records)
    for owner in order:
        held = home.rules.records.get(owner)
        for field in held.fields if held else ():
            if field.name.text == name.text:
                yield Occurrence(name.span, Thing("field", name.text, field.name.span, owner))
                return


def _record(name: t.Name, home: _Home) -> Iterator[Occurrence]:
    held = home.rules.records.get(name.text)
    if held is not None:
        yield Occurrence(name.span, Thing("record", name.text, held.name.span))


def _enumeration(name: str, span: Span, home: _Home) -> Iterator[Occurrence]:
    held = home.rules.enumerations.get(name)
    if held is not None:
        yield Occurrence(span, Thing("enumeration", name, held.name.span))


# --- heads, records, cases ----------------------------------------------------------------------------------


def _policy(declaration: t.Policy, home: _Home) -> Iterator[Occurrence]:
    name = declaration.name
    yield Occurrence(name.span, Thing("policy", name.text, name.span), declares=True)
    yield from (Occurrence(b.span, Thing("document", b.text, None)) for b in declaration.basis)
    if declaration.subject is not None:
        yield from _record(declaration.subject, home)


def _filling(declaration: t.Filling, home: _Home) -> Iterator[Occurrence]:
    head = home.rules.policies.get(declaration.policy.text)
    if head is not None:
        yield Occurrence(declaration.policy.span, Thing("policy", declaration.policy.text, head.head.name.span))
    yield Occurrence(declaration.office.span, Thing("office", declaration.office.text, None))
    yield from (Occurrence(b.span, Thing("document", b.text, None)) for b in declaration.basis)


def _enumerated(declaration: t.Enumeration, home: _Home) -> Iterator[Occurrence]:
    name = declaration.name
    yield Occurrence(name.span, Thing("enumeration", name.text, name.span), declares=True)
    yield from _values(declaration.values, name.text)


def _values(values: tuple[t.Name, ...], owner: str) -> Iterator[Occurrence]:
    for value in values:
        yield Occurrence(value.span, Thing("value", value.text, value.span, owner), declares=True)


def _record_of_fields(declaration: t.Record, home: _Home) -> Iterator[Occurrence]:
    name = declaration.name
    yield Occurrence(name.span, Thing("record", name.text, name.span), declares=True)
    for field in declaration.fields:
        thing = Thing("field", field.name.text, field.name.span, name.text)
        yield Occurrence(field.name.span, thing, declares=True)
        match field.type:
            case t.ListType(record=record):
                yield from _record(record, home)
            case t.NamedType(name=kind, span=span):
                yield from _enumeration(kind, span, home)
            case t.InlineEnumType(values=values):
                yield from _values(values, f"{name.text}.{field.name.text}")


def _case(declaration: t.Case, home: _Home) -> Iterator[Occurrence]:
    name = declaration.name
    yield Occurrence(name.span, Thing("declaration", name.text, name.span), declares=True)
    for given in declaration.given:
        yield from _field(given.name, home)
        yield from _given_values(given, home)
    expected = declaration.expected
    if expected is not None:
        yield from (Occurrence(n.span, _declaration(n.text, home)) for n in expected.because)
        yield from (Occurrence(v.name.span, _declaration(v.name.text, home)) for v in expected.values)
        for missing in expected.missing:
            yield from _field(missing, home)


def _given_values(given: t.Given, home: _Home) -> Iterator[Occurrence]:
    """The values of an enumeration given to a field, and the members' columns."""
    owners = [o.thing for o in _field(given.name, home)]
    for value in nodes(given.value):
        if isinstance(value, t.NameRef):
            yield from (o for thing in owners for o in _value_of(value, thing, home))
    if given.rows is not None and owners:
        kinds = [f.type for f in home.rules.records[owners[0].owner].fields if f.name.text == given.name.text]
        member = kinds[0].record.text if kinds and isinstance(kinds[0], t.ListType) else None
        for column in given.rows.columns:
            yield from _field(t.Name(column.name, column.span), home, member)


def _value_of(value: t.NameRef, field: Thing, home: _Home) -> Iterator[Occurrence]:
    kinds = [f.type for f in home.rules.records[field.owner].fields if f.name.text == field.name]
    owner = kinds[0].name if kinds and isinstance(kinds[0], t.NamedType) else f"{field.owner}.{field.name}"
    for name in _value_names(home.rules, owner):
        if name.text == value.name:
            yield Occurrence(value.span, Thing("value", value.name, name.span, owner))


OWN: dict[type, Callable[[Any, _Home], Iterator[Occurrence]]] = {
    t.Policy: _policy,
    t.Filling: _filling,
    t.Enumeration: _enumerated,
    t.Record: _record_of_fields,
    t.Case: _case,
}
"""Declarations whose names are found in a way of their own; the rest have a name, arguments and targets."""
