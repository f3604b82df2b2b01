"""A rule in plain words, beside the rule itself."""

from __future__ import annotations

from yiju.site.markup import EMPTY, Html
from yiju.site.policy.view import View
from yiju_grammar import tree as t


def plain_html(view: View, declared: t.Declaration) -> Html:
    """The sentences that say a rule in the language of the page; empty for what has none."""
    return EMPTY
