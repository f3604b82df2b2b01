"""A batch from its arguments, as the command and Python give them: one file or parts, then what follows it.

Input: a job whose source and output are as typed. Output: `Finished`.
"""

from __future__ import annotations

from pathlib import Path

from yiju.batch.after import Asked, Finished, check_asked
from yiju.batch.job import BatchRefused, Engine, Job, Progress
from yiju.batch.parts import folder_of, is_parts, parts, run_parts
from yiju.batch.run import run
from yiju_grammar.finding import Finding, Note, finding


def decide_all(
    job: Job,
    engine: Engine,
    progress: Progress = lambda _: None,
    *,
    resume: bool = False,
    asked: Asked = Asked(),  # noqa: B008  # frozen
) -> Finished:
    """Decide the records of a file, or of the files of a folder or pattern.

    Raises:
        BatchRefused: as `run`, `run_parts` and `check_asked`.
        ValueError: as `check_asked`.
    """
    check_asked(asked, job, engine)
    if not engine.in_database and job.members is not None and not job.members.exists():
        raise BatchRefused(_missing(job.members))
    if engine.in_database or not is_parts(job.source):
        if resume:
            raise BatchRefused(finding("YJ820", None, where=str(job.out), path=job.out))
        if not engine.in_database and not job.source.exists():
            raise BatchRefused(_missing(job.source))
        return Finished((job,), run(job, engine, progress), asked)
    jobs = parts(job)
    return Finished(jobs, run_parts(jobs, engine, progress, resume=resume), asked, folder_of(job))


def _missing(path: Path) -> Finding:
    return finding("YJ630", None, notes=(Note("missing"),), where=str(path), path=path)
