"""Each form of output, read back, says of every record what `decide` says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from batch.batch_reading import RULES, csv_texts, expected, jsonl, parquet, sample_jobs, sheets, texts

import yiju
from yiju.batch.job import Counts, Job, Line, Progress, Sink
from yiju.batch.python_engine import PythonEngine
from yiju.batch.run import run
from yiju.batch.tally import Tally

OUT = Path("认定.parquet")
JOBS = list(sample_jobs(OUT))
NAMES = [f"{j.policy}-{'period' if isinstance(j.when, tuple) else 'day'}" for j in JOBS]


class Told:
    """An engine that gives lines which are known already."""

    name = "told"
    in_database = False

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines

    def decide(self, job: Job, sink: Sink, progress: Progress) -> Counts:
        tally = Tally(job.columns)
        sink.lines(self.lines)
        tally.lines(self.lines)
        return tally.counts()

    def statement(self, job: Job) -> str:
        return ""


@pytest.mark.parametrize("job", JOBS, ids=NAMES)
def test_each_form_says_what_decide_says(job: Job, tmp_path: Path) -> None:
    lines = expected(job)
    assert all(len(line) == len(job.columns) for line in lines)
    report = run(replace(job, out=tmp_path / OUT), PythonEngine())
    assert parquet(tmp_path / OUT) == lines
    assert report.counts.read == report.counts.decided == len(lines)
    run(replace(job, out=tmp_path / "认定.jsonl"), Told(lines))
    assert jsonl(tmp_path / "认定.jsonl") == lines
    run(replace(job, out=tmp_path / "认定.csv"), Told(lines))
    assert csv_texts(tmp_path / "认定.csv") == texts(lines, job.columns)
    run(replace(job, out=tmp_path / "认定.xlsx"), Told(lines))
    check_workbook(job, tmp_path / "认定.xlsx", lines)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["认定.csv", "认定.jsonl", "认定.parquet", "认定.xlsx"]


def check_workbook(job: Job, out: Path, lines: list[Line]) -> None:
    """Numbers are numbers, identifiers texts."""
    rows = sheets(out)["认定"]
    assert len(rows) == len(lines) + 1
    for row, line in zip(rows[1:], lines, strict=True):
        for shown, cell, column in zip(row, line, job.columns, strict=True):
            if column.kind == "number":
                assert shown == ("" if cell is None else float(cell))
            elif column.name == "record":
                assert shown == cell


def test_columns_stand_in_the_order_of_the_amounts() -> None:
    for job in JOBS:
        assert [c.label for c in job.columns if c.part == "amount"] == [c.name for c in job.amounts.amounts]


def test_processes_make_the_same_file(tmp_path: Path, made_up_many: Path) -> None:
    rules = yiju.load(RULES / "licheng")
    job = Job(rules, "干部补助", JOBS[0].when, made_up_many, tmp_path / "一.jsonl", workers=1)
    run(job, PythonEngine())
    run(replace(job, out=tmp_path / "二.jsonl", workers=2), PythonEngine())
    assert (tmp_path / "一.jsonl").read_bytes() == (tmp_path / "二.jsonl").read_bytes()


def test_python_decides_a_file(tmp_path: Path) -> None:
    rules = yiju.load(RULES / "licheng")
    source = RULES / "licheng" / "records" / "干部.csv"
    report = yiju.decide_file(rules, "干部补助", source, tmp_path / "认定.csv", on=JOBS[0].when, engine="python")  # type: ignore[arg-type]
    assert report.files == (tmp_path / "认定.csv",)
    with pytest.raises(ValueError, match="on or period"):
        yiju.decide_file(rules, "干部补助", source, tmp_path / "认定.csv")
