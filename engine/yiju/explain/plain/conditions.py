"""A condition of a rule in words, with the phrases that decisions use.

Input: an expression of the tree. Output: `Said`. Under 非 each condition is said the other way round.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yiju.explain.comparing import OPPOSITE, comparative, is_literal, manner_of, parts_of
from yiju.explain.phrases import (
    among_phrase,
    contains_phrase,
    either_phrase,
    is_phrase,
    none_phrase,
    so_phrase,
    truth_phrase,
)
from yiju.explain.plain.said import Clause, Said, in_one, several
from yiju.explain.plain.values import apart, open_text, quantified, value_phrase
from yiju.explain.plain.wording import Wording
from yiju.explain.plain.words import put
from yiju.explain.respelling import respelled
from yiju.explain.words import say
from yiju.program import types as ty
from yiju_grammar import tree as t


def condition_phrase(wording: Wording, expr: t.Expr, *, want: bool = True) -> str:
    """A condition as one phrase: `单位是街道，并且岗位是分管扶贫领导或者扶贫办工作人员`.

    Args:
        want: False says that it does not hold.
    """
    return in_one(said(wording, expr, want=want), wording.lang)


def said(wording: Wording, expr: t.Expr, *, want: bool = True) -> Said:
    """A condition, its parts still apart."""
    match expr:
        case t.Block(mode=mode, lines=lines):
            return several((mode == "all") is want, tuple(said(wording, x.condition, want=want) for x in lines))
        case t.Connective(op=op, operands=operands):
            return several((op == "and") is want, tuple(said(wording, x, want=want) for x in operands))
        case t.Not(operand=operand):
            return said(wording, operand, want=not want)
        case t.Choice(condition=condition, then=then, otherwise=otherwise):
            ways = ((True, then), (False, otherwise))
            return several(
                False,
                tuple(several(True, (said(wording, condition, want=i), said(wording, b, want=want))) for i, b in ways),
            )
        case t.At(value=value, day=day) if not isinstance(value, t.NameRef | t.MemberOf | t.Call):
            text = in_one(said(wording, value, want=want), wording.lang)
            return Clause(put("condition_at", wording.lang, day=value_phrase(wording, day), text=text))
        case t.OpenPoint():
            key = "open_condition" if want else "open_condition_not"
            return Clause(put(key, wording.lang, point=open_text(wording, expr)), True)
    made = CLAUSES.get(type(expr))
    return Clause(made(wording, expr, want) if made else _held(wording, expr, want))


def _held(wording: Wording, expr: t.Expr, want: bool) -> str:
    """A condition that is worked out elsewhere: `“资源（一档）”成立`."""
    key = "condition_holds" if want else "condition_fails"
    return say(key, wording.lang, text=value_phrase(wording, expr))


def _truth(wording: Wording, x: t.Truth, want: bool) -> str:
    return put("always_true" if x.value is want else "always_false", wording.lang)


def _name(wording: Wording, x: t.NameRef, want: bool) -> str:
    if wording.is_truth_field(x.name):
        return truth_phrase(x.name, wording.lang, holds=want)
    own = wording.definition(x.name)
    if own is not None and own.kind == "eligibility":
        return say("rule_holds" if want else "rule_fails", wording.lang, rule=x.name)
    return so_phrase(x.name, wording.lang, holds=want)


def _member(wording: Wording, x: t.MemberOf, want: bool) -> str:
    if isinstance(x.base, t.NameRef) and x.base.name in wording.program.policies and x.name.text == "结果":
        return put("policy_met" if want else "policy_not_met", wording.lang, policy=x.base.name)
    if isinstance(wording.kind_of(x), ty.TruthType):
        return truth_phrase(value_phrase(wording, x), wording.lang, holds=want)
    return _held(wording, x, want)


def _compare(wording: Wording, x: t.Compare, want: bool) -> str:
    parts = parts_of(respelled(" ".join(wording.written(x.span).split()), "zh"))
    op = x.op if want else OPPOSITE[x.op]
    own = parts.word if parts and op == x.op else ""
    made = comparative(
        op,
        _side(wording, x.right),
        wording.lang,
        manner=_manner(wording, x, own),
        own=own,
        postfix=bool(parts and parts.postfix and is_literal(parts.right)),
    )
    left = _side(wording, x.left)
    return f"{left}{made}" if wording.lang == "zh" else f"{left} is {made}"


def _side(wording: Wording, expr: t.Expr) -> str:
    return apart(wording, expr, value_phrase(wording, expr))


def _manner(wording: Wording, x: t.Compare, own: str) -> Any:
    if own in ("早于", "晚于", "不早于", "不晚于"):
        return "date"
    kind = wording.kind_of(x.right) or wording.kind_of(x.left)
    if isinstance(kind, ty.DateType):
        return "date"
    return manner_of(kind.unit if isinstance(kind, ty.NumberType) else ())


def _is(wording: Wording, x: t.Is, want: bool) -> str:
    left = _side(wording, x.left)
    positive = want is not x.negated
    if isinstance(x.right, t.Nothing):
        return none_phrase(left, wording.lang, none=positive)
    return is_phrase(left, _side(wording, x.right), wording.lang, positive=positive)


def _in(wording: Wording, x: t.In, want: bool) -> str:
    left = _side(wording, x.left)
    positive = want is not x.negated
    if len(x.items) == 1 and isinstance(x.items[0], t.NameRef) and x.items[0].name in ("当月", "当年"):
        key = "in_month" if x.items[0].name == "当月" else "in_year"
        return put(key if positive else f"not_{key}", wording.lang, name=left)
    values = [_item(wording, x, i) for i in x.items]
    if any(isinstance(i, t.Range) for i in x.items):
        joined = put("list_comma", wording.lang).join(values)
        return put("in_range" if positive else "not_in_range", wording.lang, name=left, range=joined)
    if positive:
        return either_phrase(left, values, wording.lang)
    return among_phrase(left, put("list_comma", wording.lang).join(values), wording.lang, inside=False)


def _item(wording: Wording, x: t.In, item: t.Expr | t.Range) -> str:
    """One of the values; `11月` beside 当月 is a month of the year."""
    if isinstance(item, t.Range):
        return range_phrase(wording, item)
    if isinstance(item, t.Number) and x.left == t.NameRef("当月", x.left.span):
        return put(f"month_{item.value}", wording.lang)
    return value_phrase(wording, item)


def range_phrase(wording: Wording, x: t.Range) -> str:
    """`0至2岁`, `70岁以上、不满80岁`."""
    low, high = (value_phrase(wording, e) if e is not None else "" for e in (x.low, x.high))
    if low and high and x.low_included and x.high_included:
        return put("range", wording.lang, low=_bare(low, high), high=high)
    ends = [
        put("range_from" if x.low_included else "range_above", wording.lang, low=low) if low else "",
        put("range_to" if x.high_included else "range_below", wording.lang, high=high) if high else "",
    ]
    return put("range_join", wording.lang).join(filter(None, ends))


def _bare(low: str, high: str) -> str:
    """The low end without the unit that the high end says again."""
    digits = high.rstrip("0123456789").lstrip("0123456789.")
    return low.removesuffix(digits) if digits and not digits.startswith(("年", "-")) else low


def _contains(wording: Wording, x: t.Contains, want: bool) -> str:
    positive = want is not x.negated
    return contains_phrase(value_phrase(wording, x.left), value_phrase(wording, x.item), wording.lang, inside=positive)


def _aggregate(wording: Wording, x: t.Aggregate, want: bool) -> str:
    return quantified(wording, x, holds=want) if x.op in ("exists", "all") else _held(wording, x, want)


CLAUSES: dict[type, Callable[[Wording, Any, bool], str]] = {
    t.Truth: _truth,
    t.NameRef: _name,
    t.MemberOf: _member,
    t.Compare: _compare,
    t.Is: _is,
    t.In: _in,
    t.Contains: _contains,
    t.Aggregate: _aggregate,
}
