"""Made-up households of a county that does not exist: `python households.py COUNT OUT.parquet`.

Everything in it is invented: no person, no office's data. The same count gives the same records on every machine:
numbers come from a generator of a fixed seed. Some fields are left out, as in records that people fill in; some
heads are registered with two households. Needs duckdb (`pip install 'yiju[batch]'`).
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

TOWNSHIPS = ("甲镇", "乙镇", "丙镇", "丁镇", "戊镇", "己镇", "庚乡", "辛乡")
WEIGHTS = (22, 18, 15, 12, 11, 9, 7, 6)
LEVELS = ("一级", "二级", "三级", "四级")
DAY = date(2024, 1, 1)
SEED = 20240101

COLUMNS = {
    "户编号": "VARCHAR",
    "户主": "VARCHAR",
    "户主证件号": "VARCHAR",
    "乡镇": "VARCHAR",
    "本县户籍": "BOOLEAN",
    "月收入": "DECIMAL(18,2)",
    "存款": "DECIMAL(18,2)",
    "机动车数": "INTEGER",
    "成员": "STRUCT(人员编号 VARCHAR, 出生日期 DATE, 残疾等级 VARCHAR, 在读 BOOLEAN)[]",
}


def households(count: int) -> Iterator[dict[str, Any]]:
    """So many households; money in 元."""
    draw = Random(SEED)
    for number in range(1, count + 1):
        members = [_member(draw, f"R{number:07}{place}") for place in range(1, _size(draw) + 1)]
        twice = number > 1 and draw.random() < 0.01
        head = draw.randrange(max(1, number - 500), number) if twice else number
        yield {
            "户编号": f"H{number:07}",
            "户主": f"编造{head:07}",
            "户主证件号": f"编造R{head:07}",
            "乡镇": draw.choices(TOWNSHIPS, WEIGHTS)[0],
            "本县户籍": draw.random() < 0.97,
            "月收入": _income(draw, len(members)),
            "存款": None if draw.random() < 0.004 else draw.randrange(0, 60) ** 2 * 30 * len(members),
            "机动车数": draw.choices((0, 1, 2, 3), (62, 30, 7, 1))[0],
            "成员": members,
        }


def _size(draw: Random) -> int:
    return draw.choices((1, 2, 3, 4, 5, 6), (20, 26, 25, 17, 8, 4))[0]


def _income(draw: Random, members: int) -> str | None:
    """The income of a month: a long tail above, a good part below the line; some is not filled in."""
    cents = int(draw.lognormvariate(7.35, 0.55) * 100) * members
    return None if draw.random() < 0.003 else f"{cents // 100}.{cents % 100:02}"


def _member(draw: Random, identifier: str) -> dict[str, Any]:
    born = DAY - timedelta(days=int(draw.triangular(0, 96, 45) * 365.25))
    age = (DAY - born).days // 365
    level = draw.choice(LEVELS) if draw.random() < (0.16 if age > 60 else 0.04) else "无"
    return {
        "人员编号": identifier,
        "出生日期": born.isoformat(),
        "残疾等级": level,
        "在读": 6 <= age < 19 or (19 <= age < 23 and draw.random() < 0.4),
    }


def write(count: int, out: Path) -> None:
    """Write them as one Parquet file."""
    import duckdb

    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "households.jsonl"
        with lines.open("w", encoding="utf-8") as file:
            for household in households(count):
                file.write(json.dumps(household, ensure_ascii=False) + "\n")
        types = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
        read = f"read_json('{lines}', format = 'newline_delimited', columns = {{{types}}})"
        duckdb.execute(f"COPY (SELECT * FROM {read}) TO '{out}' (FORMAT parquet, COMPRESSION zstd)")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
    print(f"编造了 {int(sys.argv[1]):,} 户：{sys.argv[2]}")
