"""Sentences of the documents that make no rule, with the reason.

Input: a scope. Output: a list of quotes and clauses.
"""

from __future__ import annotations

from yiju.rule_set.model import Scope, Stated
from yiju.site.anchors import place_of, stated_in
from yiju.site.markup import EMPTY, Html, lines, tag
from yiju.site.policy.quotes import CHINESE, words_html
from yiju.site.policy.view import View, words_above
from yiju.site.policy.words import say
from yiju_grammar import tree as t


def not_rules_html(view: View, scope: Scope, place: str = "") -> Html:
    """Every 不入规则 of a scope (of a place's own files, if named)."""
    held = [s for s in stated_in(scope) if isinstance(s.declaration, t.NotRule)]
    held = [s for s in held if not place or place_of(s.declaration) == place]
    return lines([_one(view, s, scope) for s in held]) if held else EMPTY


def _one(view: View, stated: Stated, scope: Scope) -> Html:
    declared = stated.declaration
    assert isinstance(declared, t.NotRule)
    quotes = words_html(view, words_above(view, stated, scope, (*declared.grounds, *declared.quotes)))
    clauses = say(view.lang, "list_comma").join(c.text for c in declared.clauses)
    named = (
        tag("p", say(view.lang, "clauses"), say(view.lang, "colon"), tag("span", clauses, lang=CHINESE))
        if clauses
        else EMPTY
    )
    why = tag("p", tag("b", declared.why, lang=CHINESE), class_="yp-why-not")
    right = tag("div", why, class_="yp-code-side")
    left = tag("div", lines([quotes, named]), class_="yp-words")
    return tag(
        "article", tag("div", left, right, class_="yp-columns"), class_="yp-rule", id=view.anchors[declared.span]
    )
