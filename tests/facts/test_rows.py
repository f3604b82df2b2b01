"""Every row of the tables of facts does what its example says, and its counter-example is none."""

from __future__ import annotations

import pytest

from yiju.facts.columns import HEADINGS, HeadingRow, caption_units, column_of
from yiju.facts.comparatives import ROWS as THRESHOLDS
from yiju.facts.comparatives import ThresholdRow
from yiju.facts.dates import MOMENTS, MomentRow
from yiju.facts.each_rows import EACH_ROWS, PHRASES, EachRow, Phrase
from yiju.facts.mentions import ROWS as NAMES
from yiju.facts.mentions import NameRow
from yiju.facts.model import Fact
from yiju.facts.number_mentions import LEADS, LeadRow, mentions_in
from yiju.facts.read import read_facts
from yiju.facts.unit_rows import ROWS, UnitRow


def facts(words: str) -> tuple[Fact, ...]:
    return read_facts(words).facts


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.written)
def test_unit(row: UnitRow) -> None:
    assert (row.kind, row.value, row.unit) in [(f.kind, f.value, f.unit) for f in facts(row.example)]
    if row.counter:
        assert row.kind not in [f.kind for f in facts(row.counter)]


@pytest.mark.parametrize("row", EACH_ROWS, ids=lambda row: row.written)
def test_each(row: EachRow) -> None:
    assert [(f.kind, f.unit) for f in facts(row.example) if f.kind in ("money", "rate")] == [("rate", row.rate)]


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row.example)
def test_each_phrase(row: Phrase) -> None:
    assert [(f.kind, f.unit) for f in facts(row.example)] == [("rate", row.rate)]
    assert not row.counter or "rate" not in [f.kind for f in facts(row.counter)]


@pytest.mark.parametrize("row", THRESHOLDS, ids=lambda row: row.words)
def test_threshold(row: ThresholdRow) -> None:
    assert [f.comparative for f in facts(row.example)] == [row.comparative]


@pytest.mark.parametrize("row", MOMENTS, ids=lambda row: row.example)
def test_moment(row: MomentRow) -> None:
    assert row.moment in [f.moment for f in facts(row.example)]


@pytest.mark.parametrize("row", HEADINGS, ids=lambda row: row.example)
def test_heading(row: HeadingRow) -> None:
    column = column_of(row.example, caption_units(f"单位:{row.unit}") if row.unit == "%" else ())
    assert (column.unit if column else "") == row.unit.strip("-%")
    assert column is not None or not row.unit


@pytest.mark.parametrize("row", LEADS, ids=lambda row: row.example)
def test_words_before_a_number(row: LeadRow) -> None:
    assert [m.normalized for m in mentions_in(row.example)] == [f"{row.agency}〔2014〕22号"]


@pytest.mark.parametrize("row", NAMES, ids=lambda row: row.example)
def test_name(row: NameRow) -> None:
    assert (row.kind, row.name) in [(m.kind, m.text) for m in read_facts(row.example).mentions]
