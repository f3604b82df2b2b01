"""The engine spark says of every record what the engine python says, and leaves nothing where it does not finish."""

from __future__ import annotations

import json
import os
import re
import runpy
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest
from batch.batch_reading import DAY, RULES, csv_texts, expected, jsonl, parquet, texts
from generators.raw_records import Raw
from generators.sound_rules import sound
from services import required

import yiju
from yiju.batch.engines import engine_named
from yiju.batch.job import BatchRefused, Counts, Job
from yiju.batch.python_engine import PythonEngine
from yiju.batch.rejected import rejected_name
from yiju.batch.run import run
from yiju.batch.spark_door import typed
from yiju.batch.spark_engine import SparkEngine

pytestmark = pytest.mark.xdist_group("spark")

LICHENG, SHILIXIAN = RULES / "licheng", RULES / "shilixian"
QUARTER = (date(2024, 1, 1), date(2024, 3, 31))
CADRES = LICHENG / "records" / "干部.csv"
CI, NIGHTLY = os.environ.get("YIJU_CI") == "1", os.environ.get("YIJU_NIGHTLY") == "1"
SETS = 20 if NIGHTLY else 5 if CI else 2
RECORDS = 1_000 if CI or NIGHTLY else 200


def cadres(out: Path, when: Any = DAY, source: Path = CADRES) -> Job:
    return Job(yiju.load(LICHENG), "干部补助", when, source, out)


def made_up_households(folder: Path, count: int) -> Path:
    source = folder / "户.parquet"
    runpy.run_path(str(SHILIXIAN / "records" / "households.py"))["write"](count, source)
    return source


def households(source: Path, out: Path) -> Job:
    return Job(yiju.load(SHILIXIAN), "困难家庭补助", QUARTER, source, out)


def same(job: Job, other: Job) -> Counts:
    """Run both; they agree on every line, every rejected record and every count."""
    by_spark, by_python = run(job, SparkEngine()).counts, run(other, PythonEngine()).counts
    assert parquet(job.out) == parquet(other.out)
    kept = [rejected_name(j.out) for j in (job, other)]
    assert kept[0].exists() == kept[1].exists()
    if kept[0].exists():
        # of a Parquet file, some say a spreadsheet's cell too
        told = [re.sub(r" \([A-Z]+[0-9]+\)", "", path.read_text("utf-8")) for path in kept]
        assert told[0] == told[1]
    assert replace(by_spark, handed_over=0, findings=()) == replace(by_python, findings=())
    return by_spark


def test_sample_records_on_a_day_and_over_a_quarter(spark: Any, tmp_path: Path) -> None:
    day = cadres(tmp_path / "日.parquet")
    run(day, SparkEngine())
    assert parquet(day.out) == expected(day)
    quarter = cadres(tmp_path / "季.csv", (date(2020, 10, 1), date(2020, 12, 31)))
    run(quarter, SparkEngine())
    assert csv_texts(quarter.out) == texts(expected(quarter), quarter.columns)


def test_members_and_payments_over_a_quarter(spark: Any, tmp_path: Path) -> None:
    period = (date(2021, 1, 1), date(2021, 3, 31))
    source = RULES / "yushan" / "records" / "申请户.json"
    job = Job(yiju.load(RULES / "yushan"), "临时救助", period, source, tmp_path / "季.jsonl")
    run(job, SparkEngine())
    assert jsonl(job.out) == expected(job)


def test_parquet_is_read_by_spark_and_what_is_not_in_order_by_the_checker(spark: Any, tmp_path: Path) -> None:
    source = made_up_households(tmp_path, 300)
    whole = f"SELECT * FROM '{source}'"
    broken = (
        f"{whole} LIMIT 2",  # a second time
        f"SELECT * REPLACE (-5 AS 月收入, '负' AS 户编号) FROM ({whole} LIMIT 1)",
        f"SELECT * REPLACE (NULL AS 户编号) FROM ({whole} LIMIT 1)",
        f"SELECT * REPLACE ('丑镇' AS 乡镇, '镇' AS 户编号) FROM ({whole} LIMIT 1)",
        f"SELECT * REPLACE ('无' AS 户主, '无主' AS 户编号) FROM ({whole} LIMIT 1)",
        f"SELECT * REPLACE (成员 || 成员 AS 成员, '双' AS 户编号) FROM ({whole} LIMIT 1)",
        f"SELECT * REPLACE (list_append(成员, NULL) AS 成员, '空' AS 户编号) FROM ({whole} LIMIT 1)",
    )
    bad = tmp_path / "有错.parquet"
    duckdb.execute(
        f"COPY ({whole} UNION ALL {' UNION ALL '.join(f'({b})' for b in broken)}) TO '{bad}' (FORMAT parquet)"
    )
    jobs = [households(bad, tmp_path / name) for name in ("甲.parquet", "乙.parquet")]
    types = {f["name"]: f["type"] for f in spark.read.parquet(str(bad)).schema.jsonValue()["fields"]}
    assert typed(jobs[0].record_type, jobs[0].rules.program.records, types) is not None
    made = same(*jobs)
    assert made.read == 308
    assert 0 < made.rejected < 9


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
        same(job, replace(job, out=tmp_path / f"{seed}.python.parquet"))
        done += 1
    assert done == SETS


def test_a_job_that_fails_leaves_nothing(spark: Any, tmp_path: Path) -> None:
    source = made_up_households(tmp_path, 300)
    data = bytearray(source.read_bytes())
    data[8:2000] = bytes(1992)  # the pages, not what describes them
    source.write_bytes(data)
    with pytest.raises(BatchRefused) as refused:
        run(households(source, tmp_path / "认定.parquet"), SparkEngine())
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
