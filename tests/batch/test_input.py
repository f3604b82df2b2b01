"""Forms of input: Parquet with exact types and members inside, GB18030, workbooks, members in a file of their own."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from batch.batch_reading import DAY, RULES, jsonl

import yiju
from yiju.batch.job import BatchRefused, Job
from yiju.batch.python_engine import PythonEngine
from yiju.batch.read_parquet import parquet_rows
from yiju.batch.run import run
from yiju.records.read_json import parse_json


def job_of(place: str, policy: str, source: Path, out: Path) -> Job:
    return Job(yiju.load(RULES / place), policy, DAY, source, out)


def test_parquet_says_what_json_says(tmp_path: Path) -> None:
    """Members as a list of structs, days as DATE, truths as BOOLEAN."""
    plain = RULES / "licheng" / "records" / "贫困户.json"
    source = tmp_path / "[编造的]贫困户.parquet"
    duckdb.execute(f"COPY (SELECT * FROM read_json('{plain}', sample_size = -1)) TO '{source}' (FORMAT parquet)")
    kinds = {row[0]: row[1] for row in duckdb.execute(f"DESCRIBE SELECT * FROM read_json('{plain}')").fetchall()}
    assert "STRUCT" in kinds["积分事件"]
    run(job_of("licheng", "特困家庭救助", plain, tmp_path / "甲.jsonl"), PythonEngine())
    run(job_of("licheng", "特困家庭救助", source, tmp_path / "乙.jsonl"), PythonEngine())
    assert jsonl(tmp_path / "甲.jsonl") == jsonl(tmp_path / "乙.jsonl")


def test_parquet_cells_are_exact(tmp_path: Path) -> None:
    source = tmp_path / "编造的.parquet"
    cells = "'007' AS 号, 123456789012345678.12::DECIMAL(20,2) AS 元, 0.1::DOUBLE AS 率, DATE '2019-01-01' AS 日"
    inner = "NULL::VARCHAR AS 无, true AS 真, [{'甲': 1, '乙': NULL}] AS 员, map {'2019-01': 1.50} AS 史"
    duckdb.execute(f"COPY (SELECT {cells}, {inner}) TO '{source}' (FORMAT parquet)")
    count, rows = parquet_rows(source)
    assert count == 1
    assert list(rows) == [
        ["号", "元", "率", "日", "无", "真", "员", "史"],
        [
            "007",
            Decimal("123456789012345678.12"),
            0.1,
            date(2019, 1, 1),
            "",
            True,
            [{"甲": 1}],
            {"2019-01": Decimal("1.50")},
        ],
    ]


def test_parquet_values_go_through_the_door(tmp_path: Path) -> None:
    source = tmp_path / "编造的.parquet"
    duckdb.execute(f"COPY (SELECT '编造1' AS 编号, 1.5::DECIMAL(18,2) AS 岗位) TO '{source}' (FORMAT parquet)")
    report = run(job_of("licheng", "干部补助", source, tmp_path / "认定.jsonl"), PythonEngine())
    assert (report.counts.read, report.counts.rejected) == (1, 1)


def test_a_damaged_parquet_file_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "编造的.parquet"
    source.write_bytes(b"PAR1 not whole")
    with pytest.raises(BatchRefused) as refused:
        run(job_of("licheng", "干部补助", source, tmp_path / "认定.jsonl"), PythonEngine())
    assert [f.code for f in refused.value.findings] == ["YJ822"]
    assert [p.name for p in tmp_path.iterdir()] == ["编造的.parquet"]


def test_unknown_columns_are_refused_in_every_form(tmp_path: Path) -> None:
    (tmp_path / "甲.csv").write_text("编号,没有的\n编造1,1\n")
    duckdb.execute(f"COPY (SELECT '编造1' AS 编号, 1 AS 没有的) TO '{tmp_path / '甲.parquet'}' (FORMAT parquet)")
    for source in (tmp_path / "甲.csv", tmp_path / "甲.parquet"):
        with pytest.raises(BatchRefused) as refused:
            run(job_of("licheng", "干部补助", source, tmp_path / "认定.jsonl"), PythonEngine())
        assert [f.code for f in refused.value.findings] == ["YJ601"]
    assert not (tmp_path / "认定.jsonl").exists()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_members_in_a_file_of_their_own(form: str, tmp_path: Path) -> None:
    plain = RULES / "licheng" / "records" / "贫困户.json"
    records = parse_json(plain.read_text("utf-8"), "")
    main, members = tmp_path / "户.jsonl", tmp_path / f"积分事件.{form}"
    whole = tmp_path / "整.jsonl"
    whole.write_text("".join(json.dumps(r, ensure_ascii=False, default=str) + "\n" for r in records))
    events = [{"户编号": r["户编号"], **e} for r in records for e in r.pop("积分事件", None) or ()]
    main.write_text("".join(json.dumps(r, ensure_ascii=False, default=str) + "\n" for r in records))
    apart = tmp_path / "events.jsonl"
    apart.write_text("".join(json.dumps(e, ensure_ascii=False, default=str) + "\n" for e in events))
    duckdb.execute(f"COPY (SELECT * FROM read_json('{apart}', sample_size = -1)) TO '{members}' (FORMAT {form})")
    job = job_of("licheng", "积分制扶贫", main, tmp_path / "甲.jsonl")
    run(replace(job, members=members), PythonEngine())
    run(replace(job, source=whole, out=tmp_path / "乙.jsonl"), PythonEngine())
    of = {line[0]: line for line in jsonl(tmp_path / "乙.jsonl")}
    assert len(of) == len(records)
    named = {e["户编号"] for e in events}
    assert named
    assert all(line == of[line[0]] for line in jsonl(tmp_path / "甲.jsonl") if line[0] in named)
