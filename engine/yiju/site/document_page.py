"""The pages of a place's documents: what each is, its full text with what became of every sentence, and its rules.

Input: the rules of a place, and of other places whose rules may stand on its documents. Output: Markdown by path.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yiju.check.document_coverage import document_coverage
from yiju.documents.clauses import Clause, clauses
from yiju.documents.coverage import Covered
from yiju.documents.register import Document, Register
from yiju.load import Rules
from yiju.site.addresses import link, policy_page
from yiju.site.anchors import Home, place_of
from yiju.site.document_account import fates, quotes
from yiju.site.document_head import Shelf, document_name, head_html
from yiju.site.document_places import document_address
from yiju.site.document_rules import rules_html
from yiju.site.document_text import Accounted, clause_anchors, glyph, text_html
from yiju.site.document_words import Fate, say
from yiju.site.legislation import document_legislation, script
from yiju.site.markup import EMPTY, Html, heading, join, tag
from yiju.site.page_markup import linked, page
from yiju.site.pieces import table
from yiju.site.standing import Reason, Standing, reasons, standings
from yiju_grammar.finding import Lang

FATES: tuple[Fate, ...] = ("rule", "fact", "stated", "uncovered", "structural")
TOP_LEVELS = 2
"""So many levels of clauses are in the table of contents."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What all pages of a place are made from. `covered`: sentences by file."""

    name: str
    registers: tuple[Register, ...]
    covered: Mapping[str, tuple[Covered, ...]]
    standings: tuple[Standing, ...]
    policies: tuple[tuple[str, Home, tuple[str, ...]], ...]
    reasons: tuple[Reason, ...]


def pages(
    rules: Rules, place: str, lang: Lang, *, others: Sequence[Rules] = (), as_of: date | None = None
) -> Mapping[str, str]:
    """A page for each document of the place's own register, with its text at hand or not.

    Args:
        place: the name of its folder.
        others: rules of places below, which may stand on these documents too.
        as_of: the day as of which a document is said to be in force or not; without one only its days are told.
    """
    held = _held(rules, place, others)
    return {
        document_address(place, document): _page(document, held, lang, as_of)
        for document in held.registers[0].documents
    }


def _held(rules: Rules, place: str, others: Sequence[Rules]) -> _Place:
    covered = document_coverage(rules.checked, rules.registers[:1]).documents
    all_rules = (rules, *others)
    found = dict.fromkeys(s for each in all_rules for s in standings(each))
    said = dict.fromkeys(reason for each in all_rules for reason in reasons(each))
    sentences = {c.document.file: c.coverage.sentences for c in covered}
    policies = tuple(dict.fromkeys(p for each in all_rules for p in _policies(each)))
    return _Place(place, rules.registers, sentences, tuple(found), policies, tuple(said))


def _policies(rules: Rules) -> Iterator[tuple[str, Home, tuple[str, ...]]]:
    """Each policy, where it is shown, and the keys of the documents it is based on."""
    for name, policy in rules.checked.rule_set.policies.items():
        register = policy.scope.source.register if policy.scope.source else None
        named = (register.find(b.text) for b in policy.scope.basis) if register else ()
        keys = tuple(d.key for d in named if d is not None)
        yield name, Home(policy_page(place_of(policy.head), name), ""), keys


def _page(document: Document, held: _Place, lang: Lang, as_of: date | None) -> str:
    here = document_address(held.name, document)
    shelf = Shelf(here, held.registers, as_of, lang)
    title = document.title or document.number
    return page(
        title,
        say("description", lang, title=document_name(document, lang)),
        heading(1, title),
        head_html(document, shelf),
        *_text(document, held, here, lang),
        heading(2, say("rules", lang), "rules"),
        _based(document, held, here, lang),
        rules_html(document, held.standings, shelf),
        _metadata(document, shelf),
    )


def _metadata(document: Document, shelf: Shelf) -> str:
    """For search engines; only where there is a day as of which its force can be told."""
    return script(document_legislation(document, shelf.register, shelf.as_of)) if shelf.as_of else ""


def _based(document: Document, held: _Place, here: str, lang: Lang) -> Html:
    """The policies that name it as their basis."""
    found = (linked(link(here, home.page), name) for name, home, keys in held.policies if document.key in keys)
    listed = join(dict.fromkeys(found), say("list_comma", lang))
    return tag("p", say("policies", lang), listed) if listed else EMPTY


def _text(document: Document, held: _Place, here: str, lang: Lang) -> Iterator[str]:
    """Legend with its counts, table of contents, text; or that the text is not at hand."""
    if not document.text:
        yield tag("p", say("no_text", lang), class_="yj-absent")
        return
    own = [s for s in held.standings if s.citation.document == document.file]
    fated = fates(held.covered[document.file], own)
    said = tuple(reason for reason in held.reasons if reason.file == document.file)
    accounted = Accounted(document.text, fated, quotes(own, said), said)
    yield heading(2, say("legend", lang), "legend")
    yield tag("p", say("legend_lead", lang, n=len(fated)))
    yield _legend({fate: sum(f.fate == fate for f in fated) for fate in FATES}, lang)
    yield _contents(document.text, lang)
    yield heading(2, say("text", lang), "text")
    yield text_html(accounted, here, lang)


def _legend(counts: Mapping[Fate, int], lang: Lang) -> Html:
    head = [say(key, lang) for key in ("fate", "meaning", "sentences")]
    body = (
        (
            join([glyph(fate), " ", tag("span", say(fate, lang), class_=f"yj-{fate}")]),
            say(f"{fate}_means", lang),
            str(n),
        )
        for fate, n in counts.items()
    )
    return table(head, body, say("legend", lang))


def _contents(words: str, lang: Lang) -> Html:
    """The outer clauses, folded away."""
    tree = clauses(words)
    levels = sorted({clause.level for clause in tree})[:TOP_LEVELS]
    items = [
        tag("li", linked(f"#{anchor}", _entry(clause)), class_=f"yj-level-{levels.index(clause.level)}")
        for clause, anchor in zip(tree, clause_anchors(tree), strict=True)
        if clause.level in levels
    ]
    if not items:
        return EMPTY
    return tag("details", tag("summary", say("clauses", lang)), tag("ul", *items), class_="yj-contents")


def _entry(clause: Clause) -> str:
    return f"{clause.path} {clause.heading}".strip()
