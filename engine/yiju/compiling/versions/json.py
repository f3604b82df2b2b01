"""The comparison of two versions as JSON, `yiju/versions/1`; its schema is `versions.schema.json`.

Input: a comparison. Output: plain data; spans are in characters of each decoded original (for .docx, .pdf and .ofd of
the text as read). Computes nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from yiju.compiling.versions.model import (
    ClauseChange,
    Comparison,
    FactChange,
    NamedChange,
    Place,
    ProvisionChange,
    QuoteChange,
    RulePlace,
)
from yiju.compiling.versions.parts import Part
from yiju.drafting.model import DocumentReading
from yiju.drafting.phrases import plain
from yiju.facts.model import Fact
from yiju.provisions.model import Provision
from yiju.readers.original import original_span
from yiju.sums.model import Amount, Sum

SCHEMA = "yiju/versions/1"

Data = dict[str, Any]


def to_json(comparison: Comparison) -> str:
    """The whole report as a JSON text, the same bytes for the same versions."""
    return json.dumps(to_data(comparison), ensure_ascii=False, indent=2)


def to_data(comparison: Comparison) -> Data:
    """The whole report: what must be looked at (quotes, named, provisions, sums), then what changed, then counts."""
    return {
        "schema": SCHEMA,
        "old": _document(comparison.old),
        "new": _document(comparison.new),
        "same": comparison.is_same,
        "quotes": [_quote(comparison, q) for q in comparison.quotes] if comparison.has_rules else None,
        "named": [_named(n) for n in comparison.named] if comparison.has_rules else None,
        "provisions": [_provision(comparison, p) for p in comparison.provisions],
        "sums": [
            {
                "new": _sum(comparison.new, s.new),
                "old": _sum(comparison.old, s.old) if s.old else None,
            }
            for s in comparison.sums
        ],
        "header": [{"field": h.field, "old": h.old, "new": h.new} for h in comparison.header],
        "clauses": [_clause(comparison, c) for c in comparison.clauses],
        "facts": [_fact_change(comparison, f) for f in comparison.facts],
        "counts": _counts(comparison),
    }


def _document(reading: DocumentReading) -> Data:
    header = reading.facts.header
    return {
        "title": header.title,
        "number": header.number,
        "issuer": header.issuer,
        "issued": header.issued,
        "file": reading.file,
    }


def _span(reading: DocumentReading, place: Place) -> list[int]:
    return list(original_span(reading.document, place))


def _words(reading: DocumentReading, place: Place | None, clause: str) -> Data | None:
    """Words of a version where they stand, with their clause."""
    if place is None:
        return None
    return {"clause": clause or None, "span": _span(reading, place), "text": reading.text[slice(*place)]}


def _quote(comparison: Comparison, quote: QuoteChange) -> Data:
    citation = quote.citation
    return {
        "status": quote.status,
        "number": citation.number or None,
        "title": citation.title or None,
        "quote": citation.quote,
        "users": [_user(u) for u in quote.users],
        "old": _words(comparison.old, quote.old, quote.old_clause),
        "new": _words(comparison.new, quote.nearest, quote.new_clause),
    }


def _user(place: RulePlace) -> Data:
    return {"file": place.file, "line": place.line or None, "text": place.written}


def _named(named: NamedChange) -> Data:
    return {"status": named.status, "named": named.named, "now": named.now or None, "user": _user(named.user)}


def _provision(comparison: Comparison, change: ProvisionChange) -> Data:
    return {
        "status": change.status,
        "old": _ruled(comparison.old, change.old),
        "new": _ruled(comparison.new, change.new),
        "nearest": _words(comparison.new, change.nearest, change.new_clause),
    } | ({"opener": _opener(comparison, change)} if change.status == "opener" else {})


def _opener(comparison: Comparison, change: ProvisionChange) -> Data:
    """The line that opens a provision's list, in both versions."""
    old = change.old.opens if change.old else None
    return {"old": _words(comparison.old, old, ""), "new": _words(comparison.new, change.opener, "")}


def _ruled(reading: DocumentReading, provision: Provision | None) -> Data | None:
    if provision is None:
        return None
    return {
        "kind": provision.kind,
        "clause": provision.clause or None,
        "quote": provision.quote,
        "span": _span(reading, provision.span),
        "value": provision.value,
    }


def _sum(reading: DocumentReading, checked: Sum) -> Data:
    return {
        "total": _amount(reading, checked.total),
        "parts": [_amount(reading, p) for p in checked.parts],
        "status": checked.status,
        "difference": plain(checked.difference),
        "unit": checked.unit,
    }


def _amount(reading: DocumentReading, amount: Amount) -> Data:
    span = _span(reading, amount.span) if amount.span else None
    return {"value": plain(amount.value), "span": span, "label": amount.label or None, "times": amount.times}


def _clause(comparison: Comparison, change: ClauseChange) -> Data:
    told = {
        "status": change.status,
        "moved": change.is_moved,
        "old": _part(comparison.old, change.old),
        "new": _part(comparison.new, change.new),
    }
    runs = [
        {
            "struck": comparison.old.text[slice(*run.old)],
            "added": comparison.new.text[slice(*run.new)],
            "old_span": _span(comparison.old, run.old),
            "new_span": _span(comparison.new, run.new),
        }
        for run in change.runs
    ]
    return told | ({"runs": runs} if runs else {})


def _part(reading: DocumentReading, part: Part | None) -> Data | None:
    return {"kind": part.kind, "path": part.path or None, "span": _span(reading, part.span)} if part else None


def _fact_change(comparison: Comparison, change: FactChange) -> Data:
    fact = change.new or change.old
    return {
        "kind": fact.kind if fact else None,
        "old": _fact(comparison.old, change.old),
        "new": _fact(comparison.new, change.new),
    }


def _fact(reading: DocumentReading, fact: Fact | None) -> Data | None:
    if fact is None:
        return None
    return {
        "kind": fact.kind,
        "text": fact.text,
        "value": fact.value,
        "unit": fact.unit or None,
        "span": _span(reading, fact.span),
        "clause": fact.clause or None,
        "comparative": fact.comparative,
        "moment": fact.moment or None,
    }


def _counts(comparison: Comparison) -> Data:
    clauses: Mapping[str, int] = Counter(c.status for c in comparison.clauses)
    statuses = ("unchanged", "changed", "renumbered", "moved", "added", "removed")
    return {
        "clauses": {status: clauses.get(status, 0) for status in statuses},
        "provisions": {
            "old": len(comparison.old.provisions.provisions),
            "standing": comparison.standing,
            "to_look_at": sum(1 for p in comparison.provisions if p.status not in ("beside", "renumbered")),
        },
    }
