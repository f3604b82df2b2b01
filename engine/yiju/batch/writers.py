"""The forms of output by suffix: what a writer is, and which there are. A form is one entry of `WRITERS`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol

from yiju.batch.job import BatchRefused, Counts, Job, Line
from yiju_grammar.finding import finding


class Writer(Protocol):
    """A file that grows by lines; made as `Writer(job, path, scratch)`, `scratch` a folder for what must be put down
    meanwhile. Raises OSError where the system does not let it write."""

    def lines(self, lines: Sequence[Line]) -> None:
        """Write lines."""
        ...

    def close(self, counts: Counts) -> None:
        """Finish the file."""
        ...

    def abort(self) -> None:
        """Let go of the file, which is of no use."""
        ...


WRITERS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        ".parquet": ("yiju.batch.write_parquet", "ParquetWriter"),
        ".csv": ("yiju.batch.write_csv", "CsvWriter"),
        ".jsonl": ("yiju.batch.write_jsonl", "JsonLinesWriter"),
        ".xlsx": ("yiju.batch.write_xlsx", "XlsxWriter"),
    }
)


def writer(job: Job, path: Path, scratch: Path) -> Writer:
    """The writer of the form that the output's suffix names; the suffix is one of `WRITERS`.

    Raises:
        BatchRefused: YJ814, it needs a package that is not installed.
    """
    module, name = WRITERS[job.out.suffix.lower()]
    made: Writer = getattr(import_module(module), name)(job, path, scratch)
    return made


def check_suffix(out: Path) -> None:
    """Raises BatchRefused (YJ810) where no writer has the output's suffix."""
    if out.suffix.lower() not in WRITERS:
        supported = " ".join(WRITERS)
        raise BatchRefused(finding("YJ810", None, where=str(out), suffix=out.suffix or out.name, supported=supported))
