"""Where the calculator stands on a policy's page."""

from __future__ import annotations

from yiju.site.markup import EMPTY, Html
from yiju.site.policy.view import View


def calculator_block(view: View) -> Html:
    """The form that decides in the reader's browser; empty where there is none."""
    return EMPTY
