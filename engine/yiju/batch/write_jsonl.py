"""Output in JSON Lines: an object a record, keys in the order of the columns; numbers are decimal strings."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from yiju.batch.job import Counts, Job, Line


class JsonLinesWriter:
    """See `yiju.batch.writers.Writer`."""

    def __init__(self, job: Job, path: Path, scratch: Path) -> None:
        self._names = [c.name for c in job.columns]
        self._file = path.open("w", encoding="utf-8", newline="\n")

    def lines(self, lines: Sequence[Line]) -> None:
        """Write lines."""
        for line in lines:
            made = dict(zip(self._names, line, strict=True))
            self._file.write(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")

    def close(self, counts: Counts) -> None:
        """Finish the file."""
        self._file.close()

    def abort(self) -> None:
        """Let go of the file."""
        with suppress(OSError):
            self._file.close()
