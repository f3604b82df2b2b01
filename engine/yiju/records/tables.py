"""Tables (CSV files, sheets) to records: a heading of field names, then one record a row.

An empty cell is absent. A cell of a list or history holds JSON. A column that no field has is reported once, and
then no row of the table is taken: what it meant to say would be missing in each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from yiju.program import types as ty
from yiju.program.values import UNKNOWN
from yiju.records.raw_records import Cells, RawRecord, RawRecords, Wanted, column_letters
from yiju.records.read_json import half_characters, parse_json
from yiju.records.spellings import NONE_WORD
from yiju.records.trouble import Trouble, closest, shown_value
from yiju_grammar.finding import Finding, finding


@dataclass(frozen=True, slots=True)
class Table:
    """`rows[0]` is the heading; cells are text or what a spreadsheet holds, `""` where empty. `sheet`: its name,
    where a cell alone would not tell which table is meant. `before`: so many rows of data stand between the heading
    and `rows[1]`."""

    rows: Sequence[Sequence[Any]]
    sheet: str = ""
    before: int = 0


def records_of_table(table: Table, wanted: Wanted) -> RawRecords:
    """The rows as records. Findings: YJ601, YJ624, YJ626, YJ636, YJ639, YJ640."""
    heading = [str(cell).strip() for cell in table.rows[0]] if table.rows else []
    if not any(heading):
        return RawRecords(findings=(finding("YJ640", None, where=wanted.file, path=wanted.file),))
    findings = _heading_findings(heading, table, wanted)
    layout = _layout(heading, wanted)
    records = tuple(
        _record(row, n, layout, table)
        for n, row in enumerate(table.rows[1:], table.before + 1)
        if any(cell != "" for cell in row)
    )
    return RawRecords(records, findings, bool(findings))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which column holds which field, which of them hold JSON, and which have no heading."""

    columns: dict[str, int]
    in_json: frozenset[str]
    headed: tuple[bool, ...]
    private: bool
    file: str


def _layout(heading: list[str], wanted: Wanted) -> _Layout:
    fields = wanted.kind.fields
    names = {f.name for f in fields} | {wanted.joined_by}
    return _Layout(
        {name: n for n, name in enumerate(heading) if name and name in names},
        frozenset(f.name for f in fields if isinstance(f.type, (ty.ListType, ty.HistoryType))),
        tuple(bool(name) for name in heading),
        any(f.private for f in fields),
        wanted.file,
    )


def _heading_findings(heading: list[str], table: Table, wanted: Wanted) -> tuple[Finding, ...]:
    known = [*(f.name for f in wanted.kind.fields), *([wanted.joined_by] if wanted.joined_by else [])]
    free = [name for name in known if name not in heading]
    where = wanted.file
    found = []
    for n, name in enumerate(heading):
        if name and name not in known:
            at, close = f"{where}.{name} ({column_letters(n)}1)", closest(name, free or known)
            found.append(finding("YJ601", None, where=at, name=name, record=wanted.kind.name, close=close))
    for name, count in Counter(heading).items():
        if name and count > 1:
            found.append(finding("YJ626", None, where=f"{where}.{name}", name=name))
    if wanted.joined_by and wanted.joined_by not in heading:
        found.append(finding("YJ639", None, where=where, path=where, name=wanted.joined_by))
    return tuple(found)


def _record(row: Sequence[Any], n: int, layout: _Layout, table: Table) -> RawRecord:
    raw: dict[str, Any] = {}
    troubles = _cells_without_heading(row, layout)
    for name, column in layout.columns.items():
        cell = row[column] if column < len(row) else ""
        if cell == "":
            continue
        if name in layout.in_json and isinstance(cell, str) and cell != NONE_WORD:
            value, broken = _from_json(cell, name, layout)
            troubles += broken
            cell = UNKNOWN if broken else value
        raw[name] = cell
    return RawRecord(n, raw, Cells(table.sheet, n + 1, layout.columns), tuple(troubles))


def _from_json(cell: str, name: str, layout: _Layout) -> tuple[Any, tuple[Trouble, ...]]:
    value = parse_json(cell, layout.file)
    if isinstance(value, Finding):
        return None, (Trouble((name,), "YJ624", (("value", shown_value(cell, masked=True)),), ("json",)),)
    return value, half_characters(value, cell, (name,))


def _cells_without_heading(row: Sequence[Any], layout: _Layout) -> list[Trouble]:
    if len(row) <= len(layout.headed) and all(layout.headed):
        return []
    width = len(layout.headed)
    extra = [cell for n, cell in enumerate(row) if cell != "" and not (n < width and layout.headed[n])]
    if not extra:
        return []
    words = (("count", str(len(extra))), ("value", shown_value(extra[0], masked=layout.private)))
    return [Trouble((), "YJ636", words)]
