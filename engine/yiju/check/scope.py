"""Where an expression stands, and what a name means there (*Semantics* 2).

A name is, first found: argument or 令, field or definition of the record at hand, of the records that enclose it, of
the office's 细则, of the policy, of the place. A name found at two of the levels below the first is ambiguous.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from yiju.program.types import Type
from yiju.rule_set.model import Key, PolicyScope, RuleSet, Scope, Stated
from yiju_grammar import tree as t


@dataclass(frozen=True, slots=True)
class Where:
    """`records`: names of the records in reach, innermost first. `variables`: name as written → its type."""

    policy: PolicyScope | None
    filling: Scope | None
    records: tuple[str, ...]
    variables: tuple[tuple[str, Type], ...] = ()

    def inside(self, record: str) -> Where:
        """The place of an expression evaluated on a list's element."""
        return replace(self, records=(record, *self.records))

    def bind(self, name: str, kind: Type) -> Where:
        """With one more argument or 令."""
        return replace(self, variables=(*self.variables, (name, kind)))


@dataclass(frozen=True, slots=True)
class FieldHit:
    """A field of the record `up` frames out."""

    up: int
    record: str
    field: t.Field


@dataclass(frozen=True, slots=True)
class NamedHit:
    """Declarations of a name; `record` the record they are of, None for those of a policy or place as such."""

    level: str
    record: str | None
    up: int
    items: tuple[Stated, ...]
    scope: Scope


Hit = FieldHit | NamedHit


def find(rules: RuleSet, where: Where, name: str) -> list[Hit]:
    """Everything a name could mean below arguments and 令; one hit is its meaning."""
    hits: list[Hit] = []
    for up, record in enumerate(where.records):
        field = _field(rules, record, name)
        if field is not None:
            hits.append(FieldHit(up, record, field))
        hits.extend(_named(where, rules, (record, name), up))
    hits.extend(_named(where, rules, (None, name), 0))
    return hits


def _field(rules: RuleSet, record: str, name: str) -> t.Field | None:
    declared = rules.records.get(record)
    return next((f for f in declared.fields if f.name.text == name), None) if declared else None


def scopes(rules: RuleSet, where: Where) -> list[tuple[str, Scope]]:
    """The scopes of declarations in reach, nearest first, with the prefix of their ids."""
    found: list[tuple[str, Scope]] = []
    if where.filling is not None and where.policy is not None:
        found.append((f"{where.policy.head.name.text}/{where.filling.name}/", where.filling))
    if where.policy is not None:
        found.append((f"{where.policy.head.name.text}/", where.policy.scope))
    found.append(("", rules.place_scope))
    return found


def _named(where: Where, rules: RuleSet, key: Key, up: int) -> list[Hit]:
    hits: list[Hit] = []
    for level, scope in scopes(rules, where):
        items = scope.named.get(key)
        if items:
            hits.append(NamedHit(level, key[0], up, items, scope))
    return hits


def names_in_reach(rules: RuleSet, where: Where) -> set[str]:
    """Every name that would be found here, for hints."""
    names = {name for name, _ in where.variables}
    for record in where.records:
        declared = rules.records.get(record)
        names.update(f.name.text for f in declared.fields) if declared else None
    for _, scope in scopes(rules, where):
        names.update(name for record, name in scope.named if record is None or record in where.records)
    return names
