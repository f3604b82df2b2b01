"""Points → 积分 (a row a matter), their worth → 标准, thresholds and caps → 参数; the rest → 要求.

Input: a policy's sheet with its points provisions. Output: declarations on the sheet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yiju.documents.folding import fold_forms
from yiju.documents.line_forms import CELL
from yiju.drafting.model import Proposed
from yiju.drafting.naming import LEADING, to_name
from yiju.drafting.sheet import Sheet
from yiju.facts.model import Fact
from yiju.provisions.model import Provision

Item = tuple[int, Provision]

LIMIT = re.compile(r"不超过|上限|封顶|最高|不得超过|达到|满|不低于|以上")
HOW_OFTEN = re.compile(
    r"[,;的]*(?:一次性|每次|每人次|每项|每例|每户|每人|每起|每件)?(?:给予)?(?:奖励|加|记|计|得|赋|扣减|扣除|扣|减)?$"
)
EVENTS = "积分事件"


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a points table; `cap` is what the document's own row says of it."""

    item: Item
    matter: str
    points: str
    cap: str


def draft_points(sheet: Sheet) -> None:
    """The table of matters, then what points are worth, then thresholds."""
    rows: list[_Row] = []
    taken: set[str] = set()
    for index, provision in sheet.of_kind("points"):
        row = _row(sheet, (index, provision), taken)
        if row is not None:
            rows.append(row)
        elif not _worth(sheet, (index, provision)) and not _threshold(sheet, (index, provision)):
            sheet.oblige(index, provision)
    if rows:
        _table(sheet, rows)


def _row(sheet: Sheet, item: Item, taken: set[str]) -> _Row | None:
    """A matter with its points: a row of the document's table, or a sentence that gives or takes points."""
    provision = item[1]
    fact = next((f for f in sheet.facts(provision) if f.kind == "points" and f.value == provision.value), None)
    line = _line(sheet, provision)
    is_cell = CELL.search(line) is not None
    if fact is None:
        return None
    if not is_cell and LIMIT.search(fold_forms(provision.quote[: fact.span[0] - provision.span[0]])[-6:]):
        return None
    if not is_cell and not re.search(r"[扣减加计记得奖赋]", fold_forms(provision.quote)):
        return None
    if not is_cell and any(f.kind == "rate" for f in sheet.facts(provision)):
        return None
    before = provision.quote[: fact.span[0] - provision.span[0]]
    cells = [c for c in CELL.split(before) if c.strip()]
    said = LEADING.sub("", cells[-1] if cells else before)
    matter = to_name(HOW_OFTEN.sub("", fold_forms(said)), 30)
    if not matter or matter in taken:
        return None
    taken.add(matter)
    return _Row(item, matter, f"{fact.value}分/次", _cap(sheet, provision, fact, line) if is_cell else "无")


def _line(sheet: Sheet, provision: Provision) -> str:
    text = sheet.reading.text
    start = max(text.rfind("\n", 0, provision.span[0]), text.rfind("\r", 0, provision.span[0])) + 1
    ends = [e for e in (text.find("\n", provision.span[0]), text.find("\r", provision.span[0])) if e >= 0]
    return text[start : min(ends, default=len(text))]


def _cap(sheet: Sheet, provision: Provision, fact: Fact, line: str) -> str:
    """The cap in the next cell of the row: points of a year or month, as the fact's unit says."""
    end = sheet.reading.text.find(line, max(0, provision.span[0] - len(line))) + len(line)
    later = [f for f in sheet.reading.facts.facts if f.kind == "points" and fact.span[1] <= f.span[0] < end]
    if not later:
        return "无"
    period = "月" if "月" in later[0].unit else "年"
    return f"{later[0].value}分/{period}"


def _table(sheet: Sheet, rows: list[_Row]) -> None:
    """One 积分 table; the events it counts are a list of the proposed record."""
    events = sheet.names.called(EVENTS)
    sheet.propose([Proposed(events, f"列表<{events}>")])
    name = sheet.name(f"{sheet.part.label}赋分", "赋分标准")
    body = ("| 类别 | 事项 | 分值 | 上限 |", *(f"| 积分 | {r.matter} | {r.points} | {r.cap} |" for r in rows))
    items = [r.item for r in rows]
    sheet.declare("积分", name, f"（{events}）", items, body=body)
    sheet.declare("标准", sheet.name("得分", "得分"), f" = {name}", items[:1])


def _worth(sheet: Sheet, item: Item) -> bool:
    """What a point is worth, in 元."""
    fact = next((f for f in sheet.facts(item[1]) if f.kind == "rate" and f.value == item[1].value), None)
    if fact is None or not fact.unit.endswith("/分"):
        return False
    sheet.declare("标准", sheet.name("每分折合", "每分折合"), f" = {fact.value}{fact.unit}", [item])
    return True


def _threshold(sheet: Sheet, item: Item) -> bool:
    """A least or greatest number of points."""
    fact = next((f for f in sheet.facts(item[1]) if f.kind == "points" and f.value == item[1].value), None)
    if fact is None:
        return False
    name = sheet.name(to_name(item[1].quote, 16), "积分限额")
    sheet.declare("参数", name, " 分", [item], body=(f"始终 = {fact.value}分",))
    return True
