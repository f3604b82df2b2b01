"""Python backend and reference interpreter agree on whole generated places: values, payments, errors, decisions.

2,000 triples of rule set, record and day in a usual run, 100,000 at night.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from generators.raw_records import Raw
from generators.sound_rules import POLICIES, seeds, sound

from yiju.backends.interpreter import Interpreter
from yiju.backends.to_python_policy import PolicyFunctions
from yiju.backends.to_python_runtime import ERR
from yiju.decision.build import decide_on
from yiju.decision.by_functions import FunctionsEvaluator
from yiju.decision.evaluate import Evaluation, Evaluator
from yiju.explain.json import to_json
from yiju.load import Rules
from yiju.program.errors import Failure
from yiju.program.values import Row
from yiju.records.door import check_record

RECORDS = 20
"""Of each of the two policies of a rule set."""

DECIDED = 10
"""One in so many is decided in full, with its reasons."""


@pytest.mark.parametrize("seed", seeds(56, 2800))
def test_backends_agree(seed: int) -> None:
    rules = sound(seed)
    if rules is None:
        return
    rng = Random(seed)
    for policy in POLICIES:
        functions = PolicyFunctions(rules.program, rules.program.policies[policy])
        raw = Raw(rules.program, rng)
        days = [raw.day() for _ in range(3)]
        for number in range(RECORDS):
            record, day = raw.record(policy), rng.choice(days)
            agree(rules, functions, (record, day), whole=number % DECIDED == 0)


def agree(rules: Rules, functions: PolicyFunctions, case: tuple[dict[str, Any], date], *, whole: bool) -> None:
    """Values, what is due, and where asked for the whole decision."""
    record, day = case
    name = functions.policy.name
    row = check_record(rules.program.records[functions.policy.subject], rules.program.records, record)
    seen = (name, day, record)
    assert differences(functions, row, day) == [], seen
    plain, quick = Evaluator(rules.program, name, row), FunctionsEvaluator(functions, row)
    assert results(plain.on(day)) == results(quick.on(day)), seen
    if whole:
        decisions = (decide_on(evaluator, day, rules.sources) for evaluator in (plain, quick))
        first, second = (to_json(d) for d in decisions)
        assert first == second, seen


def differences(functions: PolicyFunctions, row: Row, day: date) -> list[str]:
    """Where a generated function answers otherwise than the interpreter: outcome, rules, standards, every payment."""
    due = tuple(range(len(functions.policy.payments)))
    run = Interpreter(functions.program)
    wrong = []
    for why in (False, True):
        made = functions.compiled(day, due, why=why)
        answers = made.function(row, day)
        stored = answers[0] if why else answers
        for index, asked in enumerate(made.asked):
            expected = interpreted_by(run, functions, asked, row, day)
            if not same(expected, made.value(index, stored[index])):
                wrong.append(f"{asked.name} why={why}: {expected!r} but {made.value(index, stored[index])!r}")
    return wrong


def interpreted_by(run: Interpreter, functions: PolicyFunctions, asked: Any, row: Row, day: date) -> Any:
    scope = run.root(functions.policy.subject, row, day)
    if asked.each is None:
        return run.value(asked.expr, scope)
    frames = run.elements(asked.each, scope)
    return tuple(run.value(asked.expr, scope.push(f)) for f in frames) if isinstance(frames, list) else frames


def same(expected: Any, found: Any) -> bool:
    """Equal, a truth being no number; any failure stands as ERR."""
    if isinstance(expected, tuple) and isinstance(found, tuple) and len(expected) == len(found):
        return all(map(same, expected, found))
    if isinstance(expected, Failure):
        return found is ERR
    return bool(expected == found) and isinstance(expected, bool) == isinstance(found, bool)


def results(evaluation: Evaluation) -> Any:
    """What comes out of an evaluation."""
    due = [
        (d.payment.name, d.month, d.day, d.recipient and d.recipient.path, d.outcome, d.value) for d in evaluation.due
    ]
    return evaluation.outcome, due, evaluation.errors
