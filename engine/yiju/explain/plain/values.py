"""A value of a rule in words: names, amounts, formulas, what is counted or added up over a list.

Input: an expression of the tree. Output: a phrase. A formula of several steps is written with its signs, as documents
and decisions write it; a single step is said in words (`补助的70%`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yiju.explain.phrases import quantified_phrase
from yiju.explain.plain.quantities import amount, day, quantity
from yiju.explain.plain.said import Clause, Said, in_one
from yiju.explain.plain.wording import DAY_NAMES, Wording
from yiju.explain.plain.words import put
from yiju.program import types as ty
from yiju_grammar import tree as t
from yiju_grammar.terms import Unit

_SIGNS = {"add": "+", "subtract": "-", "multiply": "×", "divide": "÷", "power": "^"}
_BINDING = {"add": 1, "subtract": 1, "multiply": 2, "divide": 2, "power": 3}
WORDY, ATOM = 0, 9
"""How tightly a phrase holds together inside a formula; the signs stand in between."""
_PERIODS = ((("天", 1),), (("月", 1),), (("年", 1),))

_NESTED = str.maketrans("“”", "‘’")
"""Quotation marks inside others."""

Bound = tuple[str, int]


def value_phrase(wording: Wording, expr: t.Expr) -> str:
    """A value in words: `补助的70%`, `人均月收入÷人口`, `年龄不满18岁的成员人数`."""
    if isinstance(expr, t.Number):
        return quantity(wording, expr)
    if isinstance(expr, t.Arithmetic):
        return _step_in_words(wording, expr) or _bound(wording, expr)[0]
    return _bound(wording, expr)[0]


def amount_phrase(wording: Wording, expr: t.Expr, unit: Unit = ()) -> str:
    """A value that stands by itself: `每人每月1000元` for a literal, else as `value_phrase`."""
    return amount(wording, expr, unit) if isinstance(expr, t.Number) else value_phrase(wording, expr)


def apart(wording: Wording, expr: t.Expr, text: str) -> str:
    """The words of a value with more of the sentence to come: a choice stands in brackets."""
    return put("bracketed", wording.lang, text=text) if isinstance(expr, t.Choice) else text


def _bound(wording: Wording, expr: t.Expr) -> Bound:
    made = VALUES.get(type(expr))
    if made is not None:
        return made(wording, expr)
    return in_one(_condition(wording, expr), wording.lang), WORDY


def _condition(wording: Wording, expr: t.Expr) -> Said:
    # conditions hold values and values hold conditions, as in the tree
    from yiju.explain.plain.conditions import said

    return said(wording, expr)


# --- literals and names -------------------------------------------------------------------------------------


def _number(wording: Wording, x: t.Number) -> Bound:
    return quantity(wording, x), ATOM


def _date(wording: Wording, x: t.DateLiteral) -> Bound:
    return day(x, wording.lang), ATOM


def _text(wording: Wording, x: t.Text) -> Bound:
    return put("quoted", wording.lang, text=x.value), ATOM


def _truth(wording: Wording, x: t.Truth) -> Bound:
    return put("yes" if x.value else "no", wording.lang), ATOM


def _nothing(wording: Wording, x: t.Nothing) -> Bound:
    return put("nothing", wording.lang), ATOM


def _open(wording: Wording, x: t.OpenPoint) -> Bound:
    return put("open_value", wording.lang, point=open_text(wording, x)), ATOM


def open_text(wording: Wording, x: t.OpenPoint) -> str:
    """What must be decided, with the readings it may have."""
    if not x.readings:
        return x.text
    readings = put("semicolon", wording.lang).join(x.readings)
    return put("open_with_readings", wording.lang, point=x.text, readings=readings)


def _name(wording: Wording, x: t.NameRef) -> Bound:
    if x.name in DAY_NAMES and x.name not in wording.bound:
        return put(x.name, wording.lang), ATOM
    return x.name, ATOM


def _member(wording: Wording, x: t.MemberOf) -> Bound:
    base, name = x.base, x.name.text
    if isinstance(base, t.NameRef) and base.name in wording.program.policies:
        key = "policy_outcome" if name == "结果" else "policy_value"
        return put(key, wording.lang, policy=base.name, name=name), ATOM
    return put("of", wording.lang, base=_held(wording, base, ATOM), name=name), ATOM


# --- functions ----------------------------------------------------------------------------------------------


def _call(wording: Wording, x: t.Call) -> Bound:
    arguments = [value_phrase(wording, a) for a in x.args]
    name = x.name.text
    if name in ("较高者", "较低者"):
        *first, last = (_one_of_several(wording, a) for a in x.args)
        return put(name, wording.lang, first=put("list_comma", wording.lang).join(first), last=last), WORDY
    if name in ("周岁", "折月") and len(arguments) == 1:
        return put(name, wording.lang, of=arguments[0]), ATOM if name == "周岁" else WORDY
    joined = put("comma", wording.lang).join(arguments)
    return put("called", wording.lang, name=name, arguments=joined), ATOM


def _one_of_several(wording: Wording, expr: t.Expr) -> str:
    """A value beside others; a formula in brackets."""
    plain = isinstance(expr, t.Number) or isinstance(expr, t.Arithmetic) and _step_in_words(wording, expr)
    return amount_phrase(wording, expr) if plain else _held(wording, expr, ATOM)


def _aggregate(wording: Wording, x: t.Aggregate) -> Bound:
    if x.op in ("exists", "all"):
        return quantified(wording, x), WORDY
    if x.months is not None:
        at = put("to_day", wording.lang) if x.at is None else value_phrase(wording, x.at)
        text = put(f"recent_{x.op}", wording.lang, source=value_phrase(wording, x.source), months=x.months, day=at)
        return text.replace("the 1 months", "the month"), _atom_in_chinese(wording)
    inside = isinstance(x.source, t.MemberOf) and x.op != "count"
    source = x.source.base if inside and isinstance(x.source, t.MemberOf) else x.source
    members, only = which(wording, source, x.where)
    binds = ATOM if x.where is None else _atom_in_chinese(wording)
    if x.op == "count":
        return put("count", wording.lang, which=members, measure=_measure(wording, x.source)) + only, binds
    name = x.source.name.text if isinstance(x.source, t.MemberOf) else ""
    of = members if wording.lang == "en" or members.endswith("的") else f"{members}的"
    return put(x.op if inside else f"{x.op}_of", wording.lang, which=of, name=name) + only, binds


def _atom_in_chinese(wording: Wording) -> int:
    """How tightly a long phrase holds together: in English, where its end is open, not at all."""
    return ATOM if wording.lang == "zh" else WORDY


def which(wording: Wording, source: t.Expr, where: t.Expr | None) -> tuple[str, str]:
    """The members meant: `成员中年龄不满18岁的`; what several conditions ask comes after all: `（只算……的）`."""
    name = _bound(wording, source)[0]
    if where is None:
        return name, ""
    text, one = inner_condition(wording, where)
    if one:
        return put("which_member", wording.lang, condition=text, name=name), ""
    return name, put("only", wording.lang, condition=text)


def inner_condition(wording: Wording, where: t.Expr) -> tuple[str, bool]:
    """The condition on members, and whether it reads as one clause; a name stands as it is."""
    made = _condition(wording, where)
    return in_one(made, wording.lang), isinstance(made, Clause)


def quantified(wording: Wording, x: t.Aggregate, *, holds: bool = True) -> str:
    """`成员中有符合“未成年”的`."""
    name = _bound(wording, x.source)[0]
    if x.where is None:
        return put("any_member" if holds else "no_member", wording.lang, name=name)
    text = x.where.name if isinstance(x.where, t.NameRef) else inner_condition(wording, x.where)[0]
    text = text.translate(_NESTED)
    return quantified_phrase("exists" if x.op == "exists" else "every", name, text, wording.lang, holds=holds)


def _measure(wording: Wording, source: t.Expr) -> str:
    kind = wording.kind_of(source)
    record = wording.program.records.get(kind.record) if isinstance(kind, ty.ListType) else None
    unit = record.counts_as if record else None
    return put(f"count_{unit}" if unit in ("人", "户", "次", "天") else "count_each", wording.lang)


def _rank(wording: Wording, x: t.Rank) -> Bound:
    key = "rank_down" if x.descending else "rank_up"
    key += "_day" if isinstance(wording.kind_of(x.key), ty.DateType) else ""
    members, only = which(wording, x.source, x.where)
    return put(key, wording.lang, which=members + only, key=value_phrase(wording, x.key)), ATOM


def _overlap(wording: Wording, x: t.Overlap) -> Bound:
    ends = [value_phrase(wording, e) for e in (*x.first, *x.second)]
    names = dict(zip(("a", "b", "c", "d"), ends, strict=True))
    return put(f"overlap_{x.unit}", wording.lang, **names), WORDY


def _whole(wording: Wording, x: t.RoundInteger) -> Bound:
    return put(f"whole_{x.mode}", wording.lang, of=_bound(wording, x.operand)[0]), WORDY


# --- formulas -----------------------------------------------------------------------------------------------


def _step_in_words(wording: Wording, x: t.Arithmetic) -> str:
    """`补助的70%`, `补助的2倍`, `受理日期后30天`; empty for what is written with signs."""
    if x.op == "multiply" and isinstance(x.right, t.Number) and not x.right.unit:
        left, binds = _bound(wording, x.left)
        key = "share_of" if x.right.percent else "times"
        plain = binds == ATOM and not isinstance(x.left, t.Number)
        return put(key, wording.lang, of=left, share=quantity(wording, x.right)) if plain else ""
    if x.op in ("add", "subtract") and isinstance(x.right, t.Number) and x.right.unit in _PERIODS:
        if not isinstance(wording.kind_of(x.left), ty.DateType):
            return ""
        key = "after" if x.op == "add" else "before"
        return put(key, wording.lang, day=_bound(wording, x.left)[0], time=quantity(wording, x.right))
    return ""


def _arithmetic(wording: Wording, x: t.Arithmetic) -> Bound:
    dated = _step_in_words(wording, x) if x.op in ("add", "subtract") else ""
    if dated:
        return dated, ATOM
    binds = _BINDING[x.op]
    left = _held(wording, x.left, binds)
    right = _held(wording, x.right, binds + (x.op in ("subtract", "divide")))
    sign = _SIGNS[x.op]
    return (f"{left}{sign}{right}" if wording.lang == "zh" else f"{left} {sign} {right}"), binds


def _held(wording: Wording, expr: t.Expr, least: int) -> str:
    """An operand, in brackets where it does not hold together tightly enough."""
    text, binds = _bound(wording, expr)
    return put("bracketed", wording.lang, text=text) if binds < least else text


def _negative(wording: Wording, x: t.Negative) -> Bound:
    return f"-{_held(wording, x.operand, 3)}", 2


def _choice(wording: Wording, x: t.Choice) -> Bound:
    condition = in_one(_condition(wording, x.condition), wording.lang)
    then, otherwise = (apart(wording, e, amount_phrase(wording, e)) for e in (x.then, x.otherwise))
    return put("choice", wording.lang, condition=condition, then=then, otherwise=otherwise), WORDY


def _or_else(wording: Wording, x: t.OrElse) -> Bound:
    fallback = amount_phrase(wording, x.fallback)
    return put("or_else", wording.lang, value=_bound(wording, x.value)[0], fallback=fallback), ATOM


def _at(wording: Wording, x: t.At) -> Bound:
    plain = isinstance(x.day, t.NameRef) and x.day.name in DAY_NAMES
    text = put(
        "value_at_day" if plain else "value_at",
        wording.lang,
        day=value_phrase(wording, x.day),
        value=_bound(wording, x.value)[0],
    )
    return text.replace("当天的按", "当天按"), _atom_in_chinese(wording)


VALUES: dict[type, Callable[[Wording, Any], Bound]] = {
    t.Number: _number,
    t.DateLiteral: _date,
    t.Text: _text,
    t.Truth: _truth,
    t.Nothing: _nothing,
    t.OpenPoint: _open,
    t.NameRef: _name,
    t.MemberOf: _member,
    t.Call: _call,
    t.Aggregate: _aggregate,
    t.Rank: _rank,
    t.Overlap: _overlap,
    t.RoundInteger: _whole,
    t.Arithmetic: _arithmetic,
    t.Negative: _negative,
    t.Choice: _choice,
    t.OrElse: _or_else,
    t.At: _at,
}
"""How each node is said; any other is a condition."""
