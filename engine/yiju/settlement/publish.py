"""The 公示 list: what an office posts of those found eligible, private fields masked.

Input: a policy and, record by record, what was decided. Output: rows of text for a CSV or a sheet, one at a time, and
the same as a page to print, under a heading with the policy, its documents, the day and the remedies it names. Whoever
writes the rows to a file keeps text that begins with `=` text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.decision.model import OutcomeName
from yiju.decision.show import shown
from yiju.documents.model import Citation
from yiju.explain.layout import clean
from yiju.explain.values import value_text
from yiju.program import types as ty
from yiju.program.program import FieldType, PolicyType, Program
from yiju.program.values import UNKNOWN
from yiju.program.values import Row as Stored
from yiju.settlement.page import bullets, facts, page, paragraph, table
from yiju.settlement.report import About, about, documents_text, when_text
from yiju.settlement.settle import cents_of
from yiju.settlement.tables import Row, Sheet
from yiju.settlement.telling import citation_text, identifier_text
from yiju.settlement.words import money, say
from yiju_grammar.finding import Lang


@dataclass(frozen=True, slots=True)
class Posted:
    """A record as stored, its outcome, and in the order of the notice its amounts (as text, None where unknown) and
    what it is paid under each payment's name (元, None where undetermined)."""

    row: Stored
    outcome: OutcomeName | None
    amounts: tuple[str | None, ...] = ()
    payments: tuple[Fraction | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Remedy:
    """What may be done against a decision, with the words it stands on."""

    name: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """What is posted: `fields` by their place in the record, the identifier first."""

    about: About
    subject: str
    fields: tuple[tuple[int, FieldType], ...]
    amounts: tuple[str, ...]
    payments: tuple[str, ...]
    remedies: tuple[Remedy, ...]


def notice(
    program: Program,
    policy: str,
    when: date | tuple[date, date],
    *,
    fields: Sequence[str] | None = None,
    amounts: Sequence[str] = (),
    payments: Sequence[str] = (),
) -> Notice:
    """What an office posts of a policy.

    Args:
        fields: the record's fields to post, beside its identifier; None: all that one cell can show. Of a private
            field only text and days can be shown in part, others are left out; so are lists.
        amounts: names of the 标准 posted; `payments` likewise, by name.
    Raises:
        KeyError: there is no such policy.
    """
    kind = program.policies[policy]
    record = program.records[kind.subject]
    chosen = [
        (i, f)
        for i, f in enumerate(record.fields)
        if f.identifier or (_can_be_posted(f) and (fields is None or f.name in fields))
    ]
    chosen.sort(key=lambda pair: not pair[1].identifier)
    remedies = tuple(_remedies(program, kind, when[1] if isinstance(when, tuple) else when))
    return Notice(about(program, policy, when), kind.subject, tuple(chosen), tuple(amounts), tuple(payments), remedies)


def _can_be_posted(field: FieldType) -> bool:
    if isinstance(field.type, ty.ListType | ty.HistoryType | ty.NothingType | ty.MonthType):
        return False
    return not field.private or isinstance(field.type, ty.TextType | ty.DateType)


def _remedies(program: Program, policy: PolicyType, day: date) -> Iterator[Remedy]:
    for duty in policy.duties:
        if duty.kind == "remedy" and any(day in days for days in duty.intervals):
            grounds = (program.grounds[i] for i in duty.grounds)
            yield Remedy(duty.name, tuple(g for g in grounds if isinstance(g, Citation)))


# --- rows


def publish_head(made: Notice, lang: Lang = "zh") -> Row:
    """Of `publish_rows`."""
    outcome = say("outcome", lang)
    return (*(clean(f.name) for _, f in made.fields), outcome, *map(clean, made.amounts), *map(clean, made.payments))


def publish_rows(made: Notice, posted: Iterable[Posted], lang: Lang = "zh") -> Iterator[Row]:
    """The rows of those who are eligible, in the order given; the others are not posted."""
    for record in posted:
        if record.outcome == "eligible":
            yield (
                *(_field_text(field, record.row[place], lang) for place, field in made.fields),
                say("eligible", lang),
                *(say("open", lang) if amount is None else clean(amount) for amount in record.amounts),
                *(say("open", lang) if paid is None else money(cents_of(paid)) for paid in record.payments),
            )


def _field_text(field: FieldType, value: Any, lang: Lang) -> str:
    """A field's value, masked if it is private, a dash if not filled in; an identity-card number is never shown in
    whole."""
    if isinstance(value, int) and not isinstance(value, bool) and isinstance(field.type, ty.NumberType):
        value = Fraction(value, field.type.scale)
    if value is UNKNOWN:
        return "—"
    text = value_text(shown(value, field.type, private=field.private), lang)
    return text if field.private else identifier_text(text)


# --- the page


def heading(made: Notice, lang: Lang = "zh") -> tuple[str, ...]:
    """The lines above a posted list: what it is, the documents, the day, and how to object."""
    told = made.about
    lines = [say("publish_title", lang, title=clean(told.title))]
    if told.documents:
        lines.append(say("documents", lang) + say("colon", lang) + documents_text(told, lang))
    lines.append(say("when", lang) + say("colon", lang) + when_text(told.when, lang))
    if made.remedies:
        lines.append(
            say("publish_remedy", lang) + say("colon", lang) + say("semicolon", lang).join(remedy_lines(made, lang))
        )
    return tuple(lines)


def remedy_lines(made: Notice, lang: Lang = "zh") -> tuple[str, ...]:
    """The remedies, each with the words it stands on."""
    return tuple(
        clean(r.name) + "".join(say("in_brackets", lang, inner=citation_text(c, lang)) for c in r.citations)
        for r in made.remedies
    )


def to_notice(made: Notice, rows: Iterable[Row], lang: Lang = "zh") -> str:
    """The list as a page to print; ends with a line break.

    Args:
        rows: those of `publish_rows`.
    """
    title, told = say("publish_title", lang, title=clean(made.about.title)), made.about
    numbered = tuple((str(n), *row) for n, row in enumerate(rows, 1))
    head = (say("number", lang), *publish_head(made, lang))
    pairs = (
        (say("place", lang), clean(told.place), ""),
        (say("documents", lang), documents_text(told, lang), ""),
        (say("when", lang), when_text(told.when, lang), ""),
    )
    intro = say("publish_intro", lang, subject=clean(made.subject)) if numbered else say("publish_none", lang)
    count = say("publish_count", lang, count=f"{len(numbered):,}") if numbered else ""
    listed = table(Sheet("publish", title, head, numbered, _right(made))) if numbered else ""
    return page(title, (facts(pairs), paragraph(intro + count), listed, *_foot(made, lang)), lang, columns=len(head))


def _right(made: Notice) -> tuple[int, ...]:
    """The columns of numbers, the running one first."""
    fields = [n for n, (_, f) in enumerate(made.fields, 1) if isinstance(f.type, ty.NumberType)]
    first = len(made.fields) + 2
    return (*fields, *range(first, first + len(made.amounts) + len(made.payments)))


def _foot(made: Notice, lang: Lang) -> Iterator[str]:
    if any(f.private for _, f in made.fields):
        yield paragraph(say("masked_note", lang), "note")
    if made.payments:
        yield paragraph(say("unit", lang), "note")
    if made.remedies:
        yield paragraph(say("publish_remedy", lang) + say("colon", lang))
        yield bullets(remedy_lines(made, lang))
