"""Every row of the patterns does what its examples say, and every topic names the headings it should."""

from __future__ import annotations

import pytest

from yiju.facts.read import read_facts
from yiju.provisions.contexts import topics_of
from yiju.provisions.model import Provision
from yiju.provisions.notation import NotationError, compile_phrases, search
from yiju.provisions.read import read_provisions
from yiju.provisions.reasons import REASONS
from yiju.provisions.rows import Row, rows, topics

EXAMPLES = [(row, example) for row in rows() for example in row.examples]


def provisions_in(text: str) -> tuple[Provision, ...]:
    return read_provisions(text, read_facts(text)).provisions


def said(provision: Provision) -> str:
    return f"{provision.kind} {provision.value or ''}".strip()


@pytest.mark.parametrize(("row", "example"), EXAMPLES, ids=[f"{row.name}-{i}" for i, (row, _) in enumerate(EXAMPLES)])
def test_an_example_rules_what_it_says(row: Row, example: str) -> None:
    text, _, wanted = example.rpartition(" =>")
    assert "; ".join(map(said, provisions_in(text))) == wanted.strip()


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_a_row_is_met_by_one_of_its_examples(row: Row) -> None:
    assert row.examples
    if row.kind in ("stated", "not_normative") or row.joins or row.is_opener or row.replaces:
        return
    found = {p.pattern for example in row.examples for p in provisions_in(example.rpartition(" =>")[0])}
    assert row.name in found


def test_rows_have_names_of_their_own() -> None:
    assert len({row.name for row in rows()}) == len(rows())


def test_every_reason_is_said_in_both_languages() -> None:
    assert {row.why for row in rows() if row.why} <= REASONS.keys()


@pytest.mark.parametrize(("name", "heading"), [(t.name, e) for t in topics() for e in t.examples])
def test_a_heading_names_its_topic(name: str, heading: str) -> None:
    assert (name in topics_of(heading.lstrip("!"))) != heading.startswith("!")


@pytest.mark.parametrize("source", ["(甲|乙", "{没有的表}", "…", "甲)", "[甲]"])
def test_a_phrase_against_the_notation_is_refused(source: str) -> None:
    with pytest.raises(NotationError):
        compile_phrases([source], {})


@pytest.mark.parametrize(
    ("source", "words", "needles"),
    [
        ("不(予|再)发放", "年终部分不予发放", {"不予发放", "不再发放"}),
        ("由…承担", "由派出单位承担", {"承担"}),
        ("[可|可以]先行救助", "可以先行救助", {"先行救助", "可先行救助", "可以先行救助"}),
        ("满{数}年", "满三年", {"满"}),
    ],
)
def test_a_phrase_finds_its_words(source: str, words: str, needles: set[str]) -> None:
    phrase = compile_phrases([source], {})
    assert search(phrase, words)
    assert phrase.needles == needles
