"""Who bears the cost → 资金, with a share where one is written and the payments it is for where the words name them.

Input: a policy's sheet with its funding provisions. Output: declarations on the sheet.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from yiju.documents.folding import fold_forms
from yiju.drafting.conditions import Condition, inline
from yiju.drafting.model import OpenPoint
from yiju.drafting.naming import phrase, to_name
from yiju.drafting.phrases import Words, test_of, truth_of
from yiju.drafting.quoting import sentence_at
from yiju.drafting.rates import share_text
from yiju.drafting.scopes import words_of
from yiju.drafting.sheet import Sheet
from yiju.provisions.model import Provision

Item = tuple[int, Provision]

GENERAL = re.compile(
    r"^(?:所需|上述|以上|本|该|各项|补助|补贴|津贴|奖补|救助|工作|资金|经费|费用|的|项目|等|由|在|从|年度|\d{4}年|除|中央|省级|和|外|,)*$"
)
EACH = re.compile(r"各(?:承担|负担|分担)")
APART = re.compile(r"[、和与及]")
ONLY_ONE_LEVEL = re.compile(r"(?P<levels>.+?)(?P<tail>(?:两级|三级|各级)?财政)$")


@cache
def _rows() -> tuple[re.Pattern[str], ...]:
    table = tomllib.loads(files("yiju.drafting").joinpath("funding.toml").read_text("utf-8"))
    return tuple(re.compile(row["words"]) for row in table["source"])


def source_of(words: str) -> tuple[str, int] | None:
    """The source that a sentence names, and where its clause begins; None where no row reads it."""
    folded = fold_forms(re.sub(r"\s+", "", words))
    for pattern in _rows():
        match = pattern.search(folded)
        if match is not None and to_name(match["source"]):
            return match["source"], match.start()
    return None


@dataclass(frozen=True, slots=True)
class _Source:
    """One source of one provision: its share (None where none is written), the payments it is for (empty: all), for
    whom (None: for all), and whether what it is for stays open."""

    item: Item
    name: str
    share: Fraction | None
    pays: tuple[str, ...] = ()
    whom: Condition | None = None
    open: str = ""


def draft_funding(sheet: Sheet) -> None:
    """Every fund; shares only where those for all come to the whole; a fund for some is left out of those for all."""
    sources: list[_Source] = []
    for index, provision in sheet.of_kind("funding"):
        made = _sources(sheet, (index, provision))
        sources += made
        if not made:
            sheet.oblige(index, provision)
    special = [inline(s.whom) for s in sources if s.whom is not None and not s.pays]
    general = [s for s in sources if s.whom is None and not s.pays and not s.open]
    is_whole = sum((s.share for s in general if s.share is not None), Fraction(0)) == 1
    for source in sources:
        others = special if source in general else []
        _declare(sheet, source, [t for t in others if t and " 且 " not in t and "待定" not in t], shared=is_whole)


def _declare(sheet: Sheet, source: _Source, others: list[str], *, shared: bool) -> None:
    name = sheet.name(source.name, "资金来源")
    is_shared = source.share is not None and (shared or source.whom is not None)
    share = f" 占 {share_text(str(source.share))}" if is_shared and (source.share != 1 or shared) else ""
    pays = f" 付 {'，'.join(source.pays)}" if source.pays else ""
    condition = f" 当 {source.open}" if source.open else ""
    if source.whom is not None:
        condition, _ = sheet.meet(source.whom)
    elif others:
        condition = " 当 " + " 且 ".join(f"非 {t}" for t in dict.fromkeys(others))
    sheet.declare("资金", name, f"{pays}{share}{condition}", [source.item])


def _sources(sheet: Sheet, item: Item) -> list[_Source]:
    """The sources that a provision names, with what they are for."""
    provision = item[1]
    found = source_of(provision.quote)
    if found is None:
        return []
    before = fold_forms(re.sub(r"\s+", "", provision.quote))[: found[1]].split(":")[-1].strip(",、")
    pays, whom, is_open = _for_what(sheet, provision, before)
    if pays is None:
        return []
    question = f"资金由哪里出只对‘{phrase(before, 24)}’作了规定：是否就是本项"
    point = sheet.open(OpenPoint(question, ("是", "不是"))) if is_open else ""
    return [_Source(item, name, share, pays, whom, point) for name, share in _shares(provision, found[0])]


def _shares(provision: Provision, source: str) -> list[tuple[str, Fraction | None]]:
    """The sources with their shares; 全额 is the whole."""
    share = Fraction(provision.value) if provision.value and re.fullmatch(r"0?\.\d+|1|0", provision.value) else None
    words = fold_forms(provision.quote)
    share = Fraction(1) if share is None and "全额" in words else share
    names = _levels(source)
    is_each = EACH.search(words) is not None or (share is not None and share * len(names) == 1)
    if len(names) > 1 and share is not None and not is_each:
        return [(name, None) for name in names]
    return [(name, share) for name in names]


def _levels(source: str) -> list[str]:
    """`市、乡镇（街道）两级财政` are two sources."""
    match = ONLY_ONE_LEVEL.match(source)
    if match and APART.search(match["levels"]):
        return [f"{part}财政" for part in APART.split(match["levels"]) if part]
    return [part for part in re.split(r"、|和(?!谐)|及", source) if len(part) > 1] or [source]


def _for_what(sheet: Sheet, provision: Provision, before: str) -> tuple[tuple[str, ...] | None, Condition | None, bool]:
    """The payments that a fund is for and for whom, and whether that stays open; None for something that the policy
    does not pay."""
    beside = _beside(sheet, provision)
    if beside is not None:
        return beside or None, None, False
    if not before or GENERAL.match(before) or _is_whole(sheet, before):
        return (), None, False
    labels, whom = _named(sheet, before)
    if labels:
        return tuple(labels), truth_of(whom, sheet.names) if whom else None, False
    bare = re.sub(r"(?:所需)?(?:的)?(?:资金|经费|费用)$", "", before)
    if re.search(r"\d", bare):
        return (), test_of(_part(sheet, provision, bare), sheet.names), False
    if bare.endswith(words_of("group")):
        return (), truth_of(bare, sheet.names), False
    if re.search(r"保险|保费|培训费|材料费|费$", bare):
        return None, None, False
    return (), None, True


def _beside(sheet: Sheet, provision: Provision) -> tuple[str, ...] | None:
    """The payments of the one benefit in whose sentence a source is named, where the policy has several; None where it
    stands by itself."""
    sentence = sentence_at(sheet.reading.text, provision.span[0])
    if sentence is None or len({s.label for s in sheet.standards}) < 2:
        return None
    start, end = sentence.span
    own = [p for _, p in sheet.of_kind("rate") if start <= p.span[0] < end and p.clause == provision.clause]
    if not own:
        return None
    labels = {s.label for s in sheet.standards if s.label and s.clause == provision.clause}
    return tuple(p.name for p in sheet.payments if p.label in labels)


def _part(sheet: Sheet, provision: Provision, bare: str) -> Words:
    words = sheet.words(provision.span)
    at = fold_forms(words.text).find(bare)
    return words.part(at, at + len(bare)) if at >= 0 else Words(bare, provision.span[0], ())


def _is_whole(sheet: Sheet, before: str) -> bool:
    """Whether words speak of all the money of a policy that has one benefit: 高龄津贴所需资金."""
    one = len({s.label for s in sheet.standards}) <= 1
    plain = re.search(r"\d|的|人员|对象", before) is None
    return one and plain and re.search(r"(?:资金|经费|费用|补贴|补助|津贴|金)$", before) is not None


def _named(sheet: Sheet, before: str) -> tuple[list[str], str]:
    """The payments whose benefit the words name, and whom they speak of before it."""
    labels = [s.label for s in sheet.standards if s.label and (s.label in before or _listed(s.label, before))]
    named = [p.name for p in sheet.payments if p.label in labels]
    at = min((before.find(label) for label in labels if label in before), default=0)
    whom = before[:at].removesuffix("的") if labels else ""
    return named, whom if len(whom) > 2 and not GENERAL.match(whom) else ""


def _listed(label: str, before: str) -> bool:
    """`伙食、交通补贴` names 伙食补贴."""
    return re.search(rf"{re.escape(label[:2])}(?:[、和]\w{{2,4}})+{re.escape(label[2:])}", before) is not None
