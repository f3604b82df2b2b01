"""Sentences of the cited documents that hold what a writer has typed of a quote.

Input: the declarations at hand, the register, the characters typed. Output: whole sentences with where they stand;
those that no rule covers come first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from yiju.check.elaborate_grounds import basis_documents
from yiju.documents.clauses import clauses, clauses_from
from yiju.documents.folding import fold_words
from yiju.documents.model import Citation
from yiju.documents.passages import tidy
from yiju.documents.quotes import sources_of
from yiju.documents.register import Register
from yiju.documents.sentences import Sentence, sentences
from yiju.rule_set.model import Scope

if TYPE_CHECKING:
    from yiju.editing.snapshot import Snapshot

MOST = 60


def quotes_for(snapshot: Snapshot, scope: Scope, register: Register, typed: str) -> Iterator[tuple[str, str]]:
    """Sentences to quote, each with its document and clause."""
    wanted = fold_words(typed)
    ruled = _ruled(snapshot)
    found = [(s, text_of, number) for s, text_of, number in _sentences(scope, register) if wanted in fold_words(s.text)]
    found.sort(key=lambda f: (not fold_words(f[0].text).startswith(wanted), _is_ruled(f[0], ruled.get(f[1], []))))
    for sentence, _, number in found[:MOST]:
        yield sentence.text, " ".join(filter(None, (number, sentence.clause_path)))


def _sentences(scope: Scope, register: Register) -> Iterator[tuple[Sentence, str, str]]:
    for document in basis_documents(scope, register):
        for source in sources_of(document, register):
            for sentence in sentences(source.text_of.text):
                if not sentence.is_structural and source.holds(sentence.span):
                    yield _without_ordinal(source.text_of.text, sentence), source.text_of.file, document.key


def _without_ordinal(text: str, sentence: Sentence) -> Sentence:
    """A sentence that opens a clause, without the clause's number, which is no part of what is quoted."""
    clause = clauses_from(clauses(text), *sentence.span)
    opened = next((c for c in clause if c.span[0] == sentence.span[0]), None)
    if opened is None or not text[opened.ordinal_end : sentence.span[1]].strip():
        return sentence
    return replace(sentence, text=tidy(text[opened.ordinal_end : sentence.span[1]]).lstrip())


def _ruled(snapshot: Snapshot) -> dict[str, list[tuple[int, int]]]:
    """The quoted places of each document."""
    found: dict[str, list[tuple[int, int]]] = {}
    for ground in snapshot.whole.program.grounds:
        if isinstance(ground, Citation) and ground.document:
            found.setdefault(ground.document, []).append(ground.span)
    return found


def _is_ruled(sentence: Sentence, places: list[tuple[int, int]]) -> bool:
    return any(start < sentence.span[1] and sentence.span[0] < end for start, end in places)
