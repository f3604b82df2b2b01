"""Decisions as one HTML page that asks for nothing from outside, or as a fragment for a notebook.

Input: decisions. Output: HTML in which every word of records and documents is escaped; readable on a phone, printable.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from importlib.resources import files

from yiju.decision.model import Decision
from yiju.explain.compose import compose
from yiju.explain.page import Block, Cited, CitedAgain, Line, Page, Section, Table
from yiju.explain.words import say
from yiju_grammar.finding import Lang


def to_html(
    decisions: Decision | Iterable[Decision], lang: Lang = "zh", *, full: bool = True, reveal: bool = False
) -> str:
    """Decisions as a page, or with `full` False as a fragment that carries its own style.

    Args:
        reveal: show private values, which are masked otherwise.
    """
    made = (decisions,) if isinstance(decisions, Decision) else tuple(decisions)
    pages = [compose(d, lang, reveal=reveal) for d in made]
    body = "\n".join(_page(p, f"d{n}") for n, p in enumerate(pages, 1))
    inner = f'<style>{_style()}</style>\n<div class="yiju" lang="{_lang(lang)}">\n{body}\n</div>\n'
    if not full:
        return inner
    title = escape(pages[0].headline if len(pages) == 1 else say("decisions", lang))
    return (
        f'<!DOCTYPE html>\n<html lang="{_lang(lang)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n</head>\n<body>\n{inner}</body>\n</html>\n"
    )


def _lang(lang: Lang) -> str:
    return "zh-CN" if lang == "zh" else "en"


def _style() -> str:
    return files("yiju.explain").joinpath("decision.css").read_text("utf-8")


def _page(page: Page, anchor: str) -> str:
    sections = "\n".join(_section(s, page.lang, anchor) for s in page.sections)
    return (
        f'<article id="{anchor}" class="yiju-{page.outcome}">\n<h2>{escape(page.headline)}</h2>\n'
        f'<p class="yiju-sub">{escape(page.subline)}</p>\n{sections}\n</article>'
    )


def _section(section: Section, lang: Lang, anchor: str) -> str:
    blocks = "\n".join(_block(b, lang, anchor) for b in section.blocks)
    return f'<section class="yiju-{section.key}">\n<h3>{escape(section.title)}</h3>\n{blocks}\n</section>'


def _block(block: Block, lang: Lang, anchor: str) -> str:
    match block:
        case Line():
            item = " yiju-item" if block.item else ""
            return f'<p class="yiju-{block.tone}{item}" {_depth(block.depth)}>{escape(block.text)}</p>'
        case Cited():
            return _cited(block, lang, anchor)
        case CitedAgain():
            links = "".join(f'<a href="#{anchor}-c{n}">[{n}]</a>' for n in block.numbers)
            said = escape(say("cited_again", lang, ns="\0")).replace("\0", links)
            return f'<p class="yiju-source" {_depth(block.depth)}>{said}</p>'
        case Table():
            return _table(block)


def _depth(depth: int) -> str:
    return f'style="--depth:{depth}"'


def _cited(block: Cited, lang: Lang, anchor: str) -> str:
    numbers = "".join(f"[{n}]" for n, _ in block.quotes)
    key = "cited" if any(q for _, q in block.quotes) else "cited_whole"
    source = escape(say(key, lang, n=numbers, source=block.source))
    quotes = "".join(_quote(f"{anchor}-c{n}", q) for n, q in block.quotes)
    return f'<div class="yiju-cited" {_depth(block.depth)}>\n<p class="yiju-source">{source}</p>{quotes}\n</div>'


def _quote(anchor: str, quote: str) -> str:
    return f'\n<blockquote id="{anchor}">“{escape(quote)}”</blockquote>' if quote else f'\n<span id="{anchor}"></span>'


def _table(block: Table) -> str:
    head = "".join(_cell("th", h, i in block.right) for i, h in enumerate(block.head))
    rows = []
    for number, row in enumerate(block.rows):
        cells = "".join(_cell("td", c, i in block.right) for i, c in enumerate(row))
        mark = ' class="yiju-total"' if block.total and number == len(block.rows) - 1 else ""
        rows.append(f"<tr{mark}>{cells}</tr>")
    body = "\n".join(rows)
    return f'<div class="yiju-table"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>'


def _cell(tag: str, text: str, right: bool) -> str:
    mark = ' class="yiju-right"' if right else ""
    return f"<{tag}{mark}>{escape(text)}</{tag}>"
