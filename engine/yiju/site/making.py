"""The pages of some places in both languages: what of them is not the same as before is made anew.

Input: places that have to do with one another (inherit, or are inherited from), and the digests they had. Output: their
pages, or word that nothing changed. Runs in a process of its own, beside another that makes other places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yiju.load import Rules, load
from yiju.site import place_page
from yiju.site.addresses import place_page as page_of_place
from yiju.site.configuration import Group
from yiju.site.index_page import PlaceSummary
from yiju.site.pages import PlacePages, pages_of_place
from yiju.site.place_view import PlaceView
from yiju.site.source_tree import digest
from yiju_grammar.finding import Lang

LANGUAGES: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class MadePlace:
    """The texts of a place by language and path; `summary` is its line on the page of all
    places; `groups` by language. `digest` is that of all it was made from."""

    digest: str
    texts: Mapping[Lang, Mapping[str, str]]
    summary: PlaceSummary
    groups: Mapping[Lang, tuple[Group, ...]]


def make_places(
    places: Sequence[Path], known: Mapping[str, str], pages: frozenset[str], on: date
) -> dict[str, MadePlace | None]:
    """The places by name; None for one that is as it was.

    Args:
        places: folders; every place that one of them inherits from is among them, if it is on the site.
        known: the digest of each place when it was made last; without one it is made.
        pages: those that there are of places that are as they were.
        on: the day of the site.
    """
    loaded = {place.name: load(place) for place in places}
    made: dict[str, MadePlace | None] = {}
    parts: dict[str, dict[Lang, PlacePages]] = {}
    digests = {}
    for name, rules in loaded.items():
        below = tuple(other for other in loaded.values() if _is_above(rules, other))
        digests[name] = digest(*(each.program.digest for each in (rules, *below)), on.isoformat())
        made[name] = None
        if known.get(name) != digests[name]:
            parts[name] = {lang: pages_of_place(rules, name, below, on, lang) for lang in LANGUAGES}
    there = pages | {page for held in parts.values() for page in held["zh"].pages}
    there |= {page_of_place(name) for name in loaded}
    for name, held in parts.items():
        texts = {}
        for lang in LANGUAGES:
            view = PlaceView(loaded[name], name, on, there, lang)
            texts[lang] = {**held[lang].pages, page_of_place(name): place_page.render(view)}
        groups = {lang: held[lang].groups for lang in LANGUAGES}
        made[name] = MadePlace(digests[name], texts, held["zh"].summary, groups)
    return made


def _is_above(rules: Rules, other: Rules) -> bool:
    """Whether another place inherits from this one; asked of few, since registers have to be read for it."""
    if rules is other or not any(source.startswith(f"{rules.path.name}/") for source in other.sources):
        return False
    return any(Path(register.folder).resolve() == rules.path for register in other.registers[1:])
