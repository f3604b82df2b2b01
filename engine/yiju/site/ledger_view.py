"""What the parts of a ledger's page share: the statement, how amounts are written, where each line stands.

Input: a statement. Output: `LedgerView`, and figures with links to the lines that state them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yiju.check.ledger_checks import Figure
from yiju.documents.register import Register
from yiju.funds.amounts import Amounts, amounts_of
from yiju.funds.statement import Statement
from yiju.program.ledger import LedgerLine
from yiju.site.addresses import link
from yiju.site.ledger_words import say
from yiju.site.markup import Html, join, tag
from yiju.site.standing import line_anchor
from yiju_grammar.finding import Lang


@dataclass(frozen=True, slots=True)
class LedgerView:
    """One page. `anchors`: of each line of the ledger; a line that repeats another's labels has the other's."""

    statement: Statement
    shown: Amounts
    anchors: Mapping[LedgerLine, str]
    page: str
    registers: tuple[Register, ...]
    lang: Lang


def view_of(statement: Statement, page: str, registers: tuple[Register, ...], lang: Lang) -> LedgerView:
    """The view of a statement on a page."""
    anchors = {line: line_anchor(line.kind, labels) for labels, line in lines_of(statement)}
    return LedgerView(statement, amounts_of(statement.ledger), anchors, page, registers, lang)


def lines_of(statement: Statement) -> Iterator[tuple[tuple[str, ...], LedgerLine]]:
    """Every line in the order written, with the labels from the margin down to it; shares before parts."""
    waiting: list[tuple[tuple[str, ...], LedgerLine]] = [((x.label,), x) for x in reversed(statement.ledger.lines)]
    while waiting:
        labels, line = waiting.pop()
        yield labels, line
        waiting.extend(((*labels, part.label), part) for part in (*reversed(line.parts), *reversed(line.shares)))


def figure_html(view: LedgerView, figure: Figure) -> Html:
    """An amount, linked to the line that states it; marked where it is derived."""
    amount = view.shown.text(figure.amount)
    if figure.is_derived:
        mark = f"（{say('derived', view.lang)}）" if view.lang == "zh" else f" ({say('derived', view.lang).lower()})"
        return join([amount, tag("small", mark)])
    return (
        tag("a", amount, href=here(view.anchors[figure.lines[0]]))
        if figure.lines[0] in view.anchors
        else join([amount])
    )


def here(anchor: str) -> str:
    """The address of an anchor on the same page."""
    return "#" + link("x", "x", anchor).partition("#")[2]


def figures_table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str, *, total: bool = False) -> Html:
    """A table of figures under one another; the first column is of names. `total`: the last row is the total."""
    heads = join(tag("th", cell, scope="col") for cell in head)
    body = [tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in rest)) for first, *rest in rows]
    if total and body:
        body[-1] = Html(body[-1].replace("<tr>", '<tr class="yj-total">', 1))
    made = tag(
        "table",
        tag("caption", caption, class_="yj-hidden"),
        tag("thead", tag("tr", heads)),
        tag("tbody", *body),
        class_="yj-figures",
    )
    return scrolled(made, caption)


def scrolled(inner: Html, name: str) -> Html:
    """What may be wider than the screen; it can be scrolled by the keyboard too."""
    return tag("div", inner, class_="yj-wide", tabindex="0", role="region", aria_label=name)
