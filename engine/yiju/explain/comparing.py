"""Comparisons in words: what was compared, what was asked, and by how much it missed.

Input: the text of a comparison in a rule file, and both values. Output: a sentence. The author's own comparative is
kept where it is a Chinese one, since it is mostly the document's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from yiju.decision.model import Comparison
from yiju.explain.terms import split_at, tight
from yiju.explain.values import value_text
from yiju_grammar.finding import Lang
from yiju_grammar.terms import Unit

Op = Literal["eq", "ne", "ge", "gt", "le", "lt"]
Manner = Literal["date", "age", "count", "amount"]

CHINESE: dict[Manner, dict[Op, str]] = {
    "date": {"eq": "是", "ne": "不是", "ge": "不早于", "gt": "晚于", "le": "不晚于", "lt": "早于"},
    "age": {"eq": "等于", "ne": "不等于", "ge": "满", "gt": "超过", "le": "不超过", "lt": "不满"},
    "count": {"eq": "等于", "ne": "不等于", "ge": "不少于", "gt": "多于", "le": "不超过", "lt": "少于"},
    "amount": {"eq": "等于", "ne": "不等于", "ge": "不低于", "gt": "高于", "le": "不超过", "lt": "低于"},
}
ENGLISH: dict[Literal["date", "amount"], dict[Op, str]] = {
    "date": {"eq": "on", "ne": "other than", "ge": "on or after", "gt": "after", "le": "on or before", "lt": "before"},
    "amount": {"eq": "equal to", "ne": "other than", "ge": "at least", "gt": "above", "le": "at most", "lt": "below"},
}
OPPOSITE: dict[Op, Op] = {"eq": "ne", "ne": "eq", "ge": "lt", "lt": "ge", "gt": "le", "le": "gt"}
COUNTED = ("人", "户", "次", "天", "月", "分", "年")

COMPARATIVES = (
    "等于",
    "不等于",
    "不低于",
    "不少于",
    "不多于",
    "不超过",
    "届满",
    "满",
    "不满",
    "低于",
    "高于",
    "超过",
) + ("少于", "多于", "早于", "晚于", "不早于", "不晚于", ">=", "<=", ">", "<", "≥", "≤", "＞", "＜")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_POSTFIX = re.compile(r"(?P<left>.+) (?P<right>\S*\d\S*?)(?P<word>以上|以下|以内|以外)")


@dataclass(frozen=True, slots=True)
class Parts:
    """The text of a comparison: what is compared, the author's comparative if it is Chinese, with what."""

    left: str
    word: str
    right: str
    postfix: bool = False


def parts_of(text: str) -> Parts | None:
    """Take the text of a comparison apart; None where it is not written as one."""
    after = _POSTFIX.fullmatch(text)
    if after:
        return Parts(after["left"], after["word"], after["right"], True)
    found = split_at(text, COMPARATIVES)
    if found is None:
        return None
    left, word, right = found
    return Parts(left, word if _CHINESE.fullmatch(word) else "", right)


def compared(text: str, comparison: Comparison, lang: Lang, *, holds: bool, want: bool, hidden: bool = False) -> str:
    """A comparison as a sentence: `人均收入为720.00元/月，应低于690.00元/月，超出30.00元/月`.

    Args:
        holds: whether it holds; want: whether it should.
        hidden: the record's value is private and not to be shown.
    """
    parts = parts_of(text) or Parts(text, "", "")
    left = tight(parts.left, lang)
    have = "" if hidden else value_text(comparison.left, lang)
    if holds is want or holds:
        relation = threshold(parts, comparison, lang, op=comparison.op if holds else OPPOSITE[comparison.op])
        told = holds is want or hidden or comparison.left.kind == "date"
        return _joined(lang, left, have, relation=relation, gap="" if told else missed(comparison, lang, want=want))
    asked = threshold(parts, comparison, lang, op=comparison.op if want else OPPOSITE[comparison.op])
    asked = f"应{asked}" if lang == "zh" else f"should be {asked}"
    return _joined(lang, left, have, relation=asked, gap="" if hidden else missed(comparison, lang, want=want))


def _joined(lang: Lang, left: str, have: str, *, relation: str, gap: str = "") -> str:
    if lang == "zh":
        first = f"{left}为{have}，" if have else left
        return first + relation + (f"，{gap}" if gap else "")
    first = f"{left} is {have}, " if have else f"{left}: "
    return first + relation + (f", {gap}" if gap else "")


def needed(text: str, comparison: Comparison, lang: Lang, *, want: bool) -> str:
    """What a comparison asks for: `人均收入须低于690.00元/月`."""
    parts = parts_of(text) or Parts(text, "", "")
    asked = threshold(parts, comparison, lang, op=comparison.op if want else OPPOSITE[comparison.op])
    left = tight(parts.left, lang)
    return f"{left}须{asked}" if lang == "zh" else f"{left} would have to be {asked}"


def threshold(parts: Parts, comparison: Comparison, lang: Lang, *, op: Op) -> str:
    """The comparative and what it compares with: `低于低保标准（城乡）即690.00元/月`, `60岁以上`."""
    value = value_text(comparison.right, lang)
    named = tight(parts.right, lang) if parts.right and not is_literal(parts.right) else ""
    own = parts.word if op == comparison.op else ""
    joined = f"{named}即{value}" if lang == "zh" else f"{named} ({value})"
    right = joined if named and not (lang == "zh" and own and parts.postfix) else value
    return comparative(op, right, lang, manner=_manner(comparison), own=own, postfix=parts.postfix)


def comparative(op: Op, right: str, lang: Lang, *, manner: Manner, own: str = "", postfix: bool = False) -> str:
    """The comparative before what it compares with: `低于低保标准`, `在60岁以上`, `at most 收入限额`.

    Args:
        manner: what is compared, which inflects the comparative.
        own: the author's word, kept in Chinese; postfix: it stands after the number.
    """
    if lang == "en":
        return f"{ENGLISH['date' if manner == 'date' else 'amount'][op]} {right}"
    if own and postfix:
        return f"在{right}{own}"
    return (own or CHINESE[manner][op]) + right


def missed(comparison: Comparison, lang: Lang, *, want: bool = True) -> str:
    """By how much a comparison missed what was asked: `超出30.00元/月`, `还差1岁`, `晚了3天`; maybe empty."""
    gap, asked = comparison.difference, comparison.op if want else OPPOSITE[comparison.op]
    if gap is None or asked == "ne":
        return ""
    if gap.value == 0:
        return "正好相等" if lang == "zh" else "being exactly that"
    return _gap_words(asked, value_text(gap, lang), lang, days=comparison.left.kind == "date")


def _gap_words(asked: Op, gap: str, lang: Lang, *, days: bool) -> str:
    if asked == "eq":
        return f"相差{gap}" if lang == "zh" else f"off by {gap}"
    over = asked in ("lt", "le")
    if days:
        zh, en = (f"晚了{gap}", f"{gap} too late") if over else (f"早了{gap}", f"{gap} too early")
    else:
        zh, en = (f"超出{gap}", f"{gap} too much") if over else (f"还差{gap}", f"{gap} short")
    return zh if lang == "zh" else en


def _manner(comparison: Comparison) -> Manner:
    return "date" if comparison.right.kind == "date" else manner_of(comparison.right.unit)


def manner_of(unit: Unit) -> Manner:
    """How numbers of a unit are compared: ages are reached, persons are many or few, amounts are high or low."""
    if unit == (("岁", 1),):
        return "age"
    return "count" if len(unit) == 1 and unit[0][0] in COUNTED else "amount"


def is_literal(text: str) -> bool:
    """Whether the right side of a comparison is a number or a day, not a name."""
    return text[0].isdigit() or text[0] in "-−"
