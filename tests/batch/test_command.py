"""The verb: what it says on stderr, its exit status, and what follows a finished batch."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from batch.batch_reading import RULES, jsonl

from yiju.batch import after
from yiju_cli.main import main

SOURCE = RULES / "licheng" / "records" / "干部.csv"
PLACE = ("--rules", str(RULES / "licheng"), "--engine", "python", "--jobs", "1")


def batch(*words: str) -> int:
    return main(["batch", "干部补助", *words, *PLACE])


def test_summary_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "认定.jsonl"
    assert batch(str(SOURCE), "-o", str(out), "--on", "2020-06") == 0
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert lines[:2] == ["读入 11 = 认定 11 + 退回 0", "符合 7，不符合 2，未定 2"]
    assert lines[3] == f"输出：{out}"
    assert batch(str(SOURCE), "-o", str(out), "--period", "2020", "--lang", "en") == 0
    assert "read 11 = decided 11 + rejected 0" in capsys.readouterr().err
    assert len(jsonl(out)) == 11


def test_rejected_records_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "编造的.csv"
    source.write_text("编号,到岗日期\n编造1,昨天\n", encoding="utf-8")
    assert batch(str(source), "-o", str(tmp_path / "认定.csv"), "--on", "2020-06") == 1
    said = capsys.readouterr().err
    assert "读入 1 = 认定 0 + 退回 1" in said
    assert f"退回的记录：{tmp_path / '认定.rejected.csv'}" in said


def test_parts_and_resuming(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "各街道").mkdir()
    for n in range(4):
        (tmp_path / "各街道" / f"{n}.csv").write_text(f"编号\n编造{n}\n", encoding="utf-8")
    words = (str(tmp_path / "各街道"), "-o", str(tmp_path / "认定"), "--on", "2020-06")
    assert batch(*words) == 0
    assert batch(*words, "--resume") == 0
    said = capsys.readouterr().err
    assert "4 个部分上次已经做完" in said
    assert f"输出：{tmp_path / '认定' / '0.csv'} 等 4 个文件" in said


def test_bad_usage(tmp_path: Path) -> None:
    out = str(tmp_path / "认定.csv")
    assert batch(str(SOURCE), "-o", out) == 2
    assert batch(str(SOURCE), "-o", out, "--on", "2020-06", "--period", "2020") == 2
    assert batch(str(SOURCE), "--on", "2020-06") == 2
    assert main(["batch", "没有的政策", str(SOURCE), "-o", out, "--on", "2020-06", *PLACE]) == 2
    assert list(tmp_path.iterdir()) == []


def test_what_follows_gets_the_finished_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(finished: after.Finished, _: after.Kept) -> tuple[str, ...]:
        (job,) = finished.jobs
        return (f"{job.policy} {finished.report.counts.read} {job.out.is_file()} {finished.asked.options}",)

    monkeypatch.setattr(after, "HOOKS", {"pay": ("made_up", "told"), "report": ("made_up", "told")})
    monkeypatch.setattr(after, "import_module", lambda _: SimpleNamespace(told=told))
    words = ("--on", "2020-06", "--pay", "--report", str(tmp_path / "汇总.html"))
    assert batch(str(SOURCE), "-o", str(tmp_path / "认定.csv"), *words) == 0
    assert capsys.readouterr().out == "干部补助 11 True ('pay', 'report')\n" * 2
