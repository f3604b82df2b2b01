"""Sentences of the kinds that trip a reader, each with the facts in it (`sentences/*.txt`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from yiju.documents.folding import fold_forms
from yiju.facts.read import read_facts

SENTENCES = Path(__file__).parent / "sentences"


def cases() -> list[tuple[str, str]]:
    blocks = [b for path in sorted(SENTENCES.glob("*.txt")) for b in path.read_text("utf-8").split("\n\n")]
    pairs = [block.strip().split("\n    ") for block in blocks if not block.startswith("#")]
    return [(sentence, expected) for sentence, expected in pairs]


def told(text: str) -> str:
    return "; ".join(f"{fact.kind} {fact.value}" for fact in read_facts(text).facts) or "none"


@pytest.mark.parametrize(("sentence", "expected"), cases(), ids=lambda words: words[:16])
def test_facts_of_a_sentence(sentence: str, expected: str) -> None:
    assert told(sentence) == expected


@pytest.mark.parametrize(("sentence", "expected"), cases(), ids=lambda words: words[:16])
def test_width_and_spaces_do_not_matter(sentence: str, expected: str) -> None:
    assert told(fold_forms(sentence)) == expected
    assert told(sentence.replace("万元", " 万元").replace("人", " 人").replace("日", " 日")) == expected
