"""A condition in plain words is said as a decision says it: the same comparative, the same names, the same values.

Every single condition of every rule in `rules/`, in both languages, as it holds and as it does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from plain.places import PLACES, place_rules

from yiju.decision.model import Comparison, Shown, Why
from yiju.explain.comparing import parts_of
from yiju.explain.plain import condition_phrase, value_phrase, wording_of
from yiju.explain.plain.wording import Wording
from yiju.explain.respelling import respelled
from yiju.explain.terms import tight
from yiju.explain.testing import condition_text
from yiju.load import Rules
from yiju.program import types as ty
from yiju_grammar import tree as t
from yiju_grammar.finding import Lang

pytestmark = pytest.mark.xdist_group("plain")
LANGS: tuple[Lang, ...] = ("zh", "en")
LEAVES = (t.Compare, t.Is, t.In, t.Contains)
VALUE = Fraction(31337)
"""What a name on the right of a comparison comes to: a decision shows it, a rule by itself does not."""
COMPARATIVES: dict[Lang, str] = {
    "zh": "不低于|不少于|不多于|不超过|不等于|不早于|不晚于|等于|低于|高于|超过|少于|多于|早于|晚于|届满|不满|满"
    "|以上|以下|以内|以外",
    "en": "equal to|other than|at least|above|at most|below|on or after|on or before|after|before",
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", PLACES)
def test_said_alike(place: str, lang: Lang) -> None:
    rules = place_rules(place)
    names = vocabulary(rules)
    for wording, leaf in leaves_of(rules, lang):
        for want in (True, False):
            plain, decided = condition_phrase(wording, leaf, want=want), as_decided(wording, leaf, want)
            if is_alike(wording, leaf, want):
                assert plain == decided
            elif isinstance(leaf, t.In):
                assert is_months(leaf) or told(plain, names) == told(decided, names)
            else:
                assert (told(plain, names), comparatives(plain, lang)) == (
                    told(decided, names),
                    comparatives(decided, lang),
                )


def test_most_are_word_for_word_the_same() -> None:
    rules = [place_rules(place) for place in PLACES]
    alike = [is_alike(w, leaf, True) for r in rules for w, leaf in leaves_of(r, "zh")]
    assert sum(alike) * 2 > len(alike) > 50


@pytest.mark.parametrize("place", PLACES)
def test_formulas_are_written_alike(place: str) -> None:
    rules = place_rules(place)
    for wording, node in nodes_of(rules, "zh"):
        if isinstance(node, t.Arithmetic) and all(isinstance(x, t.NameRef | t.Number) for x in parts(node)):
            said = value_phrase(wording, t.OrElse(node, node, node.span)).partition("（没有的按")[0]
            written = tight(wording.written(node.span), "zh")
            assert said in (written, written[1:-1]) or "前" in said or "后" in said


# --- what a decision says -----------------------------------------------------------------------------------


def as_decided(wording: Wording, leaf: t.Expr, want: bool) -> str:
    """What a decision says of the condition, without the record's value and without what a name comes to."""
    text = respelled(" ".join(wording.written(leaf.span).split()), "zh")
    hidden = (("值", Shown("number", VALUE, private=True)),) if isinstance(leaf, t.Compare) else ()
    step = Why("condition", None, text, want, None, hidden, compared(wording, leaf), (), (), False, (), leaf.span)
    said = condition_text(step, wording.lang, want=want)
    said = re.sub(r"即31337\S*?(?=的|$)|即2001年9月9日", "", said)
    said = re.sub(r" \((?:31337|2001-09-09)[^()]*\)", "", said)
    return said if wording.lang == "zh" else said.replace(": ", " is ", 1)


def compared(wording: Wording, leaf: t.Expr) -> Comparison | None:
    if not isinstance(leaf, t.Compare):
        return None
    right = shown(wording, leaf)
    return Comparison(leaf.op, right, right, None)


def shown(wording: Wording, leaf: t.Compare) -> Shown:
    if isinstance(leaf.right, t.Number):
        return Shown("number", leaf.right.value, leaf.right.unit, leaf.right.percent)
    if isinstance(leaf.right, t.DateLiteral):
        return Shown("date", leaf.right.first)
    kind = wording.kind_of(leaf.right) or wording.kind_of(leaf.left)
    if isinstance(kind, ty.DateType):
        return Shown("date", date(2001, 9, 9))
    return Shown("number", VALUE, kind.unit if isinstance(kind, ty.NumberType) else ())


# --- comparing ----------------------------------------------------------------------------------------------


def is_alike(wording: Wording, leaf: t.Expr, want: bool) -> bool:
    """Whether both sides are written in the same words in both, so that the whole must be."""
    if isinstance(leaf, t.In) and (leaf.negated is not want or not isinstance(leaf.items[0], t.NameRef)):
        return False
    if isinstance(leaf, t.In) and leaf.items[0].name == "当月":
        return False
    sides = [leaf.left, *([leaf.right] if isinstance(leaf, t.Compare) else [])]
    return all(
        isinstance(s, t.Number | t.DateLiteral)
        or value_phrase(wording, s) == tight(wording.written(s.span), wording.lang)
        for s in sides
    )


def is_months(leaf: t.In) -> bool:
    """`当月 属于（11月，12月）`: English has names for them."""
    return isinstance(leaf.left, t.NameRef) and leaf.left.name == "当月"


def vocabulary(rules: Rules) -> list[str]:
    """Every name and enumeration value of a place, the longest first."""
    found = {f.name for r in rules.program.records.values() for f in r.fields}
    found |= {d.label for d in rules.program.definitions.values()}
    for r in rules.program.records.values():
        for f in r.fields:
            kind = f.type.of if isinstance(f.type, ty.MultiType) else f.type
            found |= set(kind.values) if isinstance(kind, ty.EnumType) else set()
    return sorted(found, key=lambda n: (-len(n), n))


def told(text: str, names: list[str]) -> tuple[list[str], list[str]]:
    """The names and the numbers in a text, in no order; a duration's unit and a percentage's sign aside."""
    found = re.findall("|".join(map(re.escape, names)), text)
    return sorted(found), sorted(re.findall(r"\d+(?:\.\d+)?", re.sub("|".join(map(re.escape, names)), " ", text)))


def comparatives(text: str, lang: Lang) -> list[str]:
    """The comparatives in a Chinese text; the one after the last `is` of an English one."""
    words = COMPARATIVES[lang]
    return re.findall(words, text) if lang == "zh" else re.findall(f"^(?:{words})", text.rpartition(" is ")[2])


# --- the conditions of the rules ----------------------------------------------------------------------------


def leaves_of(rules: Rules, lang: Lang) -> Iterator[tuple[Wording, t.Expr]]:
    """Every single condition outside tables, with what it is said with."""
    for wording, node in nodes_of(rules, lang):
        if isinstance(node, LEAVES) and not (isinstance(node, t.Compare) and parts_of_text(wording, node) is None):
            yield wording, node


def parts_of_text(wording: Wording, node: t.Compare) -> Any:
    return parts_of(respelled(" ".join(wording.written(node.span).split()), "zh"))


def nodes_of(rules: Rules, lang: Lang) -> Iterator[tuple[Wording, Any]]:
    for source in rules.checked.rule_set.sources:
        for declaration in source.tree.declarations:
            if not isinstance(declaration, t.Table | t.Case):
                wording = wording_of(rules.program, rules.sources, declaration, lang)
                yield from ((wording, node) for node in walk(declaration))


def walk(node: Any) -> Iterator[Any]:
    """A node and all under it."""
    if isinstance(node, tuple):
        for part in node:
            yield from walk(part)
    elif is_dataclass(node) and type(node).__module__.startswith("yiju_grammar"):
        yield node
        for f in fields(node):
            yield from walk(getattr(node, f.name))


def parts(node: t.Arithmetic) -> Iterator[t.Expr]:
    """The operands of a formula, through formulas inside it."""
    for side in (node.left, node.right):
        if isinstance(side, t.Arithmetic):
            yield from parts(side)
        else:
            yield side
