"""Records of other forms than plain Parquet made a typed table: through the plain checker, row by row.

Input: a job and a connection. Output: the table `records` (`rid`, `ok`, a column a field), the rejected in the sink;
and the way back from such a row to a record as stored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from yiju.batch.blocks import Block, blocks, wanted_of
from yiju.batch.decide_block import DecidedBlock
from yiju.batch.door_sql import columns
from yiju.batch.duck import named, one_file, quoted
from yiju.batch.job import Advance, Job, Progress, Sink
from yiju.batch.left_over import Staged
from yiju.batch.population_sql import RECORD
from yiju.batch.python_engine import Firsts
from yiju.program import types as ty
from yiju.program.program import RecordType
from yiju.program.values import NOTHING, UNKNOWN, Row
from yiju.records.raw_records import RawRecords, Wanted
from yiju.records.readers import Rejected, accept

if TYPE_CHECKING:
    import duckdb

LARGEST = 1 << 30
"""Bytes that one record may take."""


class Rejects(Protocol):
    """What takes the records that are refused."""

    def reject(self, rejected: Sequence[Rejected]) -> None:
        """Take records."""
        ...


def stage(job: Job, sink: Sink, connection: duckdb.DuckDBPyConnection, progress: Progress) -> Staged:
    """Make the table.

    Raises:
        BatchRefused: the file as a whole cannot be taken.
    """
    path = sink.scratch / "records.jsonl"
    told = Staged()
    records = job.rules.program.records
    with path.open("w", encoding="utf-8") as file:
        for number, row in taken(job, blocks(job), sink, told, progress):
            made = {"rid": number - 1, **typed_values(job.record_type, records, row)}
            file.write(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")
    described = [("rid", "BIGINT"), *columns(job.record_type, records)]
    types = ", ".join(f"{named(n)}: {quoted(kind)}" for n, kind in described)
    read = f"read_json({quoted(one_file(path))}, format = 'newline_delimited', columns = {{{types}}}, "
    read += f"maximum_object_size = {LARGEST})"
    connection.execute(f"CREATE TEMP TABLE {RECORD} AS SELECT *, true AS ok FROM {read}")
    path.unlink()
    return told


def taken(
    job: Job, given: Iterable[Block], sink: Rejects, told: Staged, progress: Progress
) -> Iterator[tuple[int, Row]]:
    """The records of some blocks that the plain checker takes, with their numbers; `told` grows with them."""
    wanted, firsts = wanted_of(job), Firsts(job)
    identified = any(f.identifier for f in job.record_type.fields)
    for block in given:
        lines, rejected = firsts.of(_accepted(block, wanted, identified))
        sink.reject(rejected)
        told.read += len(block.records) + len(block.broken)
        told.rejected += len(rejected)
        told.findings += block.findings
        progress(Advance(told.read, block.done, block.of))
        yield from lines


def _accepted(block: Block, wanted: Wanted, identified: bool) -> DecidedBlock:
    """A block of records checked; its lines are the records as stored, with their numbers."""
    taken = accept(RawRecords(block.records), wanted)
    refused = {r.row for r in taken.rejected}
    numbers = (r.row for r in block.records if r.row not in refused)
    lines = tuple((n, name if identified else "", (n, row)) for n, (name, row) in zip(numbers, taken.rows, strict=True))
    rejected = tuple(sorted((*block.broken, *taken.rejected), key=lambda r: r.row))
    return DecidedBlock(lines, rejected, block.findings, block.done, block.of)


def typed_values(record: RecordType, records: Mapping[str, RecordType], row: Row) -> dict[str, Any]:
    """A stored record as the typed table holds it, in JSON's values."""
    made: dict[str, Any] = {}
    for field, value in zip(record.fields, row, strict=True):
        made[field.name] = _typed(value, field.type, records)
        if field.type.optional:
            made[f"{field.name} 无"] = value is NOTHING
    return made


def _typed(value: Any, kind: ty.Type, records: Mapping[str, RecordType]) -> Any:
    if value is UNKNOWN or value is NOTHING:
        return None
    match kind:
        case ty.DateType():
            assert isinstance(value, date)
            return value.isoformat()
        case ty.MultiType():
            return sorted(value)
        case ty.ListType(record=record):
            return [typed_values(records[record], records, item) for item in value]
        case ty.HistoryType():
            return [{"月份": m, "值": v} for m, v in value.items() if v is not UNKNOWN]
    return value


def stored(record: RecordType, records: Mapping[str, RecordType], values: Mapping[str, Any]) -> Row:
    """The record as stored that a row of the typed table holds; a 可无 field that is NULL is 无, as at the door."""
    return tuple(_stored(values[f.name], f.type, records) for f in record.fields)


def _stored(value: Any, kind: ty.Type, records: Mapping[str, RecordType]) -> Any:
    if value is None:
        return NOTHING if kind.optional else UNKNOWN
    match kind:
        case ty.DateType() if isinstance(value, str):
            return date.fromisoformat(value)
        case ty.MultiType():
            return frozenset(value)
        case ty.ListType(record=record):
            return tuple(stored(records[record], records, item) for item in value)
        case ty.HistoryType():
            return {item["月份"]: item["值"] for item in value}
    return value
