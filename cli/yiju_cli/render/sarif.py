"""Findings as SARIF 2.1.0, for code scanning services and editors."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from yiju_cli.render.places import in_order, place_of
from yiju_grammar.finding import Finding, Lang, code_page
from yiju_grammar.span import Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def findings_sarif(findings: Iterable[Finding], sources: Mapping[str, str], lang: Lang) -> str:
    """The log as text: one run, the codes met as its rules."""
    found = in_order(findings)
    codes = sorted({f.code for f in found})
    run = {
        "tool": {"driver": {"name": "yiju", "rules": [_rule(c, lang) for c in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, codes, sources, lang) for f in found],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, lang: Lang) -> dict[str, Any]:
    page = code_page(code)
    return {
        "id": code,
        "shortDescription": {"text": page[lang]["means"]},
        "help": {"text": page[lang]["why"]},
        "defaultConfiguration": {"level": page["severity"]},
    }


def _result(found: Finding, codes: list[str], sources: Mapping[str, str], lang: Lang) -> dict[str, Any]:
    said = [found.message(lang), found.where, found.label(lang), found.hint(lang)]
    made: dict[str, Any] = {
        "ruleId": found.code,
        "ruleIndex": codes.index(found.code),
        "level": found.severity,
        "message": {"text": "\n".join(filter(None, said))},
    }
    if found.span is not None and found.span.file:
        made["locations"] = [_location(found.span, sources)]
    related = [(s, t) for s, t in found.note_texts(lang) if s is not None and s.file and t]
    if related:
        made["relatedLocations"] = [{**_location(s, sources), "message": {"text": t}} for s, t in related]
    return made


def _location(span: Span, sources: Mapping[str, str]) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(span.file.replace("\\", "/"))}}
    place = place_of(span, sources)
    if place is not None:
        physical["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": span.start,
            "charLength": span.end - span.start,
        }
    return {"physicalLocation": physical}
