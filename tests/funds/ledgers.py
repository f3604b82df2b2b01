"""Small made-up ledgers, and Hypothesis strategies for any."""

from __future__ import annotations

from hypothesis import strategies as st

import yiju
from yiju.funds.statement import Statement
from yiju.load import load_texts

LABELS = ("甲", "乙", "丙", "丁", "戊")


def rules_of(lines: str) -> yiju.Rules:
    """The rules of one ledger, 账, that stands on an assumption."""
    return load_texts({"账.policy": "账目 账 假定 “示例”\n" + "".join(f"    {line}\n" for line in lines.splitlines())})


def statement_of(lines: str) -> Statement:
    """The statement of a ledger of these lines."""
    return rules_of(lines).funds("账")


amounts = st.integers(0, 12).map(lambda n: f"{n / 2:g}万元")


@st.composite
def parts(draw: st.DrawFn, depth: int) -> list[str]:
    """Parts below a line, indented; sisters have names of their own."""
    lines = []
    for label in draw(st.lists(st.sampled_from(LABELS), max_size=3, unique=True)):
        lines.append(f"    {label} {draw(amounts)}")
        if depth:
            lines += ["    " + line for line in draw(parts(depth - 1))]
    return lines


@st.composite
def ledger_lines(draw: st.DrawFn) -> str:
    """A ledger: receipts with parts, then uses with shares, whether or not they make sense."""
    lines = []
    for kind in ("收入", "安排", "支出", "结余"):
        for label in draw(st.lists(st.sampled_from((*LABELS, "合计")), max_size=4, unique=True)):
            lines.append(f"{kind} {label} {draw(amounts)}")
            if kind == "收入":
                lines += draw(parts(1))
            else:
                lines += [f"    自 {s} {draw(amounts)}" for s in draw(st.sets(st.sampled_from(LABELS), max_size=2))]
    return "\n".join(lines) or "收入 甲 1元"
