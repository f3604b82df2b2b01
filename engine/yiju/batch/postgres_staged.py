"""The typed table `records` of a run in PostgreSQL, and the way back from one of its rows to a record as stored.

Input: a connection, and a table whose columns the door in SQL can read, or blocks of raw records for the plain checker.
Output: the temporary table (`rid`, `ok`, a column a field; `PLACE`, `PART`: the row it was read from).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from yiju.batch.blocks import Block
from yiju.batch.duck import named
from yiju.batch.job import Job, Progress
from yiju.batch.left_over import Staged
from yiju.batch.population_sql import RECORD
from yiju.batch.postgres_door import columns, in_order, typed
from yiju.batch.postgres_session import Connection, Found, check_length, copied
from yiju.batch.staged import Rejects, stored, taken, typed_values
from yiju.program.values import Row

PLACE: Final = '"place of row"'
PART: Final = '"table of row"'
"""The columns that tell a row of the source; no field has such a name."""

COPIED: Final = 2048
"""Records that are copied at a time."""


def from_table(job: Job, connection: Connection, source: Found) -> bool:
    """The typed table by the door in SQL; 假 where only the plain checker reads the columns."""
    fields = typed(job.record_type, job.rules.program.records, source.types) if source.has_places else None
    if fields is None:
        return False
    items = ", ".join(f"{sql} AS {named(name)}" for f in fields for name, sql in f.items())
    made = f"SELECT row_number() OVER () - 1 AS rid, {in_order(job.record_type, fields)} AS ok, {items}"
    made += f", ctid AS {PLACE}, tableoid AS {PART} FROM {source.name.sql}"
    # rows are numbered as they stand, so one process reads them
    connection.execute("SET LOCAL max_parallel_workers_per_gather = 0")
    connection.execute(f"CREATE TEMP TABLE {RECORD} ON COMMIT DROP AS {made}")
    connection.execute("SET LOCAL max_parallel_workers_per_gather TO DEFAULT")
    connection.execute(f"ANALYZE {RECORD}")
    return True


def from_blocks(
    job: Job, connection: Connection, given: Iterable[Block], refused: Rejects, progress: Progress
) -> Staged:
    """The typed table of the records that the plain checker takes.

    Raises:
        BatchRefused: the file as a whole cannot be taken.
    """
    told = Staged()
    described = columns(job.record_type)
    check_length(*(name for name, _ in described))
    listed = ", ".join(f"{named(n)} {kind}" for n, kind in described)
    connection.execute(f"CREATE TEMP TABLE {RECORD} (rid bigint, ok boolean DEFAULT true, {listed}) ON COMMIT DROP")
    names = ["rid", *(n for n, _ in described)]
    in_json = frozenset(n for n, kind in described if kind == "jsonb")
    rows = (_row(job, number - 1, row, in_json) for number, row in taken(job, given, refused, told, progress))
    while part := list(islice(rows, COPIED)):
        copied(connection, RECORD, names, part)
    connection.execute(f"ANALYZE {RECORD}")
    return told


def _row(job: Job, rid: int, row: Row, in_json: frozenset[str]) -> list[Any]:
    values = typed_values(job.record_type, job.rules.program.records, row)
    return [rid, *(_json(v) if n in in_json and v is not None else v for n, v in values.items())]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def stored_rows(job: Job, connection: Connection, among: str) -> Iterator[tuple[int, Row]]:
    """Records of the typed table as stored, with their `rid`."""
    cursor = connection.execute(f"SELECT r.* FROM {RECORD} AS r {among}")
    names = [column.name for column in cursor.description]
    kinds = dict(columns(job.record_type))
    for values in cursor.fetchall():
        found = {n: _loaded(v, kinds.get(n)) for n, v in zip(names, values, strict=True)}
        yield found["rid"], stored(job.record_type, job.rules.program.records, found)


def _loaded(value: Any, kind: str | None) -> Any:
    if kind == "jsonb" and value is not None:
        return json.loads(value)
    return int(value) if isinstance(value, Decimal) else value
