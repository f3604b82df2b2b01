"""The head of a policy's page: what it gives, to whom, from when to when, on which documents and of what grade.

Input: a view. Output: HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from yiju.check.elaborate_grounds import basis_documents
from yiju.documents.model import GRADES, Citation, ground_grade
from yiju.explain.plain.quantities import each
from yiju.explain.values import date_text
from yiju.program.program import Bound
from yiju.rule_set.model import PolicyScope
from yiju.site import addresses
from yiju.site.anchors import place_of, stated_in
from yiju.site.document_places import addressed
from yiju.site.markup import EMPTY, Html, join, lines, tag
from yiju.site.policy.quotes import CHINESE, document_name, grade_mark, quote_link
from yiju.site.policy.schedules import schedule_text
from yiju.site.policy.view import View, link_to, words_above
from yiju.site.policy.words import say
from yiju_grammar import tree as t
from yiju_grammar.walk import all_grounds


def overview_html(view: View, policy: PolicyScope) -> Html:
    """The list of facts about a policy."""
    own = policy.head.name.text
    made: dict[str, Iterable[Html]] = {
        "gives": _gives(view, policy),
        "whom": _whom(view, policy),
        "when": _when(view, policy),
        "basis": _basis(view, policy),
        "grade": _grade(view),
        "reads": _policies(view, view.reads.get(own, {})),
        "read_by": _policies(view, {name: read[own] for name, read in view.reads.items() if own in read}),
    }
    facts = [(key, [tag("dd", value) for value in values if value]) for key, values in made.items()]
    items = [tag("div", tag("dt", say(view.lang, key)), *values) for key, values in facts if values]
    return tag("dl", "\n", lines(items), "\n", class_="yp-overview")


def _gives(view: View, policy: PolicyScope) -> tuple[Html, ...]:
    """Payments with their times, then standards that no payment bears the name of."""
    held = [s.declaration for s in stated_in(policy.scope)]
    payments = [d for d in held if isinstance(d, t.Payment)]
    standards = [d for d in held if isinstance(d, t.Standard)]
    shown = [say_linked(view, d, "scheduled", schedule=schedule_text(d.schedule, view.lang)) for d in payments] or [
        say_linked(view, d, "in_words") for d in standards
    ]
    return tuple(dict.fromkeys(shown)) or (Html(say(view.lang, "nothing_given")),)


def say_linked(view: View, declared: t.Payment | t.Standard, key: str, **parts: str) -> Html:
    """The name of a rule as a link to it, in a phrase."""
    name = tag("a", declared.name.text, href=link_to(view, declared.span), lang=CHINESE)
    head, _, tail = say(view.lang, key, name="\0", standard="\0", **parts).partition("\0")
    return join([head, name, tail])


def _whom(view: View, policy: PolicyScope) -> tuple[Html, ...]:
    subject = policy.head.subject
    record = view.rules.checked.rule_set.records.get(subject.text) if subject else None
    if record is None:
        return ()
    page = addresses.record_page(place_of(record), record.name.text)
    linked = tag("a", record.name.text, href=addresses.link(view.page, page), lang=CHINESE)
    key = "each_record" if record.counts_as else "record_bare"
    head, _, tail = say(view.lang, key, record="\0", unit=each(record.counts_as or "", view.lang)).partition("\0")
    tests = [s.declaration for s in stated_in(policy.scope) if isinstance(s.declaration, t.Eligibility)]
    if not tests:
        return (join([head, linked, tail, say(view.lang, "no_conditions")]),)
    names = [tag("a", d.name.text, href=link_to(view, d.span), lang=CHINESE) for d in tests]
    comma = say(view.lang, "list_comma")
    return (join([head, linked, tail, say(view.lang, "under"), say(view.lang, "space"), join(names, comma)]),)


def _when(view: View, policy: PolicyScope) -> Iterator[Html]:
    made = view.rules.program.policies.get(policy.head.name.text)
    if made is None:
        return
    yield _bound(view, made.start, "start")
    yield _bound(view, made.end, "end")


def _bound(view: View, bound: Bound | None, side: str) -> Html:
    """A first or last day with the words that say so."""
    lang = view.lang
    if bound is None:
        return tag("span", say(lang, f"open_{side}"))
    if bound.kind == "unknown":
        return tag("span", say(lang, "bound_unknown"))
    day = say(lang, "from_day" if side == "start" else "to_day", day=date_text(bound.day, lang))
    cited = [view.rules.program.grounds[i] for i in bound.grounds]
    words = [_cited(view, g) for g in cited if isinstance(g, Citation)]
    comma = say(lang, "list_comma")
    reason = say(lang, "bound_document") if bound.kind == "document" else ""
    inside = join([reason or None, *([say(lang, "colon")] if reason and words else []), join(words, comma)])
    return join(
        [tag("time", day, datetime=bound.day.isoformat()), tag("span", inside, class_="yp-cited") if inside else EMPTY],
        " ",
    )


def _cited(view: View, citation: Citation) -> Html:
    text = f"“{citation.quote}”" if citation.quote else document_name(citation)
    where = quote_link(view, citation)
    return tag("a", text, href=where, lang=CHINESE) if where else tag("span", text, lang=CHINESE)


def _basis(view: View, policy: PolicyScope) -> Iterator[Html]:
    source = policy.scope.source
    if source is None:
        return
    for document in basis_documents(policy.scope, source.register) if policy.scope.basis else ():
        page = addressed(document, view.rules.registers)
        title = f"《{document.title}》" if document.title else ""
        yield tag("a", f"{document.number}{title}", href=addresses.link(view.page, page), lang=CHINESE)


def _grade(view: View) -> tuple[Html, ...]:
    """How many grounds of each grade, and what the weakest is."""
    count = grades(view)
    if not count:
        return ()
    lang, weakest = view.lang, max(count, key=GRADES.index)
    shown = [join([grade_mark(view, g), f" {count[g]}"]) for g in GRADES if count[g]]
    key = "weakest" if len(count) > 1 else "all_of_grade"
    told = say(lang, key, grade=say(lang, weakest), grade_means=say(lang, f"{weakest}_means"))
    return (join([join(shown, say(lang, "list_comma")), tag("span", told, class_="yp-why")], say(lang, "semicolon")),)


def grades(view: View) -> Counter[str]:
    """The grades of everything that the rules of this page stand on."""
    assert view.policy is not None
    count: Counter[str] = Counter()
    for scope in (view.policy.scope, *view.policy.fillings.values()):
        for stated in stated_in(scope):
            if not isinstance(stated.declaration, t.Case | t.NotRule):
                for grounds in all_grounds(stated.declaration):
                    count.update(ground_grade(g) for g in words_above(view, stated, scope, grounds).grounds)
    return count


def _policies(view: View, read: Mapping[str, tuple[str, ...]]) -> Iterator[Html]:
    rule_set = view.rules.checked.rule_set
    for name, names in read.items():
        head = rule_set.policies[name].head
        link = tag("a", head.title or name, href=addresses.link(view.page, view.homes[head.span].page), lang=CHINESE)
        quoted = say(view.lang, "list_comma").join(names)
        yield join([link, say(view.lang, "colon"), say(view.lang, "reads_what", names=quoted)])
