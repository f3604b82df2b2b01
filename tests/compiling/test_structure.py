"""What is no clause and still has an order: enumerations inside a paragraph, and tables with their unit."""

from __future__ import annotations

from yiju.compiling.compile import compile_text
from yiju.compiling.json import to_data
from yiju.compiling.structure import enumerations
from yiju.readers.model import DocumentText


def test_items_run_from_mark_to_mark() -> None:
    text = "二、要求\n\n一是加强领导，落实责任；二是严格程序，公开公示；三是加强监督。\n"
    found = enumerations(text)
    assert [[text[slice(*item)] for item in e.items] for e in found] == [
        ["一是加强领导，落实责任；", "二是严格程序，公开公示；", "三是加强监督。"]
    ]
    assert found[0].clause == "二"


def test_words_that_only_look_like_marks() -> None:
    assert enumerations("这一是非问题。第二是后话，万一要下雨。") == ()
    assert enumerations("二是从第二项说起；三是没有第一项。") == ()


def test_a_table_has_its_cells_and_unit() -> None:
    text = "资金分配表\n单位：万元\n项目 | 金额\n道路 | 30\n桥梁 | 20\n合计 | 50\n"
    table = to_data(compile_text(DocumentText(text, "text"), "表.txt"))["tables"][0]
    assert table["rows"][1:] == [["道路", "30"], ["桥梁", "20"], ["合计", "50"]]
    assert table["units"] == ["万元"]
