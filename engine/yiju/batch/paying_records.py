"""The records of a batch read a second time: those that are wanted, now that they are known to be sound.

Input: a finished job, identifiers. Output: each sound record as stored, by the name that the output tells it by. Of a
Parquet file only the rows and columns that matter are read. It takes no notice of what is wrong with other records:
they have been told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import Any, Final

from yiju.batch.blocks import Block, blocks, wanted_of
from yiju.batch.duck import connect, named, one_file, quoted
from yiju.batch.job import Job
from yiju.batch.paying_output import changed
from yiju.batch.read_parquet import cell, without_cells
from yiju.program.private import identifier_index
from yiju.program.program import RecordType
from yiju.program.values import Row
from yiju.records.compile_door import compile_door_with
from yiju.records.door import examine
from yiju.records.raw_records import Wanted, identifier_field
from yiju.records.readers import member_files
from yiju.records.tables import Table, records_of_table

FETCHED: Final = 256
_PLAIN: Final = r"[0-9A-Za-z\p{Han}](.*[0-9A-Za-z\p{Han}])?"
"""An identifier that no reader would trim."""


def rows_of(job: Job, names: Collection[str], fields: Collection[str] | None = None) -> Iterator[tuple[str, Row]]:
    """The first sound record of each name, in the order of the file.

    Args:
        names: identifiers; of records without one, the numbers of their rows.
        fields: what is read of a record, beside its identifier; other fields may be unknown. None: everything.
    Raises:
        BatchRefused: the file as a whole cannot be taken any more.
    """
    left = set(names)
    if not left:
        return
    wanted = wanted_of(job)
    if fields is not None:
        wanted = replace(wanted, kind=_relaxed(wanted.kind))
    chosen = _chosen(job, wanted, names, fields) if _is_parquet(job, wanted) else None
    for name, row in _sound(wanted, blocks(job) if chosen is None else chosen):
        if name in left:
            left.discard(name)
            yield name, row
            if not left:
                return


def _relaxed(kind: RecordType) -> RecordType:
    """The same record, of which nothing has to be there."""
    return replace(kind, fields=tuple(replace(f, required=False) for f in kind.fields))


def _sound(wanted: Wanted, given: Iterable[Block]) -> Iterator[tuple[str, Row]]:
    check = compile_door_with(wanted.kind, wanted.records, lambda raw: examine(wanted.kind, wanted.records, raw))
    place = identifier_index(wanted.kind)
    for block in given:
        for record in block.records:
            row = None if record.troubles else check(record.raw)
            if isinstance(row, tuple):
                yield (str(record.row) if place is None else str(row[place])), row


# --- rows and columns of a Parquet file -----------------------------------------------------------------------


def _is_parquet(job: Job, wanted: Wanted) -> bool:
    return job.source.suffix.lower() == ".parquet" and not member_files(wanted, job.source, job.members)


def _chosen(job: Job, wanted: Wanted, names: Collection[str], fields: Collection[str] | None) -> Iterator[Block] | None:
    """The rows of the names; None where a name in the file may be written otherwise than in the output."""
    field = identifier_field(wanted.kind)
    if field is None:
        return None
    source, key = f"read_parquet({quoted(one_file(job.source))})", named(field.name)
    types = {row[0]: row[1] for row in _rows(job, f"DESCRIBE SELECT * FROM {source}")}
    if types.get(field.name) != "VARCHAR":
        return None
    if list(_rows(job, f"SELECT 1 FROM {source} WHERE NOT regexp_full_match({key}, {quoted(_PLAIN)}) LIMIT 1")):
        return None
    columns = [n for n in types if fields is None or n == field.name or n in fields]
    shown = ", ".join(map(named, columns))
    rows = _rows(job, f"SELECT {shown} FROM {source} WHERE {key} IN (SELECT unnest(?))", [list(names)])
    return _blocks(wanted, columns, rows)


def _rows(job: Job, sql: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
    import duckdb

    with closing(connect(job.source.name, ".parquet")) as connection:
        try:
            cursor = connection.execute(sql, values)
            while part := cursor.fetchmany(FETCHED):
                yield from part
        except duckdb.InterruptException:
            raise KeyboardInterrupt from None
        except duckdb.Error:
            raise changed(job) from None


def _blocks(wanted: Wanted, heading: list[str], rows: Iterator[tuple[Any, ...]]) -> Iterator[Block]:
    while part := list(islice(rows, FETCHED)):
        table = Table([heading, *([cell(v) for v in row] for row in part)])
        yield Block(without_cells(records_of_table(table, wanted)).records)
