"""What putting a rule in words needs: the language, the program that says what a name is, the texts of the files.

Input: `Program` and the sources of a place. Looks names up by what they are called; knows no sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yiju.program import types as ty
from yiju.program.program import Definition, Program
from yiju.program.types import Type
from yiju_grammar import tree as t
from yiju_grammar.finding import Lang
from yiju_grammar.span import Span

DAY_NAMES = ("当日", "当月", "上月", "月初", "月末", "年初", "年末")


@dataclass(frozen=True, slots=True)
class Wording:
    """A language and where to look: `sources` are the texts of files by name, `file` the one the rule stands in;
    `bound` the arguments and 令 of the rule at hand."""

    program: Program
    sources: Mapping[str, str]
    lang: Lang
    file: str = ""
    bound: frozenset[str] = frozenset()

    def written(self, span: Span) -> str:
        """The words of a file, as they stand."""
        return self.sources.get(span.file, "")[span.start : span.end]

    def definition(self, name: str) -> Definition | None:
        """What a name stands for, if it is a rule: one of the same file before others."""
        if name in self.bound:
            return None
        found = [d for d in self.program.definitions.values() if d.label == name]
        return next((d for d in found if d.span.file == self.file), found[0] if found else None)

    def target_kind(self, name: str) -> str | None:
        """What kind of rule an exception is to; None where it is to another exception."""
        found = [d for d in self.program.definitions.values() if d.label == name]
        own = [d for d in found if d.span.file == self.file] or [d for d in found if "/" not in d.id]
        return own[0].kind if own else None

    def field(self, name: str) -> Type | None:
        """The type of a field of that name, of whichever record."""
        kinds = [f.type for r in self.program.records.values() for f in r.fields if f.name == name]
        return kinds[0] if kinds and name not in self.bound else None

    def is_unit(self, name: str) -> bool:
        """Whether a name is a unit of the place's own (计量)."""
        kinds = [f.type for r in self.program.records.values() for f in r.fields]
        return any(isinstance(k, ty.NumberType) and k.unit == ((name, 1),) for k in kinds)

    def is_truth_field(self, name: str) -> bool:
        """Whether a name is a yes-or-no field (or an argument), not a condition that has its own rule."""
        if name in self.bound:
            return True
        own = self.definition(name)
        if own is not None and own.span.file == self.file:
            return False
        return isinstance(self.field(name), ty.TruthType) or own is None

    def kind_of(self, expr: t.Expr) -> Type | None:
        """The type of a name or a literal where it is plain; None where it would have to be worked out."""
        match expr:
            case t.DateLiteral():
                return ty.DateType()
            case t.Number(unit=unit):
                return ty.NumberType(unit, 0)
            case t.NameRef(name=name) if name in DAY_NAMES and name not in self.bound:
                return ty.DateType()
            case t.NameRef(name=name) | t.MemberOf(name=t.Name(text=name)):
                return self._kind_of_name(name)
            case t.Call(name=name):
                return self._kind_of_name(name.text)
            case t.Arithmetic(op="add" | "subtract", left=left) | t.At(value=left) | t.OrElse(value=left):
                return self.kind_of(left)
        return None

    def _kind_of_name(self, name: str) -> Type | None:
        own = self.definition(name)
        if own is not None and own.span.file == self.file:
            return own.type
        return self.field(name) or (own.type if own else None)
