"""What a batch wrote, read back as its lines; and the lines that decisions make, to compare with."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import python_calamine

import yiju
from yiju.batch.columns import OutColumn, cells_of
from yiju.batch.decide_block import why_text
from yiju.batch.job import Job, Line
from yiju.batch.model import row_of
from yiju.batch.texts import GUARD, text_of
from yiju.records.readers import read_records

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"
DAY = date(2020, 6, 30)
YEAR = (date(2020, 1, 1), date(2020, 12, 31))


def expected(job: Job) -> list[Line]:
    """The lines of a job's sound records, as `Rules.decide_row` decides them."""
    read = read_records(job.source, job.record_type, job.rules.program.records, members=job.members)
    asked = {"period": job.when} if isinstance(job.when, tuple) else {"on": job.when}
    made = []
    for _, row in read.rows:
        decision = job.rules.decide_row(job.policy, row, **asked)  # type: ignore[arg-type]
        made.append(cells_of(row_of(decision), job.columns, why_text(decision) if job.why else None))
    return made


def parquet(path: Path) -> list[Line]:
    """The lines of a .parquet output."""
    return [tuple(map(_told, row)) for row in duckdb.execute(f"SELECT * FROM '{path}'").fetchall()]


def jsonl(path: Path) -> list[Line]:
    """The lines of a .jsonl output."""
    return [tuple(json.loads(line).values()) for line in path.read_text("utf-8").splitlines()]


def csv_texts(path: Path) -> list[list[str]]:
    """The rows of a .csv output as texts, guards taken off."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    return [[cell.removeprefix(GUARD) for cell in row] for row in rows[1:]]


def sheets(path: Path) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def texts(lines: list[Line], columns: tuple[OutColumn, ...]) -> list[list[str]]:
    """Lines as a table without lists holds them."""
    return [[text_of(cell, column) for cell, column in zip(line, columns, strict=True)] for line in lines]


def sample_jobs(out: Path) -> Iterator[Job]:
    """A job a policy of three places, of their sample records."""
    for place, file, subject in (
        ("licheng", "干部.csv", "干部"),
        ("licheng", "贫困户.json", "贫困户"),
        ("licheng", "贫困人口.csv", "贫困人口"),
        ("qinghu", "救助对象.csv", "救助对象"),
        ("yushan", "申请户.json", "申请户"),
    ):
        rules = yiju.load(RULES / place)
        for name, policy in rules.program.policies.items():
            if policy.subject == subject:
                day = DAY if place == "licheng" else date(2021, 6, 30)
                period = YEAR if place == "licheng" else (date(2021, 1, 1), date(2021, 12, 31))
                yield Job(rules, name, day, RULES / place / "records" / file, out, why=True)
                yield Job(rules, name, period, RULES / place / "records" / file, out, why=True)


def _told(value: Any) -> Any:
    match value:
        case Decimal():
            return f"{value:f}"
        case list():
            return [_told(v) for v in value]
        case dict():
            return {k: _told(v) for k, v in value.items()}
    return value
