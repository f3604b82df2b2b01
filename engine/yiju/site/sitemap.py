"""The site map: every page of both languages, each naming its other; only where the address of the site is known.

Input: the address, the paths of pages in each language. Output: XML.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import quote

from yiju_grammar.finding import Lang

ROOTS: Mapping[Lang, str] = {"zh": "", "en": "en/"}


def sitemap(address: str, pages: Mapping[Lang, Iterable[str]]) -> str:
    """The map; `pages` are addresses within a language (`places/a/index.html`), not yet quoted."""
    base = address.rstrip("/") + "/"
    held = {lang: frozenset(found) for lang, found in pages.items()}
    entries = [_entry(base, page, lang, held) for lang in held for page in sorted(held[lang])]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
        + "".join(entries)
        + "</urlset>\n"
    )


def _entry(base: str, page: str, lang: Lang, held: Mapping[Lang, frozenset[str]]) -> str:
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{other}" href="{_address(base, page, other)}"/>'
        for other in held
        if page in held[other]
    )
    return f"<url><loc>{_address(base, page, lang)}</loc>{others}</url>\n"


def _address(base: str, page: str, lang: Lang) -> str:
    return escape(base + ROOTS[lang] + quote(page))
