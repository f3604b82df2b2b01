"""What every reader of records gives: records as written, with the places they stand at, before the door."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yiju.program.program import FieldType, RecordType
from yiju.records.trouble import Steps, Trouble
from yiju_grammar.finding import Finding


@dataclass(frozen=True, slots=True)
class Cells:
    """Where a record of a table stands: its row in the sheet (from 1), the columns (from 0) of its fields, and the
    records of its lists that stand in tables of their own."""

    sheet: str = ""
    row: int = 0
    columns: Mapping[str, int] = field(default_factory=dict)
    inner: Mapping[str, tuple[Cells, ...]] = field(default_factory=dict)

    def at(self, steps: Steps) -> str:
        """`C4`, `成员!C4`, or nothing where no cell is known."""
        if not steps:
            return ""
        name = str(steps[0])
        if name in self.inner and len(steps) > 1 and isinstance(steps[1], int):
            return self.inner[name][steps[1]].at(steps[2:])
        if name not in self.columns:
            return ""
        cell = f"{column_letters(self.columns[name])}{self.row}"
        return f"{self.sheet}!{cell}" if self.sheet else cell


@dataclass(frozen=True, slots=True)
class RawRecord:
    """`row` counts the data from 1. `troubles`: what the reader itself found; the record is then rejected."""

    row: int
    raw: Any
    cells: Cells = Cells()
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True, slots=True)
class RawRecords:
    """`refused`: the findings are of the whole table (a heading), so no record of it can be taken. `members`: the
    records of a list field that stand in a sheet of their own."""

    records: tuple[RawRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    refused: bool = False
    members: Mapping[str, RawRecords] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader is to read: records of `kind` from the file shown as `file`; `joined_by`: the column that says
    to which record of the main table each belongs."""

    file: str
    kind: RecordType
    records: Mapping[str, RecordType]
    joined_by: str = ""
    joined_private: bool = False


def column_letters(column: int) -> str:
    """A column (from 0) as a spreadsheet names it: A, Z, AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def identifier_field(kind: RecordType) -> FieldType | None:
    """The 标识 field."""
    return next((f for f in kind.fields if f.identifier), None)
