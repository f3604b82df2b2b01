"""Cases as worked examples: what is given, what should come of it, whether it does, and why.

Input: a case with its run. Output: HTML; private values are masked as in every decision.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.cases.run import CaseResult
from yiju.explain.text import to_text
from yiju.explain.values import date_text, mask_text
from yiju.rule_set.model import Scope
from yiju.site.anchors import name_of
from yiju.site.markup import EMPTY, Html, join, lines, tag
from yiju.site.policy.contents import Entry, entries_of
from yiju.site.policy.figures import scrolled
from yiju.site.policy.quotes import CHINESE
from yiju.site.policy.rule import permalink
from yiju.site.policy.view import View, link_to, source_text
from yiju.site.policy.words import say
from yiju_grammar import tree as t


def cases_html(view: View, scope: Scope, level: int) -> Html:
    """All cases of a scope with how they ran."""
    entries = entries_of(scope, t.Case)
    if not entries:
        return EMPTY
    results = {r.case.span: r for r in view.cases}
    ran = [results[e.stated.declaration.span] for e in entries if e.stated.declaration.span in results]
    passed = sum(r.passed for r in ran)
    told = tag("p", say(view.lang, "cases_run", total=len(ran), passed=passed))
    shown = [_entry(view, e, results.get(e.stated.declaration.span), level) for e in entries]
    return lines([told, *shown])


def _entry(view: View, entry: Entry, result: CaseResult | None, level: int) -> Html:
    case = entry.stated.declaration
    assert isinstance(case, t.Case)
    notes = [tag("p", n.removeprefix("案例").lstrip("：: "), class_="yp-note", lang=CHINESE) for n in entry.notes]
    head = _head(view, case, result, level)
    columns = tag("div", _given(view, case), _expected(view, case), class_="yp-columns")
    parts = [head, columns, _differences(view, result), _decision(view, result)]
    article = tag("article", "\n", lines(parts), "\n", class_="yp-rule yp-case")
    return lines([*notes, article])


def _head(view: View, case: t.Case, result: CaseResult | None, level: int) -> Html:
    anchor = view.anchors[case.span]
    name = tag("span", case.name.text, class_="yp-name", lang=CHINESE)
    state = None
    if result is not None:
        key = "case_passed" if result.passed else "case_failed"
        told = f"{'✓' if result.passed else '✗'} {say(view.lang, key)}"
        state = tag("span", told, class_=f"yp-state yp-{key.replace('_', '-')}", data_search_exclude=True)
    return tag(f"h{level}", join([name, state, permalink(view, anchor)], " "), class_="yp-head", id=anchor)


def _given(view: View, case: t.Case) -> Html:
    """The record as a list, its members as tables, and the day."""
    private = private_fields(view)
    plain = [g for g in case.given if g.rows is None]
    items = [_pair(g.name.text, _given_text(view, g, private)) for g in plain]
    if case.on is not None:
        items.append(_pair(say(view.lang, "on"), date_text(case.on.last, view.lang), of_site=True))
    tables = [_members(g, private) for g in case.given if g.rows is not None]
    head = tag("p", say(view.lang, "given"), class_="yp-part")
    return tag("div", lines([head, tag("dl", lines(items), class_="yp-facts"), *tables]), class_="yp-words")


def _pair(name: str, value: str, *, of_site: bool = False) -> Html:
    lang = None if of_site else CHINESE
    return tag("div", tag("dt", name, lang=lang), tag("dd", value, lang=lang))


def _given_text(view: View, given: t.Given, private: frozenset[str]) -> str:
    assert given.value is not None
    if isinstance(given.value, t.Truth):
        return say(view.lang, "yes" if given.value.value else "no")
    text = source_text(view, given.value.span).strip('“”"')
    return mask_text(text) if given.name.text in private else text


def private_fields(view: View) -> frozenset[str]:
    """The names of fields that are masked wherever they are shown."""
    records = view.rules.checked.rule_set.records.values()
    return frozenset(f.name.text for r in records for f in r.fields if f.private)


def _members(given: t.Given, private: frozenset[str]) -> Html:
    assert given.rows is not None
    names = [c.name for c in given.rows.columns]
    heads = tag("tr", *(tag("th", n, scope="col") for n in names))
    body = [
        tag(
            "tr",
            *(tag("td", mask_text(c.text) if n in private else c.text) for n, c in zip(names, row.cells, strict=False)),
        )
        for row in given.rows.rows
    ]
    none = tag("tr", tag("td", "—", colspan=len(names)))
    caption = tag("caption", given.name.text)
    table = tag(
        "table", caption, tag("thead", heads), tag("tbody", lines(body or [none])), class_="yp-table", lang=CHINESE
    )
    return scrolled(table)


def _expected(view: View, case: t.Case) -> Html:
    expected = case.expected
    head = tag("p", say(view.lang, "expected"), class_="yp-part")
    items = list(_expectations(view, expected)) if expected is not None else []
    shown = [tag("div", tag("dt", name), tag("dd", value)) for name, value in items]
    return tag("div", lines([head, tag("dl", lines(shown), class_="yp-facts")]), class_="yp-code-side")


def _expectations(view: View, expected: t.Expectation) -> Iterator[tuple[Html, Html]]:
    lang, comma = view.lang, say(view.lang, "list_comma")
    if expected.outcome is not None:
        yield tag("span", say(lang, "outcome")), tag("b", say(lang, expected.outcome))
    if expected.because:
        yield tag("span", say(lang, "for_reason")), join((_rule(view, n.text) for n in expected.because), comma)
    for words in expected.cites:
        yield tag("span", say(lang, "citing")), tag("span", f"“{words.value}”", lang=CHINESE)
    if expected.missing:
        names = comma.join(n.text for n in expected.missing)
        yield tag("span", say(lang, "missing")), tag("span", names, lang=CHINESE)
    for value in expected.values:
        text = source_text(view, value.value.span)
        shown = say(lang, "open") if isinstance(value.value, t.OpenPoint) else text
        yield _rule(view, value.name.text), tag("span", shown, lang=CHINESE)


def _rule(view: View, name: str) -> Html:
    """The name of a rule, linked where it stands on this page."""
    if view.policy is not None:
        for scope in (*view.policy.fillings.values(), view.policy.scope):
            held = (*(s for items in scope.named.values() for s in items), *scope.others)
            for stated in held:
                if name_of(stated.declaration) == name and not isinstance(stated.declaration, t.Case):
                    return tag("a", name, href=link_to(view, stated.declaration.span), lang=CHINESE)
    return tag("span", name, lang=CHINESE)


def _differences(view: View, result: CaseResult | None) -> Html:
    if result is None or result.passed:
        return EMPTY
    return tag("ul", *(tag("li", f.message(view.lang)) for f in result.findings), class_="yp-differences")


def _decision(view: View, result: CaseResult | None) -> Html:
    """The decision in words, folded."""
    if result is None or result.decision is None:
        return EMPTY
    text = to_text(result.decision, view.lang).strip("\n")
    summary = tag("summary", say(view.lang, "decided"))
    return tag("details", summary, tag("pre", text, class_="yp-decision", tabindex=0), class_="yp-source")
