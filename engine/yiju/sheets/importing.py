"""Sheets read back: each is found its table, held against it, and made a change of the policy file.

Input: grids with the place they came from, loaded rules. Output: `Imported`. Writes nothing. A sheet with something
wrong still shows what is sound of it; whether that is written is for the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from string import ascii_uppercase

from yiju.load import Rules
from yiju.rule_set.external_rows import name_of
from yiju.rule_set.workbook_cells import Grid
from yiju.sheets.checking import new_findings
from yiju.sheets.csv_rows import csv_after, csv_text, is_csv
from yiju.sheets.edits import edits_of
from yiju.sheets.format import edited
from yiju.sheets.model import Block, Imported, Place, Proposal, ReadSheet, Sheet
from yiju.sheets.place import file_of, tables_of
from yiju.sheets.propose import propose
from yiju.sheets.read_sheet import head_place, head_text, read_sheet
from yiju_grammar.characters import fold_width
from yiju_grammar.finding import Finding, Lang, Note, finding

Tables = Sequence[tuple[Block, Sheet]]
Key = tuple[str, int]
"""A table: its file and where it begins."""


def import_grids(grids: Iterable[tuple[Grid, str]], rules: Rules) -> Imported:
    """What sheets would change in the rules.

    Args:
        grids: each with its file, and its sheet where the file has several, as findings should name it.
    """
    findings: list[Finding] = []
    proposals: dict[Key, Proposal] = {}
    in_lang = cache(lambda lang: tables_of(rules, lang))
    for grid, where in grids:
        read = read_sheet(grid, where)
        if read is None:
            findings.append(finding("YJ848", None, notes=(Note("layout"),), where=where))
            continue
        found = _table(read, in_lang(_language(read)), proposals)
        if isinstance(found, Finding):
            findings.append(found)
        else:
            proposals[_key(found[0])] = _kept_outside(propose(read, *found))
    return _imported(rules, list(proposals.values()), findings)


def _imported(rules: Rules, proposals: list[Proposal], findings: list[Finding]) -> Imported:
    texts = {source.file: source.text for source in rules.checked.rule_set.sources}
    after = {name: _after(texts[name], name, proposals) for name in sorted({p.block.file for p in proposals})}
    for proposal in proposals:
        if is_csv(proposal.block):
            name = name_of(proposal.block.file, proposal.block.external)
            texts[name] = csv_text(file_of(rules, name).read_bytes())
            after[name] = csv_after(texts[name], proposal)
    after = {name: text for name, text in after.items() if text != texts[name]}
    found = [*findings, *(f for p in proposals for f in p.findings)]
    if after:
        found += _not_said(new_findings(rules, after, proposals), found)
    return Imported({name: texts[name] for name in after}, after, tuple(dict.fromkeys(found)))


def _not_said(new: Iterable[Finding], said: Sequence[Finding]) -> list[Finding]:
    """What the checker adds: of a cell that has its finding nothing more is said, nor that a row without a result
    cannot be read."""
    places = {f.where for f in said}
    rows = {_row(f.where) for f in said if f.code == "YJ846"}
    return [
        f
        for f in new
        if (not f.where or f.where not in places) and not (f.code.startswith("YJ1") and _row(f.where) in rows)
    ]


def _row(where: str) -> str:
    """A cell's place without its column."""
    sheet, _, cell = where.rpartition("!")
    return f"{sheet}!{cell.lstrip(ascii_uppercase)}"


def _after(text: str, name: str, proposals: Iterable[Proposal]) -> str:
    changes = sorted((_whole(p.block), edits_of(p)) for p in proposals if p.block.file == name)
    changes = [(place, edits) for place, edits in changes if edits]
    return edited(text, changes) if changes else text


def _whole(block: Block) -> Place:
    """The lines of a declaration, with its grounds."""
    first = min([block.head[0], *(start for start, _ in block.grounds)])
    end = block.text.find("\n", block.node.span.end)
    return block.text.rfind("\n", 0, first) + 1, len(block.text) if end < 0 else end + 1


def _language(read: ReadSheet) -> Lang:
    """The language of the labels."""
    label = read.head["columns"][1][0].text.strip()
    return "en" if label.isascii() else "zh"


def _table(read: ReadSheet, tables: Tables, taken: Mapping[Key, Proposal]) -> tuple[Block, Sheet] | Finding:
    """The table a sheet is of: by its name, of several by file and first line, then in the order they stand; YJ840
    where there is none, YJ848 where another sheet is this table already."""
    name = _plain(head_text(read, read.kind))
    named = [pair for pair in tables if pair[1].kind == read.kind and _plain(pair[1].name) == name]
    same_file = [pair for pair in named if pair[1].file == head_text(read, "file")]
    said = " ".join(head_text(read, "declared").split())
    exact = [pair for pair in same_file or named if pair[1].declared == said]
    found = exact or same_file or named
    left = [pair for pair in found if _key(pair[0]) not in taken]
    if found and not left:
        twice = Note("twice", None, (("other", taken[_key(found[0][0])].read.where),))
        return finding("YJ848", None, notes=(twice,), where=read.where)
    one_file = len({pair[1].file for pair in left}) == 1
    return left[0] if len(left) == 1 or (exact and one_file) else _no_table(read, tables, bool(found))


def _no_table(read: ReadSheet, tables: Tables, several: bool) -> Finding:
    shown = head_text(read, read.kind) or "—"
    known = [sheet.name for _, sheet in tables if sheet.kind == read.kind]
    close = [] if several else get_close_matches(shown, known, n=1, cutoff=0.5)
    note = Note("several" if several else "none")
    where = head_place(read, read.kind)
    return finding("YJ840", None, notes=(note,), where=where, name=shown, close=close[0] if close else "")


def _key(block: Block) -> Key:
    return block.file, block.head[0]


def _plain(name: str) -> str:
    return fold_width(name).partition("(")[0].replace(" ", "")


def _kept_outside(proposal: Proposal) -> Proposal:
    """YJ849 where rows of another workbook were changed, or rows of a CSV were given quotes: neither has a place."""
    block, rows = proposal.block, proposal.sheet.rows
    before = tuple(row.cells for row in proposal.before.rows)
    quoted = any(row.grounds for row in rows)
    if not block.external or not (quoted or (not is_csv(block) and tuple(row.cells for row in rows) != before)):
        return proposal
    note = Note("quotes" if is_csv(block) else "outside", None, (("file", block.external),))
    where = head_place(proposal.read, "columns", 0)
    found = finding("YJ849", None, notes=(note,), where=where, value=proposal.before.name)
    kept = tuple(replace(row, grounds=()) for row in rows) if is_csv(block) else proposal.before.rows
    return replace(proposal, sheet=replace(proposal.sheet, rows=kept), findings=(*proposal.findings, found))
