"""A compiled document as one page that a policy writer works from: the document beside the draft made of it.

Input: a compiled document. Output: HTML that asks for nothing from outside, in which every word of the document is
escaped. Computes nothing that the compiled document does not hold.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from yiju.compiling.findings import findings_of
from yiju.compiling.html_anchors import anchors_of
from yiju.compiling.html_document import document_html
from yiju.compiling.html_draft import draft_html
from yiju.compiling.html_facts import facts_html, legend_html
from yiju.compiling.html_sums import sums_html
from yiju.compiling.html_todo import account_html, todo_count, todo_html
from yiju.compiling.html_words import say
from yiju.documents.clauses import Clause
from yiju.drafting.model import Compiled
from yiju_grammar.finding import Lang


def to_html(compiled: Compiled, lang: Lang = "zh") -> str:
    """The page; `lang` is the language of what stands around document and draft."""
    anchors = anchors_of(compiled, findings_of(compiled))
    parts = {
        "todo": (todo_html(compiled, anchors, lang), todo_count(compiled, anchors)),
        "sums": (sums_html(compiled, lang), len(compiled.reading.sums)),
        "draft": (draft_html(compiled, anchors, lang), len(compiled.draft.files)),
        "facts": (facts_html(compiled, lang), len(compiled.reading.facts.facts)),
    }
    counts = {key: count for key, (_, count) in parts.items()}
    body = "\n".join(_part(key, drawn, lang) for key, (drawn, _) in parts.items())
    return (
        f"{_head(compiled, lang)}<body>\n{_header(compiled, counts, lang)}\n<main>\n"
        f'<article id="document" tabindex="-1">\n{legend_html(compiled, lang)}\n{_outline(compiled, lang)}\n'
        f"{document_html(compiled, anchors, lang)}\n</article>\n"
        f'<div id="work" tabindex="-1">\n{body}\n</div>\n</main>\n'
        f"<script>{_asset('page.js')}</script>\n</body>\n</html>\n"
    )


def _part(key: str, drawn: str, lang: Lang) -> str:
    return f'<section id="{key}" class="part">\n<h2>{escape(say(key, lang))}</h2>\n{drawn}\n</section>'


def _head(compiled: Compiled, lang: Lang) -> str:
    """Whatever stands in the document, nothing but our own script may run, and nothing is fetched."""
    script = b64encode(sha256(_asset("page.js").encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script}'"
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{escape(say('draft_of', lang, title=_title(compiled)))}</title>\n"
        f"<style>\n{_asset('page.css')}</style>\n</head>\n"
    )


@cache
def _asset(name: str) -> str:
    return files("yiju.compiling").joinpath(name).read_text("utf-8")


def _title(compiled: Compiled) -> str:
    return "".join((compiled.reading.facts.header.title or compiled.reading.file).split())


def _header(compiled: Compiled, counts: dict[str, int], lang: Lang) -> str:
    header = compiled.reading.facts.header
    told = (
        ("number", header.number),
        ("issuer", header.issuer),
        ("issued", header.issued),
        ("file", compiled.reading.file),
    )
    lines = "".join(_told(key, value, lang) for key, value in told)
    title = say("title", lang, title=_title(compiled))
    return (
        f'<header>\n<div><h1 lang="zh-CN">{escape(title)}</h1>\n<dl class="about">{lines}</dl></div>\n'
        f"{account_html(compiled, lang)}\n</header>\n{_navigation(counts, lang)}"
    )


def _told(key: str, value: str | None, lang: Lang) -> str:
    shown = f"<dd>{escape(value)}</dd>" if value else f'<dd class="none">{escape(say("not_given", lang))}</dd>'
    return f"<div><dt>{escape(say(key, lang))}</dt>{shown}</div>"


def _navigation(counts: dict[str, int], lang: Lang) -> str:
    due = {"todo": ' class="due"'} if counts["todo"] else {}
    links = "".join(
        f'<a href="#{key}"{due.get(key, "")}>{escape(say(key, lang))} <b>{count}</b></a>'
        for key, count in counts.items()
    )
    return f'<nav><a href="#document">{escape(say("document", lang))}</a>{links}</nav>'


def _outline(compiled: Compiled, lang: Lang) -> str:
    """The clauses that have a heading, as links."""
    clauses = compiled.reading.clauses
    items = "".join(_outlined(i, c) for i, c in enumerate(clauses) if c.heading)
    if not items:
        return ""
    told = f"{escape(say('clauses', lang))} <small>{len(clauses)}</small>"
    return f'<details class="outline"><summary>{told}</summary><ul lang="zh-CN">{items}</ul></details>'


def _outlined(index: int, clause: Clause) -> str:
    return (
        f'<li style="--depth:{clause.level}"><a href="#c{index}"><span class="where">{escape(clause.path)}</span> '
        f"{escape(''.join(clause.heading.split()))}</a></li>"
    )
