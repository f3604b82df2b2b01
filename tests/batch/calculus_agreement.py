"""The relational backend held against the reference interpreter on all that a record can be asked, in any dialect.

Input: a program, stored rows, a day, and what runs a statement over the typed rows. Output: what differs, in words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from backend_agreement import questions

from yiju.backends.interpreter import Interpreter
from yiju.backends.relational.builder import Builder, UnsupportedError
from yiju.backends.relational.dialect import Dialect
from yiju.backends.relational.layout import Layout, table
from yiju.backends.relational.nodes import Node
from yiju.backends.relational.pieces import Piece
from yiju.backends.relational.rules import RULES
from yiju.backends.to_python import Asked
from yiju.batch.population_sql import RECORD
from yiju.program.errors import Failure
from yiju.program.program import Program
from yiju.program.values import NOTHING, UNKNOWN, Row

Run = Callable[[str], Sequence[Sequence[Any]]]
"""Runs a statement over the table of typed records; rows in the order of `rid`, which comes first."""

PARTS = 4
"""Columns a question has: value, 无, denominator, upper bound of a count."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement that answers questions of a record on a day; its last column: what is left to the interpreter."""

    program: Program
    record: str
    day: date
    sql: str
    asked: tuple[tuple[Asked, Piece], ...]


def compiled(program: Program, record: str, day: date, dialect: Dialect) -> Compiled:
    """All that can be asked, in one statement; what the backend refuses by name is left out."""
    b = Builder(program, RULES)
    here = b.root(record, day)
    outputs: dict[str, Node] = {}
    asked: list[tuple[Asked, Piece]] = []
    for question in questions(program, record):
        loop = None
        try:
            if question.each is None:
                piece = b.piece(question.expr, here)
            else:
                reached = b.loop(question.each, here)
                assert reached is not None
                loop = reached[1].loop
                piece = b.piece(question.expr, here.push(reached[1]))
        except UnsupportedError:
            continue
        null = b.pool.null("int")
        parts = (piece.node, piece.nothing or b.pool.truth(False), piece.den or null, piece.high or null)
        for key, node in zip("vndh", parts, strict=True):
            outputs[f"{key}{len(asked)}"] = node if loop is None else b.each(loop, node)
        asked.append((question, piece))
    outputs["doubt"] = b.pool.any(b.doubts)
    statement = Layout(dialect).select(outputs, ["rid"], table(RECORD))
    return Compiled(program, record, day, dialect.sql(statement), tuple(asked))


def differences(statement: Compiled, rows: Sequence[Row], found: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Where statement and interpreter say different things of a row."""
    run, record, day = Interpreter(statement.program), statement.record, statement.day
    for row, (_, *cells, doubt) in zip(rows, found, strict=True):
        scope = run.root(record, row, day)
        for i, (question, piece) in enumerate(statement.asked):
            got = cells[PARTS * i : PARTS * (i + 1)]
            for expected, have in _pairs(run, question, scope, piece, got):
                if isinstance(expected, Failure):
                    if not doubt:
                        yield f"{question.name} of {row} on {day}: {expected!r} is not doubted"
                elif not doubt and (have != expected or isinstance(have, bool) != isinstance(expected, bool)):
                    yield f"{question.name} of {row} on {day}: {expected!r}, but the statement says {have!r}"


def _pairs(
    run: Interpreter, question: Asked, scope: Any, piece: Piece, got: Sequence[Any]
) -> Iterator[tuple[Any, Any]]:
    if question.each is None:
        yield run.value(question.expr, scope), _value(piece, got)
        return
    frames = run.elements(question.each, scope)
    if isinstance(frames, list) and got[0] is not None:
        for k, frame in enumerate(frames):
            yield run.value(question.expr, scope.push(frame)), _value(piece, [part[k] for part in got])


def _value(piece: Piece, got: Sequence[Any]) -> Any:
    node, nothing, den, high = got
    if nothing:
        return NOTHING
    if node is None:
        return UNKNOWN
    match piece.kind:
        case "number":
            return Fraction(int(node), piece.scale * (1 if den is None else int(den)))
        case "pair":
            return Fraction(int(node)), Fraction(int(high))
        case "set":
            return frozenset(node)
    return node
