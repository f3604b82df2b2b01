"""What a writer must look at: sentences not understood, points left open, findings; and the account of all sentences.

Input: a compiled document and the anchors of the page. Output: HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape

from yiju.compiling.html_anchors import Anchors, clause_path
from yiju.compiling.html_draft import places_of_questions
from yiju.compiling.html_words import SEVERITIES, STATUSES, chosen, say
from yiju.drafting.model import Compiled, OpenPoint
from yiju.provisions.model import AccountStatus
from yiju_grammar.finding import Finding, Lang

BACKTICKS = re.compile(r"`([^`]*)`")


def account_html(compiled: Compiled, lang: Lang) -> str:
    """How many sentences became what, as a bar and in figures."""
    account = compiled.reading.provisions.account
    counts: Mapping[AccountStatus, int] = {s: sum(1 for a in account if a.status == s) for s in STATUSES}
    bar = "".join(f'<i class="{s}" style="flex-grow:{n}"></i>' for s, n in counts.items() if n)
    told = "".join(_count(s, n, lang) for s, n in counts.items())
    total = escape(say("account", lang, n=len(account)))
    return f'<div class="account"><div class="bar" aria-hidden="true">{bar}</div><p>{total}{told}</p></div>'


def _count(status: AccountStatus, count: int, lang: Lang) -> str:
    words = escape(chosen(STATUSES[status], lang))
    shown = f'<a href="#uncovered">{words}</a>' if status == "uncovered" and count else words
    kind = status if count or status != "uncovered" else "none"
    return f' <span class="count {kind}"><i></i>{shown} <b>{count}</b></span>'


def todo_count(compiled: Compiled, anchors: Anchors) -> int:
    """How many things there are to look at."""
    return len(_uncovered(compiled)) + len(compiled.draft.open_points) + len(_others(compiled, anchors))


def todo_html(compiled: Compiled, anchors: Anchors, lang: Lang) -> str:
    """The lists; a sentence not understood stands in its own list and not again among the findings."""
    lists = (_uncovered_html(compiled, lang), _open_html(compiled, lang), _findings_html(compiled, anchors, lang))
    return "\n".join(part for part in lists if part) or f'<p class="note">{escape(say("all_read", lang))}</p>'


def _uncovered(compiled: Compiled) -> list[tuple[int, str, str]]:
    """Index, clause and words of each sentence not understood."""
    account = enumerate(compiled.reading.provisions.account)
    return [(i, a.sentence.clause_path, a.sentence.text) for i, a in account if a.status == "uncovered"]


def _list(anchor: str, title: str, items: Sequence[str]) -> str:
    joined = "\n".join(items)
    return (
        f'<h3 id="{anchor}">{escape(title)} <b class="n">{len(items)}</b></h3>\n<ul class="todo">\n{joined}\n</ul>'
        if items
        else ""
    )


def _uncovered_html(compiled: Compiled, lang: Lang) -> str:
    items = [
        f'<li class="uncovered"><a href="#t{i}" lang="zh-CN">{escape(words)}</a>{_where(clause)}</li>'
        for i, clause, words in _uncovered(compiled)
    ]
    return _list("uncovered", say("uncovered_list", lang), items)


def _where(clause: str) -> str:
    return f' <span class="where">{escape(clause)}</span>' if clause else ""


def _open_html(compiled: Compiled, lang: Lang) -> str:
    places = places_of_questions(compiled)
    items = [_open_point(i, p, places.get(p.question, ()), lang) for i, p in enumerate(compiled.draft.open_points)]
    return _list("open", say("open_points", lang), items)


def _open_point(index: int, point: OpenPoint, places: Sequence[tuple[str, str]], lang: Lang) -> str:
    readings = "".join(f"<li>{escape(r)}</li>" for r in point.readings)
    read_as = f'<p class="note">{escape(say("readings", lang))}</p><ol lang="zh-CN">{readings}</ol>' if readings else ""
    links = escape(say("semicolon", lang)).join(f'<a href="#{a}">{escape(name)}</a>' for a, name in places)
    used = f'<p class="note">{escape(say("stands_in", lang))} {links}</p>' if links else ""
    return f'<li id="o{index}" class="openpoint"><p lang="zh-CN">{escape(point.question)}</p>{read_as}{used}</li>'


def _others(compiled: Compiled, anchors: Anchors) -> list[tuple[int, Finding]]:
    """The findings but those about a sentence that is listed as not understood."""
    listed = {a.sentence.span for a in compiled.reading.provisions.account if a.status == "uncovered"}
    return [(i, f) for i, f in enumerate(anchors.findings) if not f.span or (f.span.start, f.span.end) not in listed]


def _findings_html(compiled: Compiled, anchors: Anchors, lang: Lang) -> str:
    items = [_finding(compiled, i, f, lang) for i, f in _others(compiled, anchors)]
    return _list("findings", say("findings", lang), items)


def _finding(compiled: Compiled, index: int, found: Finding, lang: Lang) -> str:
    message, hint = found.message(lang), found.hint(lang)
    severity = chosen(SEVERITIES[found.severity], lang)
    told = _with_link(compiled, index, found, _quoting(message))
    hinted = f'<p class="note">{_quoting(hint)}</p>' if hint else ""
    code = f'<b class="code" title="{escape(severity)}">{escape(severity)} {escape(found.code)}</b>'
    return f'<li id="f{index}" class="{found.severity}"><p>{code} {told}</p>{hinted}</li>'


def _quoting(message: str) -> str:
    """A message; the words it has in backticks are set off."""
    return BACKTICKS.sub(r"<code>\1</code>", escape(message))


def _with_link(compiled: Compiled, index: int, found: Finding, message: str) -> str:
    """The message, linked to the words it is about where it is about any."""
    span = found.span
    if span is None or span.file != compiled.reading.file or span.start >= span.end:
        return message
    return f'<a href="#n{index}">{message}</a>{_where(clause_path(compiled, span.start))}'
