"""No text stops the reader: every sentence has a status, and every quote stands at its span."""

from __future__ import annotations

import random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from provisions.reading import GOLD, text_of

from yiju.documents.sentences import sentences
from yiju.facts.model import Facts, Header
from yiju.facts.read import read_facts
from yiju.provisions.model import Provisions
from yiju.provisions.read import read_provisions

TEXTS = [text_of(path) for path in GOLD]
NO_FACTS = Facts(Header(None, None, None, None), (), (), ())
SIGNS = "，。；：:,.;（）()《》“”、的不予每人月元%起至止1２三\n\r\t 　|下列情形之一〔〕"


def checked(text: str, facts: Facts) -> Provisions:
    found = read_provisions(text, facts)
    assert tuple(a.sentence for a in found.account) == sentences(text)
    assert all(text[slice(*p.span)] == p.quote and p.quote.strip() for p in found.provisions)
    assert all(0 <= a < b <= len(text) for p in found.provisions for _, (a, b) in p.slots)
    return found


def mutated(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 12)):
        at, length = chance.randrange(len(text)), chance.randint(0, 20)
        other = chance.randrange(len(text))
        put = chance.choice(("", chance.choice(SIGNS), text[other : other + length]))
        text = text[:at] + put + text[at + length :]
    return text or "。"


@pytest.mark.parametrize("seed", range(60))
def test_a_mutated_document_is_read(seed: int) -> None:
    chance = random.Random(seed)
    text = mutated(chance.choice(TEXTS), chance)
    checked(text, read_facts(text))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from(SIGNS + "由财政承担发放补贴施行废止一二（1）第条")))
def test_any_signs_are_read(text: str) -> None:
    checked(text, NO_FACTS)


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_any_characters_are_read(text: str) -> None:
    checked(text, NO_FACTS)


@pytest.mark.parametrize("sign", ["（", "《", "，", "：", "、", "由", "每人每月", "下列：", "不予，", "的，", "起至1"])
def test_a_sign_repeated_is_read_in_linear_time(sign: str) -> None:
    ratios = (_seconds(sign, 80_000) / max(_seconds(sign, 20_000), 0.05) for _ in range(3))
    assert any(ratio < 12 for ratio in ratios)


def _seconds(sign: str, size: int) -> float:
    text = sign * (size // len(sign))
    sentences(text)
    start = process_time()
    checked(text, NO_FACTS)
    return process_time() - start
