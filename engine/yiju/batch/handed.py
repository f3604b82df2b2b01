"""The records that a statement leaves to the interpreter: decided in processes, and put beside as a table `handed`.

Input: a connection with the table `left_over` (`rid`) and either a Parquet file or the typed table `records`.
Output: the table `handed` (`rid`, `is_rejected`, the output's columns), the rejected in the sink.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TextIO

from yiju.batch.blocks import Block, wanted_of
from yiju.batch.columns import sql_type
from yiju.batch.decide_block import DecidedBlock, Decider
from yiju.batch.duck import named, one_file, quoted
from yiju.batch.job import Job, Line, Sink
from yiju.batch.left_over import Handed
from yiju.batch.population_sql import RECORD
from yiju.batch.processes import decided
from yiju.batch.python_engine import Firsts
from yiju.batch.read_parquet import cell, without_cells
from yiju.batch.staged import LARGEST, stored
from yiju.records.tables import Table, records_of_table
from yiju_grammar.finding import Finding

if TYPE_CHECKING:
    import duckdb

SIZE = 256


def handed_over(job: Job, sink: Sink, connection: duckdb.DuckDBPyConnection, *, native: bool) -> Handed:
    """Decide what is left over.

    Args:
        native: the records are read from the job's Parquet file, else from the typed table.
    """
    found = connection.execute("SELECT count(*) FROM left_over").fetchone()
    if not found or not found[0]:
        return Handed()
    path = sink.scratch / "handed.jsonl"
    with path.open("w", encoding="utf-8") as file:
        made = _from_parquet(job, sink, connection, file) if native else _from_table(job, connection, file)
    types = [("rid", "BIGINT"), ("is_rejected", "BOOLEAN"), *((c.name, sql_type(c)) for c in job.columns)]
    listed = ", ".join(f"{named(n)}: {quoted(kind)}" for n, kind in types)
    read = f"read_json({quoted(one_file(path))}, format = 'newline_delimited', columns = {{{listed}}}, "
    connection.execute(f"CREATE TEMP TABLE handed AS SELECT * FROM {read} maximum_object_size = {LARGEST})")
    path.unlink()
    return made


def _put(file: TextIO, job: Job, rid: int, line: Line | None) -> None:
    """One row of the table: a line, or where there is none that the record is not to be written."""
    made: dict[str, Any] = {"rid": rid, "is_rejected": line is None}
    if line is not None:
        made.update(zip((c.name for c in job.columns), line, strict=True))
    file.write(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")


def tried(job: Job, sink: Sink, connection: duckdb.DuckDBPyConnection, *, native: bool) -> bool:
    """What the first record of each signature misses, as a table `trials` (`rid`, `missing`), if there is one.

    Args:
        connection: with a table `alike` (`first`).
    """
    place = [c.name for c in job.columns].index("missing")
    path = sink.scratch / "trials.jsonl"
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for rid, line in _lines(job, connection, "SELECT DISTINCT first FROM alike", native=native):
            file.write(json.dumps({"rid": rid, "missing": line[place]}, ensure_ascii=False) + "\n")
            count += 1
    if count:
        read = f"read_json({quoted(one_file(path))}, format = 'newline_delimited', "
        read += "columns = {rid: 'BIGINT', missing: 'VARCHAR[]'})"
        connection.execute(f"CREATE TEMP TABLE trials AS SELECT * FROM {read}")
    path.unlink()
    return count > 0


def _lines(job: Job, connection: duckdb.DuckDBPyConnection, rids: str, *, native: bool) -> Iterator[tuple[int, Line]]:
    """The lines of sound records, by the interpreter."""
    if not native:
        yield from _of_table(job, connection, rids)
        return
    for block in decided(job, _Left(job, connection, rids).blocks()):
        yield from ((number - 1, line) for number, _, line in block.lines)


# --- from the typed table -------------------------------------------------------------------------------------


def _from_table(job: Job, connection: duckdb.DuckDBPyConnection, file: TextIO) -> Handed:
    count = 0
    for rid, line in _of_table(job, connection, "SELECT rid FROM left_over"):
        _put(file, job, rid, line)
        count += 1
    return Handed(count)


def _of_table(job: Job, connection: duckdb.DuckDBPyConnection, rids: str) -> Iterator[tuple[int, Line]]:
    decider, records = Decider(job), job.rules.program.records
    cursor = connection.execute(f"SELECT * FROM {RECORD} WHERE rid IN ({rids}) ORDER BY rid")
    names = [column[0] for column in cursor.description or ()]
    while part := cursor.fetchmany(SIZE):
        for values in part:
            found = dict(zip(names, values, strict=True))
            yield found["rid"], decider.line(stored(job.record_type, records, found), found["rid"] + 1)


# --- from the file --------------------------------------------------------------------------------------------


def _from_parquet(job: Job, sink: Sink, connection: duckdb.DuckDBPyConnection, file: TextIO) -> Handed:
    rows = _Left(job, connection, "SELECT rid FROM left_over")
    firsts = Firsts(job)
    count = rejected = 0
    findings: list[Finding] = []
    for block in decided(job, rows.blocks()):
        lines, refused = firsts.of(_numbered(block))
        for number, line in lines:
            _put(file, job, number - 1, line)
        for one in refused:
            _put(file, job, one.row - 1, None)
        sink.reject(refused)
        count, rejected = count + len(lines), rejected + len(refused)
        findings += block.findings
    for rid in rows.blank:
        _put(file, job, rid, None)
    return Handed(count, rejected, len(rows.blank), tuple(findings))


def _numbered(block: DecidedBlock) -> DecidedBlock:
    return replace(block, lines=tuple((n, name, (n, line)) for n, name, line in block.lines))


class _Left:
    """The rows left over, as blocks of raw records numbered as in the file."""

    def __init__(self, job: Job, connection: duckdb.DuckDBPyConnection, rids: str) -> None:
        self.wanted = wanted_of(job)
        self.connection = connection
        self.source = f"read_parquet({quoted(one_file(job.source))}, file_row_number = true)"
        self.rids = rids
        self.blank: list[int] = []

    def blocks(self) -> Iterator[Block]:
        cursor = self.connection.execute(
            f"SELECT * FROM {self.source} WHERE file_row_number IN ({self.rids}) ORDER BY file_row_number"
        )
        names = [column[0] for column in cursor.description or ()]
        place = names.index("file_row_number")
        heading = [*names[:place], *names[place + 1 :]]
        while part := cursor.fetchmany(SIZE):
            rids = [row[place] for row in part]
            cells = [[cell(v) for v in (*row[:place], *row[place + 1 :])] for row in part]
            yield self._block(heading, rids, cells)

    def _block(self, heading: Sequence[str], rids: list[int], cells: list[list[Any]]) -> Block:
        raw = without_cells(records_of_table(Table([heading, *cells]), self.wanted))
        if len(raw.records) == len(rids):
            return Block(
                tuple(replace(r, row=rid + 1) for r, rid in zip(raw.records, rids, strict=True)), (), raw.findings
            )
        found = []
        for rid, row in zip(rids, cells, strict=True):
            one = without_cells(records_of_table(Table([heading, row]), self.wanted))
            found += [replace(r, row=rid + 1) for r in one.records]
            self.blank += [] if one.records else [rid]
        return Block(tuple(found), (), raw.findings)
