"""The marks of a page, each with its place in the decoded file.

Input: the decoded page. Output: tokens in order. Linear in its length whatever it holds. Python's own `html.parser` is
not used: what it takes for a comment or a script changes between its releases, and with it every span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Literal

from yiju.readers.unreadable import Unreadable

RAW = frozenset(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"])
"""Elements whose content holds no marks."""

MARK = re.compile(r"<(?:(?P<comment>!--)|(?P<declared>[!?])|(?P<closing>/)?(?P<name>[a-zA-Z][^\s/>]*))")
QUOTED = re.compile(r"""=\s*(["'])|>""")
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]{1,60})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")

TokenKind = Literal["text", "open", "close"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text, or the mark that opens or closes an element, at characters `start`..`end`."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""


def tokens(page: str) -> Iterator[Token]:
    """The tokens of a page; comments and declarations are left out, the content of scripts is not text.

    Raises:
        Unreadable: YJ544, the page breaks off inside a mark, a comment or a script.
    """
    at = text_from = 0
    while (mark := MARK.search(page, at)) is not None:
        if mark.start() > text_from:
            yield Token("text", text_from, mark.start())
        at = _end(page, mark)
        if mark["name"]:
            name = mark["name"].lower()
            yield Token("close" if mark["closing"] else "open", mark.start(), at, name)
            if name in RAW and not mark["closing"]:
                at = _raw_end(page, at, name)
        text_from = at
    if text_from < len(page):
        yield Token("text", text_from, len(page))


def attributes(page: str, token: Token) -> Mapping[str, str]:
    """The attributes of an opening mark; of one given twice the first counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(page, token.start + 1 + len(token.name), token.end - 1):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def _end(page: str, mark: re.Match[str]) -> int:
    if mark["comment"]:
        # `<!-->` and `<!--->` are comments too
        return _after(page, "-->", mark.end() - 2)
    if mark["declared"]:
        cdata = page.startswith("[CDATA[", mark.end())
        return _after(page, "]]>" if cdata else ">", mark.end())
    return _tag_end(page, mark.end())


def _after(page: str, words: str, at: int) -> int:
    found = page.find(words, at)
    if found < 0:
        raise Unreadable("YJ544")
    return found + len(words)


def _tag_end(page: str, at: int) -> int:
    """The end of a mark; a `>` inside quotes does not end it, unless the quotes never close."""
    while (found := QUOTED.search(page, at)) is not None:
        if found[1] is None:
            return found.end()
        closed = page.find(found[1], found.end())
        at = found.end() if closed < 0 else closed + 1
    raise Unreadable("YJ544")


@cache
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def _raw_end(page: str, at: int, name: str) -> int:
    """Where the content of a script or its like ends."""
    found = _closing(name).search(page, at)
    if found is None:
        raise Unreadable("YJ544")
    return found.start()
