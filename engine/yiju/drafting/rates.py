"""Standards → 标准, 参数 and 表: plain amounts, dated ones, amounts by category, amounts by band, and caps.

Input: a policy's sheet with its rate provisions. Output: declarations on the sheet, and what payments need of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from yiju.documents.clauses import clause_at
from yiju.documents.folding import fold_forms
from yiju.drafting.bands import Band, band_of, band_rows
from yiju.drafting.model import OpenPoint, Proposed
from yiju.drafting.naming import to_name
from yiju.drafting.phrases import Words, literal, plain
from yiju.drafting.scopes import side_by_side
from yiju.drafting.sheet import Sheet, StandardInfo
from yiju.facts.model import Fact
from yiju.provisions.model import Provision

Item = tuple[int, Provision]
Place = tuple[int, int]

CAP = re.compile(r"不得?超过|不高于|上限|封顶|限额|最高(?:为|给予)?(?=[每\d])|最多")
CAP_BEHIND = re.compile(r"为上限|封顶|以内|为限|的?上限")
TAKEN_OFF = re.compile(r"扣减|扣发|扣除|个人缴|自负|自付|起付")
RAISED = re.compile(r"提高[到至为]|调整[到至为]|增[加至]|提标[到至为]|上调[到至为]|降低[到至为]|下调[到至为]")
FRAME = re.compile(
    r"(?:按照?|依照|以)?(?:下列|以下|如下)?标准(?:为|是|:)?$|(?:由|从|按照?|为|给予|发放|补助|补贴|奖补|奖励|另给予|另|再增加|增加|再|加发|增发|可|,|:|即|则|标准|每?$)+$"
)
ON_TOP = re.compile(r"另|再|额外|增发|加发|叠加|同时给予|上浮")
PLAIN_HEADING = re.compile(r"标准|金额|办法|方式|额度|按|下列|如下|以下|可以|应当|执行|给予|为$")
BASE = re.compile(r"按(?:照)?(?P<base>[^,;。%⟨]{2,16}?)的?⟨percentage⟩")
OF_BASE = re.compile(r"(?P<base>[^,;。%⟨的]{2,14})的⟨percentage⟩")


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate provision taken apart: the fact in force and the one it replaced, who it is for, what a share is of."""

    item: Item
    fact: Fact
    earlier: Fact | None
    who: Words
    base: str
    is_cap: bool
    group: str
    benefit: str

    @property
    def unit(self) -> str:
        return "比例" if self.fact.kind == "percentage" else self.fact.unit or "元"


def draft_rates(sheet: Sheet) -> None:
    """Every standard of the policy, with caps after the standards they bound."""
    rates = []
    for index, provision in sheet.of_kind("rate"):
        rate = _rate(sheet, index, provision)
        if rate is None:
            sheet.oblige(index, provision)
        else:
            rates.append(rate)
    for _, group in groupby(rates, key=lambda r: (r.group, r.unit, r.is_cap)):
        _draft_group(sheet, list(group))


def _rate(sheet: Sheet, index: int, provision: Provision) -> Rate | None:
    facts = [f for f in sheet.facts(provision) if f.kind in ("rate", "money", "percentage")]
    at = next((k for k in range(len(facts) - 1, -1, -1) if facts[k].value == provision.value), None)
    if at is None or literal(facts[at]) is None:
        return None
    fact = facts[at]
    words = sheet.words(provision.span)
    earlier = _earlier(words, facts, at)
    first = earlier or fact
    before = words.part(0, max(0, first.span[0] - words.start))
    folded = fold_forms(words.text)
    around = folded[max(0, fact.span[0] - words.start - 8) : fact.span[1] - words.start]
    is_cap = bool(CAP.search(around) or CAP_BEHIND.match(folded[fact.span[1] - words.start :]))
    base, before = _base(words, before, fact)
    who, benefit = _who(sheet, provision, before)
    group = _group_key(sheet, provision)
    return Rate((index, provision), fact, earlier, who, base, is_cap, group, benefit)


def _earlier(words: Words, facts: Sequence[Fact], at: int) -> Fact | None:
    """The amount that the one in force took the place of: 由A提高到B."""
    if at == 0 or facts[at - 1].kind not in (facts[at].kind, "rate", "money"):
        return None
    between = words.text[facts[at - 1].span[1] - words.start : facts[at].span[0] - words.start]
    return facts[at - 1] if RAISED.search(fold_forms(between)) else None


def _base(words: Words, before: Words, fact: Fact) -> tuple[str, Words]:
    """What a share is a share of, and the words that are left for who it is for."""
    if fact.kind != "percentage":
        return "", before
    upto = words.part(0, fact.span[1] - words.start)
    match = BASE.search(upto.template) or OF_BASE.search(upto.template)
    base = match["base"] if match else ""
    comma = max(fold_forms(before.text).rfind(","), before.text.rfind("，"))
    return to_name(base), before.part(0, comma) if comma > 0 else (before.part(0, 0) if base else before)


def _who(sheet: Sheet, provision: Provision, before: Words) -> tuple[Words, str]:
    """The words that say who a rate is for, without what leads to the sum; the benefit's name where they are that."""
    folded = fold_forms(before.text)
    colon = folded.rfind(":")
    start = colon + 1 if colon >= 0 else 0
    part = before.part(start, len(before.text))
    bare = fold_forms(part.text)
    end = len(bare)
    frame = FRAME.search(bare)
    while frame and frame.start() < end:
        end = frame.start()
        frame = FRAME.search(bare[:end])
    part = part.part(0, end)
    heading = to_name(sheet.heading(provision))
    name = to_name(part.text)
    is_benefit = name and (name in heading or heading in name[: len(heading)] and len(name) <= len(heading) + 2)
    is_benefit = is_benefit or re.search(r"(?:补贴|补助|津贴|标准|资金|奖励|奖补|金|费)$", name) is not None
    if not is_benefit or part.facts:
        return part, ""
    return part.part(0, 0), name if re.search(r"(?:补贴|补助|津贴|奖励|奖补|金|费)$", name) else ""


def _group_key(sheet: Sheet, provision: Provision) -> str:
    """Rates of one list, or of one sentence, belong together."""
    clause = clause_at(sheet.reading.clauses, provision.span[0])
    if clause is None:
        return ""
    siblings = [p for _, p in sheet.of_kind("rate") if p.clause == provision.clause]
    if len(siblings) > 1 or provision.opens is None:
        return provision.clause if len(siblings) > 1 else f"{_parent(sheet, provision.clause)}/"
    return f"{_parent(sheet, provision.clause)}/"


def _parent(sheet: Sheet, path: str) -> str:
    return max(
        (c.path for c in sheet.reading.clauses if path.startswith(c.path) and c.path != path), key=len, default=""
    )


def _label(sheet: Sheet, rate: Rate) -> str:
    heading = rate.benefit or to_name(sheet.heading(rate.item[1]), 30)
    return heading if 1 < len(heading) <= 12 and PLAIN_HEADING.search(heading) is None else ""


def _draft_group(sheet: Sheet, rates: list[Rate]) -> None:
    """Rates of one list, unit and kind: one by one, or as a table where each is for somebody else."""
    bands = [band_of(r.who) for r in rates]
    if len(rates) > 1 and all(bands):
        _banded(sheet, rates, [b for b in bands if b is not None])
    elif len(rates) > 1 and all(to_name(r.who.text) for r in rates) and len({to_name(r.who.text) for r in rates}) > 1:
        _by_category(sheet, rates)
    else:
        for rate in rates:
            _plain(sheet, rate)


def _plain(sheet: Sheet, rate: Rate) -> None:
    """One amount for all, or for those of whom a condition holds; a dated one where the words say what it was."""
    label = _label(sheet, rate)
    limit = literal(rate.fact)
    assert limit is not None
    who = to_name(rate.who.text, 14)
    base = (label or (who if who and not rate.is_cap else sheet.part.label)).removesuffix("标准")
    name = sheet.name(base + ("上限" if rate.is_cap else "标准"), "补助标准")
    value = _dated(sheet, rate, name) or limit
    tail: str = ""
    body: tuple[str, ...] = ()
    if to_name(rate.who.text) and not rate.is_cap:
        condition = side_by_side(rate.who, sheet.names, "金额")
        tail, body = sheet.meet(condition)
        usual = _usual(sheet, rate)
        if usual is not None:
            sheet.declare("例外", name, f" 于 {usual.name} 改为 {value}{tail}", [rate.item], body=body)
            return
    sheet.declare("标准", name, f" = {value}{tail}", [rate.item], body=body)
    _hold(sheet, name, rate, may_be_none=bool(tail))


def _usual(sheet: Sheet, rate: Rate) -> StandardInfo | None:
    """The amount for all others in the same clause, in whose place this one stands; None for one that comes on top."""
    if ON_TOP.search(fold_forms(rate.item[1].quote)):
        return None
    same = (s for s in sheet.standards if s.clause == rate.item[1].clause and s.unit == rate.unit)
    return next((s for s in same if not s.is_cap and not s.may_be_none), None)


def _dated(sheet: Sheet, rate: Rate, name: str) -> str | None:
    """A parameter of two values, from the day the new one holds."""
    start = _start_day(sheet)
    if rate.earlier is None or start is None or rate.earlier.unit != rate.fact.unit:
        return None
    dated = sheet.name(f"{name}数额", "数额")
    kind = "比例" if rate.fact.kind == "percentage" else rate.unit
    lines = (f"此前 = {literal(rate.earlier)}", f"自 {start} = {literal(rate.fact)}")
    sheet.declare("参数", dated, f" {kind}", [rate.item], body=lines)
    return dated


def _start_day(sheet: Sheet) -> str | None:
    day = next((p.value for _, p in sheet.of_kind("effective") if p.value), None)
    return day or sheet.reading.facts.header.issued


def _by_category(sheet: Sheet, rates: list[Rate]) -> None:
    """A table over an enumeration: each rate is for one category that the words name."""
    label = _label(sheet, rates[0]) or _heading_of(sheet, rates[0]) or sheet.part.label
    name = sheet.name(f"{label.removesuffix('标准')}标准表", "标准表")
    field = sheet.names.called(f"{label.removesuffix('标准')}类别")
    values = [sheet.names.called(to_name(r.who.text)) for r in rates]
    sheet.propose([Proposed(field, "", tuple(dict.fromkeys(values)))])
    rows = [(r.item[1].span, f"| {v} | {_cell_value(r)} |") for v, r in zip(values, rates, strict=True)]
    _declare_table(sheet, name, field, rates, (*(line for row in rows for line in row), "| 其他 | 无 |"))
    _standard_of(sheet, name, f"{name}（{field}）", rates, may_be_none=True)


def _banded(sheet: Sheet, rates: list[Rate], bands: list[Band]) -> None:
    """A table over an amount or an age: a row a band, and what lies between and beyond them left open."""
    label = _label(sheet, rates[0]) or _heading_of(sheet, rates[0]) or sheet.part.label
    noun = next((b.noun for b in bands if b.noun), "") or _measured(sheet, rates[0])
    name = sheet.name(f"{label.removesuffix('标准')}分档表", "分档表")
    field = _band_field(sheet, bands[0], noun)
    values = [(r.item[1].span, _cell_value(r)) for r in rates]
    rows = band_rows(bands, values, lambda gap: sheet.open(OpenPoint(f"{field}{gap}的怎样办：文件没有规定", ())))
    if rows is None:
        for rate in rates:
            _plain(sheet, rate)
        return
    _declare_table(sheet, name, field, rates, rows)
    _standard_of(sheet, name, f"{name}（{field}）", rates, may_be_none=False)


def _cell_value(rate: Rate) -> str:
    """The bare number of a cell: the unit stands in the column's head."""
    return literal(rate.fact) or "无" if rate.unit == "比例" else rate.fact.value


def _band_field(sheet: Sheet, band: Band, noun: str) -> str:
    if band.kind == "age":
        birth = sheet.names.called("出生日期")
        sheet.propose([Proposed(birth, "日期")])
        return "年龄"
    field = sheet.names.called(to_name(noun) or "金额")
    sheet.propose([Proposed(field, band.unit)])
    return field


def _measured(sheet: Sheet, rate: Rate) -> str:
    """What the bands are bands of, as the line that opens the list says: 按照自付费用或者损失金额分档确定."""
    opener = rate.item[1].opens
    text = fold_forms(sheet.reading.text[opener[0] : opener[1]]) if opener else ""
    match = re.search(r"(?:按照?|依据|根据)(?P<what>[^,。;:]{2,16}?)(?:分档|分段|分类|分级|确定|计算)", text)
    return match["what"] if match else "分档金额"


def _heading_of(sheet: Sheet, rate: Rate) -> str:
    clause = sheet.clause(rate.item[1])
    parents = [c for c in sheet.reading.clauses if clause and clause.path.startswith(c.path)]
    headings = (to_name(c.heading, 30) for c in reversed(parents))
    return next((h for h in headings if 1 < len(h) <= 12 and PLAIN_HEADING.search(h) is None), "")


def _declare_table(sheet: Sheet, name: str, field: str, rates: list[Rate], rows: Sequence[str | Place]) -> None:
    items = [r.item for r in rates]
    head = "比例" if rates[0].unit == "比例" else f"数额（{rates[0].unit}）"
    body = (f"| {field} | {head} |", *rows)
    if field == "年龄" and not any(d.name == "年龄" for d in sheet.declared):
        sheet.declare("定义", "年龄", f" = 周岁（{sheet.names.called('出生日期')}）", items[:1])
    opener = rates[0].item[1].opens
    sheet.declare("表", name, f"（{field}）", items, body=body, places=(opener,) if opener else (items[0][1].span,))


def _standard_of(sheet: Sheet, table: str, value: str, rates: list[Rate], *, may_be_none: bool) -> None:
    name = sheet.name(f"{table.removesuffix('表').removesuffix('分档').removesuffix('标准')}标准", "补助标准")
    sheet.declare("标准", name, f" = {value}", [r.item for r in rates])
    _hold(sheet, name, rates[0], may_be_none=may_be_none)


def _hold(sheet: Sheet, name: str, rate: Rate, *, may_be_none: bool) -> None:
    clause = rate.item[1].clause
    is_base = not rate.is_cap and TAKEN_OFF.search(fold_forms(rate.item[1].quote)) is None
    label = _label(sheet, rate)
    sheet.standards.append(StandardInfo(name, rate.unit, may_be_none, rate.base, label, clause, rate.is_cap, is_base))


def share_text(value: str) -> str:
    """A share as the language writes it: `0.7` is `70%`."""
    return f"{plain(Fraction(value) * 100)}%"
