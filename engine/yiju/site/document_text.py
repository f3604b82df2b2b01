"""A document's text as a page shows it: its own words and lines, marked, with the rules that stand on them beside.

Input: a text, its account and where the page stands. Output: a block of HTML; what stands in its `yj-words` is the
text, character by character, and nothing else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from yiju.compiling.html_marks import Mark, attributes, marked
from yiju.documents.clauses import Clause, clauses
from yiju.documents.coverage import Place
from yiju.site.addresses import clause_anchor, link, quote_anchor, sentence_anchor
from yiju.site.document_account import Fated, Quoted, meets
from yiju.site.document_words import SIGNS, Fate, kind_of, say
from yiju.site.markup import EMPTY, Html, join, tag
from yiju.site.page_markup import kept, linked, sign
from yiju.site.standing import Reason, Standing
from yiju_grammar.finding import Lang

SENTENCE, QUOTE, CLAUSE = range(3)
"""The layers, outermost first."""


@dataclass(frozen=True, slots=True)
class Accounted:
    """A text with what became of its sentences, the words that are quoted, and where reasons for no rule are given."""

    text: str
    sentences: tuple[Fated, ...]
    quotes: tuple[Quoted, ...]
    reasons: tuple[Reason, ...]


def text_html(accounted: Accounted, page: str, lang: Lang) -> Html:
    """The whole text, passage by passage."""
    places = tuple(_passages(accounted))
    marks = _by_passage(places, _marks(accounted, lang))
    passages = (_passage(place, of, accounted, page, lang) for place, of in zip(places, marks, strict=True))
    return kept(tag("div", join(passages), class_="yj-document"))


def clause_anchors(tree: Sequence[Clause]) -> tuple[str, ...]:
    """The anchor of each clause; where an ordinal is printed twice, the second has a number behind it."""
    taken: dict[str, int] = {}
    made = []
    for clause in tree:
        anchor = clause_anchor(clause.path)
        taken[anchor] = taken.get(anchor, 0) + 1
        made.append(anchor if taken[anchor] == 1 else f"{anchor}~{taken[anchor]}")
    return tuple(made)


def _passages(accounted: Accounted) -> Iterator[Place]:
    """Runs of whole lines that cut no sentence; blank lines belong to the passage above."""
    start = at = 0
    inside = iter(fated.sentence.span for fated in accounted.sentences)
    sentence = next(inside, None)
    for line in accounted.text.splitlines(keepends=True):
        while sentence is not None and sentence[1] <= at:
            sentence = next(inside, None)
        is_cut = sentence is not None and sentence[0] < at < sentence[1]
        if start < at and not is_cut and line.strip():
            yield start, at
            start = at
        at += len(line)
    if start < at:
        yield start, at


def _by_passage(places: Sequence[Place], marks: Iterable[Mark]) -> tuple[list[Mark], ...]:
    """The marks that meet each passage."""
    held: tuple[list[Mark], ...] = tuple([] for _ in places)
    for mark in marks:
        at = max(0, bisect_right(places, mark.span[0], key=lambda place: place[0]) - 1)
        while at < len(places) and places[at][0] < mark.span[1]:
            held[at].append(mark)
            at += 1
    return held


def _marks(accounted: Accounted, lang: Lang) -> Iterator[Mark]:
    for fated in accounted.sentences:
        meaning = _meaning(fated, lang)
        before = sign(SIGNS[fated.fate], meaning, class_="yj-sign") if SIGNS[fated.fate] else ""
        named = attributes(class_=f"yj-s yj-{fated.fate}")
        yield Mark(fated.sentence.span, SENTENCE, named, sentence_anchor(fated.sentence.span[0]), before)
    for quoted in accounted.quotes:
        anchor = quote_anchor(quoted.span)
        if not quoted.number:
            yield Mark(quoted.span, QUOTE, attributes(class_="yj-no"), anchor)
            continue
        number, meaning = str(quoted.number), say("quote_rules", lang, n=quoted.number)
        after = sign(number, meaning, href=f"#n{anchor[1:]}", class_="yj-ref")
        yield Mark(quoted.span, QUOTE, attributes(class_="yj-q"), anchor, after=after)
    tree = clauses(accounted.text)
    for clause, anchor in zip(tree, clause_anchors(tree), strict=True):
        after = sign("#", say("permalink", lang, clause=clause.path), href=f"#{anchor}", class_="yj-permalink")
        yield Mark((clause.span[0], clause.ordinal_end), CLAUSE, attributes(class_="yj-c"), anchor, after=after)


def _meaning(fated: Fated, lang: Lang) -> str:
    return say("stated_why", lang, why=fated.why) if fated.why else say(fated.fate, lang)


def _passage(place: Place, marks: Sequence[Mark], accounted: Accounted, page: str, lang: Lang) -> Html:
    words = accounted.text[place[0] : place[1]]
    shown = marked(words.rstrip(), (_within(mark, place) for mark in marks))
    notes = [*_quote_notes(place, accounted, page, lang), *_reasons(place, accounted, page, lang)]
    beside = tag("ul", *notes, class_="yj-notes", aria_label=say("notes", lang)) if notes else EMPTY
    held = tag("p", Html(shown), _end(words[len(words.rstrip()) :]), class_="yj-words", lang="zh-CN")
    return tag("div", held, beside, Html("\n"), class_="yj-passage")


def _end(blank: str) -> Html:
    """The end of a passage's last line and the blank lines below it, which are shown as one small gap."""
    return tag("span", blank, class_="yj-gap" if blank.count("\n") > 1 else "yj-end") if blank else EMPTY


def _within(mark: Mark, place: Place) -> Mark:
    """The part of a mark that lies in a passage, counted from where that begins."""
    start, end = place
    is_first, is_last = mark.span[0] >= start, mark.span[1] <= end
    return replace(
        mark,
        span=(max(mark.span[0], start) - start, min(mark.span[1], end) - start),
        anchor=mark.anchor if is_first else "",
        before=mark.before if is_first else "",
        after=mark.after if is_last else "",
    )


def _quote_notes(place: Place, accounted: Accounted, page: str, lang: Lang) -> Iterator[Html]:
    for quoted in accounted.quotes:
        if quoted.number and place[0] <= quoted.span[0] < place[1]:
            anchor, number = quote_anchor(quoted.span), quoted.number
            back = sign(str(number), say("to_words", lang, n=number), href=f"#{anchor}", class_="yj-back")
            yield tag("li", back, " ", _standing_links(quoted.standings, page, lang), id=f"n{anchor[1:]}")


def _standing_links(standings: Sequence[Standing], page: str, lang: Lang) -> Html:
    """What stands on the same words, policy by policy."""
    by_holder: dict[str, list[Html]] = {}
    for standing in standings:
        by_holder.setdefault(standing.holder, []).append(declaration_link(standing, page, lang))
    comma = say("list_comma", lang)
    return join((_held(join(dict.fromkeys(links), comma), holder) for holder, links in by_holder.items()), comma)


def declaration_link(standing: Standing, page: str, lang: Lang) -> Html:
    """`资格 发放范围`, linked."""
    kind = tag("span", kind_of(standing.token, lang), class_="yj-kind")
    home, name = standing.home, f" {standing.name}" if standing.name else None
    return tag("a", kind, name, href=link(page, home.page, home.anchor))


def _held(links: Html, holder: str) -> Html:
    return join([links, " ", tag("small", holder)]) if holder else links


def _reasons(place: Place, accounted: Accounted, page: str, lang: Lang) -> Iterator[Html]:
    """Why sentences of a passage make no rule, each reason once; and that some are not accounted for."""
    fated = [f for f in accounted.sentences if place[0] <= f.sentence.span[0] < place[1]]
    spans = [f.sentence.span for f in fated if f.fate == "stated"]
    held = [r for r in accounted.reasons if meets(r.span, spans) or (r.is_quote and place[0] <= r.span[0] < place[1])]
    for reason in {(r.why, r.home): r for r in reversed(held)}.values():
        words = say("stated_why", lang, why=reason.why)
        shown = linked(link(page, reason.home.page, reason.home.anchor), words)
        yield tag("li", glyph("stated"), " ", shown, class_="yj-why")
    if any(f.fate == "uncovered" for f in fated):
        yield tag("li", glyph("uncovered"), " ", say("uncovered_means", lang), class_="yj-lost")


def glyph(fate: Fate) -> Html:
    """The sign of a fate where it stands outside the text."""
    return tag("span", SIGNS[fate] or "–", class_=f"yj-glyph yj-glyph--{fate}", aria_hidden="true")
