"""The Python backend agrees with the reference interpreter, errors included, in both of its forms."""

from __future__ import annotations

import importlib.util
import os
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from yiju.backends.interpreter import Interpreter, Scope
from yiju.backends.to_python import Asked, Compiled, compile_asked, value_at
from yiju.backends.to_python_build import UnsupportedError
from yiju.backends.to_python_runtime import ERR, Incomplete
from yiju.program import expressions as e
from yiju.program.errors import Failure
from yiju.program.program import Program
from yiju.program.traverse import below
from yiju.program.values import Row


def _generators() -> Any:
    path = Path(__file__).parents[1] / "generators" / "programs.py"
    spec = importlib.util.spec_from_file_location("generated_programs", path)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    return made


programs = _generators()


def asked(program: Program) -> tuple[Asked, ...]:
    """Every definition without arguments: the household's own, and each member's."""
    members = e.Field(programs.HOUSE.fields[10].type, programs.AT, 0, "成员")
    return tuple(
        Asked(d.id, e.Ref(d.type, programs.AT, 0, d.id), members if d.record == "成员" else None)
        for d in program.definitions.values()
        if not d.parameters
    )


def same(expected: Any, found: Any) -> bool:
    """Equal, a truth being no number; any failure stands as ERR."""
    if isinstance(expected, Failure):
        return found is ERR
    return bool(expected == found) and isinstance(expected, bool) == isinstance(found, bool)


def expected_of(run: Interpreter, question: Asked, scope: Scope) -> Any:
    if question.each is None:
        return run.value(question.expr, scope)
    frames = run.elements(question.each, scope)
    return tuple(run.value(question.expr, scope.push(f)) for f in frames) if isinstance(frames, list) else frames


def differences(program: Program, row: Row, day: date) -> list[str]:
    """Where a backend says something else than the interpreter."""
    run = Interpreter(program)
    scope = run.root("家庭", row, day)
    questions = asked(program)
    wrong: list[str] = []
    spans = ((None, None), (day, day), (day - timedelta(days=40), day + timedelta(days=200)))
    for why, span in zip((False, True), (spans[day.day % 3], spans[day.year % 3]), strict=True):
        made = compile_asked(program, "家庭", questions, span=span, why=why)
        answers = made.function(row, day)
        if why:
            answers, values = answers
            wrong += kept_differences(run, made, values, scope)
        for i, (question, stored) in enumerate(zip(questions, answers, strict=True)):
            expected, found = expected_of(run, question, scope), made.value(i, stored)
            pairs = [(expected, found)]
            if isinstance(expected, tuple) and isinstance(found, tuple) and question.each is not None:
                pairs = list(zip(expected, found, strict=True))
            wrong += [f"{question.name} why={why}: {a!r} but {b!r}\n{made.source}" for a, b in pairs if not same(a, b)]
    return wrong


def kept_differences(run: Interpreter, made: Compiled, values: Any, scope: Scope) -> list[str]:
    """What a trace keeps is what the interpreter says of the same expression."""
    wrong = []
    for question in made.asked:
        name = question.expr.definition if isinstance(question.expr, e.Ref) else ""
        body = run.program.definitions[name].body
        scopes = [scope]
        if question.each is not None:
            frames = run.elements(question.each, scope)
            scopes = [scope.push(f) for f in frames] if isinstance(frames, list) else []
        for node in (n for n in below(body) if (id(n), path(question)) in made.slots):
            if uses_names(body) or moves(body):
                continue
            address = made.slots[id(node), path(question)]
            for place in scopes:
                found = address.shape.value(value_at(address, values, tuple(i for _, i in place.frames[0].path)))
                if not same(expected := run.value(node, place), found):
                    wrong.append(f"kept {type(node).__name__}: {expected!r} but {found!r}\n{made.source}")
    return wrong


def path(question: Asked) -> tuple[str, ...]:
    return (question.each.name,) if question.each else ()


def uses_names(body: e.Expr) -> bool:
    return any(isinstance(n, e.Let | e.Variable) for n in below(body))


def moves(body: e.Expr) -> bool:
    return any(isinstance(n, e.At | e.Aggregate | e.Rank) for n in below(body))


BLOCK = 500
BLOCKS = 200 if os.environ.get("YIJU_NIGHTLY") else 4 if os.environ.get("YIJU_CHECK") else 1


@pytest.mark.parametrize("block", range(BLOCKS))
def test_the_backends_agree_on_generated_triples(block: int) -> None:
    refused = 0
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        try:
            assert differences(*programs.triple(seed)) == [], seed
        except UnsupportedError as error:
            assert error.finding.code in ("YJ801", "YJ802", "YJ803")
            refused += 1
    assert refused <= BLOCK // 50


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**48))
def test_the_backends_agree_on_any_triple(seed: int) -> None:
    try:
        assert differences(*programs.triple(seed)) == []
    except UnsupportedError:
        reject()


def test_a_record_without_a_field_that_must_be_there_is_handed_over() -> None:
    program, row, day = programs.triple(1)
    name = e.Field(programs.CITY, programs.AT, 0, "城乡")
    made = compile_asked(program, "家庭", (Asked("城乡", name),))
    broken = (*row[:3], None, *row[4:])
    try:
        made.function(broken, day)
    except Incomplete:
        return
    raise AssertionError("the run went on without 城乡")
