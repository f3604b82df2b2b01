"""What identifies a record, and which of its fields are private."""

from __future__ import annotations

from yiju.program.program import Program, RecordType
from yiju.program.values import Row


def identifier_of(program: Program, record: str, row: Row) -> str:
    """The value of a record's 标识 field, or nothing."""
    index = identifier_index(program.records[record])
    value = row[index] if index is not None else None
    return value if isinstance(value, str) else "" if value is None else str(value)


def identifier_index(record: RecordType) -> int | None:
    """The place of the 标识 field."""
    return next((i for i, f in enumerate(record.fields) if f.identifier), None)
