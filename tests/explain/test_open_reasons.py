"""What an undetermined decision says: each alternative in one place, months that lack the same together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import yiju
from yiju.explain.text import to_text

RULES = yiju.load(Path(__file__).parents[2] / "rules" / "licheng")
YEAR = (date(2020, 1, 1), date(2020, 12, 31))


def test_months_that_lack_the_same_are_said_together() -> None:
    decision = RULES.decide("干部补助", {"编号": "C1", "单位": "区扶贫办"}, period=YEAR)
    assert "2020年1月至12月金额尚不能确定，缺到岗日期" in to_text(decision, "zh")
    assert "2020-01 to 2020-12: amount not yet determined, for want of 到岗日期" in to_text(decision, "en")


def test_all_that_an_alternative_lacks_stands_in_it() -> None:
    lines = to_text(RULES.decide("干部补助", {"编号": "C1"}, period=YEAR), "zh").splitlines()
    at = next(i for i, line in enumerate(lines) if "单位是街道" in line)
    assert lines[at].startswith("    - ") and "岗位属于" in lines[at]
    assert lines[at + 1].strip().startswith("依据[1]")
