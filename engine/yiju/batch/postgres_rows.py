"""Rows of a table of the database as blocks of raw records, as those of a file are: for the plain checker.

Input: a connection, a job, what to select. Output: `Block`s. It checks no value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any, Final

from yiju.batch.blocks import SIZE, Block
from yiju.batch.duck import named
from yiju.batch.job import BatchRefused
from yiju.batch.postgres_session import Connection, Found
from yiju.batch.read_parquet import cell, without_cells
from yiju.records.raw_records import RawRecord, RawRecords, Wanted
from yiju.records.tables import Table, records_of_table

_KEPT: Final = (str, int, bool, Decimal, float, date, datetime, list, type(None))


def blocks_of(connection: Connection, table: Found, wanted: Wanted) -> Iterator[Block]:
    """The rows of a table, numbered as they come.

    Raises:
        BatchRefused: a column is no field (YJ601).
    """
    before, heading = 0, list(table.types)
    fetched = _fetched(connection, f"SELECT {_listed(heading)} FROM {table.name.sql}")
    for rows in chain(((),), fetched):  # the heading is checked though there may be no row
        raw = without_cells(records_of_table(Table([heading, *map(_cells, rows)], before=before), wanted))
        if raw.refused:
            raise BatchRefused(*raw.findings)
        before += len(rows)
        yield Block(raw.records, (), raw.findings, before, 0)


def all_of(connection: Connection, table: Found, wanted: Wanted) -> RawRecords:
    """All rows of a table at once."""
    heading = list(table.types)
    rows = connection.execute(f"SELECT {_listed(heading)} FROM {table.name.sql}").fetchall()
    return records_of_table(Table([heading, *map(_cells, rows)]), wanted)


class Left:
    """The rows of a table that are left over, as blocks; `blank`: numbers of those that hold no record."""

    def __init__(self, connection: Connection, table: Found, wanted: Wanted, among: str) -> None:
        self._rows = _fetched(
            connection, f"SELECT l.rid, {_listed(table.types, 's')} FROM {table.name.sql} AS s {among}"
        )
        self._heading = list(table.types)
        self._wanted = wanted
        self.blank: list[int] = []

    def blocks(self) -> Iterator[Block]:
        """Blocks of records numbered as in the typed table, from 1."""
        for rows in self._rows:
            found = [r for rid, *row in rows for r in self._record(rid, row)]
            yield Block(tuple(found))

    def _record(self, rid: int, row: Sequence[Any]) -> tuple[RawRecord, ...]:
        raw = without_cells(records_of_table(Table([self._heading, _cells(row)]), self._wanted))
        if not raw.records:
            self.blank.append(rid)
        return tuple(replace(r, row=rid + 1) for r in raw.records)


def _fetched(connection: Connection, sql: str) -> Iterator[list[tuple[Any, ...]]]:
    with connection.cursor(name="yiju_rows") as cursor:
        cursor.itersize = SIZE
        cursor.execute(sql)
        while rows := cursor.fetchmany(SIZE):
            yield rows


def _listed(names: Sequence[str] | dict[str, str], of: str = "") -> str:
    before = f"{of}." if of else ""
    return ", ".join(before + named(n) for n in names)


def _cells(row: Sequence[Any]) -> list[Any]:
    """What PostgreSQL has more types for than a table's cells is taken by its text."""
    return [cell(v if isinstance(v, _KEPT) else str(v)) for v in row]
