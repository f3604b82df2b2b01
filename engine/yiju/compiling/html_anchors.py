"""The anchors of the page: which words and which declarations belong together, and what each is called.

Input: a compiled document. Output: ids by index. Ids: `p3` a provision, `d0-2` a declaration of a policy, `t5` a
sentence, `c4` a clause, `v7` a fact, `w2` a document number, `a10-14` a figure of a sum, `s1` a sum, `o0` an open
point, `f0` a finding and `n0` its words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yiju.documents.clauses import clause_at
from yiju.documents.folding import fold, fold_words
from yiju.drafting.model import Compiled, Declared
from yiju_grammar.finding import Finding

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Made:
    """A declaration made of a provision: its id, and what it is called in the draft."""

    anchor: str
    name: str


class Sentences:
    """The sentences of a document, found by words in them."""

    def __init__(self, compiled: Compiled) -> None:
        self.folded = fold(compiled.reading.text)
        self.starts = [a.sentence.span[0] for a in compiled.reading.provisions.account]
        self.last = 0

    def around(self, folded_words: str) -> str:
        """The id of the sentence in which folded words begin. Words are mostly asked for in their order, so it is
        looked for them behind the last ones first."""
        at = self.folded.text.find(folded_words, self.last) if folded_words else -1
        at = self.folded.text.find(folded_words) if at < 0 < len(folded_words) else at
        if at < 0:
            return ""
        self.last = at
        index = bisect_right(self.starts, self.folded.offsets[at]) - 1
        return f"t{index}" if index >= 0 else ""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What links where. `made` are the declarations by provision; `provision_by_words` and `sentence_by_words` give the
    id of words as they are compared."""

    made: Mapping[int, Sequence[Made]]
    provision_by_words: Mapping[str, str]
    sentence_by_words: Mapping[str, str]
    sentences: Sentences
    open_by_question: Mapping[str, str]
    findings: Sequence[Finding]


def anchors_of(compiled: Compiled, findings: Sequence[Finding]) -> Anchors:
    """The anchors of a page that lists these findings."""
    reading, draft = compiled.reading, compiled.draft
    made: dict[int, list[Made]] = {}
    for number, policy in enumerate(draft.policies):
        for index, declared in enumerate(policy.declared):
            for provision in dict.fromkeys(declared.provisions):
                made.setdefault(provision, []).append(Made(f"d{number}-{index}", _called(declared)))
    _add_openers(compiled, made)
    return Anchors(
        made,
        _first((p.quote, f"p{i}") for i, p in enumerate(reading.provisions.provisions)),
        _first((a.sentence.text, f"t{i}") for i, a in enumerate(reading.provisions.account)),
        Sentences(compiled),
        {point.question: f"o{i}" for i, point in enumerate(draft.open_points)},
        findings,
    )


def _add_openers(compiled: Compiled, made: dict[int, list[Made]]) -> None:
    """The line that opens a list is written where the first item of the list is."""
    provisions = compiled.reading.provisions.provisions
    by_opener: dict[Place, list[Made]] = {}
    for index, provision in enumerate(provisions):
        if provision.opens is not None and index in made:
            by_opener.setdefault(provision.opens, made[index])
    for index, provision in enumerate(provisions):
        if index not in made and provision.span in by_opener:
            made[index] = by_opener[provision.span]


def _called(declared: Declared) -> str:
    return f"{declared.keyword} {declared.name}".strip()


def _first(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    """The first id of each of the words."""
    found: dict[str, str] = {}
    for words, anchor in pairs:
        found.setdefault(fold_words(words), anchor)
    return found


def figure_anchor(span: Place) -> str:
    """The id of a figure of a sum."""
    return f"a{span[0]}-{span[1]}"


def clause_path(compiled: Compiled, at: int) -> str:
    """The path of the clause in which a character stands; empty outside any."""
    clause = clause_at(compiled.reading.clauses, at)
    return clause.path if clause else ""
