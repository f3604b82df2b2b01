"""Whatever a ledger says, it is drawn in every form: text that stands in columns, JSON by its schema, CSV, SVG."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from funds.ledgers import ledger_lines, rules_of, statement_of
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

import yiju
from yiju.funds.csv import to_csv
from yiju.funds.json import statement_schema, to_json
from yiju.funds.statement import Statement
from yiju.funds.svg import to_svg
from yiju.funds.text import to_text
from yiju_grammar.display_width import display_width

LICHENG = Path(__file__).parent.parent.parent / "rules" / "licheng"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def licheng() -> Statement:
    return yiju.load(LICHENG).funds("2020年财政专项资金")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledger_lines())
def test_any_ledger_is_drawn(lines: str) -> None:
    statement = statement_of(lines)
    Draft202012Validator(statement_schema()).validate(to_json(statement))
    ElementTree.fromstring(to_svg(statement))
    for lang in ("zh", "en"):
        assert to_text(statement, lang)
        assert len({len(row) for row in csv.reader(io.StringIO(to_csv(statement, lang)))}) == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledger_lines())
def test_no_money_appears_on_its_way(lines: str) -> None:
    """What flows out of a source or pool, or into a use, is no more than it has; ranges are ranges."""
    statement = statement_of(lines)
    for index, node in enumerate(statement.flow.nodes):
        given_ = sum(n.amount for n in statement.flow.links if n.giver == index)
        taken = sum(n.amount for n in statement.flow.links if n.taker == index)
        assert given_ <= node.amount and taken <= node.amount
    for row in statement.sources:
        assert row.left is None or row.left.low <= row.left.high


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ledger_lines())
def test_checking_never_fails(lines: str) -> None:
    rules = rules_of(lines)
    assert {f.code for f in rules.check()} <= {"YJ722", "YJ723", "YJ724", "YJ725", "YJ727", "YJ729"}


def test_columns_stand_under_one_another(licheng: Statement) -> None:
    text = to_text(licheng)
    table = text[text.index("按项目") : text.index("  * 推算")].splitlines()[1:]
    assert len({display_width(line.rstrip("*").rstrip()) for line in table[1:]}) == 1


def test_the_json_fits_its_schema(licheng: Statement) -> None:
    Draft202012Validator.check_schema(statement_schema())
    Draft202012Validator(statement_schema()).validate(to_json(licheng))


def test_the_picture_asks_for_nothing(licheng: Statement) -> None:
    picture = to_svg(licheng)
    root = ElementTree.fromstring(picture)
    assert {e.tag for e in root.iter()} <= {
        SVG + tag for tag in ("svg", "title", "desc", "style", "defs", "pattern", "rect", "line", "path", "text")
    }
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|@import|url\((?!#)|href|\bon\w+=", picture)


def test_the_picture_names_every_node_with_its_amount(licheng: Statement) -> None:
    words = [e.text or "" for e in ElementTree.fromstring(to_svg(licheng)).iter(SVG + "text")]
    assert "区级行业社会扶贫资金 941.00" in words and "贫困户人居环境提升 303.00" in words
    assert "使用 54.17，结余 33.23" in words
    assert "推算 211.00" in words


def test_labels_of_the_picture_do_not_overlap(licheng: Statement) -> None:
    """Lines beside one column of bars stand a line apart at least."""
    by_side: dict[str, list[float]] = {}
    for text in ElementTree.fromstring(to_svg(licheng)).iter(SVG + "text"):
        if text.get("class") in ("name", "below", "group") and text.get("y"):
            by_side.setdefault(f"{text.get('text-anchor')} {text.get('x')}", []).append(float(text.get("y", "0")))
    sides = [sorted(ys) for ys in by_side.values() if len(ys) > 5]
    assert len(sides) == 2
    assert all(b - a >= 16 for ys in sides for a, b in zip(ys, ys[1:], strict=False))


def test_words_of_a_ledger_are_text_in_the_picture() -> None:
    picture = to_svg(statement_of("收入 “<script>&” 5元\n支出 “<script>&” 5元"))
    assert "<script>" not in picture
    ElementTree.fromstring(picture)


def test_a_cell_is_no_formula() -> None:
    assert "'=1+1" in to_csv(statement_of("收入 “=1+1” 5元"))
