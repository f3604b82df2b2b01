"""A rule in plain words, beside the rule itself.

Input: a declaration. Output: HTML of the lines of `yiju.explain.plain`, which decides what they say.
"""

from __future__ import annotations

from yiju.explain.plain import PlainLine, Wording, plain_rule, wording_of
from yiju.site.markup import EMPTY, Html, join, lines, tag
from yiju.site.policy.quotes import CHINESE
from yiju.site.policy.view import View
from yiju_grammar import tree as t


def plain_lines(view: View, declared: t.Declaration) -> tuple[PlainLine, ...]:
    """The sentences that say a rule in the language of the page."""
    return plain_rule(view.rules.program, view.rules.loaded.sources, declared, view.lang)


def plain_html(view: View, declared: t.Declaration) -> Html:
    """The sentences of a rule; empty for what has none."""
    made = plain_lines(view, declared)
    lang = CHINESE if view.lang == "zh" else None
    return tag("div", lines(_line(line) for line in made), class_="yp-plain", lang=lang) if made else EMPTY


def _line(line: PlainLine) -> Html:
    """A line at its depth, its number before it."""
    number = tag("span", line.item, class_="yp-item") if line.item else EMPTY
    depth = f"yp-depth yp-depth-{min(line.depth, 4)}" if line.depth else None
    return tag(
        "p", join([number, " " if line.item and not line.item.endswith("）") else None, line.text]), class_=depth
    )


def wording(view: View, declared: t.Declaration) -> Wording:
    """What phrases of a declaration are said with."""
    return wording_of(view.rules.program, view.rules.loaded.sources, declared, view.lang)
