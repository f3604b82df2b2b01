"""The page of all places: each with its policies.

Input: the places as they are called, and their policies. Output: Markdown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from yiju.site.addresses import link, place_page, policy_page
from yiju.site.markup import Html, front_matter, heading, lines, tag
from yiju.site.pieces import anchor, page
from yiju.site.words import counted, say
from yiju_grammar.finding import Lang

INDEX = "index.md"


@dataclass(frozen=True, slots=True)
class PlaceSummary:
    """A place as it is listed: its folder, its name, its policies as (name, title), and how many documents it has."""

    folder: str
    name: str
    above: str
    policies: tuple[tuple[str, str], ...]
    documents: int


def render(places: Sequence[PlaceSummary], pages: frozenset[str], lang: Lang) -> str:
    """The page; `pages` are those that there are to link to."""
    return page(
        front_matter(title=say(lang, "all_places"), description=say(lang, "site_description")),
        heading(1, say(lang, "all_places")),
        tag("p", say(lang, "all_places_lead"), class_="yj-lead"),
        tag("div", lines(_place(place, pages, lang) for place in places), class_="yj-places")
        if places
        else tag("p", say(lang, "no_places")),
    )


def _place(place: PlaceSummary, pages: frozenset[str], lang: Lang) -> Html:
    counts = [counted(lang, "policy", len(place.policies)), counted(lang, "document", place.documents)]
    within = [say(lang, "above", name=place.above)] if place.above else []
    return tag(
        "section",
        tag("h2", anchor(place.name, link(INDEX, place_page(place.folder)))),
        tag("p", say(lang, "semicolon").join([*within, *counts]), class_="yj-small"),
        tag("ul", *(tag("li", _policy(place.folder, policy, pages)) for policy in place.policies)),
        class_="yj-place",
    )


def _policy(place: str, policy: tuple[str, str], pages: frozenset[str]) -> Html:
    target = policy_page(place, policy[0])
    return anchor(policy[1], link(INDEX, target) if target in pages else None)
