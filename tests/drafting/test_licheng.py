"""The statement of Licheng: its draft decides the sample cadres as the rules that were written by hand do."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import yiju
from yiju.compiling.compile import compile_document, read_confirmed
from yiju.decision.model import Decision
from yiju.drafting.model import Compiled, Confirmed
from yiju_grammar.finding import Finding

ROOT = Path(__file__).parents[2]
STATEMENT = ROOT / "rules/licheng/documents/历城区2020年扶贫资金使用及扶贫政策制定情况说明.txt"
CONFIRMED = Path(__file__).parent / "licheng_confirmed.toml"
MONTHS = [date(2020, m, 28) for m in (1, 6, 7, 11, 12)] + [date(2021, 1, 31)]


def compiled(confirmed: Confirmed | None = None) -> Compiled:
    made = compile_document(STATEMENT, confirmed=confirmed)
    assert not isinstance(made, Finding)
    return made


def place(folder: Path, made: Compiled) -> yiju.Rules:
    """The draft as a place of rules."""
    (folder / "documents").mkdir(parents=True)
    (folder / "documents" / STATEMENT.name).write_bytes(STATEMENT.read_bytes())
    for name, text in made.draft.files.items():
        (folder / name).write_text(text, "utf-8")
    rules = yiju.load(folder)
    assert not [f for f in rules.check() if f.severity == "error"]
    return rules


def cadres() -> list[dict[str, Any]]:
    with (ROOT / "rules/licheng/records/干部.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{k: v for k, v in row.items() if v} for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def by_hand() -> yiju.Rules:
    return yiju.load(ROOT / "rules/licheng")


def test_confirmed_it_decides_as_the_rules_written_by_hand(tmp_path: Path, by_hand: yiju.Rules) -> None:
    confirmed = read_confirmed(CONFIRMED.read_text("utf-8"), CONFIRMED.name)
    assert isinstance(confirmed, Confirmed)
    drafted = place(tmp_path / "licheng", compiled(confirmed))
    for record in cadres():
        for day in MONTHS:
            wanted = by_hand.decide("干部补助", record, on=day)
            got = drafted.decide("干部补助", record, on=day)
            assert said(got) == said(wanted), (record, day)


def test_as_drafted_it_leaves_open_what_the_words_leave_open(tmp_path: Path, by_hand: yiju.Rules) -> None:
    drafted = place(tmp_path / "licheng", compiled())
    for record in cadres():
        wanted = by_hand.decide("干部补助", record, on=date(2020, 12, 31))
        got = drafted.decide("扶贫系统干部补助", unconfirmed(record), on=date(2020, 12, 31))
        if record.get("单位") == "其他":  # whether 街道 reaches over 扶贫办工作人员 is for a person to say
            assert got.outcome == "undetermined"
            assert "‘街道’是否及于‘扶贫办工作人员’" in [o.point for o in got.open]
        else:
            assert got.outcome == wanted.outcome
        paid = {p.name: p for p in got.payments}
        year_end = paid.get("扶贫系统干部补助年终发放")
        if wanted.outcome == "eligible":
            assert year_end is not None
            assert year_end.value.value is None
            assert any("考核情况怎样折算" in question for question in year_end.open)
            monthly = [p.value for p in wanted.payments if p.name == "月度补助"]
            assert [p.value for p in got.payments if p.name == "扶贫系统干部补助月度发放"] == monthly


def test_the_ledger_of_parts_one_and_two_balances(tmp_path: Path) -> None:
    statement = place(tmp_path / "licheng", compiled()).funds("2020年资金收支")
    total = statement.total
    assert [total.received, total.used, total.left] == [Fraction(n) for n in (12142500, 11743200, 399300)]
    assert statement.holds
    assert [c.label for c in statement.checks if c.status == "regrouped"]


def said(decision: Decision) -> tuple[Any, ...]:
    paid = [(p.name, p.due, p.value, [(f.name, f.value) for f in p.funds]) for p in decision.payments]
    return decision.outcome, [(a.name, a.value, a.unit) for a in decision.amounts], paid, decision.missing


def unconfirmed(record: dict[str, Any]) -> dict[str, Any]:
    """A record under the names that the draft proposes."""
    names = {"到岗日期": "开始日期", "离岗日期": "结束日期"}
    values = {"分管扶贫领导": "分管扶贫工作的领导干部"}
    kept = {k: v for k, v in record.items() if k not in ("姓名", "考核结果")}
    return {names.get(k, k): values.get(v, v) for k, v in kept.items()}
