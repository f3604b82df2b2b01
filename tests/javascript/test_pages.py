"""Explanations composed in JavaScript are Python's, word for word: of every place's cases, of generated rules, and of
decisions made by hand, in both languages, with private values masked and shown.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from explain import sample_decisions
from generators.sound_rules import sound, triples
from javascript.decision_json import decision_json
from javascript.node_process import Module, NodeProcess, Stored, node_process

import yiju
from yiju.backends.to_javascript import to_javascript
from yiju.calculator.bundle import RUNTIME
from yiju.calculator.links import rule_texts
from yiju.calculator.respelling import spellings
from yiju.calculator.words import tables_module
from yiju.cases.given import raw_record
from yiju.cases.run import cases_of
from yiju.decision.build import decide_on, decide_period
from yiju.decision.evaluate import Evaluator
from yiju.decision.model import Decision, Why
from yiju.explain.compose import compose
from yiju.explain.html import to_html
from yiju.explain.page import Page
from yiju.load import load_texts
from yiju.program.values import Row
from yiju.records.door import check_record
from yiju_grammar.finding import Finding, Lang
from yiju_grammar.formatter import format_text

NIGHTLY = os.environ.get("YIJU_NIGHTLY") == "1"
CHECK = os.environ.get("YIJU_CHECK") == "1" or NIGHTLY
RULES = Path(__file__).parents[2] / "rules"
PLACES = sorted(p.parent.name for p in RULES.glob("*/documents.toml"))
DRIVER = Path(__file__).with_name("page_driver.js")
FORMS: tuple[tuple[Lang, bool], ...] = (("zh", False), ("zh", True), ("en", False), ("en", True))
HAND_MADE = [v for v in vars(sample_decisions).values() if isinstance(v, Decision)]

Period = tuple[date, date]


def driver(node: NodeProcess) -> Module:
    return node.module([*sorted(RUNTIME.glob("*.js")), DRIVER])


def expected_page(decision: Decision, lang: Lang, reveal: bool) -> Any:
    """What JavaScript should give: the page as JSON, blocks with their kind, and its article of HTML."""
    page = compose(decision, lang, reveal=reveal)
    made = json.loads(json.dumps(asdict(page)))
    for section, told in zip(page.sections, made["sections"], strict=True):
        for block, plain in zip(section.blocks, told["blocks"], strict=True):
            plain["kind"] = type(block).__name__
    return {**made, "html": article(decision, page, reveal)}


def article(decision: Decision, page: Page, reveal: bool) -> str:
    text = to_html(decision, page.lang, full=False, reveal=reveal)
    return text[text.index("<article") : text.index("</article>") + len("</article>")]


def assert_same(decision: Decision, made: Sequence[Any]) -> None:
    for (lang, reveal), page in zip(FORMS, made, strict=True):
        assert page == expected_page(decision, lang, reveal)


# --- of rules -----------------------------------------------------------------------------------------------


Asked = tuple[Row, date | Period]


def assert_pages(rules: yiju.Rules, policy: str, asked: Sequence[Asked]) -> None:
    node = node_process()
    y = driver(node)
    subject = rules.program.policies[policy].subject
    program = node.keep(node.text_module(to_javascript(rules.program, [policy], rules.sources)), "program", y)
    stored = [Stored(rules.program, subject, row) for row, _ in asked]
    times = [when for _, when in asked]
    texts = spellings(rule_texts(rules.program, policy, rules.sources))
    found = node.call(y, "pagesOf", program, policy, stored, times, texts)
    for (row, when), pages in zip(asked, found, strict=True):
        assert_same(in_python(rules, policy, row, when), pages)


def in_python(rules: yiju.Rules, policy: str, row: Row, when: date | Period) -> Decision:
    evaluator = Evaluator(rules.program, policy, row)
    made = decide_period if isinstance(when, tuple) else decide_on
    return made(evaluator, when, rules.sources)  # type: ignore[operator]  # each takes its own kind of time


def case_questions(rules: yiju.Rules) -> Iterator[tuple[str, Asked]]:
    """The records of the place's cases, whole and with every second field left out, on their day; when everything is
    checked over its year too (nightly), for which Python takes long to say what is missing."""
    for policy, case in cases_of(rules):
        kind = rules.program.records[rules.program.policies[policy].subject]
        identifier = next((f.name for f in kind.fields if f.identifier), "")
        raw, _ = raw_record(case, identifier)
        for given in (raw, {k: v for i, (k, v) in enumerate(raw.items()) if i % 2 or k == identifier}):
            row = check_record(kind, rules.program.records, given)
            if case.on is not None and row and not isinstance(row[0], Finding):
                day = case.on.last
                yield policy, (row, day)
                if NIGHTLY:
                    yield policy, (row, (date(day.year, 1, 1), date(day.year, 12, 31)))


@pytest.mark.parametrize("place", PLACES)
def test_cases_of_a_place(place: str) -> None:
    rules = yiju.load(RULES / place)
    asked: dict[str, list[Asked]] = {}
    for policy, question in list(case_questions(rules))[:: 1 if NIGHTLY else 3 if CHECK else 7]:
        asked.setdefault(policy, []).append(question)
    for policy, questions in asked.items():
        assert_pages(rules, policy, questions)


@pytest.mark.parametrize("seed", range(200 if NIGHTLY else 20 if CHECK else 3))
def test_generated_rules(seed: int) -> None:
    rules = sound(seed)
    if rules is None:
        return
    for policy, record, day in triples(rules, seed, 4):
        kind = rules.program.records[rules.program.policies[policy].subject]
        row = check_record(kind, rules.program.records, record)
        if row and not isinstance(row[0], Finding):
            assert_pages(rules, policy, [(row, day)])


def test_rules_with_english_keywords() -> None:
    texts = {f.name: format_text(f.read_text("utf-8"), lang="en").text for f in (RULES / "shilixian").glob("*.policy")}
    rules = load_texts(texts)
    questions = list(case_questions(rules))[::5]
    assert questions and any("definition" in text for text in texts.values())
    for policy, question in questions:
        assert_pages(rules, policy, [question])


# --- made by hand -------------------------------------------------------------------------------------------


def test_decisions_made_by_hand() -> None:
    node = node_process()
    texts = spellings({t for d in HAND_MADE for why in whys(d) for t in told_by(why)})
    made = node.call(driver(node), "pagesOfDecisions", [decision_json(d) for d in HAND_MADE], texts)
    for decision, pages in zip(HAND_MADE, made, strict=True):
        assert_same(decision, pages)


def whys(decision: Decision) -> Iterator[Why]:
    parts = (decision, *decision.amounts, *decision.payments, *decision.intervals)
    return (part.why for part in parts if part.why is not None)


def told_by(step: Why) -> Iterator[str]:
    yield step.text
    yield from (name for name, _ in step.facts)
    for inner in step.because:
        yield from told_by(inner)


def test_a_private_value_cannot_become_a_tag() -> None:
    node = node_process()
    decision = sample_decisions.ELIGIBLE
    marked = decision_json(decision) | {"record": "<script>alert('1')</script>&", "title": '"><img src=x>'}
    html = node.call(driver(node), "pagesOfDecisions", [marked], {"zh": {}, "en": {}})[0][0]["html"]
    assert "<script" not in html and "<img" not in html
    assert "<script>alert('1')</script>&" in unescape(html)


def test_words_have_one_source() -> None:
    text = tables_module()
    assert text.startswith("export const WORDS = {") and '"eligible":["符合","Eligible"]' in text
