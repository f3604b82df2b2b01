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

from yiju.facts.model import Fact
from yiju.sums.claims import Claim, settle
from yiju.sums.figures import SAME_UNIT, Figure
from yiju.sums.grids import NUMBER, Cell, Grid
from yiju.sums.words import COLUMN_SUMS, COLUMN_TOTALS, NO_SUMS, ROW_TOTALS, SUBTOTALS, WITHIN, Strength, pattern

SCALES = {"": 1, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
MONEY = re.compile(r"(百|千|万|亿)?元")
COUNTED = re.compile(r"户|人(?!均)|名|村|个|件|项|份|分(?![类配项])")
CAPTION_UNIT = re.compile(r"单\s*位\s*:\s*(\S+)")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with its figures by column; `kind` says what it is."""

    label: str
    kind: str
    figures: Mapping[int, Figure]


@dataclass(frozen=True, slots=True)
class _Table:
    """`heads` are the words over each column; `summed` the columns that may be added up."""

    heads: tuple[str, ...]
    rows: tuple[_Row, ...]
    summed: tuple[int, ...]
    is_ragged: bool


def table_sums(grid: Grid, facts: Mapping[int, Fact]) -> Iterator[Claim]:
    """The sums of a table. `facts`: those of the document by where they start."""
    table = _read(grid, facts)
    for column in table.summed:
        yield from _down(table, column)
    for row in table.rows:
        yield from _along(table, row)


def _read(grid: Grid, facts: Mapping[int, Fact]) -> _Table:
    body = next((i for i, row in enumerate(grid.rows) if any(c.is_number for c in row)), len(grid.rows))
    width = Counter(len(row) for row in grid.rows[body:]).most_common(1)[0][0] if grid.rows[body:] else 0
    heads = _heads(grid.rows[:body], width)
    full = [row for row in grid.rows[body:] if len(row) == width]
    numeric = [i for i in range(width) if _is_numeric([row[i] for row in full])]
    units = {i: _unit(heads[i], grid.caption) for i in numeric}
    summed = tuple(i for i in numeric if not pattern(NO_SUMS).search(heads[i]))
    rows = []
    is_ragged = False
    for cells in grid.rows[body:]:
        placed = _placed(cells, width, numeric, summed)
        is_ragged = is_ragged or placed is None
        figures = {i: _figure(c, facts, units[i]) for i, c in (placed or {}).items() if i in summed and c.is_number}
        rows.append(_row(cells, figures))
    return _Table(heads, tuple(rows), summed, is_ragged)


def _heads(rows: Sequence[Sequence[Cell]], width: int) -> tuple[str, ...]:
    whole = [row for row in rows if len(row) == width]
    return tuple("".join(row[i].words for row in whole) for i in range(width))


def _is_numeric(column: Sequence[Cell]) -> bool:
    numbers = sum(c.is_number for c in column)
    return numbers > 0 and all(c.is_number or c.is_blank for c in column)


def _unit(head: str, caption: str) -> tuple[int, str]:
    """The scale and unit of a column, from its head, else from the caption."""
    stated = CAPTION_UNIT.findall(caption)
    over = stated[-1] if stated else ""
    for words in (head, over):
        money, counted = MONEY.search(words), COUNTED.search(words)
        if money:
            return SCALES[money[1] or ""], "元"
        if counted and (words is head or not MONEY.search(over)):
            return 1, SAME_UNIT.get(counted[0], counted[0])
    return 1, ""


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


def _figure(cell: Cell, facts: Mapping[int, Fact], unit: tuple[int, str]) -> Figure:
    fact = facts.get(cell.span[0])
    if fact is not None and fact.kind in ("money", "count") and fact.span[1] <= cell.span[1]:
        name = "元" if fact.kind == "money" else SAME_UNIT.get(fact.unit, fact.unit)
        return Figure(fact.number, name, fact.span, -1, depth=0, before="", label="")
    match = NUMBER.fullmatch(cell.words)
    assert match is not None  # INVARIANT: only cells that are numbers get here
    scale, name = (SCALES[match[2] or ""], match[3]) if match[3] else unit
    return Figure(Fraction(match[1].replace(",", "")) * scale, name, cell.span, -1, depth=0, before="", label="")


def _row(cells: Sequence[Cell], figures: Mapping[int, Figure]) -> _Row:
    words = [c.words for c in cells[:3] if c.words and not c.is_number]
    label = "".join(words)
    kind = "part"
    if any(pattern(SUBTOTALS).fullmatch(w) for w in words):
        kind = "subtotal"
    elif any(pattern(ROW_TOTALS).fullmatch(w) for w in words):
        kind = "total"
    elif pattern(WITHIN).match(label):
        kind = "within"
    return _Row(label, kind, figures)


def _down(table: _Table, column: int) -> Iterator[Claim]:
    """The totals of a column."""
    rows = [(row.kind, row.figures[column]) for row in table.rows if column in row.figures]
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


def _along(table: _Table, row: _Row) -> Iterator[Claim]:
    """The totals of a row."""
    for column, strength in _total_columns(table):
        total = row.figures.get(column)
        if total is not None:
            groups = [[row.figures[i] for i in g if i in row.figures] for g in _groups(table, column)]
            groups = [[f for f in g if f.unit == total.unit] for g in groups]
            plain = next((g for g in groups if len(g) >= 2), [])
            claim = settle(total, groups, plain, "exact" if table.is_ragged else strength)
            if claim:
                yield claim


def _total_columns(table: _Table) -> Iterator[tuple[int, Strength]]:
    for column in table.summed:
        head = re.sub(r"\(.*?\)", "", table.heads[column])
        if pattern(COLUMN_TOTALS).fullmatch(head):
            yield column, "near"
        elif pattern(COLUMN_SUMS).search(head):
            yield column, "exact"


def _groups(table: _Table, column: int) -> Iterator[list[int]]:
    """The columns that a total column may add up: those before it, those after it, all others."""
    totals = [c for c, _ in _total_columns(table)]
    left = max((c for c in totals if c < column), default=-1)
    right = min((c for c in totals if c > column), default=len(table.heads))
    yield [i for i in table.summed if left < i < column]
    yield [i for i in table.summed if column < i < right]
    yield [i for i in table.summed if i not in totals]
