"""What a reader must not take for settled: assumptions with no document behind them, and open points.

Input: a view. Output: boxes set apart at the head of the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.documents.model import Assumed
from yiju.rule_set.model import Stated
from yiju.site.anchors import kind_word, stated_in
from yiju.site.markup import EMPTY, Html, join, lines, tag
from yiju.site.policy.quotes import CHINESE, point_html
from yiju.site.policy.view import View, link_to, name_text
from yiju.site.policy.words import say
from yiju_grammar import tree as t
from yiju_grammar.walk import all_grounds, nodes


def doubts_html(view: View) -> Html:
    """Both boxes; empty where nothing is in doubt."""
    assumed = [_item(view, s, _text(why)) for s, why in _assumed(view)]
    opened = [_item(view, s, point_html(view, point)) for s, point in _open(view)]
    return lines([_box(view, "assumptions", assumed), _box(view, "open_points", opened)])


def _box(view: View, key: str, items: list[Html]) -> Html:
    if not items:
        return EMPTY
    head = tag("p", say(view.lang, key), class_="yp-box-title")
    kind = "yp-doubt yp-doubt--" + key.replace("_", "-")
    return tag("aside", "\n", head, tag("ul", lines(items)), "\n", class_=kind, aria_label=say(view.lang, key))


def _stated(view: View) -> Iterator[Stated]:
    assert view.policy is not None
    for scope in (view.policy.scope, *view.policy.fillings.values()):
        yield from (s for s in stated_in(scope) if not isinstance(s.declaration, t.Case))


def _assumed(view: View) -> Iterator[tuple[Stated, Assumed]]:
    for stated in _stated(view):
        for grounds in all_grounds(stated.declaration):
            yield from ((stated, Assumed(g.why, g.span)) for g in grounds if isinstance(g, t.Assumption))


def _open(view: View) -> Iterator[tuple[Stated, t.OpenPoint]]:
    for stated in _stated(view):
        yield from ((stated, n) for n in nodes(stated.declaration) if isinstance(n, t.OpenPoint))


def _item(view: View, stated: Stated, text: Html) -> Html:
    declared = stated.declaration
    label = f"{kind_word(declared, view.lang)} {name_text(declared)}".strip()
    link = tag("a", label, href=link_to(view, declared.span), lang=CHINESE)
    return tag("li", join([link, text], say(view.lang, "colon")))


def _text(assumed: Assumed) -> Html:
    return tag("span", assumed.why, lang=CHINESE)
