"""Sentences about one condition, and what a page or a schema must never let through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

import jsonschema
import pytest
from explain.sample_decisions import HOUSEHOLD, MEMBERS, REFUSED, SAMPLES, UNKNOWN, money, number, text, why

from yiju.decision.model import Comparison, Decision, Why
from yiju.documents.model import Citation
from yiju.explain.html import to_html
from yiju.explain.json import decision_schema, to_json, to_json_text
from yiju.explain.respelling import respelled
from yiju.explain.testing import condition_text, needed_text
from yiju.explain.text import to_text
from yiju.explain.words import WORDS

AGE = (("岁", 1),)


def compare(words: str, op: Any, left: str, right: str, **more: Any) -> Why:
    holds = {"ge": int(left) >= int(right), "lt": int(left) < int(right)}[op]
    gap = number(str(abs(int(left) - int(right))), AGE)
    comparison = Comparison(op, number(left, AGE), number(right, AGE), gap)
    return why("condition", words, holds, comparison=comparison, **more)


@pytest.mark.parametrize(
    ("step", "zh", "en"),
    [
        (compare("年龄 满 60岁", "ge", "59", "60"), "年龄为59岁，应满60岁，还差1岁", "1 year short"),
        (compare("年龄 满 60岁", "ge", "72", "60"), "年龄为72岁，满60岁", "at least 60 years"),
        (compare("年龄 60岁以上", "ge", "59", "60"), "年龄为59岁，应在60岁以上，还差1岁", "should be at least 60"),
        (compare("年龄 不满 16岁", "lt", "16", "16"), "年龄为16岁，应不满16岁，正好相等", "being exactly that"),
        (
            why("condition", "单位 是 街道", False, facts=(("单位", text("其他")),)),
            "单位为其他，不是街道",
            "单位 is 其他, not 街道",
        ),
        (why("condition", "离岗日期 是 无", True), "没有离岗日期", "there is no 离岗日期"),
        (why("condition", "残疾", None, facts=(("残疾", UNKNOWN),)), "“残疾”还没有填写", "is not filled in"),
        (
            why("condition", "健康状况 含 大病", False, facts=(("健康状况", text("健康")),)),
            "健康状况（健康）中没有大病",
            "does not include 大病",
        ),
    ],
)
def test_condition_text(step: Why, zh: str, en: str) -> None:
    assert condition_text(step, "zh") == zh
    assert en in condition_text(step, "en")


def test_an_unwanted_condition_is_told_the_other_way_round() -> None:
    step = compare("年龄 满 60岁", "ge", "61", "60")
    assert condition_text(step, "zh", want=False) == "年龄为61岁，满60岁，超出1岁"
    assert needed_text(step, "zh", want=False) == "年龄须不满60岁"


def test_a_private_value_is_not_told_by_its_comparison() -> None:
    step = compare("年龄 满 60岁", "ge", "59", "60", facts=(("年龄", replace(number("59", AGE), private=True)),))
    assert "59" not in condition_text(step, "zh")
    assert "1岁" not in condition_text(step, "zh")


@pytest.mark.parametrize("decision", SAMPLES.values(), ids=SAMPLES.keys())
def test_json_fits_its_schema(decision: Decision) -> None:
    schema = decision_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    made = json.loads(to_json_text(decision))
    checker.validate(made)
    assert list(schema["properties"])[: len(made)][:17] == list(made)[:17]
    assert to_json_text(decision) == to_json_text(replace(decision))


def test_the_schema_refuses_a_number_that_is_no_string() -> None:
    made = to_json(SAMPLES["eligible"])
    made["payments"][0]["value"] = 700.0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, decision_schema())


@pytest.mark.parametrize("name", [n for n, d in SAMPLES.items() if not d.errors])
def test_chinese_has_no_english_words(name: str) -> None:
    shown = to_text(SAMPLES[name], "zh")
    for record in ("C002", "C004", "C007", "H001"):
        shown = shown.replace(record, "")
    assert not any(c.isascii() and c.isalpha() for c in shown), shown


def test_every_sentence_has_both_languages() -> None:
    for key, (zh, en) in WORDS.items():
        assert zh and en, key


HOSTILE = "<script>alert(1)</script>\"'&"


class Tags(HTMLParser):
    """The names of the tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "onclick", "action")]


def poisoned(value: Any) -> Any:
    """The same value with markup in each of its texts that comes from records, documents or rules."""
    if isinstance(value, str):
        return value if value in KEPT or value[:4].isdigit() else value + HOSTILE
    if isinstance(value, tuple):
        return tuple(poisoned(v) for v in value)
    if isinstance(value, dict):
        return {k: poisoned(v) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, Comparison):
        changed = {f.name: poisoned(getattr(value, f.name)) for f in fields(value) if f.name not in FIXED}
        return replace(value, **changed)
    return value


KEPT = frozenset({"eligible", "ineligible", "undetermined", "截止", "截止 2020-12-31"})
FIXED = frozenset({"kind", "grade", "reason", "unit", "digest", "span"})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_escapes_everything(lang: Any) -> None:
    page = to_html([poisoned(d) for d in SAMPLES.values()], lang)
    tags = Tags()
    tags.feed(page)
    assert "script" not in tags.tags
    assert "&lt;script&gt;" in page
    assert all(address.startswith("#") for address in tags.addresses)


def test_links_lead_to_anchors() -> None:
    page = to_html(SAMPLES.values(), "zh")
    wanted = {part.split('"')[0] for part in page.split('href="#')[1:]}
    assert wanted
    assert all(page.count(f'id="{anchor}"') == 1 for anchor in wanted)


def test_a_page_asks_nothing_from_outside() -> None:
    page = to_html(SAMPLES.values(), "zh")
    assert "http" not in page.replace("http-equiv", "")
    assert to_html(REFUSED, "zh", full=False).startswith("<style>")


def test_a_refusal_says_by_how_much_and_what_would_help() -> None:
    shown = to_text(HOUSEHOLD, "zh")
    assert "人均收入为720.00元/月，应低于低保标准（城乡）即690.00元/月，超出30.00元/月" in shown
    assert "人均收入须低于低保标准（城乡）即690.00元/月" in shown
    assert "申请行政复议" in shown


def test_hostile_terminal_characters_do_not_pass() -> None:
    bad = replace(REFUSED, record="\x1b[2J\u202eC", citations=tuple(map(_with_escape, REFUSED.citations)))
    assert "\x1b" not in to_text(bad, "zh") and "\u202e" not in to_text(bad, "zh")


def _with_escape(citation: Citation) -> Citation:
    return replace(citation, quote="甲\x1b[31m乙", title="题\u202e")


def test_shares_of_a_payment_are_listed() -> None:
    payment = replace(
        MEMBERS.payments[0],
        value=money("100"),
        if_eligible=None,
        funds=tuple(
            replace(SAMPLES["eligible"].payments[0].funds[0], name=n, value=money(v))
            for n, v in (("省级", "60"), ("县级", "40"))
        ),
    )
    shown = to_text(replace(MEMBERS, outcome="eligible", payments=(payment,), citations=SAMPLES["eligible"].citations))
    assert "由省级 60.00元、县级 40.00元支付" in shown


def numbers(value: Any) -> Iterator[Any]:
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield item
        yield from numbers(item)


def test_no_floats_in_json() -> None:
    for decision in SAMPLES.values():
        assert not any(isinstance(v, float | Fraction) for v in numbers(to_json(decision)))


def test_a_notebook_shows_a_fragment() -> None:
    assert REFUSED._repr_html_() == to_html(REFUSED, "zh", full=False)


def test_rules_written_with_english_keywords_are_told_in_chinese() -> None:
    def english(step: Why) -> Why:
        return replace(step, text=respelled(step.text, "en"), because=tuple(map(english, step.because)))

    for decision in (REFUSED, HOUSEHOLD, MEMBERS):
        assert decision.why is not None
        written = replace(decision, why=english(decision.why))
        assert written != decision
        assert to_text(written, "zh") == to_text(decision, "zh")
        assert to_text(written, "en") == to_text(decision, "en")


class Nesting(HTMLParser):
    """Tags that are open; a page is well formed when each is closed by its own."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_a_page_is_well_formed() -> None:
    nesting = Nesting()
    nesting.feed(to_html(SAMPLES.values(), "en"))
    assert nesting.open == []
