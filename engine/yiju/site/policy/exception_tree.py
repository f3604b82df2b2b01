"""What defeats what: rules with their exceptions and exclusions below them, and what defeats these in turn.

Input: a scope. Output: an indented list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from yiju.rule_set.model import Scope
from yiju.site.anchors import kind_word, stated_in
from yiju.site.markup import EMPTY, Html, join, lines, tag
from yiju.site.policy.plain_words import plain_lines
from yiju.site.policy.quotes import CHINESE
from yiju.site.policy.view import View, link_to
from yiju.site.policy.words import say
from yiju_grammar import tree as t

Defeating = t.Exclusion | t.Exception_
DEPTH = 30
"""Deeper than any rule is written; what comes round is reported by checking and must not hang the page."""


def exceptions_html(view: View, scope: Scope) -> Html:
    """The tree of a scope's exceptions; empty where there are none."""
    held = [s.declaration for s in stated_in(scope)]
    under: dict[str, list[Defeating]] = {}
    for declared in held:
        if isinstance(declared, t.Exclusion | t.Exception_):
            under.setdefault(declared.target.text, []).append(declared)
    own = {d.name.text for found in under.values() for d in found}
    roots = [name for name in under if name not in own]
    first = {n.text: d for d in reversed(held) if isinstance(n := getattr(d, "name", None), t.Name)}
    items = [tag("li", _root(view, first.get(name), name), _branches(view, under, name, 0)) for name in roots]
    return tag("ul", "\n", lines(items), "\n", class_="yp-tree") if items else EMPTY


def _root(view: View, declared: t.Declaration | None, name: str) -> Html:
    if declared is None:
        return tag("span", name, lang=CHINESE)
    return _named(view, declared, name)


def _named(view: View, declared: t.Declaration, name: str) -> Html:
    kind = tag("span", kind_word(declared, view.lang), class_="yp-kind")
    return join([kind, " ", tag("a", name, href=link_to(view, declared.span), lang=CHINESE)])


def _branches(view: View, under: Mapping[str, Sequence[Defeating]], name: str, depth: int) -> Html:
    found = under.get(name, ()) if depth < DEPTH else ()
    if not found:
        return EMPTY
    items = [tag("li", _branch(view, d), _branches(view, under, d.name.text, depth + 1)) for d in found]
    return tag("ul", lines(items))


def _branch(view: View, declared: Defeating) -> Html:
    """`除外 财产超标：但货币财产÷人口超过当地年低保标准的2倍的除外，不符合“救助情形”。`"""
    said = [line.text for line in plain_lines(view, declared)]
    return join([_named(view, declared, declared.name.text), tag("span", " ".join(said))], say(view.lang, "colon"))
