"""Decided lines read back from where a statement put them, through DuckDB: as cells for other forms, and counted.

Input: a connection, and what to read lines from (a table, or Parquet files). It decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from yiju.batch.columns import OutColumn, sql_type
from yiju.batch.duck import named
from yiju.batch.job import OUTCOMES, Line, Sum

if TYPE_CHECKING:
    import duckdb

_FETCHED: Final = 4096


def fetched(connection: duckdb.DuckDBPyConnection, source: str, columns: Sequence[OutColumn]) -> Iterator[list[Line]]:
    """The lines as cells, in their order."""
    cells = ", ".join(shown(c.name, sql_type(c)) for c in columns)
    cursor = connection.execute(f"SELECT {cells} FROM {source}")
    while part := cursor.fetchmany(_FETCHED):
        yield [tuple(row) for row in part]


def shown(name: str, kind: str) -> str:
    """A column as the cells of other forms want it: numbers as exact text."""
    if kind.startswith("DECIMAL"):
        return f"CAST({named(name)} AS VARCHAR)"
    if kind.startswith("STRUCT"):
        texts = "STRUCT(name VARCHAR, due VARCHAR, recipient VARCHAR, value VARCHAR, if_eligible VARCHAR)[]"
        return f"CAST({named(name)} AS {texts})"
    return named(name)


def counted(
    connection: duckdb.DuckDBPyConnection, source: str, columns: Sequence[OutColumn]
) -> tuple[dict[str, int], dict[str, Sum]]:
    """Outcomes, and sums of what is paid under each name."""
    return summed(connection.execute(counting(source, columns)).fetchall(), columns)


def counting(source: str, columns: Sequence[OutColumn]) -> str:
    """The statement that counts lines by outcome with the sums of each payment; any engine's SQL."""
    figures = [
        f"sum({named(c.name)}), count(*) FILTER (WHERE {named(c.name)} <> 0), count(*) - count({named(c.name)})"
        for c in columns
        if c.part == "payment"
    ]
    by = ", ".join(["coalesce(outcome, 'error')", "count(*)", *figures])
    return f"SELECT {by} FROM {source} GROUP BY 1"


def summed(rows: Iterable[Sequence[Any]], columns: Sequence[OutColumn]) -> tuple[dict[str, int], dict[str, Sum]]:
    """The rows of `counting` added up."""
    paid = [c for c in columns if c.part == "payment"]
    outcomes = dict.fromkeys(OUTCOMES, 0)
    sums = {c.label: Sum() for c in paid}
    for name, count, *found in rows:
        outcomes[name] += count
        for i, c in enumerate(paid):
            total, records, open_ = found[3 * i : 3 * i + 3]
            sums[c.label] += Sum(Fraction(total or 0), records, open_)
    return outcomes, sums
