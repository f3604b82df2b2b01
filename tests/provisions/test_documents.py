"""What whole documents rule, against the readings in `tests/documents` and in this folder; and their accounts."""

from __future__ import annotations

from pathlib import Path

import pytest
from provisions.reading import GOLD, MADE_UP, MORE, rules_report, text_of

from yiju.documents.sentences import sentences
from yiju.facts.read import read_facts
from yiju.provisions.model import Accounted
from yiju.provisions.read import read_provisions

LICHENG = next(path for path in GOLD if path.name.startswith("历城"))


def account_of(path: Path) -> tuple[Accounted, ...]:
    text = text_of(path)
    return read_provisions(text, read_facts(text)).account


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.name[:12])
def test_the_rules_of_a_gold_document(path: Path) -> None:
    report = rules_report(path)
    assert report.scores["rules"].f1 >= 0.97, (report.missed, report.surplus)
    assert report.astray == 0


@pytest.mark.parametrize("path", MADE_UP, ids=lambda p: p.stem)
def test_the_rules_of_a_made_up_document(path: Path) -> None:
    report = rules_report(path)
    assert report.scores["rules"].f1 >= 0.85, (report.missed, report.surplus)
    assert report.astray == 0


def test_the_rules_of_the_further_documents() -> None:
    scores = [rules_report(path).scores["rules"] for path in MORE]
    found, missed, surplus = (sum(getattr(s, name) for s in scores) for name in ("found", "missed", "surplus"))
    assert not scores or 2 * found / (2 * found + missed + surplus) >= 0.97


@pytest.mark.parametrize("path", [*GOLD, *MADE_UP], ids=lambda p: p.name[:12])
def test_every_sentence_is_accounted_for(path: Path) -> None:
    account = account_of(path)
    assert tuple(a.sentence for a in account) == sentences(text_of(path))
    uncovered = [a.sentence.text for a in account if a.status == "uncovered"]
    assert len(uncovered) <= 2, uncovered


def test_every_sentence_of_licheng_is_covered() -> None:
    account = account_of(LICHENG)
    assert not [a.sentence.text for a in account if a.status == "uncovered"]
    stated = [a.sentence.clause_path for a in account if a.status == "stated"]
    assert stated[0] == "一" and "二9" in stated and not any(path.startswith("三") for path in stated)


def test_what_rules_nothing_has_a_reason() -> None:
    assert all(a.why for path in GOLD for a in account_of(path) if a.status == "not_normative")
