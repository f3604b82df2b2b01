"""Records in CSV: BOM, UTF-8 or GB18030; every cell is text, and nothing is inferred from it."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterable

from yiju.records.decode import decode
from yiju.records.raw_records import RawRecords, Wanted
from yiju.records.tables import Table, records_of_table
from yiju_grammar.finding import Finding, finding

_LARGEST_CELL = 2**30
"""The standard library's 131,072 would cut short a JSON column of many members."""


class BrokenCsvError(ValueError):
    """A quote that is not closed, or closes too early; `finding` (YJ647) says where."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message("zh"))
        self.finding = found


def read_csv(data: bytes, wanted: Wanted) -> RawRecords:
    """Records of a .csv file. Findings: YJ635, YJ647, and those of tables."""
    text = decode(data, wanted.file)
    if isinstance(text, Finding):
        return RawRecords(findings=(text,), refused=True)
    try:
        rows = list(rows_of(io.StringIO(text, newline=""), wanted.file))
    except BrokenCsvError as broken:
        return RawRecords(findings=(broken.finding,), refused=True)
    return records_of_table(Table(rows, wanted.file if wanted.joined_by else ""), wanted)


def rows_of(text: Iterable[str], file: str) -> Generator[list[str], None, None]:
    """The rows of a table, heading first, as they are read.

    Raises:
        BrokenCsvError: YJ647.
    """
    usual = csv.field_size_limit(_LARGEST_CELL)
    lines = csv.reader(text, strict=True)
    n = 0
    try:
        for n, row in enumerate(lines, 1):  # noqa: B007  # told where the text breaks
            yield [cell.strip() for cell in row]
    except csv.Error:
        where = f"{file}:{lines.line_num}"
        raise BrokenCsvError(finding("YJ647", None, where=where, line=lines.line_num, row=n)) from None
    finally:
        csv.field_size_limit(usual)
