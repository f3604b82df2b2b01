"""One cell of a sheet → what it says in the language, or the finding why it cannot be taken (YJ843, YJ849)."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from yiju.rule_set.workbook_cells import GridCell
from yiju.sheets.model import Proposal, SheetRow
from yiju.sheets.read_sheet import at, place
from yiju_grammar.characters import comment_start, fold_width
from yiju_grammar.finding import Finding, Note, finding

_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def take_cell(proposal: Proposal, number: int, column: int, old: SheetRow | None, findings: list[Finding]) -> str:
    """What a cell says, in the language; what stood there before where it cannot be taken."""
    row, cells = proposal.read.rows[number]
    cell = at(cells, proposal.columns_at[column])
    before = old.cells[column] if old is not None and column < len(old.cells) else ""
    where = place(proposal.read, row, proposal.columns_at[column])
    if cell.trouble:
        findings.append(finding("YJ843", None, notes=(Note(cell.trouble),), where=where, value=cell.text))
        return before
    if _cannot_stand(cell.text):
        findings.append(finding("YJ849", None, notes=(Note("marks"),), where=where, value=cell.text.replace("\n", " ")))
        return before
    text = " ".join(cell.text.split())
    units = proposal.before.units
    return _as_written(cell, text, before, units[column] if column < len(units) else "")


def _cannot_stand(text: str) -> bool:
    return "|" in fold_width(text) or "\n" in text.strip() or comment_start(fold_width(text)) is not None


def _as_written(cell: GridCell, text: str, before: str, unit: str) -> str:
    """A number that was typed over one with a unit: the same number is no change, another one takes the unit."""
    if not cell.is_number:
        return text
    if _value(before) == Decimal(text):
        return before
    number = _NUMBER.match(before)
    rest = before[number.end() :].strip() if number else ""
    return text + rest if rest and rest == unit else text


def _value(text: str) -> Decimal | None:
    """A cell that is a number, or a percentage, as a number."""
    percent = fold_width(text).endswith("%")
    try:
        value = Decimal(fold_width(text).removesuffix("%").replace(",", ""))
    except InvalidOperation:
        return None
    return value / 100 if percent else value
