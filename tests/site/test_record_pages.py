"""Record pages: the samples are taken by the door, every field is there with who reads it."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest

from yiju.load import Rules, load
from yiju.records.door import check_record
from yiju.records.readers import read_records
from yiju.site import record_page
from yiju.site.policy.remarks import remark
from yiju.site.record_sample import as_csv, sample
from yiju_grammar.finding import Finding

RULES = Path(__file__).parents[2] / "rules"
PLACES = sorted(p.name for p in RULES.iterdir() if (p / "documents.toml").is_file())


@pytest.fixture(scope="module", params=PLACES)
def rules(request: pytest.FixtureRequest) -> Rules:
    return load(RULES / request.param)


def test_the_door_takes_every_sample(rules: Rules) -> None:
    records = rules.program.records
    for kind in records.values():
        row = check_record(kind, records, sample(kind, records))
        assert not (row and isinstance(row[0], Finding)), (kind.name, row)


def test_samples_are_read_from_csv(rules: Rules, tmp_path: Path) -> None:
    records = rules.program.records
    for kind in records.values():
        for name, text in as_csv(kind, records).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        result = read_records(tmp_path / f"{kind.name}.csv", kind, records)
        assert not result.findings, kind.name
        assert result.rows[0][1] == check_record(kind, records, sample(kind, records)), kind.name


def test_every_field_has_an_anchor() -> None:
    rules = load(RULES / "shili")
    for path, text in record_page.pages(rules, "shili", "zh").items():
        kind = rules.program.records[Path(path).stem]
        assert all(f'id="字段-{f.name}"' in text for f in kind.fields)
        assert json.loads(unescape(re.findall(r'yp-sample" tabindex="0"><code[^>]*>(.*?)</code>', text, re.DOTALL)[0]))


def test_a_field_says_who_reads_it_and_what_is_noted_of_it() -> None:
    text = record_page.pages(load(RULES / "shili"), "shili", "zh")["places/shili/records/住户.md"]
    row = next(line for line in text.split("\n") if 'id="字段-迁出日期"' in line)
    assert "可无：没有迁出就是仍在住" in row
    assert ">家庭生活补贴</a>" in row
    unread = next(line for line in text.split("\n") if 'id="字段-户主"' in line)
    assert "没有政策读取" in unread


def test_a_default_stands_beside_its_words() -> None:
    text = record_page.pages(load(RULES / "shili"), "shili", "en")["places/shili/records/住户.md"]
    row = next(line for line in text.split('<tr><th scope="row"') if 'id="字段-申报人口"' in line)
    assert "没有申报人口的，按1人计算。" in row


@pytest.mark.parametrize(
    ("comment", "text", "is_heading"),
    [
        ("# ---- 谁可以申请 ----", "谁可以申请", True),
        ("# 只说明目的", "只说明目的", False),
        ("# 一 -- 二", "一 -- 二", False),
    ],
)
def test_a_framed_comment_is_a_heading(comment: str, text: str, is_heading: bool) -> None:
    made = remark(comment)
    assert (made.text, made.is_heading) == (text, is_heading)
