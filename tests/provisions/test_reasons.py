"""Every reason that a row of phrases gives has its words in both languages, and none has words in vain."""

from __future__ import annotations

from yiju.provisions.reasons import REASONS, reason
from yiju.provisions.rows import rows


def test_reasons_are_those_of_the_rows() -> None:
    assert {row.why for row in rows() if row.why} == set(REASONS)


def test_both_languages_differ() -> None:
    assert all(reason(key, "zh") != reason(key, "en") for key in REASONS)
