"""Output in CSV: UTF-8 with a byte order mark, as spreadsheets want it; lines end with CR LF, lists are joined.

Text that a spreadsheet would compute is guarded (`yiju.batch.texts.guarded`).
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from yiju.batch.job import Counts, Job, Line
from yiju.batch.texts import guarded, text_of


class CsvWriter:
    """See `yiju.batch.writers.Writer`."""

    def __init__(self, job: Job, path: Path, scratch: Path) -> None:
        self._columns = job.columns
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._rows = csv.writer(self._file)
        self._rows.writerow([c.name for c in self._columns])

    def lines(self, lines: Sequence[Line]) -> None:
        """Write lines."""
        for line in lines:
            self._rows.writerow([guarded(text_of(cell, c), c) for cell, c in zip(line, self._columns, strict=True)])

    def close(self, counts: Counts) -> None:
        """Finish the file."""
        self._file.close()

    def abort(self) -> None:
        """Let go of the file."""
        with suppress(OSError):
            self._file.close()
