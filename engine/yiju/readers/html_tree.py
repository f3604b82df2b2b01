"""The elements of a page that say how it is laid out, as a tree; marks of type (bold, colour, font) are not kept.

Input: the decoded page. Output: the root. An element that the page forgot to close is closed where browsers close it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from yiju.readers.html_tokens import Token, attributes, tokens
from yiju.readers.limits import MAX_DEPTH, MAX_PAGE_MARKS
from yiju.readers.unreadable import Unreadable

BLOCKS = frozenset(
    [
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
    ]
)
KEPT = BLOCKS | frozenset(
    [
        "a",
        "head",
        "svg",
        "math",
        "object",
        "select",
        "option",
        "button",
        "video",
        "audio",
        "canvas",
        "template",
        "br",
        "hr",
        "img",
    ]
)
EMPTY = frozenset(["br", "hr", "img"])
"""Elements without content."""

ROWS = frozenset(["tr", "thead", "tbody", "tfoot", "caption"])
CELLS = frozenset(["td", "th"])
LISTS = frozenset(["ul", "ol", "menu", "dir"])

ENDS: Mapping[str, frozenset[str]] = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}),
    "a": frozenset({"a"}),
    **dict.fromkeys(CELLS, CELLS | {"caption"}),
    **dict.fromkeys(ROWS, CELLS | ROWS),
    "tr": CELLS | {"tr", "caption"},
}
"""The open elements that a mark ends; a block ends a paragraph."""

WALLS: Mapping[str, frozenset[str]] = {
    "li": LISTS | {"table"},
    "dt": frozenset({"dl", "table"}),
    "dd": frozenset({"dl", "table"}),
    **dict.fromkeys(CELLS | ROWS, frozenset({"table"})),
    "table": frozenset(),
}
"""Elements beyond which nothing is ended: a list inside an item does not end the item."""
WALL = CELLS | {"table"}

HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Node:
    """An element; `children` are elements and pieces of text, in order."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Node | Token] = field(default_factory=list)

    @property
    def is_hidden(self) -> bool:
        """Whether a browser would not draw it."""
        return "hidden" in self.attributes or bool(HIDDEN_STYLE.search(self.attributes.get("style", "")))


def page_tree(page: str) -> Node:
    """The root of a page's elements.

    Raises:
        Unreadable: YJ544 the page is cut off, YJ550 its elements are nested too deep or too many.
    """
    root = Node("html")
    stack = [root]
    for number, token in enumerate(tokens(page)):
        if number > MAX_PAGE_MARKS:
            raise Unreadable("YJ550", limit=f"{MAX_PAGE_MARKS}")
        if token.kind == "text":
            stack[-1].children.append(token)
        elif token.kind == "close":
            _close(stack, token.name)
        else:
            _open(page, stack, token)
    return root


def _open(page: str, stack: list[Node], token: Token) -> None:
    node = Node(token.name, attributes(page, token))
    if token.name in ("html", "body") or not (token.name in KEPT or (node.is_hidden and _closes(page, token))):
        return
    _end_before(stack, token.name)
    stack[-1].children.append(node)
    if token.name not in EMPTY:
        stack.append(node)
    if len(stack) > MAX_DEPTH:
        raise Unreadable("YJ550", limit=f"{MAX_DEPTH}")


def _closes(page: str, token: Token) -> bool:
    """Whether a hidden element of type has content: `<input hidden>` has none."""
    return token.name not in ("input", "meta", "link", "source") and page[token.end - 2] != "/"


def _end_before(stack: list[Node], name: str) -> None:
    """Close what was left open and cannot hold the element that opens now."""
    ended = ENDS.get(name, frozenset({"p", "head"}) if name in BLOCKS else frozenset())
    outermost = None
    for at in range(len(stack) - 1, 0, -1):
        if stack[at].name in ended:
            outermost = at
        elif stack[at].name in WALLS.get(name, WALL):
            break
    if outermost is not None:
        del stack[outermost:]


def _close(stack: list[Node], name: str) -> None:
    for at in range(len(stack) - 1, 0, -1):
        if stack[at].name == name:
            del stack[at:]
            return
        if stack[at].name in WALLS.get(name, WALL):
            return
