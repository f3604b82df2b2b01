"""What stands on a policy's page, in the order written: rules under the headings of the rule file, cases, the rest.

Input: a scope. Output: sections of declarations with the notes above them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from yiju.rule_set.model import Scope, Source, Stated
from yiju.site.anchors import stated_in
from yiju.site.policy.remarks import Remark, remarks_above
from yiju_grammar import tree as t

APART = (t.Case, t.NotRule, t.Ledger)
"""Declarations that are shown in sections of their own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A declaration with the comments above it."""

    stated: Stated
    notes: tuple[str, ...]


@dataclass(slots=True)
class Section:
    """Declarations under a heading of the rule file; the first may have none."""

    title: str
    entries: list[Entry] = field(default_factory=list)


def rule_sections(scope: Scope) -> tuple[Section, ...]:
    """The rules of a scope under the headings of their files."""
    sections = [Section("")]
    remarks = _remarks(scope)
    for stated in stated_in(scope):
        held = remarks.get((stated.source.file, stated.declaration.span.start), ())
        if isinstance(stated.declaration, APART):
            continue
        title = next((r.text for r in held if r.is_heading), None)
        if title is not None:
            sections.append(Section(title))
        sections[-1].entries.append(Entry(stated, tuple(r.text for r in held if not r.is_heading)))
    return tuple(s for s in sections if s.entries)


def entries_of(scope: Scope, kind: type[t.Declaration]) -> tuple[Entry, ...]:
    """The declarations of one kind, with every comment above them as a note."""
    remarks = _remarks(scope)
    held = (s for s in stated_in(scope) if isinstance(s.declaration, kind))
    return tuple(
        Entry(s, tuple(r.text for r in remarks.get((s.source.file, s.declaration.span.start), ()))) for s in held
    )


def preface(source: Source | None, head: t.Declaration) -> tuple[str, ...]:
    """The comments above a policy's head."""
    if source is None:
        return ()
    return tuple(r.text for r in remarks_above(source).get(head.span.start, ()))


def _remarks(scope: Scope) -> dict[tuple[str, int], tuple[Remark, ...]]:
    made: dict[tuple[str, int], tuple[Remark, ...]] = {}
    for source in _sources(stated_in(scope)):
        made |= {(source.file, start): held for start, held in remarks_above(source).items()}
    return made


def _sources(held: Iterable[Stated]) -> Iterator[Source]:
    seen: set[str] = set()
    for stated in held:
        if stated.source.file not in seen:
            seen.add(stated.source.file)
            yield stated.source
