"""What a name comes to, as a sentence: with its rounding and its 令; cases of 若…则…否则 as a list.

Input: formulas of the tree. Output: lines or a phrase.
"""

from __future__ import annotations

from yiju.explain.layout import cell_width
from yiju.explain.plain.conditions import said
from yiju.explain.plain.line import PlainLine, numbered
from yiju.explain.plain.quantities import interval, rounding
from yiju.explain.plain.said import LONG, in_one, is_short
from yiju.explain.plain.values import amount_phrase, open_text
from yiju.explain.plain.wording import Wording
from yiju.explain.plain.words import put
from yiju_grammar import tree as t
from yiju_grammar.lexicon import BUILTIN_FUNCTIONS

Lines = tuple[PlainLine, ...]
BUILTINS = frozenset(s.zh for s in BUILTIN_FUNCTIONS)


def formula_text(wording: Wording, body: t.Formula) -> str:
    """A value with its rounding: `n×（100%+p），四舍五入到分`; what 令 names is told apart (`lets_text`)."""
    parts = [amount_phrase(wording, body.value)]
    if body.rounding is not None:
        parts.append(rounding(wording, body.rounding))
    return put("comma", wording.lang).join(parts)


def is_worth(wording: Wording, name: str, body: t.Formula) -> str:
    """`金额为补助的70%`; what only another rule says is settled by it: `金额按补助额确定`."""
    key = "by" if _is_name(body.value) else "is"
    text = put(key, wording.lang, name=name, value=amount_phrase(wording, body.value))
    return put("comma", wording.lang).join((text, *endings(wording, body)))


def endings(wording: Wording, body: t.Formula) -> list[str]:
    """How a formula is rounded, and what its 令 are."""
    ends = [rounding(wording, body.rounding)] if body.rounding is not None else []
    return [*ends, *filter(None, [lets_text(wording, body)])]


def lets_text(wording: Wording, body: t.Formula, key: str = "where") -> str:
    """`其中n为申报人口`; empty where 令 names nothing."""
    lets = [put("is", wording.lang, name=x.name.text, value=amount_phrase(wording, x.value)) for x in body.lets]
    joined = put("list_comma_clause", wording.lang).join(lets)
    return put(key, wording.lang, parts=joined) if lets else ""


def open_line(wording: Wording, point: t.OpenPoint, name: str) -> Lines:
    """`每户补助有待明确：……`."""
    text = put("still_open", wording.lang, name=name, point=open_text(wording, point).rstrip("。."))
    return (PlainLine(text + put("stop", wording.lang)),)


def value_lines(wording: Wording, name: str, body: t.Formula, *, when: t.Interval | None = None) -> Lines:
    """What a name comes to: one sentence, or a list of cases."""
    days = interval(when.start, when.end, wording.lang) if when is not None else ""
    name = put("in_interval", wording.lang, days=days, text=name) if days else name
    if isinstance(body.value, t.OpenPoint):
        return open_line(wording, body.value, name)
    if isinstance(body.value, t.Choice):
        return _cases(wording, name, body, body.value)
    return (PlainLine(is_worth(wording, name, body) + put("stop", wording.lang)),)


def _is_name(value: t.Expr) -> bool:
    """Whether a value is only what another rule says."""
    return isinstance(value, t.NameRef | t.Call | t.MemberOf) and not (
        isinstance(value, t.Call) and value.name.text in BUILTINS
    )


def _cases(wording: Wording, name: str, body: t.Formula, choice: t.Choice) -> Lines:
    """`登记：在住天数满183天的，为“常住户”；否则为“非常住户”`; longer ones a line each."""
    lang = wording.lang
    told, last = _chain(wording, choice)
    ends = endings(wording, body)
    short = all(is_short(said(wording, c), lang) for c in _conditions(choice))
    one = put("semicolon", lang).join([*told, put("otherwise", lang, value=last)])
    one = put("comma", lang).join([name + put("colon_joined", lang) + one, *ends])
    if short and len(told) < 2 and cell_width(one) <= LONG[lang]:
        return (PlainLine(one + put("stop", lang)),)
    cases = [*told, put("other_case", lang, value=last)]
    items = [
        PlainLine(c + put("stop" if i == len(cases) else "item_end", lang), 1, numbered(i, 1, lang))
        for i, c in enumerate(cases, 1)
    ]
    tail = [PlainLine(put("comma", lang).join(ends) + put("stop", lang))] if ends else []
    return (PlainLine(put("by_case", lang, name=name)), *items, *tail)


def _chain(wording: Wording, choice: t.Choice) -> tuple[list[str], str]:
    told: list[str] = []
    rest: t.Expr = choice
    while isinstance(rest, t.Choice):
        condition = in_one(said(wording, rest.condition), wording.lang)
        told.append(put("case", wording.lang, condition=condition, value=amount_phrase(wording, rest.then)))
        rest = rest.otherwise
    return told, amount_phrase(wording, rest)


def _conditions(choice: t.Choice) -> list[t.Expr]:
    found: list[t.Expr] = []
    rest: t.Expr = choice
    while isinstance(rest, t.Choice):
        found.append(rest.condition)
        rest = rest.otherwise
    return found
