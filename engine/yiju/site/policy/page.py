"""One policy's page, part by part.

Input: a view with its policy. Output: Markdown with HTML blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from yiju.rule_set.model import PolicyScope, Scope
from yiju.site.anchors import filling_anchor, kind_word, place_of, stated_in
from yiju.site.document_places import place_of_register
from yiju.site.legislation import policy_legislation, script
from yiju.site.markup import EMPTY, Html, front_matter, heading, lines, tag
from yiju.site.policy.calculator_place import calculator_block
from yiju.site.policy.contents import APART, entries_of, preface, rule_sections
from yiju.site.policy.doubts import doubts_html
from yiju.site.policy.drawing import drawing_html
from yiju.site.policy.examples import cases_html
from yiju.site.policy.exception_tree import exceptions_html
from yiju.site.policy.funds import duties_html, funds_html
from yiju.site.policy.not_rules import not_rules_html
from yiju.site.policy.overview import overview_html
from yiju.site.policy.periods import days_text
from yiju.site.policy.quotes import CHINESE
from yiju.site.policy.reading_names import shared_read
from yiju.site.policy.rule import note_html, rule_html
from yiju.site.policy.view import View, name_text
from yiju.site.policy.words import say
from yiju_grammar import tree as t


def policy_page_text(view: View, policy: PolicyScope, place: str) -> str:
    """The page of a policy; `place` is the one whose page it is, which need not be that of the policy."""
    return "\n\n".join(part for part in _parts(view, policy, place) if part) + "\n"


def _parts(view: View, policy: PolicyScope, place: str) -> Iterator[str]:
    head, lang = policy.head, view.lang
    title = head.title or head.name.text
    yield front_matter(title=escape(title, quote=False), description=say(lang, "described", title=title)).rstrip("\n")
    yield heading(1, title)
    if view.anchors:
        yield tag("div", id=view.anchors[head.span], class_="yp-anchor")
    yield lines(note_html(text) for text in preface(policy.scope.source, head))
    if place_of(head) != place:
        above = next(r.place for r in view.rules.registers if place_of_register(r) == place_of(head))
        yield tag("p", say(lang, "from_above_text", place=above), class_="yp-note")
    yield tag("section", "\n", overview_html(view, policy), "\n", class_="yp-lead")
    yield doubts_html(view)
    yield from _section(view, "drawing", drawing_html(view, policy))
    yield from _section(view, "calculator", calculator_block(view, policy))
    yield from _rules(view, policy.scope)
    yield from _fillings(view, policy)
    yield from _shared_rules(view, policy)
    yield from _section(view, "exceptions", exceptions_html(view, policy.scope))
    yield from _section(view, "funds", funds_html(view, policy.scope))
    yield from _section(view, "duties", duties_html(view, policy.scope))
    yield from _section(view, "cases", cases_html(view, policy.scope, 3))
    yield from _section(view, "not_rules", not_rules_html(view, policy.scope))
    yield _json_ld(view, policy)


def _json_ld(view: View, policy: PolicyScope) -> Html:
    """The policy as schema.org Legislation."""
    made, source = view.rules.program.policies.get(policy.head.name.text), policy.scope.source
    if view.on is None or made is None or source is None:
        return EMPTY
    return Html(script(policy_legislation(made, source.register, view.on)))


def _section(view: View, key: str, made: Html, level: int = 2) -> Iterator[str]:
    """A heading and what stands below it; nothing where there is nothing."""
    if made:
        yield heading(level, say(view.lang, key), key.replace("_", "-"))
        yield made


def _rules(view: View, scope: Scope) -> Iterator[str]:
    """All rules in the order written, under the headings of their files."""
    sections = rule_sections(scope)
    if not sections:
        return
    yield heading(2, say(view.lang, "rules"), "rules")
    yield _list(view, scope)
    for number, section in enumerate(sections, 1):
        if section.title:
            yield heading(3, section.title, f"part-{number}")
        level = 4 if section.title else 3
        for entry in section.entries:
            yield lines([*(note_html(n) for n in entry.notes), rule_html(view, entry.stated, scope, level)])


def _list(view: View, scope: Scope) -> Html:
    """The rules of the page by kind, as links."""
    by_kind: dict[str, list[Html]] = {}
    seen: set[str] = set()
    for stated in stated_in(scope):
        declared = stated.declaration
        name = name_text(declared)
        if not isinstance(declared, APART):
            interval = getattr(declared, "interval", None)
            days = f"（{days_text(view, interval.start, interval.end)}）" if interval and name in seen else ""
            link = tag("a", name or kind_word(declared), days, href="#" + view.anchors[declared.span], lang=CHINESE)
            seen.add(name)
            by_kind.setdefault(kind_word(declared, view.lang), []).append(tag("li", link))
    groups = [tag("div", tag("dt", kind), tag("dd", tag("ul", *links))) for kind, links in by_kind.items()]
    return tag("nav", tag("dl", *groups), class_="yp-list", aria_label=say(view.lang, "rule_list"))


def _fillings(view: View, policy: PolicyScope) -> Iterator[str]:
    """What offices fill in, one after another; the points that nobody has filled in are said so by their rule."""
    if not policy.fillings:
        return
    yield heading(2, say(view.lang, "fillings"), "fillings")
    for office, scope in policy.fillings.items():
        yield heading(3, say(view.lang, "from_filling", office=office), filling_anchor(office))
        for section in rule_sections(scope):
            for entry in section.entries:
                yield lines([*(note_html(n) for n in entry.notes), rule_html(view, entry.stated, scope, 4)])
        if entries_of(scope, t.Case):
            yield heading(4, say(view.lang, "cases"))
            yield cases_html(view, scope, 5)
        if entries_of(scope, t.NotRule):
            yield heading(4, say(view.lang, "not_rules"))
            yield not_rules_html(view, scope)


def _shared_rules(view: View, policy: PolicyScope) -> Iterator[str]:
    """The place's own rules that this policy reads, in full."""
    rule_set = view.rules.checked.rule_set
    read = shared_read(policy, rule_set)
    if not read:
        return
    yield heading(2, say(view.lang, "shared"), "shared")
    for stated in read:
        yield rule_html(view, stated, rule_set.place_scope, 3)
