"""The page of what belongs to no policy: the place's own figures and tables, its 核对, enumerations and units.

Input: a view without a policy. Output: Markdown, empty where nothing is shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from yiju.rule_set.model import RuleSet
from yiju.site import addresses
from yiju.site.anchors import place_of
from yiju.site.markup import Html, front_matter, heading, join, lines, tag
from yiju.site.policy.contents import entries_of, rule_sections
from yiju.site.policy.not_rules import not_rules_html
from yiju.site.policy.quotes import CHINESE
from yiju.site.policy.rule import note_html, rule_head, rule_html
from yiju.site.policy.view import View
from yiju.site.policy.words import say
from yiju_grammar import tree as t


def shared_page_text(view: View, place: str) -> str:
    """The page; what a place above has is on that place's own."""
    parts = [part for part in _parts(view, place) if part]
    if not parts:
        return ""
    title = say(view.lang, "shared_title")
    return "\n\n".join([front_matter(title=escape(title, quote=False)).rstrip("\n"), heading(1, title), *parts]) + "\n"


def _parts(view: View, place: str) -> Iterator[str]:
    rule_set = view.rules.checked.rule_set
    for section in rule_sections(rule_set.place_scope):
        here = [e for e in section.entries if place_of(e.stated.declaration) == place]
        if section.title and here:
            yield heading(2, section.title)
        for entry in here:
            article = rule_html(view, entry.stated, rule_set.place_scope, 3 if section.title else 2)
            yield lines([*(note_html(n) for n in entry.notes), article])
    for declared in _of_records(rule_set, place):
        yield _values(view, declared, rule_set)
    if any(place_of(e.stated.declaration) == place for e in entries_of(rule_set.place_scope, t.NotRule)):
        yield heading(2, say(view.lang, "not_rules"), "not-rules")
        yield not_rules_html(view, rule_set.place_scope, place)


def _of_records(rule_set: RuleSet, place: str) -> Iterator[t.Enumeration | t.Measure]:
    for source in rule_set.sources:
        for declared in source.tree.declarations:
            if isinstance(declared, t.Enumeration | t.Measure) and place_of(declared) == place:
                yield declared


def _values(view: View, declared: t.Enumeration | t.Measure, rule_set: RuleSet) -> Html:
    """An enumeration with its values and the records that use it, or the units that were added."""
    head = rule_head(view, declared, view.anchors[declared.span], 2)
    names = declared.values if isinstance(declared, t.Enumeration) else declared.units
    values = tag("ul", *(tag("li", n.text) for n in names), class_="yp-values", lang=CHINESE)
    uses = [] if isinstance(declared, t.Measure) else list(_uses(view, declared.name.text, rule_set))
    used = tag("p", say(view.lang, "used_in"), say(view.lang, "colon"), join(uses, say(view.lang, "list_comma")))
    return tag("article", head, values, used if uses else None, class_="yp-rule")


def _uses(view: View, name: str, rule_set: RuleSet) -> Iterator[Html]:
    for record in rule_set.records.values():
        for field in record.fields:
            if isinstance(field.type, t.NamedType) and field.type.name == name:
                page = addresses.record_page(place_of(record), record.name.text)
                label = f"{record.name.text}：{field.name.text}"
                yield tag("a", label, href=addresses.link(view.page, page), lang=CHINESE)
