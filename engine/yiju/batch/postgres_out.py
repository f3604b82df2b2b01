"""What a run in PostgreSQL leaves: the table of decisions, and one of the rejected where there are any.

Input: a connection in the run's transaction, of which nothing is seen before it is over. Output: tables, and counts by
query of what stands in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from yiju.batch.duck import named, quoted
from yiju.batch.duck_lines import counting, summed
from yiju.batch.job import Job, Sum
from yiju.batch.postgres_handed import sql_type
from yiju.batch.postgres_session import Connection, TableName, copied
from yiju.batch.rejected import HEADING, reasons, told
from yiju.records.raw_records import identifier_field
from yiju.records.readers import Rejected
from yiju_grammar.finding import Finding


class RejectedTable:
    """The rejected: row, identifier, field, code, reasons, place, as the file of them has; made with the first."""

    def __init__(self, job: Job, connection: Connection, name: TableName) -> None:
        field = identifier_field(job.record_type)
        self._private = field is not None and field.private
        self._connection = connection
        self._name = name
        self._is_made = False

    def reject(self, rejected: Sequence[Rejected]) -> None:
        """Write records."""
        self._write([row for record in rejected for row in reasons(record, self._private)])

    def findings(self, findings: Sequence[Finding]) -> None:
        """Write what is of no single record."""
        self._write([("", "", *told(f)) for f in findings])

    def _write(self, rows: Sequence[tuple[str, ...]]) -> None:
        if rows and not self._is_made:
            columns = ", ".join(f"{named(n)} {'bigint' if n == 'row' else 'text'}" for n in HEADING)
            self._connection.execute(f"CREATE TABLE {self._name.sql} ({columns})")
            self._is_made = True
        if rows:
            copied(self._connection, self._name.sql, HEADING, [(row or None, *rest) for row, *rest in rows])


def make_table(job: Job, connection: Connection, name: TableName, lines: str) -> None:
    """The table of decisions.

    Args:
        lines: a SELECT of the output's columns.
    """
    shown = ", ".join(f"CAST({named(c.name)} AS {sql_type(c)}) AS {named(c.name)}" for c in job.columns)
    connection.execute(f"CREATE TABLE {name.sql} AS SELECT {shown} FROM ({lines}) AS lines")
    connection.execute(f"COMMENT ON TABLE {name.sql} IS {quoted(f'yiju batch {job.policy} {_when(job)}')}")


def _when(job: Job) -> str:
    if isinstance(job.when, date):
        return f"--on {job.when}"
    first, last = job.when
    return f"--period {first}..{last}"


def counted(job: Job, connection: Connection, name: TableName) -> tuple[dict[str, int], dict[str, Sum]]:
    """Outcomes and sums of what was written."""
    return summed(connection.execute(counting(name.sql, job.columns)).fetchall(), job.columns)
