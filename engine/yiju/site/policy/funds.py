"""The funds of a policy as a table, and its duties, deadlines, discretions and remedies as a list.

Input: a scope. Output: HTML with links to the rules.
"""

from __future__ import annotations

from yiju.explain.plain import condition_phrase, value_phrase
from yiju.explain.values import plain
from yiju.rule_set.model import Scope
from yiju.site.anchors import kind_word, stated_in
from yiju.site.markup import EMPTY, Html, join, lines, tag
from yiju.site.policy.figures import scrolled
from yiju.site.policy.plain_words import wording
from yiju.site.policy.quotes import CHINESE
from yiju.site.policy.view import View, link_to, source_text
from yiju.site.policy.words import say
from yiju_grammar import tree as t

DUTIES = (t.Obligation, t.Deadline, t.Discretion, t.Remedy)


def funds_html(view: View, scope: Scope) -> Html:
    """Who pays what, by share or in which order, up to what; columns that nothing fills are left out."""
    funds = [s.declaration for s in stated_in(scope) if isinstance(s.declaration, t.Fund)]
    columns = [("fund", [_name(view, f) for f in funds]), ("pays", [_pays(view, f) for f in funds])]
    for key, texts in (
        ("share", [f"{plain(f.share.value * 100)}%" if f.share else "" for f in funds]),
        ("order", [str(f.order) if f.order is not None else "" for f in funds]),
        ("cap", [source_text(view, f.cap.span) if f.cap else "" for f in funds]),
        ("condition", [condition_phrase(wording(view, f), f.when) if f.when else "" for f in funds]),
    ):
        if any(texts):
            columns.append((key, [tag("span", text, lang=CHINESE) for text in texts]))
    if not funds:
        return EMPTY
    heads = tag("tr", *(tag("th", say(view.lang, key), scope="col") for key, _ in columns))
    body = [
        tag("tr", tag("th", columns[0][1][row], scope="row"), *(tag("td", cells[row]) for _, cells in columns[1:]))
        for row in range(len(funds))
    ]
    return scrolled(tag("table", tag("thead", heads), tag("tbody", lines(body)), class_="yp-table"))


def _name(view: View, fund: t.Fund) -> Html:
    return tag("a", fund.name.text, href=link_to(view, fund.span), lang=CHINESE)


def _pays(view: View, fund: t.Fund) -> Html:
    if not fund.pays:
        return tag("span", say(view.lang, "all_payments"))
    return tag("span", say(view.lang, "list_comma").join(n.text for n in fund.pays), lang=CHINESE)


def duties_html(view: View, scope: Scope) -> Html:
    """What the documents oblige besides, in the order written."""
    held = [s.declaration for s in stated_in(scope) if isinstance(s.declaration, DUTIES)]
    items = [tag("li", _duty(view, d)) for d in held]
    return tag("ul", "\n", lines(items), "\n", class_="yp-duties") if items else EMPTY


def _duty(view: View, declared: t.Declaration) -> Html:
    assert isinstance(declared, DUTIES)
    kind = tag("span", kind_word(declared, view.lang), class_="yp-kind")
    parts = [join([kind, " ", tag("a", declared.name.text, href=link_to(view, declared.span), lang=CHINESE)])]
    if isinstance(declared, t.Discretion):
        parts.append(join([say(view.lang, "by_whom"), tag("span", declared.who.text, lang=CHINESE)]))
    if isinstance(declared, t.Deadline):
        day = value_phrase(wording(view, declared), declared.day)
        parts.append(join([say(view.lang, "latest"), tag("span", day)]))
    if declared.when is not None:
        condition = condition_phrase(wording(view, declared), declared.when).removesuffix("的")
        parts[-1] = join([parts[-1], say(view.lang, "if"), condition, say(view.lang, "end_if")])
    return join(parts, say(view.lang, "comma"))
