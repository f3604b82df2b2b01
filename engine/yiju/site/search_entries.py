"""What the search knows of a page: its sections, each with the blocks of text in it.

Input: the HTML of a built page. Output: entries in the form of the theme's search: where, the title, the text as
lines. Reads the content alone, without what is there for the eye (`data-search-exclude`, drawings, scripts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from urllib.parse import quote

CONTENT = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
PIECE = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][\w-]*)([^>]*)>|([^<]+)", re.DOTALL)
IDENTIFIER = re.compile(r'\bid="([^"]*)"')
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCK = re.compile(
    "address|article|aside|blockquote|br|caption|dd|details|div|dl|dt|figcaption|figure|footer|form|h[1-6r]|header|li"
    "|main|nav|ol|p|pre|section|summary|table|tbody|td|th|thead|tr|ul"
)
SILENT = frozenset(["pre", "script", "style", "svg", "template", "button", "select", "option", "label"])
MARKS = ("data-search-exclude", 'class="headerlink"', 'class="yj-hidden"')

Entry = Mapping[str, str]


@dataclass
class _Section:
    anchor: str = ""
    title: str = ""
    blocks: list[str] = field(default_factory=list)


def entries_of(address: str, page: str) -> tuple[Entry, ...]:
    """The entries of a page, by its address within its language (not quoted) and its HTML."""
    found = CONTENT.search(page)
    sections = list(_sections(found[1])) if found else []
    return tuple(_entry(quote(address), section) for section in sections if section.title or section.blocks)


def _entry(address: str, section: _Section) -> Entry:
    location = address if not section.anchor else f"{address}#{section.anchor}"
    text = "\n".join(escape(block, quote=False) for block in section.blocks)
    return {"location": location, "title": escape(section.title, quote=False), "text": text}


def _sections(content: str) -> Iterator[_Section]:
    """The sections, the first from the page's own heading on."""
    section, words, heading = _Section(), [""], ""
    for kind, name, attributes in _pieces(content):
        if kind == "text":
            words.append(name)
            continue
        if not BLOCK.fullmatch(name):
            continue
        text = " ".join("".join(words).split())
        words.clear()
        if name == heading and kind == "close":
            section.title, heading = text, ""
        elif text:
            section.blocks.append(text)
        if kind == "open" and name in HEADINGS and (anchor := IDENTIFIER.search(attributes)):
            if section.title or section.blocks:
                yield section
            section, heading = _Section("" if name == "h1" else unescape(anchor[1])), name
    section.blocks += [text for text in [" ".join("".join(words).split())] if text]
    yield section


def _pieces(content: str) -> Iterator[tuple[str, str, str]]:
    """Opening and closing tags, and texts; what is silent is left out with all that is in it."""
    silent, depth = "", 0
    for piece in PIECE.finditer(content):
        closing, name, attributes, text = piece.groups()
        if name is None:
            if text and not silent:
                yield "text", unescape(text), ""
            continue
        name = name.lower()
        if silent:
            depth += 0 if name != silent else -1 if closing else 1
            silent = silent if depth else ""
        elif not closing and (name in SILENT or any(mark in attributes for mark in MARKS)):
            silent, depth = ("", 0) if attributes.endswith("/") else (name, 1)
        else:
            yield "close" if closing else "open", name, attributes
