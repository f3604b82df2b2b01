"""Members from a table of their own put into the list field of the record whose identifier they state.

A record that no row names gets an empty list: the table is taken to be whole. A row that names no record is a
finding.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Any

from yiju.program import types as ty
from yiju.program.program import FieldType
from yiju.records.raw_records import Cells, RawRecord, RawRecords, Wanted, identifier_field
from yiju.records.trouble import Trouble, closest, place_text, shown_value
from yiju_grammar.finding import Finding, finding


def join_members(main: RawRecords, members: RawRecords, field: FieldType, wanted: Wanted) -> RawRecords:
    """`main` with `members` in its list field `field`. Findings: YJ620, YJ626, YJ638.

    Args:
        wanted: of the members; its `joined_by` is the identifier of `main`.
    """
    key = wanted.joined_by
    keeps = any(f.name == key for f in wanted.kind.fields)
    by_identifier: dict[Any, list[RawRecord]] = defaultdict(list)
    findings: list[Finding] = []
    known = _identifiers(main, key)
    for member in members.records:
        owner = member.raw.get(key) if isinstance(member.raw, dict) else None
        if isinstance(owner, str) and owner in known:
            by_identifier[owner].append(member if keeps else _without(member, key))
        else:
            findings.append(_belongs_nowhere(member, owner, known, wanted))
    records = tuple(_with_members(r, by_identifier, field, key) for r in main.records)
    found = (*main.findings, *members.findings, *findings)
    return replace(main, records=records, findings=found, refused=main.refused or members.refused)


def list_fields(wanted: Wanted) -> dict[str, tuple[FieldType, ty.ListType]]:
    """The list fields of a record, by name."""
    return {f.name: (f, f.type) for f in wanted.kind.fields if isinstance(f.type, ty.ListType)}


def members_wanted(wanted: Wanted, kind: ty.ListType, file: str) -> Wanted:
    """What is wanted of a file or sheet with the members of a list."""
    identifier = identifier_field(wanted.kind)
    name, private = (identifier.name, identifier.private) if identifier else ("", False)
    return Wanted(file, wanted.records[kind.record], wanted.records, name, private)


def _identifiers(main: RawRecords, key: str) -> set[str]:
    given = (r.raw.get(key) for r in main.records if isinstance(r.raw, dict))
    return {name for name in given if isinstance(name, str)}


def _without(member: RawRecord, key: str) -> RawRecord:
    return replace(member, raw={k: v for k, v in member.raw.items() if k != key})


def _belongs_nowhere(member: RawRecord, owner: object, known: set[str], wanted: Wanted) -> Finding:
    key = wanted.joined_by
    cell = member.cells.at((key,)).rpartition("!")[2]
    where = place_text(wanted.file, member.row, (key,), cell)
    if owner is None:
        return finding("YJ620", None, where=where, field=key)
    close = "" if wanted.joined_private else closest(str(owner), sorted(known))
    value = shown_value(owner, masked=wanted.joined_private)
    return finding("YJ638", None, where=where, record=wanted.kind.name, field=key, value=value, close=close)


def _with_members(
    record: RawRecord, by_identifier: dict[Any, list[RawRecord]], field: FieldType, key: str
) -> RawRecord:
    if not isinstance(record.raw, dict) or not isinstance(record.raw.get(key), str):
        return record
    mine = by_identifier.get(record.raw[key], [])
    if field.name in record.raw:
        if not mine:
            return record
        twice = Trouble((field.name,), "YJ626", (("name", field.name),))
        return replace(record, troubles=(*record.troubles, twice))
    troubles = [replace(t, steps=(field.name, n, *t.steps)) for n, member in enumerate(mine) for t in member.troubles]
    inner = {**record.cells.inner, field.name: tuple(m.cells for m in mine)}
    cells = Cells(record.cells.sheet, record.cells.row, record.cells.columns, inner)
    raw = {**record.raw, field.name: [m.raw for m in mine]}
    return RawRecord(record.row, raw, cells, (*record.troubles, *troubles))
