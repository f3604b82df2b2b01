"""The session of Spark that runs stand on: one that is there already, or one that is started and goes with the process.

Input: the address of a cluster, or nothing for this machine. It knows no policy and no records.
"""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any, Final

from yiju.batch.duck import missing_extra
from yiju.batch.job import BatchRefused
from yiju_grammar.finding import finding

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

HERE: Final = "local[*]"
MOST_SAID: Final = 300
"""Characters of what Spark says that are told on."""

MEANING: Final[Mapping[str, str]] = MappingProxyType(
    {
        # what the statement was written for: without these it would mean something else, so they are always set
        "spark.sql.ansi.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.caseSensitive": "true",
        "spark.sql.decimalOperations.allowPrecisionLoss": "true",
        "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
        "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
        "spark.sql.parquet.binaryAsString": "false",
        "spark.sql.files.ignoreCorruptFiles": "false",
        "spark.sql.files.ignoreMissingFiles": "false",
    }
)

_RULES: Final = ("PushDownPredicates", "PushPredicateThroughNonJoin", "InferFiltersFromConstraints", "CollapseProject")

PLANNING: Final[Mapping[str, str]] = MappingProxyType(
    {
        # the statement is layers that name what they share; each of these would write the layers into one another,
        # until the plan of a policy over a year takes more memory than there is
        "spark.sql.optimizer.excludedRules": ",".join(f"org.apache.spark.sql.catalyst.optimizer.{r}" for r in _RULES),
        "spark.sql.constraintPropagation.enabled": "false",
        # generated methods that Java would not compile are not made: twice as fast
        "spark.sql.codegen.hugeMethodLimit": "8000",
        "spark.sql.optimizer.dynamicPartitionPruning.enabled": "false",
        "spark.sql.optimizer.runtime.bloomFilter.enabled": "false",
    }
)

START: Final[Mapping[str, str]] = MappingProxyType(
    {
        "spark.app.name": "yiju",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.maxPlanStringLength": "4096",
        "spark.sql.debug.maxToStringFields": "16",
    }
)


def session(master: str, where: str) -> SparkSession:
    """The session of this process, started where there is none; it is stopped when the process ends.

    Args:
        where: what it is needed for.
    Raises:
        BatchRefused: YJ814 pyspark is not installed, YJ855 Java is not, YJ856 the session cannot be started.
    """
    spark_session = _installed(where)
    running: SparkSession | None = spark_session.getActiveSession()
    if running is None:
        return _started(spark_session, master or HERE, where)
    there = running.sparkContext.master
    if master not in ("", there):
        raise BatchRefused(finding("YJ856", None, where=where, master=master, said=f"already running on {there}"))
    return running


@contextmanager
def meaning(spark: SparkSession) -> Iterator[None]:
    """What the statement was written for, and what lets it be planned, set for a run."""
    settings = {**MEANING, **PLANNING}
    before = {key: spark.conf.get(key, None) for key in settings}
    try:
        for key, value in settings.items():
            spark.conf.set(key, value)
        yield
    finally:
        with suppress(*failures()):
            _restored(spark, before)


def _restored(spark: SparkSession, before: Mapping[str, str | None]) -> None:
    for key, value in before.items():
        if value is None:
            spark.conf.unset(key)
        else:
            spark.conf.set(key, value)


def _installed(where: str) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise BatchRefused(missing_extra(where, "spark", "yiju[spark]")) from None
    if not has_java():
        raise BatchRefused(finding("YJ855", None, where=where, path=where))
    return SparkSession


def has_java() -> bool:
    """Whether Spark would find a Java to run on."""
    home = os.environ.get("JAVA_HOME", "")
    return (bool(home) and (Path(home) / "bin" / "java").exists()) or shutil.which("java") is not None


def _started(spark_session: Any, master: str, where: str) -> SparkSession:
    # a failing query is told once, as a finding, not by the package's own log too
    logging.getLogger("SQLQueryContextLogger").setLevel(logging.CRITICAL + 1)
    logging.getLogger().addFilter(_is_of_others)
    builder = spark_session.builder.master(master)
    quiet = Path(__file__).with_name("spark_log4j2.properties").as_uri()
    for key, value in {**START, "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={quiet}"}.items():
        builder = builder.config(key, value)
    interrupted = signal.getsignal(signal.SIGINT)
    with _told_apart() as told:
        try:
            spark: SparkSession = builder.getOrCreate()
        except failures() as error:
            said = told() or said_of(error)
            raise BatchRefused(finding("YJ856", None, where=where, master=master, said=said)) from None
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, interrupted)  # a run ends its own jobs, and those alone
    atexit.register(_stop, spark)
    return spark


def _is_of_others(record: logging.LogRecord) -> bool:
    """Whether a record of the root logger is not that of the bridge to Java, which logs a lost connection there."""
    return "py4j" not in record.pathname


def _stop(spark: SparkSession) -> None:
    with suppress(*failures()), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a Java process that is gone already
        spark.stop()


@contextmanager
def _told_apart() -> Iterator[Callable[[], str]]:
    """What the Java process says on its own, kept from the terminal: its last line, where it does not start."""
    with tempfile.TemporaryFile() as file:
        kept = os.dup(2)
        sys.stderr.flush()
        os.dup2(file.fileno(), 2)
        try:
            yield lambda: _last_line(file)
        finally:
            os.dup2(kept, 2)
            os.close(kept)


def _last_line(file: IO[bytes]) -> str:
    file.seek(0)
    lines = file.read().decode("utf-8", "replace").split("\n")
    told = [line.strip() for line in lines if line.strip() and not line.startswith(("WARNING:", "\t"))]
    return told[-1][:MOST_SAID] if told else ""


def failures() -> tuple[type[Exception], ...]:
    """What Spark raises where a query fails, or where it is not there any more."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return (PySparkException, Py4JError, ConnectionError, EOFError)


def said_of(error: BaseException) -> str:
    """The innermost thing that an error says, in one line."""
    if isinstance(error, ConnectionError | EOFError):
        return f"the Java process is gone ({error})"
    text = str(error)
    causes = [line.strip() for line in text.splitlines() if line.strip().startswith("Caused by:")]
    lines = [line.strip() for line in text.splitlines() if line.strip()] or [type(error).__name__]
    said = causes[-1].removeprefix("Caused by:").strip() if causes else lines[0]
    return said[:MOST_SAID]
