"""The records that a statement in PostgreSQL leaves to the interpreter: decided here, and put beside as a temporary
table `handed` (`rid`, the output's columns).

Input: a connection with the tables `left_over` (`rid`) and `records`. Output: `Handed`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from yiju.batch.blocks import wanted_of
from yiju.batch.columns import OutColumn
from yiju.batch.decide_block import DecidedBlock, Decider
from yiju.batch.duck import named
from yiju.batch.job import Job, Line
from yiju.batch.left_over import Handed
from yiju.batch.population_sql import RECORD
from yiju.batch.postgres_rows import Left
from yiju.batch.postgres_session import Connection, Found, copied
from yiju.batch.postgres_staged import COPIED, PART, PLACE, stored_rows
from yiju.batch.processes import decided
from yiju.batch.python_engine import Firsts
from yiju.batch.staged import Rejects

Numbered = tuple[int, Line]
"""`rid` and the record's line."""


def sql_type(column: OutColumn) -> str:
    """The column's type in the output's table; payments are a JSONB array of objects with decimals as texts."""
    match column.kind:
        case "number":
            return f"numeric(38, {column.digits})"
        case "list":
            return "text[]"
        case "payments":
            return "jsonb"
    return "text"


def handed_over(job: Job, connection: Connection, refused: Rejects, source: Found | None) -> Handed:
    """Decide what is left over.

    Args:
        source: the table that the door in SQL read; None where the typed table has what the plain checker took.
    """
    listed = ", ".join(f"{named(c.name)} {sql_type(c)}" for c in job.columns)
    connection.execute(f"CREATE TEMP TABLE handed (rid bigint, {listed}) ON COMMIT DROP")
    found = connection.execute("SELECT count(*) FROM left_over").fetchone()
    if not found[0]:
        return Handed()
    made = _from_typed(job, connection) if source is None else _from_source(job, connection, refused, source)
    connection.execute("ANALYZE handed")
    return made


def _put(job: Job, connection: Connection, lines: Iterable[Numbered]) -> int:
    names = ["rid", *(c.name for c in job.columns)]
    count, given = 0, iter(lines)
    while part := list(islice(given, COPIED)):
        copied(connection, "handed", names, [_row(job, rid, line) for rid, line in part])
        count += len(part)
    return count


def _row(job: Job, rid: int, line: Line) -> list[Any]:
    return [rid, *(_value(v, c) for v, c in zip(line, job.columns, strict=True))]


def _value(value: Any, column: OutColumn) -> Any:
    if column.kind == "payments" and value is not None:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value


def tried(job: Job, connection: Connection, source: Found | None) -> None:
    """What the first record of each signature misses, as a table `trials` (`rid`, `missing`).

    Args:
        connection: with a table `alike` (`first`).
    """
    connection.execute("CREATE TEMP TABLE trials (rid bigint, missing text[]) ON COMMIT DROP")
    rids = "SELECT DISTINCT first AS rid FROM alike"
    if source is None:
        lines = _of_typed(job, connection, rids)
    else:
        blocks = decided(job, _left(job, connection, source, rids).blocks())
        lines = ((number - 1, line) for block in blocks for number, _, line in block.lines)
    place = [c.name for c in job.columns].index("missing")
    copied(connection, "trials", ("rid", "missing"), [(rid, line[place]) for rid, line in lines])


def _from_typed(job: Job, connection: Connection) -> Handed:
    return Handed(_put(job, connection, _of_typed(job, connection, "SELECT rid FROM left_over")))


def _of_typed(job: Job, connection: Connection, rids: str) -> Iterator[Numbered]:
    decider = Decider(job)
    for rid, row in stored_rows(job, connection, f"WHERE rid IN ({rids}) ORDER BY rid"):
        yield rid, decider.line(row, rid + 1)


def _from_source(job: Job, connection: Connection, refused: Rejects, source: Found) -> Handed:
    rows = _left(job, connection, source, "SELECT rid FROM left_over")
    told = _Told()
    lines = told.lines(decided(job, rows.blocks()), Firsts(job), refused)
    return Handed(_put(job, connection, lines), told.rejected, len(rows.blank))


def _left(job: Job, connection: Connection, source: Found, rids: str) -> Left:
    place = f"s.ctid = r.{PLACE} AND s.tableoid = r.{PART}"
    among = f"JOIN {RECORD} AS r ON {place} JOIN ({rids}) AS l ON l.rid = r.rid ORDER BY l.rid"
    return Left(connection, source, wanted_of(job), among)


class _Told:
    """Counts the rejected as lines go by."""

    def __init__(self) -> None:
        self.rejected = 0

    def lines(self, blocks: Iterable[DecidedBlock], firsts: Firsts, refused: Rejects) -> Iterator[Numbered]:
        for block in blocks:
            lines, rejected = firsts.of(replace(block, lines=tuple((n, name, (n, x)) for n, name, x in block.lines)))
            refused.reject(rejected)
            self.rejected += len(rejected)
            yield from ((n - 1, line) for n, line in lines)
