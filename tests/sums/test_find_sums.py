"""What a document claims to add up: small made-up texts for each trap, made-up documents, and the readings in tests."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from documents.score import Report, compare_family, gold_of
from hypothesis import given, settings
from hypothesis import strategies as st

from yiju.facts.read import read_facts
from yiju.sums.find import find_sums
from yiju.sums.model import Amount, Sum

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "claims.toml").read_text("utf-8"))["case"]
MADE_UP = sorted((HERE / "documents").glob("*.txt"))
READ = HERE.parent / "documents"
GOLD = sorted(p for p in (*READ.glob("*.txt"), *(READ / "examples").glob("*.txt")) if gold_of(p).exists())
FURTHER = sorted((READ / "more").glob("*.txt"))
FLOOR = 0.99
"""All of the further documents together, as they are read now, less one sum or two."""


def sums_of(text: str) -> tuple[Sum, ...]:
    return find_sums(text, read_facts(text).facts)


def plain(value: Fraction) -> str:
    return f"{(Decimal(value.numerator) / Decimal(value.denominator)).normalize():f}"


def outcomes(text: str) -> list[str]:
    return sorted(f"{plain(s.total.value)} {s.status}" for s in sums_of(text))


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("case", CASES, ids=[c["shows"] for c in CASES])
def test_claims(case: dict[str, object]) -> None:
    assert outcomes(str(case["text"])) == sorted(case["sums"])


@pytest.mark.parametrize("case", CASES, ids=[c["shows"] for c in CASES])
def test_claims_do_not_depend_on_line_ends_or_width(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert outcomes(text.replace("\n", "\r\n")) == sorted(case["sums"])
    assert outcomes(text.replace("，", ",").replace("；", ";").replace("：", ":")) == sorted(case["sums"])


@pytest.mark.parametrize("path", MADE_UP, ids=lambda p: p.stem)
def test_made_up_documents(path: Path) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text("utf-8"))
    found = [[_entry(s), _alternatives(s)] for s in sums_of(read(path))]
    for want in wanted:
        entry = [_ordered(want["sum"]), [sorted(a) for a in want.get("alternatives", [])]]
        if entry in found:
            found.remove(entry)
        else:
            assert want.get("optional"), entry
    assert found == []


def _entry(checked: Sum) -> list[object]:
    parts = [_written(p) for p in checked.parts for _ in range(p.times)]
    return _ordered([plain(checked.total.value), checked.unit, parts, checked.status, plain(checked.difference)])


def _ordered(entry: list[object]) -> list[object]:
    return [*entry[:2], sorted(entry[2]), *entry[3:]]


def _alternatives(checked: Sum) -> list[list[str]]:
    return [sorted(_written(p) for p in parts) for parts in checked.alternatives]


def _written(part: Amount) -> str:
    return plain(part.value) if part.span else f"derived {plain(part.value)}"


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem[:12])
def test_readings_of_documents(path: Path) -> None:
    report = compared(path)
    assert (report.missed, report.surplus) == ([], [])


def test_readings_of_further_documents() -> None:
    all_of_them = Report("all")
    for path in FURTHER:
        all_of_them.add(compared(path))
    assert len(FURTHER) > 20 and all_of_them.scores["sums"].f1 >= FLOOR


def compared(path: Path) -> Report:
    gold = json.loads(gold_of(path).read_text("utf-8"))["sums"]
    got = [
        {"total": {"value": plain(s.total.value), "span": s.total.span}, "status": s.status}
        for s in sums_of(read(path))
    ]
    report = Report(path.stem)
    compare_family("sums", gold, got, read(path), report)
    return report


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem[:12])
def test_parts_are_those_of_the_readings(path: Path) -> None:
    gold = json.loads(gold_of(path).read_text("utf-8"))["sums"]
    found = Counter(
        (plain(s.total.value), s.status, *sorted(plain(p.value) for p in s.parts for _ in range(p.times)))
        for s in sums_of(read(path))
    )
    wanted, allowed = Counter(), Counter()
    for g in gold:
        (allowed if g.get("optional") else wanted)[(g["total_value"], g["status"], *sorted(g["parts"]))] += 1
    assert not wanted - found
    assert not found - wanted - allowed


def test_where_several_lines_may_have_given_each_has_its_ways() -> None:
    text = read(HERE / "documents" / "20_two_lines_two_uses.txt")
    ways = {
        s.total.label: [[p.label for p in parts] for parts in (s.parts, *s.alternatives)]
        for s in sums_of(text)
        if s.alternatives
    }
    assert ways == {line: [["道路建设"], ["桥梁建设"]] for line in ("春耕资金", "秋收资金")}


def test_sources_that_may_each_have_paid_for_any_project_claim_nothing() -> None:
    text = read(HERE / "documents" / "20_two_lines_two_uses.txt")
    text = text.replace("春耕", "省级").replace("秋收", "市级")
    assert all(s.status == "holds" for s in sums_of(text))


TEXTS = [read(p) for p in (*GOLD, *MADE_UP, *FURTHER)]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_any_text_gives_sums_that_add_up(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 800)))
    inserted = data.draw(st.text("（）()，。；：其中共计合计各10.5万元%|\n\t　一、（一）1.", max_size=12))
    mutated = text[:start] + inserted + text[end:]
    for checked in sums_of(mutated):
        assert checked.difference == checked.total.value - sum(p.value * p.times for p in checked.parts)
        assert (checked.difference == 0) == (checked.status != "fails")
        for amount in (checked.total, *checked.parts):
            assert amount.span is None or re.search(r"[\d一-龥]", mutated[slice(*amount.span)])
        assert all(d.span is None for d in checked.derived)


def test_a_long_list_is_read_in_one_go() -> None:
    names = "、".join(f"甲镇{i}万元" for i in range(1, 64))
    assert outcomes(f"共安排2016万元，其中{names}。") == ["20160000 holds"]
