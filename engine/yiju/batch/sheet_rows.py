"""How many records a workbook's sheet holds, and counting those of a file before they are decided into one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

from yiju.batch.job import BatchRefused, Job
from yiju.records.read_csv import BrokenCsvError, rows_of
from yiju_grammar.finding import finding

SHEET_ROWS: Final = 1_048_576
"""Rows of a sheet, its heading among them (the .xlsx form, ECMA-376)."""

_PIECE: Final = 1 << 20


def check_fits(job: Job, records: int) -> None:
    """Raises BatchRefused (YJ816) where a workbook could not hold so many records."""
    if job.out.suffix.lower() == ".xlsx" and records > SHEET_ROWS - 1:
        count = f"{records:,}"
        raise BatchRefused(
            finding("YJ816", None, where=str(job.out), path=job.out.name, count=count, most=f"{SHEET_ROWS - 1:,}")
        )


def check_before(job: Job) -> None:
    """As `check_fits`, of a file that can be counted quickly, so that no work is lost."""
    suffix = job.source.suffix.lower()
    if job.out.suffix.lower() != ".xlsx" or not job.source.is_file():
        return
    if suffix == ".parquet":
        from yiju.batch.read_parquet import parquet_rows

        count, rows = parquet_rows(job.source)
        rows.close()
        check_fits(job, count)
    elif suffix in (".csv", ".jsonl") and _lines(job.source) >= SHEET_ROWS:
        check_fits(job, _records_of_csv(job.source) if suffix == ".csv" else _records_of_lines(job.source))


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(_PIECE), b""))


def _records_of_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


def _records_of_csv(path: Path) -> int:
    """Lines of a table without its heading; a cell may hold several lines. Of a broken one, what can be read."""
    count = -1
    with path.open(encoding="latin-1", newline="") as text, suppress(BrokenCsvError):
        for row in rows_of(text, path.name):
            count += any(row)
    return count
