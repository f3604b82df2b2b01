"""What changes when, as a page shows it: coming dates, the latest changes, and the earlier ones folded away.

Input: dated changes, and where the page at hand leads to. Output: Markdown with HTML lists.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from yiju.explain.values import date_text
from yiju.site.dated import Change
from yiju.site.document_places import document_address
from yiju.site.markup import Html, heading, join, lines, tag
from yiju.site.pieces import anchor, page
from yiju.site.place_view import PlaceView
from yiju.site.words import say
from yiju_grammar.finding import Lang

LATELY = 8
"""So many of the latest changes stand open."""


def changes_section(changes: Iterable[Change], view: PlaceView) -> str:
    """The lists."""
    on, lang = view.on, view.lang
    told = list(changes)
    coming = [c for c in reversed(told) if c.day > on]
    past = [c for c in told if c.day <= on]

    def listed(some: list[Change]) -> Html:
        return _list([(c.day, _words(c, view)) for c in some], lang)

    return page(
        tag("p", say(lang, "as_of", day=date_text(on, lang)), class_="yj-small"),
        heading(3, say(lang, "coming"), "coming"),
        listed(coming) or tag("p", say(lang, "nothing_coming")),
        heading(3, say(lang, "lately"), "lately") if past else "",
        listed(past[:LATELY]),
        _folded(say(lang, "earlier"), listed(past[LATELY:])),
    )


def _words(change: Change, view: PlaceView) -> Html:
    """A change in words, its policy or document a link."""
    lang = view.lang
    if change.document is not None:
        named = anchor(change.document.key, view.to(document_address(view.name, change.document)))
        return _filled(say(lang, change.kind, name="\0"), named)
    names = say(lang, "list_comma").join(change.names)
    if not change.policy:
        return join([say(lang, change.kind, names=names)])
    policy = view.rules.program.policies[change.policy]
    named = anchor(policy.title, view.to_policy(policy))
    return _filled(say(lang, change.kind, name="\0", policy="\0", names=names), named)


def _filled(words: str, named: Html) -> Html:
    """Words with markup in the place of NUL."""
    before, after = words.split("\0")
    return join([before, named, after])


def _list(changes: list[tuple[date, Html]], lang: Lang) -> Html:
    items = [
        tag("li", tag("time", date_text(day, lang), datetime=day.isoformat()), " ", tag("span", words))
        for day, words in changes
    ]
    return tag("ul", lines(items), class_="yj-dates") if items else Html()


def _folded(title: str, body: Html) -> str:
    return tag("details", tag("summary", title), body) if body else ""
