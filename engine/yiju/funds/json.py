"""A statement as the published JSON, `yiju/funds/1` (see `statement.schema.json`).

Input: a `Statement`. Output: plain data whose amounts are decimal strings in the base unit (元) and whose citations are
indexes; the same rules give the same bytes. No language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from yiju.check.ledger_checks import Figure, LedgerCheck
from yiju.documents.model import Citation
from yiju.funds.amounts import decimal
from yiju.funds.flow import Link, Node
from yiju.funds.shares import Range
from yiju.funds.statement import ProgrammeRow, SourceRow, Statement, TotalRow
from yiju.program.ledger import LedgerLine

SCHEMA = "yiju/funds/1"

Json = dict[str, Any]


def to_json(statement: Statement) -> Json:
    """The published form of a statement."""
    cited = _Cited(statement)
    return {
        "schema": SCHEMA,
        "ledger": statement.name,
        "place": statement.place,
        "unit": statement.ledger.unit,
        "shown_in": statement.ledger.shown_in,
        "holds": statement.holds,
        "total": _total(statement.total),
        "sources": [_source(row) for row in statement.sources],
        "programmes": [_programme(row) for row in statement.programmes],
        "checks": [_check(check, cited) for check in statement.checks],
        "flow": {
            "nodes": [_node(node) for node in statement.flow.nodes],
            "links": [_link(link) for link in statement.flow.links],
        },
        "lines": [_line(line, cited) for line in statement.ledger.lines],
        "citations": [_citation(citation) for citation in statement.citations],
        "assumptions": [{"why": why} for why in dict.fromkeys(a.why for a in statement.assumptions)],
        "readings": [{"line": name, "reading": r.text, "why": r.why} for name, r in statement.ledger.readings],
        "rules": {"digest": statement.digest},
    }


def to_json_text(statement: Statement) -> str:
    """The same as text, Chinese characters as they are."""
    return json.dumps(to_json(statement), ensure_ascii=False, indent=2)


@cache
def statement_schema() -> Mapping[str, Any]:
    """The JSON Schema (2020-12) of the form."""
    text = files("yiju.funds").joinpath("statement.schema.json").read_text("utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


class _Cited:
    """Grounds of the program → places in the list of citations."""

    def __init__(self, statement: Statement) -> None:
        cited = (index for index, ground in statement.grounds.items() if isinstance(ground, Citation))
        self._place = {index: place for place, index in enumerate(cited)}

    def of(self, grounds: Iterable[int]) -> list[int]:
        """The citations among some grounds."""
        return [self._place[index] for index in grounds if index in self._place]


def _amount(amount: Fraction | None) -> str | None:
    return None if amount is None else decimal(amount)


def _range(amount: Range | None) -> Json | None:
    return None if amount is None else {"at_least": decimal(amount.low), "at_most": decimal(amount.high)}


def _total(row: TotalRow) -> Json:
    return {
        "received": _amount(row.received),
        "allotted": _amount(row.allotted),
        "used": _amount(row.used),
        "left": _amount(row.left),
        "left_derived": row.is_left_derived,
    }


def _source(row: SourceRow) -> Json:
    return {
        "name": row.name,
        "depth": row.depth,
        "is_source": row.is_source,
        "received": _amount(row.received),
        "used": _range(row.used),
        "left": _range(row.left),
    }


def _programme(row: ProgrammeRow) -> Json:
    return {
        "name": row.name,
        "received": _amount(row.received),
        "allotted": _amount(row.allotted),
        "used": _amount(row.used),
        "left": _amount(row.left),
        "left_derived": row.is_left_derived,
    }


def _check(check: LedgerCheck, cited: _Cited) -> Json:
    made: Json = {
        "kind": check.kind,
        "label": check.label,
        "status": check.status,
        "totals": [_figure(figure, cited) for figure in check.totals],
        "parts": [_figure(figure, cited) for figure in check.parts],
        "difference": _amount(check.difference),
    }
    if check.status == "regrouped":
        made["moved"] = [
            {"from": m.giver, "to": m.taker, "amount": _amount(m.amount), "derived": not m.is_printed}
            for m in check.moved
        ]
        made["sides"] = [
            {"total": _figure(whole, cited), "parts": [_figure(f, cited) for f in parts]}
            for whole, parts in check.sides
        ]
        made["alternatives"] = [
            {"totals": [_figure(f, cited) for f in totals], "parts": [_figure(f, cited) for f in parts]}
            for totals, parts in check.alternatives
        ]
    return made


def _figure(figure: Figure, cited: _Cited) -> Json:
    return {
        "kind": figure.kind,
        "label": figure.label,
        "amount": _amount(figure.amount),
        "derived": figure.is_derived,
        "citations": cited.of(figure.grounds),
    }


def _node(node: Node) -> Json:
    made: Json = {"kind": node.kind, "name": node.name, "amount": _amount(node.amount)}
    if node.kind == "source":
        made["within"] = list(node.within)
    if node.kind == "use":
        made |= {"used": _amount(node.used), "left": _amount(node.left)}
    return made


def _link(link: Link) -> Json:
    return {
        "from": link.giver,
        "to": link.taker,
        "amount": _amount(link.amount),
        "inferred": link.is_inferred,
        "derived": link.is_derived,
    }


def _line(line: LedgerLine, cited: _Cited) -> Json:
    made: Json = {
        "kind": line.kind,
        "label": line.label,
        "amount": _amount(line.amount),
        "written": line.written,
        "citations": cited.of(line.grounds),
    }
    if line.parts:
        made["parts"] = [_line(part, cited) for part in line.parts]
    if line.shares:
        made["from"] = [_line(share, cited) for share in line.shares]
    return made


def _citation(citation: Citation) -> Json:
    return {
        "number": citation.number,
        "title": citation.title,
        "grade": citation.grade,
        "document": citation.document,
        "clause": citation.clause,
        "span": list(citation.span),
        "quote": citation.quote,
    }
