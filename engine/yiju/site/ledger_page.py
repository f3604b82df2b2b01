"""The pages of a place's ledgers: received, used and left, whether it adds up, the flow, the ground of every line.

Input: the rules of a place. Output: Markdown by path. Nothing is worked out here but where things stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from yiju.load import Rules
from yiju.site.addresses import declaration_anchor, ledger_page, link
from yiju.site.document_head import document_name
from yiju.site.document_places import addressed
from yiju.site.document_words import say as said
from yiju.site.ledger_checks import checks_html
from yiju.site.ledger_lines import lines_html
from yiju.site.ledger_tables import by_programme, by_source, flow_picture
from yiju.site.ledger_view import LedgerView, view_of
from yiju.site.ledger_words import say
from yiju.site.markup import EMPTY, Html, heading, tag
from yiju.site.page_markup import linked, page
from yiju_grammar.finding import Lang


def pages(rules: Rules, place: str, lang: Lang) -> Mapping[str, str]:
    """A page for each ledger that is written in the place itself.

    Args:
        place: the name of its folder.
    """
    made = {}
    for name, ledger in rules.program.ledgers.items():
        if ledger.span.file.partition("/")[0] == place:
            path = ledger_page(place, name)
            made[path] = _page(view_of(rules.funds(name), path, rules.registers, lang))
    return made


def _page(view: LedgerView) -> str:
    statement, lang = view.statement, view.lang
    return page(
        statement.name,
        say("description", lang, name=statement.name),
        heading(1, statement.name),
        _lead(view),
        *_section(view, "flow", flow_picture(view)),
        *_section(view, "by_source", by_source(view) if statement.sources else EMPTY),
        *_section(view, "by_programme", by_programme(view) if statement.programmes else EMPTY),
        *_section(view, "checks", checks_html(view)),
        *_section(view, "readings", _readings(view)),
        *_section(view, "lines", lines_html(view)),
        *_section(view, "documents", _documents(view)),
    )


def _section(view: LedgerView, key: str, held: Html) -> Iterator[str]:
    if held:
        yield heading(2, say(key, view.lang), key.replace("_", "-"))
        yield held


def _lead(view: LedgerView) -> Html:
    """The whole in a sentence, its unit, and whether it adds up."""
    whole, lang, shown = view.statement.total, view.lang, view.shown
    received = shown.text(whole.received)
    if whole.used is None or whole.left is None:
        words = say("received_alone", lang, received=received)
    else:
        words = say("balance", lang, received=received, used=shown.text(whole.used), left=shown.text(whole.left))
    wrong = sum(check.status == "fails" for check in view.statement.checks)
    verdict = say("all_hold" if not wrong else "one_fails" if wrong == 1 else "some_fail", lang, n=wrong)
    unit = say("lead", lang, unit=view.statement.ledger.shown_in)
    space = "" if lang == "zh" else " "
    anchor = declaration_anchor("账目", view.statement.name)
    shown_verdict = tag("strong", verdict, class_="yj-wrong") if wrong else verdict
    return tag(
        "p", words, space, unit, space, shown_verdict if view.statement.checks else None, id=anchor, class_="yj-lead"
    )


def _readings(view: LedgerView) -> Html:
    readings = view.statement.ledger.readings
    items = (
        tag("li", say("reading", view.lang, name=name, reading=reading.text, why=reading.why))
        for name, reading in readings
    )
    return tag("ul", *items) if readings else EMPTY


def _documents(view: LedgerView) -> Html:
    """The documents its words stand in, with how many quotes."""
    cited = Counter((c.number, c.title, c.grade) for c in view.statement.citations)
    items = []
    for (number, title, grade), count in cited.items():
        document = view.registers[0].find(number) or view.registers[0].find(f"《{title}》")
        name = document_name(document, view.lang) if document else number or title
        href = link(view.page, addressed(document, view.registers)) if document else ""
        told = say("cited", view.lang, document="", grade=said(grade, view.lang), n=count).strip()
        items.append(tag("li", linked(href, name), " " if view.lang == "en" else None, told))
    items += [tag("li", say("assumed", view.lang, why=ground.why)) for ground in view.statement.assumptions]
    return tag("ul", *items) if items else EMPTY
