"""Workbooks and CSV: what begins like a formula stays text, titles fit, numbers are exact; damaged ones never raise."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sheets.made_up import back, grids, rules, told, workbook

from yiju import sheets
from yiju.rule_set.workbook_cells import GridCell, cell_name, read_workbook
from yiju.sheets.csv_cells import guarded, read_csv, to_csv, unguarded
from yiju.sheets.labels import LABELS
from yiju.sheets.layout import Laid, lay_out
from yiju.sheets.place import tables_of
from yiju.sheets.titles import titles
from yiju.sheets.write_xlsx import to_xlsx
from yiju_grammar.finding import Finding

FORMULAS = ("=1+1", "+1", "-5分/次", "@sum", "'=1", "''-1", "—", "'引'")


def texts(data: bytes) -> list[list[str]]:
    grids = read_workbook(data, "a.xlsx")
    assert not isinstance(grids, Finding)
    return [[cell.text for cell in row] for row in grids[0].rows]


def test_what_begins_like_a_formula_stays_text() -> None:
    laid = Laid((FORMULAS,), 0)
    assert texts(to_xlsx({"表": laid})) == [list(FORMULAS)]
    grid = read_csv(to_csv(laid), "表", "表.csv")
    assert not isinstance(grid, Finding)
    assert [cell.text for cell in grid.rows[0]] == list(FORMULAS)
    assert not any(line.startswith(tuple("=+-@")) for line in to_csv(laid).decode("utf-8-sig").split(","))


@given(st.text("='+-@a\t", max_size=6))
def test_the_guard_is_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in tuple("=+-@\t")


def test_titles_fit_a_workbook() -> None:
    made = list(titles(["表" * 40, "表" * 41, "甲/乙（丙）", "甲·乙", "History", "'", "a", "A"]))
    assert made == ["表" * 31, "表" * 29 + "~2", "甲·乙", "甲·乙~2", "History~2", "_", "a", "A~2"]


def test_numbers_are_exact_or_said_not_to_be(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"表": [[0.1, 780, 0.7999999999999999, 1e15, 1200.5, True]]})
    grids = read_workbook(path.read_bytes(), "a.xlsx")
    assert not isinstance(grids, Finding)
    assert grids[0].rows[0] == (
        GridCell("0.1", True),
        GridCell("780", True),
        GridCell("0.8", True, "noise"),
        GridCell("1000000000000000", True, "digits"),
        GridCell("1200.5", True),
        GridCell("真"),
    )


def test_merged_cells_of_a_workbook(tmp_path: Path) -> None:
    place = rules()
    rows = [[cell.text for cell in row] for row in grids(place)["标准"]]
    path = workbook(tmp_path / "a.xlsx", {"标准": rows}, merge="B10:B11")
    assert ("YJ842", f"{path.as_posix()} 标准!B10:B11") in told(sheets.read_back(path, place))


def test_cells_are_named_as_spreadsheets_do() -> None:
    assert [cell_name(3, 2), cell_name(0, 25), cell_name(0, 26), cell_name(9, 701)] == ["C4", "Z1", "AA1", "ZZ10"]


WHOLE = to_xlsx({block.name: lay_out(sheet) for block, sheet in tables_of(rules())})
PLACE = rules()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), max_size=8), st.integers(0, len(WHOLE)))
def test_a_damaged_workbook_never_raises(changes: list[tuple[int, int]], length: int) -> None:
    data = bytearray(WHOLE)
    for at, byte in changes:
        data[at] = byte
    for damaged in (bytes(data), bytes(data[:length])):
        found = read_workbook(damaged, "a.xlsx")
        assert isinstance(found, Finding) or found


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="XFD1048576"'),
        ("xl/worksheets/sheet1.xml", b'<row r="1"', b'<row r="99999999999"'),
        ("xl/sharedStrings.xml", b"uniqueCount=", b'uniqueCount="99999999999" was='),
    ],
)
def test_a_workbook_that_claims_to_be_huge_is_refused(part: str, old: bytes, new: bytes) -> None:
    buffer = io.BytesIO()
    with ZipFile(io.BytesIO(WHOLE)) as whole, ZipFile(buffer, "w") as made:
        for name in whole.namelist():
            made.writestr(name, whole.read(name).replace(old, new, 1) if name == part else whole.read(name))
    assert buffer.getvalue() != WHOLE
    found = read_workbook(buffer.getvalue(), "a.xlsx")
    assert isinstance(found, Finding) and found.code == "YJ637"


def test_a_locked_workbook_says_so() -> None:
    found = read_workbook(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx")
    assert isinstance(found, Finding) and found.notes[0].key == "password"


LABEL = st.sampled_from([word for words in LABELS.values() for word in words.values()])
CELL = st.builds(
    GridCell,
    st.one_of(
        LABEL, st.sampled_from(["标准（城乡）", "系数", "起点", "城乡", "此前", "日期", "值"]), st.text(max_size=4)
    ),
    st.just(False),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(CELL, max_size=5), max_size=9))
def test_no_sheet_raises(rows: list[list[GridCell]]) -> None:
    told(back(PLACE, {"表": rows}))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_no_change_of_a_sheet_raises(data: st.DataObject) -> None:
    made = grids(PLACE)
    rows = made[data.draw(st.sampled_from(sorted(made)))]
    for _ in range(data.draw(st.integers(1, 3))):
        row = data.draw(st.integers(0, len(rows) - 1))
        if rows[row]:
            rows[row][data.draw(st.integers(0, len(rows[row]) - 1))] = data.draw(CELL)
    told(back(PLACE, {"表": rows}))


@pytest.mark.parametrize("word", ["=1", "'@a"])
def test_a_csv_that_somebody_typed_is_read(word: str) -> None:
    grid = read_csv(f"表,{word}\r\n".encode("gb18030"), "表", "表.csv")
    assert not isinstance(grid, Finding)
    assert grid.rows[0][1].text == word.removeprefix("'")
