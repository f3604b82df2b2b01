"""What follows a batch: payments drawn on a ledger, the list to post, the page; what is refused, what is left."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from batch.batch_reading import RULES

import yiju
from yiju.batch import paying
from yiju.batch.after import Asked, after, check_asked
from yiju.batch.asking import decide_all
from yiju.batch.engines import engine_named
from yiju.batch.job import BatchRefused, Job
from yiju.batch.paying_items import group_of
from yiju_cli.main import main

PLACE = RULES / "shilixian"
SOURCE = PLACE / "records" / "户.json"
QUARTER = (date(2024, 1, 1), date(2024, 3, 31))
WORDS = ("--rules", str(PLACE), "--engine", "python", "--period", "2024-01..2024-03")


@pytest.fixture(scope="module")
def rules() -> yiju.Rules:
    return yiju.load(PLACE)


def batch(*words: str) -> int:
    return main(["batch", "困难家庭补助", *words, *WORDS])


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_paying_writes_lists_that_come_to_what_is_due(
    rules: yiju.Rules, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "认定.jsonl"
    assert batch(str(SOURCE), "-o", str(out), "--pay") == 0
    paid, unpaid, withheld = (rows(tmp_path / f"认定.{k}.csv") for k in ("paid", "unpaid", "withheld"))
    assert paid[0] == ["标识", "领取人", "款项", "月份", "金额", "由"]
    assert withheld[1][0] == "H2" and "与H1的“生活补助”互斥" in withheld[1][5] and "第七条" in withheld[1][6]
    due = sum(
        Fraction(p["value"])
        for line in out.read_text("utf-8").splitlines()
        for p in json.loads(line)["payments"]
        if p["value"] is not None
    )
    assert sum(Fraction(row[4]) for row in (*paid[1:], *withheld[1:])) == due
    assert {row[4] for row in unpaid[1:]} == {"-"}
    said = capsys.readouterr().out
    assert "按乡镇" in said and "政策没有规定发放的先后" in said and "省级补助资金" in said


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".xlsx", ".parquet"])
def test_every_form_of_output_is_paid_alike(suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert batch(str(SOURCE), "-o", str(tmp_path / f"认定{suffix}"), "--pay", "--lang", "en") == 0
    said = capsys.readouterr().out
    assert "By 乡镇" in said and "13,500,000.00" in said
    assert rows(tmp_path / "认定.paid.csv")[1] == [
        "H1",
        "",
        "生活补助",
        "2024-01",
        "800.00",
        "省级补助资金 480.00, 县级财政资金 320.00",
    ]


def test_a_list_without_a_line_is_not_written_and_an_old_one_goes(tmp_path: Path) -> None:
    records = json.loads(SOURCE.read_text("utf-8"))
    source = tmp_path / "户.json"
    (tmp_path / "认定.withheld.csv").write_text("旧的", encoding="utf-8")
    source.write_text(json.dumps(records[:1], ensure_ascii=False), encoding="utf-8")
    assert batch(str(source), "-o", str(tmp_path / "认定.jsonl"), "--pay") == 0
    assert {f.name for f in tmp_path.iterdir()} == {"户.json", "认定.jsonl", "认定.paid.csv"}


def test_parts_are_paid_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "各乡镇").mkdir()
    records = json.loads(SOURCE.read_text("utf-8"))
    for n, part in enumerate((records[:1], records[1:])):
        text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in part)
        (tmp_path / "各乡镇" / f"{n}.jsonl").write_text(text, encoding="utf-8")
    words = (str(tmp_path / "各乡镇"), "-o", str(tmp_path / "认定"), "--pay")
    assert batch(*words) == 0
    first = capsys.readouterr().out
    assert [row[0] for row in rows(tmp_path / "认定.withheld.csv")[1:]] == ["H2"] * 3
    assert batch(*words, "--resume") == 0
    assert capsys.readouterr().out == first


def test_page_and_list_to_post(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, posted, table = tmp_path / "汇总.html", tmp_path / "公示.html", tmp_path / "公示.csv"
    words = (str(SOURCE), "-o", str(tmp_path / "认定.jsonl"), "--report", str(page))
    assert batch(*words, "--publish", str(posted)) == 0
    assert "补助额（元/月）的分布" in page.read_text("utf-8") and "示例县</dd>" in page.read_text("utf-8")
    text = posted.read_text("utf-8")
    assert "共 3 条" in text and "编造甲" not in text and "***" in text and "月收入" not in text
    assert batch(*words, "--publish", str(table), "--pay") == 0
    assert "资金从哪里来" in page.read_text("utf-8")
    assert ["H1", "编***", "编***", "甲镇", "符合", "900.00", "2500.00", "0.00", "0.00", "600.00"] in rows(table)
    assert f"公示名单：{table}（3 条）" in capsys.readouterr().out


def test_where_nothing_is_due_that_is_all_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, page = RULES / "licheng" / "records" / "贫困人口.csv", tmp_path / "汇总.html"
    words = ("--rules", str(RULES / "licheng"), "--engine", "python", "--on", "2020-10", "--report", str(page))
    assert main(["batch", "雨露计划", str(source), "-o", str(tmp_path / "认定.jsonl"), "--pay", *words]) == 0
    assert capsys.readouterr().out == f"这一批没有应发的款项\n汇总页：{page}\n"
    assert "审核汇总" in page.read_text("utf-8")


def test_from_python(rules: yiju.Rules, tmp_path: Path) -> None:
    out = tmp_path / "认定.parquet"
    yiju.decide_file(rules, "困难家庭补助", SOURCE, out, period=QUARTER)
    settlement = yiju.pay_file(rules, "困难家庭补助", SOURCE, out, period=QUARTER, write=True)
    assert settlement.ledger == "2024年第一季度补助资金"
    assert {line.item.group for line in settlement.lines} == {"甲镇", "乙镇", "庚乡", "辛乡"}
    assert (tmp_path / "认定.paid.csv").is_file()
    with pytest.raises(ValueError, match="no field to group by: 村"):
        yiju.pay_file(rules, "困难家庭补助", SOURCE, out, period=QUARTER, group="村")


# --- what is refused ------------------------------------------------------------------------------------------


def test_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = (str(SOURCE), "-o", str(tmp_path / "认定.jsonl"))
    assert batch(*words, "--pay", "--group", "户主") == 2
    assert "没有可以汇总的字段 `户主`" in capsys.readouterr().err
    assert batch(*words, "--pay", "--ledger", "别的账目") == 2
    assert batch(*words, "--ledger", "2024年第一季度补助资金") == 2
    assert list(tmp_path.iterdir()) == []


def test_of_several_ledgers_one_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = {
        "例.policy": "记录 户 每户\n    户编号 文本 标识\n\n政策 补贴 “补贴” 假定 “例”\n    对象 户\n\n"
        "发放 甲 每月 = 5元/月\n资金 区\n"
        + "".join(f"\n账目 {n} 假定 “例”\n    收入 区 {yuan}元\n" for n, yuan in (("上年", 3), ("本年", 8)))
    }
    place, source = tmp_path / "规则", tmp_path / "户.csv"
    place.mkdir()
    (place / "documents.toml").write_text('[place]\nname = "例"\n', encoding="utf-8")
    (place / "例.policy").write_text(texts["例.policy"], encoding="utf-8")
    source.write_text("户编号\nH1\n", encoding="utf-8")
    words = [
        "batch",
        "补贴",
        str(source),
        "-o",
        str(tmp_path / "认定.jsonl"),
        "--on",
        "2024",
        "--rules",
        str(place),
        "--pay",
    ]
    assert main([*words, "--engine", "python"]) == 2
    assert "请用 --ledger 写明一个：上年、本年" in capsys.readouterr().err
    assert main([*words, "--engine", "python", "--ledger", "本年"]) == 0
    assert (tmp_path / "认定.paid.csv").is_file()
    with pytest.raises(ValueError, match="several ledgers"):
        check_asked(
            Asked(pay=True), Job(yiju.load(place), "补贴", date(2024, 1, 1), source, source), engine_named("python")
        )


class InDatabase:
    name = "postgres"
    in_database = True


@pytest.mark.parametrize(
    ("asked", "engine", "code"),
    [
        (Asked(pay=True), InDatabase(), "YJ830"),
        (Asked(publish=Path("公示.doc")), None, "YJ810"),
        (Asked(report=Path("没有/汇总.html")), None, "YJ811"),
        (Asked(publish=Path("认定.csv")), None, "YJ812"),
    ],
)
def test_what_cannot_follow_is_refused_first(rules: yiju.Rules, asked: Asked, engine: Any, code: str) -> None:
    job = Job(rules, "困难家庭补助", QUARTER, SOURCE, Path("认定.csv"))
    with pytest.raises(BatchRefused) as refused:
        check_asked(asked, job, engine or engine_named("python"))
    assert [f.code for f in refused.value.findings] == [code]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_an_output_that_is_not_as_it_was_written_is_not_paid(
    rules: yiju.Rules, tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"认定{suffix}"
    finished = decide_all(
        Job(rules, "困难家庭补助", QUARTER, SOURCE, out), engine_named("python"), asked=Asked(pay=True)
    )
    text = out.read_bytes()
    changed = text.replace(b"H1", b"H9", 1) if suffix != ".parquet" else text[: len(text) // 2]
    if suffix == ".csv":
        changed = text.replace("生活补助 2024-01 800.00".encode(), "生活补助 2024-01 900.00".encode(), 1)
    assert changed != text
    out.write_bytes(changed)
    with pytest.raises(BatchRefused) as refused:
        after(finished)
    assert [f.code for f in refused.value.findings] == ["YJ831"]
    assert {f.name for f in tmp_path.iterdir()} == {out.name}


def test_records_that_changed_meanwhile_are_not_paid(rules: yiju.Rules, tmp_path: Path) -> None:
    source = tmp_path / "户.json"
    source.write_bytes(SOURCE.read_bytes())
    job = Job(rules, "困难家庭补助", QUARTER, source, tmp_path / "认定.jsonl")
    finished = decide_all(job, engine_named("python"), asked=Asked(pay=True))
    source.write_text(source.read_text("utf-8").replace("H1", "H8"), encoding="utf-8")
    with pytest.raises(BatchRefused) as refused:
        after(finished)
    assert "记录 `H1` 对不上" in refused.value.findings[0].note_texts("zh")[0][1]


def test_an_interrupted_payment_leaves_nothing_half_written(
    rules: yiju.Rules, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = Job(rules, "困难家庭补助", QUARTER, SOURCE, tmp_path / "认定.jsonl")
    finished = decide_all(job, engine_named("python"), asked=Asked(pay=True))

    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(paying, "write_list", interrupted)
    with pytest.raises(KeyboardInterrupt):
        after(finished)
    assert [f.name for f in tmp_path.iterdir()] == ["认定.jsonl"]


def test_the_field_to_group_by(rules: yiju.Rules) -> None:
    kind = rules.program.records["户"]
    assert group_of(kind) == group_of(kind, "乡镇") == "乡镇"
    hidden = replace(kind, fields=tuple(replace(f, private=True) for f in kind.fields))
    assert group_of(hidden) == ""
    for name in ("户主", "户编号", "月收入", "成员"):
        with pytest.raises(ValueError, match="there are: 乡镇"):
            group_of(kind, name)
