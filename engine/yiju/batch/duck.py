"""The embedded DuckDB for reading and writing Parquet; of the extra `batch`.

Its limits: no network, and what is too large for memory goes to a folder that is given.
"""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from yiju.batch.job import BatchRefused
from yiju_grammar.finding import Finding, finding

if TYPE_CHECKING:
    import duckdb


def connect(where: str, suffix: str, scratch: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A database in memory.

    Args:
        where: the file that it is needed for.
        scratch: where it puts down what memory does not hold.
    Raises:
        BatchRefused: YJ814, it is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise BatchRefused(missing_extra(where, suffix, "yiju[batch]")) from None
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "preserve_insertion_order": True,
        # a small table joined to the records is looked up, never the other way round: the records keep their order
        "disabled_optimizers": "join_order,build_side_probe_side",
    }
    if scratch is not None:
        config["temp_directory"] = str(scratch)
    return duckdb.connect(config=config)


def missing_extra(where: str, suffix: str, extra: str) -> Finding:
    """The finding of a package that is not installed."""
    return finding("YJ814", None, where=where, suffix=suffix, extra=extra)


def one_file(path: Path) -> str:
    """A path that DuckDB takes for that of one file, though it has signs of a pattern in it."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in str(path))


def quoted(text: str) -> str:
    """A text in SQL."""
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    """A name in SQL."""
    return '"' + name.replace('"', '""') + '"'


def as_os_error(error: Exception) -> OSError:
    """What DuckDB says of a file that cannot be written, as the system would have."""
    said = str(error)
    full = "No space left" in said or "Disk quota" in said
    large = "File too large" in said
    return OSError(errno.ENOSPC if full else errno.EFBIG if large else errno.EIO, said.splitlines()[0])
