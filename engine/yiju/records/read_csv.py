"""Records in CSV: BOM, UTF-8 or GB18030; every cell is text, and nothing is inferred from it."""

from __future__ import annotations

import csv
import io

from yiju.records.decode import decode
from yiju.records.raw_records import RawRecords, Wanted
from yiju.records.tables import Table, records_of_table
from yiju_grammar.finding import Finding, finding

_LARGEST_CELL = 2**30
"""The standard library's 131,072 would cut short a JSON column of many members."""


def read_csv(data: bytes, wanted: Wanted) -> RawRecords:
    """Records of a .csv file. Findings: YJ635, YJ647, and those of tables."""
    text = decode(data, wanted.file)
    if isinstance(text, Finding):
        return RawRecords(findings=(text,), refused=True)
    rows: list[list[str]] = []
    usual = csv.field_size_limit(_LARGEST_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows.extend([cell.strip() for cell in row] for row in lines)
    except csv.Error:
        where = f"{wanted.file}:{lines.line_num}"
        broken = finding("YJ647", None, where=where, line=lines.line_num, row=len(rows))
        return RawRecords(findings=(broken,), refused=True)
    finally:
        csv.field_size_limit(usual)
    return records_of_table(Table(rows, wanted.file if wanted.joined_by else ""), wanted)
