"""The engine `duckdb`: one statement over the records, on this machine; what it leaves, the interpreter decides.

A Parquet file is read and written by DuckDB itself; other forms pass the plain checker first (`staged.py`). A record
goes to the interpreter where it may be an error, where something unknown matters, or where only the plain checker
can tell whether it is in order. It says of every record what the engine `python` says.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from yiju.backends.relational.builder import UnsupportedError
from yiju.backends.relational.duckdb import DuckDB
from yiju.batch.door_sql import in_order, typed
from yiju.batch.duck import as_os_error, connect, named, one_file, quoted
from yiju.batch.duck_lines import counted, fetched
from yiju.batch.job import Advance, BatchRefused, Counts, Job, Progress, Sink
from yiju.batch.left_over import Handed, Staged
from yiju.batch.population_sql import RECORD, Statement, statement
from yiju.batch.watched import watched
from yiju.program.types import TextType
from yiju.records.raw_records import Wanted
from yiju.records.readers import member_files
from yiju_grammar.finding import finding

if TYPE_CHECKING:
    import duckdb

MANY, MOST_BITS = 200_000, 16
"""From so many records on a larger table of word lists costs less than joining lists row by row."""


class DuckdbEngine:
    """See `yiju.batch.job.Engine`."""

    name = "duckdb"
    in_database = False

    def decide(self, job: Job, sink: Sink, progress: Progress) -> Counts:
        """Decide every record; with reasons in full (`why`) that is the interpreter's work."""
        if job.why:
            from yiju.batch.python_engine import PythonEngine

            return PythonEngine().decide(job, sink, progress)
        asked = _compiled(job)
        with closing(connect(job.source.name, "duckdb", sink.scratch)) as connection:
            return _Run(job, sink, progress, connection, asked).counts()

    def statement(self, job: Job) -> str:
        """The SQL that it runs, over a table `records` of typed columns."""
        asked = _compiled(job)
        return asked.dialect.sql(all_lines(asked), pretty=True)


def _compiled(job: Job) -> Statement:
    try:
        return statement(job, DuckDB())
    except UnsupportedError as refused:
        raise BatchRefused(refused.finding) from None


def all_lines(asked: Statement) -> Any:
    """The lines of all records, nothing missing of any."""
    dialect = asked.dialect
    null = dialect.cast(dialect.literal(""), "VARCHAR")
    none = dialect.call("nullif", null, null)
    return asked.lines(empty={"missing": dialect.texts([]), "error": none, "why": none})


@dataclass(slots=True)
class _Run:
    job: Job
    sink: Sink
    progress: Progress
    connection: duckdb.DuckDBPyConnection
    asked: Statement
    is_view: bool = False  # the table of records is the file itself

    def counts(self) -> Counts:
        read, staged = self._read()
        if read > MANY:
            self.asked = replace(self.asked, bits=MOST_BITS)
        handed = self._handed(read)
        lines = self._statement(handed, self._lacking(read, handed))
        if self._is_copied():
            self._copy(lines)
            told = f"read_parquet({quoted(one_file(self.sink.native))})"
        else:
            self.connection.execute(f"CREATE TEMP TABLE told AS {lines}")
            told = "told"
            for part in fetched(self.connection, told, self.job.columns):
                self.sink.lines(part)
        by_outcome, payments = counted(self.connection, told, self.job.columns)
        decided = sum(by_outcome.values())
        rejected = handed.rejected + staged.rejected
        findings = (*staged.findings, *handed.findings)
        return Counts(read - handed.blank, decided, rejected, by_outcome, payments, handed.decided, findings)

    # --- in -------------------------------------------------------------------------------------------------

    def _read(self) -> tuple[int, Staged]:
        """Make the table of typed records; how many records there are."""
        self.is_view = self._is_native() and self._view()
        if self.is_view:
            return int(self._one(f"SELECT count(*) FROM {RECORD}")[0]), Staged()
        from yiju.batch.staged import stage

        staged = stage(self.job, self.sink, self.connection, self.progress)
        return staged.read, staged

    def _is_native(self) -> bool:
        source = self.job.source
        wanted = Wanted(source.name, self.job.record_type, self.job.rules.program.records)
        if source.suffix.lower() != ".parquet":
            return False
        return not member_files(wanted, source, self.job.members)

    def _view(self) -> bool:
        """The file as a view of typed columns; 假 where only the plain checker reads it."""
        source = f"read_parquet({quoted(one_file(self.job.source))}, file_row_number = true)"
        try:
            described = self.connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
        except _errors() as error:
            said = str(error).splitlines()[0]
            raise BatchRefused(
                finding("YJ822", None, where=self.job.source.name, path=self.job.source.name, said=said)
            ) from None
        types = {name: kind for name, kind, *_ in described if name != "file_row_number"}
        kind = self.job.record_type
        fields = typed(kind, self.job.rules.program.records, types, unread=self._unread())
        if fields is None:
            return False
        items = [f"{sql} AS {named(name)}" for f in fields for name, sql in f.items()]
        inner = f"SELECT file_row_number AS rid, {in_order(kind, fields)} AS ok, {', '.join(items)} FROM {source}"
        self.connection.execute(f"CREATE TEMP VIEW {RECORD} AS {inner}")
        return True

    def _unread(self) -> frozenset[str]:
        """The texts of a record that no rule reads and that do not identify it."""
        read = {n.args[0] for n in self.asked.asked.pool.known.values() if n.op == "column"}
        texts = (f for f in self.job.record_type.fields if isinstance(f.type, TextType) and not f.type.identity)
        return frozenset(f.name for f in texts if f.name not in read and not f.identifier and not f.type.optional)

    # --- what is left to the interpreter ----------------------------------------------------------------------

    def _handed(self, read: int) -> Handed:
        left = self.asked.dialect.sql(self.asked.left())
        self._run(f"CREATE TEMP TABLE left_over AS {left}", read)
        self._doubles()
        if not self._one("SELECT count(*) FROM left_over")[0]:
            return Handed()
        from yiju.batch.handed import handed_over

        return handed_over(self.job, self.sink, self.connection, native=self.is_view)

    def _lacking(self, read: int, handed: Handed) -> bool:
        """Make the table `lacking`: what open records miss. Where only a trial tells, one record of each signature is
        tried by the interpreter."""
        if not self.asked.has_open:
            return False
        held = "" if not handed.any else " WHERE rid NOT IN (SELECT rid FROM left_over)"
        open_ones = self.asked.dialect.sql(self.asked.open_ones())
        self._run(f"CREATE TEMP TABLE open_ones AS SELECT * FROM ({open_ones}){held}", read)
        first = "min(rid) OVER (PARTITION BY signature) AS first"
        self.connection.execute(f"CREATE TEMP TABLE alike AS SELECT rid, {first} FROM open_ones WHERE tried")
        found = False
        if self._one("SELECT count(*) FROM alike")[0]:
            from yiju.batch.handed import tried

            found = tried(self.job, self.sink, self.connection, native=self.is_view)
        missing, joins = "open_ones.missing", ""
        if found:
            missing = "CASE WHEN tried THEN trials.missing ELSE open_ones.missing END AS missing"
            joins = " LEFT JOIN alike ON open_ones.rid = alike.rid LEFT JOIN trials ON alike.first = trials.rid"
        self.connection.execute(f"CREATE TEMP TABLE lacking AS SELECT open_ones.rid, {missing} FROM open_ones{joins}")
        return bool(self._one("SELECT count(*) FROM lacking")[0])

    def _doubles(self) -> None:
        """Records of an identifier that stands more than once: the plain checker tells which of them is taken."""
        field = next((f.name for f in self.job.record_type.fields if f.identifier), None)
        if field is None or not self.is_view:
            return
        name = named(field)
        twice = [] if self._is_unique(name) else [f"SELECT {name} FROM {RECORD} GROUP BY {name} HAVING count(*) > 1"]
        if self._one("SELECT count(*) FROM left_over")[0]:
            # the plain checker takes blanks off: a record left to it may be another's double then
            twice.append(f"SELECT trim({name}) FROM {RECORD} WHERE rid IN (SELECT rid FROM left_over)")
        for names in twice:
            self.connection.execute(
                f"INSERT INTO left_over SELECT rid FROM {RECORD} WHERE {name} IN ({names})"
                " AND rid NOT IN (SELECT rid FROM left_over)"
            )

    def _is_unique(self, name: str) -> bool:
        """Whether no identifier stands twice; one greater than the last all the way needs no table of them."""
        before = f"SELECT {name} AS one, lag({name}) OVER () AS last FROM {RECORD}"
        if self._one(f"SELECT bool_and(last IS NULL OR one > last), count(*) - count(one) FROM ({before})") == (
            True,
            0,
        ):
            return True
        total, several = self._one(f"SELECT count({name}), count(DISTINCT {name}) FROM {RECORD}")
        return bool(total == several)

    # --- out ------------------------------------------------------------------------------------------------

    def _statement(self, handed: Handed, is_lacking: bool) -> str:
        """The output's rows: the statement's, with what is missing, and the interpreter's instead of those it
        decided."""
        asked = self.asked
        if isinstance(asked.dialect, DuckDB):
            asked.dialect.enumerates = self._is_copied() and not handed.any
        lines = asked.dialect.sql(all_lines(asked))
        told, joins = [], ""
        for c in self.job.columns:
            one = f"lines.{named(c.name)}"
            if is_lacking and c.name == "missing":
                one = f"coalesce(lacking.missing, {one})"
            if handed.any:
                one = f"CASE WHEN handed.rid IS NULL THEN {one} ELSE handed.{named(c.name)} END"
            told.append(f"{one} AS {named(c.name)}")
        if is_lacking:
            joins += " LEFT JOIN lacking ON lines.rid = lacking.rid"
        if handed.any:
            joins += " LEFT JOIN handed ON lines.rid = handed.rid WHERE handed.is_rejected IS NOT TRUE"
        return f"SELECT {', '.join(told)} FROM ({lines}) AS lines{joins}"

    def _is_copied(self) -> bool:
        """Whether the output is written by the database itself."""
        return self.job.out.suffix.lower() == ".parquet"

    def _copy(self, lines: str) -> None:
        target = quoted(str(self.sink.native))
        try:
            self._run(f"COPY ({lines}) TO {target} (FORMAT parquet)", 0)
        except _errors() as error:
            raise as_os_error(error) from error

    # --- running --------------------------------------------------------------------------------------------

    def _one(self, sql: str) -> tuple[Any, ...]:
        found = self.connection.execute(sql).fetchone()
        assert found is not None
        return tuple(found)

    def _run(self, sql: str, records: int) -> None:
        watched(self.connection, sql, lambda done: self.progress(Advance(records * done // 100, done, 100)))


def _errors() -> tuple[type[Exception], ...]:
    import duckdb

    return (duckdb.Error,)
