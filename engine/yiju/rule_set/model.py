"""The rule set: every declaration of a place under its name, whatever file and order it was written in.

Made by `tree_to_rules.py` from trees and registers; read by the checker. Inert data: expressions are still those of
the tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yiju.documents.register import Register
from yiju_grammar import tree as t


@dataclass(frozen=True, slots=True)
class Source:
    """One policy file with its register."""

    file: str
    text: str
    tree: t.Tree
    register: Register


Named = (
    t.Definition
    | t.Standard
    | t.Parameter
    | t.Table
    | t.Scale
    | t.Points
    | t.Eligibility
    | t.Payment
    | t.Deadline
    | t.Delegation
)
"""Declarations that name a value."""

Key = tuple[str | None, str]
"""Record (for `定义 成员 的 X`) and name."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A declaration where it stands: its source, and the quotes of the declaration before it, if it repeats them."""

    declaration: t.Declaration
    source: Source
    quotes_before: tuple[t.Quote, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """The declarations of one level: the place, a policy, or one office's 细则."""

    name: str
    basis: tuple[t.Name, ...]
    source: Source | None
    named: Mapping[Key, tuple[Stated, ...]]
    others: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class PolicyScope:
    """A policy: its head, its declarations, and its fillings by office."""

    head: t.Policy
    scope: Scope
    fillings: Mapping[str, Scope]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """A place. `units` are those of 计量; `parents` the records that hold a list of each record."""

    place: str
    sources: tuple[Source, ...]
    enumerations: Mapping[str, t.Enumeration]
    units: frozenset[str]
    records: Mapping[str, t.Record]
    parents: Mapping[str, tuple[str, ...]]
    place_scope: Scope
    policies: Mapping[str, PolicyScope]
