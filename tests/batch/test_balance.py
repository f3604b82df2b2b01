"""Every record that is read is decided or rejected, whatever is in the file; the door says of it what it ever says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest
from batch.batch_reading import DAY, RULES, csv_texts, expected, jsonl
from generators.raw_records import Raw

import yiju
from yiju.batch.job import Job, Report
from yiju.batch.python_engine import PythonEngine
from yiju.batch.run import run
from yiju.records.readers import read_records

RULES_OF = {name: yiju.load(RULES / name) for name in ("licheng", "yushan")}
POLICIES = (("licheng", "干部补助"), ("licheng", "特困家庭救助"), ("yushan", "临时救助"))
SPOILT: tuple[tuple[str, Any], ...] = (
    ("没有的字段", 1),
    ("编号", None),
    ("户编号", ""),
    ("到岗日期", "昨天"),
    ("街道", 7),
)


def spoilt(record: dict[str, Any], rng: Random) -> dict[str, Any]:
    """A record with something wrong, as often as not."""
    if rng.random() < 0.5:
        return record
    name, value = rng.choice(SPOILT)
    return {**record, name: value}


def made_up(place: str, policy: str, rng: Random, count: int) -> list[dict[str, Any]]:
    raw = Raw(RULES_OF[place].program, rng)
    kind = raw.program.records[raw.program.policies[policy].subject]
    return [spoilt(raw.of(kind, rng.randrange(count)), rng) for _ in range(count)]


def balanced(job: Job) -> Report:
    """The run's report, held against what reading says."""
    read = read_records(job.source, job.record_type, job.rules.program.records)
    report = run(job, PythonEngine())
    broken = [f for f in read.findings if f.code == "YJ633"]
    assert report.counts.decided == len(read.rows)
    assert report.counts.rejected == len(read.rejected) + len(broken)
    assert report.counts.read == report.counts.decided + report.counts.rejected
    assert sum(report.counts.by_outcome.values()) == report.counts.decided
    rows = csv_texts(job.out.with_suffix(".rejected.csv")) if report.rejected_files else []
    told = {(str(r.row), f.code) for r in read.rejected for f in r.findings}
    assert {(row[0], row[3]) for row in rows if row[3] != "YJ633"} == told
    assert len({row[0] for row in rows}) == report.counts.rejected
    return report


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("place", "policy"), POLICIES)
def test_json_lines(place: str, policy: str, seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    lines = [json.dumps(r, ensure_ascii=False) for r in made_up(place, policy, rng, 40)]
    for _ in range(5):
        lines.insert(rng.randrange(len(lines)), rng.choice(("", "  ", '{"编号": ', "[]", "7")))
    source = tmp_path / "编造的.jsonl"
    source.write_text("\n".join(lines), encoding=rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")))
    job = Job(RULES_OF[place], policy, DAY, source, tmp_path / "认定.jsonl")
    balanced(job)
    assert jsonl(job.out) == expected(job)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_csv_of_many_blocks(encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yiju.batch.blocks.SIZE", 7)
    rng = Random(encoding)
    records = made_up("licheng", "干部补助", rng, 60)
    names = [f.name for f in RULES_OF["licheng"].program.records["干部"].fields]
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(names)
    for record in records:
        out.writerow([record.get(name) or "" for name in names])
        if rng.random() < 0.1:
            out.writerow(["" for _ in names])
    source = tmp_path / "编造的.csv"
    source.write_text(text.getvalue(), encoding=encoding)
    job = Job(RULES_OF["licheng"], "干部补助", DAY, source, tmp_path / "认定.jsonl")
    assert balanced(job).rejected_files
    assert jsonl(job.out) == expected(job)


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_a_heading_alone_decides_nothing(suffix: str, tmp_path: Path) -> None:
    source = tmp_path / f"编造的{suffix}"
    duckdb.execute(f"COPY (SELECT '' AS 编号 WHERE false) TO '{source}' (FORMAT {suffix[1:]})")
    report = run(Job(RULES_OF["licheng"], "干部补助", DAY, source, tmp_path / f"认定{suffix}"), PythonEngine())
    assert (report.counts.read, report.counts.findings) == (0, ())


def test_an_empty_file_decides_nothing(tmp_path: Path) -> None:
    source = tmp_path / "编造的.jsonl"
    source.write_text("\n\n")
    for suffix in (".parquet", ".csv", ".jsonl", ".xlsx"):
        report = run(Job(RULES_OF["licheng"], "干部补助", DAY, source, tmp_path / f"认定{suffix}"), PythonEngine())
        assert (report.counts.read, report.rejected_files) == (0, ())
        assert report.files[0].is_file()
