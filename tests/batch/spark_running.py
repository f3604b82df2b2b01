"""A session of Spark for the tests, and typed records in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from services import required

from yiju.batch.population_sql import RECORD
from yiju.batch.spark_door import fields_of
from yiju.batch.spark_session import has_java, meaning, session
from yiju.batch.staged import typed_values
from yiju.program.program import Program
from yiju.program.values import Row


@contextmanager
def running() -> Iterator[Any]:
    """Spark on two threads of this machine."""
    required("pyspark", find_spec("pyspark") is not None)
    required("Java", has_java())
    spark = session("local[2]", "tests")
    with meaning(spark):
        yield spark


def typed_table(spark: Any, folder: Path, program: Program, record: str, rows: Sequence[Row]) -> None:
    """The table `records` of some stored rows."""
    kind = program.records[record]
    path = folder / "rows.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for rid, row in enumerate(rows):
            made = {"rid": rid, **typed_values(kind, program.records, row)}
            file.write(json.dumps(made, ensure_ascii=False) + "\n")
    schema = f"rid BIGINT, {fields_of(kind, program.records)}"
    spark.read.schema(schema).json(str(path)).createOrReplaceTempView(RECORD)
