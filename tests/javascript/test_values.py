"""Values in JavaScript are the reference interpreter's, errors included; on many records, those of generated Python."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from backend_agreement import is_supported, questions
from generators import programs
from generators.sound_rules import sound, triples
from javascript.node_process import NodeProcess, Stored, node_process, stored_row

from yiju.backends.interpreter import Interpreter
from yiju.backends.to_python import Asked, compile_asked
from yiju.backends.to_python_runtime import ERR, Incomplete
from yiju.program import expressions as e
from yiju.program.program import Program
from yiju.program.values import NOTHING, Row
from yiju.records.door import check_record
from yiju_grammar.finding import Finding

CHECK = os.environ.get("YIJU_CHECK") == "1" or os.environ.get("YIJU_NIGHTLY") == "1"


# --- one record at a time: the whole value ------------------------------------------------------------------


@pytest.mark.parametrize("block", range(10 if CHECK else 1))
def test_a_value_is_the_interpreter_s_errors_included(block: int) -> None:
    node = node_process()
    for seed in range(block * 50, (block + 1) * 50):
        program, row, day = programs.triple(seed)
        found = whole_values(node, program, row, day)
        run = Interpreter(program)
        scope = run.root("家庭", row, day)
        for name, value in found.items():
            expected = run.value(e.Ref(programs.TRUTH, programs.AT, 0, name), scope)
            assert is_same(expected, value), (seed, name, expected, value)


def whole_values(node: NodeProcess, program: Program, row: Row, day: date) -> dict[str, Any]:
    """Every definition of the household without arguments, by name."""
    y = node.runtime
    run = node.keep(y, "newRun", node.program(program))
    scope = node.keep(y, "rootScope", run, "家庭", Stored(program, "家庭", row), day)
    wanted = [d.id for d in program.definitions.values() if d.record == "家庭" and not d.parameters]
    return {name: node.call(y, "ref", scope, 0, name) for name in wanted}


def is_same(expected: Any, found: Any) -> bool:
    if isinstance(expected, date):
        return bool(found == expected.toordinal())
    return type(expected) is type(found) and bool(expected == found)


# --- many records: each value as a short text ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one program on a day: the i-th field of a row is that of row mix[i] of the pool."""

    program: Program
    record: str
    day: date
    pool: tuple[Row, ...]
    mixes: tuple[tuple[int, ...], ...]

    def rows(self) -> Iterator[Row]:
        return (tuple(self.pool[n][i] for i, n in enumerate(mix)) for mix in self.mixes)


def batch(program: Program, record: str, day: date, pool: Sequence[Row], *, count: int, rng: Random) -> Batch:
    width = range(len(program.records[record].fields))
    mixes = tuple(tuple(rng.randrange(len(pool)) for _ in width) for _ in range(count))
    return Batch(program, record, day, tuple(pool), mixes)


def generated_batch(seed: int, count: int) -> Batch:
    """A generated program with rows mixed of generated rows."""
    program, _, day = programs.triple(seed)
    rng = Random(seed)
    return batch(program, "家庭", day, [programs.row(rng) for _ in range(40)], count=count, rng=rng)


def rule_set_batches(seed: int, count: int) -> Iterator[Batch]:
    """The policies of a generated rule set, with rows mixed of rows that passed the door."""
    rules = sound(seed)
    if rules is None:
        return
    records: dict[str, list[Row]] = {}
    days: dict[str, date] = {}
    for policy, raw, day in triples(rules, seed, 60):
        subject = rules.program.policies[policy].subject
        row = check_record(rules.program.records[subject], rules.program.records, raw)
        if not isinstance(row[0], Finding):
            records.setdefault(subject, []).append(row)
            days[subject] = day
    for subject, pool in records.items():
        yield batch(rules.program, subject, days[subject], pool, count=count, rng=Random(seed))


def differences(node: NodeProcess, given: Batch) -> Iterator[str]:
    """Where JavaScript says something else than the generated Python of a row."""
    program, record = given.program, given.record
    asked = tuple(q for q in questions(program, record) if is_supported(program, record, q))
    compiled = compile_asked(program, record, asked)
    found = in_javascript(node, given, asked)
    for row, texts in zip(given.rows(), found, strict=True):
        try:
            stored = compiled.function(row, given.day)
        except Incomplete:
            continue
        for i, question in enumerate(asked):
            expected = briefs(compiled.value(i, stored[i]), question)
            if expected != texts[i]:
                yield f"{question.name} of {row} on {given.day}: {expected}, but JavaScript says {texts[i]}"


def in_javascript(node: NodeProcess, given: Batch, asked: tuple[Asked, ...]) -> list[list[str]]:
    kind = given.program.records[given.record]
    question = {
        "of": node.runtime.number,
        "program": node.program(given.program).number,
        "record": given.record,
        "day": given.day.toordinal(),
        "pool": [stored_row(given.program, kind, row) for row in given.pool],
        "mixes": given.mixes,
        "asked": [(q.name, q.each.name if q.each is not None else None) for q in asked],
    }
    made: list[list[str]] = node.ask({"values": question})["value"]
    return made


def briefs(value: Any, question: Asked) -> str:
    if question.each is not None and isinstance(value, tuple):
        return " ".join(map(brief, value))
    return brief(value)


def brief(value: Any) -> str:
    """A value as `brief` of answering.mjs writes it."""
    match value:
        case None:
            return "?"
        case bool():
            return "+" if value else "-"
        case Fraction():
            return f"{value.numerator}/{value.denominator}"
        case date():
            return f"@{value.toordinal()}"
        case str():
            return f'"{value}'
        case frozenset():
            return "{" + ",".join(sorted(value))
        case (low, high):
            return f"{brief(low)}~{brief(high)}"
    assert value is NOTHING or value is ERR
    return "_" if value is NOTHING else "!"


@pytest.mark.parametrize("part", range(10 if CHECK else 1))
def test_values_of_many_records_are_those_of_generated_python(part: int) -> None:
    node = node_process()
    programs_each, rows_each = (10, 1000) if CHECK else (8, 300)
    for seed in range(part * programs_each, (part + 1) * programs_each):
        assert list(differences(node, generated_batch(1000 + seed, rows_each))) == []


@pytest.mark.parametrize("part", range(5 if CHECK else 1))
def test_values_of_rule_sets_are_those_of_generated_python(part: int) -> None:
    node = node_process()
    sets_each, rows_each = (8, 350) if CHECK else (4, 100)
    for seed in range(part * sets_each, (part + 1) * sets_each):
        for given in rule_set_batches(seed, rows_each):
            assert list(differences(node, given)) == []
