"""What the numbers in a column of a table are, told by its heading and by the unit above the table (`单位：万元`).

Input: folded words of a heading, and of the caption's unit. Output: the kind, unit and worth of a bare number in that
column, or None where it is no fact (row numbers, years, remarks).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from yiju.facts.each import each_before, head_unit
from yiju.facts.model import FactKind
from yiju.facts.numerals import read_numeral
from yiju.facts.unit_rows import ROW_BY_WORD


@dataclass(frozen=True, slots=True)
class Column:
    """A bare number `n` in this column is `n` times `worth` of `unit`."""

    kind: FactKind
    unit: str
    worth: Fraction
    scale: int = 1


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A heading that tells by its words, without a unit, what its numbers are: of `unit`, or (empty) no facts."""

    pattern: str
    unit: str
    example: str


HEADINGS = (
    HeadingRow(
        r"序号|编号|排名|名次|代码|文号|字号|电话|联系|身份证|账号|邮编|备注|说明|日期|时间|年份|地址|等级|级别",
        "",
        "序号",
    ),
    HeadingRow(r"^(?:年度|名称|项目|类别|类型|档次|单位|对象|内容|姓名|依据|事项|部门|年|月份?)$", "", "项目"),
    HeadingRow(r"占比|比例|比重|百分比|率$|进度", "%", "占比"),
    HeadingRow(r"月数", "月", "发放月数"),
    HeadingRow(r"天数", "天", "驻村天数"),
    HeadingRow(r"户数", "户", "受益户数"),
    HeadingRow(r"人数|人口", "人", "受益人数"),
    HeadingRow(r"村数", "个", "村数"),
    HeadingRow(r"件数", "件", "件数"),
    HeadingRow(r"人次", "人次", "救助人次"),
    HeadingRow(r"扣分|减分", "-分", "扣分"),
    HeadingRow(r"分值|得分|分数|加分|积分|赋分|满分", "分", "分值"),
)
"""In the order in which they are tried; a share is a fact only where the cell, the heading or the caption says %."""
COMPILED = tuple((re.compile(row.pattern), row.unit) for row in HEADINGS)

CAPTION = re.compile(r"单\s*位\s*:\s*(?P<units>[^)(|。;]{1,24}(?:\([^)]{1,8}\))?)")
BRACKETED = re.compile(r"[(/](?P<unit>[^()]+?)\)?$")
MEASURED = re.compile(r"[(/](?:万?亩|公顷|公里|千米|米|平方米|㎡|立方米|吨|公斤|千克|斤|千瓦)\)?$|面积|长度")
MONEY = re.compile(r"(?:人民币)?(?P<scale>[百千]?[万亿]|[百千])?元(?:人民币)?")


def caption_units(line: str) -> tuple[Column, ...]:
    """The units that a line announces: `单位：万元`, `（单位：户、人、万元）`."""
    match = CAPTION.search(line)
    words = re.split(r"[、,\s]+", match["units"].strip()) if match else []
    return tuple(column for word in words if (column := column_of_unit(word)) is not None)


def column_of_unit(words: str) -> Column | None:
    """`万元`, `元/人/月`, `%`, `户`, `分`."""
    squeezed = re.sub(r"\s+", "", words)
    money = MONEY.match(squeezed)
    if money is not None:
        worth = read_numeral(f"一{money['scale']}") if money["scale"] else Fraction(1)
        each = head_unit(squeezed)
        kind: FactKind = "rate" if each else "money"
        return Column(kind, f"元/{each}" if each else "元", worth or Fraction(1), int(worth or 1))
    row = ROW_BY_WORD.get(squeezed) or ROW_BY_WORD.get({"月": "个月"}.get(squeezed, ""))
    return Column(row.kind, row.unit, row.worth) if row else None


def unit_in_brackets(words: str) -> Column | None:
    """The unit at the end of a heading: `金额（万元）`, `金额/万元`."""
    bracketed = BRACKETED.search(words)
    return column_of_unit(bracketed["unit"].removeprefix("单位:")) if bracketed else None


def column_of(heading: str, captions: Sequence[Column]) -> Column | None:
    """What the bare numbers under a heading are."""
    squeezed = re.sub(r"\s+", "", heading)
    own = unit_in_brackets(squeezed)
    if own is not None or MEASURED.search(squeezed):
        return _for_each(squeezed, own)
    for pattern, unit in COMPILED:
        if pattern.search(squeezed):
            return _of_words(unit, captions)
    announced = next((c for c in captions if c.kind in ("money", "rate", "points")), captions[0] if captions else None)
    return _for_each(squeezed, announced)


def _for_each(heading: str, column: Column | None) -> Column | None:
    """`每人每月标准（元）` is a rate."""
    each = each_before(heading) if column and column.kind == "money" else None
    if column is None or each is None:
        return column
    return Column("rate", f"元/{each.unit}", column.worth, column.scale)


def _of_words(unit: str, captions: Sequence[Column]) -> Column | None:
    if unit == "%":
        return next((c for c in captions if c.kind == "percentage"), None)
    sign = -1 if unit.startswith("-") else 1
    column = column_of_unit(unit.removeprefix("-")) if unit else None
    if column is None:
        return None
    return Column(column.kind, column.unit, column.worth * sign)
