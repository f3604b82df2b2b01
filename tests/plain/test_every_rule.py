"""Every declaration of every place, and of places made up at random, can be said in plain words in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from generators.rule_sets import rule_set
from generators.sound_rules import seeds
from plain.places import PLACES, place_rules

from yiju.explain.plain import PlainLine, plain_rule
from yiju.explain.plain.rule import RULES as BY_KIND
from yiju.load import Rules, load_texts
from yiju_grammar import tree as t
from yiju_grammar.finding import Lang

pytestmark = pytest.mark.xdist_group("plain")
LANGS: tuple[Lang, ...] = ("zh", "en")
NEVER = re.compile(r"[{}]|None|Fraction|Span\(|的的|。。|，，|；；|：：|“”|（）|若无|舍入到|”成立|(?<= )且 |\( | \)")
"""What only a slip of ours, or the text of the rule itself, would say."""
ENGLISH = re.compile(r"  |\b([a-z]+) \1\b")
"""What only a slip of ours would say in English."""


def words_of(rules: Rules, lang: Lang) -> Iterator[tuple[t.Declaration, tuple[PlainLine, ...]]]:
    for source in rules.checked.rule_set.sources:
        for declaration in source.tree.declarations:
            yield declaration, plain_rule(rules.program, rules.sources, declaration, lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PLACES)
def test_every_declaration_has_words(name: str, lang: Lang) -> None:
    for declaration, lines in words_of(place_rules(name), lang):
        assert lines and lines[0].depth == 0 and all(line.text for line in lines), declaration
        assert lines[-1].text.endswith("。" if lang == "zh" else "."), lines[-1]
        assert not [line.text for line in lines if NEVER.search(line.text)]
        assert lang == "zh" or not [line.text for line in lines if ENGLISH.search(line.text)]


@pytest.mark.parametrize("name", PLACES)
def test_items_are_numbered_one_after_another(name: str) -> None:
    for _, lines in words_of(place_rules(name), "zh"):
        items = [line.item for line in lines if line.depth == 1 and line.item]
        assert len(set(items)) == len(items)


def test_every_kind_of_declaration_has_its_words() -> None:
    assert set(BY_KIND) == set(t.Declaration.__args__)


@pytest.mark.parametrize("seed", seeds(8, 200))
def test_places_made_up_at_random(seed: int) -> None:
    rules = load_texts(rule_set(seed).files())
    for lang in LANGS:
        for declaration, lines in words_of(rules, lang):
            assert lines and all(line.text for line in lines), declaration


def test_keywords_in_english_make_the_same_words() -> None:
    from yiju_grammar import format_text

    text = rule_set(3).files()["规则.policy"]
    english = format_text(text, lang="en")
    assert english.findings == ()
    zh, en = (load_texts({"规则.policy": x}) for x in (text, english.text))
    for lang in LANGS:
        one, other = ([lines for _, lines in words_of(r, lang)] for r in (zh, en))
        assert one == other
