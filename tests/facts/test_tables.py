"""Tables, however flattened: kinds and values by heading, caption, or what the words around the table announce."""

from __future__ import annotations

import pytest

from yiju.facts.read import read_facts


def told(text: str) -> str:
    return "; ".join(f"{fact.kind} {fact.value}" for fact in read_facts(text).facts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "分配表\n单位：万元\n类别　金额　占比\n产业　3120　75%\n就业　1040　25%\n合计　4160　100%\n",
            "money 31200000; percentage 0.75; money 10400000; percentage 0.25; money 41600000; percentage 1",
        ),
        (
            "单位：万元\n序号　项目　中央　省级　户数（户）\n1　茶园　120　30.5　230\n"
            "2　饮水　　80　96\n合计　　120　110.5　326\n",
            "money 1200000; money 305000; count 230; money 800000; count 96; money 1200000; money 1105000; count 326",
        ),
        (
            "| 类别 | 标准（元/人/月） | 人数 | 占比（%） |\n|---|---|---|---|\n| 一级 | 260 | 1,128 | 12.5 |\n",
            "rate 260; count 1128; percentage 0.125",
        ),
        (
            "单位：万元、户\n\n类别\n金额\n户数\n产业\n3120\n1440\n就业\n412.4\n352\n合计\n3532.4\n1792\n二、其他\n",
            "money 31200000; count 1440; money 4124000; count 352; money 35324000; count 1792",
        ),
        (
            "损失\t标准\t备注\n5000元以下\t每户500元\t一次性\n1万元以上\t每户2000元\t\n",
            "money 5000; rate 500; money 10000; rate 2000",
        ),
        (
            "积分表（单位：分）\n事项 | 扣分 | 上限\n乱堆 | 5 | 20\n打架 | 10-20 | 不设上限\n评优 | -3 | 9\n",
            "points -5; points 20; points -10; points -20; points -3; points 9",
        ),
        (
            "单位：元\n类别\t每人每月标准\t发放月数\t合计\n一级\t150\t12\t1800\n",
            "rate 150; duration 12; money 1800",
        ),
        (
            "项目 | 金额（万元） | 完成时间 | 面积（亩）\n"
            "道路 | 120.5 | 2021年6月 | 300\n饮水 | 约60 | 2021-09-30 | 20\n",
            "money 1205000; month 2021-06; money 600000; date 2021-09-30",
        ),
        (
            "单位：万元\n乡镇 中央 省级\n甲镇 120 30\n乙镇 80.5 20\n",
            "money 1200000; money 300000; money 805000; money 200000",
        ),
        ("单位：元\n水稻：120\n玉米：80\n", "money 120; money 80"),
        (
            "附表\n\n單位：萬元\n\n序號\n鄉鎮\n種植\n養殖\n1\n甲鎮\n196.5\n316\n2\n乙鎮\n188\n128\n合計\n384.5\n444\n",
            "money 1965000; money 3160000; money 1880000; money 1280000; money 3845000; money 4440000",
        ),
        (
            "分配表\n\n乡镇\n金额（万元）\n户数（户）\n甲镇\n120\n330\n乙镇\n80.5\n—\n合计\n200.5\n330\n",
            "money 1200000; count 330; money 805000; money 2005000; count 330",
        ),
        (
            "减分事项　　　　　　分值\n乱堆乱放　　　　　　-5\n宴席超过15桌　　　　-10\n",
            "points -5; count 15; points -10",
        ),
        ("加分项目\n分值\n无偿献血\n8\n见义勇为\n40\n", "points 8; points 40"),
        (
            "一、每人每月按下表发放：\n级别 | 标准 | 备注\n一级 | 150元 | 按月\n二级 | 100元 | 按月\n",
            "rate 150; rate 100",
        ),
    ],
)
def test_cells(text: str, expected: str) -> None:
    assert told(text) == expected


def test_facts_of_cells_stand_where_they_say() -> None:
    text = "单位：万元\r\n类别　金额　占比\r\n产业　3,120　75％\r\n就业　1040　25%\r\n"
    facts = read_facts(text).facts
    assert [text[f.span[0] : f.span[1]] for f in facts] == [f.text for f in facts]
    assert facts[1].text == "75％"
