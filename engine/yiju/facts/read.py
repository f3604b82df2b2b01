"""Read what a document states: its header, numbers of documents, facts with exact values, and names.

Input: the text. Output: `Facts`. Linear in the text; never fails. What counts as a fact stands in the tables of
`unit_rows.py`, `each_rows.py`, `comparatives.py`, `dates.py` and `columns.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from yiju.documents.clauses import clauses
from yiju.documents.folding import folded_text
from yiju.facts.cells import Setting, table_quantities
from yiju.facts.dates import moment
from yiju.facts.header import read_header
from yiju.facts.mentions import names_in
from yiju.facts.model import Fact, Facts, Mention, NumberMention
from yiju.facts.number_mentions import Mentioned, is_written_well, mentions_in
from yiju.facts.numerals import plain
from yiju.facts.passages import Passage, enclosing, masked, passages
from yiju.facts.quantities import Quantity, quantities
from yiju.facts.rates import Announced, announced_unit, with_rates
from yiju.facts.tables import tables

TITLE = re.compile(r"《[^《》]{1,200}》")
GOES_ON = (";", ",", "、")

Place = tuple[int, int]
Stated = tuple[Passage, Sequence[Quantity]]


@lru_cache(maxsize=4)
def read_facts(text: str) -> Facts:
    """All that a document states, each list in the order of the text."""
    header = read_header(text)
    words = [(passage, mentions_in(passage.text)) for passage in passages(text)]
    facts = [_fact(text, passage, quantity) for passage, found in _stated(text, words) for quantity in found]
    return Facts(
        header,
        tuple(_number(text, passage, m) for passage, mentioned in words for m in mentioned),
        tuple(_signed(sorted(facts, key=lambda fact: fact.span), header.issued)),
        tuple(_names(text, [passage for passage, _ in words])),
    )


def _stated(text: str, words: Sequence[tuple[Passage, list[Mentioned]]]) -> Iterator[Stated]:
    """The quantities of passages and of cells; the opening of a list announces a unit for what stands in it."""
    forms, found = folded_text(text), tables(text)
    starts = [table.place[0] for table in found]
    around = enclosing(clauses(text), starts)
    openings: list[tuple[int, str]] = []
    before: Stated | None = None
    seen = -1
    for passage, mentioned in words:
        while openings and openings[-1][0] <= passage.place[0]:
            openings.pop()
        announced = openings[-1][1] if openings else ""
        i = bisect_right(starts, passage.place[0]) - 1
        if i >= 0 and passage.place[0] < found[i].place[1]:
            yield from table_quantities(text, forms, found[i], Setting(around[i], announced)) if i > seen else ()
            seen = i
            continue
        before = _of_passage(passage, mentioned, announced, before)
        yield before
        if unit := announced_unit(before[0].text, before[1]):
            openings.append((passage.scope, unit))


def _of_passage(passage: Passage, mentioned: Sequence[Mentioned], unit: str, before: Stated | None) -> Stated:
    """A passage, with numbers of documents and titles made unreadable, and its quantities; `unit` is what an opening
    has announced, `before` the passage before it."""
    if mentioned or "《" in passage.text:
        titles = (m.span() for m in TITLE.finditer(passage.text))
        passage = masked(passage, sorted([*((m.start, m.end) for m in mentioned), *titles]))
    found = quantities(passage.text)
    return passage, with_rates(passage.text, found, _announced(unit, before, passage)) if found else found


def _announced(unit: str, before: Stated | None, passage: Passage) -> Announced:
    """What is left open for a passage: a unit, and the last amount of the item before it in a list."""
    if before is None or not (before[0].is_opening and passage.is_opening and before[0].level == passage.level):
        return Announced(unit)
    last = next((q for q in reversed(before[1]) if q.kind in ("money", "rate")), None)
    return Announced(unit, last, not before[0].text.endswith(GOES_ON))


def _fact(text: str, passage: Passage, quantity: Quantity) -> Fact:
    span = passage.span(quantity.start, quantity.end)
    is_day = quantity.kind in ("date", "month")
    return Fact(
        quantity.kind,
        text[span[0] : span[1]],
        quantity.day if is_day else plain(quantity.value),
        quantity.unit,
        span,
        passage.clause,
        quantity.threshold,
        moment(passage.text, quantity.start, quantity.end) if is_day else "",
        quantity.is_rough,
    )


def _signed(facts: list[Fact], issued: str | None) -> list[Fact]:
    """The facts, the day of issue marked where it is said last."""
    days = [i for i, f in enumerate(facts) if f.kind == "date" and f.value == issued and not f.moment]
    return [replace(f, moment="issued") if i in days[-1:] else f for i, f in enumerate(facts)]


def _number(text: str, passage: Passage, mentioned: Mentioned) -> NumberMention:
    span = passage.span(mentioned.start, mentioned.end)
    words = text[span[0] : span[1]]
    return NumberMention(words, mentioned.normalized, is_written_well(words, mentioned), span, passage.clause)


def _names(text: str, words: Sequence[Passage]) -> Iterator[Mention]:
    for i, kind, place in names_in([passage.text for passage in words]):
        span = words[i].span(*place)
        yield Mention(kind, text[span[0] : span[1]], span, words[i].clause)
