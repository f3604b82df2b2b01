"""Findings as JSON: an array, sentences in both languages, places as offsets and as lines and columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from yiju_cli.render.places import in_order, place_of
from yiju_grammar.finding import Finding, Lang
from yiju_grammar.span import Span

LANGS: tuple[Lang, ...] = ("zh", "en")


def findings_json(findings: Iterable[Finding], sources: Mapping[str, str]) -> str:
    """The array as text; keys stand in a fixed order."""
    made = [_finding(f, sources) for f in in_order(findings)]
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _finding(found: Finding, sources: Mapping[str, str]) -> dict[str, Any]:
    texts = {lang: found.note_texts(lang) for lang in LANGS}
    return {
        "code": found.code,
        "severity": found.severity,
        "message": {lang: found.message(lang) for lang in LANGS},
        "label": {lang: found.label(lang) for lang in LANGS},
        "hint": {lang: found.hint(lang) for lang in LANGS},
        "place": _place(found.span, sources),
        "where": found.where,
        "notes": [
            {"message": {lang: texts[lang][i][1] for lang in LANGS}, "place": _place(note.span, sources)}
            for i, note in enumerate(found.notes)
        ],
    }


def _place(span: Span | None, sources: Mapping[str, str]) -> dict[str, Any] | None:
    """`span` is half-open, in characters; lines and columns count from 1."""
    if span is None or not span.file:
        return None
    made: dict[str, Any] = {"file": span.file, "span": [span.start, span.end]}
    place = place_of(span, sources)
    if place is not None:
        made |= {"line": place.line, "column": place.column}
        made |= {"end_line": place.end_line, "end_column": place.end_column}
    return made
