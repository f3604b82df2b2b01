"""Findings in each form, compared whole with the answer kept beside them, and what no source text can spoil."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiju.explain.layout import cell_width
from yiju_cli.render import Format, render_findings, to_github, to_json, to_sarif, to_text
from yiju_grammar.finding import Lang, Note, finding
from yiju_grammar.span import Span

ANSWERS = Path(__file__).parent / "answers"
FILE = "rules/示例/补助, 一.policy"
SOURCE = (
    "政策 干部补助 “示例”\n\n资格 范围 当\n\t单位 是 街道 且 岗务 属于（分管扶贫领导，扶贫办工作人员）\n"
    + "标准 补助 = "
    + "很长的名字 + " * 30
    + "收入 + "
    + "另一个名字 + " * 30
    + "1元\n"
)
OTHER = "记录 干部\n    收入 元\n"


def span(word: str, source: str = SOURCE, file: str = FILE) -> Span:
    start = source.index(word)
    return Span(file, start, start + len(word))


FINDINGS = (
    finding("YJ203", Span(FILE, len(SOURCE), len(SOURCE)), name="末尾", record="干部", close=""),
    finding("YJ602", None, where="记录.json 第3行", field="补助", value="1,2000\x1b[31m", unit="元"),
    finding(
        "YJ204",
        span("收入"),
        notes=(Note("here", span("收入", OTHER, "rules/示例/记录.policy")), Note("here", None)),
        name="收入",
        owner="家庭",
    ),
    finding("YJ203", span("岗务"), name="岗务", record="干部", close="岗位"),
)
SOURCES = {FILE: SOURCE, "rules/示例/记录.policy": OTHER}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_answer(form: Format, lang: Lang, update: bool) -> None:
    made = render_findings(FINDINGS, SOURCES, lang, form)
    file = ANSWERS / f"findings.{lang}.{form}"
    if update:
        file.write_text(made, encoding="utf-8")
    assert made == file.read_text("utf-8")


def test_as_architecture_draws_it() -> None:
    text = "        单位 是 街道 且 岗务 属于（分管扶贫领导，扶贫办工作人员）\n"
    source = "\n" * 8 + text
    found = finding("YJ203", span("岗务", source, "a.policy"), name="岗务", record="干部", close="岗位")
    assert to_text([found], {"a.policy": source}) == (
        "error[YJ203]: 没有字段 `岗务`\n"
        "  --> a.policy:9:19\n"
        "   |\n"
        " 9 |         单位 是 街道 且 岗务 属于（分管扶贫领导，扶贫办工作人员）\n"
        "   |                         ^^^^ 记录 `干部` 没有这个字段\n"
        "   = 提示: 是不是 `岗位`？\n"
    )


def test_order_does_not_depend_on_the_order_given() -> None:
    placed = [f for f in FINDINGS if f.span]
    assert to_json(placed, SOURCES) == to_json([*reversed(placed), placed[0]], SOURCES)


@given(st.text("补助 \t abc，（）\n\r\u202e\U00020bb7", max_size=60), st.data())
@settings(deadline=None)
def test_any_span_of_any_text_is_drawn(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source) + 3))
    end = data.draw(st.integers(start, len(source) + 5))
    found = finding("YJ203", Span("a", start, end), name="x", record="y", close="")
    drawn = to_text([found], {"a": source})
    assert "^" in drawn and "\r" not in drawn and "\t" not in drawn
    assert json.loads(to_json([found], {"a": source}))[0]["code"] == "YJ203"


def test_long_lines_are_cut_around_the_words() -> None:
    drawn = to_text([FINDINGS[2]], SOURCES)
    lines = drawn.splitlines()
    shown, carets = lines[3], lines[4]
    assert cell_width(shown) <= 120
    before = cell_width(shown[: shown.index("收入")])
    assert carets.index("^") == before


def test_a_text_that_is_not_at_hand_is_named() -> None:
    assert "--> elsewhere.policy\n" in to_text([finding("YJ203", Span("elsewhere.policy", 3, 5), name="x")], {})


def test_sarif_is_minimal_and_valid() -> None:
    log = json.loads(to_sarif(FINDINGS, SOURCES))
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert log["version"] == "2.1.0" and rules == sorted(set(rules))
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (4, 12, 14)


def test_github_commands_are_one_line_each() -> None:
    lines = to_github(FINDINGS, SOURCES).splitlines()
    assert len(lines) == len(FINDINGS)
    assert lines[0].startswith("::error file=rules/示例/补助%2C 一.policy,line=4,endLine=4,col=12,endColumn=14,title=")


def test_a_gbk_console_can_show_it() -> None:
    found = finding("YJ203", Span("a", 0, 1), name="𠮷", record="干部", close="")
    drawn = to_text([found], {"a": "𠮷"})
    assert drawn.encode("gbk", errors="replace").decode("gbk").startswith("error[YJ203]: 没有字段 `?`")


def test_no_findings() -> None:
    assert to_text([], {}) == "" and to_json([], {}) == "[]\n"
    assert render_findings([], {}, "zh", "text") == "没有发现问题\n"
