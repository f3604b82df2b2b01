"""Records in Parquet (.parquet): columns of the fields' names; lists as lists of structs, months as maps.

Needs duckdb, of the extra `batch`. Values stay exact: a DOUBLE counts as the shortest decimal that names it, as a
float of a Python caller does.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from yiju.batch.duck import connect, one_file
from yiju.batch.job import BatchRefused
from yiju.records.raw_records import Cells, RawRecords, Wanted
from yiju.records.tables import Table, records_of_table
from yiju_grammar.finding import finding

if TYPE_CHECKING:
    import duckdb

_FETCHED: Final = 2048

Rows = Generator[Sequence[object], None, None]


def read_parquet(path: Path, wanted: Wanted) -> RawRecords:
    """The records of a file. Findings: YJ601, YJ626, YJ814, YJ822."""
    try:
        _, rows = parquet_rows(path)
        table = records_of_table(Table(list(rows), wanted.file if wanted.joined_by else ""), wanted)
    except BatchRefused as refused:
        return RawRecords(findings=refused.findings, refused=True)
    return without_cells(table)


def without_cells(raw: RawRecords) -> RawRecords:
    """The records without the cells of a sheet, which a Parquet file has none of."""
    return replace(raw, records=tuple(replace(r, cells=Cells()) for r in raw.records))


def parquet_rows(path: Path) -> tuple[int, Rows]:
    """How many records a file has, and its rows as a table's: the heading first, then cells, `""` where null.

    Raises:
        BatchRefused: YJ814 duckdb is not installed, YJ822 the file cannot be read.
    """
    connection = connect(path.name, ".parquet")
    try:
        counted = connection.execute("SELECT count(*) FROM read_parquet(?)", [one_file(path)]).fetchone()
        connection.execute("SELECT * FROM read_parquet(?)", [one_file(path)])
    except _errors() as error:
        connection.close()
        raise _unreadable(path, error) from None
    return (counted[0] if counted else 0), _rows(path, connection)


def _rows(path: Path, connection: duckdb.DuckDBPyConnection) -> Rows:
    try:
        yield [column[0] for column in connection.description or ()]
        while part := connection.fetchmany(_FETCHED):
            yield from ([cell(value) for value in row] for row in part)
    except _errors() as error:
        raise _unreadable(path, error) from None
    finally:
        connection.close()


def cell(value: Any) -> Any:
    """A value as a table's cell."""
    match value:
        case None:
            return ""
        case str():
            return value.strip()
        case list() | dict():
            return _inner(value)
    return value


def _inner(value: Any) -> Any:
    """Lists and structs, inside which null is what is absent."""
    match value:
        case list():
            return [_inner(v) for v in value]
        case dict():
            return {k: _inner(v) for k, v in value.items() if v is not None}
        case str():
            return value.strip()
    return value


def _errors() -> tuple[type[Exception], ...]:
    import duckdb

    return (duckdb.Error,)


def _unreadable(path: Path, error: Exception) -> BatchRefused | KeyboardInterrupt:
    import duckdb

    if isinstance(error, duckdb.InterruptException):
        return KeyboardInterrupt()
    said = str(error).splitlines()[0]
    return BatchRefused(finding("YJ822", None, where=path.name, path=path.name, said=said))
