"""What the editor shows of the thing under the pointer: a name, a quote, the number of a document.

Input: a snapshot, a place in a file, the day it is. Output: Markdown and the span it speaks of.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yiju.check.elaborate_grounds import basis_documents
from yiju.check.typing import type_text
from yiju.decision.show import shown
from yiju.documents.force import in_force
from yiju.documents.model import Citation
from yiju.documents.quotes import locate
from yiju.documents.register import Document, Register
from yiju.documents.sentences import Sentence, sentences
from yiju.editing.occurrences import Thing
from yiju.editing.snapshot import Snapshot
from yiju.editing.words import say
from yiju.explain.values import date_text, partial_text, value_text
from yiju.program import expressions as e
from yiju.program.program import Definition, Program
from yiju.rule_set.model import Scope
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding, Lang
from yiju_grammar.span import Span
from yiju_grammar.walk import all_grounds

MOST_PIECES = 8
"""Dated values that a hover shows."""


@dataclass(frozen=True, slots=True)
class Hover:
    """Markdown, and the words it is about."""

    text: str
    span: Span


def hover(snapshot: Snapshot, file: str, offset: int, *, today: date, lang: Lang = "zh") -> Hover | None:
    """What is known of the thing at a place, or None."""
    quote = quote_at(snapshot, file, offset)
    if quote is not None:
        return Hover(_quote_text(snapshot, quote, today, lang), quote.span)
    found = snapshot.occurrence_at(file, offset)
    if found is None:
        return None
    if found.thing.kind == "document":
        document = register_of(snapshot, file).find(found.thing.name)
        text = say("not_listed", lang) if document is None else document_text(snapshot, document, today, lang)
        return Hover(text, found.span)
    return Hover(thing_text(snapshot, file, found.thing, today=today, lang=lang), found.span)


def register_of(snapshot: Snapshot, file: str) -> Register:
    """The register whose documents a file cites."""
    held = snapshot.files.get(file)
    return held.source.register if held else snapshot.registers[0]


# --- quotes and documents -----------------------------------------------------------------------------------


def quote_at(snapshot: Snapshot, file: str, offset: int) -> t.Quote | None:
    """The quote at a place."""
    return next((q for q in quotes_of(snapshot, file) if q.span.start <= offset <= q.span.end), None)


def quotes_of(snapshot: Snapshot, file: str) -> tuple[t.Quote, ...]:
    """Every quote of a file, those above lines and rows too."""
    held = snapshot.files.get(file)
    return tuple(
        q
        for d in (held.tree.declarations if held else ())
        for grounds in all_grounds(d)
        for q in grounds
        if isinstance(q, t.Quote)
    )


def scope_at(snapshot: Snapshot, file: str, offset: int) -> Scope:
    """The declarations among which a place stands: its policy's, an office's, else the place's own."""
    policy = snapshot.policy_of(file, offset)
    if policy is None:
        return snapshot.rule_set.place_scope
    held = snapshot.files[file]
    heads = [d for d in held.tree.declarations if isinstance(d, t.Policy | t.Filling) and d.span.start <= offset]
    last = heads[-1] if heads else None
    return policy.fillings.get(last.office.text, policy.scope) if isinstance(last, t.Filling) else policy.scope


def cited(snapshot: Snapshot, quote: t.Quote) -> Citation | Finding:
    """Where the words of a quote stand; looked for anew where checking did not find them."""
    known = snapshot.checked(quote.span.file).cited.get((quote.span.file, quote.span.start))
    if known is not None:
        return known
    scope = scope_at(snapshot, quote.span.file, quote.span.start)
    register = register_of(snapshot, quote.span.file)
    return locate(quote, basis_documents(scope, register), register)


def _quote_text(snapshot: Snapshot, quote: t.Quote, today: date, lang: Lang) -> str:
    found = cited(snapshot, quote)
    if isinstance(found, Finding):
        return f"{found.message(lang)}\n\n{found.hint(lang)}".strip()
    head = say("stands_in", lang, number=found.number, title=found.title, clause=found.clause).strip()
    lines = [f"**{say(found.grade, lang)}** {head}"]
    register = register_of(snapshot, quote.span.file)
    document = register.find(found.number or f"《{found.title}》")
    text_of = next((d for d in register.all_documents() if d.file == found.document and d.text), None)
    if text_of is not None and text_of is not document:
        lines.append(say("found_in", lang, document=text_of.title))
    if document is not None:
        lines.append(_force(snapshot, document, today, lang))
    around = sentence_around(text_of, found.span) if text_of is not None else None
    if around is not None:
        lines.append(f"> {around.text}")
    return "\n\n".join(lines)


def sentence_around(document: Document, span: tuple[int, int]) -> Sentence | None:
    """The sentence of a document that holds the first of some words."""
    return next((s for s in sentences(document.text) if s.span[0] <= span[0] < s.span[1]), None)


def document_text(snapshot: Snapshot, document: Document, today: date, lang: Lang) -> str:
    """What the register knows of a document."""
    head = " ".join(filter(None, (document.number, f"《{document.title}》" if document.title else "")))
    lines = [f"**{head}**"]
    if document.issuer:
        lines.append(say("issuer", lang, name=document.issuer))
    dates = (("issued", document.issued), ("effective", document.effective), ("ended", document.ends))
    lines += [say(key, lang, day=partial_text(day, lang)) for key, day in dates if day is not None]
    lines.append(_force(snapshot, document, today, lang))
    if not document.text:
        lines.append(say("no_text", lang))
    return "\n\n".join(filter(None, lines))


def _force(snapshot: Snapshot, document: Document, today: date, lang: Lang) -> str:
    force = in_force(document, snapshot.registers[0])
    said = say("in_force" if today in force else "not_in_force", lang)
    start = say("since", lang, day=date_text(force.start, lang)) if force.start else ""
    end = say("until", lang, day=date_text(force.end, lang)) if force.end else ""
    return say("comma", lang).join(filter(None, (said, start, end)))


# --- names --------------------------------------------------------------------------------------------------


def thing_text(snapshot: Snapshot, file: str, thing: Thing, *, today: date, lang: Lang) -> str:
    """What a name stands for: kind, type and unit, where it is set, its value and history, its grounds."""
    program = snapshot.checked(file).program
    made = definition_of(program, thing)
    kind = made.kind if made is not None else thing.kind
    lines = [f"**{thing.name}** {say(kind, lang, owner=thing.owner)}"]
    if thing.kind == "field":
        lines += _field(program, thing, lang)
    if made is not None:
        lines.append(say("type", lang, type=type_text(made.type)))
        lines += _values(made, today, lang)
        lines += _grounds(program, made, lang)
    if thing.declared is not None:
        lines.append(_declared(snapshot, file, thing.declared, lang))
    return "\n\n".join(lines)


def definition_of(program: Program, thing: Thing) -> Definition | None:
    """The definition that a declaration became."""
    if thing.kind != "declaration":
        return None
    names = (thing.id, f"{thing.owner}/{thing.name}" if thing.owner else thing.name)
    found = next((program.definitions[n] for n in names if n in program.definitions), None)
    if found is not None or thing.declared is None:
        return found
    own = (d for d in program.definitions.values() if d.label == thing.name)
    return next((d for d in own if d.span.file == thing.declared.file), None)


def _field(program: Program, thing: Thing, lang: Lang) -> list[str]:
    record = program.records.get(thing.owner)
    field = next((f for f in record.fields if f.name == thing.name), None) if record else None
    if field is None:
        return []
    said = [say("type", lang, type=type_text(field.type))]
    if field.low is not None and field.high is not None:
        low, high = (value_text(shown(v, field.type), lang) for v in (field.low, field.high))
        said.append(say("from_to", lang, low=low, high=high))
    marks = (("identifier", field.identifier), ("private", field.private), ("required", field.required))
    said += [say(key, lang) for key, has in (*marks, ("optional", field.type.optional)) if has]
    return [say("semicolon", lang).join(said)]


def _values(made: Definition, today: date, lang: Lang) -> list[str]:
    """The value today, and the history of one that changed."""
    body = made.body
    if isinstance(body, e.Const) and isinstance(body.value, Fraction):
        return [say("now", lang, value=value_text(shown(body.value, made.type), lang))]
    if not isinstance(body, e.Dated):
        return []
    colon = say("colon", lang)
    lines = [f"{say('history', lang)}{colon.rstrip()}"]
    lines += [f"- {interval_text(p, lang)}{colon}{piece_text(p, made, lang)}" for p in body.pieces[-MOST_PIECES:]]
    now = current_piece(made, today)
    head = [say("now", lang, value=piece_text(now, made, lang))] if now is not None else []
    return [*head, "\n".join(lines)]


def current_piece(made: Definition, today: date) -> e.Piece | None:
    """The dated value in force on a day."""
    pieces = made.body.pieces if isinstance(made.body, e.Dated) else ()
    return next((p for p in pieces if today in p.interval), None)


def piece_text(piece: e.Piece, made: Definition, lang: Lang) -> str:
    """A dated value in words; one that is worked out is told by a dash."""
    if isinstance(piece.value, e.Const):
        return value_text(shown(piece.value.value, made.type), lang) if piece.value.value is not None else "无"
    return "…"


def interval_text(piece: e.Piece, lang: Lang) -> str:
    """`自2020年1月1日至2020年12月31日`."""
    start = say("since", lang, day=date_text(piece.interval.start, lang)) if piece.interval.start else ""
    end = say("until", lang, day=date_text(piece.interval.end, lang)) if piece.interval.end else ""
    joined = start + (" " if lang == "en" and start and end else "") + end
    return joined or say("always", lang)


def _grounds(program: Program, made: Definition, lang: Lang) -> list[str]:
    said = []
    for index in made.grounds[:3]:
        ground = program.grounds[index]
        if isinstance(ground, Citation):
            where = say("stands_in", lang, number=ground.number, title=ground.title, clause=ground.clause).strip()
            said.append(f"> {ground.quote}\n>\n> —— {where}（{say(ground.grade, lang)}）")
        else:
            said.append(f"{say('assumed', lang)} “{ground.why}”")
    return said


def _declared(snapshot: Snapshot, file: str, span: Span, lang: Lang) -> str:
    held = snapshot.files.get(span.file)
    line = held.text.count("\n", 0, span.start) + 1 if held else 0
    return say("declared_here" if span.file == file else "declared_in", lang, file=span.file, line=line)
