"""资格, 定义, 标准, 除外 and 例外 in plain words.

Input: a declaration of the tree. Output: lines.
"""

from __future__ import annotations

from functools import partial

from yiju.explain.plain.conditions import said
from yiju.explain.plain.line import PlainLine
from yiju.explain.plain.quantities import interval
from yiju.explain.plain.said import Frame, sentence_of
from yiju.explain.plain.sums import formula_text, lets_text, open_line, value_lines
from yiju.explain.plain.wording import Wording
from yiju.explain.plain.words import put
from yiju.explain.words import say
from yiju_grammar import tree as t

Lines = tuple[PlainLine, ...]


def condition_lines(wording: Wording, condition: t.Expr, frame: Frame, *, about: str) -> Lines:
    """A sentence with a condition in it; one that is open altogether says only that.

    Args:
        about: what the condition is one of, for an open one.
    """
    if isinstance(condition, t.OpenPoint):
        return open_line(wording, condition, put("condition_of", wording.lang, name=about))
    return sentence_of(frame, said(wording, condition), wording.lang)


def in_interval(wording: Wording, when: t.Interval | None, frame: Frame) -> Frame:
    """The frame with the days it holds on before it."""
    days = interval(when.start, when.end, wording.lang) if when is not None else ""
    return (lambda c: put("in_interval", wording.lang, days=days, text=frame(c))) if days else frame


def eligibility(wording: Wording, x: t.Eligibility) -> Lines:
    """`资格`: what meets it."""
    frame = in_interval(wording, x.interval, partial(_framed, wording, "eligibility", name=x.name.text))
    return condition_lines(wording, x.condition, frame, about=x.name.text)


def definition(wording: Wording, x: t.Definition) -> Lines:
    """`定义`: what a name means."""
    name = called(wording, x.name.text, x.parameters)
    if not x.is_condition:
        own = put("of", wording.lang, base=x.record.text, name=name) if x.record else name
        return value_lines(wording, own, x.body, when=x.interval)
    key = "so_of" if x.record else "so"
    words = {"name": name, **({"record": x.record.text} if x.record else {})}
    frame = in_interval(wording, x.interval, partial(_framed, wording, key, **words))
    lets = lets_lines(wording, x.body)
    return (*condition_lines(wording, x.body.value, frame, about=name), *lets)


def called(wording: Wording, name: str, parameters: tuple[t.Name, ...] | None) -> str:
    """A name with its arguments: `人均（金额，人口）`."""
    if not parameters:
        return name
    arguments = put("comma", wording.lang).join(p.text for p in parameters)
    return put("called", wording.lang, name=name, arguments=arguments)


def lets_lines(wording: Wording, body: t.Formula) -> Lines:
    """What 令 names, a line of its own below a condition."""
    text = lets_text(wording, body, "where_line")
    return (PlainLine(text + put("stop", wording.lang)),) if text else ()


def standard(wording: Wording, x: t.Standard) -> Lines:
    """`标准`: what the policy comes to."""
    if x.when is None:
        return value_lines(wording, x.name.text, x.body, when=x.interval)
    value = formula_text(wording, x.body)
    frame = in_interval(wording, x.interval, partial(_framed, wording, "standard_when", name=x.name.text, value=value))
    return (*condition_lines(wording, x.when, frame, about=x.name.text), *lets_lines(wording, x.body))


def exclusion(wording: Wording, x: t.Exclusion) -> Lines:
    """`除外`: what takes the target away."""
    frame = partial(_framed, wording, "exclusion", result=_undone(wording, x.target.text))
    return condition_lines(wording, x.condition, _but(wording, x.interval, frame), about=x.name.text)


def exception(wording: Wording, x: t.Exception_) -> Lines:
    """`例外`: what the target becomes."""
    result = _becomes(wording, x)
    if x.condition is None:
        text = _but(wording, x.interval, lambda _: result)("") + put("stop", wording.lang)
        return (PlainLine(text), *lets_lines(wording, x.value))
    frame = _but(wording, x.interval, partial(_framed, wording, "exception", result=result))
    told = condition_lines(wording, x.condition, frame, about=x.name.text)
    return (*told, *lets_lines(wording, x.value))


def _but(wording: Wording, when: t.Interval | None, frame: Frame) -> Frame:
    inner = in_interval(wording, when, frame)
    return lambda c: put("but", wording.lang, text=inner(c))


def _becomes(wording: Wording, x: t.Exception_) -> str:
    if isinstance(x.value.value, t.Truth):
        return _done(wording, x.target.text) if x.value.value.value else _undone(wording, x.target.text)
    return put("becomes", wording.lang, name=x.target.text, value=formula_text(wording, x.value))


def _undone(wording: Wording, target: str) -> str:
    """What an exclusion takes away: `不符合“收入”`, `不发“年终补助”`, `不适用“机动车”`."""
    kind = wording.target_kind(target)
    if kind == "payment":
        return put("not_paid", wording.lang, name=target)
    key = "exception_not" if kind is None else "rule_fails" if kind == "eligibility" else "is_not_so"
    return say(key, wording.lang, rule=target)


def _done(wording: Wording, target: str) -> str:
    kind = wording.target_kind(target)
    key = "exception_applies" if kind is None else "rule_holds" if kind == "eligibility" else "is_so"
    return say(key, wording.lang, rule=target)


def _framed(wording: Wording, key: str, condition: str, /, **words: str) -> str:
    return put(key, wording.lang, condition=condition, **words)
