"""One job run: aside, then under its name. The one place that says when a batch is finished.

Input: a job and an engine. Output: `Report`, or `BatchRefused` with nothing left that looks finished.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from time import monotonic_ns

from yiju.batch.aside import aside, writing
from yiju.batch.blocks import wanted_of
from yiju.batch.job import BatchRefused, Counts, Engine, Job, Progress, Report
from yiju.batch.rejected import rejected_name, rejected_table
from yiju.batch.sheet_rows import check_before
from yiju.batch.sink import FileSink
from yiju.batch.writers import check_suffix
from yiju.records.readers import member_files
from yiju_grammar.finding import finding


def run(job: Job, engine: Engine, progress: Progress = lambda _: None) -> Report:
    """Decide the records of a job.

    Raises:
        BatchRefused: YJ81x, YJ82x, and what is wrong with the input as a whole (YJ6xx).
    """
    started = monotonic_ns()
    if engine.in_database:
        counts = engine.decide(job, _NoSink(), progress)  # type: ignore[arg-type]  # it has no files to write
        refused = (Path(rejected_table(str(job.out))),) if counts.rejected or counts.findings else ()
        return Report(_balanced(counts), _seconds(started), (job.out,), refused)
    check_before_work(job)
    with aside(job.out) as folder:
        sink = FileSink(job, folder)
        try:
            counts = _balanced(engine.decide(job, sink, progress))
            sink.close(counts)
        except BaseException:
            sink.abort()
            raise
        with writing(job.out):
            files = folder.publish()
    rejected = rejected_name(job.out)
    if rejected not in files:
        rejected.unlink(missing_ok=True)
    return Report(counts, _seconds(started), (job.out,), tuple(f for f in files if f == rejected))


class _NoSink:
    """What an engine of a database is given."""


def check_before_work(job: Job) -> None:
    """Refuse what could not be finished (YJ810, YJ811, YJ812, YJ816) before any work is done."""
    check_suffix(job.out)
    if not job.out.parent.is_dir():
        raise BatchRefused(finding("YJ811", None, where=str(job.out), path=job.out.parent, out=job.out.name))
    check_not_input(job)
    check_before(job)


def check_not_input(job: Job) -> None:
    """Raises BatchRefused (YJ812) where an output would replace what is read."""
    read = [job.source, *member_files(wanted_of(job), job.source, job.members).values()]
    for target in (job.out, rejected_name(job.out)):
        if any(target.resolve() == path.resolve() for path in read):
            raise BatchRefused(finding("YJ812", None, where=str(target), path=target.name))


def _balanced(counts: Counts) -> Counts:
    """INVARIANT: every record that is read is decided or rejected; an engine that loses one is wrong."""
    if counts.read != counts.decided + counts.rejected or sum(counts.by_outcome.values()) != counts.decided:
        raise ArithmeticError(f"read {counts.read}, decided {counts.decided}, rejected {counts.rejected}: {counts}")
    return counts


def _seconds(started: int) -> Fraction:
    return Fraction(monotonic_ns() - started, 10**9)
