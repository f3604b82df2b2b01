"""A document's file or text → what it states, adds up and rules, and the draft made of it.

Input: a path or a text. Output: a `Compiled`, or the finding that says why the file can't be read. Writes nothing.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from yiju.documents.clauses import clauses
from yiju.drafting.draft import draft_of
from yiju.drafting.model import Compiled, Confirmed, DocumentReading
from yiju.facts.read import read_facts
from yiju.provisions.read import read_provisions
from yiju.readers.model import DocumentText
from yiju.readers.read import read_file
from yiju.sums.find import find_sums
from yiju_grammar.finding import Finding, finding
from yiju_grammar.span import Span

CONFIRM_KEYS = frozenset({"names", "answers", "fields", "declarations"})


def compile_document(path: str | Path, *, confirmed: Confirmed | None = None) -> Compiled | Finding:
    """Compile a document's file.

    Args:
        confirmed: what a person confirmed of an earlier draft.
    Returns: the compiled document, or the finding that says why it can't be read (YJ511–YJ514, YJ541–YJ559).
    """
    file = Path(path)
    document = read_file(file, Span(file.as_posix(), 0, 0))
    return document if isinstance(document, Finding) else compile_text(document, file.name, confirmed=confirmed)


def compile_text(document: DocumentText, file: str, *, confirmed: Confirmed | None = None) -> Compiled:
    """Compile a document that was read."""
    reading = reading_of(document, file)
    return Compiled(reading, draft_of(reading, confirmed))


def reading_of(document: DocumentText, file: str) -> DocumentReading:
    """Go through a document: clauses, facts, sums, provisions."""
    facts = read_facts(document.text)
    sums = find_sums(document.text, facts.facts)
    provisions = read_provisions(document.text, facts)
    return DocumentReading(document, file, clauses(document.text), facts, sums, provisions)


def read_confirmed(text: str, file: str) -> Confirmed | Finding:
    """What a person confirmed: TOML with `[names]` (proposed = what to call it), `[answers]` (question = a reading or
    an expression), `[fields.RECORD]` (name = type) and `declarations` (policy text to add).

    Returns: YJ712 where the text is no such TOML.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return finding("YJ712", None, file=file, why=str(error))
    unknown = sorted(set(table) - CONFIRM_KEYS)
    fields = table.get("fields", {})
    maps = (table.get("names", {}), table.get("answers", {}), *(fields.values() if isinstance(fields, dict) else (0,)))
    if unknown or not isinstance(table.get("declarations", ""), str) or not all(_is_text_map(m) for m in maps):
        return finding("YJ712", None, file=file, why="、".join(unknown or sorted(table)))
    return Confirmed(maps[0], maps[1], fields, table.get("declarations", ""))


def _is_text_map(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
