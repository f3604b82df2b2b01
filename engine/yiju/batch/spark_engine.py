"""The engine `spark`: the statement over the records on a cluster, or on this machine; the interpreter for what it
leaves.

A Parquet file is read and decided by Spark's executors; other forms pass the plain checker first, on the machine that
starts the run. The executors write beside the output, so records and output stand where all of them reach both. Lines
are in the order of the records, as all other engines have them. It says of every record what the engine `python` says.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from yiju.backends.relational.builder import UnsupportedError
from yiju.backends.relational.spark import Spark
from yiju.batch.aside import writing
from yiju.batch.blocks import wanted_of
from yiju.batch.columns import sql_type
from yiju.batch.duck import as_os_error, connect, one_file, quoted
from yiju.batch.duck import named as in_duckdb
from yiju.batch.duck_lines import counted, fetched
from yiju.batch.handed import handed_over, tried
from yiju.batch.job import Advance, BatchRefused, Counts, Job, Progress, Sink
from yiju.batch.left_over import Handed, Staged
from yiju.batch.population_sql import RECORD, Statement, statement
from yiju.batch.spark_door import in_order, named, typed
from yiju.batch.spark_session import meaning, session
from yiju.batch.spark_watched import refusing, watched
from yiju.batch.staged import stage
from yiju.records.readers import member_files

if TYPE_CHECKING:
    import duckdb
    from pyspark.sql import DataFrame, SparkSession

FEW: Final = 50_000
"""Records that were handed over and are sent to every executor; with more of them the lines are sorted."""

T = TypeVar("T")


class SparkEngine:
    """See `yiju.batch.job.Engine`."""

    name = "spark"
    in_database = False

    def decide(self, job: Job, sink: Sink, progress: Progress) -> Counts:
        """Decide every record."""
        asked = _compiled(job)
        spark = session(job.master, job.source.name)
        with refusing(job), meaning(spark), closing(connect(job.source.name, "spark", sink.scratch)) as connection:
            return _Run(job, sink, progress, spark, connection, asked).counts()

    def statement(self, job: Job) -> str:
        """The SQL that it runs, over a table `records` of typed columns."""
        asked = _compiled(job)
        return asked.dialect.sql(_lines(asked), pretty=True)


def _compiled(job: Job) -> Statement:
    try:
        return statement(job, Spark())
    except UnsupportedError as refused:
        raise BatchRefused(refused.finding) from None


def _lines(asked: Statement) -> Any:
    dialect = asked.dialect
    none = dialect.cast(dialect.write(asked.asked.pool.null("text"), _never), "STRING")
    return asked.lines(empty={"missing": dialect.texts([]), "error": none, "why": none})


def _never(_: Any) -> Any:
    raise AssertionError("a constant has no operands")


@dataclass(slots=True)
class _Run:
    job: Job
    sink: Sink
    progress: Progress
    spark: SparkSession
    connection: duckdb.DuckDBPyConnection
    asked: Statement

    def counts(self) -> Counts:
        native = self._is_native() and self._view()
        staged = Staged() if native else self._stage()
        read = self._do(lambda: self.spark.table(RECORD).count(), 0) if native else staged.read
        handed = self._handed(read, native=native)
        source = self._decided(read, handed, lacking=self._lacking(read, native=native))
        if self.job.out.suffix.lower() == ".parquet":
            self._gather(source)
        else:
            for part in fetched(self.connection, source, self.job.columns):
                self.sink.lines(part)
        by_outcome, payments = counted(self.connection, source, self.job.columns)
        rejected = handed.rejected + staged.rejected
        findings = (*staged.findings, *handed.findings)
        return Counts(
            read - handed.blank, sum(by_outcome.values()), rejected, by_outcome, payments, handed.decided, findings
        )

    # --- in -------------------------------------------------------------------------------------------------

    def _is_native(self) -> bool:
        source = self.job.source
        # names that begin like this are no files to Spark
        if source.suffix.lower() != ".parquet" or source.name.startswith(("_", ".")):
            return False
        return not member_files(wanted_of(self.job), source, self.job.members)

    def _view(self) -> bool:
        """The file as a view of typed columns; 假 where only the plain checker reads it."""
        found = self._parquet(self.job.source)
        if found is None:
            return False
        kind = self.job.record_type
        types = {field["name"]: field["type"] for field in found.schema.jsonValue()["fields"]}
        fields = typed(kind, self.job.rules.program.records, types)
        if fields is None:
            return False
        items = [f"{sql} AS {named(name)}" for f in fields for name, sql in f.items()]
        found.selectExpr(
            "_metadata.row_index AS rid", f"{in_order(kind, fields)} AS ok", *items
        ).createOrReplaceTempView(RECORD)
        return True

    def _parquet(self, path: Path) -> DataFrame | None:
        """A file as it is, or None where Spark does not read it: what is wrong with it, the plain checker says."""
        from pyspark.errors import AnalysisException, IllegalArgumentException

        try:
            return self.spark.read.parquet(_address(path))
        except (AnalysisException, IllegalArgumentException):
            return None

    def _stage(self) -> Staged:
        """Records of other forms through the plain checker, then as Parquet to Spark."""
        staged = stage(self.job, self.sink, self.connection, self.progress)
        self._show(RECORD, f"SELECT * FROM {RECORD}")
        return staged

    def _show(self, name: str, sql: str) -> None:
        """What DuckDB has, as a view of Spark."""
        path = self.sink.scratch / f"{name}.parquet"
        self.connection.execute(f"COPY ({sql}) TO {quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)")
        self.spark.read.parquet(_address(path)).createOrReplaceTempView(name)

    # --- what is left to the interpreter ----------------------------------------------------------------------

    def _handed(self, read: int, *, native: bool) -> Handed:
        left = self.asked.dialect.sql(self.asked.left())
        if native:
            left += self._doubles()
        self.connection.execute(
            f"CREATE TEMP TABLE left_over AS SELECT DISTINCT rid FROM {self._put('left', left, read)}"
        )
        handed = handed_over(self.job, self.sink, self.connection, native=native)
        if handed.any:
            self._show("handed", "SELECT * FROM handed")
        return handed

    def _doubles(self) -> str:
        """Records of an identifier that stands more than once: the plain checker tells which of them is taken."""
        field = next((f.name for f in self.job.record_type.fields if f.identifier), None)
        if field is None:
            return ""
        name = named(field)
        twice = f"SELECT {name} FROM {RECORD} GROUP BY {name} HAVING count(*) > 1"
        return f" UNION ALL SELECT rid FROM {RECORD} WHERE {name} IN ({twice})"

    def _lacking(self, read: int, *, native: bool) -> int:
        """Make the view `lacking`, what open records miss, and say how many they are. Where only a trial tells, one
        record of each signature is tried by the interpreter."""
        if not self.asked.has_open:
            return 0
        open_ones = self._put("open_ones", self.asked.dialect.sql(self.asked.open_ones()), read)
        first = "min(rid) OVER (PARTITION BY signature) AS first"
        self.connection.execute(f"CREATE TEMP TABLE alike AS SELECT rid, {first} FROM {open_ones} WHERE tried")
        missing, joins = "open_ones.missing", ""
        if tried(self.job, self.sink, self.connection, native=native):
            missing = "CASE WHEN tried THEN trials.missing ELSE open_ones.missing END AS missing"
            joins = " LEFT JOIN alike ON open_ones.rid = alike.rid LEFT JOIN trials ON alike.first = trials.rid"
        self._show("lacking", f"SELECT open_ones.rid, {missing} FROM {open_ones} AS open_ones{joins}")
        found = self.connection.execute(f"SELECT count(*) FROM {open_ones}").fetchone()
        return int(found[0]) if found else 0

    # --- out ------------------------------------------------------------------------------------------------

    def _decided(self, read: int, handed: Handed, lacking: int) -> str:
        """Have the lines written; the part files as DuckDB reads them."""
        return self._put("lines", self._statement(handed, lacking), read)

    def _statement(self, handed: Handed, lacking: int) -> str:
        """The output's rows: the statement's, with what is missing, and the interpreter's instead of those it
        decided."""
        lines = self.asked.dialect.sql(_lines(self.asked))
        given = handed.decided + handed.rejected + handed.blank
        joined = [name for name, count in (("lacking", lacking), ("handed", given)) if count]
        told = ", ".join(f"{self._told(c.name, joined)} AS {named(c.name)}" for c in self.job.columns)
        hint = f"/*+ BROADCAST({', '.join(joined)}) */ " if joined else ""
        order = ""
        if lacking + given > FEW:
            hint, order = "", " ORDER BY lines.rid"
        joins = "".join(f" LEFT JOIN {name} ON lines.rid = {name}.rid" for name in joined)
        where = " WHERE NOT coalesce(handed.is_rejected, false)" if given else ""
        return f"SELECT {hint}{told} FROM ({lines}) AS lines{joins}{where}{order}"

    def _told(self, name: str, joined: list[str]) -> str:
        one = f"lines.{named(name)}"
        if name == "missing" and "lacking" in joined:
            one = f"coalesce(lacking.missing, {one})"
        if "handed" in joined:
            one = f"CASE WHEN handed.rid IS NULL THEN {one} ELSE handed.{named(name)} END"
        return one

    def _put(self, name: str, sql: str, records: int) -> str:
        """Have a statement's rows written by the executors; the part files as DuckDB reads them."""
        path = self.sink.scratch / name
        made = self.spark.sql(sql)
        self._do(lambda: made.write.option("compression", "zstd").parquet(_address(path)), records)
        return _parts(path)

    def _gather(self, source: str) -> None:
        """One file of the part files, in their order, of the same types as other engines write."""
        shown = ", ".join(
            f"CAST({in_duckdb(c.name)} AS {sql_type(c)}) AS {in_duckdb(c.name)}" for c in self.job.columns
        )
        target = quoted(str(self.sink.native))
        with writing(self.job.out):
            try:
                self.connection.execute(
                    f"COPY (SELECT {shown} FROM {source}) TO {target} (FORMAT parquet, COMPRESSION zstd)"
                )
            except _errors() as error:
                raise as_os_error(error) from error

    # --- running --------------------------------------------------------------------------------------------

    def _do(self, work: Callable[[], T], records: int) -> T:
        return watched(self.spark, work, lambda done: self.progress(Advance(records * done // 100, done, 100)))


def _address(path: Path) -> str:
    """A path as Spark takes it: of the file system that every machine has, with no signs of a pattern."""
    plain = "".join(f"\\{c}" if c in "*?[]{}\\" else c for c in str(path.resolve()))
    return f"file://{plain}"


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("part-*"))


def _parts(folder: Path) -> str:
    """The part files of a folder, in their order."""
    listed = ", ".join(quoted(one_file(f)) for f in _files(folder))
    return f"read_parquet([{listed}])"


def _errors() -> tuple[type[Exception], ...]:
    import duckdb

    return (duckdb.Error,)
