"""Made-up records in number; a schema of its own for each test in PostgreSQL; a session of Spark."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from batch import postgres_server as server
from batch import spark_running

RECORDS = Path(__file__).parents[2] / "rules" / "licheng" / "records" / "干部.csv"


def many(path: Path, count: int, encoding: str = "utf-8") -> Path:
    """The made-up 干部 again and again, each with an identifier of its own."""
    with RECORDS.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = list(csv.reader(file))
    place = heading.index("编号")
    with path.open("w", encoding=encoding, newline="") as file:
        out = csv.writer(file)
        out.writerow(heading)
        for n in range(count):
            row = list(rows[n % len(rows)])
            row[place] = f"编造{n:05}"
            out.writerow(row)
    return path


@pytest.fixture
def made_up_many(tmp_path: Path) -> Path:
    """600 made-up 干部 in a file."""
    return many(tmp_path / "编造的干部.csv", 600)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """PostgreSQL, as long as the tests run."""
    with server.running() as dsn:
        yield dsn


_NUMBERS = count(1)


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """A connection string whose tables stand in a schema that is new."""
    schema = f"test_{next(_NUMBERS)}"
    server.execute(postgres_server, f"CREATE SCHEMA {schema}")
    yield f"{postgres_server} options='-c search_path={schema}'"
    server.execute(postgres_server, f"DROP SCHEMA {schema} CASCADE")


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """Spark on two threads, as long as the tests run."""
    with spark_running.running() as session:
        yield session
