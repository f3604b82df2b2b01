"""The cells of a table whose columns are read apart: values that the same rows take are tried once.

Each column's values are joined by the rows they pass (a bit a row); the product of the columns is walked, and a part
that no row takes any more is not walked further.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yiju.check.cells import Cell, Formula, Key, Space

Tests = Mapping[Key, list[tuple[int, Formula]]]
"""For each variable, the tests of it, each with the number of its row."""

Column = tuple[Key, list[tuple[int, Any]]]


def masks(space: Space, tests: Tests, rows: int) -> Iterator[tuple[int, Cell]]:
    """Each set of rows that some record is taken by, with such a record; the empty set where there are none."""
    columns = [_column(space, key, tests.get(key, []), rows) for key in space.variables]
    yield from _walk(columns, (1 << rows) - 1, {})


def _column(space: Space, key: Key, tests: list[tuple[int, Formula]], rows: int) -> Column:
    by_mask: dict[int, Any] = {}
    for value in space.variables[key].values():
        mask = (1 << rows) - 1
        for row, test in tests:
            if not test({key: value}):
                mask &= ~(1 << row)
        by_mask.setdefault(mask, value)
    return key, sorted(by_mask.items(), key=lambda item: item[0])


def _walk(columns: list[Column], mask: int, cell: dict[Key, Any]) -> Iterator[tuple[int, Cell]]:
    if not columns or not mask:
        yield mask, {**cell, **{key: values[0][1] for key, values in columns}}
        return
    key, values = columns[0]
    for passed, value in values:
        yield from _walk(columns[1:], mask & passed, {**cell, key: value})
