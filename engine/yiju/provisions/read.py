"""What a document rules, and what became of each of its sentences.

Input: the text and its facts. Output: `Provisions`. What phrases mean stands in `patterns/*.toml`, not here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from yiju.documents.clauses import Clause, clauses
from yiju.documents.sentences import Sentence, sentences
from yiju.facts.model import Facts
from yiju.provisions.contexts import (
    NO_TOPIC,
    Opener,
    Setting,
    Surroundings,
    clauses_of,
    is_item,
    opener_of,
    parts_of,
    topics_by_clause,
    topics_of_title,
)
from yiju.provisions.matching import Ground, find_hits
from yiju.provisions.model import Accounted, Provision, Provisions
from yiju.provisions.reading import read_words
from yiju.provisions.sentence import provisions_of, read_sentence
from yiju.provisions.stated_facts import stated_facts
from yiju.provisions.tables import read_table, rows_among


@dataclass(frozen=True, slots=True)
class _Placed:
    """A sentence, or a part of one that is read by itself, and its clause."""

    sentence: Sentence
    clause: Clause | None


@dataclass(slots=True)
class _Work:
    """What is known while the sentences are gone through in turn."""

    ground: Ground
    topics: dict[int, frozenset[str]]
    openers: list[Opener] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)
    account: list[Accounted] = field(default_factory=list)


def read_provisions(text: str, facts: Facts) -> Provisions:
    """Read what a document rules, and account for all its sentences.

    Args:
        text: as the spans of `facts` count it.
        facts: those of the same text.
    """
    reading, tree, found = read_words(text), clauses(text), sentences(text)
    work = _Work(
        Ground(reading, find_hits(reading.words), stated_facts(facts, text)),
        topics_by_clause(tree, topics_of_title(found)),
    )
    parts = [part for s in found for part in parts_of(s, text)]
    placed = [_Placed(s, c) for s, c in zip(parts, clauses_of(tree, parts), strict=True)]
    after = dict(zip(parts, placed[1:], strict=False))
    for is_row, run in groupby(zip(placed, rows_among(parts, text), strict=True), key=itemgetter(1)):
        if is_row:
            _read_table(work, [place for place, _ in run])
        else:
            for place, _ in run:
                _read(work, place, after.get(place.sentence))
    return Provisions(tuple(work.provisions), tuple(_accounts(work, found)))


def _read_table(work: _Work, table: Sequence[_Placed]) -> None:
    first = table[0]
    opener = _opener(work, first)
    found = read_table(work.ground, [p.sentence for p in table], _topics(work, first))
    work.provisions += [replace(p, opens=opener.place if opener else None) for p in found]
    for row in table:
        has_facts = bool(work.ground.facts.within(row.sentence.span))
        work.account.append(Accounted(row.sentence, "stated" if has_facts else "structural"))


def _read(work: _Work, placed: _Placed, after: _Placed | None) -> None:
    sentence = placed.sentence
    if sentence.is_structural:
        work.account.append(Accounted(sentence, "structural"))
        return
    opener = _opener(work, placed)
    around = Surroundings(_topics(work, placed), opener)
    follows = (after.sentence, after.clause) if after else (None, None)
    setting = Setting(sentence, placed.clause, around, *follows)
    outcome = read_sentence(work.ground, setting)
    work.provisions += provisions_of(work.ground.reading, setting, outcome)
    work.account.append(Accounted(sentence, outcome.status, outcome.why))
    if opener and not opener.is_numbered and sentence.text.endswith(("。", ".")):
        work.openers.pop()
    if sentence.text.endswith(("：", ":")) and (opens := opener_of(setting, outcome.opens)) is not None:
        work.openers.append(opens)


def _topics(work: _Work, placed: _Placed) -> frozenset[str]:
    return work.topics[placed.clause.span[0]] if placed.clause else NO_TOPIC


def _opener(work: _Work, placed: _Placed) -> Opener | None:
    """The innermost list that a sentence is an item of; lists that have ended are forgotten."""
    while work.openers and not is_item(work.openers[-1], placed.sentence, placed.clause):
        work.openers.pop()
    return work.openers[-1] if work.openers else None


def _accounts(work: _Work, found: Sequence[Sentence]) -> Iterator[Accounted]:
    """The account; a line whose list rules is ruled, and so is each sentence that a provision stands on."""
    ruled = sorted({p.opens for p in work.provisions if p.opens} | {p.span for p in work.provisions})
    at, parts = 0, iter(work.account)
    for sentence in found:
        start, end = sentence.span
        accounted = next(parts)
        while accounted.sentence.span[1] < end:
            accounted = next(parts)
        while at < len(ruled) and ruled[at][1] <= start:
            at += 1
        if at < len(ruled) and ruled[at][0] < end:
            yield Accounted(sentence, "ruled")
        else:
            yield replace(accounted, sentence=sentence)
