"""Reading files: each format gives the same rows, and names file, row and field of what is wrong."""

from __future__ import annotations

import io
import json
import sys
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlsxwriter
from records.made_up import HOUSEHOLD, MEMBER, RECORDS, identity

from yiju.program.values import NOTHING, UNKNOWN
from yiju.records.readers import RecordsResult, read_records

CARD = identity("20100115")
ROW = ("007", UNKNOWN, "农村", 120000, UNKNOWN, date(2020, 6, 30), UNKNOWN, NOTHING, UNKNOWN)
MEMBERS = ((CARD, date(2010, 1, 15), NOTHING, UNKNOWN, UNKNOWN, NOTHING, True),)
HEADING = ["户编号", "城乡", "年纯收入", "申请日期"]
MEMBER_HEADING = ["户编号", "证件号", "出生日期", "在校"]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def read(path: Path | str, members: Path | None = None) -> RecordsResult:
    return read_records(path, HOUSEHOLD, RECORDS, members=members)


def told(result: RecordsResult) -> list[tuple[str, str]]:
    for f in result.findings:
        assert f.message("zh") != f.code and f.message("en") != f.code, "a message lacks one of its words"
    return [(f.code, f.where) for f in result.findings]


def csv(*rows: str) -> str:
    return "\r\n".join(rows) + "\r\n"


def test_json_records_and_one_record(tmp_path: Path) -> None:
    one = '{"户编号": "007", "城乡": "农村", "年纯收入": 1200.00, "申请日期": "2020-06-30"}'
    assert read(write(tmp_path, "a.json", one)).rows == (("007", ROW),)
    assert read(write(tmp_path, "b.json", f"[{one}]")).rows == (("007", ROW),)
    assert read(write(tmp_path, "c.json", b"\xef\xbb\xbf" + one.encode())).rows == (("007", ROW),)
    assert read(write(tmp_path, "d.json", "[]")) == RecordsResult((), (), ())


def test_other_rows_go_on(tmp_path: Path) -> None:
    rows: list[Any] = [
        {"户编号": "1", "城乡": "农村"},
        {"户编号": "2", "城乡": "农材"},
        3,
        {"户编号": "4", "城乡": "城市"},
    ]
    result = read(write(tmp_path, "家庭.json", json.dumps(rows)))
    assert [name for name, _ in result.rows] == ["1", "4"]
    assert told(result) == [("YJ607", "家庭.json[2].城乡"), ("YJ624", "家庭.json[3]")]
    assert [(r.row, r.identifier, len(r.findings)) for r in result.rejected] == [(2, "2", 1), (3, "", 1)]


def test_decimals_never_pass_through_a_float(tmp_path: Path) -> None:
    text = '{"户编号": "1", "城乡": "农村", "年纯收入": 999999999999.01, "比例": 0.1}'
    row = read(write(tmp_path, "a.json", text)).rows[0][1]
    assert (row[3], row[4]) == (99999999999901, 100000)
    finer = text.replace("0.1}", "0.10000000000000000001}")
    assert told(read(write(tmp_path, "a.json", finer))) == [("YJ603", "a.json[1].比例")]


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ('[{"户编号": "1"},\n {"户编号": "2"', "a.json:2:13", ["文件没有写完，也许没有传完"]),
        ('[{"户编号": "1"},\n]', "a.json:2:1", ["逗号后面缺了一项，或多了逗号"]),
        ("[{'户编号': '1'}]", "a.json:1:3", ["名字要用双引号"]),
        ('{"户编号": "1"}\n{"户编号": "2"}', "a.json:2:1", ["后面还有多余的内容；一行一条时请用 .jsonl"]),
        ("[" * 100_000, "a.json:1:1", ["嵌套太深"]),
        ("", "a.json:1:1", ["文件没有写完，也许没有传完"]),
    ],
)
def test_broken_json_is_named_by_line(tmp_path: Path, text: str, where: str, why: list[str]) -> None:
    result = read(write(tmp_path, "a.json", text))
    assert told(result) == [("YJ633", where)]
    assert [text for _, text in result.findings[0].note_texts()] == why


def test_json_that_holds_no_records(tmp_path: Path) -> None:
    assert told(read(write(tmp_path, "a.json", '"x"'))) == [("YJ634", "a.json")]


def test_a_broken_line_of_jsonl_costs_only_itself(tmp_path: Path) -> None:
    good = '{"户编号": "%d", "城乡": "农村"}'
    result = read(write(tmp_path, "a.jsonl", f"{good % 1}\n\n{{oops\n{good % 2}\r\n"))
    assert [name for name, _ in result.rows] == ["1", "2"]
    assert told(result) == [("YJ633", "a.jsonl:3:2")]


def test_repeated_keys_and_half_characters(tmp_path: Path) -> None:
    rest = ', "城乡": "农村"}'
    text = f'[{{"户编号": "1", "城乡": "农村"{rest}, {{"户编号": "\\ud842"{rest}, {{"户编号": "\\ud842\\udfb7"{rest}]'
    result = read(write(tmp_path, "a.json", text))
    assert told(result) == [("YJ626", "a.json[1].城乡"), ("YJ643", "a.json[2].户编号")]
    assert [name for name, _ in result.rows] == ["𠮷"]


def test_names_that_are_empty_or_half_a_character(tmp_path: Path) -> None:
    result = read(write(tmp_path, "a.json", '{"户编号": "1", "城乡": "农村", "": 1}'))
    assert [f.message() for f in result.findings] == ['记录 `家庭` 没有字段 `""`']
    text = csv("户编号,城乡,成员", '1,农村,"[{""\\ud800"": 1}]"')
    result = read(write(tmp_path, "a.csv", text))
    assert told(result) == [("YJ643", "a.csv[1].成员[1].? (C2)")]


def test_long_numbers_do_not_break_the_reader(tmp_path: Path) -> None:
    result = read(write(tmp_path, "a.json", f'[{{"户编号": "1", "城乡": "农村", "年纯收入": {"9" * 5000}}}]'))
    assert told(result) == [("YJ602", "a.json[1].年纯收入")]


def test_a_duplicate_identifier(tmp_path: Path) -> None:
    rows = [{"户编号": "1", "城乡": "农村"}] * 3
    result = read(write(tmp_path, "a.json", json.dumps(rows)))
    assert told(result) == [("YJ622", "a.json[2].户编号"), ("YJ622", "a.json[3].户编号")]
    assert result.findings[1].label() == "第 1 条已经用了"
    assert len(result.rows) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_encodings(tmp_path: Path, encoding: str) -> None:
    text = csv("户编号,城乡,年纯收入,申请日期,备注", '007,农村,"1,200.00",2020/6/30,无', ",,,,", "𠮷8, 城市 ,,,")
    result = read(write(tmp_path, "a.csv", text.encode(encoding)))
    assert told(result) == []
    assert result.rows[0] == ("007", ROW)
    assert result.rows[1][1][:4] == ("𠮷8", UNKNOWN, "城市", UNKNOWN)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    assert told(read(write(tmp_path, "a.csv", b"\x00\x01\xff"))) == [("YJ635", "a.csv")]


def test_csv_findings_name_row_field_and_cell(tmp_path: Path) -> None:
    text = csv("户编号,城乡,年纯收入", "1,农村,1,200", "2,,3", ",农村,3", "4,农村,很多")
    result = read(write(tmp_path, "a.csv", text))
    assert told(result) == [
        ("YJ636", "a.csv[1]"),
        ("YJ621", "a.csv[2].城乡 (B3)"),
        ("YJ620", "a.csv[3].户编号 (A4)"),
        ("YJ602", "a.csv[4].年纯收入 (C5)"),
    ]


def test_a_misspelt_heading_is_told_once_and_no_row_is_taken(tmp_path: Path) -> None:
    result = read(write(tmp_path, "a.csv", csv("户编号,城乡,申请日朝", "1,农村,", "2,农材,")))
    assert told(result) == [("YJ601", "a.csv.申请日朝 (C1)"), ("YJ607", "a.csv[2].城乡 (B3)")]
    assert result.findings[0].hint() == "是不是 `申请日期`？"
    assert (result.rows, [r.row for r in result.rejected]) == ((), [1, 2])


def test_csv_headings(tmp_path: Path) -> None:
    assert told(read(write(tmp_path, "a.csv", csv("户编号,城乡,城乡", "1,农村,城市")))) == [("YJ626", "a.csv.城乡")]
    assert told(read(write(tmp_path, "a.csv", ""))) == [("YJ640", "a.csv")]
    assert told(read(write(tmp_path, "a.csv", csv("户编号,城乡", '1,"农村')))) == [("YJ647", "a.csv:2")]


def test_lists_and_histories_in_a_column(tmp_path: Path) -> None:
    members = json.dumps([{"证件号": CARD, "出生日期": "2010-01-15", "在校": True}]).replace('"', '""')
    history = '{""2020-01"": 3200.50}'
    text = csv("户编号,城乡,成员,工资", f'1,农村,"{members}","{history}"', "2,农村,张三,")
    result = read(write(tmp_path, "a.csv", text))
    assert result.rows[0][1][6:] == ({24240: 320050}, NOTHING, MEMBERS)
    assert told(result) == [("YJ624", "a.csv[2].成员 (C3)")]


def test_members_in_a_file_beside(tmp_path: Path) -> None:
    main = write(tmp_path, "家庭.csv", csv(",".join(HEADING), "007,农村,1200,2020-06-30", "008,城市,,"))
    write(tmp_path, "家庭.成员.csv", csv(",".join(MEMBER_HEADING), f"007,{CARD},2010-01-15,是"))
    result = read(main)
    assert told(result) == []
    assert [row[8] for _, row in result.rows] == [MEMBERS, ()]


def test_members_in_a_file_named(tmp_path: Path) -> None:
    main = write(tmp_path, "家庭.json", '[{"户编号": "007", "城乡": "农村"}]')
    rows = (",".join(MEMBER_HEADING), f"007,{CARD},2010-01-16,是", "00７,,,", ",x,,")
    result = read(main, write(tmp_path, "名单.csv", csv(*rows)))
    assert told(result) == [
        ("YJ638", "名单.csv[2].户编号 (A3)"),
        ("YJ620", "名单.csv[3].户编号 (A4)"),
        ("YJ610", "家庭.json[1].成员[1].出生日期 (名单.csv!C2)"),
    ]
    assert result.findings[0].hint() == "是不是 `007`？"


def test_members_need_the_column_that_joins(tmp_path: Path) -> None:
    main = write(tmp_path, "家庭.csv", csv("户编号,城乡", "007,农村"))
    result = read(main, write(tmp_path, "家庭.成员.csv", csv("证件号", CARD)))
    assert ("YJ639", "家庭.成员.csv") in told(result)
    assert result.rows == ()


def test_members_of_a_record_without_lists(tmp_path: Path) -> None:
    main = write(tmp_path, "成员.csv", csv("证件号", CARD))
    result = read_records(main, MEMBER, RECORDS, members=main)
    assert told(result) == [("YJ645", "成员.csv")]


def book(path: Path, sheets: dict[str, list[list[Any]]], merged: tuple[str, int, int] | None = None) -> Path:
    """A workbook; dates are written as a spreadsheet's dates. `merged`: sheet, first and last row of column A."""
    with xlsxwriter.Workbook(path) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for r, row in enumerate(rows):
                for c, value in enumerate(row):
                    if isinstance(value, datetime):
                        sheet.write_datetime(r, c, value, day)
                    elif value != "":
                        sheet.write(r, c, value)
            if merged and merged[0] == name:
                sheet.merge_range(merged[1], 0, merged[2], 0, rows[merged[1]][0])
    return path


def test_a_workbook_with_a_sheet_of_members(tmp_path: Path) -> None:
    rows = [HEADING, ["007", "农村", 1200.0, datetime(2020, 6, 30)], ["008", "城市", 0.1 + 0.2, ""]]
    members = [MEMBER_HEADING, ["007", CARD, datetime(2010, 1, 15), True], ["", identity("20110116"), "", "否"]]
    path = book(tmp_path / "a.xlsx", {"成员": members, "家庭": rows, "成圆": [["x"]]}, ("成员", 1, 2))
    result = read(path)
    assert told(result) == [("YJ646", "a.xlsx[成圆]")]
    assert result.findings[0].severity == "warning"
    assert result.rows[0][1][:8] == ROW[:8]
    assert [m[0] for m in result.rows[0][1][8]] == [CARD, identity("20110116")]
    assert result.rows[1][1][3] == 30


def test_numbers_in_a_workbook_where_text_is_due(tmp_path: Path) -> None:
    rows = [["户编号", "城乡"], [7, "农村"], ["8", "农村"]]
    members = [MEMBER_HEADING, ["8", 990000201001150018, "", 1]]
    result = read(book(tmp_path / "a.xlsx", {"家庭": rows, "成员": members}))
    assert told(result) == [
        ("YJ608", "a.xlsx[1].户编号 (家庭!A2)"),
        ("YJ641", "a.xlsx[2].成员[1].证件号 (成员!B2)"),
        ("YJ606", "a.xlsx[2].成员[1].在校 (成员!D2)"),
    ]
    assert "99000" not in result.findings[1].message()


def test_what_is_no_workbook(tmp_path: Path) -> None:
    assert told(read(write(tmp_path, "a.xlsx", "x"))) == [("YJ637", "a.xlsx")]
    data = bytearray(book(tmp_path / "b.xlsx", {"家庭": [HEADING, ["1", "农村", 1, ""]]}).read_bytes())
    for place in range(0, len(data), 311):
        damaged = bytes(data[:place]) + bytes([data[place] ^ 0x55]) + bytes(data[place + 1 :])
        result = read(write(tmp_path, "a.xlsx", damaged))
        assert result.rows or result.findings
    assert told(read(write(tmp_path, "a.xlsx", bytes(data[: len(data) // 2])))) == [("YJ637", "a.xlsx")]


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    result = read(write(tmp_path, "a.xlsx", "x"))
    assert told(result) == [("YJ632", "a.xlsx")]
    assert result.findings[0].hint() == "运行 pip install 'yiju[excel]'"


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    write(tmp_path, "家庭.json", "[]")
    result = read(tmp_path / "家挺.json")
    assert told(result) == [("YJ630", "家挺.json")]
    assert result.findings[0].hint() == "是不是 `家庭.json`？"
    (tmp_path / "x.json").mkdir()
    assert told(read(tmp_path / "x.json")) == [("YJ630", "x.json")]
    assert read(tmp_path / "a.parquet").findings[0].label() == "认识的有：.json .jsonl .csv .xlsx"
    assert read(tmp_path / "a.xls").findings[0].hint() == "请把 .xls 另存为 .xlsx"


@pytest.mark.parametrize(
    "text",
    ['[{"户编号": "1", "城乡": "农村"}]', '{"户编号": "1", "城乡": "农村"}\n', csv("户编号,城乡", "1,农村")]
    + ['{"户编号": "1", "城乡": "农村"}\n{"户编号": "2", "城乡": "农村"}\n', '{\n"户编号": "1",\n"城乡": "农村"}'],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    result = read("-")
    assert told(result) == []
    assert result.rows[0][0] == "1"


def test_a_row_with_cells_too_many_is_not_looked_into(tmp_path: Path) -> None:
    result = read(write(tmp_path, "a.csv", csv("户编号,年纯收入,城乡", "1,1,200,农村", "2,3,农村")))
    assert told(result) == [("YJ636", "a.csv[1]")]
    assert [name for name, _ in result.rows] == ["2"]
