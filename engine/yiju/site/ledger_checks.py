"""The checks of a ledger with their figures, each figure linked to the line that states it.

Input: a view of a statement. Output: HTML; nothing is worked out here.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.check.ledger_checks import LedgerCheck, Side
from yiju.funds.text import check_label
from yiju.program.ledger import LineKind
from yiju.site.ledger_view import LedgerView, figure_html
from yiju.site.ledger_words import say
from yiju.site.markup import EMPTY, Html, join, tag
from yiju.site.pieces import badge, table


def checks_html(view: LedgerView) -> Html:
    """How many hold, and each on a row."""
    checks, lang = view.statement.checks, view.lang
    if not checks:
        return EMPTY
    counts = {status: sum(c.status == status for c in checks) for status in ("holds", "fails", "regrouped")}
    head = [say(key, lang) for key in ("check", "figures", "result")]
    rows = ((check_label(check, lang), _figures(view, check), _status(check, view)) for check in checks)
    derived = any(figure.is_derived for check in checks for _, side in check.sides for figure in side)
    note = tag("p", say("derived_note", lang), class_="yj-small") if derived else EMPTY
    return join([tag("p", say("counted", lang, **counts)), table(head, rows, say("checks", lang)), note])


def _status(check: LedgerCheck, view: LedgerView) -> Html:
    kind = {"holds": "now", "fails": "wrong", "regrouped": "not_yet"}[check.status]
    return badge(say(check.status, view.lang), kind)


def _figures(view: LedgerView, check: LedgerCheck) -> Html:
    """The equation, and what a regrouping implies below it."""
    kind = check.totals[0].kind
    sign = " ≠ " if check.status == "fails" else " = "
    parts = [_side(view, check.totals, kind), sign, _side(view, check.parts, kind)]
    if check.status == "fails":
        difference = say("difference", view.lang, amount=view.shown.text(check.difference))
        parts += ["，" if view.lang == "zh" else ", ", tag("strong", difference[:1].lower() + difference[1:])]
    implied = list(_implied(view, check))
    return join([tag("span", join(parts), class_="yj-equation"), tag("ul", *implied) if implied else EMPTY])


def _implied(view: LedgerView, check: LedgerCheck) -> Iterator[Html]:
    for whole, parts in check.sides:
        yield tag("li", say(whole.kind, view.lang), " ", _named(view, (whole,)), " = ", _named(view, parts))
    if check.alternatives:
        yield tag("li", say("undecided", view.lang, n=len(check.alternatives)))
    for totals, parts in check.alternatives:
        yield tag("li", _named(view, totals), " = ", _named(view, parts))


def _side(view: LedgerView, figures: Side, kind: LineKind) -> Html:
    """`使用 54.17 + 结余 33.23（推算）`; what a figure is is said where it is not of the kind told before."""
    made = []
    for figure in figures:
        said = None if figure.kind == kind else f"{say(figure.kind, view.lang)} "
        made.append(join([said, figure_html(view, figure)]))
        kind = figure.kind
    return join(made, " + ")


def _named(view: LedgerView, figures: Side) -> Html:
    """`人居环境 92.00 + 行业社会扶贫 211.00（推算）`."""
    return join((join([figure.label, " ", figure_html(view, figure)]) for figure in figures), " + ")
