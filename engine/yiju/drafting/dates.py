"""Effect and cutoffs → 起始 and 截止; application periods → 时限; what depends on a person's own day stays 要求.

Input: a policy's sheet with its effective and cutoff provisions. Output: declarations on the sheet.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from yiju.documents.folding import fold_forms
from yiju.drafting.sheet import Sheet
from yiju.provisions.model import Provision

Item = tuple[int, Provision]

ON_ISSUE = re.compile(r"(?:自|从)?(?:印发|发布|公布|下发|签发)之日起(?!\d)")
APPLIES = re.compile(r"申报|申请|报名|受理|提交|报送")
VALIDITY = re.compile(r"有效期|试行期|执行期|施行期|期限为|试行\d")
PERSONAL = re.compile(r"死亡|当月起|次月起|年满|毕业|退出|停发")


def draft_dates(sheet: Sheet) -> None:
    """First and last day of the policy, each once; further ones stay 要求."""
    start = _start(sheet)
    _end(sheet, start)


def _start(sheet: Sheet) -> date | None:
    found: date | None = None
    for index, provision in sheet.of_kind("effective"):
        day, reading = _effective(sheet, provision)
        if day is None or found is not None or PERSONAL.search(fold_forms(provision.quote)):
            sheet.oblige(index, provision)
            continue
        found = day
        sheet.declare("起始", "", f" {day.isoformat()}", [(index, provision)], readings=reading)
    return found


def _effective(sheet: Sheet, provision: Provision) -> tuple[date | None, tuple[tuple[str, str], ...]]:
    """The day of effect, with the reading it rests on where it is reckoned from the day of issue."""
    if provision.value:
        return _first_day(provision.value), ()
    issued = _issued(sheet)
    if issued is None:
        return None, ()
    later = next((f for f in sheet.facts(provision) if f.kind == "duration" and f.unit in ("日", "天")), None)
    if later is not None:
        day = issued + timedelta(days=int(later.value))
        because = "期间开始的当日不计入"
        return day, ((f"{issued.isoformat()}发布，加{later.value}日，自{day.isoformat()}施行", because),)
    return (issued, ()) if ON_ISSUE.search(fold_forms(provision.quote)) else (None, ())


def _issued(sheet: Sheet) -> date | None:
    issued = sheet.reading.facts.header.issued
    return _first_day(issued) if issued else None


def _end(sheet: Sheet, start: date | None) -> None:
    found = False
    for index, provision in sheet.of_kind("cutoff"):
        words = fold_forms(provision.quote)
        if APPLIES.search(words) and provision.value:
            name = sheet.name("申报截止", "申报截止")
            last = _last_day(provision.value)
            tail = f" = {last.isoformat()}" if last else " = 待定 “截止哪一天”"
            sheet.declare("时限", name, tail, [(index, provision)])
            continue
        day, reading = _last(sheet, provision, start)
        if day is None or found or PERSONAL.search(words):
            sheet.oblige(index, provision)
            continue
        found = True
        sheet.declare("截止", "", f" {day}", [(index, provision)], readings=reading)


def _last(sheet: Sheet, provision: Provision, start: date | None) -> tuple[str | None, tuple[tuple[str, str], ...]]:
    """The last day, or month as written; reckoned from the day of effect where a period of validity is given."""
    if provision.value:
        month = re.fullmatch(r"(\d{4})-(\d{2})", provision.value)
        return (f"{month[1]}年{int(month[2])}月" if month else provision.value), ()
    if VALIDITY.search(fold_forms(provision.quote)) is None:
        return None, ()
    years = next((f for f in sheet.facts(provision) if f.kind == "duration" and f.unit == "年"), None)
    if years is None or start is None or "." in years.value:
        return None, ()
    year = start.year + int(years.value)
    day = date(year, start.month, min(start.day, monthrange(year, start.month)[1])) - timedelta(days=1)
    return day.isoformat(), ((f"有效期自{start.isoformat()}施行之日起算", "文件没有另行规定起算日"),)


def _first_day(value: str) -> date | None:
    parts = [int(p) for p in value.split("-")] if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", value) else []
    return date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1) if parts else None


def _last_day(value: str) -> date | None:
    parts = [int(p) for p in value.split("-")] if re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", value) else []
    if not parts:
        return None
    return date(parts[0], parts[1], parts[2] if len(parts) > 2 else monthrange(parts[0], parts[1])[1])
