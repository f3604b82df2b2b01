"""What may be changed in a sheet: cells, rows, grounds, the hit policy, columns of later dates; rows in a CSV."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from sheets.made_up import NAME, POLICY, back, changed, grids, put, told

import yiju
from yiju import sheets
from yiju.rule_set.workbook_cells import GridCell

Change = Callable[[list[list[GridCell]]], None]
RULES = Path(__file__).parent.parent.parent / "rules"


def cells(*texts: str) -> list[GridCell]:
    return [GridCell(text) for text in texts]


def after(name: str, change: Change) -> str:
    imported = changed(name, change)
    assert told(imported) == []
    return imported.after[NAME]


def take(row: int) -> Change:
    def change(rows: list[list[GridCell]]) -> None:
        del rows[row]

    return change


def test_a_row_with_its_grounds() -> None:
    row = cells("", "[18岁，60岁)", "80%", "5", "假定 “新编的”", "")
    text = after("系数", lambda rows: rows.insert(11, row))
    assert "10            |\n    假定 “新编的”\n    | [18岁，60岁) | 80%  | 5             |\n" in text


def test_a_row_taken_out() -> None:
    text = after("系数", take(10))
    assert text == POLICY.replace("    | 不满 18岁 | 50%  | 10            |\n", "")


def test_the_hit_policy() -> None:
    assert after("系数", put(1, 1, "合计")) == POLICY.replace("系数（年龄） 首个", "系数（年龄） 合计")
    assert after("系数", put(1, 1, "unique")) == POLICY.replace("系数（年龄） 首个", "系数（年龄） 唯一")


def test_grounds_above_the_table() -> None:
    text = after("系数", put(4, 1, "理解 “只算本人” 因 “编的”"))
    assert "\n理解 “只算本人” 因 “编的”\n表 系数" in text


def test_grounds_of_a_line() -> None:
    text = after("补贴额", put(10, 3, "理解 “停了” 因 “编的”"))
    assert text == POLICY.replace("到期停止", "停了")
    assert "理解" not in after("补贴额", put(10, 3, ""))


def test_a_number_takes_the_declared_unit() -> None:
    assert "自 2020-01-01 = 25元/月\n" in after("补贴额", put(9, 2, GridCell("25", True)))


def test_the_same_number_is_no_change() -> None:
    assert changed("系数", put(10, 2, GridCell("0.5", True))).after == {}


def test_a_stopped_line_and_a_new_one() -> None:
    row = cells("", "自 2022-01-01", "30元/月", "假定 “新编的”", "")
    text = after("补贴额", lambda rows: rows.append(row))
    assert "停止\n    假定 “新编的”\n    自 2022-01-01 = 30元/月\n" in text
    assert "    自 2020-01-01 停止\n" in after("补贴额", put(9, 2, "停止"))


def test_a_value_on_the_first_line() -> None:
    assert "参数 起点 元/月 = 12元/月 假定 “编的”\n" in after("起点", put(9, 2, "12元/月"))
    text = after("起点", put(9, 1, "自 2020-01-01"))
    assert "参数 起点 元/月 假定 “编的”\n    自 2020-01-01 = 10元/月\n" in text


def test_a_column_of_a_later_date() -> None:
    def add(rows: list[list[GridCell]]) -> None:
        for row, text in zip(rows[8:], ("2022年1月起", "800", "620"), strict=True):
            row.insert(4, GridCell(text))
        rows[6].insert(4, GridCell(""))
        rows[7].insert(4, GridCell(""))

    text = after("标准", add)
    assert "| 城乡 | 此前 | 2021年1月起 | 2022年1月起 |  # 抄自附表\n" in text
    assert "    # 农村另行调整\n    | 农村 | 500  | 590         | 620         |\n" in text


def test_columns_and_rows_in_another_order() -> None:
    def turn(rows: list[list[GridCell]]) -> None:
        for row in rows[6:]:
            row[1], row[3] = row[3], row[1]

    assert changed("标准", turn).after == {}


def test_rows_of_a_csv_change_there(tmp_path: Path) -> None:
    for place in ("shili", "licheng"):
        shutil.copytree(RULES / place, tmp_path / place)
    loaded = yiju.load(tmp_path / "shili")
    made = grids(loaded)["儿童标准"]
    put(10, 2, "125元/人/月")(made)
    imported = back(loaded, {"儿童标准": made})
    assert told(imported) == []
    (path,) = sheets.write(imported, loaded)
    old = (RULES / "shili" / "儿童补贴.csv").read_bytes()
    assert path.read_bytes() == old.replace("0至5岁,120".encode(), "0至5岁,125".encode())
    put(11, 2, "125元/户")(made)
    assert told(back(loaded, {"儿童标准": made})) == [("YJ304", "a.xlsx 儿童标准!B10")]


def test_a_workbook_written_into_the_rules(tmp_path: Path) -> None:
    shutil.copytree(RULES / "qinghu", tmp_path / "qinghu")
    loaded = yiju.load(tmp_path / "qinghu")
    made = grids(loaded)["低保标准"]
    put(9, 2, "716")(made)
    sheets.write(back(loaded, {"低保标准": made}), loaded)
    assert "| 城市 | 716  | 780         |" in (tmp_path / "qinghu" / "标准.policy").read_text("utf-8")
