"""Clauses that rule files and the register name by their paths: after a renumbering a path still names a clause, and
nothing else would tell that it is another one.

Input: an alignment, loaded rules. Output: what must be told of each 不入规则, and of each entry of the register, that
names clauses of the old document.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.compiling.versions.alignment import Alignment
from yiju.compiling.versions.model import NamedChange, RulePlace
from yiju.compiling.versions.named_clauses import named_now
from yiju.compiling.versions.not_rules import statements
from yiju.compiling.versions.registered import registered_as
from yiju.compiling.versions.rule_places import rule_place
from yiju.documents.clauses import clauses
from yiju.documents.ranges import clause_range
from yiju.documents.register import REGISTER_FILE, Register
from yiju.load import Rules

REFERENCES = ("restated_by", "amends", "repeals")


def named_changes(alignment: Alignment, rules: Rules) -> Iterator[NamedChange]:
    """What must be told of each name of clauses: of the register, then of the policies in their order."""
    mine = {d.file for d in registered_as(alignment.version.reading, rules)}
    if mine:
        yield from _of_register(alignment, rules.registers[0], mine)
        yield from _of_statements(alignment, rules, mine)


def _of_register(alignment: Alignment, register: Register, mine: set[str]) -> Iterator[NamedChange]:
    """What the register says is restated, amended or repealed of clauses of the old document; other words in them are
    no matter to it."""
    for document in register.all_documents():
        for reference, field in ((r, f) for f in REFERENCES for r in getattr(document, f)):
            other = register.find(reference.key)
            if not reference.clause or other is None or other.file not in mine:
                continue
            told = named_now(alignment, reference.clause)
            if told is not None and told.status != "changed":
                place = RulePlace(REGISTER_FILE, 0, f"{document.key} {field}")
                yield NamedChange(told.status, place, reference.clause, told.now)


def _of_statements(alignment: Alignment, rules: Rules, mine: set[str]) -> Iterator[NamedChange]:
    for statement in statements(rules):
        for name in statement.declared.clauses:
            meant = next((d for d in statement.documents if d.text and clause_range(name.text, clauses(d.text))), None)
            told = named_now(alignment, name.text) if meant is not None and meant.file in mine else None
            if told is not None:
                yield NamedChange(told.status, rule_place(rules, name.span), name.text, told.now)
