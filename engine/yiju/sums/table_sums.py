"""Sums that tables claim: rows of 合计 and 小计 down the columns, columns of 合计 along the rows.

Input: a grid and the facts that stand in its cells. Output: claims. Percentages, rates, years and serial numbers are
not added up; a cell without an amount adds nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, islice

from yiju.facts.columns import Column, caption_units, column_of, column_of_unit
from yiju.facts.model import Fact
from yiju.sums.claims import Claim, settle
from yiju.sums.figures import SAME_UNIT, Figure, Number, number_of
from yiju.sums.grids import NUMBER, Cell, Grid, Place
from yiju.sums.words import COLUMN_SUMS, COLUMN_TOTALS, NO_SUMS, ROW_TOTALS, SUBTOTALS, WITHIN, Strength, pattern

SUMMED_KINDS = ("money", "count", "points")
SUMMED_RATES = ("元/月", "元/季", "元/季度", "元/学期", "元/年")
"""What is paid out in a period adds up over those who pay it; what is paid for each person does not."""
_COLUMN_SUMS = pattern(COLUMN_SUMS)
_COLUMN_TOTALS = pattern(COLUMN_TOTALS)
_NO_SUMS = pattern(NO_SUMS)
_ROW_TOTALS = pattern(ROW_TOTALS)
_SUBTOTALS = pattern(SUBTOTALS)
_WITHIN = pattern(WITHIN)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its figures by column; `kind` says what it is."""

    kind: str
    figures: Mapping[int, Figure]


@dataclass(frozen=True, slots=True)
class _Table:
    """`heads` are the words over each column; `summed` the columns that may be added up."""

    heads: tuple[str, ...]
    rows: tuple[_Row, ...]
    summed: tuple[int, ...]
    is_ragged: bool


def table_sums(grid: Grid, facts: Mapping[int, Fact], totals: Sequence[Figure]) -> Iterator[Claim]:
    """The sums of a table. `facts`: those of the document by where they start; `totals`: figures right before it, one
    of which a column may add up to."""
    table = _read(grid, facts)
    has_total = any(row.kind != "part" for row in table.rows)
    for column in table.summed:
        yield from _down(table, column) if has_total else _announced(table, column, totals)
    for column, strength in _total_columns(table):
        yield from _along(table, column, strength)


def _announced(table: _Table, column: int, totals: Sequence[Figure]) -> Iterator[Claim]:
    """A column without a total row, against a total in the words before the table, where it holds."""
    parts = [row.figures[column] for row in table.rows if column in row.figures]
    claims = (settle(t, [parts], (), "exact") for t in reversed(totals) if t.unit == parts[0].unit) if parts else ()
    yield from islice((c for c in claims if c), 1)


def _read(grid: Grid, facts: Mapping[int, Fact]) -> _Table:
    body = next((i for i, row in enumerate(grid.rows) if any(c.is_number for c in row)), len(grid.rows))
    width = Counter(len(row) for row in grid.rows[body:]).most_common(1)[0][0] if grid.rows[body:] else 0
    heads = _heads(grid.rows[:body], width)
    full = [row for row in grid.rows[body:] if len(row) == width]
    numeric = [i for i in range(width) if _is_numeric([row[i] for row in full])]
    columns = _columns(heads, numeric, grid)
    summed = tuple(i for i in numeric if not _NO_SUMS.search(heads[i]) and _is_summed(columns[i]))
    rows = []
    is_ragged = False
    for cells in grid.rows[body:]:
        placed = _placed(cells, width, numeric, summed)
        is_ragged = is_ragged or placed is None
        figures = {i: _figure(c, facts, columns[i]) for i, c in (placed or {}).items() if i in summed and c.is_number}
        rows.append(_row(cells, figures))
    return _Table(heads, tuple(rows), summed, is_ragged)


def _heads(rows: Sequence[Sequence[Cell]], width: int) -> tuple[str, ...]:
    whole = [row for row in rows if len(row) == width]
    return tuple("".join(row[i].words for row in whole) for i in range(width))


def _is_numeric(column: Sequence[Cell]) -> bool:
    numbers = sum(c.is_number for c in column)
    return numbers > 0 and all(c.is_number or c.is_blank for c in column)


def _columns(heads: Sequence[str], numeric: Sequence[int], grid: Grid) -> Mapping[int, Column]:
    """What the bare numbers of the columns are; a head with 其中 and no unit has that of the one before it."""
    announced = next((units for line in reversed(grid.caption) if (units := caption_units(line))), ())
    columns: dict[int, Column] = {}
    for i in numeric:
        is_within = _WITHIN.match(heads[i]) and i - 1 in columns
        columns[i] = columns[i - 1] if is_within and not column_of(heads[i], ()) else _column(heads[i], announced)
    return columns


def _column(head: str, announced: Sequence[Column]) -> Column:
    """What the bare numbers of a column are, by its head, else by the unit announced above the table."""
    return column_of(head, announced) or Column("count", "", Fraction(1))


def _placed(
    cells: Sequence[Cell], width: int, numeric: Sequence[int], summed: Sequence[int]
) -> Mapping[int, Cell] | None:
    """The numbers of a row by column; in a row that lacks cells they stand for the columns of numbers in order, or for
    those that are added up."""
    if len(cells) == width:
        return {i: cells[i] for i in numeric}
    numbers = [c for c in cells if c.is_number]
    columns = next((columns for columns in (numeric, summed) if len(columns) == len(numbers)), None)
    return None if columns is None else dict(zip(columns, numbers, strict=True))


def _figure(cell: Cell, facts: Mapping[int, Fact], column: Column) -> Figure:
    """The number of a cell, as the facts have it where it is one, else by its column."""
    fact = facts.get(cell.span[0])
    if fact is not None and _is_summed(fact) and fact.span[1] <= cell.span[1]:
        return _bare(number_of(fact), "元" if fact.kind == "money" else fact.unit, fact.span)
    match = NUMBER.fullmatch(cell.words)
    assert match is not None  # INVARIANT: only cells that are numbers get here
    own = column_of_unit((match[2] or "") + match[3]) if match[3] else None
    value = Fraction(match[1].replace(",", "")) * abs((own or column).worth)
    return _bare(value.numerator if value.denominator == 1 else value, (own or column).unit, cell.span)


def _is_summed(of: Column | Fact) -> bool:
    return of.kind in SUMMED_KINDS or (of.kind == "rate" and of.unit in SUMMED_RATES)


def _bare(value: Number, unit: str, span: Place) -> Figure:
    return Figure(value, SAME_UNIT.get(unit, unit), span, -1, depth=0, before="", named="")


def _row(cells: Sequence[Cell], figures: Mapping[int, Figure]) -> _Row:
    words = [c.words for c in cells[:3] if c.words and not c.is_number]
    label = "".join(words)
    kind = "part"
    if any(_SUBTOTALS.fullmatch(w) for w in words):
        kind = "subtotal"
    elif any(_ROW_TOTALS.fullmatch(w) for w in words):
        kind = "total"
    elif _WITHIN.match(label):
        kind = "within"
    return _Row(kind, {i: f._replace(named=label) for i, f in figures.items()})


def _down(table: _Table, column: int) -> Iterator[Claim]:
    """The totals of a column."""
    rows = [(row.kind, row.figures[column]) for row in table.rows if column in row.figures]
    yield from _shares(rows)
    for at, (kind, total) in enumerate(rows):
        if kind in ("total", "subtotal"):
            above, below = rows[_since(rows, at, kind) : at], rows[at + 1 : _until(rows, at, kind)]
            block = above or below
            readings = [parts for side in (above, below) for parts in _readings(side, kind)]
            plain = next(iter(_readings(block, kind)), [])
            is_open = table.is_ragged or any(k == "within" for k, _ in block)
            claim = settle(total, readings, plain, "exact" if is_open else "firm")
            if claim:
                yield claim


def _since(rows: Sequence[tuple[str, Figure]], at: int, kind: str) -> int:
    closing = ("total", "subtotal") if kind == "subtotal" else ("total",)
    return next((i + 1 for i in range(at - 1, -1, -1) if rows[i][0] in closing), 0)


def _until(rows: Sequence[tuple[str, Figure]], at: int, kind: str) -> int:
    closing = ("total", "subtotal") if kind == "subtotal" else ("total",)
    return next((i for i in range(at + 1, len(rows)) if rows[i][0] in closing), len(rows))


def _readings(rows: Sequence[tuple[str, Figure]], kind: str) -> Iterator[list[Figure]]:
    """What may add up to a total row: the rows by themselves, the subtotals, and with what 其中 names."""
    parts = [f for k, f in rows if k == "part"]
    if kind == "total":
        subtotals = [f for k, f in rows if k == "subtotal"]
        if subtotals:
            yield subtotals
    yield parts
    yield [f for k, f in rows if k in ("part", "within")]
    inner = {f.span for claim in _shares(rows) for f in claim.parts}
    yield [f for f in parts if f.span not in inner]


def _shares(rows: Sequence[tuple[str, Figure]]) -> Iterator[Claim]:
    """A row of 其中 and those after it that go on with it, where they make up the row before it."""
    for at, (kind, _) in enumerate(rows):
        if kind == "within" and at:
            total, listed = rows[at - 1][1], [f for _, f in rows[at:]]
            ends = (i for i, added in enumerate(accumulate(f.counted for f in listed), 1) if added == total.value)
            claim = next((settle(total, [listed[:end]], (), "exact") for end in ends), None)
            yield from [claim] if claim else []


def _along(table: _Table, column: int, strength: Strength) -> Iterator[Claim]:
    """The totals of the rows in a column; where one of them adds up, all are meant to."""
    readings = [_of_row(table, row, column) for row in table.rows if column in row.figures]
    exact = [settle(total, groups, (), "exact") for total, groups in readings]
    told: Strength = "exact" if table.is_ragged else "firm" if any(exact) else strength
    for claim, (total, groups) in zip(exact, readings, strict=True):
        plain = next((g for g in groups if len(g) >= 2), [])
        found = claim or settle(total, (), plain, told)
        yield from [found] if found else []


def _of_row(table: _Table, row: _Row, column: int) -> tuple[Figure, list[list[Figure]]]:
    total = row.figures[column]
    figures = {i: f._replace(named=table.heads[i]) for i, f in row.figures.items() if f.unit == total.unit}
    return total, [[figures[i] for i in group if i in figures] for group in _groups(table, column)]


def _total_columns(table: _Table) -> Iterator[tuple[int, Strength]]:
    for column in table.summed:
        head = re.sub(r"\(.*?\)", "", table.heads[column])
        if _COLUMN_TOTALS.fullmatch(head):
            yield column, "near"
        elif _COLUMN_SUMS.search(head):
            yield column, "exact"


def _groups(table: _Table, column: int) -> Iterator[list[int]]:
    """The columns that a total column may add up: those before it, those after it, all others."""
    totals = [c for c, _ in _total_columns(table)]
    left = max((c for c in totals if c < column), default=-1)
    right = min((c for c in totals if c > column), default=len(table.heads))
    yield [i for i in table.summed if left < i < column]
    yield [i for i in table.summed if column < i < right]
    yield [i for i in table.summed if i not in totals]
