"""What is unknown, on generated rule sets: missing fields by brute force, and knowing more never unsettles."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from datetime import date
from itertools import product
from random import Random
from typing import Any

import pytest
from generators.raw_records import Raw
from generators.sound_rules import POLICIES, seeds, sound

from yiju.decision.evaluate import Evaluation, Evaluator
from yiju.load import Rules
from yiju.program import types as ty
from yiju.program.errors import Failure
from yiju.program.program import RecordType
from yiju.program.values import NOTHING, Row
from yiju.records.door import check_record

KNOWN_WHEN_ABSENT = ("等级", "离开日期", "另有补贴", "去世日期", "申报人口")
"""可无 (absent, these are known to be none) and 缺省."""

MOST = 400
"""Completions of one record that are all tried."""

Steps = tuple[Any, ...]
"""Where a field stands in a raw record: names of fields and numbers of elements."""


# --- missing --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", seeds(30, 600))
def test_missing_is_what_trying_every_value_says(seed: int) -> None:
    rules = sound(seed)
    if rules is None:
        return
    rng = Random(seed)
    for policy, record, day in ((p, *full(rules, p, rng)) for p in POLICIES):
        unknown = some_unknown(rules, policy, record, rng)
        decision = rules.decide(policy, record, on=day)
        if decision.open or decision.errors:
            continue
        needed = needed_by_trial(rules, policy, record, day, unknown=unknown)
        assert needed <= set(decision.missing), (policy, day, record)
        if decision.missing_exact:
            amounts = {name for a in decision.amounts for name in a.missing}
            assert set(decision.missing) <= needed | amounts, (policy, day, record)


def full(rules: Rules, policy: str, rng: Random) -> tuple[dict[str, Any], date]:
    """A record with nothing unknown, and a day."""
    raw = Raw(rules.program, rng, gaps=0)
    return raw.record(policy), raw.day()


def some_unknown(rules: Rules, policy: str, record: dict[str, Any], rng: Random) -> dict[Steps, tuple[Any, ...]]:
    """Make a few fields of few values unknown; where they stand, and all they could be."""
    kind = rules.program.records[rules.program.policies[policy].subject]
    found = list(finite(rules, kind, record, ()))
    rng.shuffle(found)
    chosen: dict[Steps, tuple[Any, ...]] = {}
    combinations = 1
    for steps, values in found:
        if len(chosen) < 4 and combinations * len(values) <= MOST:
            combinations *= len(values)
            chosen[steps] = values
            put(record, steps, None)
    return chosen


def finite(rules: Rules, kind: RecordType, raw: Any, at: Steps) -> Iterator[tuple[Steps, tuple[Any, ...]]]:
    """Fields of few values that may be unknown, in a record and its lists."""
    for f in kind.fields:
        match f.type:
            case _ if f.name in KNOWN_WHEN_ABSENT:
                continue
            case ty.TruthType(optional=False):
                yield (*at, f.name), (True, False)
            case ty.EnumType(values=values, optional=False):
                yield (*at, f.name), values
            case ty.NumberType(optional=False, scale=1) if f.low is not None and f.high is not None:
                yield (*at, f.name), tuple(range(int(f.low), int(f.high) + 1))
            case ty.ListType(record=record):
                for i, inner in enumerate(raw[f.name]):
                    yield from finite(rules, rules.program.records[record], inner, (*at, f.name, i))


def put(raw: Any, steps: Steps, value: Any) -> None:
    for step in steps[:-1]:
        raw = raw[step]
    raw[steps[-1]] = value


def needed_by_trial(
    rules: Rules, policy: str, record: dict[str, Any], day: date, *, unknown: dict[Steps, tuple[Any, ...]]
) -> set[str]:
    """The unknown fields of which two values lead to different results, for some values of the others."""
    results = {}
    for values in product(*unknown.values()):
        for steps, value in zip(unknown, values, strict=True):
            put(record, steps, value)
        results[values] = settled(Evaluator(rules.program, policy, stored(rules, policy, record)).on(day))
    for steps in unknown:
        put(record, steps, None)
    needed = set()
    for i, (steps, values) in enumerate(unknown.items()):
        if any(results[(*r[:i], v, *r[i + 1 :])] != result for r, result in results.items() for v in values):
            needed.add(named(steps))
    return needed


def named(steps: Steps) -> str:
    """A field's name as a decision has it: `成员[2].学籍`."""
    pairs = zip(steps[:-1:2], steps[1::2], strict=False)
    return "".join(f"{name}[{i + 1}]." for name, i in pairs) + steps[-1]


def stored(rules: Rules, policy: str, record: dict[str, Any]) -> Row:
    kind = rules.program.records[rules.program.policies[policy].subject]
    return check_record(kind, rules.program.records, record)


def settled(evaluation: Evaluation) -> Hashable:
    """The outcome and what is paid to whom."""
    due = {payee(d): plain(d.value) for d in evaluation.due}
    return plain(evaluation.outcome), frozenset((k, v) for k, v in due.items() if v != 0)


def payee(due: Any) -> Hashable:
    return due.payment.name, due.month, due.recipient.path if due.recipient else ()


def plain(value: Any) -> Hashable:
    if isinstance(value, Failure):
        return ("error", *sorted(e.code for e in value.errors))
    return 0 if value is NOTHING else value


# --- knowing more ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", seeds(30, 600))
def test_knowing_more_never_changes_what_is_known(seed: int) -> None:
    rules = sound(seed)
    if rules is None:
        return
    rng = Random(seed)
    for policy in POLICIES * 2:
        raw = Raw(rules.program, rng, gaps=0)
        known, day = raw.record(policy), raw.day()
        less = thinned(known, rng)
        before = Evaluator(rules.program, policy, stored(rules, policy, less)).on(day)
        for _ in range(3):
            again = Evaluator(rules.program, policy, stored(rules, policy, thinned(known, rng, less))).on(day)
            unsettled(before, again, (policy, day, less, known))


def thinned(record: Any, rng: Random, least: Any = None) -> Any:
    """The record with some fields unknown; none of those that `least` has."""
    made = {}
    for name, value in record.items():
        has = least is not None and least.get(name) is not None
        inner = least.get(name) if least is not None else None
        if isinstance(value, list) and value and isinstance(value[0], dict):
            made[name] = [thinned(v, rng, inner[i] if inner else None) for i, v in enumerate(value)]
        elif has or name in ("户编号", "姓名", *KNOWN_WHEN_ABSENT) or rng.random() < 0.7:
            made[name] = value
        else:
            made[name] = None
    return made


def unsettled(before: Evaluation, after: Evaluation, seen: Any) -> None:
    if before.outcome is not None and not isinstance(before.outcome, Failure):
        assert after.outcome == before.outcome, seen
    later = {payee(d): d for d in after.due}
    for d in before.due:
        if before.outcome is not None and d.outcome is not None and d.value is not None:
            found = later.get(payee(d))
            now = plain(found.value) if found is not None else 0
            assert isinstance(d.value, Failure) or now == plain(d.value), (d.payment.name, d.value, now, seen)
