"""A place at one moment of editing: its texts, what they were parsed and checked to, and what each name stands for.

Inert: whatever an editor asks is answered from one snapshot, while the next is made.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from yiju.check.elaborate import Checked
from yiju.check.meanings import Meant
from yiju.documents.register import Register
from yiju.editing.occurrences import Occurrence, occurrences
from yiju.load import Loaded, Rules
from yiju.rule_set.model import PolicyScope, RuleSet, Source
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding
from yiju_grammar.parser import Parsed
from yiju_grammar.span import Span


@dataclass(frozen=True)
class OpenFile:
    """A policy file as it stands in the editor. `parsed` has its tree before `见` is read, `source` after."""

    name: str
    path: Path
    parsed: Parsed
    source: Source
    findings: tuple[Finding, ...]

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def tree(self) -> t.Tree:
        return self.source.tree


@dataclass(frozen=True)
class Snapshot:
    """`rule_set` is of all files as they stand. `whole` was gone through at some earlier moment; `parts` are the files
    changed since, each gone through anew with the policies it holds (see `recheck.py`). `early`: what is wrong
    with the register. `checks`: the findings of checking, by file."""

    folder: Path
    registers: tuple[Register, ...]
    files: Mapping[str, OpenFile]
    rule_set: RuleSet
    whole: Checked
    parts: Mapping[str, Checked]
    early: tuple[Finding, ...]
    checks: Mapping[str, tuple[Finding, ...]]
    _names: dict[str, tuple[Occurrence, ...]] = field(default_factory=dict, init=False, compare=False)

    def checked(self, file: str) -> Checked:
        """The newest program that the rules of a file are in."""
        return self.parts.get(file, self.whole)

    def findings(self, file: str) -> tuple[Finding, ...]:
        """What is wrong with a file, by place."""
        held = self.files.get(file)
        found = dict.fromkeys((*(held.findings if held else ()), *self.checks.get(file, ())))
        return tuple(sorted(found, key=lambda f: (f.span.start if f.span else -1, f.code)))

    def rules(self, file: str) -> Rules:
        """The rules as `yiju.load` gives them, to decide by; a policy is as newly checked as it can be."""
        checked = self.checked(file)
        texts = {name: held.text for name, held in self.files.items()}
        loaded = Loaded(checked, texts, self.registers, ())
        return Rules(self.folder, checked.program, texts, _loaded=loaded)

    def meant(self, file: str) -> tuple[tuple[Span, Meant], ...]:
        """What the names in the expressions of a file stand for, by place."""
        return self.checked(file).meant.get(file, ())

    def policy_of(self, file: str, offset: int) -> PolicyScope | None:
        """The policy that a place of a file belongs to."""
        held = self.files.get(file)
        heads = [d for d in (held.tree.declarations if held else ()) if isinstance(d, t.Policy | t.Filling)]
        before = [d for d in heads if d.span.start <= offset]
        if not before:
            return None
        last = before[-1]
        return self.rule_set.policies.get(last.name.text if isinstance(last, t.Policy) else last.policy.text)

    def occurrences(self, file: str) -> tuple[Occurrence, ...]:
        """Every name of a file that is known to stand for something, by place."""
        if file not in self._names:
            self._names[file] = occurrences(self, file) if file in self.files else ()
        return self._names[file]

    def occurrence_at(self, file: str, offset: int) -> Occurrence | None:
        """The name at a place (also just behind it)."""
        found = self.occurrences(file)
        index = bisect_right([o.span.start for o in found], offset) - 1
        if index < 0 or found[index].span.end < offset:
            return None
        return found[index]

    def declaration_at(self, file: str, offset: int) -> t.Declaration | None:
        """The declaration that a place stands in, its grounds included."""
        held = self.files.get(file)
        for declaration in held.tree.declarations if held else ():
            starts = [g.span.start for g in declaration.grounds]
            if min([declaration.span.start, *starts]) <= offset <= declaration.span.end:
                return declaration
        return None
