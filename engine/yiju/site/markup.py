"""HTML and Markdown as values: what is not `Html` is escaped where it is put in.

Input: texts and attributes. Output: markup. Knows no page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape


class Html(str):
    """Markup that stands as it is; every other text is escaped."""

    __slots__ = ()


VOID = frozenset({"br", "hr", "img", "input", "wbr", "link", "line", "path", "rect", "circle", "polygon", "use"})
EMPTY = Html("")


def tag(element: str, *children: str | None, **attributes: str | int | bool | None) -> Html:
    """An element. `class_` is `class`, `aria_label` is `aria-label`; an attribute that is None or False is left out."""
    opened = f"<{element}{''.join(_attribute(k, v) for k, v in attributes.items())}>"
    if element in VOID and not children:
        return Html(f"{opened[:-1]}/>")
    return Html(f"{opened}{join(children)}</{element}>")


def join(parts: Iterable[str | None], between: str = "") -> Html:
    """Parts one after another, texts escaped; None is nothing."""
    made = [part if isinstance(part, Html) else escape(part) for part in parts if part is not None]
    return Html((between if isinstance(between, Html) else escape(between)).join(made))


def lines(parts: Iterable[str | None]) -> Html:
    """Parts each on a line of its own, those that are empty left out."""
    return join((part for part in parts if part), Html("\n"))


def _attribute(name: str, value: str | int | bool | None) -> str:
    if value is None or value is False:
        return ""
    spelled = name.rstrip("_").replace("_", "-")
    return f" {spelled}" if value is True else f' {spelled}="{escape(str(value))}"'


def heading(level: int, text: str, anchor: str = "") -> str:
    """A heading in Markdown, so that it stands in the table of contents; its signs are only signs."""
    return f"{'#' * level} {plain_markdown(text)}" + (f" {{ #{anchor} }}" if anchor else "")


def plain_markdown(text: str) -> str:
    """A text on one line that Markdown takes for nothing but a text."""
    one = " ".join(text.split())
    return re.sub(r"[!-/:-@\[-`{-~]", lambda sign: f"&#{ord(sign.group())};", one)


def front_matter(**values: str) -> str:
    """The head of a Markdown page. Templates put a title in as markup: escape it."""
    held = "\n".join(f"{key}: {json.dumps(' '.join(v.split()), ensure_ascii=False)}" for key, v in values.items() if v)
    return f"---\n{held}\n---\n"
