"""Instalments → 发放: when a standard is paid, in which parts, and what the amount is made of.

Input: a policy's sheet with its payment provisions and the standards declared before. Output: declarations. An amount
that the words do not make up is left open, never guessed.
"""

from __future__ import annotations

import re
import tomllib
from fractions import Fraction
from functools import cache
from importlib.resources import files

from yiju.documents.folding import fold_forms
from yiju.drafting.model import OpenPoint, Proposed
from yiju.drafting.naming import phrase, to_name
from yiju.drafting.phrases import test_of
from yiju.drafting.rates import share_text
from yiju.drafting.sheet import PaymentInfo, Sheet, StandardInfo
from yiju.provisions.model import Provision

Item = tuple[int, Provision]

REST = re.compile(r"[,，;\s]*(?:其余|剩余|余下|另外|另|其中)?(?:的)?\s*(?:\d|百分之|[一二三四五六七八九]成|部分)")
APPRAISED = re.compile(r"(?:根据|按照?|依据|视)[^,。;]{0,6}(?:考核|考评|评议)(?:情况|结果|等次)?")
PASSED = re.compile(r"(?P<said>[^,。;\d%]{0,4}(?:考核|考评|评议)(?:结果)?(?:为)?(?:合格|称职|优秀|良好))")
FOLLOWS_MONTHS = (
    "按月计发的，从开始享受的当月算起，算到停止享受的当月",
    "文件按月计发，没有规定起止当月按日折算",
)
ONE_STANDARD = ("全年各月按年底的标准计算", "文件没有规定标准年内变动时怎样算；有变动的要改写")
AT_YEAR_END = ("每年发放一次的，在年底发放", "文件没有规定哪个月发放")
TO_THE_CENT = ("算到分，四舍五入", "货币以分为最小单位，文件没有规定取整")
OF_RECORD = {"亩", "平方米", "次", "村", "头", "只", "米", "公里", "吨", "公斤"}
QUANTITIES = {
    "小时": "计发小时数",
    "天": "计发天数",
    "日": "计发天数",
    "次": "次数",
    "亩": "面积",
    "平方米": "面积",
    "人": "人数",
    "户": "户数",
}
QUARTERLY = "每年3月，6月，9月，12月"
"""At the end of each quarter, the sum of its months."""
HALF_YEARLY = "每年6月，12月"
PAYING = re.compile(r"发放|发给|发到|拨付|支付|打入|打卡|兑付|计发|结算|转入|划入|付清|发至|兑现|领取|付给|缴入")
NAMES = {
    "每月": "月度发放",
    QUARTERLY: "季度发放",
    HALF_YEARLY: "半年发放",
    "每年12月": "年终发放",
    "一次": "一次性发放",
}
NAMED_MONTHS = re.compile(r"每年((?:\d{1,2}月[底末份初中旬上下]*[、和及,，]?)+)(?!至|到|-|~)")
YEAR_END = re.compile(r"年底|年终|年末|年度结束|12月")


@cache
def _schedules() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = tomllib.loads(files("yiju.drafting").joinpath("schedules.toml").read_text("utf-8"))
    return tuple((re.compile(row["words"]), row["due"]) for row in table["schedule"])


def schedule_of(words: str) -> str | None:
    """When a payment falls due by the words, as the language writes it."""
    folded = fold_forms(re.sub(r"\s+", "", words))
    named = NAMED_MONTHS.search(folded)
    if named is not None:
        months = dict.fromkeys(int(m) for m in re.findall(r"\d+", named[1]))
        return f"每年{'，'.join(f'{m}月' for m in months)}" if all(1 <= m <= 12 for m in months) else None
    return next((due for pattern, due in _schedules() if pattern.search(folded)), None)


def _called(due: str) -> str:
    """What a payment of a schedule is called."""
    return NAMES.get(due, "年度发放")


def draft_payments(sheet: Sheet) -> None:
    """Every payment of the policy: one for each standard that it pays."""
    before: tuple[Provision, tuple[StandardInfo, ...]] | None = None
    for index, provision in sheet.of_kind("payment"):
        due = schedule_of(provision.quote)
        if due is None or not _pays(provision):
            sheet.oblige(index, provision)
            continue
        bases = _bases(sheet, provision, before)
        before = (provision, bases)
        new = [b for b in bases or (None,) if not _is_paid(sheet, b, due, _share(provision))]
        for base in new:
            _declare(sheet, (index, provision), due, base, many=len(bases) > 1)
        if not new:
            sheet.oblige(index, provision)


def _is_paid(sheet: Sheet, base: StandardInfo | None, due: str, share: Fraction) -> bool:
    """Whether what is declared already pays it: a second sentence about the same payment is no second payment."""
    if base is None:
        return any(not p.base and p.due == due for p in sheet.payments)
    return sum((p.share for p in sheet.payments if p.base == base.name), Fraction(0)) + share > 1


def _share(provision: Provision) -> Fraction:
    """The part of the standard that is paid; the whole where none is written."""
    share = _number(provision.value) if provision.value else Fraction(1)
    return share if 0 < share <= 1 else Fraction(1)


def _pays(provision: Provision) -> bool:
    """Whether the words speak of paying, and not of who collects or when a shop is open."""
    words = fold_forms(provision.quote)
    return (
        PAYING.search(words) is not None
        and re.search(r"代领|开放|预付|预拨|启动资金|补发|倍|减半|上浮|加发", words) is None
    )


def _bases(
    sheet: Sheet, provision: Provision, before: tuple[Provision, tuple[StandardInfo, ...]] | None
) -> tuple[StandardInfo, ...]:
    """The standards that a payment pays: those it names, those of the part before (其余…), else the policy's only one.
    Which of several it pays without naming them is not for us to say."""
    plain = [s for s in sheet.standards if s.is_base]
    words = fold_forms(provision.quote)
    named = [s for s in plain if s.label and s.label in words]
    if not named and before is not None and before[0].clause == provision.clause and REST.match(words):
        return before[1]
    beside = [s for s in plain if s.clause == provision.clause]
    if not named and beside and len(beside) < len(plain):
        plain = beside
    return tuple(named or (plain if len(plain) == 1 or len({s.label for s in plain}) == len(plain) else ()))


def _declare(sheet: Sheet, item: Item, due: str, base: StandardInfo | None, *, many: bool) -> None:
    provision = item[1]
    part = _share(provision)
    share = f" × {share_text(str(part))}" if part != 1 else ""
    amount, bounds, readings = _amount(sheet, due, base)
    appraised, condition = _appraisal(sheet, provision)
    called = base.name.removesuffix("标准") if base is not None and many else sheet.part.label
    name = sheet.name(f"{called}{_called(due)}", _called(due))
    if amount is None:
        what = phrase(
            f"{sheet.part.label}{_called(due).removesuffix('发放')}发多少：文件写了{phrase(provision.quote, 20)}"
        )
        amount, share, appraised = sheet.open(OpenPoint(what, ())), "", ""
    rounding = _rounding(base, share, appraised)
    unsaid = due == "每年12月" and YEAR_END.search(fold_forms(provision.quote)) is None
    readings = (*readings, *((AT_YEAR_END,) if unsaid else ()), *((TO_THE_CENT,) if rounding else ()))
    formula = f"{amount}{share}{appraised}{rounding}"
    sheet.declare("发放", name, f" {due}{bounds} = {formula}{condition}", [item], readings=readings)
    label = base.label if base is not None else ""
    sheet.payments.append(PaymentInfo(name, due, base.name if base is not None else "", label, part))


def _rounding(base: StandardInfo | None, share: str, appraised: str) -> str:
    """A share of an amount that the record gives, or an open factor, may be finer than a 分."""
    finer = base is not None and (base.unit == "比例" or appraised or (share and set(base.unit.split("/")) & OF_RECORD))
    return " 舍入到 0.01元 四舍五入" if finer else ""


def _amount(sheet: Sheet, due: str, base: StandardInfo | None) -> tuple[str | None, str, tuple[tuple[str, str], ...]]:
    """What is paid on a due day, the months it is paid for, and the readings this rests on."""
    if base is None:
        return None, "", ()
    value = f"（{base.name} 若无 {_zero(base)}）" if base.may_be_none else base.name
    made = _of_unit(sheet, value, base)
    if made is None:
        return None, "", ()
    amount, period = made
    capped = _capped(sheet, amount, base, period)
    if period == "天" and due == "每月":
        return capped, "", ()
    start, end = sheet.names.called("开始日期"), sheet.names.called("结束日期")
    if period == "月" and due in ("每月", QUARTERLY, HALF_YEARLY):
        _months(sheet)
        return capped, f" 自 {start} 至 {end}", (FOLLOWS_MONTHS,)
    if period == "月" and due == "每年12月":
        _months(sheet)
        months = sheet.names.called("年内月数")
        if not any(d.name == months for d in sheet.declared):
            sheet.declare("定义", months, f" = 重叠月数（{start} 至 {end}，年初 至 年末）", [], places=_place(sheet))
        return f"{capped} × {months}", "", (FOLLOWS_MONTHS, ONE_STANDARD)
    once_a_year = due.startswith("每年") and "，" not in due
    if (period == "年" and once_a_year) or (period == "" and due == "一次"):
        return capped, "", ()
    return None, "", ()


def _place(sheet: Sheet) -> tuple[tuple[int, int], ...]:
    return tuple(p.span for _, p in sheet.of_kind("payment"))[:1]


def _months(sheet: Sheet) -> None:
    start, end = sheet.names.called("开始日期"), sheet.names.called("结束日期")
    sheet.propose([Proposed(start, "日期"), Proposed(end, "日期", marks="可无")])


def _zero(base: StandardInfo) -> str:
    return "0%" if base.unit == "比例" else f"0{base.unit}"


def _of_unit(sheet: Sheet, value: str, base: StandardInfo) -> tuple[str, str] | None:
    """The amount for one record and the period it is for (月, 年 or none), from the unit of the standard."""
    if base.unit == "比例":
        if not base.of_what:
            return None
        monthly = "每月" in base.of_what or "月" in base.of_what
        of_what = sheet.names.called(base.of_what)
        sheet.propose([Proposed(of_what, "元/月" if monthly else "元")])
        return f"{of_what} × {value}", "月" if monthly else ""
    _, *each = base.unit.split("/")
    rest = [u for u in each if u not in (sheet.counts_as, "月", "年", "个月")]
    period = next((u for u in each if u in ("月", "个月", "年")), "")
    for unit in rest:
        if unit in ("学期", "学年"):
            sheet.measures.add(unit)
            value = f"{value} × 1{unit}"
            continue
        if unit in ("人", "户") and unit != sheet.counts_as:
            return None
        value = f"{value} × {_quantity(sheet, unit)}"
        period = period or ("月" if unit in ("天", "日") else "")
    if any(u in ("天", "日") for u in rest):
        return value, "天"
    return value, period.removeprefix("个")


def _quantity(sheet: Sheet, unit: str) -> str:
    name = sheet.names.called(QUANTITIES.get(unit, f"{to_name(unit)}数"))
    sheet.propose([Proposed(name, unit)])
    return name


def _capped(sheet: Sheet, amount: str, base: StandardInfo, period: str) -> str:
    """The amount under the caps that stand in the clause of the standard and are of its period."""
    for cap in sheet.standards:
        if not cap.is_cap or cap.clause != base.clause or cap.unit == "比例":
            continue
        if _period(cap.unit) == period:
            amount = f"较低者（{amount}，{cap.name}）"
        elif period == "天" and _period(cap.unit) == "月":
            amount = f"较低者（{amount}，{cap.name} × 1个月）"
    return amount


def _period(unit: str) -> str:
    return next((u for u in unit.split("/")[1:] if u in ("月", "年")), "")


def _appraisal(sheet: Sheet, provision: Provision) -> tuple[str, str]:
    """A factor that an appraisal decides and nobody wrote down, or a condition that an appraisal was passed."""
    words = sheet.words(provision.span)
    folded = fold_forms(words.text)
    if APPRAISED.search(folded):
        point = OpenPoint(
            "考核情况怎样折算成发放的比例：文件只写“根据考核”".replace("“", "‘").replace("”", "’"),
            ("考核合格的全额发放，不合格的不发放", "按考核等次分档发放"),
        )
        return f" × {sheet.open(point)}", ""
    passed = PASSED.search(folded)
    if passed is None:
        return "", ""
    start, end = passed.span("said")
    said = words.part(start, end)
    cut = re.search(r"(?:年度|年终|季度|月度)?(?:考核|考评|评议)", fold_forms(said.text))
    test = test_of(said.part(cut.start() if cut else 0, len(said.text)), sheet.names)
    tail, _ = sheet.meet(test)
    return "", tail


def _number(value: str) -> Fraction:
    try:
        return Fraction(value)
    except ValueError:
        return Fraction(-1)
