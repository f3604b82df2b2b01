"""A decision made at once, with the rest put off, is the decision made in full."""

from __future__ import annotations

import pickle
import sys
from datetime import date
from pathlib import Path

import pytest

import yiju
from yiju.decision.build import decide_on
from yiju.decision.evaluate import Evaluator
from yiju.decision.prompt import PromptDecider, PromptDecision
from yiju.records.door import check_record

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "bench"))

from household_records import households  # noqa: E402  bench is no package

DAY = date(2020, 6, 30)


@pytest.mark.parametrize("asked_on", [DAY, date(2020, 6, 10)])
def test_a_prompt_decision_says_what_the_full_one_says(asked_on: date) -> None:
    rules = yiju.load(ROOT / "bench" / "rules" / "household")
    records = rules.program.records

    def in_full(row: tuple[object, ...], day: date) -> object:
        return decide_on(Evaluator(rules.program, "家庭救助", row), day, rules.sources)

    decider = PromptDecider(rules.program, "家庭救助", in_full)  # type: ignore[arg-type]
    for record in households(12, seed=3):
        row = check_record(records["家庭"], records, record)
        found, full = decider.decide(row, asked_on), in_full(row, asked_on)
        assert isinstance(found, PromptDecision)
        assert (found.outcome, found.record, found.errors) == (full.outcome, full.record, ())  # type: ignore[attr-defined]
        assert found == full
        assert pickle.loads(pickle.dumps(found)) == full
        assert repr(found) == repr(full).replace("Decision(", "PromptDecision(", 1)


def test_rules_decide_many_records_as_they_decide_the_first() -> None:
    rules = yiju.load(ROOT / "bench" / "rules" / "household")
    record = households(1, seed=5)[0]
    decisions = [rules.decide("家庭救助", record, on=DAY) for _ in range(6)]
    assert type(decisions[0]) is not type(decisions[5])
    assert all(d.why == decisions[0].why for d in decisions)
