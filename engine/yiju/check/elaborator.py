"""The elaborator's state: what is being worked out, and what was found wrong.

Expressions go through `expression`, which dispatches on the tree's node; a node that cannot be given a type yields
None after reporting why, and whatever holds it yields None in silence. Definitions are worked out when first asked
for, once for each record and argument types they are used with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from yiju.check.elaborate_grounds import GroundBook, Grounded, ground
from yiju.check.meanings import Meant
from yiju.check.scope import Where
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import Definition, PointsType, ScaleType, TableType
from yiju.rule_set.model import PolicyScope, RuleSet, Scope, Stated
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding, Note, finding
from yiju_grammar.span import Span

Rule = Callable[["Elaborator", Any, Where, "ty.Type | None"], "e.Expr | None"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """The functions that give the parts of a tree their meaning; they refer to one another through here.

    `rule_of`: expressions, by node. `build`: what makes a declaration's body, with its kind as a definition, by node.
    `carve`: a body with its exceptions. `outcome`, `payment`: what another policy reads of a policy."""

    rule_of: Mapping[type, Rule]
    build: Mapping[type, tuple[Any, Callable[..., e.Expr | None]]]
    carve: Callable[..., e.Expr | None]
    outcome: Callable[[Elaborator, PolicyScope], Definition | None]
    payment: Callable[[Elaborator, PolicyScope, Stated], Definition | None]


@dataclass(slots=True)
class Elaborator:
    """One place under work."""

    rules: RuleSet
    known: date | None
    book: GroundBook
    meaning: Meaning
    findings: list[Finding] = field(default_factory=list)
    definitions: dict[str, Definition] = field(default_factory=dict)
    instances: dict[tuple[Any, ...], Definition | None] = field(default_factory=dict)
    working: list[str] = field(default_factory=list)
    keys: list[tuple[Any, ...]] = field(default_factory=list)
    tables: dict[str, TableType] = field(default_factory=dict)
    scales: dict[str, ScaleType] = field(default_factory=dict)
    points: dict[str, PointsType] = field(default_factory=dict)
    contexts: list[tuple[Stated, Scope]] = field(default_factory=list)
    meant: dict[Span, Meant] = field(default_factory=dict)

    def report(self, code: str, span: Span, *, notes: tuple[Note, ...] = (), **args: str | int) -> None:
        """Report a mistake once."""
        made = finding(code, span, notes=notes, where="", **args)
        if made not in self.findings:
            self.findings.append(made)

    def expression(self, x: t.Expr, where: Where, want: ty.Type | None = None) -> e.Expr | None:
        """The meaning of an expression; `want` is the type its place expects, which tells enumeration values."""
        return self.meaning.rule_of[type(x)](self, x, where, want)

    def ground(self, stated: Stated, scope: Scope, grounds: t.Grounds | None = None) -> Grounded:
        """The grounds above a declaration, or above one of its parts."""
        made = ground(self.book, stated, scope, grounds)
        self.findings.extend(f for f in self.book.findings if f not in self.findings)
        self.book.findings.clear()
        return made

    def part_grounds(self, grounds: t.Grounds) -> tuple[int, ...]:
        """The grounds of a line, row or value of the declaration under work."""
        if not grounds or not self.contexts:
            return ()
        stated, scope = self.contexts[-1]
        return self.ground(stated, scope, grounds).indexes

    def field_grounds(self, record: str, written: t.Field) -> tuple[int, ...]:
        """The grounds of a field's 缺省."""
        declared = self.rules.records[record]
        source = next(s for s in self.rules.sources if s.file == declared.span.file)
        return self.ground(Stated(declared, source, ()), self.rules.place_scope, written.grounds).indexes

    def counts_as(self, record: str | None) -> str | None:
        """The unit that one record of this name is."""
        declared = self.rules.records.get(record) if record else None
        return declared.counts_as if declared else None
