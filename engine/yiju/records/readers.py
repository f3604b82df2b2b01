"""Reading records: a file (or standard input) to rows in stored form, with a finding for all that is wrong.

The one place of the engine, besides loading rules, that touches files. A format is one entry of `READERS`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from yiju.program.program import RecordType
from yiju.program.values import Row
from yiju.records.compile_door import compile_door_with
from yiju.records.decode import decode
from yiju.records.door import Records, examine
from yiju.records.join_members import join_members, list_fields, members_wanted
from yiju.records.raw_records import RawRecord, RawRecords, Wanted, identifier_field
from yiju.records.read_csv import read_csv
from yiju.records.read_json import looks_like_json, read_json, read_json_lines
from yiju.records.read_xlsx import read_xlsx
from yiju.records.trouble import Trouble, closest, shown_value, to_finding
from yiju_grammar.finding import Finding, Note, finding

Reader = Callable[[bytes, Wanted], RawRecords]

READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {".json": read_json, ".jsonl": read_json_lines, ".csv": read_csv, ".xlsx": read_xlsx}
)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that does not fit its declaration; `row` counts from 1, `identifier` is empty where it has none."""

    row: int
    identifier: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class RecordsResult:
    """`rows`: identifier and stored form of each sound record, in the order of the file. `findings`: all of them,
    those of the rejected records among them."""

    rows: tuple[tuple[str, Row], ...]
    findings: tuple[Finding, ...]
    rejected: tuple[Rejected, ...]


def read_records(
    path: str | Path, record_type: RecordType, records: Records, *, members: Path | None = None
) -> RecordsResult:
    """Read and check the records of a file.

    Args:
        path: a file whose suffix is in `READERS`, or `-` for standard input (JSON, JSON Lines or CSV).
        record_type: what each record must be.
        records: every record type, for lists.
        members: a file with the records of a list field, each naming its record's identifier. Without it,
            `NAME.成员.csv` beside `NAME.csv` is read, 成员 being the list field's name or its record's.
    """
    wanted = Wanted(_shown(path), record_type, records)
    return accept(join_raw(read_raw(path, wanted), wanted, path, members, read_raw), wanted)


def _shown(path: str | Path) -> str:
    return "stdin" if str(path) == "-" else Path(path).name


def read_raw(path: str | Path, wanted: Wanted) -> RawRecords:
    """The records of one file as written, before the door."""
    if str(path) == "-":
        data = sys.stdin.buffer.read()
        return _reader_of_stream(data)(data, wanted)
    file = Path(path)
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        return _failed(_unknown_suffix(file))
    data_or_finding = _bytes_of(file)
    return _failed(data_or_finding) if isinstance(data_or_finding, Finding) else reader(data_or_finding, wanted)


def _unknown_suffix(file: Path) -> Finding:
    old = file.suffix if file.suffix.lower() in (".xls", ".et", ".ods") else ""
    suffix = file.suffix or file.name
    return finding("YJ631", None, where=file.name, suffix=suffix, supported=" ".join(READERS), xls=old)


def _failed(found: Finding) -> RawRecords:
    return RawRecords(findings=(found,), refused=True)


def _reader_of_stream(data: bytes) -> Reader:
    """JSON, JSON Lines or CSV, by how it begins; several lines that are objects are JSON Lines."""
    if data.startswith(b"PK\x03\x04"):
        return read_xlsx
    text = decode(data, "")
    if isinstance(text, Finding) or not looks_like_json(text):
        return read_csv
    lines = [line for line in text.splitlines() if line.strip()]
    objects = all(line.lstrip().startswith("{") and line.rstrip().endswith("}") for line in lines)
    return read_json_lines if len(lines) > 1 and objects else read_json


def _bytes_of(file: Path) -> bytes | Finding:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        near = [p.name for p in file.parent.iterdir()] if file.parent.is_dir() else []
        close = closest(file.name, sorted(near))
        return finding("YJ630", None, notes=(Note("missing"),), where=file.name, path=file.name, close=close)
    except OSError:
        key = "folder" if file.is_dir() else "denied"
        return finding("YJ630", None, notes=(Note(key),), where=file.name, path=file.name)


def join_raw(
    raw: RawRecords,
    wanted: Wanted,
    path: str | Path,
    members: Path | None,
    read: Callable[[Path, Wanted], RawRecords],
) -> RawRecords:
    """Members of other sheets and files put into their records; `read` reads a file of members."""
    lists = list_fields(wanted)
    for name, held in raw.members.items():
        field, kind = lists[name]
        raw = join_members(raw, held, field, members_wanted(wanted, kind, wanted.file))
    for name, file in member_files(wanted, path, members).items():
        if name not in lists:
            fields = "，".join(lists) or "—"
            found = finding("YJ645", None, where=file.name, path=file.name, record=wanted.kind.name, fields=fields)
            raw = replace(raw, findings=(*raw.findings, found), refused=True)
            continue
        field, kind = lists[name]
        its = members_wanted(wanted, kind, file.name)
        raw = join_members(raw, read(file, its), field, its)
    return raw


def member_files(wanted: Wanted, path: str | Path, members: Path | None) -> dict[str, Path]:
    """Files of members by their list field; the key is empty where the field is not clear."""
    lists = list_fields(wanted)
    names = {n: name for name, (_, kind) in reversed(lists.items()) for n in (kind.record, name)}
    if members is not None:
        sole = next(iter(lists)) if len(lists) == 1 else ""
        return {names.get(members.stem.rpartition(".")[2], sole): members}
    if Path(path).suffix.lower() != ".csv":
        return {}
    beside = {name: Path(path).with_suffix(f".{n}.csv") for n, name in names.items()}
    return {name: file for name, file in beside.items() if file.is_file()}


def accept(raw: RawRecords, wanted: Wanted) -> RecordsResult:
    """Take the records through the door; of those with one identifier, the first."""
    check = compile_door_with(wanted.kind, wanted.records, lambda r: examine(wanted.kind, wanted.records, r))
    identifier = identifier_field(wanted.kind)
    place = wanted.kind.fields.index(identifier) if identifier else None
    seen: dict[str, int] = {}
    rows: list[tuple[str, Row]] = []
    rejected: list[Rejected] = []
    for record in raw.records:
        result = [] if _is_unreadable(record) else check(record.raw)
        name = _identifier(record, result, place, wanted)
        troubles = [*record.troubles, *(result if isinstance(result, list) else ())]
        if name and name in seen and identifier is not None:
            private = shown_value(name, masked=identifier.private)
            args = (("value", private), ("first", str(seen[name])))
            troubles.append(Trouble((identifier.name,), "YJ622", args))
        seen.setdefault(name, record.row)
        if troubles or raw.refused or isinstance(result, list):
            rejected.append(Rejected(record.row, name, _findings(record, troubles, wanted)))
        else:
            rows.append((name or str(record.row), result))
    return RecordsResult(tuple(rows), (*raw.findings, *(f for r in rejected for f in r.findings)), tuple(rejected))


def _is_unreadable(record: RawRecord) -> bool:
    """Whether what the reader found makes the values doubtful: half characters, cells that moved by one."""
    return bool(record.troubles) and (record.raw is None or any(t.code == "YJ636" for t in record.troubles))


def _identifier(record: RawRecord, result: Row | list[Trouble], place: int | None, wanted: Wanted) -> str:
    if place is None:
        return ""
    if isinstance(result, tuple):
        return str(result[place])
    value = record.raw.get(wanted.kind.fields[place].name) if isinstance(record.raw, dict) else None
    return value if isinstance(value, str) else ""


def _findings(record: RawRecord, troubles: list[Trouble], wanted: Wanted) -> tuple[Finding, ...]:
    return tuple(to_finding(t, file=wanted.file, row=record.row, cell=record.cells.at(t.steps)) for t in troubles)
