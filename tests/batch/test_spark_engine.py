"""The engine spark says of every record what the engine python says, and leaves nothing where it does not finish."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest
from batch.batch_reading import DAY, RULES, YEAR, csv_texts, expected, jsonl, parquet, texts
from generators.raw_records import Raw
from generators.sound_rules import sound
from services import required

import yiju
from yiju.batch.engines import engine_named
from yiju.batch.job import BatchRefused, Counts, Job
from yiju.batch.python_engine import PythonEngine
from yiju.batch.rejected import rejected_name
from yiju.batch.run import run
from yiju.batch.spark_engine import SparkEngine

pytestmark = pytest.mark.xdist_group("spark")

LICHENG = RULES / "licheng"
CADRES = LICHENG / "records" / "干部.csv"
CI, NIGHTLY = os.environ.get("YIJU_CI") == "1", os.environ.get("YIJU_NIGHTLY") == "1"
SETS = 20 if NIGHTLY else 5 if CI else 2
RECORDS = 1_000 if CI or NIGHTLY else 200


def cadres(out: Path, when: Any = DAY, source: Path = CADRES) -> Job:
    return Job(yiju.load(LICHENG), "干部补助", when, source, out)


def same(job: Job, other: Job, spark: Any) -> Counts:
    """Run both; they agree on every line, every rejected record and every count."""
    by_spark, by_python = run(job, SparkEngine()).counts, run(other, PythonEngine()).counts
    assert parquet(job.out) == parquet(other.out)
    kept = [rejected_name(j.out) for j in (job, other)]
    assert kept[0].exists() == kept[1].exists()
    if kept[0].exists():
        assert kept[0].read_bytes() == kept[1].read_bytes()
    assert replace(by_spark, handed_over=0, findings=()) == replace(by_python, findings=())
    return by_spark


def test_sample_records_on_a_day_and_over_a_year(spark: Any, tmp_path: Path) -> None:
    day = cadres(tmp_path / "日.parquet")
    run(day, SparkEngine())
    assert parquet(day.out) == expected(day)
    year = cadres(tmp_path / "年.csv", YEAR)
    run(year, SparkEngine())
    assert csv_texts(year.out) == texts(expected(year), year.columns)


def test_members_and_payments_over_a_year(spark: Any, tmp_path: Path) -> None:
    period = (date(2021, 1, 1), date(2021, 12, 31))
    source = RULES / "yushan" / "records" / "申请户.json"
    job = Job(yiju.load(RULES / "yushan"), "临时救助", period, source, tmp_path / "年.jsonl")
    run(job, SparkEngine())
    assert jsonl(job.out) == expected(job)


def test_parquet_is_read_by_spark_and_what_is_not_in_order_by_the_checker(spark: Any, tmp_path: Path) -> None:
    source = tmp_path / "干部.parquet"
    rows = f"SELECT * FROM read_csv('{CADRES}', header = true, auto_detect = true)"
    twice = f"SELECT * FROM ({rows}) UNION ALL SELECT * FROM ({rows} LIMIT 2)"
    duckdb.execute(f"COPY ({twice}) TO '{source}' (FORMAT parquet)")
    made = same(cadres(tmp_path / "甲.parquet", DAY, source), cadres(tmp_path / "乙.parquet", DAY, source), spark)
    assert made.rejected == 2


def test_generated_rules(spark: Any, tmp_path: Path) -> None:
    done = 0
    for seed in range(200):
        rules = sound(seed)
        if rules is None or done == SETS:
            continue
        raw = Raw(rules.program, Random(seed), 0.1)
        source = tmp_path / f"{seed}.jsonl"
        kind = rules.program.records[rules.program.policies["低保"].subject]
        records = (raw.of(kind, n) for n in range(RECORDS))
        source.write_text("".join(json.dumps(r, ensure_ascii=False, default=str) + "\n" for r in records), "utf-8")
        job = Job(rules, "低保", raw.day(), source, tmp_path / f"{seed}.spark.parquet")
        try:
            SparkEngine().statement(job)
        except BatchRefused:
            continue
        same(job, replace(job, out=tmp_path / f"{seed}.python.parquet"), spark)
        done += 1
    assert done == SETS


def test_a_job_that_fails_leaves_nothing(spark: Any, tmp_path: Path) -> None:
    source = tmp_path / "坏.parquet"
    duckdb.execute(f"COPY (SELECT * FROM read_csv('{CADRES}', header = true)) TO '{source}' (FORMAT parquet)")
    data = bytearray(source.read_bytes())
    data[4:200] = bytes(196)  # the pages, not what describes them
    source.write_bytes(data)
    out = tmp_path / "认定.parquet"
    with pytest.raises(BatchRefused) as refused:
        run(cadres(out, DAY, source), SparkEngine())
    assert [f.code for f in refused.value.findings] == ["YJ857"]
    assert list(tmp_path.iterdir()) == [source]


def test_another_cluster_than_the_one_at_work_is_refused(spark: Any, tmp_path: Path) -> None:
    job = replace(cadres(tmp_path / "认定.parquet"), master="spark://made-up:7077")
    with pytest.raises(BatchRefused) as refused:
        run(job, SparkEngine())
    assert [f.code for f in refused.value.findings] == ["YJ856"]


def test_without_java_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    required("pyspark", find_spec("pyspark") is not None)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(BatchRefused) as refused:
        run(cadres(tmp_path / "认定.parquet"), SparkEngine())
    assert [f.code for f in refused.value.findings] == ["YJ855"]


def test_the_statement_is_printed_without_spark(tmp_path: Path) -> None:
    said = engine_named("spark").statement(cadres(tmp_path / "认定.parquet"))
    assert said.startswith("SELECT")
    assert "`records`" in said
