"""The calculator as one module: it asks for no other, decides as `Rules.decide` does, and says what a record lacks."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from javascript.node_process import Module, node_process

import yiju
from yiju.calculator.bundle import calculator_module, classic
from yiju.explain.json import to_json

PLACE = Path(__file__).parents[2] / "rules" / "yushan"
POLICY = "临时救助"
DAY = date(2021, 6, 30)


@cache
def text() -> str:
    rules = yiju.load(PLACE)
    return calculator_module(rules.program, POLICY, rules.sources)


def asked(module: Module, record: object) -> object:
    """The answer as JSON: the decision's, or the problems."""
    node = node_process()
    helper = node.text_module(
        "export function asked(y, record, day) { const made = y.decide(record, day);"
        " return made.problems ?? y.toJson(made.decision); }"
    )
    return node.call(helper, "asked", module, record, DAY.isoformat())


@pytest.mark.parametrize("form", ["module", "classic"])
def test_a_household_is_decided_as_in_python(form: str) -> None:
    node = node_process()
    script = text()
    if form == "classic":
        names = "{ decide: m.decide, toJson: m.toJson }"
        script = f"{classic(script, 'yiju')}\nconst m = globalThis.yiju;\nexport const {{ decide, toJson }} = {names};"
    record = json.loads((PLACE / "records" / "申请户.json").read_text("utf-8"), parse_float=str, parse_int=str)[0]
    expected = to_json(yiju.load(PLACE).decide(POLICY, record, on=DAY))
    assert asked(node.text_module(script), record) == json.loads(json.dumps(expected))


def test_a_record_without_what_it_must_have_has_problems() -> None:
    found = asked(node_process().text_module(text()), {})
    assert isinstance(found, list) and {p["code"] for p in found} <= {"YJ620", "YJ621"} and found


def test_the_module_asks_for_nothing() -> None:
    script = text()
    assert "import " not in script.replace("important", "")
    assert all(word not in script for word in ("eval(", "new Function", "fetch(", "XMLHttpRequest", "</script"))
