"""A made-up place with tables of every kind, and workbooks of it with cells changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # has no stubs

import yiju
from yiju.load import Rules
from yiju.rule_set.workbook_cells import Grid, GridCell
from yiju.sheets.importing import import_grids
from yiju.sheets.layout import lay_out
from yiju.sheets.model import Imported
from yiju.sheets.place import tables_of
from yiju_grammar.finding import Lang

POLICY = """\
# 以下的规则都是编出来的。
记录 家庭 每户
    户编号 文本   标识
    城乡   枚举（城市，农村）
    年龄   岁     0岁至120岁

参数 标准（城乡） 元/月 假定 “编的”
    | 城乡 | 此前 | 2021年1月起 |  # 抄自附表
    | 城市 | 700  | 780         |
    # 农村另行调整
    | 农村 | 500  | 590         |

参数 补贴额 元/月 假定 “编的”
    自 2020-01-01 = 20元/月
    理解 “到期停止” 因 “编的”
    自 2021-07-01 停止

参数 起点 元/月 = 10元/月 假定 “编的”

表 系数（年龄） 首个 假定 “编的”
    | 年龄      | 比例 | 加发（元/月） |
    | 不满 18岁 | 50%  | 10            |
    | 其他      | 100% | 0             |

# 到此为止。
"""
NAME = "规则/规则.policy"
LANGS: tuple[Lang, Lang] = ("zh", "en")


def rules(text: str = POLICY) -> Rules:
    """The made-up place."""
    return yiju.load_texts({NAME: text})


def grids(place: Rules) -> dict[str, list[list[GridCell]]]:
    """Every table's sheet as it would be read, by the table's name."""
    return {
        block.name: [[GridCell(text) for text in row] for row in lay_out(sheet).rows]
        for block, sheet in tables_of(place)
    }


def back(place: Rules, made: Mapping[str, list[list[GridCell]]], **more: Any) -> Imported:
    """These sheets imported, from a workbook that is called `a.xlsx`."""
    found = [(Grid(name, tuple(map(tuple, rows)), more.get(name, ())), f"a.xlsx {name}") for name, rows in made.items()]
    return import_grids(found, place)


def changed(name: str, change: Callable[[list[list[GridCell]]], None], text: str = POLICY) -> Imported:
    """What one changed sheet of the made-up place gives."""
    place = rules(text)
    rows = grids(place)[name]
    change(rows)
    return back(place, {name: rows})


def put(row: int, column: int, cell: str | GridCell) -> Callable[[list[list[GridCell]]], None]:
    """Change one cell, counted from 0."""

    def change(rows: list[list[GridCell]]) -> None:
        rows[row][column] = cell if isinstance(cell, GridCell) else GridCell(cell)

    return change


def told(imported: Imported) -> list[tuple[str, str]]:
    """Codes and places of the findings, whose sentences must be whole."""
    for f in imported.findings:
        assert all(f.message(lang) != f.code for lang in LANGS), "a message lacks one of its words"
        assert all(text for lang in LANGS for _, text in f.note_texts(lang)), "a note lacks one of its words"
    return [(f.code, f.where) for f in imported.findings]


def workbook(path: Path, sheets: Mapping[str, list[list[Any]]], merge: str = "") -> Path:
    """A workbook as somebody may have typed it."""
    book = xlsxwriter.Workbook(str(path))
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        if merge:
            sheet.merge_range(merge, "并")
    book.close()
    return path
