"""What changes in a place on which day: policies that begin and end, values that change, documents issued and ended.

Input: a place's rules. Output: dated changes, each with the page that tells of it; nothing here knows today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from yiju.documents.force import in_force
from yiju.documents.register import Document, Register
from yiju.load import Rules
from yiju.program.changes import changes
from yiju.program.program import Definition, Program

Kind = Literal["starts", "ends", "changes", "changes_place", "document_issued", "document_starts", "document_ends"]
VALUES = ("parameter", "table", "points", "standard", "definition", "eligibility", "payment")


@dataclass(frozen=True, slots=True)
class Change:
    """`policy` is empty for what belongs to the place; `names` are of the values that change."""

    day: date
    kind: Kind
    policy: str = ""
    names: tuple[str, ...] = ()
    document: Document | None = None


def dated_changes(rules: Rules) -> tuple[Change, ...]:
    """All changes of a place, the latest first."""
    found = [
        *_bounds(rules.program),
        *_values(rules.program),
        *_documents(rules.registers[0]),
    ]
    return tuple(sorted(found, key=lambda c: (-c.day.toordinal(), c.kind, c.policy, c.names)))


def _bounds(program: Program) -> Iterator[Change]:
    for policy in program.policies.values():
        if policy.start is not None and policy.start.kind != "unknown":
            yield Change(policy.start.day, "starts", policy.name)
        if policy.end is not None and policy.end.kind != "unknown" and policy.end.day < date.max:
            yield Change(policy.end.day, "ends", policy.name)


def _values(program: Program) -> Iterator[Change]:
    """The days inside a policy's time on which one of its values becomes another."""
    by_day: dict[tuple[date, str], list[str]] = defaultdict(list)
    bare = replace(program, definitions={}, tables={}, scales={}, policies={}, assertions=())
    for definition in program.definitions.values():
        if definition.kind not in VALUES:
            continue
        owner = _owner(definition, program)
        for day in changes(replace(bare, definitions={definition.id: definition})).changes:
            if _inside(day, owner, program):
                by_day[day, owner].append(definition.label)
    for (day, owner), names in by_day.items():
        yield Change(day, "changes" if owner else "changes_place", owner, tuple(dict.fromkeys(names)))


def _owner(definition: Definition, program: Program) -> str:
    policy = definition.id.partition("/")[0]
    return policy if policy in program.policies else ""


def _inside(day: date, owner: str, program: Program) -> bool:
    """Not the day on which the whole policy begins or has just ended: that is told of the policy."""
    policy = program.policies.get(owner)
    if policy is None:
        return True
    after_start = policy.start is None or policy.start.day < day
    return after_start and (policy.end is None or day <= policy.end.day)


def _documents(register: Register) -> Iterator[Change]:
    for document in register.documents:
        issued = document.issued
        if issued is not None and issued.first == issued.last:
            yield Change(issued.first, "document_issued", document=document)
        force = in_force(document, register)
        begins = document.effective
        known = begins is not None and begins.first == begins.last
        if known and force.start is not None and (issued is None or force.start != issued.first):
            yield Change(force.start, "document_starts", document=document)
        if force.end is not None:
            yield Change(force.end, "document_ends", document=document)
