"""Which provisions make which policy.

Input: a document's provisions, clauses and header. Output: policy parts. A document is one policy, unless sibling
clauses are schemes of their own, or its clauses speak of several benefits by name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yiju.documents.clauses import Clause, clause_at
from yiju.documents.folding import fold_forms
from yiju.drafting.model import DocumentReading, PolicyPart
from yiju.drafting.naming import to_name
from yiju.drafting.titles import benefit_name
from yiju.facts.model import NumberMention
from yiju.provisions.model import Provision

TITLE_BEFORE = re.compile(r"《([^《》]{2,60})》\s*[（(]?\s*$")
SUBSTANCE = frozenset({"eligibility", "rate", "payment", "points", "cutoff", "funding"})
SHARED_LETTERS = 4
SHORT_LABEL = 4


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that another names by title and number."""

    title: str
    number: str


def cited_documents(reading: DocumentReading) -> tuple[Cited, ...]:
    """The documents named with title and number, each once, in order."""
    found = (_cited(reading.text, n) for n in reading.facts.numbers if n.normalized)
    return tuple(dict.fromkeys(c for c in found if c is not None))


def _cited(text: str, mention: NumberMention) -> Cited | None:
    match = TITLE_BEFORE.search(text[max(0, mention.span[0] - 64) : mention.span[0]])
    return Cited(re.sub(r"\s+", "", match[1]), mention.normalized) if match else None


def policy_parts(reading: DocumentReading) -> tuple[PolicyPart, ...]:
    """The policies of a document, in order; none where it rules nothing that a record could decide."""
    provisions = reading.provisions.provisions
    schemes = _schemes(reading)
    parts: list[PolicyPart] = []
    inside: set[int] = set()
    for clause in schemes:
        own = tuple(i for i, p in enumerate(provisions) if _in(p, clause))
        inside |= set(own)
        parts.append(_scheme_part(reading, clause, own))
    rest = [i for i in range(len(provisions)) if i not in inside]
    if any(provisions[i].kind in SUBSTANCE for i in rest) or (not parts and rest):
        parts = [*_by_benefit(reading, rest), *parts]
    return _distinct(parts)


def _in(provision: Provision, clause: Clause) -> bool:
    return clause.extent[0] <= provision.span[0] < clause.extent[1]


def _schemes(reading: DocumentReading) -> list[Clause]:
    """Sibling clauses below the top, each with clauses of its own and two kinds of provisions or more."""
    found = [c for c in reading.clauses if _is_scheme(reading, c)]
    outer = [c for c in found if not any(o is not c and o.extent[0] <= c.span[0] < o.extent[1] for o in found)]
    return outer if len(outer) >= 2 else []


def _is_scheme(reading: DocumentReading, clause: Clause) -> bool:
    inner = [c for c in reading.clauses if c.path.startswith(clause.path) and c.path != clause.path]
    parent = any(clause.path.startswith(c.path) and c.path != clause.path for c in reading.clauses)
    if not parent or not inner or not clause.heading:
        return False
    kinds = {p.kind for p in reading.provisions.provisions if _in(p, clause)}
    return len(kinds) >= 2 and bool(kinds & SUBSTANCE)


def _scheme_part(reading: DocumentReading, clause: Clause, own: tuple[int, ...]) -> PolicyPart:
    name = benefit_name(clause.heading)
    cited = _authority(reading, clause.heading)
    if cited is None:
        return PolicyPart(name, name, to_name(clause.heading, 40), document_key(reading), "", own)
    return PolicyPart(name, name, cited.title, cited.number, clause.path, own)


def _authority(reading: DocumentReading, heading: str) -> Cited | None:
    """The cited document that a clause of a statement without a number of its own tells about."""
    if reading.facts.header.number is not None:
        return None
    wanted = fold_forms(re.sub(r"[\s“”]", "", heading))
    scored = [(_common(wanted, fold_forms(re.sub(r"[\s“”]", "", c.title))), c) for c in cited_documents(reading)]
    best = max(scored, key=lambda s: s[0], default=(0, None))
    return best[1] if best[0] >= SHARED_LETTERS else None


def _common(one: str, other: str) -> int:
    """The length of the longest common run."""
    best = 0
    for start in range(len(one)):
        while start + best < len(one) and one[start : start + best + 1] in other:
            best += 1
    return best


def document_key(reading: DocumentReading) -> str:
    """What names the document in 依据: its number, or its title in 《》."""
    return reading.facts.header.number or f"《{document_title(reading)}》"


def document_title(reading: DocumentReading) -> str:
    """The document's title on one line; its file's name where it has none."""
    title = re.sub(r"\s+", "", reading.facts.header.title or "")
    return title.replace("《", "〈").replace("》", "〉") or reading.file.rsplit(".", 1)[0]


def _by_benefit(reading: DocumentReading, rest: Sequence[int]) -> list[PolicyPart]:
    """One part, or one for each benefit whose scope and rates stand under its own name."""
    provisions = reading.provisions.provisions
    title = document_title(reading)
    labels = _labels(reading, rest)
    if len(labels) < 2:
        name = benefit_name(title)
        return [PolicyPart(name, name, title, document_key(reading), "", tuple(rest))]
    parts = []
    for label in labels:
        own = tuple(i for i in rest if _speaks_of(reading, provisions[i], labels) in (label, None))
        parts.append(PolicyPart(label, label, label, document_key(reading), "", own))
    return parts


def _labels(reading: DocumentReading, rest: Sequence[int]) -> list[str]:
    """Headings of scope clauses that rate clauses take up again."""
    provisions = reading.provisions.provisions
    scopes = [provisions[i] for i in rest if provisions[i].kind == "eligibility"]
    named = dict.fromkeys(to_name(h) for p in scopes if (h := _heading(reading, p)) and len(to_name(h)) >= SHORT_LABEL)
    rates = [provisions[i] for i in rest if provisions[i].kind == "rate"]
    taken = [label for label in named if any(label in _words(reading, r) for r in rates)]
    return taken if len(taken) == len(named) else []


def _speaks_of(reading: DocumentReading, provision: Provision, labels: Sequence[str]) -> str | None:
    """The one benefit that a provision speaks of; None where it speaks of none or of several."""
    words = _words(reading, provision)
    full = [label for label in labels if label in words]
    found = full or [label for label in labels if label[-SHORT_LABEL:] in words]
    return found[0] if len(found) == 1 else None


def _heading(reading: DocumentReading, provision: Provision) -> str:
    clause = clause_at(reading.clauses, provision.span[0])
    return clause.heading if clause else ""


def _words(reading: DocumentReading, provision: Provision) -> str:
    """The provision's words with the words of its clause before it."""
    clause = clause_at(reading.clauses, provision.span[0])
    start = clause.span[0] if clause else provision.span[0]
    return to_name(reading.text[start : provision.span[1]], 10_000)


def _distinct(parts: Sequence[PolicyPart]) -> tuple[PolicyPart, ...]:
    """The parts under names that differ."""
    made: list[PolicyPart] = []
    for part in parts:
        same = sum(1 for p in made if p.name == part.name or p.name.startswith(f"{part.name}之"))
        name = f"{part.name}之{same + 1}" if same else part.name
        made.append(PolicyPart(name, name, part.title, part.key, part.within, part.provisions))
    return tuple(made)
