"""The rules that stand on a document, as a table: which, on which words, by what grade.

Input: a document and all standings of its place. Output: HTML. A rule that stands on a document whose words another
restates is listed with both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from yiju.documents.model import Citation
from yiju.documents.register import Document
from yiju.site.addresses import declaration_anchor
from yiju.site.document_head import Shelf, words_link
from yiju.site.document_text import declaration_link
from yiju.site.document_words import say
from yiju.site.markup import Html, heading, join, tag
from yiju.site.page_markup import linked
from yiju.site.pieces import table
from yiju.site.standing import Standing


def rules_html(document: Document, standings: Iterable[Standing], shelf: Shelf) -> str:
    """A table for each policy or ledger, a row a declaration, in the order in which the words stand."""
    found = sorted((s for s in standings if _is_of(document, s.citation)), key=_order)
    if not found:
        return tag("p", say("no_rules", shelf.lang))
    by_holder: dict[str, list[Standing]] = {}
    for standing in found:
        by_holder.setdefault(standing.holder, []).append(standing)
    is_told = any(s.citation.document not in ("", document.file) for s in found)
    told = [tag("p", say("restated_words", shelf.lang), class_="yj-small")] if is_told else []
    ledgers_last = sorted(by_holder.items(), key=lambda held: all(s.is_fact for s in held[1]))
    blocks = (block for holder, of in ledgers_last for block in _table(holder, of, shelf))
    return "\n\n".join((*told, *blocks))


def _table(holder: str, standings: Sequence[Standing], shelf: Shelf) -> Iterator[str]:
    """The declarations of a policy or ledger; their grades where one is not 原文."""
    name = holder or say("of_place", shelf.lang)
    yield heading(3, name, declaration_anchor("r", name))
    by_link: dict[Html, list[Standing]] = {}
    for standing in standings:
        by_link.setdefault(declaration_link(standing, shelf.page, shelf.lang), []).append(standing)
    is_graded = any(s.citation.grade != "verbatim" for s in standings)
    keys = ("declaration", "words", *(["grade"] if is_graded else []))
    rows = ((link, _words(of, shelf), *([_grades(of, shelf)] if is_graded else [])) for link, of in by_link.items())
    yield table([say(key, shelf.lang) for key in keys], rows, name)


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
