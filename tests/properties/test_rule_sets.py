"""What holds of every rule set that passes the checker, on whole places generated as text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from random import Random
from typing import Any

import jsonschema
import pytest
from generators.rule_sets import rule_set
from generators.sound_rules import seeds, sound, triples

from yiju.explain.json import decision_schema, to_json
from yiju.explain.text import to_text
from yiju.load import Rules, load_texts
from yiju_grammar import format_text

PERIOD = (date(2020, 1, 1), date(2020, 12, 31))
SCHEMA = jsonschema.Draft202012Validator(decision_schema())


def test_most_generated_rule_sets_are_sound() -> None:
    made = [sound(seed) is not None for seed in seeds(24, 200)]
    assert sum(made) * 10 >= len(made) * 7


# --- what passes the checker never fails at run time ----------------------------------------------------------


@pytest.mark.parametrize("seed", seeds(24, 400))
def test_what_passes_the_checker_decides(seed: int) -> None:
    rules = sound(seed)
    if rules is None:
        return
    for number, (policy, record, day) in enumerate(triples(rules, seed, 3)):
        when: dict[str, Any] = {"period": PERIOD} if number == 0 else {"on": day}
        decision = rules.decide(policy, record, **when)
        SCHEMA.validate(to_json(decision))
        assert to_text(decision, "zh") and to_text(decision, "en")


# --- order never matters --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", seeds(14, 200))
def test_order_and_files_never_matter(seed: int) -> None:
    rules = sound(seed)
    if rules is None:
        return
    other = load_texts(rule_set(seed).files(Random(seed)))
    assert [f.code for f in other.findings if f.severity == "error"] == []
    for policy, record, day in triples(rules, seed, 3):
        assert decided(rules, policy, record, day) == decided(other, policy, record, day)


def decided(rules: Rules, policy: str, record: dict[str, Any], day: date) -> str:
    """The decision's JSON without the digest of the texts; what is listed in the order written is sorted."""
    made = to_json(rules.decide(policy, record, on=day))
    del made["rules"]
    return as_text(in_order(made))


def in_order(value: Any) -> Any:
    if isinstance(value, list):
        return sorted(map(in_order, value), key=as_text)
    return {k: in_order(v) for k, v in value.items()} if isinstance(value, dict) else value


def as_text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


# --- the two keyword languages are one ------------------------------------------------------------------------


@pytest.mark.parametrize("seed", seeds(12, 200))
def test_both_keyword_languages_make_the_same_rules(seed: int) -> None:
    rules = sound(seed)
    if rules is None:
        return
    files = rule_set(seed).files()
    english = {name: format_text(text, name, "en").text for name, text in files.items()}
    back = {name: format_text(text, name, "zh").text for name, text in english.items()}
    for name, text in files.items():
        assert words(back[name]) == words(format_text(text, name, "zh").text)
    for other in (load_texts(english), load_texts(back)):
        assert bare(other.program) == bare(rules.program)
    again = load_texts(back)
    for policy, record, day in triples(rules, seed, 2):
        assert decided(again, policy, record, day) == decided(rules, policy, record, day)


def words(text: str) -> list[str]:
    """A text without its spacing; columns keep the widths they were drawn with."""
    return text.split()


def bare(value: Any) -> Any:
    """A program without places and digest."""
    if isinstance(value, dict):
        return {k: bare(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return tuple(bare(v) for v in value)
    names: Iterable[str] = getattr(type(value), "__dataclass_fields__", ())
    parts = [(n, bare(getattr(value, n))) for n in names if n not in ("span", "digest")]
    return (type(value).__name__, parts) if parts else value
