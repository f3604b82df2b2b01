"""What every contender of the population benchmark writes: its columns, the clauses it may cite, and how two outputs
are held against each other. The columns are those of `yiju.batch.model.BatchRow`, amounts and totals each their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from yiju.batch.model import BatchRow, total

RULES = Path(__file__).parent / "rules" / "population"
POLICIES = {False: "最低生活保障", True: "最低生活保障按成员"}
"""The policy, without members and with."""

DAY = date(2020, 11, 30)
DUE = "2020-11"
NUMBER = "示例县民发〔2019〕1号"
REASONS = ("户籍", "财产", "收入", "无高消费", "接受工作")
PAYMENTS = ("保障金", "残疾补贴", "儿童补贴", "物价补贴")
COLUMNS = (
    "record", "outcome", "error", "人均补差", "救助档", *PAYMENTS, "payments", "reasons", "citations", "missing", "grade",
)  # fmt: skip
CLAUSES = tuple(sorted("二三四五六七八") + sorted(("十", "十一", "十二", "十三", "十四", "十五", "十六")))


def cited(*clauses: str) -> list[str]:
    """Citations of clauses by their numerals (`十一`), sorted as a decision's are."""
    return sorted(f"{NUMBER} 第{clause}条" for clause in clauses)


LINES = {"城市": 690, "农村": 520}
"""元 a person and month (2020)."""

CARE = {("一级", "城市"): 280, ("一级", "农村"): 240, ("二级", "城市"): 200, ("二级", "农村"): 160}


def flat_row(row: BatchRow) -> dict[str, Any]:
    """A row of `Rules.decide` in these columns; numbers as `Decimal`-like text with two decimals."""
    paid = [
        {"name": p.name, "due": p.due, "recipient": p.recipient, "value": _money(p.value), "if_eligible": _money(p.if_eligible)}
        for p in row.payments
    ]  # fmt: skip
    made: dict[str, Any] = {"record": row.record, "outcome": row.outcome, "error": row.error}
    made |= dict(zip(("人均补差", "救助档"), row.amounts, strict=True))
    made |= {name: _money(total(row.payments, name)) for name in PAYMENTS}
    return made | {
        "payments": paid, "reasons": list(row.reasons), "citations": list(row.citations), "missing": list(row.missing),
        "grade": row.grade,
    }  # fmt: skip


def _money(value: Any) -> str | None:
    return None if value is None else f"{float(value):.2f}"


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of an output file, money as text with two decimals."""
    import duckdb

    with duckdb.connect() as database:
        found = database.execute(f"FROM read_parquet('{path}') ORDER BY record")
        names = [column[0] for column in found.description]
        while rows := found.fetchmany(10_000):
            for row in rows:
                yield {name: _text(value) for name, value in zip(names, row, strict=True)}


def _text(value: Any) -> Any:
    if isinstance(value, list):
        return [_text(v) for v in value]
    if isinstance(value, dict):
        return {k: _text(v) for k, v in value.items()}
    return value if value is None or isinstance(value, str) else f"{value:.2f}"


def differences(ours: Iterator[Mapping[str, Any]], theirs: Iterator[Mapping[str, Any]]) -> Iterator[str]:
    """Where two outputs in the same order of records differ in a column that both have."""
    for a, b in zip(ours, theirs, strict=True):
        for name in a.keys() & b.keys():
            if a[name] != b[name]:
                yield f"{a['record']}.{name}: {a[name]} / {b[name]}"
