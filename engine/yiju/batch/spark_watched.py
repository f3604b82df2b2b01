"""Work of Spark run while its progress is told; Ctrl-C ends it at once, and what goes wrong there is a finding.

Input: a session and what to do with it. It knows nothing of what the work does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from yiju.batch.aside import writing
from yiju.batch.duck import as_os_error
from yiju.batch.job import BatchRefused, Job
from yiju.batch.spark_session import failures, said_of
from yiju_grammar.finding import finding

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

EVERY = 0.2
"""Seconds between two looks."""

T = TypeVar("T")


def watched(spark: SparkSession, work: Callable[[], T], told: Callable[[int], None]) -> T:
    """Do some work as one group of jobs; `told` gets percents of the tasks that are known so far.

    Raises:
        Exception: what Spark raised.
    """
    from pyspark import InheritableThread

    group, over = f"yiju-{uuid4()}", Event()
    made: list[T] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            spark.sparkContext.setJobGroup(group, "yiju", interruptOnCancel=True)
            made.append(work())
        except BaseException as error:  # handed to the thread that asked
            failed.append(error)
        finally:
            over.set()

    thread = InheritableThread(target=run, daemon=True)
    thread.start()
    try:
        while not over.wait(EVERY):
            told(_percent(spark, group))
    except BaseException:
        spark.sparkContext.cancelJobGroup(group)
        raise
    finally:
        thread.join()
    if failed:
        raise failed[0]
    return made[0]


def _percent(spark: SparkSession, group: str) -> int:
    tracker: Any = spark.sparkContext.statusTracker()
    done = of = 0
    for number in tracker.getJobIdsForGroup(group):
        found = tracker.getJobInfo(number)
        stages = [tracker.getStageInfo(s) for s in found.stageIds] if found else []
        done += sum(s.numCompletedTasks for s in stages if s)
        of += sum(s.numTasks for s in stages if s)
    return 100 * done // of if of else 0


@contextmanager
def refusing(job: Job) -> Iterator[None]:
    """What goes wrong in Spark as a finding: YJ813 a full disk, YJ857 anything else (a lost executor, too little
    memory, a driver that is gone)."""
    try:
        yield
    except failures() as error:
        said = f"{error}"
        if "No space left" in said or "Disk quota" in said:
            with writing(job.out):
                raise as_os_error(error) from error
        raise BatchRefused(
            finding("YJ857", None, where=job.source.name, path=job.source.name, said=said_of(error))
        ) from error
