"""A decision in JavaScript is Python's, to the last key of its JSON: of every place, and of generated rules."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from case_file import blocks_of, lay_out
from generators.sound_rules import sound, triples
from javascript.node_process import Module, NodeProcess, Stored, node_process

import yiju
from yiju.backends.to_javascript import to_javascript
from yiju.calculator.bundle import CALCULATOR, RUNTIME
from yiju.cases.given import raw_record
from yiju.cases.run import cases_of
from yiju.decision.build import decide_on, decide_period
from yiju.decision.evaluate import Evaluator
from yiju.decision.mutual import Rival, paid
from yiju.explain.json import to_json
from yiju.program.program import MutualType
from yiju.program.values import Row
from yiju.records.door import check_record
from yiju.records.readers import read_records
from yiju_grammar.finding import Finding, code_page
from yiju_grammar.span import NOWHERE

NIGHTLY = os.environ.get("YIJU_NIGHTLY") == "1"
CHECK = os.environ.get("YIJU_CHECK") == "1" or NIGHTLY
RULES = Path(__file__).parents[2] / "rules"
PLACES = sorted(p.parent.name for p in RULES.glob("*/documents.toml"))
CASES = Path(__file__).parents[1] / "cases"
DRIVER = Path(__file__).with_name("decision_driver.js")

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Asked:
    """Records of one policy, the days and the periods they are decided for."""

    policy: str
    rows: Sequence[Row]
    days: Sequence[date] = ()
    periods: Sequence[Period] = ()


@cache
def driver(node: NodeProcess) -> Module:
    """The runtime, the decisions and what puts many questions to them."""
    return node.module([*sorted(RUNTIME.glob("*.js")), *sorted((CALCULATOR / "decision").glob("*.js")), DRIVER])


def differences(rules: yiju.Rules, asked: Asked) -> Iterator[str]:
    """Where the two say different things, with what they say."""
    node = node_process()
    y = driver(node)
    subject = rules.program.policies[asked.policy].subject
    program = node.keep(node.text_module(to_javascript(rules.program, [asked.policy], rules.sources)), "program", y)
    stored = [Stored(rules.program, subject, row) for row in asked.rows]
    found = node.call(y, "decideMany", program, asked.policy, stored, asked.days, asked.periods)
    for row, decisions in zip(asked.rows, found, strict=True):
        for expected, made in zip(in_python(rules, asked, row), decisions, strict=True):
            yield from (f"{asked.policy} of {row}: {text}" for text in unlike(expected, made, "decision"))


def in_python(rules: yiju.Rules, asked: Asked, row: Row) -> Iterator[Any]:
    for day in asked.days:
        yield to_json(decide_on(Evaluator(rules.program, asked.policy, row), day, rules.sources))
    for period in asked.periods:
        yield to_json(decide_period(Evaluator(rules.program, asked.policy, row), period, rules.sources))


def unlike(expected: Any, found: Any, path: str) -> Iterator[str]:
    """Where two JSON values differ: values, lengths, keys and their order."""
    if isinstance(expected, dict) and isinstance(found, dict) and list(expected) == list(found):
        for key in expected:
            yield from unlike(expected[key], found[key], f"{path}.{key}")
    elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        for i, (a, b) in enumerate(zip(expected, found, strict=True)):
            yield from unlike(a, b, f"{path}[{i}]")
    elif type(expected) is not type(found) or expected != found:
        yield f"{path} is {expected!r}, but JavaScript says {found!r}"


# --- every place --------------------------------------------------------------------------------------------

DAYS = (date(2020, 6, 30), date(2021, 4, 30), date(2022, 12, 10))
PERIODS = ((date(2020, 11, 15), date(2021, 5, 10)),)
SHORT = (date(2021, 3, 10), date(2021, 5, 31))


def rows_in(rules: yiju.Rules, policy: str, folder: Path) -> list[Row]:
    """A record of which nothing is known, then every record in a folder that is one of the policy's subject."""
    kind = rules.program.records[rules.program.policies[policy].subject]
    files = [f for f in folder.iterdir() if f.suffix in (".json", ".jsonl", ".csv")]
    return [
        tuple(None for _ in kind.fields),
        *(row for f in sorted(files) for _, row in read_records(f, kind, rules.program.records).rows),
    ]


@pytest.mark.parametrize("place", PLACES)
def test_decisions_of_a_place_s_records(place: str) -> None:
    rules = yiju.load(RULES / place)
    rng = Random(place)
    for policy in rules.program.policies:
        rows = rows_in(rules, policy, rules.path / "records")
        if CHECK:
            asked = Asked(policy, [rows[0], *rng.sample(rows, min(6, len(rows)))], DAYS, PERIODS)
        else:
            periods = (SHORT,) if rng.random() < 0.3 else ()
            asked = Asked(policy, rng.sample(rows, 1), (rng.choice(DAYS),), periods)
        assert list(differences(rules, asked)) == []


@pytest.mark.parametrize("place", PLACES if CHECK else ["qinghu"])
def test_decisions_of_a_place_s_cases(place: str) -> None:
    rules = yiju.load(RULES / place)
    cases = [(policy, case) for policy, case in cases_of(rules) if case.on is not None and case.expected is not None]
    for policy, case in cases if CHECK else Random(place).sample(cases, min(2, len(cases))):
        kind = rules.program.records[rules.program.policies[policy].subject]
        raw, _ = raw_record(case, next((f.name for f in kind.fields if f.identifier), None))
        row = check_record(kind, rules.program.records, raw)
        assert case.on is not None
        if is_row(row):
            assert list(differences(rules, Asked(policy, [row], [case.on.last]))) == []


def is_row(made: tuple[Any, ...]) -> bool:
    """Whether the door took a record."""
    return not (made and isinstance(made[0], Finding))


# --- generated rules, case files ----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(24 if NIGHTLY else 8 if CHECK else 2))
def test_decisions_of_generated_rules(seed: int) -> None:
    rules = sound(seed)
    if rules is None:
        return
    rng = Random(seed)
    for gaps in (0.1, 0.5, 0.9):
        for policy, raw, day in triples(rules, seed, 4 if CHECK else 1, gaps=gaps):
            kind = rules.program.records[rules.program.policies[policy].subject]
            row = check_record(kind, rules.program.records, raw)
            if is_row(row):
                last = day + timedelta(days=rng.randrange(200 if CHECK else 70))
                periods = ((day, last),) if rng.random() < 0.5 else ()
                assert list(differences(rules, Asked(policy, [row], [day], periods))) == []


CASE_FILES = sorted(file for folder in ("decide", "semantics") for file in (CASES / folder).rglob("*.md"))
QUICK_FILES = ("errors_on_a_record.md", "12_which_is_paid.md")


@pytest.mark.parametrize(
    "file", [f for f in CASE_FILES if CHECK or f.name in QUICK_FILES], ids=lambda f: str(f.relative_to(CASES))
)
def test_decisions_of_a_case_file(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "规则"
    folder.mkdir()
    lay_out(blocks_of(file.read_text("utf-8")), folder)
    rules = yiju.load(folder)
    if rules.has_errors:
        return
    days = [date(2020, 3, 31), *rules.program.changes[:8]]
    for policy in rules.program.policies:
        rows = rows_in(rules, policy, folder)
        assert list(differences(rules, Asked(policy, rows, days, ((date(2020, 1, 1), date(2020, 12, 31)),)))) == []


# --- which of several is paid -------------------------------------------------------------------------------


@pytest.mark.parametrize("take", ["higher", "lower", "first", "field"])
def test_which_of_several_payments_is_made(take: str) -> None:
    rng, node = Random(take), node_process()
    names = tuple(("政策", name) for name in "甲乙丙")
    mutual = MutualType(names, "", None, take, None, (), NOWHERE)  # type: ignore[arg-type]  # one of its words
    plain = {"payments": names, "take": take}
    for _ in range(400 if CHECK else 40):
        amounts = [rng.choice((None, Fraction(rng.randrange(1, 4)))) for _ in range(rng.randrange(1, 8))]
        rivals = [
            Rival(rng.randrange(3), a, Fraction(2) if a is None and rng.random() < 0.5 else None) for a in amounts
        ]
        named = rng.choice((None, "甲", "丙", "丁"))
        given = [{"order": r.order, "value": r.value, "if_due": r.if_due} for r in rivals]
        assert node.call(driver(node), "paid", plain, given, named) == paid(mutual, rivals, named)


# --- words --------------------------------------------------------------------------------------------------


def test_errors_are_told_in_the_words_of_their_codes() -> None:
    node = node_process()
    words = {"label": "标准", "rules": ["甲", "乙"], "detail": "事项", "place": ["", 0, 0]}
    filled = {"label": "标准", "rules": "甲，乙", "detail": "事项"}
    for code in (f"YJ{number}" for number in range(611, 619)):
        expected = {lang: code_page(code)[lang]["message"].format(**filled) for lang in ("zh", "en")}
        assert node.call(driver(node), "runMessage", {"code": code, **words}) == expected
