"""Runs by parts and their resumption; a run that is ended in the middle leaves nothing that looks finished."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from batch.batch_reading import DAY, RULES, csv_texts, jsonl
from batch.conftest import many

import yiju
from yiju.batch.asking import decide_all
from yiju.batch.job import BatchRefused, Job, Report
from yiju.batch.python_engine import PythonEngine

NAMES = ("东", "南", "西")


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """Three made-up parts, and where they go."""
    (tmp_path / "各街道").mkdir()
    for n, name in enumerate(NAMES):
        many(tmp_path / "各街道" / f"{name}.csv", 20 + n)
    rules = yiju.load(RULES / "licheng")
    return Job(rules, "干部补助", DAY, tmp_path / "各街道", tmp_path / "认定" / "*.jsonl", workers=1)


def decided(job: Job, *, resume: bool = False) -> Report:
    return decide_all(job, PythonEngine(), resume=resume).report


def refused(job: Job, *, resume: bool = False) -> str:
    with pytest.raises(BatchRefused) as caught:
        decided(job, resume=resume)
    (found,) = caught.value.findings
    return found.code


def test_parts_are_decided_into_a_folder(job: Job) -> None:
    report = decided(job)
    folder = job.out.parent
    assert report.counts.read == report.counts.decided == 63
    assert sorted(p.name for p in folder.iterdir()) == ["run.json", *(f"{n}.jsonl" for n in sorted(NAMES))]
    assert sum(len(jsonl(f)) for f in report.files) == 63
    plain = decided(replace(job, out=folder.with_name("另")))
    assert [f.name for f in plain.files] == [f"{n}.csv" for n in sorted(NAMES)]
    assert plain.counts.by_outcome == report.counts.by_outcome


def test_a_pattern_names_parts(job: Job) -> None:
    report = decided(replace(job, source=job.source / "[东西].csv"))
    assert [f.name for f in report.files] == ["东.jsonl", "西.jsonl"]


def test_members_and_what_runs_leave_are_no_parts(job: Job) -> None:
    for name in ("run.json", "东.rejected.csv", ".隐.csv", "读我.md"):
        (job.source / name).write_text("{}", encoding="utf-8")
    assert len(decided(job).files) == 3


def test_resuming_leaves_out_what_is_done(job: Job) -> None:
    whole = decided(job)
    made = {f: f.read_bytes() for f in whole.files}
    times = {f: f.stat().st_mtime_ns for f in whole.files}
    lost = whole.files[1]
    lost.unlink()
    again = decided(job, resume=True)
    assert {f: f.read_bytes() for f in again.files} == made
    assert again.counts == whole.counts
    assert again.skipped == 2
    assert [f for f in whole.files if f.stat().st_mtime_ns == times[f]] == [f for f in whole.files if f != lost]


def test_resuming_after_a_part_that_was_refused(job: Job) -> None:
    last = job.source / "西.csv"
    sound = last.read_bytes()
    last.write_bytes(b"\xff\xff\x00")
    assert refused(job) == "YJ635"
    kept = json.loads((job.out.parent / "run.json").read_text("utf-8"))
    assert sorted(kept["parts"]) == ["东.csv", "南.csv"]
    last.write_bytes(sound)
    assert decided(job, resume=True).skipped == 2


def test_resuming_is_refused_where_something_changed(job: Job) -> None:
    assert refused(job, resume=True) == "YJ820"
    decided(job)
    assert refused(replace(job, why=True), resume=True) == "YJ819"
    assert refused(replace(job, when=(DAY, DAY)), resume=True) == "YJ819"
    many(job.source / "东.csv", 5)
    assert refused(job, resume=True) == "YJ819"
    (job.source / "东.csv").unlink()
    assert refused(job, resume=True) == "YJ819"
    (job.out.parent / "run.json").write_text("{")
    assert refused(job, resume=True) == "YJ820"
    assert refused(replace(job, source=job.source / "南.csv", out=job.out.parent / "南.csv"), resume=True) == "YJ820"


def test_parts_that_cannot_be_told_apart(job: Job) -> None:
    (job.source / "东.json").write_text("[]")
    assert refused(job) == "YJ824"


def test_folders(job: Job, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert refused(replace(job, source=tmp_path / "空")) == "YJ821"
    assert refused(replace(job, out=job.source)) == "YJ812"
    assert refused(replace(job, out=tmp_path / "没有" / "认定" / "*.csv")) == "YJ811"
    assert refused(replace(job, out=job.out.parent / "*.xls")) == "YJ810"
    assert refused(replace(job, members=job.source / "东.csv")) == "YJ825"
    assert not job.out.parent.exists()


def test_members_of_each_part(tmp_path: Path) -> None:
    records, members = tmp_path / "各街道", tmp_path / "积分事件"
    for folder in (records, members):
        folder.mkdir()
    for n, name in enumerate(NAMES):
        (records / f"{name}.csv").write_text(f"户编号,街道\n编造{n},编造街道\n", encoding="utf-8")
        (members / f"{name}.csv").write_text(f"户编号,事项\n编造{n},编造\n编造{n + 7},编造\n", encoding="utf-8")
    rules = yiju.load(RULES / "licheng")
    report = decided(Job(rules, "积分制扶贫", DAY, records, tmp_path / "认定", members=members))
    assert report.counts.read == report.counts.decided == 3
    assert [f.code for f in report.counts.findings] == ["YJ638"] * 3
    assert [f.name for f in report.rejected_files] == [f"{n}.rejected.csv" for n in sorted(NAMES)]
    rows = csv_texts(report.rejected_files[0])
    assert [(row[0], row[3], row[6]) for row in rows] == [("", "YJ638", "东.csv[2].户编号 (A3)")]


def started(job: Job, *more: str) -> subprocess.Popen[bytes]:
    """The command on its own, with two processes to decide."""
    words = [
        "batch",
        job.policy,
        str(job.source),
        "-o",
        str(job.out),
        "--rules",
        str(RULES / "licheng"),
        "--on",
        "2020-06",
    ]
    command = [sys.executable, "-m", "yiju_cli", *words, "--engine", "python", "--jobs", "2", *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def wait_until_under_way(folder: Path) -> None:
    """Until the run writes aside, and somewhat longer."""
    for _ in range(400):
        if folder.is_dir() and any(".partial-" in p.name for p in folder.iterdir()):
            time.sleep(0.8)
            return
        time.sleep(0.02)
    raise TimeoutError("the run did not begin")


@pytest.fixture
def long_job(job: Job, tmp_path: Path) -> Job:
    """One file that takes some seconds."""
    return replace(job, source=many(tmp_path / "编造的.csv", 3000), out=tmp_path / "认定.jsonl")


def test_interrupted_by_the_keyboard(long_job: Job) -> None:
    folder = long_job.out.parent
    run = started(long_job)
    wait_until_under_way(folder)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=30)
    assert run.returncode == 130
    assert b"Traceback" not in said
    assert sorted(p.name for p in folder.iterdir()) == ["各街道", "编造的.csv"]


def test_killed_in_the_middle(job: Job) -> None:
    """What was done stays, the part under way is not there; resuming gives the files of a run that was not killed."""
    many(job.source / "西.csv", 3000)
    folder = job.out.parent
    run = started(job)
    for _ in range(400):
        if (folder / "南.jsonl").exists():
            break
        time.sleep(0.02)
    wait_until_under_way(folder)
    os.kill(run.pid, signal.SIGKILL)
    run.communicate(timeout=30)
    assert not (folder / "西.jsonl").exists()
    assert any(".partial-" in p.name for p in folder.iterdir())
    many(job.source / "西.csv", 30)
    report = decided(replace(job, lang="zh"), resume=True)
    assert report.skipped == 2
    assert not any(".partial-" in p.name for p in folder.iterdir())
    whole = decided(replace(job, out=folder.with_name("另") / "*.jsonl"))
    assert [f.read_bytes() for f in report.files] == [f.read_bytes() for f in whole.files]


def test_rules_that_change_meanwhile(long_job: Job) -> None:
    program = replace(long_job.rules.program, digest="sha256:other")
    changed = replace(long_job, rules=replace(long_job.rules, program=program), workers=2)
    assert refused(changed) == "YJ823"
    assert not long_job.out.exists()


def test_a_process_that_is_killed(long_job: Job) -> None:
    folder = long_job.out.parent
    run = started(long_job, "--lang", "en")
    wait_until_under_way(folder)
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    if not children.exists():
        pytest.skip("no way to tell the processes here")
    deciding = [c for c in children.read_text().split() if b"spawn_main" in Path(f"/proc/{c}/cmdline").read_bytes()]
    os.kill(int(deciding[-1]), signal.SIGKILL)
    _, said = run.communicate(timeout=30)
    assert run.returncode == 1
    assert b"YJ818" in said
    assert not long_job.out.exists()
