"""Output in Parquet, through DuckDB: lines are put down as JSON Lines, then copied at one go with exact types.

Needs duckdb, of the extra `batch`. It never holds the output in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yiju.batch.columns import OutColumn, sql_type
from yiju.batch.duck import as_os_error, connect, named, one_file, quoted
from yiju.batch.job import Counts, Job, Line
from yiju.batch.write_jsonl import JsonLinesWriter


class ParquetWriter:
    """See `yiju.batch.writers.Writer`."""

    def __init__(self, job: Job, path: Path, scratch: Path) -> None:
        self._connection = connect(job.out.name, ".parquet", scratch)
        self._columns = job.columns
        self._path = path
        self._put_down = scratch / "lines.jsonl"
        self._lines = JsonLinesWriter(job, self._put_down, scratch)

    def lines(self, lines: Sequence[Line]) -> None:
        """Write lines."""
        self._lines.lines(lines)

    def close(self, counts: Counts) -> None:
        """Finish the file."""
        import duckdb

        self._lines.close(counts)
        try:
            self._connection.execute(copy_statement(self._columns, self._put_down, self._path))
        except duckdb.InterruptException:
            raise KeyboardInterrupt from None
        except duckdb.Error as error:
            raise as_os_error(error) from error
        finally:
            self._connection.close()
        self._put_down.unlink()

    def abort(self) -> None:
        """Let go of the file."""
        self._lines.abort()
        self._connection.close()


def copy_statement(columns: Sequence[OutColumn], lines: Path, path: Path) -> str:
    """The statement that makes a Parquet file of JSON Lines."""
    types = ", ".join(f"{named(c.name)}: {quoted(sql_type(c))}" for c in columns)
    largest = 1 << 30
    read = (
        f"read_json({quoted(one_file(lines))}, format = 'newline_delimited', columns = {{{types}}}, "
        f"maximum_object_size = {largest})"
    )
    return f"COPY (SELECT * FROM {read}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)"
