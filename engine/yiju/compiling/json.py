"""A compiled document as JSON, `yiju/document/1`; its schema is `document.schema.json`.

Input: a compiled document. Output: plain data; spans are in characters of the decoded original (for .docx, .pdf and
.ofd of the text as read). Computes nothing.
"""

from __future__ import annotations

import json
from typing import Any

from yiju.compiling.findings import findings_of
from yiju.compiling.structure import enumerations
from yiju.drafting.model import Compiled, DocumentReading
from yiju.drafting.phrases import plain
from yiju.facts.model import Fact, Mention
from yiju.facts.tables import Table, tables
from yiju.provisions.model import Accounted, AccountStatus
from yiju.provisions.reasons import reason
from yiju.readers.model import TextPlace
from yiju.readers.original import original_span
from yiju.sums.model import Amount, Sum
from yiju_grammar.finding import Finding

SCHEMA = "yiju/document/1"
SCALES = {1_000: "千", 10_000: "万", 1_000_000: "百万", 100_000_000: "亿"}
COUNTED: tuple[AccountStatus, ...] = ("ruled", "stated", "not_normative", "structural")
Place = tuple[int, int]


def to_json(compiled: Compiled) -> str:
    """The whole report as a JSON text, the same bytes for the same document."""
    return json.dumps(to_data(compiled), ensure_ascii=False, indent=2)


def to_data(compiled: Compiled) -> dict[str, Any]:
    """The whole report: document, clauses, numbers, facts, names, sums, rules, coverage, draft, findings."""
    reading = compiled.reading
    header = reading.facts.header
    return {
        "schema": SCHEMA,
        "document": {
            "title": header.title,
            "number": header.number,
            "issuer": header.issuer,
            "issued": header.issued,
            "addressees": list(header.addressees),
            "attachments": list(header.attachments),
            "form": reading.document.form,
            "file": reading.file,
        },
        "clauses": [
            {"path": c.path, "span": _span(reading, c.span), "heading": c.heading} | _where(reading, c.span)
            for c in reading.clauses
        ],
        "enumerations": [
            {"clause": e.clause or None, "items": [_span(reading, item) for item in e.items]}
            for e in enumerations(reading.text)
        ],
        "tables": [_table(reading, table) for table in tables(reading.text)],
        "numbers": [
            {"text": n.text, "normalized": n.normalized, "wellformed": n.is_wellformed, "span": _span(reading, n.span)}
            for n in reading.facts.numbers
        ],
        "facts": [_fact(reading, f) for f in reading.facts.facts],
        "sources": _mentions(reading, "source"),
        "groups": _mentions(reading, "group"),
        "organisations": _mentions(reading, "organisation"),
        "sums": [_sum(reading, s) for s in reading.sums],
        "rules": _rules(compiled),
        "coverage": _coverage(reading),
        "draft": _draft(compiled),
        "findings": [_finding(reading, f) for f in findings_of(compiled)],
    }


def _span(reading: DocumentReading, place: Place) -> list[int]:
    return list(original_span(reading.document, place))


def _where(reading: DocumentReading, place: Place) -> dict[str, int]:
    """Page and paragraph, for the forms that have them."""
    at: TextPlace | None = None
    for known in reading.document.places:
        if known.start > place[0]:
            break
        at = known
    if at is None:
        return {}
    return ({"page": at.page} if at.page else {}) | {"paragraph": at.paragraph}


def _table(reading: DocumentReading, table: Table) -> dict[str, Any]:
    """Its cells as they stand, row by row, and the units announced above it."""
    return {
        "span": _span(reading, table.place),
        "units": [f"{SCALES.get(caption.scale, '')}{caption.unit}" for caption in table.captions],
        "rows": [[reading.text[start:end] for start, end in row] for row in table.rows],
    }


def _fact(reading: DocumentReading, fact: Fact) -> dict[str, Any]:
    told = {
        "comparative": fact.comparative,
        "moment": fact.moment or None,
        "approximate": True if fact.is_approximate else None,
    }
    return {
        "kind": fact.kind,
        "text": fact.text,
        "value": fact.value,
        "unit": fact.unit or None,
        "span": _span(reading, fact.span),
        "clause": fact.clause or None,
    } | {key: value for key, value in told.items() if value is not None}


def _mentions(reading: DocumentReading, kind: str) -> list[dict[str, Any]]:
    of_kind: list[Mention] = [m for m in reading.facts.mentions if m.kind == kind]
    return [{"text": m.text, "span": _span(reading, m.span), "clause": m.clause or None} for m in of_kind]


def _amount(reading: DocumentReading, amount: Amount) -> dict[str, Any]:
    times = {"times": amount.times} if amount.times != 1 else {}
    span = _span(reading, amount.span) if amount.span else None
    return {"value": plain(amount.value), "span": span, "label": amount.label or None} | times


def _sum(reading: DocumentReading, checked: Sum) -> dict[str, Any]:
    return {
        "total": _amount(reading, checked.total),
        "parts": [_amount(reading, p) for p in checked.parts],
        "status": checked.status,
        "difference": plain(checked.difference),
        "unit": checked.unit,
        "derived": [_amount(reading, a) for a in checked.derived],
        "alternatives": [[_amount(reading, a) for a in parts] for parts in checked.alternatives],
    }


def _rules(compiled: Compiled) -> list[dict[str, Any]]:
    reading = compiled.reading
    return [
        {
            "kind": p.kind,
            "clause": p.clause or None,
            "quote": p.quote,
            "span": _span(reading, p.span),
            "value": p.value,
            "pattern": p.pattern,
            "policy_text": compiled.draft.policy_texts.get(index),
        }
        for index, p in enumerate(reading.provisions.provisions)
    ]


def _coverage(reading: DocumentReading) -> dict[str, Any]:
    account = reading.provisions.account
    counts: dict[str, int] = {status: sum(1 for a in account if a.status == status) for status in COUNTED}
    return {
        "sentences": len(account),
        **counts,
        "reasons": [
            _accounted(reading, a) | {"why": reason(a.why, "zh")} for a in account if a.status == "not_normative"
        ],
        "uncovered": [_accounted(reading, a) for a in account if a.status == "uncovered"],
    }


def _accounted(reading: DocumentReading, item: Accounted) -> dict[str, Any]:
    return {"span": _span(reading, item.sentence.span), "text": item.sentence.text}


def _draft(compiled: Compiled) -> dict[str, Any]:
    draft = compiled.draft
    return {
        "place": draft.place,
        "files": dict(draft.files),
        "policies": [p.part.name for p in draft.policies],
        "fields": {
            record: [
                {"name": f.name, "type": f.type or "枚举", "values": list(f.values), "words": f.words} for f in fields
            ]
            for record, fields in draft.fields.items()
        },
        "open": [{"question": o.question, "readings": list(o.readings)} for o in draft.open_points],
        "given_up": [{"declaration": head, "code": code} for head, code in draft.given_up],
    }


def _finding(reading: DocumentReading, found: Finding) -> dict[str, Any]:
    span = _span(reading, (found.span.start, found.span.end)) if found.span else None
    return {"code": found.code, "severity": found.severity, "message": found.message("zh"), "span": span}
