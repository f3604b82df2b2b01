"""The calculus in PostgreSQL says what the reference interpreter says, on generated programs and records."""

from __future__ import annotations

import json
from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from batch.calculus_agreement import compiled, differences
from batch.postgres_server import connected
from generators import programs
from generators.sound_rules import seeds

from yiju.backends.relational.postgres import Postgres
from yiju.batch.population_sql import RECORD
from yiju.batch.postgres_door import columns
from yiju.batch.staged import typed_values
from yiju.program.program import Program
from yiju.program.values import Row

HOUSE = "家庭"
ROWS = 20
NESTED = (739, 992)
"""Programs in which what loops within each other share is read at several depths."""


def typed_table(connection: Any, program: Program, rows: Sequence[Row]) -> None:
    """The table `records` of some stored rows."""
    kind = program.records[HOUSE]
    data = [{"rid": rid, **typed_values(kind, program.records, row)} for rid, row in enumerate(rows)]
    described = ", ".join(f'"{name}" {sql}' for name, sql in [("rid", "bigint"), *columns(kind)])
    connection.execute(f"DROP TABLE IF EXISTS {RECORD}")
    connection.execute(
        f"CREATE TEMP TABLE {RECORD} AS SELECT * FROM jsonb_to_recordset(%s::jsonb) AS made({described})",
        [json.dumps(data, ensure_ascii=False)],
    )


@pytest.mark.parametrize("start", range(5))
def test_statements_agree_with_the_interpreter(start: int, postgres: str) -> None:
    with connected(postgres) as connection:
        for seed in (*seeds(25, 1000), *NESTED)[start::5]:
            rng = Random(seed)
            program = programs.program(rng)
            rows, day = [programs.row(rng) for _ in range(ROWS)], programs.day(rng)
            statement = compiled(program, HOUSE, day, Postgres())
            typed_table(connection, program, rows)
            found = connection.execute(f"{statement.sql} ORDER BY rid").fetchall()
            assert list(differences(statement, rows, found)) == [], seed
