"""Declarations that are half written are findings, whatever is missing; each was once met while typing."""

from __future__ import annotations

import pytest

from yiju.load import load_texts

HEAD = "记录 户\n    编号 文本 标识\n    状况 枚举（甲，乙）\n\n政策 某 “某” 假定 “示例”\n    对象 户\n\n"


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("定义 丙 = 系数（状况）\n\n表 系数（状况）\n    | 状况 |\n    | 甲 |\n", "YJ313"),
        ("定义 丙 = 系数（状况）\n\n表 系数（状况）\n    | 状况 | 系数 |\n", "YJ313"),
    ],
)
def test_a_table_without_results_is_a_finding(declared: str, code: str) -> None:
    assert code in [f.code for f in load_texts({"规则.policy": HEAD + declared}).findings]
