"""Where an engine's lines go: a writer by the suffix of the output, and the file of the rejected; both aside."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from yiju.batch.aside import Aside, writing
from yiju.batch.job import Counts, Job, Line
from yiju.batch.rejected import RejectedWriter, rejected_name
from yiju.batch.sheet_rows import check_fits
from yiju.batch.writers import Writer, writer
from yiju.records.readers import Rejected


class FileSink:
    """See `yiju.batch.job.Sink`. Raises BatchRefused (YJ813, YJ814, YJ816) where it cannot be written."""

    def __init__(self, job: Job, folder: Aside) -> None:
        self._job = job
        self._native = folder.file(job.out)
        self.scratch = folder.folder
        self._rejected = RejectedWriter(job, folder.file(rejected_name(job.out)))
        self._writer: Writer | None = None
        self._written = 0

    @property
    def native(self) -> Path:
        """The file aside."""
        return self._native

    def lines(self, lines: Sequence[Line]) -> None:
        """Take decided records."""
        self._written += len(lines)
        check_fits(self._job, self._written)
        with writing(self._job.out):
            self._begun().lines(lines)

    def reject(self, rejected: Sequence[Rejected]) -> None:
        """Take records that the door refused."""
        with writing(rejected_name(self._job.out)):
            self._rejected.reject(rejected)

    def close(self, counts: Counts) -> None:
        """Finish both files; an output without a record is written too, unless the engine wrote it."""
        with writing(self._job.out):
            if self._writer is not None or not self._native.exists():
                self._begun().close(counts)
            self._rejected.findings(counts.findings)
            self._rejected.close()

    def abort(self) -> None:
        """Let go of both files."""
        if self._writer is not None:
            self._writer.abort()
        self._rejected.abort()

    def _begun(self) -> Writer:
        if self._writer is None:
            self._writer = writer(self._job, self._native, self.scratch)
        return self._writer
