"""The JavaScript door takes and refuses what Python's does, for the same reasons in the same words."""

from __future__ import annotations

import os
from random import Random
from typing import Any

import pytest
from generators.raw_records import Raw
from generators.sound_rules import POLICIES, sound
from javascript.node_process import Held, NodeProcess, decoded, encoded, node_process, stored_row

from yiju.program.program import FieldType, Program, RecordType
from yiju.program.types import DateType, EnumType, HistoryType, ListType, MultiType, NumberType, TextType, TruthType
from yiju.records.door import examine
from yiju.records.trouble import closest, path_text
from yiju_grammar.span import NOWHERE

CHECK = os.environ.get("YIJU_CHECK") == "1" or os.environ.get("YIJU_NIGHTLY") == "1"

LEVEL = EnumType("等级", ("甲等", "乙等", "丙等", "无"))


def field(name: str, kind: Any, **more: Any) -> FieldType:
    given = {"identifier": False, "required": False, "private": False, "low": None, "high": None, **more}
    return FieldType(name, kind, span=NOWHERE, **given)


MEMBER = RecordType(
    "成员", "人", (field("编号", TextType(), identifier=True), field("收入", NumberType((), 100))), NOWHERE
)
ALL = RecordType(
    "户",
    "户",
    (
        field("户号", TextType(), identifier=True),
        field("证件号", TextType(identity=True), private=True),
        field("出生日期", DateType()),
        field("低保", TruthType(), required=True),
        field("等级", LEVEL),
        field("类别", MultiType(EnumType("类别", ("残疾", "重病", "单亲")), optional=True)),
        field("比例", NumberType((), 1_000_000)),
        field("存款", NumberType((("元", 1),), 100, optional=True), private=True),
        field("标准", NumberType((("人", -1), ("元", 1), ("月", -1)), 100)),
        field("人口", NumberType((("人", 1),), 1), low=None, high=None),
        field("工资", HistoryType(NumberType((("元", 1),), 100), optional=True)),
        field("备注", TextType(optional=True)),
        field("成员", ListType("成员", optional=True)),
        field("亲属", ListType("成员"), private=True),
    ),
    NOWHERE,
)
PLACE = Program("t", "", {"户": ALL, "成员": MEMBER}, {}, {}, {}, {}, {}, (), (), ())

SPELLINGS: tuple[Any, ...] = (
    *([{"编号": "1"}, {"编号": "1", "收入": "x"}], [{"编号": " "}, {"编号": "2", "收人": 1}], ["x"], []),
    *("1,200.00", "12,00", "１２．５", "-3", "70%", "0.5", "1e3", "¥12", "12元", "十二", "1.005", "9" * 50, "9" * 70),
    *("00012.5000", "-0", "0.0000001", "1000001", "", " ", "　", "无", "是", "否", "TRUE", "yes", True, False),
    *("2020-06-30", "2020/6/30", "2020.6.30", "2020年6月30日", "2020-06-30 00:00:00", "2020-06-30T00:00:00.0"),
    *("2020-02-30", "2020/6.30", "0000-01-01", "２０２０年６月３０日", "20200630", "2020-06", "2020年13月"),
    *("甲等", "甲", "乙 等", "残疾，重病", "残疾、 重病", "残疾;单身", ["残疾"], ["残疾", "单"], [None], {"a": 1}),
    *("110101199003074777", "11010119900307475x", "110101900307475", "110101199013074752", "11010519491231002X"),
    *("01010119900307475X", {"2020-06": "1.5", "2020年6月": "2"}, {"2020-6": None}, {"六月": "1"}, 12, 0, -5, 1.5),
    *(
        [{"月份": "2020-06", "值": "3"}, {"月份": "2020-06", "值": "4"}],
        [{"月份": "2020-06"}],
        "很长" * 30,
        "\x1f",
        "\ufeff",
    ),
)


def difference(node: NodeProcess, made: Held, program: Program, record: RecordType, raw: Any) -> str:
    """What the two doors say differently of a record, or nothing."""
    question = {"call": "checkRecord", "of": node.runtime.number, "args": [encoded(made), record.name, raw]}
    found = node.ask(question)["value"]
    expected = examine(record, program.records, raw)
    if isinstance(expected, tuple):
        same = decoded(found) == {"row": decoded(stored_row(program, record, expected))}
        return "" if same else f"{raw}: {expected}, but JavaScript says {found}"
    told = [(t.code, path_text(t.steps), list(t.steps), dict(t.args), list(t.notes)) for t in expected]
    problems = [(p["code"], p["path"], p["steps"], p["args"], p["notes"]) for p in found.get("problems", [])]
    return "" if problems == told else f"{raw}: {told}, but JavaScript says {found}"


def test_each_spelling_in_each_kind_of_field() -> None:
    node = node_process()
    made = node.program(PLACE)
    usual = {"户号": "甲", "低保": "是"}
    records = ({**usual, f.name: spelling} for f in ALL.fields for spelling in SPELLINGS)
    assert [d for raw in records if (d := difference(node, made, PLACE, ALL, raw))] == []


@pytest.mark.parametrize("seed", range(30 if CHECK else 3))
def test_records_of_rule_sets(seed: int) -> None:
    rules = sound(seed)
    if rules is None:
        pytest.skip("the rules of this seed have errors")
    node, rng = node_process(), Random(seed)
    made = node.program(rules.program)
    raw = Raw(rules.program, rng)
    for _ in range(40):
        policy = rng.choice(POLICIES)
        record = rules.program.records[rules.program.policies[policy].subject]
        assert difference(node, made, rules.program, record, damaged(raw.record(policy), rng)) == ""


def damaged(record: dict[str, Any], rng: Random) -> dict[str, Any]:
    """A record with something wrong now and then: a value of another kind, a name misspelt, an element twice."""
    made = dict(record)
    name = rng.choice(list(made))
    match rng.randrange(6):
        case 0:
            made[name] = rng.choice(SPELLINGS)
        case 1:
            made[name[:-1] + "号"] = made.pop(name)
        case 2:
            made[name] = made[name] * 2 if isinstance(made[name], list) else made[name]
        case 3:
            del made[name]
    return made


def test_the_closest_name_is_the_one_that_python_finds() -> None:
    node, rng = node_process(), Random(5)
    for _ in range(400 if CHECK else 60):
        names = ["".join(rng.choices("甲乙丙丁ab", k=rng.randrange(1, 9))) for _ in range(rng.randrange(1, 8))]
        name = "".join(rng.choices("甲乙丙丁ab", k=rng.choice((2, 4, 6, 250))))
        assert node.call(node.runtime, "closest", name, names) == closest(name, names), (name, names)
