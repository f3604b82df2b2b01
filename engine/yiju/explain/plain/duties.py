"""要求, 救济, 时限, 裁量, 授权, 核对 and 不入规则 in plain words.

Input: a declaration of the tree. Output: lines.
"""

from __future__ import annotations

from yiju.explain.plain.line import PlainLine
from yiju.explain.plain.quantities import unit_words
from yiju.explain.plain.rules import condition_lines
from yiju.explain.plain.values import amount_phrase, value_phrase
from yiju.explain.plain.wording import Wording
from yiju.explain.plain.words import put
from yiju.explain.words import say
from yiju_grammar import tree as t

Lines = tuple[PlainLine, ...]


def obligation(wording: Wording, x: t.Obligation) -> Lines:
    """`要求`: what somebody must do."""
    return _duty(wording, say("obligation", wording.lang, name=x.name.text), x.when, x.name.text)


def remedy(wording: Wording, x: t.Remedy) -> Lines:
    """`救济`: what a person refused may do."""
    return _duty(wording, say("remedy", wording.lang, name=x.name.text), x.when, x.name.text)


def deadline(wording: Wording, x: t.Deadline) -> Lines:
    """`时限`: by which day."""
    day = value_phrase(wording, x.day)
    return _duty(wording, say("deadline", wording.lang, name=x.name.text, day=day), x.when, x.name.text)


def discretion(wording: Wording, x: t.Discretion) -> Lines:
    """`裁量`: what an office decides."""
    text = say("discretion_by", wording.lang, name=x.name.text, who=x.who.text)
    return _duty(wording, text, x.when, x.name.text)


def _duty(wording: Wording, text: str, when: t.Expr | None, name: str) -> Lines:
    if when is None:
        return (PlainLine(text + put("stop", wording.lang)),)
    return condition_lines(wording, when, lambda c: put("if_so", wording.lang, condition=c, result=text), about=name)


def delegation(wording: Wording, x: t.Delegation) -> Lines:
    """`授权`: what each office settles in its own 细则, within which bound."""
    lang = wording.lang
    text = put("delegation", lang, field=x.field.text, name=x.name.text, kind=type_words(wording, x.type))
    if x.bound is not None and x.bound_value is not None:
        key = "no_less_than" if x.bound == "ge" else "no_more_than"
        text = put("comma", lang).join((text, put(key, lang, value=amount_phrase(wording, x.bound_value))))
    return (PlainLine(text + put("stop", lang)),)


def type_words(wording: Wording, kind: t.TypeExpr, *, multiple: bool = False) -> str:
    """What a field or a delegated value is: `文本`, `元/人/月`, `城市、农村之一`, `“成员”记录的列表`."""
    lang, several = wording.lang, "_multiple" if multiple else ""
    match kind:
        case t.PlainType(kind=plain):
            return put(f"type_{plain}", lang)
        case t.UnitType(kind="unit", unit=unit):
            return put("type_unit", lang, unit=unit_words(unit, lang))
        case t.UnitType(kind=other):
            return put(f"type_{other}", lang)
        case t.InlineEnumType(values=values):
            return put(f"type_enumeration{several}", lang, values=put("list_comma", lang).join(v.text for v in values))
        case t.ListType(record=record):
            return put("type_list", lang, record=record.text)
        case t.HistoryType(unit=unit):
            return put("type_history", lang, unit=unit_words(unit, lang))
        case t.NamedType(name=name) if wording.is_unit(name):
            return put("type_unit", lang, unit=name)
        case t.NamedType(name=name):
            return put(f"type_{name}", lang) if name in ("积分", "表") else put(f"type_named{several}", lang, name=name)


def assertion(wording: Wording, x: t.Assertion) -> Lines:
    """`核对`: what must be true of the rules themselves."""
    return condition_lines(
        wording, x.condition, lambda c: put("assertion", wording.lang, condition=c), about=x.name.text
    )


def not_rule(wording: Wording, x: t.NotRule) -> Lines:
    """`不入规则`: what makes no rule, and why."""
    lang = wording.lang
    what = [c.text for c in x.clauses]
    what += [put("quoted_words", lang)] if x.quotes or not what else []
    text = put("not_rule", lang, what=put("list_comma", lang).join(what), why=x.why)
    return (PlainLine(text + put("stop", lang)),)
