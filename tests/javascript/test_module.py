"""What a generated module holds: what its policies reach, texts that end no script, earlier rules for a 补发."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from javascript.node_process import node_process

import yiju
from yiju.backends.to_javascript import to_javascript
from yiju.backends.to_javascript.literals import integer_literal, text_literal
from yiju.backends.to_javascript.module import KERNELS
from yiju.backends.to_javascript.node_values import CODES
from yiju.backends.to_javascript.reach import reached
from yiju.program.frozen import frozen
from yiju.program.traverse import EXPRESSIONS

RULES = Path(__file__).parents[2] / "rules"
PLACES = sorted(p.parent for p in RULES.glob("*/documents.toml"))

NASTY = ('</script><!-- "\\', "\u2028\u2029\ufeff", "\ud800 lone", "`${1}`", "__proto__", "line\nbreak\t\x00")


def test_every_node_of_the_calculus_is_written() -> None:
    assert set(CODES) == set(EXPRESSIONS)


@pytest.mark.parametrize("text", NASTY)
def test_a_text_is_the_same_in_javascript_and_ends_no_script(text: str) -> None:
    node = node_process()
    literal = text_literal(text)
    assert "</" not in literal and "<!" not in literal and literal.isprintable()
    units = node.call(
        node.text_module(
            f"export const units = Array.from({{ length: {literal}.length }}, (_, i) => {literal}.charCodeAt(i));"
        ),
        "units",
    )
    data = text.encode("utf-16-le", "surrogatepass")
    assert units == [int.from_bytes(data[i : i + 2], "little") for i in range(0, len(data), 2)]


def test_an_integer_that_would_not_be_exact_is_a_bigint() -> None:
    assert integer_literal(2**53 - 1) == str(2**53 - 1)
    assert integer_literal(2**53) == f"{2**53}n"


@pytest.mark.parametrize("place", PLACES, ids=lambda p: p.name)
def test_the_modules_of_a_place(place: Path) -> None:
    node = node_process()
    rules = yiju.load(place)
    for policy in rules.program.policies:
        text = to_javascript(rules.program, [policy], rules.sources)
        assert "eval(" not in text and "Function(" not in text
        made = node.call(node.text_module(text), "program", node.runtime)
        cut = reached(rules.program, [policy])
        assert list(made["definitions"]) == list(cut.definitions)
        assert made["digest"] == rules.program.digest
        assert set(made["policies"]) >= {policy}
        for name, found in made["records"].items():
            assert [f["name"] for f in found["fields"]] == [f.name for f in rules.program.records[name].fields]


def test_a_policy_brings_only_what_it_reaches() -> None:
    rules = yiju.load(RULES / "licheng")
    cut = reached(rules.program, ["干部补助"])
    assert list(cut.policies) == ["干部补助"]
    assert all(name.startswith(("干部补助/", "干部.")) or "/" not in name for name in cut.definitions)
    assert len(to_javascript(rules.program, ["干部补助"], rules.sources)) < len(
        to_javascript(rules.program, None, rules.sources)
    )


def test_there_is_no_such_policy() -> None:
    rules = yiju.load(RULES / "licheng")
    with pytest.raises(KeyError):
        to_javascript(rules.program, ["不存在"], rules.sources)


def test_the_rules_before_a_backdated_change_come_along() -> None:
    node = node_process()
    rules = yiju.load(RULES / "qinghu")
    policy = next(p for p in rules.program.policies.values() if p.arrears)
    arrears = policy.arrears[0]
    key = f"{policy.name}/{arrears.payment}/{arrears.start.isoformat()}"
    changed = node.text_module(
        "export const changed = (now, key, part) => {"
        " const then = now.arrears_before[key];"
        " return Object.keys(now[part]).filter((name) => now[part][name] !== then[part][name]); };"
    )
    now = reached(rules.program, [policy.name])
    then = frozen(now, arrears.start - date.resolution)
    in_node = node.program(rules.program, [policy.name], rules.sources)
    assert then.tables != now.tables
    for part in ("definitions", "tables"):
        was, made = getattr(then, part), getattr(now, part)
        assert node.call(changed, "changed", in_node, key, part) == [n for n in made if made[n] != was[n]]


def test_the_runtime_exports_what_modules_take_from_it() -> None:
    node = node_process()
    listed = node.text_module("export const names = (module) => Object.keys(module);")
    assert set(KERNELS) <= set(node.call(listed, "names", node.runtime))


def test_numbers_in_javascript_are_exact() -> None:
    node = node_process()
    y = node.runtime
    values = [Fraction(n, d) for n in (-7, -1, 0, 1, 5, 10**30) for d in (1, 2, 3, 100, 10**21 + 1)]
    for a in values:
        assert node.call(y, "decimalText", a).count("/") == (a.denominator % 3 == 0 or a.denominator > 10**20)
        for b in values[::4]:
            assert node.call(y, "addNum", a, b) == a + b
            assert node.call(y, "multiplyNum", a, b) == a * b
            assert node.call(y, "cmp", a, b) == (a > b) - (a < b)
            assert b == 0 or node.call(y, "divideNum", a, b) == a / b
