"""The rules that stand on a document, as a table: which, on which words, by what grade.

Input: a document and all standings of its place. Output: HTML. A rule that stands on a document whose words another
restates is listed with both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yiju.documents.model import Citation
from yiju.documents.register import Document
from yiju.site.document_head import Shelf, words_link
from yiju.site.document_text import standing_link
from yiju.site.document_words import say
from yiju.site.markup import Html, join, tag
from yiju.site.page_markup import linked
from yiju.site.pieces import table
from yiju.site.standing import Standing


def rules_html(document: Document, standings: Iterable[Standing], shelf: Shelf) -> Html:
    """A row a declaration, in the order in which the words stand."""
    found = sorted((s for s in standings if _is_of(document, s.citation)), key=_order)
    if not found:
        return tag("p", say("no_rules", shelf.lang))
    by_home: dict[Html, list[Standing]] = {}
    for standing in found:
        by_home.setdefault(standing_link(standing, shelf.page, shelf.lang), []).append(standing)
    head = [say(key, shelf.lang) for key in ("declaration", "words", "grade")]
    rows = ((name, _words(of, shelf), _grades(of, shelf)) for name, of in by_home.items())
    return table(head, rows, say("rules", shelf.lang))


def _is_of(document: Document, citation: Citation) -> bool:
    """Whether a citation is of the document, by its authority or by where its words stand."""
    if document.file and citation.document == document.file:
        return True
    return citation.number == document.number if document.number else citation.title == document.title


def _order(standing: Standing) -> tuple[str, int, int]:
    return standing.citation.document, *standing.citation.span


def _words(standings: Sequence[Standing], shelf: Shelf) -> Html:
    """The clauses in which the words stand, each linked to the words; the words where there is no clause."""
    shown = (_cited(s.citation, shelf) for s in standings)
    return join(dict.fromkeys(shown), say("list_comma", shelf.lang))


def _cited(citation: Citation, shelf: Shelf) -> Html:
    words = citation.clause or (f"“{_short(citation.quote)}”" if citation.quote else say("whole", shelf.lang))
    return linked(words_link(citation, shelf.page, shelf.registers), words, title=_short(citation.quote, 60))


def _short(words: str, most: int = 16) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def _grades(standings: Sequence[Standing], shelf: Shelf) -> str:
    return "、".join(dict.fromkeys(say(s.citation.grade, shelf.lang) for s in standings))
