"""Made-up records in number."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

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
