"""The records of a file in blocks, as written: what is to be decided is never held in memory whole where that can be
helped (.csv, .jsonl, .parquet by itself; not .json and .xlsx, nor records whose members stand in a file of their own).

Input: a job. Output: `Block`s in the order of the file. It decides nothing and checks no value.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from yiju.batch.job import BatchRefused, Job
from yiju.batch.read_parquet import parquet_rows, read_parquet, without_cells
from yiju.records.decode import encoding_of
from yiju.records.raw_records import RawRecord, RawRecords, Wanted
from yiju.records.read_csv import BrokenCsvError, rows_of
from yiju.records.read_json import records_of_lines
from yiju.records.readers import READERS, Rejected, join_raw, member_files, read_raw
from yiju.records.tables import Table, records_of_table
from yiju_grammar.finding import Finding, Note, finding

SIZE: Final = 256
"""Records in a block: enough that handing them to a process costs little, few enough that a bar moves."""

_PIECE: Final = 1 << 20

SUFFIXES: Final = (*READERS, ".parquet")


@dataclass(frozen=True, slots=True)
class Block:
    """Records of some rows on end. `broken`: rows that are no record. `findings`: of the file, not of a row. `done` of
    `of`: how far the file has been read, in bytes or rows."""

    records: tuple[RawRecord, ...]
    broken: tuple[Rejected, ...] = ()
    findings: tuple[Finding, ...] = ()
    done: int = 0
    of: int = 0


def wanted_of(job: Job) -> Wanted:
    """What is wanted of the job's records."""
    return Wanted(job.source.name, job.record_type, job.rules.program.records)


def blocks(job: Job) -> Iterator[Block]:
    """The blocks of a job's records.

    Raises:
        BatchRefused: the file as a whole cannot be taken (YJ601, YJ626, YJ630–YJ647, YJ814, YJ822).
    """
    wanted = wanted_of(job)
    streamed = _STREAMED.get(job.source.suffix.lower())
    if streamed is None or not job.source.is_file() or member_files(wanted, job.source, job.members):
        return _of_whole(job, wanted)
    return _readable(streamed, job.source, wanted)


def _readable(streamed: Callable[[Path, Wanted], Iterator[Block]], path: Path, wanted: Wanted) -> Iterator[Block]:
    try:
        yield from streamed(path, wanted)
    except OSError:
        raise BatchRefused(finding("YJ630", None, notes=(Note("denied"),), where=path.name, path=path.name)) from None
    except BrokenCsvError as broken:
        raise BatchRefused(broken.finding) from None


# --- whole files --------------------------------------------------------------------------------------------


def _of_whole(job: Job, wanted: Wanted) -> Iterator[Block]:
    raw = _raw(job.source, wanted)
    lines = len(raw.findings) if job.source.suffix.lower() == ".jsonl" else 0
    every = range(1, len(raw.records) + lines + 1)
    joined = join_raw(raw, wanted, job.source, job.members, _raw)
    if raw.refused or joined.refused:
        raise BatchRefused(*joined.findings)
    of = len(joined.records)
    if joined.findings:
        yield Block((), _broken(every, raw.records, joined.findings[:lines]), joined.findings[lines:], 0, of)
    for start in range(0, of, SIZE):
        yield Block(joined.records[start : start + SIZE], done=min(start + SIZE, of), of=of)


def _raw(path: str | Path, wanted: Wanted) -> RawRecords:
    raw = read_parquet(Path(path), wanted) if Path(path).suffix.lower() == ".parquet" else read_raw(path, wanted)
    return replace(raw, findings=tuple(map(_with_parquet, raw.findings)))


def _with_parquet(found: Finding) -> Finding:
    """Of a form that is not known, the forms that a batch reads are more than those of the door."""
    if found.code != "YJ631":
        return found
    return replace(found, args=tuple((k, " ".join(SUFFIXES) if k == "supported" else v) for k, v in found.args))


def _broken(rows: Sequence[int], records: tuple[RawRecord, ...], findings: tuple[Finding, ...]) -> tuple[Rejected, ...]:
    """The rows that no record has, with what is wrong with each, in order."""
    if not findings:
        return ()
    there = {r.row for r in records}
    without = [n for n in rows if n not in there]
    return tuple(Rejected(n, "", (found,)) for n, found in zip(without, findings, strict=True))


# --- block by block -----------------------------------------------------------------------------------------


def _json_lines(path: Path, wanted: Wanted) -> Iterator[Block]:
    size = path.stat().st_size
    with path.open("rb") as file, io.TextIOWrapper(file, _encoding(path), newline="\n") as text:
        lines = ((n, line) for n, line in enumerate(text, 1) if line.strip())
        row = 1
        while part := list(islice(lines, SIZE)):
            raw = records_of_lines(part, wanted, row)
            rows = range(row, row + len(part))
            row += len(part)
            yield Block(raw.records, _broken(rows, raw.records, raw.findings), done=file.tell(), of=size)


def _csv(path: Path, wanted: Wanted) -> Iterator[Block]:
    size = path.stat().st_size
    with (
        path.open("rb") as file,
        io.TextIOWrapper(file, _encoding(path), newline="") as text,
        closing(rows_of(text, wanted.file)) as rows,
    ):
        yield from _table(rows, wanted, lambda: (file.tell(), size))


def _parquet(path: Path, wanted: Wanted) -> Iterator[Block]:
    of, rows = parquet_rows(path)
    with closing(rows):
        yield from _table(rows, wanted, lambda: (0, of), counted=True)


def _table(
    rows: Iterator[Sequence[object]], wanted: Wanted, place: Callable[[], tuple[int, int]], *, counted: bool = False
) -> Iterator[Block]:
    """The blocks of a table; of one that is `counted`, `place` knows only how many rows it has."""
    heading = next(rows, None)
    before = 0
    while True:
        part = list(islice(rows, SIZE))
        if before and not part:
            return
        raw = records_of_table(Table([] if heading is None else [heading, *part], before=before), wanted)
        if raw.refused:
            raise BatchRefused(*raw.findings)
        raw = without_cells(raw) if counted else raw
        before += len(part)
        done, of = place()
        yield Block(raw.records, (), raw.findings, before if counted else done, of)
        if not part:
            return


def _encoding(path: Path) -> str:
    def pieces() -> Iterator[bytes]:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    found = encoding_of(pieces, path.name)
    if isinstance(found, Finding):
        raise BatchRefused(found)
    return found


_STREAMED: Final = {".jsonl": _json_lines, ".csv": _csv, ".parquet": _parquet}
