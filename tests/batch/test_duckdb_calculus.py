"""The calculus in DuckDB says what the reference interpreter says, on generated programs and records."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from batch.calculus_agreement import compiled, differences
from batch.duckdb_running import database
from generators import programs
from generators.sound_rules import seeds

from yiju.backends.relational.duckdb import DuckDB

HOUSE, ROWS, EACH = "家庭", 25, 5


@pytest.mark.parametrize("start", seeds(8, 400))
def test_statements_agree_with_the_interpreter(start: int, tmp_path: Path) -> None:
    for seed in range(start * EACH, (start + 1) * EACH):
        random = Random(seed)
        program = programs.program(random)
        rows = [programs.row(random) for _ in range(ROWS)]
        day = programs.day(random)
        made = compiled(program, HOUSE, day, DuckDB())
        with database(program.records[HOUSE], program.records, rows, tmp_path) as connection:
            said = connection.execute(made.sql + " ORDER BY rid").fetchall()
        assert list(differences(made, rows, said)) == [], seed
