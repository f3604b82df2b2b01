"""What a document rules, and what became of each of its sentences.

Input: the text and its facts. Output: `Provisions`. What phrases mean stands in `patterns/*.toml`, not here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from yiju.documents.clauses import Clause, clause_at, clauses
from yiju.documents.sentences import Sentence, sentences
from yiju.facts.model import Facts
from yiju.provisions.contexts import NO_TOPIC, Opener, Setting, Surroundings, is_item, opener_of, topics_by_clause
from yiju.provisions.matching import Ground, find_hits
from yiju.provisions.model import Accounted, Provision, Provisions
from yiju.provisions.reading import read_words
from yiju.provisions.sentence import provisions_of, read_sentence
from yiju.provisions.stated_facts import stated_facts
from yiju.provisions.tables import read_table


@dataclass(slots=True)
class _Work:
    """What is known while the sentences are gone through in turn."""

    ground: Ground
    tree: Sequence[Clause]
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
    reading = read_words(text)
    tree = clauses(text)
    work = _Work(Ground(reading, find_hits(reading.words), stated_facts(facts)), tree, topics_by_clause(tree))
    found = sentences(text)
    following = dict(zip(found, found[1:], strict=False))
    for kind, run in groupby(found, key=lambda s: s.kind == "table"):
        if kind:
            _read_table(work, tuple(run))
            continue
        for sentence in run:
            _read(work, sentence, following.get(sentence))
    return Provisions(tuple(work.provisions), tuple(_accounts(work)))


def _read_table(work: _Work, table: Sequence[Sentence]) -> None:
    clause = clause_at(work.tree, table[0].span[0])
    found = read_table(work.ground, table, work.topics[clause.span[0]] if clause else NO_TOPIC)
    opener = work.openers[-1].place if work.openers and work.openers[-1].end >= table[0].span[0] else None
    work.provisions += [replace(p, opens=opener) for p in found]
    for row in table:
        has_facts = bool(work.ground.facts.within(row.span))
        work.account.append(Accounted(row, "stated" if has_facts else "structural"))


def _read(work: _Work, sentence: Sentence, after: Sentence | None) -> None:
    if sentence.is_structural:
        work.account.append(Accounted(sentence, "structural"))
        return
    clause = clause_at(work.tree, sentence.span[0])
    opener = _opener(work, sentence)
    topics = work.topics[clause.span[0]] if clause else NO_TOPIC
    setting = Setting(sentence, clause, Surroundings(topics, opener), after)
    outcome = read_sentence(work.ground, setting)
    work.provisions += provisions_of(work.ground.reading, setting, outcome)
    work.account.append(Accounted(sentence, outcome.status, outcome.why))
    if opener and not opener.is_numbered and sentence.text.endswith(("。", ".")):
        work.openers.pop()
    if sentence.text.endswith(("：", ":")) and (opens := opener_of(work.tree, setting, outcome.opens)) is not None:
        work.openers.append(opens)


def _opener(work: _Work, sentence: Sentence) -> Opener | None:
    """The innermost list that a sentence is an item of; lists that have ended are forgotten."""
    while work.openers and not is_item(work.tree, work.openers[-1], sentence):
        work.openers.pop()
    return work.openers[-1] if work.openers else None


def _accounts(work: _Work) -> Iterator[Accounted]:
    """The account; a line whose list rules is ruled, and so is each sentence that a provision stands on."""
    ruled = sorted({p.opens for p in work.provisions if p.opens} | {p.span for p in work.provisions})
    at = 0
    for accounted in work.account:
        start, end = accounted.sentence.span
        while at < len(ruled) and ruled[at][1] <= start:
            at += 1
        is_ruled = at < len(ruled) and ruled[at][0] < end
        yield replace(accounted, status="ruled", why="") if is_ruled else accounted
