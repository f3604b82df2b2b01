"""Made-up households: 10,000 by default, the same for a seed, some fields unknown."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

LEARNING = ("无学籍", "小学", "初中", "高中", "本科")
HEALTH = ("健康", "长期慢性病", "大病", "残疾")


def households(count: int, seed: int = 1) -> list[dict[str, Any]]:
    """Records as JSON gives them: dates and money as strings; a key may be absent."""
    random = Random(seed)
    return [_household(random, i) for i in range(count)]


def _household(random: Random, i: int) -> dict[str, Any]:
    record: dict[str, Any] = {
        "户编号": f"H{i:05}",
        "户主": f"户主{i}",
        "城乡": random.choice(("城市", "农村")),
        "户籍本地": random.random() < 0.7,
        "居住月数": random.randrange(0, 60),
        "年收入": f"{random.randrange(0, 40000)}.{random.randrange(100):02}",
        "存款": f"{random.randrange(0, 40000)}.00",
        "房产数": random.choice((0, 1, 1, 1, 2)),
        "机动车数": random.choice((0, 0, 0, 1)),
        "车辆用途": random.choice(("自用", "经营", "残疾代步", None)),
        "拒绝介绍次数": random.choice((0, 0, 1, 2, 3)),
        "面积": random.randrange(20, 150),
        "月租金": random.choice((None, f"{random.randrange(200, 1500)}.00")),
        "医疗支出": f"{random.randrange(0, 9000)}.50",
        "受灾": random.random() < 0.1,
        "单亲": random.random() < 0.2,
        "申请日期": _day(random, 2019, 2020),
        "低保户": random.random() < 0.3,
        "驻地": random.choice(("平原", "山区", "海岛")),
        "成员": [_member(random, i, j) for j in range(random.choice((1, 2, 3, 3, 4, 5)))],
    }
    for name in ("居住月数", "年收入", "存款", "机动车数", "医疗支出", "受灾", "单亲", "拒绝介绍次数"):
        if random.random() < 0.03:
            del record[name]
    return record


def _member(random: Random, i: int, j: int) -> dict[str, Any]:
    member: dict[str, Any] = {
        "证件号": f"M{i:05}{j}",
        "出生日期": _day(random, 1940, 2019),
        "学籍": random.choice(LEARNING),
        "健康": random.choice(HEALTH),
        "残疾等级": random.choice((None, None, None, "一级", "二级", "三级")),
        "去世日期": _day(random, 2018, 2020) if random.random() < 0.03 else None,
    }
    if random.random() < 0.02:
        del member["出生日期"]
    if random.random() < 0.02:
        del member["学籍"]
    return member


def _day(random: Random, first: int, last: int) -> str:
    start = date(first, 1, 1)
    return (start + timedelta(days=random.randrange((date(last, 12, 31) - start).days))).isoformat()
