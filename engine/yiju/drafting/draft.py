"""A document as read → a draft place: register, records, a policy each, and what makes no rule.

Input: a document's reading and what a person confirmed. Output: a draft whose files parse, stand in normal form and
pass the checker.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import islice

from yiju.documents.register import Register
from yiju.drafting.compose import (
    RECORD_FILE,
    STATED_FILE,
    Placed,
    declaration_text,
    formatted,
    merged,
    part_extent,
    policy_file,
    record_file,
    stated_file,
)
from yiju.drafting.dates import draft_dates
from yiju.drafting.eligibility import draft_eligibility, draft_exceptions, draft_exclusions
from yiju.drafting.funding import draft_funding
from yiju.drafting.groups import document_title, policy_parts
from yiju.drafting.ledger import LEDGER_FILE, LedgerDraft, ledger_drafts, ledger_name
from yiju.drafting.limits import within_limits
from yiju.drafting.mending import Drafts, mended
from yiju.drafting.model import Confirmed, Declared, DocumentReading, Draft, DraftPolicy, PolicyPart, Proposed
from yiju.drafting.naming import Names
from yiju.drafting.payments import draft_payments
from yiju.drafting.points import draft_points
from yiju.drafting.rates import draft_rates
from yiju.drafting.register import entries, register_of, register_toml
from yiju.drafting.sheet import Sheet
from yiju.drafting.titles import benefit_name
from yiju.drafting.who import Subject, subject_of
from yiju_grammar.finding import Finding


def draft_duties(sheet: Sheet) -> None:
    """Obligations → 要求."""
    for index, provision in sheet.of_kind("obligation"):
        sheet.oblige(index, provision)


DRAFTERS: tuple[Callable[[Sheet], None], ...] = (
    draft_eligibility,
    draft_rates,
    draft_points,
    draft_payments,
    draft_exceptions,
    draft_exclusions,
    draft_funding,
    draft_dates,
    draft_duties,
)
"""In this order: what pays needs the standards, what takes away needs the payments."""


def draft_of(reading: DocumentReading, confirmed: Confirmed | None = None) -> Draft:
    """Draft a document."""
    confirmed = confirmed or Confirmed()
    reading = within_limits(reading)
    parts = tuple(_called(p, confirmed) for p in policy_parts(reading))
    taken = {p.name for p in parts}
    subjects = [_subject(reading, part, confirmed) for part in parts]
    names = [Names(confirmed.names, confirmed.answers, taken=set(taken)) for _ in parts]
    sheets = [_sheet(reading, *made) for made in zip(parts, names, subjects, strict=True)]
    place = benefit_name(document_title(reading))
    made = entries(reading, parts)
    builder = _Builder(reading, confirmed, sheets, subjects, register_of(place, made, reading.text))
    held, given_up = mended({f"{s.part.name}.policy": s.declared for s in sheets}, builder.check, reading)
    files = {"documents.toml": register_toml(place, made), **builder.files(held)}
    policies = tuple(
        DraftPolicy(s.part, f"{s.part.name}.policy", files[f"{s.part.name}.policy"],
                    tuple(held[f"{s.part.name}.policy"]), tuple(dict.fromkeys(s.opens)))
        for s in sheets
    )  # fmt: skip
    opens = tuple(dict.fromkeys(o for s in sheets for o in s.opens))
    texts = _policy_texts(reading, policies)
    return Draft(place, files, policies, texts, builder.fields(), opens, tuple(given_up))


def register_of_draft(reading: DocumentReading) -> Register:
    """The register of a document's draft, in memory."""
    parts = policy_parts(within_limits(reading))
    return register_of(benefit_name(document_title(reading)), entries(reading, parts), reading.text)


def _called(part: PolicyPart, confirmed: Confirmed) -> PolicyPart:
    return replace(part, name=confirmed.names.get(part.label, part.label))


def _sheet(reading: DocumentReading, part: PolicyPart, names: Names, subject: Subject) -> Sheet:
    sheet = Sheet(reading, part, names, subject.counts_as)
    for draft in DRAFTERS:
        draft(sheet)
    return sheet


def _subject(reading: DocumentReading, part: PolicyPart, confirmed: Confirmed) -> Subject:
    own = [reading.provisions.provisions[i] for i in part.provisions]
    scope = " ".join(p.quote for p in own if p.kind == "eligibility")
    rates = [p.span for p in own if p.kind in ("rate", "points")]
    units = [f.unit for f in reading.facts.facts if f.kind == "rate" and any(s <= f.span[0] < e for s, e in rates)]
    found = subject_of((part.label, part.title, scope), units)
    return Subject(confirmed.names.get(found.record, found.record), found.counts_as)


def _policy_texts(reading: DocumentReading, policies: Sequence[DraftPolicy]) -> dict[int, str]:
    """What each provision became: the declarations made of it."""
    made: dict[int, list[str]] = {}
    for policy in policies:
        for declared in policy.declared:
            within = part_extent(reading, policy.part)
            text = formatted(declaration_text(reading, declared, within))
            for index in declared.provisions:
                made.setdefault(index, []).append(text)
    return {index: "\n\n".join(texts) for index, texts in made.items()}


class _Builder:
    """Files from declarations, and their check."""

    def __init__(
        self,
        reading: DocumentReading,
        confirmed: Confirmed,
        sheets: Sequence[Sheet],
        subjects: Sequence[Subject],
        register: Register,
    ) -> None:
        self.reading = reading
        self.confirmed = confirmed
        self.sheets = sheets
        self.subjects = subjects
        self.register = register
        self.ledger = self._ledger()

    def _ledger(self) -> LedgerDraft | None:
        """The fullest ledger that checks."""
        from yiju.load import load_texts

        name = ledger_name(self.reading, document_title(self.reading))
        for draft in ledger_drafts(self.reading, name):
            rules = load_texts({LEDGER_FILE: draft.text}, place=self.register.place, register=self.register)
            if not rules.has_errors:
                return draft
        return None

    def fields(self) -> dict[str, tuple[Proposed, ...]]:
        """The proposed fields by record."""
        made: dict[str, list[Proposed]] = {}
        for sheet, subject in zip(self.sheets, self.subjects, strict=True):
            made.setdefault(subject.record, []).extend(sheet.fields)
        for record, added in self.confirmed.fields.items():
            made.setdefault(record, []).extend(Proposed(name, kind) for name, kind in added.items())
        return {record: merged(fields) for record, fields in made.items()}

    def placed(self, held: Mapping[str, Sequence[Declared]]) -> dict[str, Placed]:
        """Each policy's file as composed."""
        pairs = zip(self.sheets, self.subjects, strict=True)
        return {
            f"{s.part.name}.policy": policy_file(self.reading, s.part, subject.record, held[f"{s.part.name}.policy"])
            for s, subject in pairs
        }

    @cached_property
    def beside(self) -> dict[str, str]:
        """The files beside the policies."""
        by_record: dict[str, Subject] = {s.record: s for s in self.subjects}
        records = [(by_record[r], fields) for r, fields in self.fields().items() if r in by_record]
        measures = {m for s in self.sheets for m in (*s.measures, *_units(s))}
        files = {STATED_FILE: stated_file(self.reading, self.ledger.places if self.ledger else ())}
        if self.ledger:
            files[LEDGER_FILE] = self.ledger.text
        if records:
            files[RECORD_FILE] = record_file(records, measures)
        if self.confirmed.declarations:
            files["补充.policy"] = self.confirmed.declarations.strip() + "\n"
        return files

    def check(self, held: Drafts) -> tuple[Sequence[Finding], Callable[[Finding], tuple[str, int] | None]]:
        """What the checker finds, and which declaration each finding is about."""
        from yiju.load import load_texts

        placed = self.placed(held)
        texts = {**self.beside, **{file: p.text for file, p in placed.items()}}
        findings = load_texts(texts, place=self.register.place, register=self.register).check()

        def locate(found: Finding) -> tuple[str, int] | None:
            spans = [found.span, *(n.span for n in found.notes)]
            for span in spans:
                file = placed.get(span.file) if span else None
                if file is not None and span is not None:
                    inside = (i for i, (a, b) in enumerate(file.spans) if a <= span.start < b)
                    index = next(inside, None)
                    if index is not None:
                        return span.file, index
            return None

        return findings, locate

    def files(self, held: Mapping[str, Sequence[Declared]]) -> dict[str, str]:
        """All files in normal form."""
        texts = {**self.beside, **{file: p.text for file, p in self.placed(held).items()}}
        return {file: text if file in held else f"{formatted(text)}\n" for file, text in texts.items()}


def _units(sheet: Sheet) -> set[str]:
    """Units that the rates of a policy are for each of."""
    units = (s.unit for s in islice(sheet.standards, 10_000) if s.unit != "比例")
    return {u for unit in units for u in unit.split("/")[1:] if u not in ("个月",)}
