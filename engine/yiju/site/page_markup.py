"""Pieces of the pages of documents, ledgers and references: a whole page, links, signs inside a document's text.

Input: texts (escaped here) and markup. Output: markup. Knows no rule and no address.
"""

from __future__ import annotations

import re
from html import escape

from yiju.site.markup import Html, front_matter, tag

LOST = re.compile(r"[\t\r\x00-\x08\x0b\x0c\x0e-\x1f]|(?m:^ +$)")
"""What a Markdown reader puts into order before it reads: tabs, line ends, lines of nothing but spaces."""


def page(title: str, description: str, *blocks: str) -> str:
    """A whole page; empty blocks are left out. Ends with a line break.

    Themes put the title of the front matter into HTML as it is, so it is escaped there.
    """
    head = front_matter(title=escape(title, quote=False), description=description)
    return "\n\n".join((head.strip("\n"), *(block.strip("\n") for block in blocks if block))) + "\n"


def linked(href: str, words: str, *, title: str | None = None, class_: str | None = None) -> Html:
    """A link; the words alone where there is nothing to link to."""
    if href:
        return tag("a", words, class_=class_, href=href, title=title)
    return words if isinstance(words, Html) else tag("span", words, class_=class_, title=title)


def sign(label: str, meaning: str, *, class_: str, href: str = "") -> Html:
    """A sign of ours inside a document, drawn by the style sheet, so that it is no part of the document's text."""
    if href:
        return tag("a", class_=class_, href=href, data_label=label, title=meaning, aria_label=meaning)
    return tag("i", class_=class_, role="img", data_label=label, title=meaning, aria_label=meaning)


def kept(markup: str) -> Html:
    """Markup whose white space stays as it is through a Markdown reader."""
    return Html(LOST.sub(lambda m: "".join(f"&#{ord(c)};" for c in m[0]), markup))
