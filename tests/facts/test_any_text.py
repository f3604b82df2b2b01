"""No text makes the reader of facts fail, and what it gives stands where it says."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiju.facts.model import Facts
from yiju.facts.read import read_facts

DOCUMENTS = sorted((Path(__file__).parent.parent / "documents").rglob("*.txt"))
ALPHABET = "0123456789零一二三十百千万亿两半点元年月日分户人个次成%·/（）()〔〕[]号第每按由至以上下不超过满扣"
ALPHABET += "\n\r\t　 |:：-—,.，。；《》单位"
WORDS = st.text(alphabet=ALPHABET, max_size=160)


def check(text: str) -> Facts:
    read = read_facts(text)
    for said in (*read.facts, *read.numbers, *read.mentions):
        start, end = said.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == said.text
    assert [f.span for f in read.facts] == sorted(f.span for f in read.facts)
    assert all(f.number is not None for f in read.facts if f.kind not in ("date", "month"))
    return read


@settings(max_examples=400, deadline=None)
@given(WORDS)
def test_any_text_is_read(text: str) -> None:
    check(text)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name[:12])
def test_mutated_documents_are_read(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    chance = random.Random(path.name)
    for _ in range(15):
        letters = list(text)
        for _ in range(chance.randrange(1, 40)):
            at = chance.randrange(len(letters))
            letters[at : at + chance.randrange(3)] = chance.choice(ALPHABET)
        check("".join(letters))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name[:12])
def test_line_ends_do_not_matter(path: Path) -> None:
    text = path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    plain, other = check(text), check(text.replace("\n", "\r\n"))
    assert [(f.kind, f.value) for f in plain.facts] == [(f.kind, f.value) for f in other.facts]
    assert [n.normalized for n in plain.numbers] == [n.normalized for n in other.numbers]


@given(st.integers(1, 10**8), st.integers(0, 4), st.sampled_from(("元", "万元", "亿元")))
def test_amounts_are_read_exactly(number: int, places: int, unit: str) -> None:
    value = Fraction(number, 10**places)
    words = f"{number // 10**places:,}" + (f".{number % 10**places:0{places}d}" if places else "")
    facts = read_facts(f"一、共安排资金{words}{unit}，用于修路。\n").facts
    worth = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    assert [(f.kind, f.number) for f in facts] == [("money", value * worth)]
