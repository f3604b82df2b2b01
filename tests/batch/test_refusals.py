"""What cannot be finished is refused before it is begun, and what goes wrong leaves nothing that looks finished."""

from __future__ import annotations

import errno
import os
import resource
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from batch.batch_reading import DAY, RULES, csv_texts

import yiju
from yiju.batch.aside import aside
from yiju.batch.engines import engine_named
from yiju.batch.job import BatchRefused, Counts, Job, Progress, Sink
from yiju.batch.python_engine import PythonEngine
from yiju.batch.run import run
from yiju.batch.write_parquet import copy_statement

SOURCE = RULES / "licheng" / "records" / "干部.csv"
FORMS = (".csv", ".jsonl", ".parquet", ".xlsx")


def job(out: Path, source: Path = SOURCE) -> Job:
    return Job(yiju.load(RULES / "licheng"), "干部补助", DAY, source, out, workers=1)


def refused(job: Job) -> list[str]:
    with pytest.raises(BatchRefused) as caught:
        run(job, PythonEngine())
    return [f.code for f in caught.value.findings]


def test_before_any_work(tmp_path: Path) -> None:
    assert refused(job(tmp_path / "认定.xls")) == ["YJ810"]
    assert refused(job(tmp_path / "没有" / "认定.csv")) == ["YJ811"]
    assert list(tmp_path.iterdir()) == []


def test_an_input_is_never_replaced(tmp_path: Path) -> None:
    source = tmp_path / "记录.csv"
    source.write_bytes(SOURCE.read_bytes())
    assert refused(job(source, source)) == ["YJ812"]
    rejected = tmp_path / "记录.rejected.csv"
    source.rename(rejected)
    assert refused(job(source, rejected)) == ["YJ812"]
    assert rejected.read_bytes() == SOURCE.read_bytes()


def test_what_cannot_be_read(tmp_path: Path) -> None:
    assert refused(job(tmp_path / "认定.csv", tmp_path / "没有.csv")) == ["YJ630"]
    (tmp_path / "坏.csv").write_bytes(b"\xff\xff\x00\xff")
    assert refused(job(tmp_path / "认定.csv", tmp_path / "坏.csv")) == ["YJ635"]
    (tmp_path / "引号.csv").write_text('编号\n编造1\n"编造2\n')
    assert refused(job(tmp_path / "认定.csv", tmp_path / "引号.csv")) == ["YJ647"]
    (tmp_path / "旧.xls").write_bytes(b"")
    assert refused(job(tmp_path / "认定.csv", tmp_path / "旧.xls")) == ["YJ631"]
    assert not [p for p in tmp_path.iterdir() if "认定" in p.name]


@pytest.mark.parametrize("suffix", FORMS)
def test_a_full_disk(suffix: str, tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk; an earlier output stays as it was."""
    out = tmp_path / f"认定{suffix}"
    out.write_bytes(b"earlier")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600, usual[1]))
        found = refused(job(out))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert found == ["YJ813"]
    assert [p.name for p in tmp_path.iterdir()] == [out.name]
    assert out.read_bytes() == b"earlier"


def test_a_disk_that_is_full_at_the_last_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nowhere = tmp_path / "没有" / "认定.parquet"
    usual = copy_statement
    monkeypatch.setattr(
        "yiju.batch.write_parquet.copy_statement", lambda columns, lines, path: usual(columns, lines, nowhere)
    )
    assert refused(job(tmp_path / "认定.parquet")) == ["YJ813"]
    assert list(tmp_path.iterdir()) == []


def test_the_system_s_reasons(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*words: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(BatchRefused) as caught:
        run(job(tmp_path / "认定.csv"), PythonEngine())
    (found,) = caught.value.findings
    assert [text for _, text in found.note_texts("zh")] == ["磁盘已满：请腾出空间，或写到别的磁盘"]
    assert list(tmp_path.iterdir()) == []


def test_more_rows_than_a_sheet_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_up_many: Path) -> None:
    monkeypatch.setattr("yiju.batch.sheet_rows.SHEET_ROWS", 500)
    monkeypatch.setattr("yiju.batch.processes.decided", None)
    assert refused(job(tmp_path / "认定.xlsx", made_up_many)) == ["YJ816"]
    assert not (tmp_path / "认定.xlsx").exists()


def test_a_sheet_that_only_turns_out_too_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yiju.batch.sheet_rows.SHEET_ROWS", 5)
    source = RULES / "licheng" / "records" / "贫困户.json"
    late = replace(job(tmp_path / "认定.xlsx", source), policy="特困家庭救助")
    assert refused(late) == ["YJ816"]
    assert list(tmp_path.iterdir()) == []


def test_missing_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert refused(job(tmp_path / "认定.parquet")) == ["YJ814"]
    assert refused(job(tmp_path / "认定.xlsx")) == ["YJ814"]
    assert list(tmp_path.iterdir()) == []


def test_engines_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine_named("python").name == "python"
    monkeypatch.setattr("yiju.batch.engines.find_spec", lambda _: None)
    with pytest.raises(BatchRefused, match="YJ814|组件"):
        engine_named("spark")
    with pytest.raises(BatchRefused, match="SQL"):
        PythonEngine().statement(job(Path("认定.csv")))


def test_two_runs_into_one_output(tmp_path: Path) -> None:
    out = tmp_path / "认定.csv"
    with aside(out):
        assert refused(job(out)) == ["YJ817"]
    run(job(out), PythonEngine())


class Losing:
    """An engine that loses a record."""

    name = "losing"
    in_database = False

    def decide(self, job: Job, sink: Sink, progress: Progress) -> Counts:
        return Counts(read=2, decided=1, by_outcome={"eligible": 1})

    def statement(self, job: Job) -> str:
        return ""


def test_an_engine_that_loses_a_record_is_our_mistake(tmp_path: Path) -> None:
    with pytest.raises(ArithmeticError, match="read 2, decided 1"):
        run(job(tmp_path / "认定.csv"), Losing())
    assert list(tmp_path.iterdir()) == []


def test_rejected_records_have_a_file_only_where_there_are_any(tmp_path: Path) -> None:
    source = tmp_path / "编造的.csv"
    source.write_text(
        "编号,姓名,到岗日期\n编造1,编造甲,昨天\n编造2,编造乙,2019-01-01\n编造2,编造乙,2019-01-01\n,,\n,编造丙,\n"
    )
    made = run(job(tmp_path / "认定.csv", source), PythonEngine())
    assert (made.counts.read, made.counts.decided, made.counts.rejected) == (4, 1, 3)
    rows = csv_texts(made.rejected_files[0])
    assert [row[:4] for row in rows] == [
        ["1", "编造1", "到岗日期", "YJ605"],
        ["3", "编造2", "编号", "YJ622"],
        ["5", "", "编号", "YJ620"],
    ]
    assert all(row[4] and row[5] for row in rows)
    source.write_text("编号,姓名,到岗日期\n编造2,编造乙,2019-01-01\n")
    again = run(job(tmp_path / "认定.csv", source), PythonEngine())
    assert again.rejected_files == ()
    assert not (tmp_path / "认定.rejected.csv").exists()


def test_private_identifiers_are_masked_among_the_rejected(tmp_path: Path) -> None:
    text = "记录 人 每人\n    证号 文本 标识 隐私\n    数 个数\n\n政策 甲 “甲”\n    对象 人\n"
    rules = yiju.load_texts({"甲.policy": text})
    source = tmp_path / "编造的.jsonl"
    source.write_text('{"证号": "编造的证号一二三", "没有的": 1}\n', encoding="utf-8")
    made = run(Job(rules, "甲", date(2020, 1, 1), source, tmp_path / "认定.csv"), PythonEngine())
    assert csv_texts(made.rejected_files[0])[0][1] == "编造的***二三"
