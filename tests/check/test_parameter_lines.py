"""A parameter none of whose dated lines can be read."""

from __future__ import annotations

from pathlib import Path

import yiju

RULES = """记录 老人 每人
    编号 文本 标识

政策 补贴 “补贴” 假定 “示例”
    对象 老人

参数 基数 元/月 假定 “示例”
    自 2020-01-01 至 2020-12-31 100元/月
    自 2020-06-01 120元/月

标准 补助 = 基数 假定 “示例”
"""


def test_is_told_where_it_is_used_too(tmp_path: Path) -> None:
    (tmp_path / "规则.policy").write_text(RULES, encoding="utf-8")
    codes = [f.code for f in yiju.load(tmp_path).check()]
    assert codes.count("YJ101") == 2 and "YJ116" in codes
