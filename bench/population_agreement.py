"""Whether outputs of the population benchmark agree: `python -m bench.population_agreement SOURCE OUTPUT…`.

The first output is the measure: every other is held against it record by record in every column that both have, and
`Rules.decide` on some thousand records. Prints what differs; the number of differences decides the exit status.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from bench.population_answers import COLUMNS, flat_row
from bench.population_command import DAY, POLICIES, RULES

EXAMPLES = 2
"""Differences of a column that are shown."""


def against(database: Any, measure: Path, other: Path) -> Iterator[str]:
    """Where an output differs from the measure, or has records that it has not; fewer it may have."""
    kinds = _kinds(database, measure)
    database.execute(f"CREATE OR REPLACE TEMP VIEW m AS FROM read_parquet('{measure}')")
    database.execute(f"CREATE OR REPLACE TEMP VIEW o AS FROM read_parquet('{other}')")
    strange = _one(database, "SELECT count(*) FROM o ANTI JOIN m USING (record)")
    twice = _one(database, "SELECT count(*) - count(DISTINCT record) FROM o")
    if strange or twice:
        yield f"{other.name}: {strange} records nobody asked for, {twice} twice"
    for name in _kinds(database, other).keys() & kinds.keys() - {"record"}:
        mine, its = (_compared(side, name) for side in "mo")
        pairs = f"FROM m JOIN o USING (record) WHERE {mine} IS DISTINCT FROM {its}::{kinds[name]}"
        if count := _one(database, f"SELECT count(*) {pairs}"):
            yield f"{other.name}.{name}: {count} differ"
            yield from map(str, _all(database, f'SELECT record, m."{name}", o."{name}" {pairs} LIMIT {EXAMPLES}'))


def _compared(side: str, name: str) -> str:
    """A column of one side; what is missing may stand in any order."""
    column = f'{side}."{name}"'
    return f"list_sort({column})" if name == "missing" else column


def counted(database: Any, output: Path) -> int:
    """Records in an output."""
    return int(_one(database, f"SELECT count(*) FROM read_parquet('{output}')"))


def _kinds(database: Any, output: Path) -> dict[str, str]:
    rows = _all(database, f"DESCRIBE FROM read_parquet('{output}')")
    return {row[0]: row[1] for row in rows if row[0] in COLUMNS}


def _one(database: Any, query: str) -> Any:
    return database.execute(query).fetchone()[0]


def _all(database: Any, query: str) -> list[Any]:
    found: list[Any] = database.execute(query).fetchall()
    return found


def against_decide(database: Any, measure: Path, source: Path, count: int, *, members: bool) -> Iterator[str]:
    """Where the measure differs from `Rules.decide`, on records spread over the whole file."""
    import yiju
    from yiju.batch.model import row_of

    rules = yiju.load(RULES)
    step = max(1, counted(database, measure) // count) if count else 0
    chosen = f"(SELECT * FROM read_parquet('{source}', file_row_number = true) WHERE file_row_number % {step} = 0)"
    for raw in _dicts(database, f"SELECT * EXCLUDE (file_row_number) FROM {chosen} ORDER BY 户编号") if count else ():
        ours = flat_row(row_of(rules.decide(POLICIES[members], _plain(raw), on=DAY)))
        query = f"SELECT * FROM read_parquet('{measure}') WHERE record = '{ours['record']}'"
        (theirs,) = _dicts(database, query)
        for name in ours.keys() & theirs.keys():
            mine, its = ours[name], _text(theirs[name])
            if (sorted(mine) != sorted(its)) if name == "missing" else (mine != its):
                yield f"{ours['record']}.{name}: decide {mine}, {measure.name} {its}"


def _dicts(database: Any, query: str) -> list[dict[str, Any]]:
    found = database.execute(query)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _plain(value: Any) -> Any:
    """A value of the file as JSON gives it."""
    match value:
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case list():
            return [_plain(v) for v in value]
        case dict():
            return {k: _plain(v) for k, v in value.items()}
    return value


def _text(value: Any) -> Any:
    """A value of an output with its numbers as text."""
    match value:
        case Decimal():
            return f"{value:.2f}"
        case list():
            return [_text(v) for v in value]
        case dict():
            return {k: _text(v) for k, v in value.items()}
    return value


def main() -> int:
    """Print every difference."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("source", type=Path)
    options.add_argument("outputs", type=Path, nargs="+")
    options.add_argument("--members", action="store_true")
    options.add_argument("--decide", type=int, default=2000, help="records that Rules.decide decides as well")
    chosen = options.parse_args()
    measure, *others = chosen.outputs
    wrong: list[str] = []
    with duckdb.connect() as database:
        for other in others:
            wrong += against(database, measure, other)
            print(f"{other.stem}: {counted(database, other)} of {counted(database, measure)} records held against")
        wrong += against_decide(database, measure, chosen.source, chosen.decide, members=chosen.members)
    print(*wrong[:30], f"{len(wrong)} disagreements", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
