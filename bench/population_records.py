"""Made-up households for `bench/rules/population`: `python -m bench.population_records N OUT.parquet [--members]`.

Columns are hashes of the row's number, so the same N gives the same file; money is DECIMAL(18,2), some values are
missing. With `--members`, a list of structs, or with `--apart FILE` the members as a second file by 户编号.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HOUSEHOLD = {
    "户编号": "format('H{:09d}', i)",
    "街道": "format('街道{}', {street} % 12)",
    "城乡": "if({area} % 5 < 2, '城市', '农村')",
    "户籍本地": "{local} % 20 < 17",
    "居住月数": "if({gone} % 100 < 3, NULL, ({months} % 40)::INTEGER)",
    "经营收入": "if({trades} % 4 = 0, {trade} % 90000, 0)",
    "赡养收入": "if({kept} % 5 = 0, {keep} % 60000, 0)",
    "医疗支出": "if({ill} % 3 = 0, {bill} % 120000, 0)",
    "存款": "if({hidden} % 100 < 3, NULL, {saved} % 2400000)",
    "房产数": "([0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2])[{homes} % 12 + 1]",
    "机动车数": "([0, 0, 0, 0, 0, 0, 0, 0, 1, 2])[{cars} % 10 + 1]",
    "车辆用途": "if({cars} % 10 < 8, NULL, (['自用', '经营', '残疾代步'])[{use} % 3 + 1])",
    "高消费": "{luxury} % 40 = 0",
    "拒绝次数": "([0, 0, 0, 0, 0, 0, 0, 1, 2, 3])[{refused} % 10 + 1]",
    "单亲": "{single} % 8 = 0",
    "受灾": "{hit} % 16 = 0",
}
"""Each field as SQL; `{name}` is a number of its own drawn for the row, money is in 分."""

FLAT = {
    "人口": "{heads} % 5 + 1",
    "工资收入": "if({unsaid} % 100 < 3, NULL, ({wages} % 90000) * ({heads} % 5 + 1))",
    "最重等级": "if({ails} % 4 = 0, (['一级', '二级', '三级', '四级'])[{level} % 4 + 1], NULL)",
    "残疾人数": "if({ails} % 4 = 0, {ailing} % 2 + 1, 0)",
    "儿童数": "{young} % 3",
}
MEMBER = {
    "证件号": "format('H{:09d}-{}', i, j)",
    "出生日期": "date '1935-01-01' + ({born} % 31300)::INTEGER",
    "在读": "{learns} % 4 = 0",
    "工资收入": "if({unsaid} % 100 < 1, NULL, {wages} % 110000)",
    "残疾等级": "if({ails} % 8 = 0, (['一级', '二级', '三级', '四级'])[{level} % 4 + 1], NULL)",
}
MONEY = frozenset(("经营收入", "赡养收入", "医疗支出", "存款", "工资收入"))
COUNTS = frozenset(("人口", "残疾人数", "儿童数", "房产数", "机动车数", "拒绝次数"))
ORDER = (
    "户编号", "街道", "城乡", "户籍本地", "居住月数", "人口", "工资收入", "经营收入", "赡养收入", "医疗支出", "存款",
    "房产数", "机动车数", "车辆用途", "高消费", "拒绝次数", "最重等级", "残疾人数", "儿童数", "单亲", "受灾",
)  # fmt: skip


class _Draws(dict[str, str]):
    """A number for each name: the hash of what numbers the row, and the name."""

    def __init__(self, key: str) -> None:
        self.key = key

    def __missing__(self, name: str) -> str:
        return f"(hash({self.key}, '{name}') >> 8)::BIGINT"


def _column(name: str, formula: str, key: str) -> str:
    made = formula.replace("{}", "{{}}").replace("{:09d}", "{{:09d}}").format_map(_Draws(key))
    if name in MONEY:
        # whole 分 become two decimals through text-free, exact arithmetic
        return f"(({made})::DECIMAL(16, 0) * 0.01)::DECIMAL(18, 2)"
    return f"({made})::INTEGER" if name in COUNTS else made


def _member(i: str, j: str) -> str:
    parts = (f"'{name}': {_column(name, formula, f'{i} * 16 + {j}')}" for name, formula in MEMBER.items())
    return "{" + ", ".join(parts) + "}"


def flat(count: int) -> str:
    """The households alone, as a query."""
    fields = {**HOUSEHOLD, **FLAT}
    columns = ", ".join(f"{_column(name, fields[name], 'i')} AS {name}" for name in ORDER)
    return f"SELECT {columns} FROM range({count}) AS r(i)"


def with_members(count: int) -> str:
    """Households whose members stand in a list: one to five, three on average."""
    columns = ", ".join(f"{_column(name, formula, 'i')} AS {name}" for name, formula in HOUSEHOLD.items())
    heads = _Draws("i")["heads"]
    return (
        f"SELECT {columns}, list_transform(range(1, {heads} % 5 + 2), lambda j: {_member('i', 'j')}) AS 成员 "
        f"FROM range({count}) AS r(i)"
    )


def write(count: int, out: Path, *, members: bool = False, apart: Path | None = None) -> None:
    """Write the file; with `apart`, the members go there, each with its household's 户编号."""
    import duckdb

    query = with_members(count) if members else flat(count)
    with duckdb.connect() as database:
        if apart is None:
            database.execute(f"COPY ({query}) TO '{out}' (FORMAT parquet)")
            return
        database.execute(f"COPY (SELECT * EXCLUDE (成员) FROM ({query})) TO '{out}' (FORMAT parquet)")
        one = f"SELECT 户编号, unnest(成员, recursive := true) FROM ({query})"
        database.execute(f"COPY ({one}) TO '{apart}' (FORMAT parquet)")


def main() -> int:
    """Write what the command line asks for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("count", type=int)
    options.add_argument("out", type=Path)
    options.add_argument("--members", action="store_true", help="a list of members in each household")
    options.add_argument("--apart", type=Path, help="write the members to this file instead")
    chosen = options.parse_args()
    write(chosen.count, chosen.out, members=chosen.members or chosen.apart is not None, apart=chosen.apart)
    return 0


if __name__ == "__main__":
    sys.exit(main())
