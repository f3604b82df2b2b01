"""The head of a document's page: what the register says of it, whether it is in force, and what changed it.

Input: a document, the registers of its place and of those above. Output: HTML. Knows nothing of rules or of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yiju.documents.force import Force, in_force
from yiju.documents.model import Citation
from yiju.documents.register import Document, Reference, Register
from yiju.explain.values import date_text
from yiju.site.addresses import link, quote_anchor, sentence_anchor
from yiju.site.document_places import addressed
from yiju.site.document_words import say
from yiju.site.markup import EMPTY, Html, join, tag
from yiju.site.page_markup import linked
from yiju.site.periods import partial_or_none, standing
from yiju.site.pieces import badge
from yiju_grammar.finding import Lang


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a document is shown: its page, the registers (its own first), the day as of which things are said."""

    page: str
    registers: tuple[Register, ...]
    as_of: date | None
    lang: Lang

    @property
    def register(self) -> Register:
        """The register that lists the document, or from which it can be found."""
        return self.registers[0]


def head_html(document: Document, shelf: Shelf) -> Html:
    """A list of terms: number, issuer, dates, force, other documents, note."""
    pairs = ((say(key, shelf.lang), held) for key, held in _rows(document, shelf) if held)
    return tag("dl", *(tag("div", tag("dt", term), tag("dd", held)) for term, held in pairs), class_="yj-head")


def document_name(document: Document, lang: Lang) -> str:
    """Its title in 《》 with its number, as it is named where others speak of it."""
    title = say("title", lang, title=document.title) if document.title else ""
    if not title or not document.number:
        return title or document.number
    return say("clause_of", lang, document=title, clause=document.number)


def _rows(document: Document, shelf: Shelf) -> Iterator[tuple[str, str]]:
    lang = shelf.lang
    yield "number", document.number or say("no_number", lang)
    yield "issuer", document.issuer or say("not_given", lang)
    yield "issued", partial_or_none(document.issued, lang)
    if document.effective:
        yield "effective", partial_or_none(document.effective, lang)
    if document.ends:
        yield "ends", partial_or_none(document.ends, lang)
    yield "force", _force(document, shelf)
    for key, references in (("amends", document.amends), ("repeals", document.repeals)):
        yield key, _listed((_reference(r, shelf) for r in references), lang)
    changes = shelf.register.changes_to(document)
    for key, ends in (("amended_by", False), ("repealed_by", True)):
        found = (c for c in changes if (c.reference in c.by.repeals) is ends)
        yield key, _listed((_changed(c.by, c.reference, shelf) for c in found), lang)
    yield "restated_by", _listed((_reference(r, shelf) for r in document.restated_by), lang)
    yield "restates", _listed(_restated(document, shelf), lang)
    yield "note", document.note


def _force(document: Document, shelf: Shelf) -> Html:
    """`有效（截至…）`, the days from and to which it has effect, and where the document says so."""
    force, lang = in_force(document, shelf.register), shelf.lang
    said = (_said(c, shelf) for c in (force.began, force.ended) if c is not None and c.quote and c.document)
    days = [tag("span", _period(force, lang), class_="yj-period"), *dict.fromkeys(filter(None, said))]
    if shelf.as_of is None or (force.start is None and force.end is None):
        return join(days, " ")
    now = standing(force.start, force.end, shelf.as_of)
    words = say("as_of", lang, status=say(f"force_{now}", lang), day=date_text(shelf.as_of, lang))
    return join([badge(words, now), *days], " ")


def _period(force: Force, lang: Lang) -> str:
    if force.start is None and force.end is None:
        return say("period_open", lang)
    start = date_text(force.start, lang) if force.start else ""
    end = date_text(force.end, lang) if force.end else ""
    key = "period" if start and end else "period_from" if start else "period_until"
    return say(key, lang, start=start, end=end)


def _said(citation: Citation, shelf: Shelf) -> Html:
    """Where a document says when it begins or ends."""
    page = _page_of_text(citation.document, shelf)
    where = citation.clause or "“" + citation.quote[:12] + "…”"
    words = say("said_at", shelf.lang, clause=where)
    return linked(link(shelf.page, page, sentence_anchor(citation.span[0])), words) if page else EMPTY


def _page_of_text(file: str, shelf: Shelf) -> str:
    found = (d for register in shelf.registers for d in register.documents if d.file == file and d.text)
    document = next(found, None)
    return addressed(document, shelf.registers) if document else ""


def _reference(reference: Reference, shelf: Shelf) -> Html:
    """Another document, linked where it is known, with the clauses meant."""
    document = shelf.register.find(reference.key)
    name = document_name(document, shelf.lang) if document else reference.key
    words = say("clause_of", shelf.lang, document=name, clause=reference.clause) if reference.clause else name
    return linked(link(shelf.page, addressed(document, shelf.registers)) if document else "", words)


def _changed(by: Document, reference: Reference, shelf: Shelf) -> Html:
    """What amends or repeals this document, and which clauses of it."""
    name = document_name(by, shelf.lang)
    words = say("clause_of", shelf.lang, document=name, clause=reference.clause) if reference.clause else name
    if reference.start is not None:
        words = say("since", shelf.lang, document=words, day=date_text(reference.start, shelf.lang))
    return linked(link(shelf.page, addressed(by, shelf.registers)), words)


def _restated(document: Document, shelf: Shelf) -> Iterator[Html]:
    """The documents that this one restates, and in which of its clauses."""
    for other in shelf.register.all_documents():
        for reference in other.restated_by:
            if shelf.register.find(reference.key) is document:
                name = document_name(other, shelf.lang)
                words = say("clause_of", shelf.lang, document=name, clause=reference.clause)
                words = words if reference.clause else name
                yield linked(link(shelf.page, addressed(other, shelf.registers)), words)


def _listed(items: Iterable[Html], lang: Lang) -> Html:
    return join(items, say("list_comma", lang))


def words_link(citation: Citation, page: str, registers: Sequence[Register]) -> str:
    """The address of quoted words from a page; empty where no text has them."""
    for register in registers:
        for document in register.documents:
            if citation.document and document.file == citation.document and citation.quote:
                return link(page, addressed(document, registers), quote_anchor(citation.span))
    return ""
