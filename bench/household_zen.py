"""The household policy for zen-engine: one graph with one expression node, evaluated from a dict, with its trace.

Numbers are given as JSON numbers (it has no money or dates of its own beyond `d()`), names in English. A null in
arithmetic or a comparison is an error there, so it is given the records in which every field it needs is known.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

NAMES = {
    "户编号": "id", "户主": "head", "城乡": "area", "户籍本地": "local", "居住月数": "months", "年收入": "income",
    "存款": "savings", "房产数": "homes", "机动车数": "cars", "车辆用途": "use", "拒绝介绍次数": "refusals",
    "面积": "floor", "月租金": "rent", "医疗支出": "medical", "受灾": "disaster", "单亲": "single",
    "申请日期": "applied", "低保户": "onRelief", "驻地": "place", "成员": "members", "证件号": "id", "出生日期": "born",
    "学籍": "school", "健康": "health", "残疾等级": "disability", "去世日期": "died",
}  # fmt: skip
MONEY = frozenset(("年收入", "存款", "月租金", "医疗支出"))


def given(raw: dict[str, Any]) -> dict[str, Any]:
    """The record as its users would send it."""
    made: dict[str, Any] = {}
    for name, value in raw.items():
        if name == "成员":
            value = [given(member) for member in value]
        made[NAMES[name]] = float(value) if name in MONEY and value is not None else value
    return made


def graph(day: date) -> str:
    """The rules, each derived value under its own key, as its trace then shows it."""
    care = '#.disability == "一级" ? 280 : #.disability == "二级" ? (area == "城市" ? 200 : 160) : 0'
    school = '#.school in ["小学", "初中"] ? 60 : #.school in ["高中", "本科"] ? 90 : 0'
    age = f'd("{day.isoformat()}").diff(d(#.born), "year")'
    rules = {
        "line": 'area == "城市" ? 8280 : 6240',
        "living": "map(members, #.died == null)",
        "people": "count(members, #.died == null)",
        "net": "income - medical * 0.6",
        "need": "$.line * $.people",
        "residence": "local or months >= 12",
        "poor": "$.net < $.need or (disaster and $.net < $.need * 1.2)",
        "fits": "(savings <= 30000 and homes <= 1 and cars == 0) or "
        '(cars == 1 and use == "残疾代步" and savings <= 30000 and homes <= 1)',
        "works": 'refusals < 3 or some(members, #.disability in ["一级", "二级"] and #.died == null)',
        "outcome": "$.residence and $.poor and $.fits and $.works",
        "gap": "$.need >= $.net ? ceil(($.need - $.net) / 12) : floor(($.need - $.net) / 12)",
        "relief": "max([$.gap, 0])",
        "perChild": "single ? 150 : 100",
        "children": f"map(members, {age} < 18 and #.died == null)",
        "care": f"map(members, {care})",
        "school": f"map(members, {school})",
        "elderly": f"80 * count(members, {age} >= 60 and #.died == null)",
        "rentHelp": "round(min([rent ?? 0, 800]) * 0.25, 2)",
    }
    expressions = [{"id": name, "key": name, "value": rule} for name, rule in rules.items()]
    at = {"x": 0, "y": 0}
    nodes = [
        {"id": "in", "type": "inputNode", "name": "record", "position": at},
        {
            "id": "rules",
            "type": "expressionNode",
            "name": "rules",
            "position": at,
            "content": {"expressions": expressions},
        },
        {"id": "out", "type": "outputNode", "name": "answers", "position": at},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "rules", "type": "edge"},
        {"id": "2", "sourceId": "rules", "targetId": "out", "type": "edge"},
    ]
    return json.dumps({"nodes": nodes, "edges": edges})


def decider(day: date) -> Callable[[dict[str, Any]], Any]:
    """From a record to its result and trace."""
    from zen import ZenEngine

    evaluate = ZenEngine().create_decision(graph(day)).evaluate
    trace = {"trace": True}
    return lambda record: evaluate(record, trace)


def answers(found: Any) -> tuple[Any, ...]:
    """What it decided, in the form of `household_by_hand.decide` (money in whole and hundredths of 元)."""
    r = found["result"]
    each = (r["perChild"],) * len(r["living"])
    living = tuple(r["living"])
    cents = round(r["rentHelp"] * 100)
    return (
        r["outcome"], r["residence"], r["poor"], r["fits"], r["works"], r["gap"], r["relief"], each,
        tuple(r["children"]), tuple(r["care"]), living, tuple(r["school"]), living, r["elderly"], cents,
    )  # fmt: skip
