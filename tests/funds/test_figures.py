"""Whether an amount stands in quoted words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from yiju.check.figures import has_figure


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("省级第一批财政专项资金 19.65 万元", 196500),
        ("１９．６５萬元", 196500),
        ("补助1,284元", 1284),
        ("安排三镇各100万元", 1_000_000),
        ("共计3亿元", 300_000_000),
        ("预算350万", 3_500_000),
        ("道路 300 合计", 3_000_000),
        ("小型水利306", 306),
        ("30余万元", 300_000),
        ("拨付贰拾万圆整", 200_000),
        ("补助三千二百元", 3200),
        ("投入1亿2000万元", 120_000_000),
    ],
)
def test_it_stands(words: str, amount: int) -> None:
    assert has_figure(words, Fraction(amount))


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("资金941万元", 410_000),
        ("资金9.41万元", 41),
        ("带动50名学生", 50),
        ("带动 50 名学生", 50),
        ("2020年收到", 2020),
        ("提取70%", 70),
        ("资金19.65万元", 196_5),
        ("资金", 0),
    ],
)
def test_it_does_not_stand(words: str, amount: int) -> None:
    assert not has_figure(words, Fraction(amount))
