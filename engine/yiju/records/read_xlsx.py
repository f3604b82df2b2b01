"""Records in spreadsheets (.xlsx): a main sheet, and sheets of members that name the record each belongs to.

Needs python-calamine, of the extra `excel`. A spreadsheet keeps numbers to 15 significant digits, and as those they
are read. Cells merged over several rows count in each of them.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from yiju.program import types as ty
from yiju.records.join_members import list_fields, members_wanted
from yiju.records.raw_records import RawRecords, Wanted
from yiju.records.tables import Table, records_of_table
from yiju.records.trouble import closest
from yiju_grammar.finding import Finding, Note, finding

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def read_xlsx(data: bytes, wanted: Wanted) -> RawRecords:
    """Records of a workbook with those of its members' sheets. Findings: YJ632, YJ637, YJ646, and those of tables."""
    tables = _tables(data, wanted.file)
    if isinstance(tables, Finding):
        return RawRecords(findings=(tables,), refused=True)
    main = wanted.kind.name if wanted.kind.name in tables else next(iter(tables))
    lists = {} if wanted.joined_by else _list_sheets(wanted, list(tables))
    read = records_of_table(tables[main] if len(tables) > 1 else Table(tables[main].rows), wanted)
    members = {
        field: records_of_table(tables[sheet], members_wanted(wanted, kind, f"{wanted.file}[{sheet}]"))
        for sheet, (field, kind) in lists.items()
    }
    ignored = tuple(_ignored(wanted, name) for name in tables if name != main and name not in lists)
    return RawRecords(read.records, (*read.findings, *ignored), read.refused, members)


def _tables(data: bytes, file: str) -> dict[str, Table] | Finding:
    """Every sheet by its name, or why the workbook cannot be read."""
    try:
        import python_calamine as calamine
    except ImportError:
        return finding("YJ632", None, where=file, suffix=".xlsx", extra="yiju[excel]")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        tables = {name: _table(book.get_sheet_by_name(name), name) for name in book.sheet_names}
    except calamine.PasswordError:
        return finding("YJ637", None, notes=(Note("password"),), where=file, path=file)
    except (calamine.CalamineError, OSError):
        tables = {}
    return tables or finding("YJ637", None, notes=(Note("damaged"),), where=file, path=file)


def _list_sheets(wanted: Wanted, names: list[str]) -> dict[str, tuple[str, ty.ListType]]:
    """Sheets by name with the list field whose records they hold: named as the field, or as its record."""
    fields = list_fields(wanted)
    held = [kind.record for _, kind in fields.values()]
    found: dict[str, tuple[str, ty.ListType]] = {}
    for name, (_, kind) in fields.items():
        for sheet in (name, kind.record) if held.count(kind.record) == 1 else (name,):
            if sheet in names and sheet != wanted.kind.name and sheet not in found:
                found[sheet] = (name, kind)
                break
    return found


def _ignored(wanted: Wanted, name: str) -> Finding:
    known = [n for field, (_, kind) in list_fields(wanted).items() for n in (field, kind.record)]
    return finding("YJ646", None, where=f"{wanted.file}[{name}]", name=name, close=closest(name, known))


def _table(sheet: CalamineSheet, name: str) -> Table:
    rows = [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    _fill_merged(rows, sheet.merged_cell_ranges or ())
    return Table(rows, name)


def _fill_merged(rows: list[list[Any]], ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Give every row of a merged cell its value; the heading stays as it is."""
    for (top, left), (bottom, right) in ranges:
        if top == 0 or right != left or bottom >= len(rows):
            continue
        for n in range(top, bottom + 1):
            if left < len(rows[n]):
                rows[n][left] = rows[top][left]


def _cell(value: Any) -> Any:
    match value:
        case str():
            return value.strip()
        case bool() | int() | date():
            return value
        case float():
            return Decimal(f"{value:.15g}")
    return str(value)
