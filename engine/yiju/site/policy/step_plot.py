"""A dated figure as a step plot."""

from __future__ import annotations

from yiju.site.markup import EMPTY, Html
from yiju.site.policy.view import View
from yiju_grammar import tree as t


def plot_html(view: View, declared: t.Parameter) -> Html:
    """The plot of a parameter; empty where there is no step to see."""
    return EMPTY
