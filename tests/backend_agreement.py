"""The Python backend held against the reference interpreter, on all that a record can be asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from yiju.backends.interpreter import Interpreter, Scope
from yiju.backends.to_python import Asked, compile_asked
from yiju.backends.to_python_build import UnsupportedError
from yiju.backends.to_python_runtime import ERR, Incomplete
from yiju.program import expressions as e
from yiju.program.errors import Failure
from yiju.program.program import Program
from yiju.program.types import ListType
from yiju.program.values import Row
from yiju_grammar.span import NOWHERE


def questions(program: Program, record: str) -> tuple[Asked, ...]:
    """Every definition without arguments: of the record, of no record, and of each element of its lists."""
    lists = {
        field.type.record: e.Field(field.type, NOWHERE, 0, field.name)
        for field in program.records[record].fields
        if isinstance(field.type, ListType)
    }
    return tuple(
        Asked(d.id, e.Ref(d.type, NOWHERE, 0, d.id), lists.get(d.record or ""))
        for d in program.definitions.values()
        if not d.parameters and (d.record in (None, record) or d.record in lists)
    )


def is_supported(program: Program, record: str, question: Asked) -> bool:
    """Whether the backend compiles it; what it refuses by name goes to the interpreter."""
    try:
        compile_asked(program, record, (question,), why=True)
    except UnsupportedError as refused:
        assert refused.finding.code in ("YJ801", "YJ802", "YJ803")
        return False
    return True


def differences(program: Program, record: str, rows: Iterable[Row], days: Iterable[date]) -> Iterator[str]:
    """Where the two say different things of a row on a day; in both forms of the generated function."""
    asked = tuple(question for question in questions(program, record) if is_supported(program, record, question))
    run = Interpreter(program)
    made = [compile_asked(program, record, asked, why=why) for why in (False, True)]
    when = list(days)
    for row in rows:
        for day in when:
            scope = run.root(record, row, day)
            expected = [_expected(run, question, scope) for question in asked]
            for compiled in made:
                try:
                    answers = compiled.function(row, day)
                except Incomplete:
                    continue  # the record goes to the interpreter
                stored = answers[0] if compiled.slots else answers
                for i, question in enumerate(asked):
                    found = compiled.value(i, stored[i])
                    if not _same(expected[i], found):
                        yield f"{question.name} of {row} on {day}: {expected[i]!r}, but generated code says {found!r}"


def _expected(run: Interpreter, question: Asked, scope: Scope) -> Any:
    if question.each is None:
        return run.value(question.expr, scope)
    frames = run.elements(question.each, scope)
    return tuple(run.value(question.expr, scope.push(f)) for f in frames) if isinstance(frames, list) else frames


def _same(expected: Any, found: Any) -> bool:
    if isinstance(expected, Failure):
        return found is ERR
    if isinstance(expected, tuple) and isinstance(found, tuple) and len(expected) == len(found):
        return all(_same(a, b) for a, b in zip(expected, found, strict=True))
    return bool(expected == found) and isinstance(expected, bool) == isinstance(found, bool)
