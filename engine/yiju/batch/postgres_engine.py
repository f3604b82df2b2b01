"""The engine `postgres`: one statement inside the office's database, which writes a table there; what it leaves, the
interpreter decides.

A table is read by the door in SQL where its columns are plain, else through the plain checker, as a file is. All is
done in one transaction: the output is seen whole, or not at all. It says of every record what the engine `python` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from yiju.backends.relational.builder import UnsupportedError
from yiju.backends.relational.postgres import Postgres
from yiju.batch.blocks import SIZE, Block, blocks, wanted_of
from yiju.batch.duck import named
from yiju.batch.job import Advance, BatchRefused, Counts, Job, Progress, Sink
from yiju.batch.left_over import Handed, Staged
from yiju.batch.population_sql import RECORD, Statement, statement
from yiju.batch.postgres_handed import handed_over, tried
from yiju.batch.postgres_out import RejectedTable, counted, make_table
from yiju.batch.postgres_rows import all_of, blocks_of
from yiju.batch.postgres_session import (
    Connection,
    Found,
    TableName,
    check_length,
    found_table,
    free_name,
    session,
    table_name,
)
from yiju.batch.postgres_staged import from_blocks, from_table
from yiju.batch.rejected import rejected_table
from yiju.records.readers import join_raw
from yiju_grammar.finding import Note, finding

ONLY_OK: Final = f"(SELECT * FROM {RECORD} WHERE ok OFFSET 0)"


class PostgresEngine:
    """See `yiju.batch.job.Engine`. `Job.source` names a table, or a file of this machine."""

    name = "postgres"
    in_database = True

    def decide(self, job: Job, _sink: Sink, progress: Progress) -> Counts:
        """Decide every record."""
        asked = _compiled(job)
        with session(job.dsn) as connection:
            out = free_name(connection, table_name(str(job.out)))
            rejected = free_name(connection, replace(out, table=rejected_table(out.table)))
            refused = RejectedTable(job, connection, rejected)
            return _Run(job, progress, connection, asked, out, refused).counts()

    def statement(self, job: Job) -> str:
        """The SQL that it runs, over a table `records` of typed columns."""
        asked = _compiled(job)
        return asked.dialect.sql(_lines(asked, None), pretty=True)


def _compiled(job: Job) -> Statement:
    try:
        asked = statement(job, Postgres())
    except UnsupportedError as refused:
        raise BatchRefused(refused.finding) from None
    check_length(*(c.name for c in job.columns))
    return asked


def _lines(asked: Statement, source: Any) -> Any:
    dialect = asked.dialect
    none = dialect.cast(dialect.call("nullif", dialect.literal(""), dialect.literal("")), "TEXT")
    return asked.lines(source, empty={"missing": dialect.texts([]), "error": none, "why": none})


@dataclass(slots=True)
class _Run:
    job: Job
    progress: Progress
    connection: Connection
    asked: Statement
    out: TableName
    refused: RejectedTable

    def counts(self) -> Counts:
        source = self._source()
        native = source is not None and self.job.members is None and from_table(self.job, self.connection, source)
        staged = Staged() if native else self._staged(source)
        read = int(self._one(f"SELECT count(*) FROM {RECORD}")) if native else staged.read
        self.progress(Advance(read, 0, 0))
        place = source if native else None
        handed = self._handed(place)
        self._lacking(place)
        make_table(self.job, self.connection, self.out, self._statement())
        by_outcome, payments = counted(self.job, self.connection, self.out)
        findings = (*staged.findings, *handed.findings)
        self.refused.findings(findings)
        rejected, decided = handed.rejected + staged.rejected, sum(by_outcome.values())
        return Counts(read - handed.blank, decided, rejected, by_outcome, payments, handed.decided, findings)

    # --- in -------------------------------------------------------------------------------------------------

    def _source(self) -> Found | None:
        """The table of the records; None where they stand in a file.

        Raises:
            BatchRefused: YJ851, there is neither.
        """
        return None if self.job.source.is_file() else self._table(self.job.source)

    def _table(self, asked: Path) -> Found:
        found = found_table(self.connection, table_name(str(asked)))
        if found is None:
            note = Note("folder" if asked.is_dir() else "missing")
            raise BatchRefused(finding("YJ851", None, notes=(note,), where=str(asked), path=asked))
        return found

    def _staged(self, source: Found | None) -> Staged:
        given = self._blocks(source)
        return from_blocks(self.job, self.connection, given, self.refused, self.progress)

    def _blocks(self, source: Found | None) -> Iterator[Block]:
        wanted = wanted_of(self.job)
        if source is None:
            return blocks(self.job)
        if self.job.members is None:
            return blocks_of(self.connection, source, wanted)
        return self._joined(source, self._table(self.job.members))

    def _joined(self, source: Found, members: Found) -> Iterator[Block]:
        """The records with their members from a second table, as those of a file."""
        wanted = wanted_of(self.job)
        raw = all_of(self.connection, source, wanted)
        joined = join_raw(
            raw, wanted, "", Path(members.name.table), lambda _, its: all_of(self.connection, members, its)
        )
        if raw.refused or joined.refused:
            raise BatchRefused(*joined.findings)
        if joined.findings:
            yield Block((), (), joined.findings)
        for start in range(0, len(joined.records), SIZE):
            yield Block(joined.records[start : start + SIZE], done=start, of=len(joined.records))

    # --- what is left to the interpreter ------------------------------------------------------------------------

    def _handed(self, source: Found | None) -> Handed:
        dialect = self.asked.dialect
        assert isinstance(dialect, Postgres)
        left = dialect.sql(self.asked.left(dialect.raw(f"{ONLY_OK} AS {RECORD}")))
        if self.job.why:  # no statement tells the reasoning
            left = f"SELECT rid FROM {RECORD} WHERE ok"
        self.connection.execute(f"CREATE TEMP TABLE left_over ON COMMIT DROP AS {left}")
        if source is not None:
            self.connection.execute(f"INSERT INTO left_over SELECT rid FROM {RECORD} WHERE NOT ok")
            self._doubles()
        self.connection.execute("ANALYZE left_over")
        handed = handed_over(self.job, self.connection, self.refused, source)
        self.connection.execute(f"DELETE FROM {RECORD} WHERE rid IN (SELECT rid FROM left_over)")
        return handed

    def _doubles(self) -> None:
        """Records of an identifier that stands more than once: the plain checker tells which of them is taken."""
        field = next((f.name for f in self.job.record_type.fields if f.identifier), None)
        if field is not None:
            self.connection.execute(
                f"INSERT INTO left_over SELECT rid FROM (SELECT rid, count(*) OVER (PARTITION BY {named(field)}) AS n"
                f" FROM {RECORD} WHERE {named(field)} IS NOT NULL) AS counted"
                " WHERE n > 1 AND NOT EXISTS (SELECT 1 FROM left_over WHERE left_over.rid = counted.rid)"
            )

    def _lacking(self, source: Found | None) -> None:
        """Make the table `lacking`: what open records miss. Where only a trial tells, one record of each signature is
        tried by the interpreter."""
        if not self.asked.has_open:
            self.connection.execute("CREATE TEMP TABLE lacking (rid bigint, missing text[]) ON COMMIT DROP")
            return
        open_ones = self.asked.dialect.sql(self.asked.open_ones())
        self.connection.execute(f"CREATE TEMP TABLE open_ones ON COMMIT DROP AS {open_ones}")
        first = "min(rid) OVER (PARTITION BY signature) AS first"
        self.connection.execute(
            f"CREATE TEMP TABLE alike ON COMMIT DROP AS SELECT rid, {first} FROM open_ones WHERE tried"
        )
        tried(self.job, self.connection, source)
        missing = "CASE WHEN tried THEN trials.missing ELSE open_ones.missing END AS missing"
        joins = "LEFT JOIN alike ON open_ones.rid = alike.rid LEFT JOIN trials ON alike.first = trials.rid"
        self.connection.execute(
            f"CREATE TEMP TABLE lacking ON COMMIT DROP AS SELECT open_ones.rid, {missing} FROM open_ones {joins}"
        )
        self.connection.execute("ANALYZE lacking")

    # --- out ----------------------------------------------------------------------------------------------------

    def _statement(self) -> str:
        """The output's rows: the statement's, with what is missing, and the interpreter's."""
        names = [named(c.name) for c in self.job.columns]
        told = [
            'coalesce(lacking.missing, told."missing") AS "missing"' if n == '"missing"' else f"told.{n}" for n in names
        ]
        lines = self.asked.dialect.sql(_lines(self.asked, None))
        return (
            f"SELECT told.rid, {', '.join(told)} FROM ({lines}) AS told LEFT JOIN lacking ON lacking.rid = told.rid"
            f" UNION ALL SELECT rid, {', '.join(names)} FROM handed ORDER BY rid"
        )

    def _one(self, sql: str) -> Any:
        return self.connection.execute(sql).fetchone()[0]
