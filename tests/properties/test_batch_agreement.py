"""A statement over a population and the interpreter agree on generated rule sets and records, row by row.

Of every record outcome, amounts and payments; of one in so many the whole row, with reasons, citations, what is missing
and the grade. `make test`: 8 rule sets of 60 records; `make check`: 50 of 1,000; more at night.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from batch.duckdb_running import Said, database
from generators.raw_records import Raw
from generators.sound_rules import NIGHTLY, POLICIES, sound

from yiju.backends.relational.builder import UnsupportedError
from yiju.backends.relational.duckdb import DuckDB
from yiju.batch.columns import cells_of
from yiju.batch.decide_block import decide_whole
from yiju.batch.job import Job
from yiju.batch.model import When, row_of
from yiju.batch.population_sql import statement
from yiju.decision.evaluate import Due, Evaluator
from yiju.decision.show import shown
from yiju.explain.json import shown_plain
from yiju.explain.values import plain
from yiju.program.values import NOTHING, UNKNOWN, Row
from yiju.records.door import check_record

CHECK = os.environ.get("YIJU_CHECK") == "1"
SETS = 400 if NIGHTLY else 50 if CHECK else 4
RECORDS = 1000 if NIGHTLY or CHECK else 60
WHOLE = 40 if NIGHTLY or CHECK else 4
"""Of so many records one is decided in full."""

REFUSED = ("YJ804", "YJ805", "YJ806", "YJ807")


@pytest.mark.parametrize("seed", range(SETS))
def test_statement_and_interpreter_agree(seed: int, tmp_path: Path) -> None:
    rules = sound(seed)
    if rules is None:
        return
    for policy in POLICIES:
        rng = Random(seed)
        raw = Raw(rules.program, rng)
        when = _when(raw.day(), seed)
        job = Job(rules, policy, when, Path("records.parquet"), Path("out.parquet"))
        try:
            made = statement(job, DuckDB())
        except UnsupportedError as refused:
            assert refused.finding.code in REFUSED
            continue
        kind, records = job.record_type, rules.program.records
        rows = [check_record(kind, records, raw.record(policy)) for _ in range(RECORDS // len(POLICIES))]
        with database(kind, records, rows, tmp_path) as connection:
            said = Said(made, connection)
        assert _differences(job, said, rows) == [], (seed, policy, when)


def _when(day: date, seed: int) -> When:
    """A day, and of every sixth rule set a period of some months."""
    if seed % 6:
        return day
    last = date(day.year + (day.month > 9), (day.month + 2) % 12 + 1, 28)
    return day.replace(day=1), last


def _differences(job: Job, said: Said, rows: list[Row]) -> list[Any]:
    found: list[Any] = []
    trials: dict[str, Any] = {}
    for rid, row in enumerate(rows):
        if rid in said.left:
            continue
        if rid % WHOLE == 0:
            found += _whole(job, said, rid, row, trials)
        elif (expected := _plain(job, row)) != (told := _told(job, said.lines[rid])):
            found.append((rid, row, expected, told))
    return found


def _told(job: Job, line: list[Any]) -> Any:
    """Outcome, amounts and payments of a line."""
    cells = dict(zip((c.name for c in job.columns), line, strict=True))
    paid = [(p["name"], p["due"], p["value"], p["if_eligible"]) for p in cells["payments"]]
    amounts = [cells[c.name] for c in job.columns if c.part == "amount"]
    return cells["outcome"] if isinstance(job.when, date) else None, amounts, paid


def _plain(job: Job, row: Row) -> Any:
    """The same by the interpreter, without reasons."""
    evaluator = Evaluator(job.rules.program, job.policy, row)
    made = evaluator.on(job.when) if isinstance(job.when, date) else evaluator.during(*job.when)
    outcome = {True: "eligible", False: "ineligible", None: "undetermined"}[made.outcome]
    amounts = [_amount(job, evaluator, made.scope, use) for use in _uses(job, made.scope.day)]
    digits = next(c.digits for c in job.columns if c.name == "payments")
    paid = [p for due in made.due if (p := _paid(due, digits)) is not None]
    return outcome if isinstance(job.when, date) else None, amounts, paid


def _uses(job: Job, day: date) -> list[str]:
    return [u.definition for u in job.policy_type.standards if any(day in span for span in u.intervals)]


def _amount(job: Job, evaluator: Evaluator, scope: Any, name: str) -> str | None:
    definition = job.rules.program.definitions[name]
    column = next(c for c in job.columns if c.part == "amount" and c.label == definition.label)
    value = evaluator.run.definition(name, scope)
    text = shown_plain(shown(value, definition.type))
    return text if column.digits is None or text is None else plain(value, column.digits)


def _paid(due: Due, digits: int | None) -> tuple[str, str, str | None, str | None] | None:
    """A payment as it is listed; None where it comes to nothing."""
    value = due.value
    if value is NOTHING or value == 0:
        return None
    sure = value if due.outcome is True else UNKNOWN
    if_eligible = value if due.outcome is UNKNOWN else UNKNOWN
    figures = [None if v is UNKNOWN else plain(v, digits) for v in (sure, if_eligible)]
    return due.payment.name, f"{due.month.year:04d}-{due.month.month:02d}", figures[0], figures[1]


def _whole(job: Job, said: Said, rid: int, row: Row, trials: dict[str, Any]) -> list[Any]:
    decision = decide_whole(job.rules, job.policy, row, job.when)
    expected = list(cells_of(row_of(decision), job.columns))
    told = list(said.lines[rid])
    place = [c.name for c in job.columns].index("missing")
    if rid in said.open:
        missing, tried, signature = said.open[rid]
        told[place] = trials.setdefault(signature, expected[place]) if tried else missing
    return [] if expected == told else [(rid, row, expected, told)]
