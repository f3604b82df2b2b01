"""One condition in words: what the record says, and whether that is what was asked.

Input: a leaf of the reasoning. Output: a sentence, or what it would need to be otherwise.
"""

from __future__ import annotations

from yiju.decision.model import Shown, Why
from yiju.explain.comparing import compared, needed
from yiju.explain.deciding import unknown_facts
from yiju.explain.phrases import among_phrase, contains_phrase, is_phrase, none_phrase, truth_phrase
from yiju.explain.terms import listed, place, split_at, tight
from yiju.explain.values import value_text
from yiju.explain.words import say
from yiju_grammar.finding import Lang

AMONG = ("属于", "不属于")
CONTAINS = ("含", "不含")
POSITIVE = ("是", "属于", "含")
TESTS = ("是", "不是", *AMONG, *CONTAINS)
NOTHING = ("无", "none")


def condition_text(step: Why, lang: Lang, *, want: bool = True, reveal: bool = False) -> str:
    """A condition with the record's value in it: `单位为其他，不是街道`; for an unknown one, what it lacks.

    Args:
        want: False under 非 and in an exclusion, where it should not hold.
    """
    if step.holds is None:
        return _unknown(step, lang)
    if step.comparison is not None:
        hidden = not reveal and any(v.private for _, v in step.facts)
        return compared(step.text, step.comparison, lang, holds=step.holds, want=want, hidden=hidden)
    found = split_at(step.text, TESTS)
    if found is not None:
        return _tested(step, found, lang, reveal)
    if _is_field(step):
        return truth_phrase(tight(step.text, lang), lang, holds=step.holds)
    plain = say("condition_holds" if step.holds else "condition_fails", lang, text=tight(step.text, lang))
    given = [(n, v) for n, v in step.facts if n != step.text]
    return say("in_brackets", lang, text=plain, inner=fact_list(given, lang, reveal=reveal)) if given else plain


def needed_text(step: Why, lang: Lang, *, want: bool = True) -> str:
    """What a condition asks for: `单位须是街道`."""
    if step.comparison is not None:
        return needed(step.text, step.comparison, lang, want=want)
    found = split_at(step.text, TESTS)
    if found is None:
        keys = ("field_must_false", "field_must_true") if _is_field(step) else ("must_not_hold", "must_hold")
        return say(keys[want], lang, text=tight(step.text, lang))
    left, word, right = found
    positive = (word in POSITIVE) is want
    return _asked(tight(left, lang), word, _values(right, lang), positive=positive, lang=lang)


def fact_list(facts: list[tuple[str, Shown]], lang: Lang, *, reveal: bool = False) -> str:
    """`收入为2160.00元/月，人口为3人`."""
    return say("comma", lang).join(_fact(place(n, lang), v, lang, reveal=reveal) for n, v in facts)


def _fact(name: str, value: Shown, lang: Lang, *, reveal: bool) -> str:
    if value.kind == "nothing":
        return say("fact_none", lang, name=name)
    return say("fact", lang, name=name, value=value_text(value, lang, reveal=reveal))


def _is_field(step: Why) -> bool:
    """Whether the condition is a yes-or-no field by itself."""
    return not step.because and len(step.facts) == 1 and step.facts[0][0].rpartition(".")[2] == step.text


def _unknown(step: Why, lang: Lang) -> str:
    names = unknown_facts(step)
    text = tight(step.text, lang)
    if _is_field(step):
        return say("field_unknown", lang, text=text)
    if not names:
        return say("condition_open", lang, text=text)
    joined = say("list_comma", lang).join(place(n, lang) for n in names)
    return say("needs_fact", lang, text=text, names=joined)


def _tested(step: Why, found: tuple[str, str, str], lang: Lang, reveal: bool) -> str:
    left, word, right = found
    name = tight(left, lang)
    value = _value_of(step, left, lang, reveal)
    positive = (word in POSITIVE) is step.holds
    if right in NOTHING:
        return none_phrase(name, lang, none=positive, value=value)
    said = _values(right, lang)
    if word in AMONG:
        return among_phrase(name, said, lang, inside=positive, value=value)
    if word in CONTAINS:
        return contains_phrase(name, said, lang, inside=positive, value=value)
    if positive or not value:
        return is_phrase(name, said, lang, positive=positive)
    return f"{name}为{value}，不是{said}" if lang == "zh" else f"{name} is {value}, not {said}"


def _value_of(step: Why, left: str, lang: Lang, reveal: bool) -> str:
    """The record's value on the left of a test, if it is plainly one field's."""
    own = [v for n, v in step.facts if n == left or n.endswith(f".{left}") or left.endswith(f"的 {n}")]
    if not own and len(step.facts) == 1:
        own = [step.facts[0][1]]
    return value_text(own[0], lang, reveal=reveal) if own else ""


def _values(right: str, lang: Lang) -> str:
    return say("list_comma", lang).join(tight(v, lang) for v in listed(right)) or tight(right, lang)


def _asked(name: str, word: str, said: str, *, positive: bool, lang: Lang) -> str:
    if said in NOTHING:
        zh, en = (f"须没有{name}", f"there would have to be no {name}")
        return (zh, en)[lang == "en"] if positive else f"须有{name}" if lang == "zh" else f"{name} would be needed"
    if word in AMONG:
        zh, en = ("须在“{v}”之内", "among {v}") if positive else ("须不在“{v}”之内", "none of {v}")
    elif word in CONTAINS:
        zh, en = ("须有{v}", "such as to include {v}") if positive else ("须没有{v}", "without {v}")
    else:
        zh, en = ("须是{v}", "{v}") if positive else ("须不是{v}", "other than {v}")
    return name + zh.format(v=said) if lang == "zh" else f"{name} would have to be {en.format(v=said)}"
