"""The pages of some places in both languages.

Input: folders of places, and what there is beside them to link to. Output: pages. Runs in a process of its own, beside
another that makes other places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yiju.load import Rules, load
from yiju.site import place_page
from yiju.site.addresses import ledger_page, policy_page, record_page
from yiju.site.addresses import place_page as page_of_place
from yiju.site.configuration import Group
from yiju.site.document_places import document_address, place_of_register
from yiju.site.index_page import PlaceSummary
from yiju.site.pages import PlacePages, pages_of_place
from yiju.site.place_view import PlaceView
from yiju.site.place_view import owner as owner_of
from yiju_grammar.finding import Lang

LANGUAGES: tuple[Lang, ...] = ("zh", "en")


@dataclass(frozen=True, slots=True)
class MadePlace:
    """The texts of a place by language and path; `summary` is its line on the page of all places; `groups` are by
    language."""

    texts: Mapping[Lang, Mapping[str, str]]
    summary: PlaceSummary
    groups: Mapping[Lang, tuple[Group, ...]]
    has_errors: bool


def make_places(places: Sequence[Path], below: Mapping[Path, Sequence[Path]], on: date) -> dict[str, MadePlace]:
    """The places by name.

    Args:
        below: for each place of the site, those that inherit from it, whose rules may stand on its documents.
        on: the day of the site.
    """
    shown = frozenset(place.name for place in below)
    loaded = {place: load(place) for place in {*places, *(other for place in places for other in below[place])}}
    return {place.name: _made(loaded[place], [loaded[o] for o in below[place]], shown, on) for place in places}


def _made(rules: Rules, below: Sequence[Rules], shown: frozenset[str], on: date) -> MadePlace:
    name = rules.path.name
    held = pages_of_place(rules, name, below, on, langs=LANGUAGES)
    there = frozenset({*held["zh"].pages, page_of_place(name)}) | _pages_above(rules, shown)
    texts = {lang: _texts(held[lang], PlaceView(rules, name, on, there, lang)) for lang in LANGUAGES}
    groups = {lang: held[lang].groups for lang in LANGUAGES}
    return MadePlace(texts, held["zh"].summary, groups, rules.has_errors)


def _texts(made: PlacePages, view: PlaceView) -> Mapping[str, str]:
    return {**made.pages, page_of_place(view.name): place_page.render(view)}


def _pages_above(rules: Rules, shown: frozenset[str]) -> frozenset[str]:
    """The pages of the places above, as far as those are shown on the site."""
    program = rules.program
    pages: set[str] = set()
    for register in rules.registers[1:]:
        owner = place_of_register(register)
        if owner in shown:
            pages |= {page_of_place(owner), *(document_address(owner, document) for document in register.documents)}
    stated = (
        *((policy_page, name, policy.span) for name, policy in program.policies.items()),
        *((record_page, name, record.span) for name, record in program.records.items()),
        *((ledger_page, name, ledger.span) for name, ledger in program.ledgers.items()),
    )
    above = ((address, name, owner_of(span)) for address, name, span in stated if owner_of(span) != rules.path.name)
    return frozenset({*pages, *(address(owner, name) for address, name, owner in above if owner in shown)})
