"""The first policy of the language's own description, as written, checks and decides."""

from __future__ import annotations

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import yiju

ROOT = Path(__file__).parent.parent.parent
POLICY = ROOT / "tests" / "grammar" / "fixtures" / "whole_policy.policy"
CADRE = {"编号": "C002", "单位": "街道", "岗位": "扶贫办工作人员", "到岗日期": "2018-03-01", "考核结果": "称职"}


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> yiju.Rules:
    place = tmp_path_factory.mktemp("rules") / "licheng"
    place.mkdir()
    shutil.copytree(ROOT / "rules" / "licheng" / "documents", place / "documents")
    for name in ("documents.toml", "记录.policy"):
        shutil.copy(ROOT / "rules" / "licheng" / name, place / name)
    shutil.copy(POLICY, place / "干部补助.policy")
    return yiju.load(place)


def test_it_checks(rules: yiju.Rules) -> None:
    assert [f for f in rules.check() if f.severity == "error"] == []


def test_it_pays_through_2020(rules: yiju.Rules) -> None:
    decision = rules.decide("干部补助", CADRE, period=(date(2020, 1, 1), date(2020, 12, 31)))
    paid = [(p.name, p.due, p.value.value) for p in decision.payments]
    assert [p for p in paid if p[0] == "月度补助"] == [
        ("月度补助", f"2020-{month:02d}", Fraction(700)) for month in range(1, 13)
    ]
    assert [p for p in paid if p[0] == "年终补助"] == [("年终补助", "2020-12", Fraction(3600))]
    assert decision.grade == "assumed"


def test_without_an_appraisal_only_the_year_end_is_open(rules: yiju.Rules) -> None:
    unknown = {k: v for k, v in CADRE.items() if k != "考核结果"}
    decision = rules.decide("干部补助", unknown, on=date(2020, 12, 31))
    assert {p.name: (p.value.value, p.missing) for p in decision.payments} == {
        "月度补助": (Fraction(700), ()),
        "年终补助": (None, ("考核结果",)),
    }


def test_it_ends_with_2020_and_says_where(rules: yiju.Rules) -> None:
    decision = rules.decide("干部补助", CADRE, on=date(2021, 1, 31))
    assert decision.outcome == "ineligible" and not decision.payments and decision.why is not None
    assert decision.why.rule == "截止"
    assert decision.citations[decision.why.citations[0]].quote == "发放截止日为2020年12月"
    assert decision.citations[decision.why.citations[0]].clause == "三（二）4"


def test_another_officer_of_a_street_is_not_meant(rules: yiju.Rules) -> None:
    decision = rules.decide("干部补助", {**CADRE, "岗位": "其他"}, on=date(2020, 6, 30))
    assert decision.outcome == "ineligible"
    assert decision.why is not None and decision.why.rule == "发放范围"
