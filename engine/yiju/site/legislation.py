"""A document or a policy as schema.org `Legislation`, for search engines and those who collect legislation.

Input: a document with its register, or a policy of a program. Output: a JSON-LD object, and its block for a page.
Dates known to the year or month alone are given so (ISO 8601); what is not known is left out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from yiju.documents.force import in_force
from yiju.documents.register import Document, Reference, Register
from yiju.program.program import PolicyType
from yiju.site.periods import partial_iso, standing

FORCE = {"now": "InForce", "not_yet": "NotInForce", "ended": "NotInForce"}


def document_legislation(document: Document, register: Register, on: date) -> dict[str, Any]:
    """A document as Legislation; `on` is the day of which its force is told."""
    force = in_force(document, register)
    return _known(
        {
            **_legislation(document.title or document.number, register.place),
            "legislationIdentifier": document.number,
            "legislationDate": partial_iso(document.issued),
            "datePublished": partial_iso(document.issued),
            "legislationPassedBy": _office(document.issuer),
            "temporalCoverage": _coverage(force.start, force.end),
            "legislationLegalForce": _force(force.start, force.end, on),
            "legislationAmends": _others(document.amends, register),
            "legislationRepeals": _others(document.repeals, register),
        }
    )


def policy_legislation(policy: PolicyType, register: Register, on: date) -> dict[str, Any]:
    """A policy as Legislation that its documents are the basis of."""
    start = policy.start.day if policy.start else None
    end = policy.end.day if policy.end else None
    found = [document for key in policy.basis if (document := register.find(key)) is not None]
    issuers = list(dict.fromkeys(d.issuer for d in found if d.issuer))
    return _known(
        {
            **_legislation(policy.title, register.place),
            "legislationPassedBy": [_office(issuer) for issuer in issuers],
            "temporalCoverage": _coverage(start, end),
            "legislationLegalForce": _force(start, end, on),
            "isBasedOn": [_named(document) for document in found],
            "spatialCoverage": register.place,
        }
    )


def script(data: Mapping[str, Any]) -> str:
    """The block that holds it in a page; nothing in it can end the block early."""
    written = json.dumps(data, ensure_ascii=False, sort_keys=True)
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return f'<script type="application/ld+json">{written}</script>'


def _legislation(name: str, place: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": name,
        "legislationJurisdiction": {"@type": "AdministrativeArea", "name": place},
        "inLanguage": "zh",
    }


def _others(references: Sequence[Reference], register: Register) -> list[dict[str, Any]]:
    found = ((r.key, register.find(r.key)) for r in references)
    return [_named(d) if d else {"@type": "Legislation", "name": key} for key, d in found]


def _named(document: Document) -> dict[str, Any]:
    return _known(
        {
            "@type": "Legislation",
            "name": document.title or document.number,
            "legislationIdentifier": document.number,
        }
    )


def _office(name: str) -> dict[str, Any] | None:
    return {"@type": "GovernmentOrganization", "name": name} if name else None


def _coverage(start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return ""
    return f"{start.isoformat() if start else '..'}/{end.isoformat() if end else '..'}"


def _force(start: date | None, end: date | None, on: date) -> str:
    found = FORCE.get(standing(start, end, on))
    return f"https://schema.org/{found}" if found else ""


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", None, [])}
