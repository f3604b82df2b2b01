"""A decision made by generated functions is the interpreter's, byte for byte."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

import yiju
from yiju.backends.to_python_policy import PolicyFunctions
from yiju.decision.build import decide_on, decide_period
from yiju.decision.by_functions import FunctionsEvaluator
from yiju.decision.evaluate import Evaluator
from yiju.explain.json import to_json_text
from yiju.program.program import PolicyType
from yiju.program.values import Row
from yiju.records.readers import read_records

RULES = Path(__file__).parent.parent.parent / "rules"
FIRST = date(2021, 1, 1) if os.environ.get("YIJU_CHECK") == "1" else date(2021, 10, 1)
PERIOD = (FIRST, date(2021, 12, 31))
PLACES = sorted(p.parent.name for p in RULES.glob("*/documents.toml"))


def rows_of(rules: yiju.Rules, policy: PolicyType) -> list[Row]:
    """Every made-up record of the place that is a record of the policy's subject."""
    kind = rules.program.records[policy.subject]
    files = [f for f in (rules.path / "records").iterdir() if f.suffix in (".json", ".jsonl", ".csv")]
    return [row for f in sorted(files) for _, row in read_records(f, kind, rules.program.records).rows]


@pytest.mark.parametrize("place", PLACES)
def test_decisions_are_the_same(place: str) -> None:
    rules = yiju.load(RULES / place)
    compared = 0
    for policy in rules.program.policies.values():
        functions = PolicyFunctions(rules.program, policy)
        for row in rows_of(rules, policy):
            for day in (date(2020, 6, 30), date(2021, 4, 30), date(2022, 12, 31)):
                plain = decide_on(Evaluator(rules.program, policy.name, row), day, rules.sources)
                quick = decide_on(FunctionsEvaluator(functions, row), day, rules.sources)
                assert to_json_text(quick) == to_json_text(plain)
                compared += 1
            plain = decide_period(Evaluator(rules.program, policy.name, row), PERIOD, rules.sources)
            quick = decide_period(FunctionsEvaluator(functions, row), PERIOD, rules.sources)
            assert to_json_text(quick) == to_json_text(plain)
    assert compared
