"""What each line of a document is: page numbers and cells, titles and the first line of a body, rows of two cells."""

from __future__ import annotations

import pytest

from yiju.documents.lines import lines_of


def kinds(text: str) -> list[str]:
    return [line.kind for line in lines_of(text)]


def test_a_bare_number_between_lines_of_the_body_is_of_a_page() -> None:
    assert kinds("各单位要认真执行，确保资金\n3\n专款专用。\n- 4 -\n一、范围\n第5页 共9页\n") == [
        "body",
        "page",
        "body",
        "page",
        "body",
        "page",
    ]


def test_numbers_among_cells_are_of_a_table() -> None:
    assert kinds("一、明细。\n保险\n3120\n1440\n人员\n1200\n56\n二、其他。\n") == [
        "body",
        "caption",
        "table",
        "table",
        "caption",
        "table",
        "table",
        "body",
    ]


def test_two_cells_a_line_make_a_table_where_the_second_is_a_number() -> None:
    assert kinds("一、扣分。\n事项　　　分值\n乱堆　　　-5\n打架　　　-10\n") == ["body", "table", "table", "table"]
    assert kinds("一、联系。\n甲局　　　张某\n乙局　　　李某\n") == ["body", "body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "根据《甲省财政厅关于下达2022年中央财政衔接推进乡村振兴",
        "为进一步规范资金的使用和管理以及项目的实施",
        "经县委农村工作领导小组会议研究同意并报县政府批准",
        "我县收到《关于下达2022年补助资金预算的通知（甲财农",
        "我县2022年第二批统筹整合财政涉农资金项目安排情况共计",
    ],
)
def test_the_first_line_of_a_broken_sentence_is_no_title(line: str) -> None:
    assert kinds(f"甲县2022年资金安排公告\n{line}\n补助资金，现公告如下。\n") == ["title", "body", "body"]


@pytest.mark.parametrize(
    "title",
    [
        "关于提高城乡低保标准\n和特困人员救助供养标准的通知",
        "关于印发《甲县经济\n经营主体扶持办法（试行）》的通知",
        "关于完善社会救助和保障标准与物价上涨\n挂钩联动机制的通知",
        "甲县救助办法\n（试行）",
    ],
)
def test_a_title_may_be_broken(title: str) -> None:
    assert kinds(f"{title}\n各镇：\n甲。\n") == ["title", "title", "addressee", "body"]


@pytest.mark.parametrize(
    "number", ["甲民﹝2021﹞9号", "甲民[2021]第09号", "〔2021〕3号", "（第5号）", "甲民〖2021〗9号"]
)
def test_a_number_below_a_line_of_the_site(number: str) -> None:
    assert kinds(f"甲县公告\n发布日期：2021-03-04　来源：甲网\n{number}\n甲。\n")[2] == "number"
