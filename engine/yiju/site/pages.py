"""Which pages there are: of each place and of the whole site, in one language, and the names they are listed by.

Input: rules, the day of the site, a language. Output: texts by their paths in the source tree, and groups of pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yiju.load import Rules
from yiju.site import document_page, policy, references
from yiju.site import ledger_page as ledger_pages
from yiju.site import record_page as record_pages
from yiju.site.addresses import ledger_page, place_page, policy_page, record_page
from yiju.site.anchors import shared_page
from yiju.site.configuration import Group, Part
from yiju.site.document_places import document_address
from yiju.site.index_page import INDEX, PlaceSummary
from yiju.site.place_page import own_policies
from yiju.site.references import CommandLine
from yiju.site.shell import guide_files
from yiju.site.words import say
from yiju_grammar.finding import Lang

Pages = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlacePages:
    """The pages of a place but its own, its line on the page of all places, and its groups at the side."""

    pages: Pages
    summary: PlaceSummary
    groups: tuple[Group, ...]


def pages_of_place(
    rules: Rules, name: str, others: Sequence[Rules], on: date, *, langs: Sequence[Lang]
) -> dict[Lang, PlacePages]:
    """All pages of a place but the one that lists them; `others` are the rules of places below it."""
    prepared = policy.prepare(rules, name)
    return {lang: _pages_of_place(rules, name, others, on, lang=lang, prepared=prepared) for lang in langs}


def _pages_of_place(
    rules: Rules, name: str, others: Sequence[Rules], on: date, *, lang: Lang, prepared: policy.Prepared
) -> PlacePages:
    made: dict[str, str] = {
        **policy.pages(rules, name, lang, on, prepared),
        **document_page.pages(rules, name, lang, others=others, as_of=on),
        **ledger_pages.pages(rules, name, lang),
        **record_pages.pages(rules, name, lang),
    }
    register = rules.registers[0]
    own = own_policies(rules, name)
    above = register.above.place if register.above else ""
    summary = PlaceSummary(name, register.place, above, tuple((p.name, p.title) for p in own), len(register.documents))
    return PlacePages(made, summary, groups_of_place(rules, name, frozenset(made), lang))


def groups_of_place(rules: Rules, name: str, made: frozenset[str], lang: Lang) -> tuple[Group, ...]:
    """What stands at the side of a place's pages."""
    program, register = rules.program, rules.registers[0]
    listed = {
        "policies": [(policy_page(name, p.name), p.title) for p in program.policies.values()],
        "documents": [(document_address(name, d), d.title or d.number) for d in register.documents],
        "ledgers": [(ledger_page(name, ledger), ledger) for ledger in program.ledgers],
        "records": [(record_page(name, record), record) for record in program.records],
    }
    folder = f"places/{name}/"
    first = ((place_page(name), register.place), (shared_page(name), say(lang, "shared")))
    there = made | {place_page(name)}
    groups = [Group(folder, "", tuple(line for line in first if line[0] in there))]
    for key, pages in listed.items():
        shown = tuple(line for line in pages if line[0] in there)
        groups += [Group(folder, say(lang, key), shown)] if shown else []
    return tuple(groups)


def pages_of_site(lang: Lang, command_line: CommandLine | None) -> Pages:
    """The pages that no place has a part in: codes, terms, references, guide."""
    return {**references.pages(lang, command_line), **guide_pages(lang)}


def guide_pages(lang: Lang) -> Pages:
    """The hand-written guide."""
    return {f"guide/{file.name}": file.read_text("utf-8") for file in guide_files(lang)}


def parts_of_site(made: frozenset[str], lang: Lang) -> tuple[Part, ...]:
    """The parts of the site that there are."""
    parts = (
        Part(say(lang, "part_places"), INDEX, "places/"),
        Part(say(lang, "part_guide"), "guide/index.md", "guide/"),
        Part(say(lang, "part_glossary"), "glossary.md", "glossary"),
        Part(say(lang, "part_codes"), "codes/index.md", "codes/"),
        Part(say(lang, "part_reference"), "reference/command-line.md", "reference/"),
    )
    return tuple(part for part in parts if part.page == INDEX or part.page in made)


def groups_of_site(pages: Pages, lang: Lang) -> tuple[Group, ...]:
    """What stands at the side of pages that belong to no place: the chapters of the guide, the references."""
    guide = sorted((page for page in pages if page.startswith("guide/")), key=lambda p: _order(p, pages[p]))
    chapters = tuple((page, title_of(pages[page]) or Path(page).stem) for page in guide)
    references = (("reference/command-line.md", "command_line"), ("reference/python.md", "python"))
    listed = tuple((page, say(lang, key)) for page, key in references if page in pages)
    groups = (Group("guide/", "", chapters), Group("reference/", "", listed))
    return tuple(group for group in groups if group.pages)


def title_of(text: str) -> str:
    """The first heading of a hand-written page."""
    return next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "")


def _order(page: str, text: str) -> tuple[int, str]:
    """A chapter's place: the `order: 2` of its head, its name among those without."""
    first = -1 if page.endswith("/index.md") else 999
    head = text.split("\n---", 1)[0] if text.startswith("---") else ""
    said = (line.partition(":")[2].strip() for line in head.splitlines() if line.startswith("order:"))
    return int(next((word for word in said if word.isdigit()), first)), page
