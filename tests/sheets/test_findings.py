"""A finding for each bad cell, with file, sheet and cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from sheets.made_up import POLICY, back, changed, grids, put, rules, told, workbook

import yiju
from yiju import sheets
from yiju.rule_set.workbook_cells import GridCell

RULES = Path(__file__).parent.parent.parent / "rules"
QUOTED = "城市低保标准由每人每月715元提高到790元"


@pytest.mark.parametrize(
    ("name", "row", "column", "cell", "wanted"),
    [
        ("系数", 0, 1, "系统（年龄）", [("YJ840", "B1")]),
        ("系数", 1, 1, "最大", [("YJ844", "B2")]),
        ("系数", 2, 1, "表 系数（年龄，城乡）", [("YJ845", "B3")]),
        ("系数", 7, 1, "元", [("YJ845", "B8")]),
        ("系数", 8, 3, "元/年", [("YJ845", "D9")]),
        ("系数", 9, 3, "加发（元/年）", [("YJ845", "D10")]),
        ("系数", 9, 3, "备注", [("YJ841", "A10"), ("YJ841", "D10")]),
        ("系数", 10, 2, "", [("YJ846", "C11")]),
        ("系数", 10, 2, "苹果", [("YJ203", "C11")]),
        ("系数", 10, 2, "5|6", [("YJ849", "C11")]),
        ("系数", 10, 2, "5\n6", [("YJ849", "C11")]),
        ("系数", 10, 2, "50% # 暂定", [("YJ849", "C11")]),
        ("系数", 10, 3, GridCell("0.8", True, "noise"), [("YJ843", "D11")]),
        ("系数", 10, 3, GridCell("1000000000000000", True, "digits"), [("YJ843", "D11")]),
        ("系数", 10, 4, "不在的引文", [("YJ847", "E11")]),
        ("补贴额", 9, 2, "", [("YJ846", "C10")]),
        ("补贴额", 9, 1, "自 哪天", [("YJ101", "B10")]),
        ("起点", 9, 2, "10元/月 20元", [("YJ101", "C10")]),
    ],
)
def test_a_bad_cell_is_named(name: str, row: int, column: int, cell: str | GridCell, wanted: object) -> None:
    found = told(changed(name, put(row, column, cell)))
    assert [(code, where.removeprefix(f"a.xlsx {name}!")) for code, where in found] == wanted


def test_a_cell_that_cannot_be_taken_keeps_its_value() -> None:
    assert changed("系数", put(10, 3, GridCell("0.8", True, "noise"))).after == {}


def test_what_does_not_hold_any_more() -> None:
    loaded = yiju.load(RULES / "qinghu")
    made = grids(loaded)["低保标准"]
    put(9, 4, QUOTED)(made)
    put(10, 5, "清民发〔2020〕1号")(made)
    found = told(back(loaded, {"低保标准": made}))
    assert found == [("YJ847", "a.xlsx 低保标准!E10"), ("YJ847", "a.xlsx 低保标准!F11")]


def test_a_merged_cell() -> None:
    loaded = rules()
    made = {"标准": grids(loaded)["标准"]}
    assert told(back(loaded, made, 标准=((9, 1, 10, 1),))) == [("YJ842", "a.xlsx 标准!B10:B11")]


def test_a_sheet_that_is_no_table_and_one_twice() -> None:
    loaded = rules()
    made = grids(loaded)["标准"]
    found = told(back(loaded, {"说明": [[GridCell("说明")]], "标准": made, "又": made}))
    assert found == [("YJ848", "a.xlsx 说明"), ("YJ848", "a.xlsx 又")]


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for name, code in (("a.xlsx", "YJ637"), ("a.csv", "YJ635")):
        (tmp_path / name).write_bytes(b"\xff\xff\x00")
        assert [f.code for f in sheets.read_back(tmp_path / name, rules()).findings] == [code]
    (tmp_path / "b.csv").write_bytes(b'"a')
    assert [f.code for f in sheets.read_back(tmp_path / "b.csv", rules()).findings] == ["YJ647"]


def test_rows_in_a_workbook_beside_the_policy(tmp_path: Path) -> None:
    made = place_with_workbook(tmp_path, [["年龄", "比例"], ["不满 18岁", "50%"], ["其他", "100%"]])
    assert [f.code for f in made.findings] == []
    wrong = place_with_workbook(tmp_path, [["年龄", "比例"], ["不满 18岁", 0.7999999999999999], ["其他", "1|0"]])
    places = [(f.code, f.where.rpartition(" ")[2]) for f in wrong.early if f.span is None]
    assert places == [("YJ843", "系数!B2"), ("YJ849", "系数!B3")]
    unknown = place_with_workbook(tmp_path, [[], ["", "年龄", "比例"], ["", "不满 18岁", "苹果"], ["", "其他", "100%"]])
    (found,) = [f for f in unknown.findings if f.code == "YJ203"]
    assert found.span is not None
    assert "# 系数!B3:C3" in unknown.sources[found.span.file][found.span.end :].split("\n")[0]


def test_rows_of_a_workbook_are_changed_there(tmp_path: Path) -> None:
    loaded = place_with_workbook(tmp_path, [["年龄", "比例"], ["不满 18岁", "50%"], ["其他", "100%"]])
    made = grids(loaded)["系数"]
    assert back(loaded, {"系数": made}).findings == ()
    put(10, 2, "60%")(made)
    imported = back(loaded, {"系数": made})
    assert (told(imported), imported.after) == ([("YJ849", "a.xlsx 系数!A10")], {})


def place_with_workbook(folder: Path, rows: list[list[object]]) -> yiju.Rules:
    text = POLICY.partition("表 系数")[0] + "表 系数（年龄） 首个 见 “系数.xlsx!系数” 假定 “编的”\n"
    place = folder / "规则"
    place.mkdir(exist_ok=True)
    (place / "documents.toml").write_text('[place]\nname = "编的"\n', "utf-8")
    (place / "规则.policy").write_text(text, "utf-8")
    workbook(place / "系数.xlsx", {"说明": [["说明"]], "系数": rows})
    return yiju.load(place)
