"""A ledger by source and by programme, and the way of the money as picture and table.

Input: a view of a statement. Output: HTML; nothing is worked out here.
"""

from __future__ import annotations

from yiju.funds.flow import Link
from yiju.funds.statement import ProgrammeRow, TotalRow
from yiju.funds.svg import page_svg
from yiju.funds.text import node_name
from yiju.site.ledger_view import LedgerView, figures_table, scrolled
from yiju.site.ledger_words import say
from yiju.site.markup import EMPTY, Html, join, tag


def by_source(view: LedgerView) -> Html:
    """Received, used and left of each source; a range where the documents do not say more."""
    statement, shown, lang = view.statement, view.shown, view.lang
    rows = [
        (
            tag("span", row.name, class_=f"yj-depth-{min(row.depth, 4)}"),
            shown.text(row.received),
            shown.range(row.used),
            shown.range(row.left),
        )
        for row in statement.sources
    ]
    whole = statement.total
    total = (say("total", lang), shown.text(whole.received), shown.optional(whole.used), shown.optional(whole.left))
    head = [say(key, lang) for key in ("source", "received", "used", "left")]
    table = figures_table(head, [*rows, total], say("by_source", lang), total=True)
    is_open = any(row.left is not None and not row.left.is_exact for row in statement.sources)
    return join([table, tag("p", say("range", lang), class_="yj-small")]) if is_open else table


def by_programme(view: LedgerView) -> Html:
    """Received, allotted, used and left of each programme; a star where what is left is derived."""
    rows: list[ProgrammeRow | TotalRow] = [*view.statement.programmes, view.statement.total]
    kinds = ["received", "allotted", "used", "left"]
    if not any(row.allotted is not None for row in rows):
        kinds.remove("allotted")
    made = [[_name(row, view), *(_figure(row, kind, view) for kind in kinds)] for row in rows]
    head = [say("programme", view.lang), *(say(kind, view.lang) for kind in kinds)]
    table = figures_table(head, made, say("by_programme", view.lang), total=True)
    has_star = any(cell.endswith("*") for row in made for cell in row)
    return join([table, tag("p", say("star", view.lang), class_="yj-small")]) if has_star else table


def _name(row: ProgrammeRow | TotalRow, view: LedgerView) -> str:
    return row.name if isinstance(row, ProgrammeRow) else say("total", view.lang)


def _figure(row: ProgrammeRow | TotalRow, kind: str, view: LedgerView) -> str:
    amount = {"received": row.received, "allotted": row.allotted, "used": row.used, "left": row.left}[kind]
    star = "*" if kind == "left" and row.is_left_derived and amount else ""
    return view.shown.optional(amount) + star


def flow_picture(view: LedgerView) -> Html:
    """The picture with its legend, and the same as a table below it."""
    flow, lang = view.statement.flow, view.lang
    if not flow.links:
        return EMPTY
    drawn = Html(page_svg(view.statement, lang).strip())
    keys = ["used", "left"] if any(node.left for node in flow.nodes) else []
    keys += ["stated", *(["inferred"] if any(link.is_inferred for link in flow.links) else [])]
    legend = (
        tag("span", tag("i", class_=f"yj-swatch yj-swatch--{key}"), say(f"legend_{key}", lang), class_="yj-key")
        for key in keys
    )
    picture = scrolled(drawn, say("flow_title", lang, name=view.statement.name))
    table = tag("details", tag("summary", say("flow_table", lang)), _flow_table(view))
    return join([tag("figure", picture, tag("figcaption", *legend), class_="yj-flow"), table])


def _flow_table(view: LedgerView) -> Html:
    head = [say(key, view.lang) for key in ("giver", "taker", "amount", "remark")]
    return figures_table(head, (_link(view, link) for link in view.statement.flow.links), say("flow_table", view.lang))


def _link(view: LedgerView, link: Link) -> tuple[str, ...]:
    nodes, lang = view.statement.flow.nodes, view.lang
    remark = say("derived", lang) if link.is_derived else say("inferred", lang) if link.is_inferred else ""
    names = (node_name(nodes[index], lang) for index in (link.giver, link.taker))
    return (*names, view.shown.text(link.amount), remark)
