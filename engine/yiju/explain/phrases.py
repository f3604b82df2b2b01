"""How a single condition is put in words, whether of one record (`yiju decide`) or of a rule by itself (`plain`).

Input: names and values in words already. Output: a phrase. Comparatives are in `comparing.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from yiju.explain.words import say
from yiju_grammar.finding import Lang


def is_phrase(name: str, said: str, lang: Lang, *, positive: bool) -> str:
    """`单位是街道`, `单位 is not 街道`."""
    if lang == "zh":
        return f"{name}{'是' if positive else '不是'}{said}"
    return f"{name} {'is' if positive else 'is not'} {said}"


def none_phrase(name: str, lang: Lang, *, none: bool, value: str = "") -> str:
    """`没有去世日期`; `有去世日期`, with the record's value in brackets where it is given."""
    if lang == "zh":
        return f"没有{name}" if none else f"有{name}（{value}）" if value else f"有{name}"
    return f"there is no {name}" if none else f"there is {name} ({value})" if value else f"there is {name}"


def among_phrase(name: str, said: str, lang: Lang, *, inside: bool, value: str = "") -> str:
    """`岗位不在“分管扶贫领导、扶贫办工作人员”之内`, with the record's value before it where it is given."""
    if lang == "zh":
        first = f"{name}为{value}，" if value else name
        return f"{first}{'在' if inside else '不在'}“{said}”之内"
    first = f"{name} is {value}, which is" if value else f"{name} is"
    return f"{first} {'among' if inside else 'not among'} {said}"


def either_phrase(name: str, values: Sequence[str], lang: Lang) -> str:
    """`岗位是分管扶贫领导或者扶贫办工作人员`: a rule by itself names what would do."""
    *first, last = values
    said = f"{say('list_comma', lang).join(first)}{'或者' if lang == 'zh' else ' or '}{last}" if first else last
    return is_phrase(name, said, lang, positive=True)


def contains_phrase(name: str, said: str, lang: Lang, *, inside: bool, value: str = "") -> str:
    """`健康状况中有重病`; where it is not, with what the record has in brackets if that is given."""
    if inside:
        return f"{name}中有{said}" if lang == "zh" else f"{name} includes {said}"
    given = f"（{value}）" if lang == "zh" else f" ({value})"
    return f"{name}{given if value else ''}" + (f"中没有{said}" if lang == "zh" else f" does not include {said}")


def truth_phrase(name: str, lang: Lang, *, holds: bool) -> str:
    """A yes-or-no field: `单亲为“是”`."""
    return say("field_true" if holds else "field_false", lang, text=name)


def so_phrase(rule: str, lang: Lang, *, holds: bool) -> str:
    """A condition that has a name: `是“未成年”`."""
    return say("is_so" if holds else "is_not_so", lang, rule=rule)


def quantified_phrase(kind: Literal["exists", "every"], name: str, text: str, lang: Lang, *, holds: bool | None) -> str:
    """`成员中有符合“未成年”的`, `成员不是都符合“年龄满60岁”`; None where it is not known."""
    state = {True: "true", False: "false", None: "open"}[holds]
    return say(f"{kind}_{state}", lang, name=name, text=text)
