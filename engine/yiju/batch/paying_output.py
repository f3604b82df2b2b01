"""The output of a batch read back: the cells of chosen columns, as they were written, from any form of file.

Input: a finished job. Output: cells of `yiju.batch.columns`, record by record. What cannot be read back exactly is
refused. It decides nothing.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, Literal

from yiju.batch.columns import Cell, OutColumn, sql_type
from yiju.batch.duck import connect, missing_extra, named, one_file, quoted
from yiju.batch.job import OUTCOMES, BatchRefused, Job
from yiju.batch.sheet_words import word
from yiju.batch.texts import GUARD, JOINT, UNDETERMINED
from yiju.program.program import PolicyType
from yiju.settlement.telling import identifier_text
from yiju_grammar.finding import Note, finding

FETCHED: Final = 4096

Line = tuple[Cell, ...]


Among = Literal["paid", "eligible"]
"""The records to be read: those that are due anything and could be decided, or those that are eligible."""


def lines_of(job: Job, names: Sequence[str], among: Among) -> Iterator[Line]:
    """The cells of the columns named, in their order, of the records wanted, in the order of the output.

    Raises:
        BatchRefused: YJ831, the output is not as it was written, or does not say exactly who is paid what.
    """
    by_name = {c.name: c for c in job.columns}
    if job.out.suffix.lower() == ".parquet":
        yield from _parquet(job, [by_name[name] for name in names], among)
        return
    tested = ("error", "payments") if among == "paid" else ("outcome",)
    read = _READERS[job.out.suffix.lower()]
    for line in read(job, [by_name[name] for name in (*names, *tested)]):
        *_, last = line
        if last == "eligible" if among == "eligible" else not line[-2] and last:
            yield line[: len(names)]


def changed(job: Job, record: str = "") -> BatchRefused:
    """What is raised where an output and its records no longer fit together."""
    notes = (Note("record", args=(("record", identifier_text(record)),)),) if record else ()
    return BatchRefused(finding("YJ831", None, notes=notes, where=str(job.out), path=job.out.name))


# --- forms that hold lists as they are --------------------------------------------------------------------------


_TESTS: Final = MappingProxyType[str, str](
    {"paid": "error IS NULL AND len(payments) > 0", "eligible": "outcome = 'eligible'"}
)


def _parquet(job: Job, columns: Sequence[OutColumn], among: Among) -> Iterator[Line]:
    import duckdb

    with closing(connect(job.out.name, ".parquet")) as connection:
        shown = ", ".join(as_cells(c) for c in columns)
        source = f"read_parquet({quoted(one_file(job.out))})"
        try:
            cursor = connection.execute(f"SELECT {shown} FROM {source} WHERE {_TESTS[among]}")
            while part := cursor.fetchmany(FETCHED):
                yield from part
        except duckdb.InterruptException:
            raise KeyboardInterrupt from None
        except duckdb.Error:
            raise changed(job) from None


def as_cells(column: OutColumn) -> str:
    """A column in SQL as the cells of other forms want it: numbers as exact text."""
    kind = sql_type(column)
    if kind.startswith("STRUCT"):
        texts = "STRUCT(name VARCHAR, due VARCHAR, recipient VARCHAR, value VARCHAR, if_eligible VARCHAR)[]"
        return f"CAST({named(column.name)} AS {texts})"
    return f"CAST({named(column.name)} AS VARCHAR)" if kind.startswith("DECIMAL") else named(column.name)


def _json_lines(job: Job, columns: Sequence[OutColumn]) -> Iterator[Line]:
    names = [c.name for c in columns]
    with job.out.open(encoding="utf-8") as file:
        for line in file:
            try:
                told = json.loads(line)
                yield tuple(told[name] for name in names)
            except (ValueError, KeyError, TypeError):
                raise changed(job) from None


# --- tables of text ---------------------------------------------------------------------------------------------


def _csv(job: Job, columns: Sequence[OutColumn]) -> Iterator[Line]:
    with job.out.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file)
        if next(rows, None) != [c.name for c in job.columns]:
            raise changed(job)
        yield from _texts(job, columns, (_unguarded(row, job.columns) for row in rows))


def _unguarded(row: Sequence[str], columns: Sequence[OutColumn]) -> list[str]:
    return [
        cell.removeprefix(GUARD) if column.kind != "number" else cell
        for cell, column in zip(row, columns, strict=False)
    ]


def _xlsx(job: Job, columns: Sequence[OutColumn]) -> Iterator[Line]:
    try:
        calamine: Any = import_module("python_calamine")
    except ImportError:
        raise BatchRefused(missing_extra(job.out.name, ".xlsx", "yiju[excel]")) from None
    sheet = calamine.CalamineWorkbook.from_path(str(job.out)).get_sheet_by_index(0)
    rows = sheet.iter_rows()
    next(rows, None)
    place = next(n for n, c in enumerate(job.columns) if c.name == "outcome")
    words = {word(key or "no_outcome", lang): key for key in (*OUTCOMES[:3], "") for lang in ("zh", "en")}
    yield from _texts(job, columns, (_plain(job, row, (place, words)) for row in rows))


def _plain(job: Job, row: Sequence[Any], outcome: tuple[int, dict[str, str]]) -> list[str]:
    """A sheet's row as the row of a text table."""
    place, words = outcome
    made = [_figure(cell, column) for cell, column in zip(row, job.columns, strict=False)]
    made += [""] * (len(job.columns) - len(made))
    if made[place] not in words:
        raise changed(job, made[0])
    made[place] = words[made[place]]
    return made


def _figure(cell: Any, column: OutColumn) -> str:
    """A number of a sheet has at most fifteen digits, which its shortest decimal gives back."""
    if isinstance(cell, float | int) and column.digits is not None:
        return f"{Decimal(repr(cell)):.{column.digits}f}"
    return str(cell)


def _texts(job: Job, columns: Sequence[OutColumn], rows: Iterator[list[str]]) -> Iterator[Line]:
    places = [job.columns.index(c) for c in columns]
    paid = [(n, c) for n, c in enumerate(job.columns) if c.part == "payment"]
    names = payment_names(job.policy_type)
    for row in rows:
        if len(row) != len(job.columns):
            raise changed(job, row[0] if row else "")
        line = tuple(_cell(job, row, n, names) for n in places)
        for n, column in enumerate(columns):
            if column.kind == "payments" and not _adds_up(line[n], [(row[at], c.label) for at, c in paid]):
                raise changed(job, row[0])
        yield line


def _cell(job: Job, row: Sequence[str], place: int, names: Sequence[str]) -> Cell:
    match job.columns[place].kind:
        case "payments":
            return _payments(job, row, row[place], names)
        case "list":
            return row[place].split(JOINT) if row[place] else []
    return row[place] or None


def payment_names(policy: PolicyType) -> tuple[str, ...]:
    """The names under which a policy pays."""
    return (*(p.name for p in policy.payments), *(f"补发{a.payment}" for a in policy.arrears))


_AMOUNT: Final = r"-?\d[\d./]*"
_PAID: Final = rf"(\d{{4}}-\d{{2}})(?: (.+))? ({_AMOUNT}|{UNDETERMINED})(?:（符合的，({_AMOUNT})）)?"


def _payments(job: Job, row: Sequence[str], text: str, names: Sequence[str]) -> Cell:
    """The payments that `yiju.batch.texts.paid_text` wrote; a recipient may be any text, so the sums are held against
    the columns (`_adds_up`)."""
    made = []
    for part in text.split(JOINT) if text else ():
        name = next((n for n in names if part.startswith(f"{n} ")), None)
        found = re.fullmatch(_PAID, part[len(name) + 1 :]) if name is not None else None
        if found is None:
            raise changed(job, row[0])
        due, recipient, value, if_eligible = found.groups()
        made.append(
            {
                "name": name,
                "due": due,
                "recipient": recipient,
                "value": None if value == UNDETERMINED else value,
                "if_eligible": if_eligible,
            }
        )
    return made


def _adds_up(payments: Cell, sums: Sequence[tuple[str, str]]) -> bool:
    for text, name in sums:
        values = [p["value"] for p in payments if p["name"] == name]
        if text == "":
            if None not in values:
                return False
        elif None in values or sum(map(Fraction, values)) != Fraction(text):
            return False
    return True


_READERS: Final = MappingProxyType[str, Callable[[Job, Sequence[OutColumn]], Iterator[Line]]](
    {".jsonl": _json_lines, ".csv": _csv, ".xlsx": _xlsx}
)
