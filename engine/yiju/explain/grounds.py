"""Grounds as they are cited: document, title, clause and grade, with the words quoted the first time only.

A `Citer` belongs to one explanation: it numbers the citations in the order in which they are first used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby

from yiju.decision.model import Decision
from yiju.documents.model import Citation
from yiju.explain.layout import clean
from yiju.explain.page import Block, Cited, CitedAgain, Line
from yiju.explain.terms import quote_text
from yiju.explain.words import say
from yiju_grammar.finding import Lang

_SUFFIX = re.compile(r"\.(txt|md|docx|pdf|ofd|html?)$", re.IGNORECASE)


@dataclass(slots=True)
class Citer:
    """What has been cited so far: numbers by citation, and the documents already named in full."""

    decision: Decision
    lang: Lang
    numbers: dict[int, int] = field(default_factory=dict)
    named: set[tuple[str, str]] = field(default_factory=set)
    assumed: set[int] = field(default_factory=set)

    def cite(self, indexes: tuple[int, ...], assumed: tuple[int, ...], depth: int) -> list[Block]:
        """The blocks under a sentence that stands on these citations and assumptions."""
        fresh = [i for i in dict.fromkeys(indexes) if i not in self.numbers]
        known = tuple(sorted({self.numbers[i] for i in indexes if i in self.numbers}))
        made: list[Block] = []
        for _, group in groupby(fresh, self._clause):
            made.append(self._first(tuple(group), depth))
        if known and not made:
            made.append(CitedAgain(known, depth))
        if set(assumed) - self.assumed:
            self.assumed.update(assumed)
            made.append(Line(say("by_assumption", self.lang), depth, "open"))
        return made

    def _clause(self, index: int) -> tuple[str, ...]:
        citation = self.decision.citations[index]
        return (citation.number, citation.title, citation.document, citation.clause, citation.grade)

    def _first(self, group: tuple[int, ...], depth: int) -> Cited:
        for index in group:
            self.numbers[index] = len(self.numbers) + 1
        quotes = tuple((self.numbers[i], quote_text(self.decision.citations[i].quote)) for i in group)
        return Cited(self._source(self.decision.citations[group[0]]), quotes, depth)

    def _source(self, citation: Citation) -> str:
        key = (citation.number or citation.title, citation.document)
        again = key in self.named
        self.named.add(key)
        if citation.grade == "restated":
            return self._restated(citation, again)
        name = self._name(citation, again)
        return say(f"source_{citation.grade}", self.lang, name=name, clause=self._clause_text(citation))

    def _restated(self, citation: Citation, again: bool) -> str:
        name, clause = self._name(citation, again), clean(citation.clause)
        if again and clause:
            return say("source_restated_again", self.lang, name=name, clause=clause)
        document = document_title(citation.document)
        return say("source_restated", self.lang, name=name, document=document, clause=self._clause_text(citation))

    def _clause_text(self, citation: Citation) -> str:
        clause = clean(citation.clause)
        return f" {clause}" if clause and self.lang == "en" else clause

    def _name(self, citation: Citation, again: bool) -> str:
        number, title = clean(citation.number), clean(citation.title).strip("《》")
        if not number:
            return say("title_only", self.lang, title=title)
        return number if again or not title else say("titled", self.lang, number=number, title=title)


def document_title(file: str) -> str:
    """The name of a document's file without folder and suffix."""
    return _SUFFIX.sub("", clean(file).rsplit("/", 1)[-1])
