"""Document numbers in running words: repairs, several serials in one, and the words before them."""

from __future__ import annotations

import pytest

from yiju.facts.read import read_facts


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("按照甲政办〔2016〕70 号文件", {"甲政办〔2016〕70号": True}),
        ("《办法》（甲政\n办〔2016〕7号）同时废止。", {"甲政办〔2016〕7号": True}),
        ("甲财社[2020]31号、甲财社【2020】008号", {"甲财社〔2020〕31号": False, "甲财社〔2020〕8号": False}),
        ("甲财社(2020)31号和甲财社﹝2021﹞1号", {"甲财社〔2020〕31号": False, "甲财社〔2021〕1号": False}),
        ("甲政发〔20228号、甲政发〔201518号", {"甲政发〔2022〕8号": False, "甲政发〔2015〕18号": False}),
        ("甲政发2019〕10号、甲政发〔2024〕2)号", {"甲政发〔2019〕10号": False, "甲政发〔2024〕2号": False}),
        ("甲财〔2021〕148、149号", {"甲财〔2021〕148号": False, "甲财〔2021〕149号": False}),
        ("甲财〔2021〕12—14号", dict.fromkeys(("甲财〔2021〕12号", "甲财〔2021〕13号", "甲财〔2021〕14号"), False)),
        ("甲财〔2021〕3号、4号", {"甲财〔2021〕3号": False, "甲财〔2021〕4号": False}),
        ("原甲财〔2012〕3号、〔2013〕5号", {"甲财〔2012〕3号": True, "甲财〔2013〕5号": False}),
        ("蘭民字〔2019〕8號", {"兰民字〔2019〕8号": False}),
        ("〔2021〕第3号公告", {"〔2021〕3号": False}),
        ("第四条和甲政〔2020〕6号第1-3条", {"甲政〔2020〕6号": True}),
        ("县政府办公室甲政办字〔2020〕8号文件", {"甲政办字〔2020〕8号": True}),
        ("甲政发〔2020〕3号、2021年3月印发", {"甲政发〔2020〕3号": True}),
        ("《条例》（国务院令第649号）", {"国务院令第649号": True}),
        ("于2018年3月20日甲县人民政府令第6号公布", {"甲县人民政府令第6号": True}),
        ("公报2021年第3期，电话（0531）88112233，（2020年3月）", {}),
    ],
)
def test_numbers(words: str, expected: dict[str, bool]) -> None:
    text = f"一、{words}\n"
    found = read_facts(text).numbers
    assert {n.normalized: n.is_wellformed for n in found} == expected
    assert all(text[n.span[0] : n.span[1]] == n.text for n in found)


def test_serials_in_one_share_their_words() -> None:
    found = read_facts("一、见甲财〔2021〕148、149、150号。\n").numbers
    assert len({(n.text, n.span) for n in found}) == 1
    assert len(found) == 3


def test_a_number_holds_no_facts() -> None:
    assert read_facts("一、甲财〔2021〕12号文件。\n").facts == ()
