"""The places of `rules/`: they check, their cases pass, their documents are covered, records reach every outcome."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import yiju
from yiju.cases.run import run_cases
from yiju.check.document_coverage import document_coverage
from yiju.decision.model import Decision, Payment
from yiju.records.readers import read_records

ROOT = Path(__file__).parents[2]
RULES = ROOT / "rules"
PLACES = ("binjiang", "licheng", "longquan", "qinghu", "shili", "shilixian", "yushan")
DOCUMENT_ERRORS = {"longquan": [("YJ722", "`收入 合计` 是 6万元，分项之和是 6.1万元，相差 0.1万元")]}
"""Where a document's own figures do not add up, checking says so, and the rules go on."""
COPIED = ("licheng", "yushan", "longquan", "qinghu", "binjiang")


@pytest.fixture(scope="module", params=PLACES)
def place(request: pytest.FixtureRequest) -> yiju.Rules:
    return yiju.load(RULES / request.param)


def test_nothing_is_wrong(place: yiju.Rules) -> None:
    assert [(f.code, f.message("zh")) for f in place.findings] == DOCUMENT_ERRORS.get(place.path.name, [])


def test_cases_pass(place: yiju.Rules) -> None:
    results = run_cases(place).results
    assert results
    assert [(r.policy, r.name, [f.message("zh") for f in r.findings]) for r in results if not r.passed] == []


def test_every_sentence_is_ruled_or_said_to_make_no_rule(place: yiju.Rules) -> None:
    covered = document_coverage(place.checked, place.registers)
    assert [f.message("zh") for f in covered.findings] == []
    assert all(c.coverage.count("ruled") for c in covered.documents)


@pytest.mark.parametrize("name", COPIED)
def test_documents_are_the_examples_byte_for_byte(name: str) -> None:
    examples = ROOT / "tests" / "documents"
    for file in (RULES / name / "documents").iterdir():
        original = next(p for p in (examples / file.name, examples / "examples" / file.name) if p.exists())
        assert file.read_bytes() == original.read_bytes()


@pytest.mark.parametrize("name", ["shili", "shilixian"])
def test_a_place_for_tests_says_that_it_is_made_up(name: str) -> None:
    folder = RULES / name
    assert all("虚构" in f.read_text(encoding="utf-8") for f in (folder / "documents").iterdir())
    assert all(f.read_text(encoding="utf-8").startswith("# 虚构") for f in folder.glob("*.policy"))


RECORDS = {
    ("binjiang", "驻村补贴"): ("驻村干部.csv", date(2017, 12, 31)),
    ("licheng", "干部补助"): ("干部.csv", date(2020, 12, 31)),
    ("licheng", "积分制扶贫"): ("贫困户.json", date(2020, 12, 31)),
    ("licheng", "扶贫特惠保险"): ("贫困人口.csv", date(2020, 10, 31)),
    ("licheng", "雨露计划"): ("贫困人口.csv", date(2020, 10, 31)),
    ("longquan", "积分制管理"): ("农户.jsonl", date(2022, 6, 30)),
    ("qinghu", "城乡低保"): ("救助对象.csv", date(2021, 4, 30)),
    ("qinghu", "特困人员供养"): ("救助对象.csv", date(2021, 4, 30)),
    ("qinghu", "孤儿保障"): ("救助对象.csv", date(2021, 4, 30)),
    ("shili", "家庭生活补贴"): ("住户.json", date(2020, 6, 30)),
    ("shilixian", "困难家庭补助"): ("户.json", date(2024, 2, 29)),
    ("shili", "积分制扶贫"): ("贫困户.jsonl", date(2020, 12, 31)),
    ("yushan", "临时救助"): ("申请户.json", date(2021, 3, 31)),
}


@pytest.mark.parametrize(("name", "policy"), RECORDS)
def test_the_made_up_records_reach_every_outcome(name: str, policy: str) -> None:
    rules = yiju.load(RULES / name)
    file, day = RECORDS[name, policy]
    records = rules.program.records
    read = read_records(RULES / name / "records" / file, records[rules.program.policies[policy].subject], records)
    assert not read.findings
    outcomes = {rules.decide_row(policy, row, on=day).outcome for _, row in read.rows}
    wanted = {"eligible", "ineligible", "undetermined"}
    assert outcomes == wanted - ({"undetermined"} if (name, policy) == ("shili", "积分制扶贫") else set())


# --- the cadres of Licheng ----------------------------------------------------------------------------------

ALL_YEAR = {
    "编号": "C1",
    "姓名": "编造",
    "单位": "街道",
    "岗位": "扶贫办工作人员",
    "到岗日期": "2018-03-01",
    "考核结果": "称职",
}
YEAR = (date(2020, 1, 1), date(2020, 12, 31))


@pytest.fixture(scope="module")
def licheng() -> yiju.Rules:
    return yiju.load(RULES / "licheng")


def paid(decision: Decision, name: str) -> list[Payment]:
    return [p for p in decision.payments if p.name == name]


def without(name: str) -> dict[str, Any]:
    return {k: v for k, v in ALL_YEAR.items() if k != name}


def test_a_cadre_in_scope_all_year(licheng: yiju.Rules) -> None:
    decision = licheng.decide("干部补助", ALL_YEAR, period=YEAR)
    assert decision.outcome == "eligible"
    assert [(p.due, p.value.value) for p in paid(decision, "月度补助")] == [
        (f"2020-{month:02}", Fraction(700)) for month in range(1, 13)
    ]
    assert [(p.due, p.value.value) for p in paid(decision, "年终补助")] == [("2020-12", Fraction(3600))]


def test_without_an_appraisal_only_the_year_end_is_open(licheng: yiju.Rules) -> None:
    decision = licheng.decide("干部补助", without("考核结果"), period=YEAR)
    assert all(p.value.value == Fraction(700) and not p.missing for p in paid(decision, "月度补助"))
    assert [(p.value.kind, p.missing) for p in paid(decision, "年终补助")] == [("unknown", ("考核结果",))]
    assert decision.missing == ("考核结果",)


def test_january_2021_pays_nothing_and_says_where_the_end_is_written(licheng: yiju.Rules) -> None:
    decision = licheng.decide("干部补助", ALL_YEAR, on=date(2021, 1, 31))
    assert (decision.outcome, decision.payments) == ("ineligible", ())
    ends = [c for c in decision.citations if "发放截止日为2020年12月" in c.quote]
    assert [(c.number, c.clause, c.grade) for c in ends] == [("济历城政办字〔2019〕10号", "三（二）4", "restated")]


@pytest.mark.parametrize("name", [n for n in ALL_YEAR if n != "编号"])
def test_any_field_but_the_identifier_may_be_unknown(licheng: yiju.Rules, name: str) -> None:
    decision = licheng.decide("干部补助", without(name), period=YEAR)
    assert (name in decision.missing) is (name != "姓名")


def test_someone_who_left_is_paid_until_then(licheng: yiju.Rules) -> None:
    decision = licheng.decide("干部补助", {**ALL_YEAR, "离岗日期": "2020-06-10"}, period=YEAR)
    assert [p.due for p in paid(decision, "月度补助")] == [f"2020-{month:02}" for month in range(1, 7)]
    assert [p.value.value for p in paid(decision, "年终补助")] == [Fraction(1800)]


# --- arrears, and what was known ----------------------------------------------------------------------------

HOUSEHOLD = {"编号": "Q1", "城乡": "城市", "类别": "低保", "批准日期": "2020-03-01", "人均月收入": "300"}


@pytest.mark.parametrize(
    ("month", "known", "sums"),
    [
        (date(2021, 2, 28), None, [415]),
        (date(2021, 4, 30), None, [480, 195]),
        (date(2021, 5, 31), None, [480]),
        (date(2021, 5, 31), date(2021, 3, 28), []),
    ],
)
def test_arrears_of_qinghu(month: date, known: date | None, sums: list[int]) -> None:
    rules = yiju.load(RULES / "qinghu")
    decision = rules.decide("城乡低保", HOUSEHOLD, on=month, known=known)
    assert [p.value.value for p in decision.payments] == sums
    assert all(sum(f.value.value for f in p.funds) == p.value.value for p in decision.payments)  # type: ignore[misc]
