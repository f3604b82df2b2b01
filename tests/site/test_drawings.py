"""Drawings of decisions and plots of figures: well formed, every label clear of the others, every box a link."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from yiju.load import Rules, load, load_texts
from yiju.site.policy import Prepared, pages
from yiju.site.policy.graph import graph
from yiju.site.policy.layers import layers
from yiju.site.policy.placing import placed, wrapped
from yiju.site.policy.step_plot import series_of
from yiju_grammar import parse
from yiju_grammar import tree as t
from yiju_grammar.display_width import display_width

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module", params=["shili", "yushan", "longquan"])
def rules(request: pytest.FixtureRequest) -> Rules:
    return load(RULES / request.param)


def test_boxes_do_not_touch_and_lines_go_to_the_right(rules: Rules) -> None:
    for policy in rules.checked.rule_set.policies.values():
        made = graph(policy, rules.checked.rule_set)
        columns = layers(made)
        boxes = placed(columns, [n.label or "符合" for n in made.nodes], {}).boxes
        nodes = [b for slot, b in boxes.items() if not slot.passes]
        for a, b in combinations(nodes, 2):
            apart = a.x + a.width <= b.x or b.x + b.width <= a.x
            assert apart or abs(a.middle - b.middle) >= (a.height + b.height) / 2, (a, b)
        assert all(boxes[a].x + boxes[a].width < boxes[b].x for a, b, _ in columns.links)
        assert all(display_width(line) * 6.5 <= b.width for b in nodes for line in b.lines)


def test_exclusions_stand_before_what_they_defeat() -> None:
    rules = load(RULES / "yushan")
    made = graph(rules.checked.rule_set.policies["临时救助"], rules.checked.rule_set)
    edges = {(made.nodes[e.start].label, made.nodes[e.end].label) for e in made.edges if e.is_exception}
    assert edges == {
        ("财产超标", "救助情形"), ("拒绝配合核对", "救助情形"), ("赌博吸毒", "救助情形"), ("未成年人", "赌博吸毒"),
        ("已获两次", "救助情形"), ("上浮", "救助金额"),
    }  # fmt: skip


def test_rules_that_go_round_are_still_drawn() -> None:
    head, record = "政策 试 “试”\n    对象 人\n\n", "记录 人 每人\n    编号 文本 标识\n"
    text = f"{head}定义 甲 = 乙\n\n定义 乙 = 甲\n\n标准 丙 = 甲\n\n{record}"
    rules = load_texts({"规则/试.policy": text}, place="规则")
    assert len(graph(rules.checked.rule_set.policies["试"], rules.checked.rule_set).nodes) == 3
    assert "<svg" in pages(rules, "规则", "zh", prepared=Prepared((), {}))["places/规则/policies/试.md"]


@pytest.mark.parametrize(
    ("label", "lines"), [("短", ("短",)), ("乡镇审批并在7个工作日内备案", ("乡镇审批并在7个", "工作日内备案"))]
)
def test_long_names_are_broken_into_even_lines(label: str, lines: tuple[str, ...]) -> None:
    assert wrapped(label) == lines


def test_a_stop_ends_the_steps() -> None:
    text = "参数 甲 元/月\n    自 2020-01-01 = 20元/月\n    自 2021-07-01 停止\n"
    declared = parse(text, "a").declarations[0]
    assert isinstance(declared, t.Parameter)
    (series,) = series_of(declared)
    assert [(s.start and s.start.isoformat(), s.value) for s in series.steps] == [
        ("2020-01-01", 20),
        ("2021-07-01", None),
    ]
