"""One rule: its words on the left, itself in the language and in plain words on the right.

Input: a declaration where it stands. Output: an article with the declaration's anchor.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.rule_set.model import Scope, Stated
from yiju.site.anchors import kind_word
from yiju.site.markup import EMPTY, Html, join, lines, tag
from yiju.site.policy.code import code_html, mark
from yiju.site.policy.figures import figures_html
from yiju.site.policy.periods import days_text
from yiju.site.policy.plain_words import plain_html
from yiju.site.policy.quotes import CHINESE, words_html
from yiju.site.policy.view import View, name_text, words_above
from yiju.site.policy.words import say
from yiju_grammar import tree as t
from yiju_grammar.walk import nodes


def rule_html(view: View, stated: Stated, scope: Scope, level: int) -> Html:
    """The article of a rule; `level` is that of its heading."""
    declared = stated.declaration
    anchor = view.anchors[declared.span]
    head = rule_head(view, declared, anchor, level)
    figures = figures_html(view, stated, scope)
    left = tag("div", _left(view, stated, scope, figures), class_="yp-words")
    right = tag("div", _right(view, stated, figures), class_="yp-code-side")
    columns = tag("div", left, right, class_="yp-columns")
    wide = tag("div", figures, class_="yp-wide") if figures else EMPTY
    return tag("article", "\n", lines([head, columns, wide]), "\n", class_=f"yp-rule yp-rule--{_class(declared)}")


def rule_head(view: View, declared: t.Declaration, anchor: str, level: int) -> Html:
    """`资格 发放范围 #`; the anchor is that of the heading, so that a search finds the rule."""
    kind = tag("span", kind_word(declared, view.lang), class_="yp-kind")
    name = tag("span", name_text(declared), class_="yp-name", lang=CHINESE)
    interval = getattr(declared, "interval", None)
    days = tag("span", days_text(view, interval.start, interval.end), class_="yp-days") if interval else None
    parts = [kind, name, days, permalink(view, anchor)]
    return tag(f"h{level}", join(parts, " "), class_="yp-head", id=anchor)


def permalink(view: View, anchor: str) -> Html:
    """The mark that leads to the thing itself."""
    title = say(view.lang, "permalink")
    shown = {"href": f"#{anchor}", "class_": "headerlink", "title": title, "aria_label": title}
    return tag("a", "#", **shown, data_search_exclude=True)


def _class(declared: t.Declaration) -> str:
    return type(declared).__name__.rstrip("_").lower()


def _left(view: View, stated: Stated, scope: Scope, figures: Html) -> Html:
    """The words above the rule, then those above each line of its conditions."""
    words = words_html(view, words_above(view, stated, scope))
    parts = [
        words_html(view, words_above(view, stated, scope, line.grounds), mark(number))
        for number, line in enumerate(grounded_lines(stated.declaration))
    ]
    found = lines([words, *parts])
    if found:
        return found
    return tag("p", say(view.lang, "parts_ground" if figures else "no_ground"), class_="yp-none")


def _right(view: View, stated: Stated, figures: Html) -> Html:
    """Plain words, then the language; where the rule is a table, the language is folded."""
    declared = stated.declaration
    plain = EMPTY if figures and isinstance(declared, t.Parameter) else plain_html(view, declared)
    code = code_html(view, declared, tuple(grounded_lines(declared)))
    if figures:
        code = tag("details", tag("summary", say(view.lang, "source")), code, class_="yp-source")
    return lines([plain, _not_filled(view, declared), code])


def _not_filled(view: View, declared: t.Declaration) -> Html:
    """What was left to offices and no office has filled in."""
    if not isinstance(declared, t.Delegation) or view.policy is None:
        return EMPTY
    if any((None, declared.name.text) in scope.named for scope in view.policy.fillings.values()):
        return EMPTY
    return tag("p", say(view.lang, "not_filled"), class_="yp-none")


def grounded_lines(declared: t.Declaration) -> Iterator[t.Line]:
    """The lines of a block of conditions that have words of their own above them."""
    return (node for node in nodes(declared) if isinstance(node, t.Line) and node.grounds)


def note_html(text: str) -> Html:
    """A comment of the rule file."""
    return tag("p", text, class_="yp-note", lang=CHINESE)
