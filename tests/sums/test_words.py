"""Every row of the tables of phrases matches its own example."""

from __future__ import annotations

import re

import pytest

from yiju.sums import words
from yiju.sums.labels import label_of, likeness
from yiju.sums.words import Cue, Opener

ROWS = [
    (name, row)
    for name, table in vars(words).items()
    if isinstance(table, tuple) and table and isinstance(table[0], Cue | Opener)
    for row in table
]


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{n} {r.example}" for n, r in ROWS])
def test_a_row_matches_its_example(name: str, row: Cue | Opener) -> None:
    folded = row.example.replace("，", ",").replace("：", ":").replace("（", "(").replace("）", ")")
    pieces = [folded, *re.split(r"[\d.]+[万亿]?元[,;]?", folded)]
    assert any(re.search(row.words, piece) for piece in pieces)


@pytest.mark.parametrize(
    ("before", "label"),
    [
        ("其中:省级资金", "省级资金"),
        ("、雨露计划资金", "雨露计划资金"),
        ("2021年度到户产业奖补", "到户产业奖补"),
        ("金融扶贫资金（扶贫特惠保险资金）".replace("（", "(").replace("）", ")"), "金融扶贫资金(扶贫特惠保险资金)"),
        ("健康帮扶补充保险安排", "健康帮扶补充保险"),
        ("安排县农业农村局", "县农业农村局"),
    ],
)
def test_labels(before: str, label: str) -> None:
    assert label_of(before) == label


@pytest.mark.parametrize(
    ("one", "other", "is_like"),
    [
        ("扶贫特惠保险资金", "金融扶贫资金(扶贫特惠保险资金)", True),
        ("区级光伏项目质保金", "产业扶贫项目(光伏质保金)区级预算资金", True),
        ("危房改造补助资金", "危房改造补助项目", True),
        ("区级孝善扶贫补贴资金", "区级行业社会扶贫资金", False),
        ("省级资金", "市级资金", False),
    ],
)
def test_labels_that_mean_one_thing(one: str, other: str, is_like: bool) -> None:
    assert (likeness([one], [other]) > 0) == is_like
