"""Every row of the drafting tables does with its own example what it says."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from yiju.drafting.funding import source_of
from yiju.drafting.naming import Names
from yiju.drafting.payments import schedule_of
from yiju.drafting.phrases import PhraseRow, Words, phrase_rows
from yiju.drafting.phrases import test_of as phrase_test
from yiju.drafting.scopes import words_of
from yiju.drafting.titles import benefit_name
from yiju.drafting.who import subject_of
from yiju.facts.read import read_facts


def table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("yiju.drafting").joinpath(name).read_text("utf-8"))


@pytest.mark.parametrize("row", phrase_rows(), ids=lambda r: r.name)
def test_phrase(row: PhraseRow) -> None:
    words = row.example["words"]
    phrase = Words(words, 0, read_facts(words).facts)
    first = next(r for r in phrase_rows() if r.pattern.fullmatch(phrase.template))
    assert first.name == row.name
    assert phrase_test(phrase, Names()).text == row.example["gives"]


@pytest.mark.parametrize("row", table("schedules.toml")["schedule"], ids=lambda r: r["due"])
def test_schedule(row: dict[str, str]) -> None:
    assert schedule_of(row["example"]) == row["due"]


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("取暖补助于每年11月一次性发放", "每年11月"),
        ("每年6月底和12月底各发放一次", "每年6月，12月"),
        ("每年 3 月、9 月拨付", "每年3月，9月"),
        ("供暖期为每年11月至次年3月，按月发放", "每月"),
        ("每年13月发放", None),
    ],
)
def test_a_month_that_is_named_is_the_month_it_is_paid(words: str, due: str | None) -> None:
    assert schedule_of(words) == due


@pytest.mark.parametrize(("sentence", "source"), [e for r in table("funding.toml")["source"] for e in r["examples"]])
def test_source(sentence: str, source: str) -> None:
    found = source_of(sentence)
    assert found is not None
    assert found[0] == source


@pytest.mark.parametrize(("title", "name"), table("titles.toml")["example"])
def test_title(title: str, name: str) -> None:
    assert benefit_name(title) == name


@pytest.mark.parametrize("row", table("subjects.toml")["subject"], ids=lambda r: r["record"])
def test_subject(row: dict[str, Any]) -> None:
    for word in row["words"]:
        assert subject_of((f"某某{word}",), ()).counts_as == row["counts_as"]


@pytest.mark.parametrize("group", sorted(table("scopes.toml")))
def test_longer_words_stand_before_those_they_contain(group: str) -> None:
    words = words_of(group)
    assert len(set(words)) == len(words)
    assert not [(a, b) for i, a in enumerate(words) for b in words[i + 1 :] if a in b and a != b]
