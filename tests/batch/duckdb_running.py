"""Stored records as the typed table of an embedded database, and the statement of a job run over them.

For tests that hold the relational backend against the interpreter without files of records.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from yiju.batch.columns import sql_type
from yiju.batch.door_sql import columns
from yiju.batch.duck import connect, named, quoted
from yiju.batch.duck_lines import shown
from yiju.batch.duckdb_engine import all_lines
from yiju.batch.population_sql import RECORD, Statement
from yiju.batch.staged import typed_values
from yiju.program.program import RecordType
from yiju.program.values import Row


def database(kind: RecordType, records: Mapping[str, RecordType], rows: Sequence[Row], folder: Path) -> Any:
    """A database whose table `records` holds some stored rows."""
    path = folder / "rows.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for rid, row in enumerate(rows):
            file.write(json.dumps({"rid": rid, **typed_values(kind, records, row)}, ensure_ascii=False) + "\n")
    connection = connect("test", "duckdb")
    described = [("rid", "BIGINT"), *columns(kind, records)]
    types = ", ".join(f"{named(n)}: {quoted(t)}" for n, t in described)
    read = f"read_json({quoted(str(path))}, format = 'newline_delimited', columns = {{{types}}})"
    connection.execute(f"CREATE TABLE {RECORD} AS SELECT *, true AS ok FROM {read}")
    return connection


class Said:
    """What a statement says of the records of a database: `lines` by number, `left` to the interpreter, and of `open`
    ones what they miss, whether only a trial tells, and their signature."""

    def __init__(self, statement: Statement, connection: duckdb.DuckDBPyConnection) -> None:
        sql = statement.dialect.sql
        cells = ", ".join(shown(c.name, sql_type(c)) for c in statement.job.columns)
        found = connection.execute(f"SELECT rid, {cells} FROM ({sql(all_lines(statement))})").fetchall()
        self.lines: dict[int, list[Any]] = {rid: list(cells) for rid, *cells in found}
        self.left = {rid for (rid,) in connection.execute(sql(statement.left())).fetchall()}
        opened = connection.execute(sql(statement.open_ones())).fetchall() if statement.has_open else []
        self.open: dict[int, tuple[list[str], bool, str]] = {r: (m, t, str(s)) for r, m, t, s in opened}
