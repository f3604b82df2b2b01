"""Quoted words with their document, clause, grade and the links to them; readings and assumptions.

Input: grounds. Output: HTML for the left column of a rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.documents.model import Assumed, Citation, Grade
from yiju.explain.grounds import document_title
from yiju.explain.terms import quote_text
from yiju.site import addresses
from yiju.site.document_places import address_of_file, addressed
from yiju.site.markup import EMPTY, Html, join, lines, tag
from yiju.site.policy.view import View, Words
from yiju.site.policy.words import say
from yiju_grammar import tree as t

CHINESE = "zh-CN"
"""Rules and documents stay in their own language on an English page."""


def words_html(view: View, words: Words, number: str = "") -> Html:
    """Quotes with their readings; `number` is that of the part they stand above."""
    shown = lines([*(_ground(view, g) for g in words.grounds), *(reading_html(view, r) for r in words.readings)])
    if not number:
        return shown
    return tag("div", tag("p", number, class_="yp-part"), tag("div", shown), class_="yp-numbered")


def _ground(view: View, ground: Citation | Assumed) -> Html:
    return citation_html(view, ground) if isinstance(ground, Citation) else assumed_html(view, ground)


def citation_html(view: View, citation: Citation) -> Html:
    """The quoted words as a figure, with where they stand."""
    where = quote_link(view, citation)
    said = tag("p", f"“{quote_text(citation.quote)}”")
    quote = tag("blockquote", said, cite=where, lang=CHINESE) if citation.quote else EMPTY
    caption = tag("figcaption", join(_source(view, citation), " "))
    return tag("figure", quote, caption, class_=f"yp-quote yp-quote--{citation.grade}")


def _source(view: View, citation: Citation) -> Iterator[Html]:
    """Number or title, clauses, grade, the link to the words; where another document restates it, its clauses."""
    page = document_of(view, citation)
    yield _linked(document_name(citation), _authority(view, citation))
    held = document_title(citation.document)
    clauses = list(filter(None, citation.clause.split("、")))
    if citation.grade == "restated" and page:
        name = [] if clauses else [_linked(f"《{held}》", addresses.link(view.page, page))]
        yield tag("span", say(view.lang, "restated_in"), *name, title=held)
    for clause in clauses:
        where = page and addresses.link(view.page, page, addresses.clause_anchor(clause))
        yield tag("a", clause, href=where, title=held, lang=CHINESE) if where else tag("span", clause, lang=CHINESE)
    yield grade_mark(view, citation.grade)
    where = quote_link(view, citation)
    if where and citation.quote:
        title = say(view.lang, "see_words")
        yield tag("a", "↗", href=where, class_="yp-see", title=title, aria_label=title)


def _authority(view: View, citation: Citation) -> str | None:
    """The page of the document that is the authority; its text need not be at hand."""
    document = view.rules.registers[0].find(document_name(citation))
    return addresses.link(view.page, addressed(document, view.rules.registers)) if document else None


def document_name(citation: Citation) -> str:
    """The number of the document that is the authority, else its title."""
    return citation.number or f"《{citation.title.strip('《》')}》"


def document_of(view: View, citation: Citation) -> str | None:
    """The page of the document in which the words were found."""
    if not citation.document:
        return None
    return address_of_file(citation.document, view.rules.registers)


def quote_link(view: View, citation: Citation) -> str | None:
    """The words on their document's page; the page itself where the document is cited as a whole."""
    page = document_of(view, citation)
    if page is None:
        return None
    return addresses.link(view.page, page, addresses.quote_anchor(citation.span) if citation.quote else "")


def _linked(text: str, where: str | None) -> Html:
    return tag("a", text, href=where, lang=CHINESE) if where else tag("span", text, lang=CHINESE)


def grade_mark(view: View, grade: Grade) -> Html:
    """`转述`, with what that means as a title."""
    word, means = say(view.lang, grade), say(view.lang, f"{grade}_means")
    return tag("span", word, class_=f"yp-grade yp-grade--{grade}", title=means)


def assumed_html(view: View, assumed: Assumed) -> Html:
    """An assumption, marked as one."""
    why = tag("span", assumed.why, lang=CHINESE)
    return tag("p", grade_mark(view, "assumed"), " ", why, class_="yp-assumed")


def reading_html(view: View, reading: t.Reading) -> Html:
    """How a document was read, and why."""
    word, because = say(view.lang, "reading"), say(view.lang, "because")
    colon = say(view.lang, "colon")
    read = tag("span", reading.text, lang=CHINESE)
    why = (
        tag("span", f"{because}{colon}", tag("span", reading.why, lang=CHINESE), class_="yp-why")
        if reading.why
        else EMPTY
    )
    return tag("p", tag("b", word), colon, read, " ", why, class_="yp-reading")


def point_html(view: View, point: t.OpenPoint) -> Html:
    """What must still be decided, and the ways in which it may be read."""
    shown = tag("span", point.text, lang=CHINESE)
    if not point.readings:
        return shown
    readings = say(view.lang, "semicolon").join(f"“{r}”" for r in point.readings)
    return join(
        [shown, tag("span", say(view.lang, "may_be_read"), say(view.lang, "colon"), readings, class_="yp-why")], " "
    )
