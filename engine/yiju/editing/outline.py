"""A file's outline, what of it can be folded away, and the colours of its names.

Input: a snapshot and a file. Output: entries, ranges of lines, coloured spans.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from yiju.editing.completion import keyword_of
from yiju.editing.snapshot import Snapshot
from yiju_grammar import tree as t
from yiju_grammar.finding import Lang
from yiju_grammar.formatter import language_of
from yiju_grammar.span import Span

EntryKind = Literal["policy", "record", "field", "rule", "value", "table", "payment", "case", "other"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A declaration in the outline. `span` holds it with its grounds, `name_span` is what to go to."""

    name: str
    kind: EntryKind
    detail: str
    span: Span
    name_span: Span
    under: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Fold:
    """Lines (from 0) that can be folded: a declaration's body, a run of comments."""

    first: int
    last: int
    kind: Literal["region", "comment"]


KINDS: dict[type, EntryKind] = {
    t.Record: "record",
    t.Eligibility: "rule",
    t.Exclusion: "rule",
    t.Exception_: "rule",
    t.Definition: "value",
    t.Standard: "value",
    t.Parameter: "value",
    t.Delegation: "value",
    t.Table: "table",
    t.Scale: "table",
    t.Points: "table",
    t.Payment: "payment",
    t.Fund: "payment",
    t.Arrears: "payment",
    t.Case: "case",
    t.Enumeration: "record",
}


def outline(snapshot: Snapshot, file: str) -> tuple[Entry, ...]:
    """The declarations of a file; those of a policy stand under it."""
    held = snapshot.files.get(file)
    if held is None:
        return ()
    lang = language_of(held.parsed)
    made: list[Entry] = []
    under: list[Entry] | None = None
    head: Entry | None = None
    for declaration in held.tree.declarations:
        entry = _entry(declaration, lang)
        if isinstance(declaration, t.Policy | t.Filling):
            _close(made, head, under)
            head, under = entry, []
        elif under is not None:
            under.append(entry)
        else:
            made.append(entry)
    _close(made, head, under)
    return tuple(made)


def _close(made: list[Entry], head: Entry | None, under: list[Entry] | None) -> None:
    if head is not None and under is not None:
        last = under[-1].span if under else head.span
        made.append(Entry(head.name, "policy", head.detail, head.span.to(last), head.name_span, tuple(under)))


def _entry(declaration: Any, lang: Lang) -> Entry:
    name = getattr(declaration, "name", None) or getattr(declaration, "office", None)
    keyword = keyword_of(declaration, lang)
    start = min([declaration.span.start, *(g.span.start for g in declaration.grounds)])
    span = Span(declaration.span.file, start, declaration.span.end)
    text, at = (name.text, name.span) if isinstance(name, t.Name) else (keyword, declaration.span)
    fields = declaration.fields if isinstance(declaration, t.Record) else ()
    under = tuple(Entry(f.name.text, "field", "", f.span, f.name.span) for f in fields)
    return Entry(text, KINDS.get(type(declaration), "other"), keyword, span, at, under)


def folds(snapshot: Snapshot, file: str) -> tuple[Fold, ...]:
    """What can be folded away."""
    held = snapshot.files.get(file)
    if held is None:
        return ()
    lines = _Lines(held.text)
    made = [lines.fold(d.span, "region") for d in held.tree.declarations]
    made += [lines.fold(span, "comment") for span in _comment_runs(held.tree.comments, lines)]
    return tuple(f for f in made if f.last > f.first)


class _Lines:
    """Characters of a text to lines."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]

    def line(self, offset: int) -> int:
        from bisect import bisect_right

        return bisect_right(self.starts, offset) - 1

    def fold(self, span: Span, kind: Literal["region", "comment"]) -> Fold:
        return Fold(self.line(span.start), self.line(max(span.start, span.end - 1)), kind)


def _comment_runs(comments: tuple[t.Comment, ...], lines: _Lines) -> Iterator[Span]:
    run: Span | None = None
    for comment in comments:
        if run is not None and lines.line(comment.span.start) == lines.line(run.end) + 1:
            run = run.to(comment.span)
            continue
        if run is not None:
            yield run
        run = comment.span
    if run is not None:
        yield run


# --- colours ------------------------------------------------------------------------------------------------

Colour = Literal[
    "class", "property", "enumMember", "function", "variable", "parameter", "type", "namespace", "string", "comment"
]
COLOURS: dict[str, Colour] = {
    "field": "property",
    "value": "enumMember",
    "declaration": "function",
    "policy": "namespace",
    "record": "class",
    "enumeration": "type",
    "variable": "parameter",
    "column": "variable",
    "outcome": "function",
    "office": "namespace",
    "document": "string",
}


@dataclass(frozen=True, slots=True)
class Coloured:
    """A name with what colours it; `declares`: it is declared here; `builtin`: the language gives it."""

    span: Span
    colour: Colour
    declares: bool
    builtin: bool


def coloured(snapshot: Snapshot, file: str) -> tuple[Coloured, ...]:
    """The names of a file by what they stand for; words of the language are the grammar's to colour."""
    made: list[Coloured] = []
    end = 0
    for found in snapshot.occurrences(file):
        if found.span.start < end:
            continue
        end = found.span.end
        kind = found.thing.kind
        made.append(Coloured(found.span, COLOURS.get(kind, "variable"), found.declares, kind == "builtin"))
    return tuple(made)
