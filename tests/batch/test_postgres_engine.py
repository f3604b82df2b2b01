"""The engine `postgres` says of every record what the engine `python` says, from files and from tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from batch.batch_reading import DAY, RULES, YEAR, expected, jsonl, sample_jobs
from batch.postgres_server import execute, lines, query, table_of
from generators.raw_records import Raw
from generators.sound_rules import POLICIES, seeds, sound

import yiju
from yiju.batch.job import BatchRefused, Counts, Job
from yiju.batch.postgres_engine import PostgresEngine
from yiju.batch.python_engine import PythonEngine
from yiju.batch.run import run
from yiju.program import types as ty

LICHENG = yiju.load(RULES / "licheng")
OUT = Path("认定")


def decided(job: Job, dsn: str) -> Counts:
    """A job done in the database, the output named 认定."""
    return run(replace(job, out=OUT, dsn=dsn), PostgresEngine()).counts


def write(path: Path, records: Sequence[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")
    return path


def held_against_python(job: Job, records: Sequence[dict[str, Any]], dsn: str, folder: Path) -> Counts:
    """A table of records decided in the database, and the same records in a file by the interpreter."""
    table_of(dsn, "编造的", job.record_type, records)
    by_hand = replace(job, source=write(folder / "编造的.jsonl", records), out=folder / "认定.jsonl")
    counts = run(by_hand, PythonEngine()).counts
    found = decided(replace(job, source=Path("编造的")), dsn)
    assert replace(found, handed_over=0) == counts
    assert sorted(lines(dsn, "认定"), key=lambda row: row[0]) == sorted(jsonl(by_hand.out), key=lambda row: row[0])
    return found


@pytest.mark.parametrize("place", ["licheng", "qinghu", "yushan"])
def test_sample_records_of_files(place: str, postgres: str, tmp_path: Path) -> None:
    several = 0
    for n, job in enumerate(sample_jobs(tmp_path / "x.parquet")):
        if f"rules/{place}/" not in str(job.source):
            continue
        job = replace(job, why=n == 0, out=Path(f"认定{n}"), dsn=postgres)
        if place != "licheng" and isinstance(job.when, tuple):
            job = replace(job, when=(date(2021, 1, 1), date(2021, 3, 31)))
        try:
            run(job, PostgresEngine())
        except BatchRefused as refused:
            assert {f.code for f in refused.findings} == {"YJ807"}  # 补发
            continue
        assert lines(postgres, f"认定{n}") == expected(job)
        several += 1
    assert several


@pytest.mark.parametrize(
    ("policy", "when"), [("干部补助", DAY), ("干部补助", YEAR), ("特困家庭救助", DAY), ("积分制扶贫", YEAR)]
)
def test_a_table_of_plain_columns(policy: str, when: Any, postgres: str, tmp_path: Path) -> None:
    job = Job(LICHENG, policy, when, Path(), OUT)
    raw = Raw(LICHENG.program, Random(policy), 0.1)
    records = [raw.of(job.record_type, n % 55) for n in range(60)]
    counts = held_against_python(job, records, postgres, tmp_path)
    assert counts.rejected >= 5, "an identifier that stands twice is taken once"


@pytest.mark.parametrize("seed", seeds(6, 60))
def test_generated_rule_sets(seed: int, postgres: str, tmp_path: Path) -> None:
    rules = sound(seed)
    if rules is None:
        return
    policy = POLICIES[seed % 2]
    rng = Random(seed)
    raw = Raw(rules.program, rng, 0.02)  # what is missing is told by the interpreter, which takes its time
    when = raw.day() if seed % 3 else (date(2020, 1, 1), date(2020, 3, 31))
    job = Job(rules, policy, when, Path(), OUT)
    records = [raw.of(job.record_type, n) for n in range(200)]
    try:
        held_against_python(job, records, postgres, tmp_path)
    except BatchRefused as refused:
        assert {f.code for f in refused.findings} <= {"YJ804", "YJ805", "YJ807"}


def test_the_rejected_stand_in_a_table_beside(postgres: str) -> None:
    job = Job(LICHENG, "干部补助", DAY, Path("编造的"), OUT)
    raw = Raw(LICHENG.program, Random(5), 0)
    records = [raw.of(job.record_type, n) for n in range(10)]
    records[3]["编号"] = records[2]["编号"] + " "
    records[7]["到岗日期"] = "昨天"
    table_of(postgres, "编造的", job.record_type, records)
    report = run(replace(job, dsn=postgres), PostgresEngine())
    assert (report.counts.decided, report.counts.rejected) == (8, 2)
    assert report.rejected_files == (Path("认定_rejected"),)
    found = query(postgres, 'SELECT "row", field, code FROM "认定_rejected" ORDER BY "row"')
    assert found == [(4, "编号", "YJ622"), (8, "到岗日期", "YJ605")]


SPOILT = (
    "昨天",
    " 甲",
    "",
    "无",
    "1,200",
    "12.345",
    "-1",
    "0012",
    "2021-02-29",
    1.5,
    7,
    -7,
    1e30,
    True,
    None,
    [],
    {"a": 1},
)


def spoilt(items: list[Any], rng: Random) -> list[Any]:
    """Elements of which some are not in order."""
    made = [dict(item) for item in items]
    for item in made:
        if rng.random() < 0.3 and item:
            item[rng.choice([*item, "没有的字段"])] = rng.choice(SPOILT)
    more: tuple[Any, ...] = (None, 7, "甲", [], dict(made[0]) if made else {})
    return made + ([rng.choice(more)] if rng.random() < 0.1 else [])


@pytest.mark.parametrize(("place", "policy"), [("licheng", "积分制扶贫"), ("yushan", "临时救助")])
def test_lists_that_are_not_in_order(place: str, policy: str, postgres: str, tmp_path: Path) -> None:
    rules, rng = yiju.load(RULES / place), Random(place)
    job = Job(rules, policy, date(2021, 6, 30), Path(), OUT)
    raw = Raw(rules.program, rng, 0.02)
    names = [f.name for f in job.record_type.fields if isinstance(f.type, ty.ListType)]
    records = [raw.of(job.record_type, n) for n in range(80)]
    for record in records:
        record.update({n: spoilt(record[n], rng) for n in names if isinstance(record.get(n), list)})
    counts = held_against_python(job, records, postgres, tmp_path)
    assert 10 < counts.rejected < 70


def test_members_in_a_table_of_their_own(postgres: str, tmp_path: Path) -> None:
    job = Job(LICHENG, "积分制扶贫", YEAR, Path("户"), OUT, Path("积分事件"), dsn=postgres)
    household, event = job.record_type, LICHENG.program.records["积分事件"]
    raw = Raw(LICHENG.program, Random(11), 0.02)
    (listed,) = (f.name for f in household.fields if isinstance(f.type, ty.ListType))
    named = next(f for f in household.fields if f.identifier)
    records = [{listed: [], **raw.of(household, n)} for n in range(30)]
    records = [{**r, listed: r[listed] or []} for r in records]
    events = [{named.name: r[named.name], **item} for r in records for item in r[listed]]
    table_of(postgres, "户", replace(household, fields=tuple(f for f in household.fields if f.name != listed)), records)
    table_of(postgres, "积分事件", replace(event, fields=(named, *event.fields)), events)
    run(job, PostgresEngine())
    by_hand = replace(job, source=write(tmp_path / "户.jsonl", records), members=None, out=tmp_path / "认定.jsonl")
    run(by_hand, PythonEngine())
    assert lines(postgres, "认定") == jsonl(by_hand.out)
    assert events


@pytest.mark.parametrize("kind", ["view", "partitioned", "enumeration"])
def test_tables_of_other_kinds(kind: str, postgres: str, tmp_path: Path) -> None:
    job = Job(LICHENG, "干部补助", DAY, Path("来源"), tmp_path / "认定.jsonl", dsn=postgres)
    raw = Raw(LICHENG.program, Random(3), 0.1)
    records = [raw.of(job.record_type, n) for n in range(20)]
    table_of(postgres, "编造的", job.record_type, records)
    for statement in OTHER_KINDS[kind]:
        execute(postgres, statement)
    run(replace(job, out=OUT), PostgresEngine())
    run(replace(job, source=write(tmp_path / "来源.jsonl", records)), PythonEngine())
    assert sorted(lines(postgres, "认定")) == sorted(jsonl(job.out))


OTHER_KINDS = {
    "view": ["CREATE VIEW 来源 AS SELECT * FROM 编造的"],
    "partitioned": [
        "CREATE TABLE 来源 (LIKE 编造的) PARTITION BY LIST (单位)",
        "CREATE TABLE 来源_街道 PARTITION OF 来源 FOR VALUES IN ('街道')",
        "CREATE TABLE 来源_其他 PARTITION OF 来源 DEFAULT",
        "INSERT INTO 来源 SELECT * FROM 编造的",
    ],
    "enumeration": [
        "CREATE TYPE 种类 AS ENUM ('区扶贫办', '街道', '其他')",
        "CREATE TABLE 来源 (LIKE 编造的)",
        "INSERT INTO 来源 SELECT * FROM 编造的",
        "ALTER TABLE 来源 ALTER 单位 TYPE 种类 USING 单位::种类, ALTER 姓名 TYPE character(9)",
    ],
}
