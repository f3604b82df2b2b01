"""Going to what a name stands for, finding where else it stands, and giving it another name.

Input: a snapshot and a place. Output: places in policy files and documents, or edits. Knows no editor.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yiju.documents.model import Citation
from yiju.editing.hover import cited, quote_at, register_of
from yiju.editing.occurrences import Occurrence, Thing
from yiju.editing.snapshot import Snapshot
from yiju_grammar import lexicon as lex
from yiju_grammar.span import Span

_NAME = re.compile(r"[^\W\d][\w-]*")


@dataclass(frozen=True, slots=True)
class Target:
    """A place in a file on disk: characters of its text (decoded, BOM dropped)."""

    path: Path
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """New words for a span of a policy file."""

    span: Span
    text: str


def definition(snapshot: Snapshot, file: str, offset: int) -> Target | None:
    """Where the thing at a place is declared; of a quote, its words in the document; of a number, the document."""
    quote = quote_at(snapshot, file, offset)
    if quote is not None:
        found = cited(snapshot, quote)
        return _in_document(snapshot, file, found) if isinstance(found, Citation) else None
    found_name = snapshot.occurrence_at(file, offset)
    if found_name is None:
        return None
    if found_name.thing.kind == "document":
        document = register_of(snapshot, file).find(found_name.thing.name)
        has_text = document is not None and document.path and document.text
        return Target(Path(document.path), document.text, 0, 0) if document is not None and has_text else None
    return _target(snapshot, found_name.thing.declared) if found_name.thing.declared else None


def _target(snapshot: Snapshot, span: Span) -> Target | None:
    held = snapshot.files.get(span.file)
    return Target(held.path, held.text, span.start, span.end) if held else None


def _in_document(snapshot: Snapshot, file: str, citation: Citation) -> Target | None:
    documents = register_of(snapshot, file).all_documents()
    document = next((d for d in documents if d.file == citation.document and d.text), None)
    return Target(Path(document.path), document.text, *citation.span) if document else None


# --- references and renaming --------------------------------------------------------------------------------


def references(snapshot: Snapshot, file: str, offset: int) -> tuple[Occurrence, ...]:
    """Every place of the place's files where the same thing is named, in order."""
    found = snapshot.occurrence_at(file, offset)
    if found is None:
        return ()
    key = _key(found.thing)
    files = (name for name, held in sorted(snapshot.files.items()) if found.thing.name in held.text)
    return tuple(o for name in files for o in snapshot.occurrences(name) if _key(o.thing) == key)


def _key(thing: Thing) -> tuple[object, ...]:
    """What two names have in common that stand for one thing."""
    if thing.declared is not None and thing.kind != "outcome":
        return (thing.declared,)
    return (thing.kind, thing.name, thing.owner)


def renameable(snapshot: Snapshot, file: str, offset: int) -> Occurrence | None:
    """The name at a place, if it is one of the writer's own."""
    found = snapshot.occurrence_at(file, offset)
    own = found is not None and found.thing.declared is not None and found.thing.kind != "outcome"
    inside = (
        own and found is not None and found.thing.declared is not None and found.thing.declared.file in snapshot.files
    )
    return found if inside else None


def rename(snapshot: Snapshot, file: str, offset: int, name: str) -> tuple[Edit, ...] | str:
    """The edits that give a thing another name in all files; or why the name cannot be had: `invalid` (no name of the
    language), `taken` (something else has it)."""
    if not _NAME.fullmatch(name) or name in _reserved():
        return "invalid"
    found = renameable(snapshot, file, offset)
    if found is None:
        return ()
    if _is_taken(snapshot, found.thing, name):
        return "taken"
    return tuple(Edit(o.span, name) for o in references(snapshot, file, offset))


def _reserved() -> frozenset[str]:
    words = (s for k in lex.KEYWORDS if k.before == "word" for p in k.spellings for s in (p.zh, p.en))
    return frozenset((*words, *(s for p in lex.BUILTIN_NAMES for s in (p.zh, p.en))))


def _is_taken(snapshot: Snapshot, thing: Thing, name: str) -> bool:
    """Whether a thing of the same kind and owner bears the name already."""
    others = (o.thing for file in snapshot.files for o in snapshot.occurrences(file) if o.declares)
    return any(o.name == name and o.kind == thing.kind and o.owner == thing.owner for o in others)


def edits_by_file(edits: tuple[Edit, ...]) -> Mapping[str, tuple[Edit, ...]]:
    """Edits under the file they change."""
    made: dict[str, list[Edit]] = {}
    for edit in edits:
        made.setdefault(edit.span.file, []).append(edit)
    return {file: tuple(items) for file, items in made.items()}
