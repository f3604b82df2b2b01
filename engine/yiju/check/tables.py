"""Tables: no record falls through one, no two rows of a 唯一 table say different things of one record.

Input: a program. Findings, each with a sample record: YJ420 gap, YJ421 overlap with different values, YJ422 overlap
with the same value, YJ423 what cannot be proven, YJ424 too many cells to try, YJ425 a row that never counts. Judged
over the declared types: a number with no bounds starts at 0 unless the table mentions one below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from yiju.check import cells as cs
from yiju.check.abstract import Analysis
from yiju.check.cells import Cell, Formula, Space
from yiju.check.formulas import HERE, Formulas
from yiju.check.grid import masks
from yiju.check.shapes import shape
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import AnyTest, ConditionTest, Program, TableRow, TableType
from yiju.program.traverse import below, bodies
from yiju_grammar.finding import Finding, Note, finding

SAMPLES = 3
"""Gaps that are shown of one table."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was found of a table: samples that no row takes, pairs of rows with a sample, the rows that count."""

    gaps: tuple[str, ...]
    overlaps: dict[tuple[int, int], str]
    counting: frozenset[int]


def tables(program: Program) -> tuple[Finding, ...]:
    """YJ420 to YJ425 of a program's tables."""
    analysis = Analysis(program)
    arguments = _arguments(program)
    return tuple(f for name, table in program.tables.items() for f in _table(analysis, table, arguments.get(name, ())))


def _arguments(program: Program) -> dict[str, tuple[e.Expr, ...]]:
    """What each table is looked up with."""
    found: dict[str, tuple[e.Expr, ...]] = {}
    for body in bodies(program):
        for x in below(body):
            if isinstance(x, e.Lookup):
                found.setdefault(x.table, x.arguments)
    return found


def _table(analysis: Analysis, table: TableType, arguments: tuple[e.Expr, ...]) -> Iterator[Finding]:
    if not table.inputs:
        return
    run = Formulas(analysis.program, analysis)
    coverage = _coverage(run, table, _columns(table, arguments))
    if coverage is None:
        yield finding("YJ424", table.span, name=table.label, limit=cs.LIMIT)
        return
    yield from _gap(table, coverage, certain=run.space.certain)
    if table.hit == "unique":
        yield from _overlaps(table, coverage, certain=run.space.certain)
    if table.hit != "sum":
        yield from _idle(table, coverage)


def _columns(table: TableType, arguments: tuple[e.Expr, ...]) -> tuple[e.Expr | None, ...]:
    """The expression each column reads; a name of the column where the table is never looked up."""
    read: list[e.Expr | None] = []
    for i, (name, kind) in enumerate(zip(table.inputs, table.input_types, strict=True)):
        if kind is None:
            read.append(None)
        elif i < len(arguments):
            read.append(arguments[i])
        else:
            read.append(e.Variable(kind, table.span, name))
    return tuple(read)


def _coverage(run: Formulas, table: TableType, columns: tuple[e.Expr | None, ...]) -> Coverage | None:
    """Try every cell: column by column where no row has a condition of its own."""
    space = run.space
    if any(isinstance(t, ConditionTest) for row in table.rows for t in row.tests):
        rows = [run.row(row, columns) for row in table.rows]
        _start_at_zero(space)
        if space.size() > cs.LIMIT:
            return None
        tried = ((sum(1 << i for i, row in enumerate(rows) if row(cell)), cell) for cell in space.cells())
        return _counted(space, table, tried)
    tests = _tests(run, table, columns)
    _start_at_zero(space)
    return _counted(space, table, masks(space, tests, len(table.rows)))


def _tests(run: Formulas, table: TableType, columns: tuple[e.Expr | None, ...]) -> dict[Any, list[tuple[int, Formula]]]:
    """The tests of each column's variable, by row."""
    made: dict[Any, list[tuple[int, Formula]]] = {}
    for i, column in enumerate(columns):
        if column is None:
            continue
        key, _ = run.variable(column, HERE)
        for n, row in enumerate(table.rows):
            if not isinstance(row.tests[i], AnyTest):
                made.setdefault(key, []).append((n, run.test(row.tests[i], column)))
    return made


def _start_at_zero(space: Space) -> None:
    """A number without bounds starts at 0 unless something below is mentioned."""
    for variable in space.variables.values():
        if isinstance(variable.kind, ty.NumberType) and variable.low is None and not variable.order:
            lowest = min(variable.points, default=Fraction(0))
            variable.low = Fraction(0) if lowest >= 0 else None


def _counted(space: Space, table: TableType, found: Iterator[tuple[int, Cell]]) -> Coverage | None:
    gaps: dict[str, None] = {}
    overlaps: dict[tuple[int, int], str] = {}
    counting: set[int] = set()
    for tried, (mask, cell) in enumerate(found):
        if tried >= cs.LIMIT:
            return None
        if not mask:
            if table.otherwise is None and len(gaps) < SAMPLES:
                gaps[space.sample(cell)] = None
            continue
        hits = [i for i in range(len(table.rows)) if mask >> i & 1]
        counting.update(hits[:1] if table.hit == "first" else hits)
        for pair in ((a, b) for k, a in enumerate(hits) for b in hits[k + 1 :]) if table.hit == "unique" else ():
            if pair not in overlaps:
                overlaps[pair] = space.sample(cell)
    return Coverage(tuple(gaps), overlaps, frozenset(counting))


# --- findings -----------------------------------------------------------------------------------------------


def _gap(table: TableType, coverage: Coverage, *, certain: bool) -> Iterator[Finding]:
    if table.hit == "sum" or not coverage.gaps:
        return
    if certain:
        yield finding("YJ420", table.span, name=table.label, sample="；".join(coverage.gaps))
    else:
        yield finding("YJ423", table.span, name=table.label, sample=coverage.gaps[0])


def _overlaps(table: TableType, coverage: Coverage, *, certain: bool) -> Iterator[Finding]:
    for (a, b), sample in coverage.overlaps.items():
        first, second = table.rows[a], table.rows[b]
        notes = (Note("first", first.span),)
        rows: dict[str, Any] = {"name": table.label, "sample": sample, "first": a + 1, "second": b + 1}
        if _same_results(first, second):
            yield finding("YJ422", second.span, notes=notes, **rows)
        elif certain:
            yield finding("YJ421", second.span, notes=notes, **rows)
        else:
            yield finding("YJ426", second.span, notes=notes, **rows)


def _same_results(a: TableRow, b: TableRow) -> bool:
    return all(shape(x) == shape(y) for x, y in zip(a.results, b.results, strict=True))


def _idle(table: TableType, coverage: Coverage) -> Iterator[Finding]:
    for i, row in enumerate(table.rows):
        everything = all(isinstance(t, AnyTest) for t in row.tests)
        if i not in coverage.counting and not everything:
            yield finding("YJ425", row.span, name=table.label, row=i + 1)
