"""The ledger of Licheng: 1214.25 received, 1174.32 used, 39.93 left, and what was regrouped."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

import yiju
from yiju.check.document_coverage import document_coverage
from yiju.funds.shares import Range
from yiju.funds.statement import Statement

PLACE = Path(__file__).parent.parent.parent / "rules" / "licheng"
NAME = "2020年财政专项资金"


@pytest.fixture(scope="module")
def statement() -> Statement:
    return yiju.load(PLACE).funds(NAME)


def wan(text: str) -> Fraction:
    return Fraction(text) * 10_000


def test_the_whole(statement: Statement) -> None:
    whole = statement.total
    assert (whole.received, whole.allotted) == (wan("1214.25"), wan("1214.25"))
    assert (whole.used, whole.left) == (wan("1174.32"), wan("39.93"))


def test_every_check_holds_and_one_is_regrouped(statement: Statement) -> None:
    assert statement.holds
    assert [c.status for c in statement.checks].count("regrouped") == 1
    assert len(statement.checks) == 24


def test_what_is_left_is_of_two_programmes(statement: Statement) -> None:
    left = {row.name: row.left for row in statement.programmes if row.left}
    assert left == {"扶贫特惠保险": wan("33.23"), "雨露计划": wan("6.70")}
    assert all(row.is_left_derived for row in statement.programmes)


def test_the_regrouping(statement: Statement) -> None:
    check = next(c for c in statement.checks if c.status == "regrouped")
    assert [f.amount for f in check.totals] == [wan("92"), wan("941")]
    assert sorted(f.amount for f in check.parts) == sorted(map(wan, ("303", "350", "350", "30")))
    derived = [m for m in check.moved if not m.is_printed]
    assert [(m.giver, m.taker, m.amount) for m in derived] == [("行业社会扶贫", "贫困户人居环境提升", wan("211"))]
    given, taken = check.sides
    assert (given[0].amount, [f.amount for f in given[1]]) == (wan("941"), list(map(wan, ("30", "211", "350", "350"))))
    assert (taken[0].amount, [f.amount for f in taken[1]]) == (wan("303"), list(map(wan, ("92", "211"))))
    assert [f.is_derived for f in given[1]] == [False, True, False, False]


def test_what_is_left_of_a_source_is_bounded(statement: Statement) -> None:
    left = {row.name: row.left for row in statement.sources}
    assert left["区级金融扶贫资金"] == Range(wan("10.83"), wan("38.23"))
    assert left["省级第一批财政专项资金"] == Range(wan("0"), wan("19.65"))
    assert left["区级行业社会扶贫资金"] == Range(wan("0"), wan("0"))


def test_the_flow_runs_from_nine_sources_to_nine_uses(statement: Statement) -> None:
    nodes, links = statement.flow.nodes, statement.flow.links
    assert [n.kind for n in nodes].count("source") == [n.kind for n in nodes].count("use") == 9
    assert sum(link.amount for link in links) == wan("1214.25")
    assert {(nodes[n.giver].name, n.amount) for n in links if n.is_derived} == {("区级行业社会扶贫资金", wan("211"))}


def test_each_figure_is_cited(statement: Statement) -> None:
    assert statement.assumptions == ()
    assert {c.grade for c in statement.citations} == {"verbatim"}
    assert {c.clause[0] for c in statement.citations} == {"一", "二"}


def test_nothing_of_the_statement_is_left_out() -> None:
    rules = yiju.load(PLACE)
    covered = document_coverage(rules.checked, rules.registers)
    assert covered.findings == ()
    parts = [s for d in covered.documents for s in d.coverage.of("stated")]
    assert [s for s in parts if s.clause_path.startswith(("一", "二"))] == []


def test_the_ledger_survives_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIJU_CACHE", str(tmp_path))
    fresh, kept = yiju.load(PLACE), yiju.load(PLACE)
    assert fresh._loaded is not None and kept._loaded is None
    assert kept.funds(NAME) == fresh.funds(NAME)


def test_there_is_no_other() -> None:
    with pytest.raises(KeyError):
        yiju.load(PLACE).funds("2019年财政专项资金")
