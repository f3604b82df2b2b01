"""What every contender of the population benchmark writes: its columns, which are those of `yiju batch`, and what
may be said of a household. `flat_row` gives what `Rules.decide` says in the same columns."""

from __future__ import annotations

from typing import Any

from yiju.batch.model import BatchRow, total

DUE = "2020-11"
NUMBER = "示例县民发〔2019〕1号"
REASONS = ("户籍", "财产", "收入", "无高消费", "接受工作")
PAYMENTS = ("保障金", "残疾补贴", "儿童补贴", "物价补贴")
AMOUNTS = ("人均补差", "救助档")
COLUMNS = (
    "record", "outcome", *AMOUNTS, *PAYMENTS, "payments", "reasons", "citations", "missing", "grade", "error",
)  # fmt: skip


def cited(*clauses: str) -> list[str]:
    """Citations of clauses by their numerals (`十一`), sorted as a decision's are."""
    return sorted(f"{NUMBER} 第{clause}条" for clause in clauses)


LINES = {"城市": 690, "农村": 520}
"""元 a person and month (2020)."""

CARE = {("一级", "城市"): 280, ("一级", "农村"): 240, ("二级", "城市"): 200, ("二级", "农村"): 160}
"""元 a person and month."""

NOT_MET, MET, OPEN = range(3)


def said(code: int, *, members: bool) -> tuple[list[str], list[str]]:
    """Reasons and citations of a code: the outcome × 256; 1, 2, 4, 8, 16 for residence, income, wealth, luxury, work
    that failed or are open; 32 relief for disaster (of a refusal: too much saved); 64 a car (of a grant: severe
    disability); 128 children are paid for (members)."""
    outcome = code // 256
    a, b, c, d, e, relieved, special, kids = (bool(code & 1 << i) for i in range(8))
    if outcome == MET:
        clauses = {"二": True, "三": True, "四": True, "五": True, "六": relieved, "七": True, "十": True, "十一": True,
                   "十二": special, "十三": True, "十四": True, "十五": kids, "十六": True}  # fmt: skip
        return list(REASONS), cited(*(k for k, v in clauses.items() if v))
    reasons = [name for name, here in zip(REASONS, (a, c, b, d, e), strict=True) if here]
    if outcome == OPEN:
        clauses = {"二": a, "三": True, "四": True, "五": b, "六": b and relieved, "七": c, "十三": True, "十四": True,
                   "十五": kids, "十六": True}  # fmt: skip
    else:
        saved = c and relieved
        clauses = {"二": a, "三": b or saved, "四": b or (saved and members), "五": b, "七": c, "八": c and special,
                   "十": d, "十一": e}  # fmt: skip
    return reasons, cited(*(k for k, v in clauses.items() if v))


def flat_row(row: BatchRow) -> dict[str, Any]:
    """A row of `Rules.decide` in these columns; numbers as `Decimal`-like text with two decimals."""
    paid = [
        {
            "name": p.name,
            "due": p.due,
            "recipient": p.recipient,
            "value": _money(p.value),
            "if_eligible": _money(p.if_eligible),
        }
        for p in row.payments
    ]
    made: dict[str, Any] = {"record": row.record, "outcome": row.outcome, "error": row.error}
    made |= dict(zip(AMOUNTS, row.amounts, strict=True))
    made |= {name: _money(total(row.payments, name)) for name in PAYMENTS}
    return made | {
        "payments": paid, "reasons": list(row.reasons), "citations": list(row.citations), "missing": list(row.missing),
        "grade": row.grade,
    }  # fmt: skip


def _money(value: Any) -> str | None:
    return None if value is None else f"{float(value):.2f}"
