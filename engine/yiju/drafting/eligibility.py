"""Scope → 资格; exclusions and what is carved out of them → 除外.

Input: a policy's sheet with its eligibility, exclusion and exception provisions. Output: declarations on the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yiju.documents.folding import fold_forms
from yiju.drafting.conditions import All, Condition, Test, all_of, any_of, tests_of
from yiju.drafting.model import Declared, OpenPoint
from yiju.drafting.naming import phrase, to_name
from yiju.drafting.phrases import Words
from yiju.drafting.quoting import sentence_at
from yiju.drafting.scopes import scope_condition, side_by_side, without_frame, words_of
from yiju.drafting.sheet import Sheet
from yiju.provisions.model import Provision

Item = tuple[int, Provision]
Place = tuple[int, int]

SEVERAL = OpenPoint("文件写了几项条件：要同时符合，还是符合一项就可以", ("要同时符合", "符合一项就可以"))

PERMITS = re.compile(
    r"放宽|延长|可(?:以)?(?:同时|一并|由|指定|凭|分别|按)|优先|视为|视同|计入|认定为|合并计算|包括(?:下列|以下)"
)
"""What is said of those who are in, and keeps nobody out: no condition of the outcome."""
TOGETHER = re.compile(
    r"同时(?:符合|具备|满足)|下列(?:全部|所有)条件|均(?:须|应)?(?:符合|满足)|以下条件|下列条件(?!之一)"
)
ONE_OF = re.compile(r"之一|任一|任意一")
CARVED = re.compile(r"[,;。]?(?:但(?:是)?)?,?(?P<what>[^,;。]{1,40}?)(?:的)?(?:除外|不在此限)")
COSTS = re.compile(r"费用|支出|部分|金额|面积")
NOT_INCOME = re.compile(r"不计入|不作为|不抵扣|不包括在")


def draft_eligibility(sheet: Sheet) -> None:
    """The 资格 of the policy; where the document names nobody, one that is open."""
    items = sheet.of_kind("eligibility")
    said = [(i, p) for i, p in items if p.opens or not _permits(p)]
    listed: dict[Place, list[Item]] = {}
    for index, provision in said:
        if provision.opens:
            listed.setdefault(provision.opens, []).append((index, provision))
    scopes = [_listed(sheet, opener, group) for opener, group in listed.items()]
    alone = [(i, p) for i, p in said if not p.opens and p.span not in listed]
    scopes += [_single(sheet, run) for run in _runs(sheet, alone)]
    if scopes:
        _declare(sheet, sorted(scopes, key=lambda s: s.places[0]))
    for index, provision in items:
        if (index, provision) not in said:
            sheet.oblige(index, provision)
    if not sheet.eligibility:
        _nobody_named(sheet)


@dataclass(frozen=True, slots=True)
class _Scope:
    """One condition of scope with its provisions, the places it stands on and the heading it stands under."""

    condition: Condition
    items: list[Item]
    places: tuple[Place, ...]
    heading: str


def _single(sheet: Sheet, run: list[Item]) -> _Scope:
    place = (run[0][1].span[0], run[-1][1].span[1])
    condition = scope_condition(sheet.words(place), sheet.names)
    return _Scope(condition, run, (place,), sheet.heading(run[0][1]))


def _runs(sheet: Sheet, items: Sequence[Item]) -> list[list[Item]]:
    """Pieces of one sentence of scope, parted by semicolons alone, belong together."""
    runs: list[list[Item]] = []
    for item in items:
        before = runs[-1][-1][1] if runs else None
        between = sheet.reading.text[before.span[1] : item[1].span[0]] if before else ""
        if before is not None and before.clause == item[1].clause and not between.strip(" ;；\r\n\t"):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _listed(sheet: Sheet, opener: Place, items: Sequence[Item]) -> _Scope:
    """A list of conditions: any of them, unless the line that opens it asks for all; that line may hold more."""
    opening = fold_forms(sheet.reading.text[opener[0] : opener[1]])
    parts = tuple(side_by_side(without_frame(sheet.words(p.span)), sheet.names) for _, p in items)
    together = TOGETHER.search(opening) is not None and ONE_OF.search(opening) is None
    condition = all_of(parts) if together else any_of(parts)
    below = re.search(r"(?:符合|具备|满足|有|属于)*(?:以下|下列)", opening)
    before = without_frame(sheet.words(opener).part(0, below.start())) if below else None
    if before is not None and len(to_name(before.text)) > 2:
        condition = all_of((side_by_side(before, sheet.names), condition))
    return _Scope(condition, list(items), (opener, *(p.span for _, p in items)), sheet.heading(items[0][1]))


def _declare(sheet: Sheet, scopes: Sequence[_Scope]) -> None:
    """One 资格. Of several scopes it is open whether all must hold or one is enough."""
    heading = scopes[0].heading
    is_title = heading and len(to_name(heading)) <= 10 and any(w in heading for w in words_of("title"))
    is_title = is_title and to_name(heading) != sheet.part.label
    tail, body = sheet.meet(_joined(sheet, tuple(s.condition for s in scopes), are_groups=_are_groups(sheet, scopes)))
    name = sheet.name(heading if is_title else "享受条件", "享受条件")
    items = [item for s in scopes for item in s.items]
    places = tuple(dict.fromkeys(place for s in scopes for place in s.places))
    sheet.declare("资格", name, tail, items, body=body, places=places)
    sheet.eligibility = name


def _are_groups(sheet: Sheet, scopes: Sequence[_Scope]) -> bool:
    """Whether each scope names persons, so that any of them will do: 脱贫户、监测户。农民专业合作社。"""
    ends = (fold_forms(sheet.reading.text[s.places[-1][0] : s.places[-1][1]]).rstrip(" ;。.,") for s in scopes)
    return all(end.endswith(words_of("group")) for end in ends)


def _joined(sheet: Sheet, conditions: tuple[Condition, ...], *, are_groups: bool) -> Condition:
    if len(conditions) == 1:
        return conditions[0]
    if are_groups:
        return any_of(conditions)
    answer = sheet.names.answers.get(SEVERAL.question)
    if answer == SEVERAL.readings[0]:
        return all_of(conditions)
    if answer == SEVERAL.readings[1]:
        return any_of(conditions)
    doubt = Test(SEVERAL.text, (), (SEVERAL,))
    return any_of((all_of(conditions), All((any_of(conditions), doubt))))


def _nobody_named(sheet: Sheet) -> None:
    """A policy of a document that says how much, and not who."""
    first = next(iter(sheet.of_kind("rate", "points", "payment", "funding", "cutoff", "effective", "obligation")), None)
    if first is None:
        return
    point = OpenPoint("谁可以享受：文件没有写明", ())
    name = sheet.name("享受条件", "享受条件")
    sheet.eligibility = sheet.declare("资格", name, f" 当 {sheet.open(point)}", [first])


def _permits(provision: Provision) -> bool:
    """Whether a sentence only says what those who are in may do."""
    words = fold_forms(provision.quote)
    match = PERMITS.search(words)
    if match is None:
        return False
    return not any(0 < words.find(w) < match.start() for w in words_of("consequence") if len(w) > 2)


def draft_exclusions(sheet: Sheet) -> None:
    """Every 除外, against the policy's outcome or the payment that the words name, with what is carved out of it."""
    openers = {p.opens for _, p in sheet.of_kind("exclusion")}
    for index, provision in sheet.of_kind("exclusion"):
        if provision.span in openers:
            continue
        words = fold_forms(provision.quote)
        if NOT_INCOME.search(words) or not sheet.eligibility or _of_costs(sheet, provision):
            sheet.oblige(index, provision)
            continue
        condition, carved = _excluded(sheet, provision)
        for target in _targets(sheet, words):
            _exclude(sheet, (index, provision), target, condition, carved)


def _of_costs(sheet: Sheet, provision: Provision) -> bool:
    """Whether costs are left out, and not persons: 下列费用不予救助."""
    opener = provision.opens or (0, 0)
    opening = fold_forms(sheet.reading.text[opener[0] : opener[1]])
    denied = fold_forms(provision.quote)
    return COSTS.search(opening) is not None or COSTS.search(denied[: _denied_from(denied)][-6:]) is not None


def _exclude(sheet: Sheet, item: Item, target: str, condition: Condition, carved: Condition | None) -> None:
    tail, body = sheet.meet(condition)
    name = sheet.name(f"{_short(condition)}的不予", "不予享受")
    places = (*((item[1].opens,) if item[1].opens else ()), item[1].span)
    sheet.declare("除外", name, f" 于 {target}{tail}", [item], body=body, places=places)
    if carved is not None:
        tail, body = sheet.meet(carved)
        name_of = sheet.name(f"{_short(carved)}的除外", "例外情形")
        sheet.declare("除外", name_of, f" 于 {name}{tail}", [item], body=body)


def draft_exceptions(sheet: Sheet) -> None:
    """What is carved out of a rule beside it, and benefits that do not go together."""
    excluded = [p for _, p in sheet.of_kind("exclusion")]
    for index, provision in sheet.of_kind("exception"):
        words = sheet.words(provision.span)
        carved = CARVED.search(fold_forms(words.text))
        if any(p.span[0] <= provision.span[0] and provision.span[1] <= p.span[1] for p in excluded):
            continue
        if carved is not None and sheet.eligibility:
            _carve(sheet, (index, provision), side_by_side(words.part(*carved.span("what")), sheet.names))
        elif re.search(r"就高|择高|择一|较高|不重复", fold_forms(words.text)) and sheet.eligibility:
            _choose(sheet, (index, provision), words)
        else:
            sheet.oblige(index, provision)


def _carve(sheet: Sheet, item: Item, condition: Condition) -> None:
    """A case carved out of the rule before it: of a standard of the same clause, which then is nought; else of what
    the clause excludes; else of the outcome."""
    standard = next((s for s in reversed(sheet.standards) if s.clause == item[1].clause and not s.is_cap), None)
    if standard is None:
        excluded = [d for d in sheet.declared if d.keyword == "除外" and _same_clause(sheet, d, item[1])]
        _except(sheet, item, condition, excluded[-1].name if excluded else sheet.eligibility)
        return
    tail, body = sheet.meet(condition)
    zero = "0%" if standard.unit == "比例" else f"0{standard.unit}"
    name = sheet.name(f"{_short(condition)}的除外", "除外情形")
    sheet.declare("例外", name, f" 于 {standard.name} 改为 {zero}{tail}", [item], body=body)


def _same_clause(sheet: Sheet, declared: Declared, provision: Provision) -> bool:
    clause = sheet.clause(provision)
    return clause is not None and any(clause.extent[0] <= p[0] < clause.extent[1] for p in declared.places)


def _except(sheet: Sheet, item: Item, condition: Condition, target: str) -> None:
    tail, body = sheet.meet(condition)
    name = sheet.name(f"{_short(condition)}的除外", "除外情形")
    sheet.declare("除外", name, f" 于 {target}{tail}", [item], body=body)


def _choose(sheet: Sheet, item: Item, words: Words) -> None:
    """Another benefit is higher or lower: the record does not tell, so which is paid stays open."""
    condition = side_by_side(_before_denial(words), sheet.names)
    point = OpenPoint(
        f"两项只能享受一项时享受哪一项：{phrase(item[1].quote, 30)}", ("本项较高，享受本项", "另一项较高，不享受本项")
    )
    doubt = Test(point.text, (), (point,))
    if point.question in sheet.names.answers:
        doubt = Test(sheet.names.answers[point.question])
    _except(sheet, item, all_of((condition, doubt)), sheet.eligibility)


def _short(condition: Condition) -> str:
    """A short name of what a condition tests first."""
    first = next(tests_of(condition))
    return to_name(first.fields[0].words or first.text, 18) if first.fields else "所列情形"


def _targets(sheet: Sheet, words: str) -> list[str]:
    """What an exclusion takes away: the payments it names (年终部分, 当月补助, 工作补贴), else the outcome."""
    denied = words[_denied_from(words) :]
    yearly = [p.name for p in sheet.payments if p.due == "每年12月" and re.search(r"年终|年底|年末", denied)]
    monthly = [p.name for p in sheet.payments if p.due == "每月" and re.search(r"当月|该月", denied)]
    labels = [s.label for s in sheet.standards if s.label and s.label in denied]
    named = [p.name for p in sheet.payments if p.label in labels]
    every = len({s.label for s in sheet.standards}) <= 1
    return yearly or monthly or (named if not every else []) or [sheet.eligibility]


def _excluded(sheet: Sheet, provision: Provision) -> tuple[Condition, Condition | None]:
    words = sheet.words(provision.span)
    folded = fold_forms(words.text)
    carved = next((m for m in CARVED.finditer(folded) if m.start() > 0), None)
    kept = words if carved is None else words.part(0, carved.start())
    bare = without_frame(kept) if provision.opens else _before_denial(kept)
    condition = side_by_side(bare, sheet.names) if _says_when(bare) else _unsaid(sheet, provision)
    if carved is None:
        return condition, None
    return condition, side_by_side(words.part(*carved.span("what")), sheet.names)


def _says_when(words: Words) -> bool:
    """Whether words say a condition, and not how long it lasts or that it is denied."""
    name = to_name(words.text)
    is_time = all(f.kind in ("duration", "date", "month") for f in words.facts) and name.endswith(("内", "后", "前"))
    return len(name) > 2 and not is_time and not name.startswith(("不得", "不予", "不列入", "不纳入", "不再"))


def _unsaid(sheet: Sheet, provision: Provision) -> Condition:
    """An exclusion whose condition stands elsewhere in its sentence, or nowhere."""
    sentence = sentence_at(sheet.reading.text, provision.span[0])
    words = sentence.text if sentence else provision.quote
    point = OpenPoint(f"什么情形下{phrase(provision.quote.strip('，。；'), 16)}：{phrase(words, 40)}")
    answer = sheet.names.answers.get(point.question)
    return Test(answer) if answer else Test(point.text, (), (point,))


def _before_denial(words: Words) -> Words:
    """The condition that stands before what is denied."""
    return without_frame(words.part(0, _denied_from(fold_forms(words.text))))


def _denied_from(folded: str) -> int:
    """Where what is denied begins: behind `…的，`, else at the first word that denies."""
    clause = re.search(r"(?:的|者),", folded)
    if clause is not None:
        return clause.end()
    places = [i for w in words_of("denial") if (i := folded.find(w, 2)) > 0]
    pause = [i for i in places if folded[i - 1] in ",的;"]
    end = min(pause or places, default=len(folded))
    choose = re.search(r",(?:按就高|就高|只能|择)", folded)
    return min(end, choose.start()) if choose else end
