"""What generated functions look like: whole numbers only, nothing worked out twice, nesting of any allowed depth."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import yiju
from yiju.backends.to_python import Asked, Compiled, compile_asked
from yiju.backends.to_python_policy import PolicyFunctions, span_of
from yiju.documents.model import ALWAYS
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import FieldType, Program, RecordType
from yiju_grammar.span import NOWHERE

HOUSEHOLD = Path(__file__).parents[2] / "bench" / "rules" / "household"
NUMBER, TRUTH = ty.NumberType((), 1), ty.TruthType()
RECORD = RecordType(
    "户",
    None,
    tuple(FieldType(n, k, False, False, False, None, None, NOWHERE) for n, k in (("数", NUMBER), ("真假", TRUTH))),
    NOWHERE,
)
PROGRAM = Program("", "", {"户": RECORD}, {}, {}, {}, {}, {}, (), (), ())
N = e.Field(NUMBER, NOWHERE, 0, "数")
T = e.Field(TRUTH, NOWHERE, 0, "真假")
THREE = e.Const(NUMBER, NOWHERE, Fraction(3))


def compiled(expr: e.Expr) -> Compiled:
    return compile_asked(PROGRAM, "户", (Asked("问", expr),))


@pytest.fixture(scope="module")
def household() -> PolicyFunctions:
    program = yiju.load(HOUSEHOLD).program
    return PolicyFunctions(program, program.policies["家庭救助"])


@pytest.mark.parametrize("why", [False, True])
def test_no_fraction_and_no_float_is_made(household: PolicyFunctions, why: bool) -> None:
    source = household.compiled(date(2020, 6, 30), (0, 1, 2, 3, 4, 5), why=why).source
    assert "Fraction" not in source
    assert not re.search(r"\d\.\d|float", source)


def test_no_code_is_run_twice_under_two_names(household: PolicyFunctions) -> None:
    source = household.compiled(date(2020, 6, 30), (0, 1, 2, 3, 4, 5), why=True).source
    worked_out = re.findall(r"^ +\w+ = (.+ if .+)$", source, re.MULTILINE)
    assert worked_out and len(worked_out) == len(set(worked_out))


def test_a_function_is_made_once_for_days_between_two_changes(household: PolicyFunctions) -> None:
    first = household.compiled(date(2020, 3, 1))
    assert household.compiled(date(2020, 9, 9)) is first
    assert household.compiled(date(2021, 3, 1)) is not first
    assert span_of(household.program, date(2020, 3, 1)) == (date(2020, 1, 1), date(2020, 12, 31))


def test_a_constant_condition_leaves_no_trace_in_the_code() -> None:
    always = e.InForce(TRUTH, NOWHERE, (ALWAYS,))
    assert compiled(e.Both(TRUTH, NOWHERE, "all", (always, T))).source == compiled(T).source


NESTS: dict[str, tuple[Callable[[e.Expr], e.Expr], e.Expr, object]] = {
    "sum": (lambda x: e.Arithmetic(NUMBER, NOWHERE, "add", x, N), N, Fraction(2 * 191)),
    "not": (lambda x: e.Not(TRUTH, NOWHERE, x), T, True),
    "all": (lambda x: e.Both(TRUTH, NOWHERE, "all", (e.Compare(TRUTH, NOWHERE, "lt", N, THREE), x)), T, True),
    "choice": (lambda x: e.Choice(NUMBER, NOWHERE, T, x, THREE), N, Fraction(2)),
    "max": (lambda x: e.Extreme(NUMBER, NOWHERE, "max", (x, THREE)), N, Fraction(3)),
}


@pytest.mark.parametrize("kind", NESTS)
def test_nesting_as_deep_as_the_language_allows(kind: str) -> None:
    wrap, expr, expected = NESTS[kind]
    for _ in range(190):
        expr = wrap(expr)
    made = compiled(expr)
    assert made.value(0, made.function((2, True), date(2020, 1, 1))[0]) == expected
    assert made.function((None, None), date(2020, 1, 1))[0] is None
