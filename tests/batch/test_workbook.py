"""The workbook as a caseworker opens it, and text that a spreadsheet would compute."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from batch.batch_reading import DAY, RULES, csv_texts, expected, sheets

import yiju
from yiju.batch.columns import OutColumn
from yiju.batch.job import Job
from yiju.batch.python_engine import PythonEngine
from yiju.batch.run import run
from yiju.batch.texts import guarded, paid_text
from yiju.batch.write_xlsx import width_of
from yiju.documents.model import Citation

SOURCE = RULES / "licheng" / "records" / "干部.csv"


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(yiju.load(RULES / "licheng"), "干部补助", DAY, SOURCE, tmp_path / "认定.xlsx")


def part(book: Path, name: str) -> str:
    with zipfile.ZipFile(book) as archive:
        return archive.read(name).decode()


def test_headings_in_both_languages(job: Job) -> None:
    run(job, PythonEngine())
    heading = sheets(job.out)["认定"][0]
    assert heading[:5] == ["编号", "结果", "补助（元/人/月）", "月度补助（元）", "年终补助（元）"]
    run(replace(job, lang="en"), PythonEngine())
    assert list(sheets(job.out)) == ["Decisions", "Citations", "Summary"]
    assert sheets(job.out)["Decisions"][0][1] == "Outcome"


def test_heading_stays_in_sight_and_filters(job: Job) -> None:
    run(job, PythonEngine())
    sheet = part(job.out, "xl/worksheets/sheet1.xml")
    assert '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>' in sheet
    assert f'<autoFilter ref="A1:K{len(expected(job)) + 1}"/>' in sheet
    assert "<cols>" in sheet
    assert 'numFmt numFmtId="164" formatCode="#,##0.00"' in part(job.out, "xl/styles.xml") or "#,##0.00" in part(
        job.out, "xl/styles.xml"
    )


def test_outcomes_are_coloured(job: Job) -> None:
    run(job, PythonEngine())
    sheet = part(job.out, "xl/worksheets/sheet1.xml")
    looks = {word: look for look, word in _second_cells(sheet)}
    assert {"符合", "不符合", "未定"} == set(looks)
    assert len(set(looks.values())) == 3


def _second_cells(sheet: str) -> list[tuple[str, str]]:
    import re

    return re.findall(r'<c r="B(?!1")\d+" s="(\d+)" t="inlineStr"><is><t>([^<]*)</t>', sheet)


def test_citations_are_quoted(job: Job) -> None:
    run(job, PythonEngine())
    heading, *rows = sheets(job.out)["引文"]
    assert heading == ["文号", "标题", "条款", "依据等级", "原文词句"]
    quotes = {g.quote for g in job.rules.program.grounds if isinstance(g, Citation)}
    assert rows
    assert all(row[4] in quotes and row[3] in ("原文", "转述", "未核") for row in rows)
    named = {f"{row[0] or '《' + row[1] + '》'} {row[2]}".strip() for row in rows}
    place = [c.name for c in job.columns].index("citations")
    assert named == {cited for line in expected(job) for cited in line[place]}


def test_summary_adds_up(job: Job) -> None:
    report = run(job, PythonEngine())
    rows = {row[0]: row for row in sheets(job.out)["汇总"] if row[0]}
    assert rows["读入"][1] == report.counts.read
    assert sum(rows[name][1] for name in ("符合", "不符合", "未定", "不能认定")) == report.counts.decided
    assert Fraction(rows["月度补助"][1]) == report.counts.payments["月度补助"].total


HARMFUL = ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "\t=1", "007", "370102199001011234", "_x0041_")


def test_text_stays_text(job: Job, tmp_path: Path) -> None:
    source = tmp_path / "编造的.jsonl"
    source.write_text("".join(f'{{"编号": "{name}"}}\n'.replace("\t", "\\t") for name in HARMFUL), encoding="utf-8")
    run(replace(job, source=source), PythonEngine())
    assert [row[0] for row in sheets(job.out)["认定"][1:]] == list(HARMFUL)
    assert "<f>" not in part(job.out, "xl/worksheets/sheet1.xml")
    table = tmp_path / "认定.csv"
    run(replace(job, source=source, out=table), PythonEngine())
    lines = table.read_text("utf-8-sig").splitlines()[1:]
    assert [line[0] for line in lines if line[0] != '"'] == ["'", "'", "'", "'", "'", "'", "0", "3", "_"]
    assert [row[0] for row in csv_texts(table)] == list(HARMFUL)


def test_numbers_are_not_guarded() -> None:
    assert guarded("-5.00", OutColumn("额", "number", "amount", "额", 2)) == "-5.00"
    assert guarded("-5.00", OutColumn("额", "text", "amount", "额")) == "'-5.00"


def test_a_cell_holds_no_more_than_it_can(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yiju.batch.write_xlsx.LARGEST_TEXT", 100)
    run(replace(job, why=True), PythonEngine())
    texts = [row[-1] for row in sheets(job.out)["认定"][1:]]
    assert any(text.endswith("……（太长，全文见 .jsonl 或 .parquet 的输出）") for text in texts)
    assert max(map(len, texts)) == 100


def test_payments_in_one_text() -> None:
    paid = {"name": "甲", "due": "2020-06", "recipient": None, "value": "1.00", "if_eligible": None}
    assert paid_text(paid) == "甲 2020-06 1.00"
    open_one = {**paid, "recipient": "乙", "value": None, "if_eligible": "2.00"}
    assert paid_text(open_one) == "甲 2020-06 乙 未定（符合的，2.00）"


def test_wide_characters_count_two() -> None:
    assert [width_of(text) for text in ("", "abc", "认定", "认定a\nb")] == [0, 3, 4, 5]
