"""The calculus in Spark SQL, against the reference interpreter: generated programs, records and days."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from typing import Any

import pytest
from batch.calculus_agreement import compiled, differences
from batch.spark_running import typed_table
from generators import programs

from yiju.backends.relational.spark import Spark

pytestmark = pytest.mark.xdist_group("spark")

RECORD = "家庭"
PROGRAMS = 300 if os.environ.get("YIJU_NIGHTLY") == "1" else 8
ROWS = 20


def test_the_statement_says_what_the_interpreter_says(spark: Any, tmp_path: Path) -> None:
    for seed in range(PROGRAMS):
        rng = Random(seed)
        program = programs.program(rng)
        rows = [programs.row(rng) for _ in range(ROWS)]
        day = programs.day(rng)
        statement = compiled(program, RECORD, day, Spark())
        folder = tmp_path / str(seed)
        folder.mkdir()
        typed_table(spark, folder, program, RECORD, rows)
        found = [tuple(row) for row in spark.sql(statement.sql).collect()]
        assert list(differences(statement, rows, found)) == [], f"seed {seed}"
