"""`> 同上`: above a declaration, the words of the one before; above a row or dated value, those of the row before."""

from __future__ import annotations

from yiju.documents.model import Citation
from yiju.documents.register import Document, Register
from yiju.load import load_texts
from yiju.program import expressions as e

TEXT = "一、标准每人每月100元。\n二、2021年起每人每月120元，2022年起每人每月130元。\n三、按月发放。\n"
REGISTER = Register("示例", documents=(Document("示〔2020〕1号", "示例", file="甲.txt", path="甲.txt", text=TEXT),))
RULES = """
记录 人 每人
    编号 文本 标识

政策 甲 “甲”
    依据 示〔2020〕1号
    对象 人

参数 标准线 元/人/月
    > 标准每人每月100元
    此前 = 100元/人/月
    > 2021年起每人每月120元，2022年起每人每月130元
    自 2021年 = 120元/人/月
    > 同上
    自 2022年 = 130元/人/月

> 同上
标准 金额 = 标准线

> 按月发放
发放 月发 每月 = 金额
"""


def test_a_part_repeats_the_part_before_it_and_a_declaration_the_one_before_it() -> None:
    rules = load_texts({"甲.policy": RULES}, register=REGISTER)
    assert [f.code for f in rules.findings if f.severity == "error"] == []
    grounds = rules.program.grounds

    def quotes(indexes: tuple[int, ...]) -> list[str]:
        return [g.quote for g in (grounds[i] for i in indexes) if isinstance(g, Citation)]

    body = rules.program.definitions["甲/标准线"].body
    assert isinstance(body, e.Dated)
    first, second, third = (quotes(p.grounds) for p in body.pieces)
    assert first == ["标准每人每月100元"]
    assert second == third == ["2021年起每人每月120元，2022年起每人每月130元"]
    assert quotes(rules.program.definitions["甲/金额"].grounds) == [*first, *second]


def test_a_row_with_nothing_to_repeat_is_found() -> None:
    above = "    > 标准每人每月100元\n    此前"
    rules = load_texts({"甲.policy": RULES.replace(above, "    > 同上\n    此前")}, register=REGISTER)
    assert "YJ565" in [f.code for f in rules.findings]
