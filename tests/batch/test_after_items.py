"""The items that a batch pays equal those of the interpreter: on sample places, on rules with everything, on generated
rule sets, read back from every form of output."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest
from batch.batch_reading import RULES
from generators.raw_records import Raw
from generators.rule_sets import rule_set
from generators.sound_rules import POLICIES, seeds, sound

import yiju
from yiju.batch import paying_records
from yiju.batch.engines import engine_named
from yiju.batch.job import Job
from yiju.batch.model import When
from yiju.batch.paying_items import group_of, items_of_jobs
from yiju.batch.paying_payee import Payees
from yiju.batch.run import run
from yiju.load import Rules, load_texts
from yiju.records.readers import read_records
from yiju.settlement.items import items_of
from yiju.settlement.model import Item

LAST = date(2021, 6, 30) if os.environ.get("YIJU_CHECK") == "1" else date(2020, 4, 30)
PLACES = (
    ("shili", "家庭生活补贴", "住户.json", (date(2020, 2, 1), LAST)),
    ("shili", "用水补贴", "住户.json", date(2021, 6, 30)),
    ("binjiang", "驻村补贴", "驻村干部.csv", date(2018, 12, 31)),
    ("qinghu", "城乡低保", "救助对象.csv", (date(2021, 1, 1), date(2021, 6, 30))),
    ("qinghu", "孤儿保障", "救助对象.csv", (date(2021, 1, 1), date(2021, 6, 30))),
    ("yushan", "临时救助", "申请户.json", (date(2021, 1, 1), date(2021, 12, 31))),
    ("licheng", "干部补助", "干部.csv", (date(2020, 1, 1), date(2020, 12, 31))),
    ("shilixian", "困难家庭补助", "户.json", (date(2024, 1, 1), date(2024, 3, 31))),
)

EVERYTHING = """\
记录 户 每户
    户编号 文本 标识
    街道 文本
    户主证件号 文本 隐私
    选择 枚举（甲，乙）
    低保 是否
    标准额 元/月
    成员 列表<成员>

记录 成员 每人
    证件号 文本 标识
    在读 是否

政策 补贴 “生活补贴” 假定 “示例”
    对象 户

发放 甲 每月 = 标准额
发放 乙 每月 = 标准额 + 1元/月 当 低保
发放 丙 每季度 给 成员 其中 在读 = 30元/人
发放 丁 每年3月，9月 给 成员 = 5元/人/月
互斥 甲，乙 每 户主证件号 取 选择
互斥 丙，丁 每 证件号 取 较高者
互斥 甲 每 街道 取 前者
资金 省 当 低保
资金 市 当 非 低保 且 标准额 不低于 100元/月
资金 区 付 丙
资金 县
补发 甲 自 2020年1月 于 2020年4月
起始 2020-01-01
"""


def decided(job: Job, engine: str = "python") -> Job:
    run(job, engine_named(engine))
    return job


def wanted(job: Job, group: str) -> list[Item]:
    """The items of the job's sound records, by the interpreter."""
    read = read_records(job.source, job.record_type, job.rules.program.records, members=job.members)
    return [i for _, row in read.rows for i in items_of(job.rules.program, job.policy, row, job.when, group=group)]


def agree(job: Job, group: str) -> int:
    found = list(items_of_jobs((job,), group))
    assert found == wanted(job, group)
    return len(found)


def job_of(rules: Rules, policy: str, when: When, source: Path, out: Path) -> Job:
    return Job(rules, policy, when, source, out, workers=1)


@pytest.mark.parametrize("case", PLACES)
@pytest.mark.parametrize("suffix", [".jsonl", ".parquet"])
def test_sample_places(case: tuple[str, str, str, When], suffix: str, tmp_path: Path) -> None:
    place, policy, file, when = case
    rules = yiju.load(RULES / place)
    job = decided(job_of(rules, policy, when, RULES / place / "records" / file, tmp_path / f"认定{suffix}"))
    assert agree(job, group_of(job.record_type))


@pytest.mark.parametrize("suffix", [".jsonl", ".parquet", ".csv", ".xlsx"])
def test_every_form_of_output(suffix: str, tmp_path: Path) -> None:
    source, period = everything(tmp_path, 40, seed=1), (date(2020, 1, 1), date(2020, 9, 30))
    job = job_of(load_texts({"例.policy": EVERYTHING}), "补贴", period, source, tmp_path / f"认定{suffix}")
    assert not job.rules.has_errors, [f.message("zh") for f in job.rules.findings]
    assert agree(decided(job), "街道") > 100


@pytest.mark.parametrize("odd", [(), ("　H3 ",), ("H1", "H1")])
def test_of_a_parquet_file_only_what_matters_is_read(
    odd: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And that gives what reading all of it gives, also where identifiers have edges to trim or stand twice."""
    source = tmp_path / "户.parquet"
    renamed = "".join(f" WHEN 户编号 = 'H{20 + n}' THEN '{name}'" for n, name in enumerate(odd))
    identifier = f"CASE {renamed} ELSE 户编号 END" if odd else "户编号"
    read = f"read_json('{everything(tmp_path, 40, seed=5)}', format = 'newline_delimited')"
    duckdb.execute(f"COPY (SELECT * REPLACE ({identifier} AS 户编号) FROM {read}) TO '{source}' (FORMAT parquet)")
    rules = load_texts({"例.policy": EVERYTHING.replace("互斥 丙，丁 每 证件号 取 较高者\n", "")})
    job = decided(job_of(rules, "补贴", date(2020, 3, 31), source, tmp_path / "认定.parquet"))
    found = list(items_of_jobs((job,), "街道"))
    monkeypatch.setattr(paying_records, "_chosen", lambda *_: None)
    monkeypatch.setattr(Payees, "fields", None)
    assert found and found == list(items_of_jobs((job,), "街道"))


@pytest.mark.parametrize("seed", range(6 if os.environ.get("YIJU_CHECK") == "1" else 2))
def test_a_day_of_everything(seed: int, tmp_path: Path) -> None:
    rules, rng = load_texts({"例.policy": EVERYTHING}), Random(seed)
    source = everything(tmp_path, 30, seed=seed)
    day = date(2020, rng.choice((1, 2, 3, 4, 5, 9)), 15)
    agree(decided(job_of(rules, "补贴", day, source, tmp_path / "认定.jsonl")), "街道")


def test_what_the_records_say_is_mostly_answered_by_functions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules, source = load_texts({"例.policy": EVERYTHING}), everything(tmp_path, 30, seed=3)
    job = decided(job_of(rules, "补贴", date(2020, 9, 30), source, tmp_path / "认定.jsonl"))
    expected = wanted(job, "街道")
    monkeypatch.setattr(Payees, "_by_interpreter", None)
    assert list(items_of_jobs((job,), "街道")) == expected


@pytest.mark.parametrize("seed", seeds(24, 600))
def test_generated_rule_sets(seed: int, tmp_path: Path) -> None:
    rules = with_conditions(seed)
    if rules is None:
        return
    rng = Random(seed)
    for policy in POLICIES:
        raw = Raw(rules.program, rng, 0.1)
        records = [{**raw.record(policy), "户编号": f"H{n}"} for n in range(12)]
        day = raw.day()
        when: When = day if rng.random() < 0.5 else (day.replace(day=1), date(day.year + 1, day.month, 28))
        source = written(tmp_path / f"{policy}.jsonl", records)
        agree(decided(job_of(rules, policy, when, source, tmp_path / "认定.jsonl")), rng.choice(("街道", "")))


def with_conditions(seed: int) -> Rules | None:
    """The rules of a seed, the funds of one of whose policies have conditions, with a 互斥 across records."""
    files = rule_set(seed).files()
    name = next(n for n, text in files.items() if "政策 补助" in text)
    before, _, policy = files[name].partition("政策 补助")
    policy = re.sub(r"^资金 .* 占 .*\n", "", policy, flags=re.MULTILINE)
    paid = re.search(r"^发放 (\S+)", policy, re.MULTILINE)
    more = ["资金 街道资金 当 街道 是 东街", "资金 困难资金 当 困难 或 街道 是 西街"]
    more += [f"互斥 {paid[1]} 每 街道 取 较高者"] if paid else []
    added = policy.replace("    对象 家庭\n", "    对象 家庭\n\n" + "\n\n".join(more) + "\n", 1)
    rules = load_texts({**files, name: f"{before}政策 补助{added}"})
    return sound(seed) if rules.has_errors else rules


def everything(folder: Path, count: int, *, seed: int) -> Path:
    """Made-up records of `EVERYTHING`, some of them with gaps."""
    rng = Random(seed)

    def member(place: int) -> dict[str, Any]:
        named = {"证件号": f"编造{rng.randrange(30)}-{place}"} if rng.random() < 0.9 else {}
        return {**named, "在读": rng.choice((True, False, None))}

    records = [
        {
            "户编号": f"H{n}",
            "街道": rng.choice(("东街", "西街", None)),
            "户主证件号": rng.choice(("编造甲", "编造乙", None)),
            "选择": rng.choice(("甲", "乙", None)),
            "低保": rng.choice((True, False, True, False, None)),
            "标准额": rng.choice(("0", "99.99", "100", "123.45", None)),
            "成员": [member(place) for place in range(rng.randrange(4))],
        }
        for n in range(count)
    ]
    return written(folder / "户.jsonl", records)


def written(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    lines = (json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    path.write_text("".join(lines), encoding="utf-8")
    return path
