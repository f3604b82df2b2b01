"""A statement as one CSV table, for a spreadsheet: sources, programmes, the way of the money and the checks.

Input: a `Statement`. Output: rows under one head, told apart by the first column; amounts are plain decimals in the
ledger's own unit, an empty cell is what the ledger does not decide. Text without a byte order mark, lines end in \\n.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from yiju.check.ledger_checks import LedgerCheck
from yiju.documents.model import Citation
from yiju.funds.amounts import Amounts, amounts_of
from yiju.funds.flow import Link
from yiju.funds.shares import Range
from yiju.funds.statement import ProgrammeRow, Statement, TotalRow
from yiju.funds.text import check_label, clause_of, node_name
from yiju.funds.words import say
from yiju_grammar.finding import Lang

COLUMNS = (
    *("table", "name", "to", "received", "allotted", "used", "left", "left_least", "left_most", "amount"),
    *("result", "difference", "remark", "clauses"),
)

Row = dict[str, str]


def to_csv(statement: Statement, lang: Lang = "zh") -> str:
    """The statement; the head is in the language and names the unit."""
    shown = amounts_of(statement.ledger)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    unit = statement.ledger.shown_in
    writer.writerow([say(f"csv_{column}", lang, unit=unit) for column in COLUMNS])
    for row in _rows(statement, shown, lang):
        writer.writerow([_cell(row.get(column, "")) for column in COLUMNS])
    return out.getvalue()


def _cell(text: str) -> str:
    """A text that a spreadsheet would take for a formula is kept a text."""
    is_number = text.lstrip("-").replace(".", "", 1).isdecimal()
    return "'" + text if text[:1] in "=+-@\t\r" and text and not is_number else text


def _rows(statement: Statement, shown: Amounts, lang: Lang) -> Iterator[Row]:
    yield from _sources(statement, shown, lang)
    yield from _programmes(statement, shown, lang)
    for link in statement.flow.links:
        yield _link(statement, link, shown, lang)
    for check in statement.checks:
        yield _check(statement, check, shown, lang)


def _sources(statement: Statement, shown: Amounts, lang: Lang) -> Iterator[Row]:
    for row in statement.sources:
        made = {"table": say("by_source", lang), "name": row.name, "received": shown.text(row.received)}
        yield made | _exact("used", row.used, shown) | _exact("left", row.left, shown) | _ends(row.left, shown)


def _exact(column: str, amount: Range | None, shown: Amounts) -> Row:
    return {column: shown.text(amount.low)} if amount is not None and amount.is_exact else {}


def _ends(amount: Range | None, shown: Amounts) -> Row:
    return {} if amount is None else {"left_least": shown.text(amount.low), "left_most": shown.text(amount.high)}


def _programmes(statement: Statement, shown: Amounts, lang: Lang) -> Iterator[Row]:
    rows: list[ProgrammeRow | TotalRow] = [*statement.programmes, statement.total]
    for row in rows:
        name = row.name if isinstance(row, ProgrammeRow) else say("total", lang)
        figures = {"received": row.received, "allotted": row.allotted, "used": row.used, "left": row.left}
        made = {"table": say("by_programme", lang), "name": name}
        made |= {column: shown.text(amount) for column, amount in figures.items() if amount is not None}
        yield made | ({"remark": say("csv_left_derived", lang)} if row.left and row.is_left_derived else {})


def _link(statement: Statement, link: Link, shown: Amounts, lang: Lang) -> Row:
    giver, taker = (node_name(statement.flow.nodes[i], lang) for i in (link.giver, link.taker))
    remark = say("derived", lang) if link.is_derived else say("inferred", lang) if link.is_inferred else ""
    table = say("flow", lang)
    return {"table": table, "name": giver, "to": taker, "amount": shown.text(link.amount), "remark": remark}


def _check(statement: Statement, check: LedgerCheck, shown: Amounts, lang: Lang) -> Row:
    figures = (*check.totals, *check.parts)
    grounds = (statement.grounds[index] for figure in figures for index in figure.grounds)
    clauses = dict.fromkeys(clause_of(g) for g in grounds if isinstance(g, Citation))
    sides = (" + ".join(shown.text(f.amount) for f in side) for side in (check.totals, check.parts))
    return {
        "table": say("checks", lang),
        "name": check_label(check, lang),
        "to": (" ≠ " if check.status == "fails" else " = ").join(sides),
        "result": say(check.status, lang).split(" ", 1)[1],
        "difference": shown.text(check.difference),
        "clauses": say("comma", lang).join(clauses),
    }
