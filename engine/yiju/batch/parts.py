"""Runs by parts: a folder (or pattern) of records files into a folder of outputs with the same names, and going on
with such a run where it stopped.

Input: a job whose `source` and `out` are given as typed. Output: one job a part; a `Report` over all of them.
"""

from __future__ import annotations

import glob
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Final

from yiju.batch.blocks import SUFFIXES, wanted_of
from yiju.batch.job import Advance, BatchRefused, Counts, Engine, Job, Progress, Report
from yiju.batch.manifest import MANIFEST, Manifest, options_of
from yiju.batch.rejected import rejected_name
from yiju.batch.run import check_not_input, run
from yiju.batch.sheet_rows import check_before
from yiju.batch.writers import check_suffix
from yiju.records.readers import member_files
from yiju_grammar.finding import finding

ANY: Final = "*"


def is_parts(source: Path) -> bool:
    """Whether it is a folder, or a pattern that names no file."""
    return source.is_dir() or (not source.exists() and glob.has_magic(str(source)))


def parts(job: Job) -> tuple[Job, ...]:
    """One job a records file, by name. `job.out` is the folder of the outputs, `FOLDER/*.parquet` to have them all in
    one form; `job.members` a folder with a file of members for each, by the same name.

    Raises:
        BatchRefused: YJ810, YJ812, YJ821 there is none, YJ824 two would have one output, YJ825 members in one file.
    """
    files = _files(job)
    if not files:
        raise BatchRefused(finding("YJ821", None, where=str(job.source), path=job.source, supported=" ".join(SUFFIXES)))
    if job.members is not None and not job.members.is_dir():
        raise BatchRefused(finding("YJ825", None, where=str(job.members), path=job.members.name))
    folder = folder_of(job)
    if any(file.resolve().parent == folder.resolve() for file in files):
        raise BatchRefused(finding("YJ812", None, where=str(folder), path=folder))
    made = tuple(replace(job, source=f, out=_out(job, f), members=_members(job, f)) for f in files)
    by_out: dict[str, Job] = {}
    for part in made:
        check_suffix(part.out)
        for name in (part.out.name, rejected_name(part.out).name):
            other = by_out.setdefault(name, part)
            if other is not part:
                raise BatchRefused(
                    finding(
                        "YJ824", None, where=str(folder), first=other.source.name, second=part.source.name, path=name
                    )
                )
    return made


def folder_of(job: Job) -> Path:
    """The folder of the outputs."""
    return job.out.parent if ANY in job.out.name else job.out


def _files(job: Job) -> list[Path]:
    """The records files, without those of their members and without what runs leave."""
    source = job.source
    found = source.iterdir() if source.is_dir() else map(Path, glob.glob(str(source)))
    files = sorted(f for f in found if f.suffix.lower() in SUFFIXES and f.is_file() and not f.name.startswith("."))
    wanted = wanted_of(job)
    members = {m for f in files for m in member_files(wanted, f, None).values()}
    return [f for f in files if f not in members and f.name != MANIFEST and not f.name.endswith(".rejected.csv")]


def _out(job: Job, file: Path) -> Path:
    if ANY in job.out.name:
        return job.out.parent / job.out.name.replace(ANY, file.stem)
    name = file.with_suffix(".jsonl").name if file.suffix.lower() == ".json" else file.name
    return job.out / name


def _members(job: Job, file: Path) -> Path | None:
    return None if job.members is None else job.members / file.name


def run_parts(
    jobs: Sequence[Job], engine: Engine, progress: Progress = lambda _: None, *, resume: bool = False
) -> Report:
    """Decide part after part; what is done is written down after each, in `run.json` of the outputs' folder.

    Args:
        resume: leave out the parts that such a run has done.
    Raises:
        BatchRefused: as `run`; YJ819 rules, options or a part changed, YJ820 there is nothing to resume. Parts that
            were done stay.
    """
    folder = jobs[0].out.parent
    if not folder.parent.is_dir():
        raise BatchRefused(finding("YJ811", None, where=str(folder), path=folder.parent, out=folder.name))
    options = options_of(jobs[0], engine.name)
    manifest = Manifest.resumed(folder, options, jobs) if resume else Manifest(folder, options, {})
    for job in jobs:
        check_not_input(job)
        check_before(job)
    folder.mkdir(exist_ok=True)
    manifest.write()
    report = Report(Counts(), Fraction(0), ())
    seen = _Seen(jobs, progress)
    for job in jobs:
        done = manifest.done(job) if resume else None
        if done is None:
            done = run(job, engine, seen.part(job))
            manifest.add(job, done)
        report += done
        seen.finished(job, done)
    return report


class _Seen:
    """Progress over all parts, measured by the sizes of their files."""

    def __init__(self, jobs: Sequence[Job], progress: Progress) -> None:
        self._progress = progress
        self._sizes = {job.source: max(job.source.stat().st_size, 1) for job in jobs}
        self._of = sum(self._sizes.values())
        self._done = self._read = 0

    def part(self, job: Job) -> Progress:
        size = self._sizes[job.source]

        def progress(a: Advance) -> None:
            within = size * a.done // a.of if a.of else 0
            self._progress(Advance(self._read + a.read, self._done + within, self._of))

        return progress

    def finished(self, job: Job, report: Report) -> None:
        self._done += self._sizes[job.source]
        self._read += report.counts.read
        self._progress(Advance(self._read, self._done, self._of))
